import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { contract, diff, requestOf, responseOf, rules } from './compare.ts';

const ok = { responses: { 200: { description: 'OK' } } };

/** The problems of a head that is wrong in one place while another operation is added. */
async function wrong(base: Record<string, unknown>, head: Record<string, unknown>) {
  const report = await diff(contract({ '/a': base }), contract({ '/a': head, '/b': { get: ok } }));
  expect(rules(report)).toEqual(['endpoint-added GET /b']);
  return report.problems.map(({ code, line, side }) => `${code} ${side} ${line}`);
}

describe('values of the wrong kind are problems with a line, and the rest is compared', () => {
  test.each<[string, unknown]>([
    ['a list', []],
    ['text', 'x'],
    ['null', null],
    ['a number', 1],
  ])('paths is %s', async (_name, paths) => {
    const report = await diff(contract({}), { ...contract({}), paths });
    expect(report.problems).toMatchObject([{ code: 'invalid-contract', side: 'head', line: 7 }]);
  });

  test.each<[string, unknown]>([
    ['an operation that is a list', []],
    ['an operation that is null', null],
  ])('%s', async (_name, get) => {
    const report = await diff(
      contract({ '/a': { put: ok } }),
      contract({ '/a': { put: ok, get } }),
    );
    expect(report.problems.map(({ code }) => code)).toEqual(['invalid-contract']);
    expect(rules(report)).toEqual([]);
  });

  test('parameters that are an object, or have no name', async () => {
    const limit = { name: 'limit', in: 'query', schema: { type: 'string' } };
    const good = { get: { parameters: [limit], ...ok } };
    expect(await wrong(good, { get: { parameters: { limit }, ...ok } })).toEqual([
      'invalid-contract head 10',
    ]);
    expect(await wrong({ get: ok }, { get: { parameters: [{ in: 'query' }, 3], ...ok } })).toEqual([
      'invalid-contract head 11',
      'invalid-contract head 14',
    ]);
  });

  test('responses and security of the wrong kind', async () => {
    expect(await wrong({ get: ok }, { get: { responses: null } })).toEqual([
      'invalid-contract head 10',
    ]);
    expect(await wrong({ get: ok }, { get: { responses: { 200: null } } })).toEqual([
      'invalid-contract head 11',
    ]);
    expect(await wrong({ get: ok }, { get: { ...ok, security: 'key' } })).toEqual([
      'invalid-contract head 15',
    ]);
  });

  test('keywords of a schema; the keywords beside them are compared', async () => {
    const good = { type: 'object', properties: { id: { type: 'string' } }, required: ['id'] };
    for (const broken of [
      { properties: [] },
      { required: 'id' },
      { allOf: {} },
      { oneOf: 'x' },
      { type: 'strin' },
      { enum: 'a' },
    ]) {
      const report = await diff(requestOf(good), requestOf({ ...good, ...broken }));
      expect(report.problems.map(({ code }) => code)).toEqual(['invalid-contract']);
      expect(rules(report)).toEqual([]);
    }
  });

  test('schemas that are true, false, null or text', async () => {
    expect(rules(await diff(requestOf({ type: 'string' }), requestOf(true)))).toEqual([
      'request-body-type-generalized POST /users',
    ]);
    expect(rules(await diff(requestOf(true), requestOf(false)))).toEqual([
      'request-body-type-specialized POST /users',
    ]);
    for (const schema of [null, 'x', 3, []]) {
      const report = await diff(requestOf({ type: 'string' }), requestOf(schema));
      expect(report.problems.map(({ code }) => code)).toEqual(['invalid-contract']);
    }
  });

  test('names that are also names of JavaScript’s objects', async () => {
    const odd = JSON.parse(
      '{"type":"object","properties":{"constructor":{},"__proto__":{"type":"string"},"toString":{}}}',
    );
    expect(
      rules(await diff(requestOf({ type: 'object', properties: {} }), requestOf(odd))),
    ).toEqual([
      'new-optional-request-property POST /users',
      'new-optional-request-property POST /users',
      'new-optional-request-property POST /users',
    ]);
  });

  test('an allOf that contains itself, and one that doubles 40 times', async () => {
    const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });
    const schemas: Record<string, unknown> = { Self: { allOf: [ref('Self'), { type: 'object' }] } };
    for (let level = 0; level < 40; level += 1) {
      schemas[`L${level}`] = { allOf: [ref(`L${level + 1}`), ref(`L${level + 1}`)] };
    }
    const shop = (last: string, name: string) =>
      requestOf(ref(name), { components: { schemas: { ...schemas, L40: { type: last } } } });
    expect(rules(await diff(shop('string', 'Self'), shop('integer', 'Self')))).toEqual([]);
    expect(rules(await diff(shop('string', 'L0'), shop('integer', 'L0')))).toEqual([
      'request-body-type-changed POST /users',
    ]);
  });

  test('an allOf whose recursion has as many states as there are subsets ends, and says so', async () => {
    const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });
    const shop = (type: string) => {
      const schemas: Record<string, unknown> = {
        S0: { type: 'object', properties: { a: { allOf: [ref('S0'), ref('S1')] }, b: ref('S0') } },
        S18: { type: 'object', properties: { c: { type } } },
      };
      for (let at = 1; at < 18; at += 1) {
        schemas[`S${at}`] = {
          type: 'object',
          properties: { a: ref(`S${at + 1}`), b: ref(`S${at + 1}`) },
        };
      }
      return requestOf(ref('S0'), { components: { schemas } });
    };
    const { problems } = await diff(shop('string'), shop('integer'));
    expect(new Set(problems.map(({ code }) => code))).toEqual(new Set(['limit-reached']));
  });

  test('unions that contain themselves beside schemas that are just true', async () => {
    const schemas = (type: string) => ({
      B: {
        oneOf: [{ oneOf: [{ type, title: 'T' }, { $ref: '#/components/schemas/B' }, true] }, true],
      },
    });
    const shop = (type: string) =>
      requestOf(
        { oneOf: [true, { $ref: '#/components/schemas/B' }] },
        { components: { schemas: schemas(type) } },
      );
    expect((await diff(shop('string'), shop('integer'))).problems).toEqual([]);
  });

  test('conditions that lead back to themselves at the same place', async () => {
    const A = { $ref: '#/components/schemas/A' };
    const shop = (then: object) => {
      const inner = { type: 'number', exclusiveMaximum: -1 };
      const outer = { allOf: [A, {}, { type: 'array', maxItems: 1 }] };
      const rest = { type: 'array', items: { enum: ['a'] }, minItems: 2, prefixItems: [A] };
      const conditional = (test: object, met: object, unmet: object) =>
        Object.fromEntries([
          ['if', test],
          ['then', met],
          ['else', unmet],
        ]);
      const all = { A: conditional(outer, conditional(inner, then, rest), { type: 'array' }) };
      return requestOf(A, { openapi: '3.1.0', components: { schemas: all } });
    };
    const { changes } = await diff(shop({ ...A, allOf: [{}, { type: 'array' }] }), shop(A));
    expect(changes.map(({ compatibility }) => compatibility)).not.toContain('definitely_breaking');
  });

  test('bounds that are no numbers, a reference that is no text, a path without a slash', async () => {
    const problemsOf = async (document: object) =>
      (await diff(requestOf({ type: 'string' }), document)).problems.map(
        ({ code, line, message }) => [code, line !== null, message.split(' ', 1)[0]],
      );
    for (const schema of [
      { type: 'integer', minimum: '1' },
      { type: 'integer', exclusiveMaximum: 'x' },
      { type: 'string', maxLength: '255' },
      { type: 'string', pattern: 5 },
      { type: 'array', uniqueItems: 'yes' },
      { $ref: 5 },
    ]) {
      const [keyword] = Object.keys(schema).slice(-1);
      expect(await problemsOf(requestOf(schema))).toEqual([
        ['invalid-contract', true, `'${keyword}'`],
      ]);
    }
    const paths = contract({ users: { get: { responses: { 200: { description: 'OK' } } } } });
    expect(await problemsOf(paths)).toEqual([['invalid-contract', true, 'Path']]);
  });

  test('a chain of 20,000 references, and of as many schemas in each other', async () => {
    const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });
    const size = 20_000;
    const chain = (link: (next: string) => unknown, last: unknown) => {
      const schemas: Record<string, unknown> = { [`S${size}`]: last };
      for (let index = 0; index < size; index += 1) schemas[`S${index}`] = link(`S${index + 1}`);
      return requestOf(ref('S0'), { components: { schemas } });
    };
    const nested = (next: string) => ({ type: 'object', properties: { a: ref(next) } });
    const report = await diff(
      chain(nested, { type: 'string' }),
      chain(nested, { type: 'integer' }),
    );
    expect(rules(report)).toEqual(['request-property-type-changed POST /users']);
    const all = (next: string) => ({ allOf: [ref(next)] });
    expect(
      rules(await diff(chain(all, { type: 'string' }), chain(all, { type: 'integer' }))),
    ).toEqual(['request-body-type-changed POST /users']);
    const long = await diff(chain(ref, { type: 'string' }), chain(ref, { type: 'integer' }));
    expect(new Set(long.problems.map(({ code }) => code))).toEqual(new Set(['limit-reached']));
    const union = (next: string) => ({
      oneOf: [ref(next), { type: 'object', properties: { b: {} } }],
    });
    expect(
      (await diff(chain(union, { type: 'string' }), chain(union, { type: 'integer' }))).problems,
    ).toEqual([]);
  }, 60_000);
});

