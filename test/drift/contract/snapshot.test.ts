import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { isObject } from '../../../src/document/document.ts';
import { contentOf, snapshotContracts } from '../../../src/drift/contract/snapshot.ts';
import { defaultSettings } from '../../../src/settings/defaults.ts';
import { openFiles } from '../../../src/tree/memory.ts';
import { contract, requestOf, responseOf } from './compare.ts';
import { components, documentOf, reversed, schemas } from './documents.ts';

/** The snapshot of one contract given as a plain value. */
async function snapshot(document: unknown) {
  const tree = openFiles({ 'openapi.json': JSON.stringify(document) });
  return snapshotContracts(tree, defaultSettings('acme/shop'));
}

/** The fields of the first operation of a contract. */
async function fields(document: unknown): Promise<Readonly<Record<string, string>>> {
  const { operations } = await snapshot(document);
  return operations[0]?.fields ?? {};
}

/** Names of fields that are not the same in two contracts. */
async function changed(base: unknown, head: unknown): Promise<string[]> {
  const [before, after] = [await fields(base), await fields(head)];
  return [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .filter((name) => before[name] !== after[name])
    .sort();
}

const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });
const named = (all: Record<string, unknown>) => ({ components: { schemas: all } });
const object = (properties: Record<string, unknown>) => ({ type: 'object', properties });
const text = { type: 'string' };

const orders = {
  openapi: '3.1.0',
  info: { title: 'Orders', version: '1.0.0' },
  paths: {
    '/orders/{id}': {
      put: {
        operationId: 'replaceOrder',
        tags: ['orders', 'admin', 'orders'],
        parameters: [
          { name: 'id', in: 'path', required: true, schema: text },
          { name: 'dry', in: 'query', schema: { type: 'boolean' } },
          { name: 'X-Trace', in: 'header', schema: text },
        ],
        requestBody: {
          content: {
            'application/json': {
              schema: object({
                address: object({ city: text }),
                lines: { type: 'array', items: object({ sku: text }) },
                'a/b': text,
                id: { type: 'integer', readOnly: true },
              }),
            },
          },
        },
        responses: {
          200: {
            description: 'OK',
            headers: { 'X-Rate': { schema: { type: 'integer' } } },
            content: { 'application/json': { schema: object({ id: { type: 'integer' } }) } },
          },
          default: { description: 'It failed.' },
        },
        callbacks: {
          done: { '{$request.query.url}': { post: { responses: { 204: { description: 'OK' } } } } },
        },
      },
    },
  },
};

