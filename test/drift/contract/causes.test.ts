import { describe, expect, test } from '@jest/globals';
import { contract, diff, diffFiles, requestOf, responseOf, rules } from './compare.ts';

const ok = (schema: unknown) => ({
  responses: { 200: { description: 'OK', content: { 'application/json': { schema } } } },
});
const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });

describe('a cause is reported once, where it was declared', () => {
  test('a change of a shared component names every operation that it reaches', async () => {
    const shop = (id: string) =>
      contract(
        {
          '/users': { get: ok({ type: 'array', items: ref('User') }) },
          '/orders': { get: ok({ type: 'object', properties: { buyer: ref('User') } }) },
          '/health': { get: ok({ type: 'string' }) },
        },
        { components: { schemas: { User: { type: 'object', properties: { id: { type: id } } } } } },
      );
    const { changes } = await diff(shop('integer'), shop('string'));
    expect(changes).toHaveLength(1);
    expect(changes[0]?.rule).toBe('response-property-type-changed');
    expect(changes[0]?.operations.map(({ path }) => path)).toEqual(['/orders', '/users']);
    expect(changes[0]?.message).toBe(
      "Property 'buyer.id' of the 200 response changed type from integer to string.",
    );
    expect(changes[0]?.base_pointer).toBe('/components/schemas/User/properties/id/type');
  });

  test('a part of an allOf is reported once, as bad as its worst use', async () => {
    const shop = (properties: object) =>
      contract(
        {
          '/a': { get: ok({ allOf: [ref('Base'), { required: ['email'] }] }) },
          '/b': { get: ok({ allOf: [ref('Base'), { properties: { b: { type: 'string' } } }] }) },
        },
        { components: { schemas: { Base: { type: 'object', properties } } } },
      );
    const email = { email: { type: 'string' } };
    const { changes } = await diff(shop({ ...email, name: {} }), shop({ name: {} }));
    expect(changes.map(({ rule }) => rule)).toEqual(['response-required-property-removed']);
    expect(changes[0]?.operations.map(({ path }) => path)).toEqual(['/a', '/b']);
  });

  test('a schema used both ways is judged both ways', async () => {
    const shop = (type: string | string[]) => {
      const schema = { type: 'object', properties: { id: { type } } };
      const content = { 'application/json': { schema: ref('User') } };
      const put = { requestBody: { content }, responses: { 200: { description: 'OK', content } } };
      return contract({ '/users': { put } }, { components: { schemas: { User: schema } } });
    };
    const { changes } = await diff(shop('integer'), shop('number'));
    expect(changes.map(({ rule, compatibility }) => `${rule} ${compatibility}`)).toEqual([
      'response-property-type-generalized definitely_breaking',
      'request-property-type-generalized non_breaking',
    ]);
  });

  test('a removed path is one change with all its methods', async () => {
    const both = contract({ '/users': { get: ok({}), put: ok({}) }, '/a': { get: ok({}) } });
    const { changes } = await diff(both, contract({ '/a': { get: ok({}) } }));
    expect(changes.map(({ rule }) => rule)).toEqual(['api-path-removed-without-deprecation']);
    expect(changes[0]?.operations.map(({ method }) => method)).toEqual(['GET', 'PUT']);
  });

  test('security that is said for the whole contract is one change', async () => {
    const paths = { '/a': { get: ok({}) }, '/b': { get: ok({}) } };
    const head = contract(paths, {
      security: [{ key: [] }],
      components: { securitySchemes: { key: { type: 'apiKey', in: 'header', name: 'X-Key' } } },
    });
    const { changes } = await diff(contract(paths), head);
    expect(changes.map(({ rule }) => rule)).toEqual(['api-security-added']);
    expect(changes[0]?.operations).toHaveLength(2);
  });
});