/** A contract that uses much of the language, to be damaged. */
const rich = {
  openapi: '3.1.0',
  info: { title: 'Shop', version: '1.0.0' },
  servers: [{ url: 'https://{host}/v1', variables: { host: { default: 'example.com' } } }],
  security: [{ key: [] }],
  paths: {
    '/users/{id}': {
      parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'integer' } }],
      get: {
        tags: ['users'],
        deprecated: true,
        'x-sunset': '2026-01-01',
        parameters: [{ $ref: '#/components/parameters/Limit' }],
        responses: {
          200: {
            description: 'OK',
            headers: { 'X-A': { schema: { type: 'string' } } },
            content: { 'application/json': { schema: { $ref: '#/components/schemas/User' } } },
          },
          '4XX': { $ref: '#/components/responses/Problem' },
        },
      },
      put: {
        requestBody: {
          required: true,
          content: {
            'application/*': {
              schema: { allOf: [{ $ref: '#/components/schemas/User' }, { required: ['name'] }] },
            },
          },
        },
        responses: { default: { description: 'Any' } },
      },
    },
  },
  webhooks: {
    made: {
      post: {
        requestBody: {
          content: { 'application/json': { schema: { $ref: '#/components/schemas/User' } } },
        },
      },
    },
  },
  components: {
    parameters: {
      Limit: {
        name: 'limit',
        in: 'query',
        style: 'form',
        explode: false,
        schema: { type: 'array', items: { enum: [1, 2] } },
      },
    },
    responses: {
      Problem: { description: 'No', content: { 'application/problem+json': { schema: true } } },
    },
    securitySchemes: { key: { type: 'apiKey', in: 'header', name: 'X' } },
    schemas: {
      User: {
        type: ['object', 'null'],
        required: ['id'],
        properties: {
          id: { type: 'integer', format: 'int64', readOnly: true },
          name: { type: 'string', const: 'x' },
          friends: { type: 'array', items: { $ref: '#/components/schemas/User' } },
          pet: {
            oneOf: [
              { title: 'Cat', type: 'object' },
              { type: 'null' },
              { type: 'string', pattern: '^a' },
            ],
          },
        },
        additionalProperties: { anyOf: [{ type: 'string' }, { type: 'integer' }] },
      },
    },
  },
};