describe('the fields of an operation', () => {
  test('are what callers and consumers see', async () => {
    const { operations, problems } = await snapshot(orders);
    expect(problems).toEqual([]);
    expect(operations.map(({ fields: _fields, content: _content, ...rest }) => rest)).toEqual([
      {
        file: 'openapi.json',
        service: null,
        method: 'PUT',
        path: '/orders/{id}',
        tags: ['admin', 'orders'],
        operation_id: 'replaceOrder',
      },
    ]);
    expect(Object.keys(operations[0]?.fields ?? {})).toEqual([
      'callback done POST {} response 204',
      'header.x-trace',
      'path.1',
      'query.dry',
      'request.body',
      'request.body application/json',
      'request.body application/json /address',
      'request.body application/json /address/city',
      'request.body application/json /a~1b',
      'request.body application/json /lines',
      'request.body application/json /lines/~items/sku',
      'response 200',
      'response 200 application/json',
      'response 200 application/json /id',
      'response 200 header.x-rate',
      'response default',
    ]);
  });

  test('each change with what is promised of them alone', async () => {
    const base = (city: unknown, required: string[] = []) =>
      responseOf({ ...object({ address: object({ city }), id: text }), required });
    const city = 'response 200 application/json /address/city';
    expect(await changed(base(text), base({ type: 'integer' }))).toEqual([city]);
    expect(await changed(base(text), base({ ...text, maxLength: 9 }))).toEqual([city]);
    expect(await changed(base(text), base({ ...text, format: 'uuid' }))).toEqual([city]);
    expect(await changed(base(text), base({ ...text, enum: ['a'] }))).toEqual([city]);
    expect(await changed(base(text), base({ ...text, description: 'Where.' }))).toEqual([]);
    expect(await changed(base(text), base({ ...text, deprecated: true }))).toEqual([]);
    const required = base(text, ['id']);
    expect(await changed(base(text), required)).toEqual(['response 200 application/json /id']);
  });

  test('say the same however it is written', async () => {
    const same: readonly (readonly [unknown, unknown])[] = [
      [{ ...text, nullable: true }, { type: ['string', 'null'] }],
      [{ type: ['string', 'null'] }, { anyOf: [text, { type: 'null' }] }],
      [{ const: 'a' }, { ...text, enum: ['a'] }],
      [{ type: 'boolean' }, { enum: [true, false] }],
      [{ type: 'integer', minimum: 1 }, { allOf: [{ type: 'integer' }, { minimum: 0.5 }] }],
      [{ type: 'integer' }, { type: 'integer', maxLength: 3, format: 'int64' }],
      [{ enum: [1, 2] }, { enum: [1, 2, 3], maximum: 2 }],
      [{ type: 'object' }, { type: 'object', additionalProperties: {} }],
      [{ ...text, minLength: 0 }, text],
    ];
    for (const [one, other] of same) {
      const of = (schema: unknown) => responseOf(object({ value: schema }));
      expect(await changed(of(one), of(other))).toEqual([]);
    }
  });

  test('hold what the items of a list are', async () => {
    const list = (items: unknown) => responseOf(object({ tags: { type: 'array', items } }));
    expect(await changed(list(text), list({ type: 'integer' }))).toEqual([
      'response 200 application/json /tags',
    ]);
  });

  test('of alternatives are told by their names, whatever the order of the alternatives', async () => {
    const card = object({ kind: { const: 'card' }, number: text });
    const cash = object({ kind: { const: 'cash' } });
    const bank = object({ kind: { const: 'bank' }, iban: text });
    const of = (...oneOf: unknown[]) => requestOf({ oneOf });
    expect(await changed(of(card, cash), of(cash, card))).toEqual([]);
    expect(await changed(of(card, cash), of(bank, card, cash))).toEqual([
      'request.body application/json /iban',
      'request.body application/json /kind',
    ]);
  });

  test('of a form are promised as they are written', async () => {
    const form = (type: string, encoding: object) => ({
      ...requestOf(text),
      paths: {
        '/files': {
          post: {
            requestBody: {
              content: {
                [type]: { schema: object({ file: text, at: object({ x: text }) }), encoding },
              },
            },
            responses: { 204: { description: 'OK' } },
          },
        },
      },
    });
    const multipart = (encoding: object) => form('multipart/form-data', encoding);
    const png = { file: { contentType: 'image/png' } };
    expect(await changed(multipart({}), multipart(png))).toEqual([
      'request.body multipart/form-data /file',
    ]);
    const usual = { file: { contentType: 'text/plain' } };
    expect(await changed(multipart({}), multipart(usual))).toEqual([]);
    const deep = { at: { style: 'deepObject' } };
    const url = 'application/x-www-form-urlencoded';
    expect(await changed(form(url, {}), form(url, deep))).toEqual([`request.body ${url} /at`]);
  });

  test('stay the same where a path parameter gets another name', async () => {
    const at = (name: string) =>
      contract({
        [`/users/{${name}}`]: {
          get: {
            parameters: [{ name, in: 'path', required: true, schema: text }],
            responses: { 204: { description: 'OK' } },
          },
        },
      });
    expect(await changed(at('id'), at('user_id'))).toEqual([]);
  });
});