describe('direction', () => {
  test('readOnly properties are no part of requests, writeOnly ones no part of responses', async () => {
    const schema = (type: string) => ({
      type: 'object',
      properties: { id: { type, readOnly: true }, secret: { type, writeOnly: true } },
    });
    expect(rules(await diff(requestOf(schema('string')), requestOf(schema('integer'))))).toEqual([
      'request-property-type-changed POST /users',
    ]);
    const { changes } = await diff(responseOf(schema('string')), responseOf(schema('integer')));
    expect(changes.map(({ message }) => message)).toEqual([
      "Property 'id' of the 200 response changed type from string to integer.",
    ]);
  });

  test('what a webhook sends is judged like a response', async () => {
    const hook = (schema: unknown) => ({
      openapi: '3.1.0',
      info: { title: 'Shop', version: '1.0.0' },
      webhooks: {
        created: { post: { requestBody: { content: { 'application/json': { schema } } } } },
      },
    });
    const object = { type: 'object', properties: { id: { type: 'string' } } };
    expect(rules(await diff(hook({ ...object, required: ['id'] }), hook(object)))).toEqual([
      'response-property-became-optional POST created',
    ]);
  });

  test('removing a request property from a closed object breaks for certain', async () => {
    const schema = (properties: object) => ({
      type: 'object',
      properties,
      additionalProperties: false,
    });
    const { changes } = await diff(
      requestOf(schema({ a: {}, b: {} })),
      requestOf(schema({ a: {} })),
    );
    expect(
      changes.map(({ rule, compatibility, severity }) => [rule, compatibility, severity]),
    ).toEqual([['request-property-removed', 'definitely_breaking', 'high']]);
  });
});

describe('parameters', () => {
  const shop = (parameter: object) =>
    contract({
      '/users': { get: { parameters: [{ name: 'filter', in: 'query', ...parameter }], ...ok({}) } },
    });
  const found = async (base: object, head: object) =>
    (await diff(shop(base), shop(head))).changes.map(({ rule, message }) => `${rule}: ${message}`);

  test('a schema where there was none, and content instead of a schema', async () => {
    expect(await found({}, { schema: { type: 'integer' } })).toEqual([
      "request-parameter-type-specialized: Query parameter 'filter' changed type from any type to integer.",
    ]);
    const content = (type: string) => ({ content: { 'application/json': { schema: { type } } } });
    expect(await found({ schema: { type: 'string' } }, content('string'))).toEqual([
      "request-parameter-style-changed: Query parameter 'filter' is now written as 'application/json' instead of 'form, exploded'.",
    ]);
    expect(await found(content('string'), content('integer'))).toEqual([
      "request-parameter-type-changed: Query parameter 'filter' changed type from string to integer.",
    ]);
  });

  test('style does not matter for plain values', async () => {
    expect(
      await found({ schema: { type: 'string' } }, { schema: { type: 'string' }, explode: false }),
    ).toEqual([]);
  });
});

describe('what keywords hold is never passed over', () => {
  const ofX = (type: string) => ({ x: { type } });
  test.each<[string, (type: string) => unknown, string]>([
    [
      'patternProperties',
      (type) => ({ patternProperties: ofX(type) }),
      'request-property-type-changed',
    ],
    [
      'dependentSchemas',
      (type) => ({ dependentSchemas: ofX(type) }),
      'request-body-dependent-schema-changed',
    ],
    [
      'propertyNames',
      (type) => ({ propertyNames: { type } }),
      'request-body-property-names-changed',
    ],
    ['prefixItems', (type) => ({ prefixItems: [{ type }] }), 'request-property-type-changed'],
    ['prefixItems', (type) => ({ items: [{ type }] }), 'request-property-type-changed'],
    ['not', (type) => ({ not: { type } }), 'request-body-not-changed'],
    ['not', () => ({ not: ref('User') }), 'request-body-not-changed'],
    ['maxLength', (type) => ({ maxLength: type.length }), 'request-body-max-length-increased'],
    [
      'multipleOf',
      (type) => (type === 'string' ? {} : { multipleOf: 2 }),
      'request-body-multiple-of-added',
    ],
  ])('%s', async (_, schema, rule) => {
    const shop = (type: string) =>
      requestOf(schema(type), { components: { schemas: { User: { type } } } });
    const { changes } = await diff(shop('string'), shop('integer'));
    expect(changes.map((change) => change.rule)).toEqual([rule]);
  });
});