type Path = readonly (string | number)[];

function pathsOf(value: unknown, at: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [at];
  return [
    at,
    ...Object.entries(value).flatMap(([key, child]) =>
      pathsOf(child, [...at, Array.isArray(value) ? Number(key) : key]),
    ),
  ];
}

/** The value with what stands at a path put in place of another. */
function replaced(value: unknown, path: Path, by: unknown): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return by;
  if (Array.isArray(value))
    return value.map((item, index) => (index === key ? replaced(item, rest, by) : item));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [
      name,
      name === String(key) ? replaced(item, rest, by) : item,
    ]),
  );
}

const paths = pathsOf(rich).slice(1);
const junk = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    true,
    false,
    0,
    -1.5,
    '',
    'x',
    [],
    {},
    [null],
    { $ref: '#' },
    { $ref: 3 },
    { $ref: '#/paths' },
  ),
  fc.constantFrom<unknown>(
    { $ref: '#/components/schemas/User' },
    { allOf: [{ $ref: '#/components/schemas/User' }] },
    [[]],
    { type: [] },
  ),
  fc.jsonValue(),
);

test('a reference that leads nowhere on both sides is a problem, and no change', async () => {
  const lost = (reference: string, rest: object = {}) =>
    responseOf(
      { $ref: '#/components/schemas/User' },
      {
        components: {
          schemas: {
            User: {
              type: 'object',
              properties: { friends: { type: 'array', items: { $ref: reference } }, ...rest },
            },
          },
        },
      },
    );
  for (const reference of [' ', '#/components/schemas/Gone', 'https://a.example/user.json']) {
    const report = await diff(lost(reference), lost(reference, { name: { type: 'string' } }));
    expect(rules(report)).toEqual(['response-optional-property-added GET /users']);
    expect(report.problems.map(({ side }) => side).sort()).toEqual(['base', 'head']);
  }
  expect(rules(await diff(lost(' '), JSON.stringify(lost(' '))))).toEqual([]);
});

test('a contract damaged in up to three places never makes the comparison fail', async () => {
  const damage = fc.array(fc.tuple(fc.constantFrom(...paths), junk), {
    minLength: 1,
    maxLength: 3,
  });
  await fc.assert(
    fc.asyncProperty(damage, async (edits) => {
      const head = edits.reduce<unknown>((value, [path, by]) => replaced(value, path, by), rich);
      for (const report of [await diff(rich, head), await diff(head, rich)]) {
        for (const change of report.changes) expect(change.base ?? change.head).not.toBeNull();
        expect(new Set(report.changes.map(({ fingerprint }) => fingerprint)).size).toBe(
          report.changes.length,
        );
      }
      expect(rules(await diff(head, JSON.stringify(head)))).toEqual([]);
    }),
    { numRuns: 150 },
  );
});
