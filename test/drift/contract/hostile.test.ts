import { expect, test } from '@jest/globals';
import { diff } from './compare.ts';

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

const schema = { type: 'object', properties: { id: { type: 'string', deprecated: true } } };
const content = { 'application/json': { schema, encoding: { id: { contentType: 'text/plain' } } } };
const operation = {
  operationId: 'list',
  tags: ['users'],
  deprecated: true,
  'x-sunset': '2030-01-01',
  'x-stability-level': 'beta',
  servers: [{ url: 'https://{a}.example.com', variables: { a: { default: 'b' } } }],
  security: [{ login: ['read'] }],
  parameters: [{ name: 'a', in: 'query', allowEmptyValue: true, schema: { type: 'string' } }],
  requestBody: { required: true, content },
  responses: {
    '2XX': {
      description: 'OK',
      content,
      headers: { 'X-A': { required: true, explode: true, schema } },
      links: { next: { operationId: 'list', parameters: { a: '$response.body#/id' } } },
    },
  },
};
const document: Json = {
  openapi: '3.1.0',
  info: { title: 'Shop', version: '1.0.0' },
  servers: [{ url: 'https://api.example.com/v1' }],
  security: [{ login: [] }],
  paths: {
    '/users/{id}': {
      get: { ...operation, callbacks: { done: { '{$url}': { post: operation } } } },
    },
  },
  webhooks: { created: { post: operation } },
  components: {
    schemas: { A: schema, B: { $dynamicRef: '#a' } },
    securitySchemes: {
      login: {
        type: 'oauth2',
        flows: { implicit: { authorizationUrl: '/a', scopes: { read: 'Read' } } },
      },
    },
  },
};

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}

/** Every document that has one of its values replaced, or taken away. */
function* broken(value: Json): Generator<Json | undefined> {
  yield* [undefined, null, true, 7, 'constructor', [], {}, [null], { $ref: '#/paths' }];
  if (isList(value)) {
    for (const [index, item] of value.entries())
      for (const other of broken(item))
        yield value.map((own, at) => (at === index ? (other ?? null) : own));
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, item] of Object.entries(value))
      for (const other of broken(item)) {
        const { [key]: _gone, ...rest } = value;
        yield other === undefined ? rest : { ...rest, [key]: other };
      }
  }
}

test('whatever stands where something else is expected, there is a report with places', async () => {
  let count = 0;
  for (const other of broken(document)) {
    for (const [base, head] of [
      [document, other],
      [other, document],
    ]) {
      const report = await diff(base ?? {}, head ?? {}, { components: true, version: true });
      for (const change of report.changes) expect(change.base ?? change.head).not.toBeNull();
      for (const problem of report.problems) expect(problem.file).toBe('openapi.json');
      count += 1;
    }
  }
  expect(count).toBeGreaterThan(2000);
}, 60_000);

test('thousands of servers, parameters and paths of similar names take no time to speak of', async () => {
  const many = (prefix: string) => ({
    openapi: '3.1.0',
    info: { title: 'Shop', version: '1.0.0' },
    servers: Array.from({ length: 2000 }, (_, index) => ({ url: `https://${prefix}${index}.com` })),
    paths: Object.fromEntries(
      Array.from({ length: 140 }, (_, index) => [
        `/${Array.from({ length: 12 }, (_, part) => `${prefix}${'a'.repeat(40)}${part}x${index}`).join('/')}`,
        { get: { responses: { 200: { description: 'OK' } } } },
      ]),
    ),
  });
  const report = await diff(many('a'), many('b'));
  expect(report.changes.length).toBeGreaterThan(0);
}, 10_000);

/** `POST /users` with a body of a schema, in the terms of which the unions below are written. */
function shop(members: readonly Json[]): Json {
  return {
    openapi: '3.1.0',
    info: { title: 'Shop', version: '1.0.0' },
    paths: {
      '/users': {
        post: {
          requestBody: { content: { 'application/json': { schema: { oneOf: members } } } },
          responses: { 200: { description: 'OK' } },
        },
      },
    },
  };
}

test('thousands of alternatives are matched by what they are, in whatever order', async () => {
  const members = (type: string) =>
    Array.from({ length: 5_000 }, (_, index) => ({
      type: 'object',
      properties: { [`p${index}`]: { type: index === 7 ? type : 'string' } },
    }));
  const report = await diff(shop(members('string')), shop(members('integer').reverse()));
  expect(report.problems).toEqual([]);
  expect(report.changes.map(({ rule, base_pointer }) => [rule, base_pointer])).toEqual([
    [
      'request-property-type-changed',
      '/paths/~1users/post/requestBody/content/application~1json/schema/oneOf/7/properties/p7/type',
    ],
  ]);
}, 60_000);