describe('identity', () => {
  const withUser = (properties: unknown, before = '') => `${before}openapi: 3.0.3
info: { title: Shop, version: 1.0.0 }
paths:
  /users/{id}:
    get:
      responses:
        '200': { description: OK, content: { application/json: { schema: { $ref: '#/components/schemas/User' } } } }
components:
  schemas:
    User: { type: object, properties: ${JSON.stringify(properties)} }
`;
  const fingerprints = async (base: string, head: string) =>
    (await diffFiles({ 'a.yaml': base }, { 'a.yaml': head })).changes.map(
      (change) => change.fingerprint,
    );

  test('a fingerprint does not depend on lines, order, or the names of path parameters', async () => {
    const base = withUser({ id: {}, email: {} });
    const head = withUser({ id: {} });
    const known = await fingerprints(base, head);
    expect(known).toHaveLength(1);
    expect(await fingerprints(withUser({ email: {}, id: {} }, '# moved\n\n'), head)).toEqual(known);
    expect(await fingerprints(base.replace('{id}', '{user}'), head)).toEqual(known);
  });

  test('two properties removed from one schema have two fingerprints', async () => {
    const all = await fingerprints(withUser({ id: {}, email: {}, name: {} }), withUser({ id: {} }));
    expect(new Set(all).size).toBe(2);
  });

  test('one declaration whose uses went different ways keeps its changes apart', async () => {
    const shop = (a: string, b: string, types: Record<string, string>) =>
      contract(
        { '/a': { get: ok(ref(a)) }, '/b': { get: ok(ref(b)) } },
        {
          components: {
            schemas: Object.fromEntries(
              Object.entries(types).map(([name, type]) => [
                name,
                { type: 'object', properties: { id: { type } } },
              ]),
            ),
          },
        },
      );
    const { changes } = await diff(
      shop('U', 'U', { U: 'string' }),
      shop('A', 'B', { A: 'integer', B: 'boolean' }),
    );
    expect(
      changes.map(({ subject, after }) => [subject.kind === 'operation' && subject.path, after]),
    ).toEqual([
      ['/a', '"integer"'],
      ['/b', '"boolean"'],
    ]);
    expect(new Set(changes.map(({ fingerprint }) => fingerprint)).size).toBe(2);
  });
});

describe('recursion', () => {
  test('300 components that all refer to each other are compared once per pair', async () => {
    const size = 300;
    const names = Array.from({ length: size }, (_, index) => `C${index}`);
    const shop = (type: string) =>
      contract(Object.fromEntries(names.map((name) => [`/${name}`, { get: ok(ref(name)) }])), {
        components: {
          schemas: Object.fromEntries(
            names.map((name, index) => [
              name,
              {
                type: 'object',
                properties: {
                  id: { type: index === 0 ? type : 'string' },
                  next: ref(`C${(index + 1) % size}`),
                  other: { type: 'array', items: ref(`C${(index * 7 + 3) % size}`) },
                },
              },
            ]),
          ),
        },
      });
    const base = shop('string');
    const { changes } = await diff(base, shop('integer'));
    expect(changes).toHaveLength(1);
    expect(changes[0]?.operations).toHaveLength(size);
    expect(JSON.stringify(changes).length).toBeLessThan(JSON.stringify(base).length);
  });
});

test('an operation is judged by the tags it had: a head cannot move it into a laxer budget', async () => {
  const shop = (tag: string, type: string) =>
    contract({ '/users': { get: { tags: [tag], ...ok({ type }) } } });
  const { changes } = await diff(shop('users', 'string'), shop('experiments', 'integer'));
  expect(changes.map(({ subject }) => 'tags' in subject && subject.tags)).toContainEqual(['users']);
  expect(JSON.stringify(changes)).not.toContain('"experiments"');
});