describe('recursion', () => {
  const node = object({ value: text, next: ref('Node') });

  test('ends where a schema is reached again inside itself', async () => {
    const names = Object.keys(await fields(responseOf(ref('Node'), named({ Node: node }))));
    expect(names).toEqual([
      'response 200',
      'response 200 application/json',
      'response 200 application/json /next',
      'response 200 application/json /value',
    ]);
  });

  test('written out once says the same', async () => {
    const recursive = responseOf(ref('Node'), named({ Node: node }));
    expect(await changed(recursive, responseOf(node, named({ Node: node })))).toEqual([]);
    const twice = object({ value: text, next: { allOf: [node] } });
    expect(await changed(recursive, responseOf(twice, named({ Node: node })))).toEqual([]);
    const other = object({ value: text, next: object({ value: text }) });
    expect(await changed(recursive, responseOf(other))).not.toEqual([]);
  });

  test('back through alternatives and lists ends as well', async () => {
    const json = {
      oneOf: [text, { type: 'array', items: ref('Json') }, object({ in: ref('Json') })],
    };
    const { problems } = await snapshot(responseOf(ref('Json'), named({ Json: json })));
    expect(problems).toEqual([]);
  });
});

describe('a contract that says a lot', () => {
  test('is cut at its deepest fields, and says so', async () => {
    const levels = Array.from({ length: 9 }, (_, level) => {
      const names = ['a', 'b', 'c', 'd'].map((name) => `${name}${level}`);
      return [`L${level}`, object(Object.fromEntries(names.map((n) => [n, ref(`L${level + 1}`)])))];
    });
    const all = { ...Object.fromEntries(levels), L9: text };
    const { operations, problems } = await snapshot(responseOf(ref('L0'), named(all)));
    const names = Object.keys(operations[0]?.fields ?? {});
    expect(names.length).toBeGreaterThan(4000);
    expect(names.length).toBeLessThanOrEqual(5000);
    expect(names).toContain('response 200 application/json /d0/d1/d2/d3/d4');
    expect(problems.map(({ code }) => code)).toEqual(['limit-reached']);
  });

  test('is cut by the length of its names as well', async () => {
    const long = (at: number) => String(at).padEnd(5_000, 'x');
    const chain = Array.from({ length: 300 }, (_, at) => [
      `C${at}`,
      object({ [long(at)]: ref(`C${at + 1}`) }),
    ]);
    const all = { ...Object.fromEntries(chain), C300: text };
    const { operations, problems } = await snapshot(responseOf(ref('C0'), named(all)));
    const names = Object.keys(operations[0]?.fields ?? {});
    expect(names.join('').length).toBeLessThan(500_000);
    expect(problems.map(({ code }) => code)).toEqual(['limit-reached']);
  });

  test('of names that databases refuse has others', async () => {
    const names = Object.keys(await fields(responseOf(object({ 'a\0b': text, 'a\ud800b': text }))));
    expect(names).toHaveLength(4);
    expect(names.join('')).not.toMatch(/\0|\p{Surrogate}/u);
  });

  test('in all of its many operations stays small', async () => {
    const ring = Array.from({ length: 60 }, (_, at) => [
      `R${at}`,
      object({
        [`own${at}`]: text,
        ...Object.fromEntries([1, 7, 11].map((by) => [`to${by}`, ref(`R${(at + by) % 60}`)])),
      }),
    ]);
    const content = { 'application/json': { schema: ref('R0') } };
    const paths = Array.from({ length: 200 }, (_, at) => [
      `/things/${at}`,
      { get: { responses: { 200: { description: 'OK', content } } } },
    ]);
    const { operations } = await snapshot(
      contract(Object.fromEntries(paths), named(Object.fromEntries(ring))),
    );
    const count = operations.reduce((sum, each) => sum + Object.keys(each.fields).length, 0);
    expect(operations).toHaveLength(200);
    expect(count).toBeGreaterThan(100_000);
    expect(count).toBeLessThanOrEqual(200_000);
    expect(new Set(operations.map((each) => each.content)).size).toBe(1);
  });
});

/** Whether a component is what it says only by way of itself: through references and members, not properties. */
function leadsToItself(
  name: string,
  all: Readonly<Record<string, unknown>>,
  seen: ReadonlySet<string> = new Set(),
): boolean {
  if (seen.has(name)) return true;
  const within = new Set([...seen, name]);
  return madeOf(all[name]).some((next) => leadsToItself(next, all, within));
}