test('thousands of alternatives that all went are all reported', async () => {
  const members = (prefix: string) =>
    Array.from({ length: 3_000 }, (_, index) => ({
      type: 'object',
      required: [`${prefix}${index}`],
      properties: { [`${prefix}${index}`]: { type: 'string' } },
    }));
  const { changes } = await diff(shop(members('a')), shop(members('b')));
  expect(changes.filter(({ rule }) => rule === 'request-body-one-of-removed')).toHaveLength(3_000);
  expect(changes.filter(({ rule }) => rule === 'request-body-one-of-added')).toHaveLength(3_000);
}, 60_000);

test('what is listed twice, word for word, has a fingerprint for each', async () => {
  const servers = (...urls: string[]) => ({
    ...{ openapi: '3.1.0', info: { title: 'Shop', version: '1.0.0' } },
    servers: urls.map((url) => ({ url })),
    paths: { '/users': { get: { responses: { 200: { description: 'OK' } } } } },
  });
  const { changes } = await diff(servers('https://a.com'), servers('https://a.com', '/x', '/x'));
  expect(changes.map(({ rule }) => rule)).toEqual(['api-server-added', 'api-server-added']);
  expect(new Set(changes.map(({ fingerprint }) => fingerprint)).size).toBe(2);
});

test('what is wrong in an alternative is a problem of the side it stands on', async () => {
  const good = [{ type: 'object', properties: { a: { type: 'string' } } }, { type: 'integer' }];
  const broken = { allOf: ['text'] };
  const bad = [
    { type: 'object', required: ['b'], properties: { b: broken } },
    { type: 'array', items: broken },
  ];
  const report = await diff(JSON.stringify(shop(good)), shop(bad));
  expect(report.problems.length).toBeGreaterThan(0);
  expect(new Set(report.problems.map(({ side }) => side))).toEqual(new Set(['head']));
});

test('an alternative that gave way to a plain schema is shown near that schema', async () => {
  const before = shop([
    { title: 'A', type: 'string' },
    { title: 'B', type: 'object' },
  ]);
  const after = JSON.stringify(before).replace(
    /"schema":\{"oneOf":.*?\]\}/,
    '"schema":{"type":"string"}',
  );
  const { changes } = await diff(before, after);
  expect(changes.map(({ head }) => head?.line)).toEqual(changes.map(() => 1));
});

test('more security alternatives than anyone lists are a problem that says so', async () => {
  const secured = (prefix: string): Json => ({
    openapi: '3.1.0',
    info: { title: 'Shop', version: '1.0.0' },
    security: Array.from({ length: 20_000 }, (_, index) => ({ [`${prefix}${index}`]: [] })),
    paths: { '/users': { get: { responses: { 200: { description: 'OK' } } } } },
  });
  const { problems } = await diff(secured('a'), secured('b'));
  expect(problems.map(({ code, line, side }) => [code, line, side])).toEqual([
    ['limit-reached', 7, 'base'],
    ['limit-reached', 7, 'head'],
  ]);
}, 60_000);

test('operations are counted alike where a declaration is reached by few and by many', async () => {
  const many = (type: string): Json => ({
    openapi: '3.1.0',
    info: { title: 'Shop', version: '1.0.0' },
    paths: Object.fromEntries(
      Array.from({ length: 300 }, (_, index) => {
        const name = index < 3 ? 'Few' : 'Many';
        const content = {
          'application/json': { schema: { $ref: `#/components/schemas/${name}` } },
        };
        return [`/p${index}`, { get: { responses: { 200: { description: 'OK', content } } } }];
      }),
    ),
    components: { schemas: { Few: { type }, Many: { type } } },
  });
  const { changes } = await diff(many('string'), many('integer'));
  expect(changes.map(({ operations }) => operations.length).sort()).toEqual([297, 3]);
});

test('more media types than anyone lists are a problem that says so', async () => {
  const typed = (prefix: string): Json => {
    const names = Array.from({ length: 20_000 }, (_, index) => `application/${prefix}${index}`);
    const content = Object.fromEntries(names.map((name) => [name, { schema: true }]));
    return {
      openapi: '3.1.0',
      info: { title: 'Shop', version: '1.0.0' },
      paths: { '/users': { get: { responses: { 200: { description: 'OK', content } } } } },
    };
  };
  const { problems } = await diff(typed('a'), typed('b'));
  expect(problems.map(({ code, side }) => [code, side])).toEqual([
    ['limit-reached', 'base'],
    ['limit-reached', 'head'],
  ]);
}, 60_000);

test('ten thousand properties that became required are shown within the effort there is', async () => {
  const asking = (names: readonly string[]): Json => ({
    openapi: '3.1.0',
    info: { title: 'Shop', version: '1.0.0' },
    paths: {
      '/users': {
        post: {
          requestBody: { content: { 'application/json': { schema: { required: [...names] } } } },
          responses: { 200: { description: 'OK' } },
        },
      },
    },
  });
  const names = (prefix: string) => Array.from({ length: 10_000 }, (_, index) => prefix + index);
  const { changes } = await diff(asking(names('a')), asking(names('b')));
  const required = changes.filter(({ rule }) => rule === 'request-property-became-required');
  expect(required).toHaveLength(10_000);
}, 60_000);