describe('a schema and a union are compared alternative by alternative', () => {
  const post = (schema: unknown) => requestOf({ type: 'object', properties: { v: schema } });
  const said = async (base: unknown, head: unknown) => {
    const { changes } = await diff(post(base), post(head));
    return changes.map(({ message }) => message);
  };
  const text = { type: 'string' };

  test.each([
    ['a list of types', { type: ['boolean', 'number'] }],
    ['a union of types', { anyOf: [{ type: 'boolean' }, { type: 'number' }] }],
  ])('%s that gets an alternative', async (_, types) => {
    const union = {
      anyOf: [{ type: 'boolean' }, { type: 'number' }, { type: 'array', items: text }],
    };
    expect(await said(types, union)).toEqual([
      "Alternative 'array' was added to property 'v' of the request body.",
    ]);
    expect(await said(union, types)).toEqual([
      "Alternative 'array' was removed from property 'v' of the request body.",
    ]);
  });

  test('one alternative of a list of types gets a bound', async () => {
    const union = { anyOf: [{ type: 'boolean' }, { type: 'number', minimum: 3 }] };
    expect(await said({ type: ['boolean', 'number'] }, union)).toEqual([
      "'minimum' of property 'v' of the request body was set to 3.",
    ]);
  });

  test('null stands beside the alternatives on both sides', async () => {
    const union = { anyOf: [text, { type: 'array', items: text }, { type: 'null' }] };
    const added = "Alternative 'array' was added to property 'v' of the request body.";
    expect(await said({ type: ['string', 'null'] }, union)).toEqual([added]);
    expect(await said(text, union)).toEqual([
      added,
      "Property 'v' of the request body can now be null.",
    ]);
    const listed = { anyOf: [{ ...text, enum: ['a'] }, { type: 'number' }, { type: 'null' }] };
    expect(await said({ type: ['string', 'null'], enum: ['a', null] }, listed)).toEqual([
      "Alternative 'number' was added to property 'v' of the request body.",
    ]);
  });

  test('each new alternative is judged by itself and shown by a value of its own', async () => {
    const name = { type: 'object', properties: { name: text } };
    const longer = { ...name, required: ['name'] };
    const { changes } = await diff(
      responseOf({ anyOf: [name, text] }),
      responseOf({
        anyOf: [name, text, { title: 'Longer', ...longer }, { type: 'number' }, { type: 'array' }],
      }),
    );
    expect(
      changes.map(({ after, compatibility, witness }) => [after, compatibility, witness?.value]),
    ).toEqual([
      [expect.stringContaining('number'), 'definitely_breaking', '1'],
      [expect.stringContaining('array'), 'definitely_breaking', '[]'],
      [expect.stringContaining('Longer'), 'non_breaking', undefined],
    ]);
  });

  test.each([3, 40])('a new alternative beside %i others is shown by a value', async (count) => {
    const kind = (name: string) => ({
      type: 'object',
      required: ['type'],
      properties: {
        type: { type: 'string', enum: [name] },
        parameters: { type: 'object', properties: { a: text } },
      },
    });
    const kinds = Array.from({ length: count }, (_, index) => kind(`kind ${index}`));
    const { changes } = await diff(
      responseOf({ oneOf: kinds }),
      responseOf({ oneOf: [...kinds, kind('new')] }),
    );
    expect(changes.map(({ witness }) => witness?.value)).toEqual(['{"type":"new"}']);
  });

  test('types beside a union that repeat those of its alternatives are no change of their own', async () => {
    const union = { oneOf: [text, { type: 'array', items: text }] };
    expect(await said(text, { ...union, type: ['string', 'array'] })).toEqual([
      "Alternative 'array' was added to property 'v' of the request body.",
    ]);
  });
});