/** The components that a schema is made of. */
function madeOf(schema: unknown): readonly string[] {
  if (!isObject(schema)) return [];
  const target = schema['$ref'];
  const members = ['allOf', 'anyOf', 'oneOf'].flatMap((key) => {
    const list = schema[key];
    return Array.isArray(list) ? list.flatMap(madeOf) : [];
  });
  return typeof target === 'string' ? [target.split('/').at(-1) ?? '', ...members] : members;
}

describe('for any contract', () => {
  // What leads to nothing but itself says nothing, and is reported as a problem of its own.
  const parts = fc
    .tuple(schemas, components)
    .filter(([, all]) => !Object.keys(all).some((name) => leadsToItself(name, all)));
  const runs = { numRuns: 100 };
  const contents = async (document: unknown) =>
    (await snapshot(document)).operations.map(({ content }) => content);

  test('the order of keys and the layout change nothing', async () => {
    await fc.assert(
      fc.asyncProperty(parts, async ([body, all]) => {
        const document = documentOf(body, all);
        const { operations } = await snapshot(document);
        expect((await snapshot(reversed(document))).operations).toEqual(operations);
      }),
      runs,
    );
  });

  test('a reference says the same as what it names', async () => {
    await fc.assert(
      fc.asyncProperty(parts, async ([body, all]) => {
        const inlined = inline(body, all);
        expect(await contents(documentOf(inlined, all))).toEqual(
          await contents(documentOf(body, all)),
        );
        const moved = documentOf(ref('Moved'), { ...all, Moved: body });
        expect(await contents(moved)).toEqual(await contents(documentOf(body, all)));
      }),
      runs,
    );
  });

  test('a schema says the same as an allOf of it', async () => {
    await fc.assert(
      fc.asyncProperty(parts, async ([body, all]) => {
        const wrapped = documentOf({ allOf: [body] }, all);
        expect(await contents(wrapped)).toEqual(await contents(documentOf(body, all)));
      }),
      runs,
    );
  });

  test('the address is that of the fields', async () => {
    await fc.assert(
      fc.asyncProperty(parts, async ([body, all]) => {
        for (const each of (await snapshot(documentOf(body, all))).operations)
          expect(each.content).toBe(contentOf(each.fields));
      }),
      { numRuns: 50 },
    );
  });
});

/** A schema with each reference replaced, once, by what it names. */
function inline(value: unknown, all: Readonly<Record<string, unknown>>): unknown {
  if (Array.isArray(value)) return value.map((item) => inline(item, all));
  if (typeof value !== 'object' || value === null) return value;
  if ('$ref' in value && typeof value.$ref === 'string')
    return all[value.$ref.replace('#/components/schemas/', '')];
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, inline(item, all)]));
}

describe('the fixtures of the rules', () => {
  /** Rules about what is no field, or about what is announced. */
  const NO_FIELD =
    /deprecated|reactivated|sunset|stability|^api-|-link-|discriminator-mapping|^(contract|component)-/;
  const folder = new URL('../../fixtures/contract/', import.meta.url);
  const read = (rule: string, side: string) =>
    readFileSync(new URL(`${rule}/${side}.yaml`, folder), 'utf8');
  const all = readdirSync(folder).filter(
    (rule) => !NO_FIELD.test(rule) && existsSync(new URL(`${rule}/base.yaml`, folder)),
  );
  const contentsOf = async (text: string) => {
    const tree = openFiles({ 'openapi.yaml': text });
    const { operations } = await snapshotContracts(tree, defaultSettings('acme/shop'));
    return operations.map(({ method, path, content }) => `${method} ${path} ${content}`);
  };

  test.each(all)('%s changes a field', async (rule) => {
    expect(await contentsOf(read(rule, 'head'))).not.toEqual(await contentsOf(read(rule, 'base')));
  });
});
