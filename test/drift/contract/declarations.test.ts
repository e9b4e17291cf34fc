import { describe, expect, test } from '@jest/globals';
import { contract, diff, diffFiles, responseOf } from './compare.ts';

const ok = { responses: { 200: { description: 'OK' } } };
const found = async (base: unknown, head: unknown, options = {}) =>
  (await diff(base, head, options)).changes.map(
    ({ rule, compatibility }) => `${rule} ${compatibility}`,
  );

describe('security', () => {
  const schemes = {
    key: { type: 'apiKey', in: 'header', name: 'X-Key' },
    login: { type: 'oauth2', flows: { implicit: { authorizationUrl: '/a', scopes: {} } } },
  };
  const shop = (root: unknown, own?: unknown, securitySchemes: object = schemes) =>
    contract(
      { '/a': { get: own === undefined ? ok : { ...ok, security: own } } },
      {
        components: { securitySchemes },
        ...(root === undefined ? {} : { security: root }),
      },
    );

  test('an operation overrides the contract, and an empty list opens it', async () => {
    expect(await found(shop([{ key: [] }]), shop([{ key: [] }], []))).toEqual([
      'api-security-removed non_breaking',
    ]);
    expect(await found(shop([{ key: [] }], []), shop([{ key: [] }]))).toEqual([
      'api-security-added definitely_breaking',
    ]);
    expect(await found(shop([{ key: [] }], []), shop([{ login: [] }], []))).toEqual([]);
  });

  test('an alternative may be added, not removed; a further scheme is asked of everybody', async () => {
    const [one, two] = [[{ key: [] }], [{ key: [] }, { login: [] }]];
    expect(await found(shop(one), shop(two))).toEqual([
      'api-security-alternative-added non_breaking',
    ]);
    expect(await found(shop(two), shop(one))).toEqual([
      'api-security-alternative-removed definitely_breaking',
    ]);
    expect(await found(shop(one), shop([{ key: [], login: [] }]))).toContain(
      'api-security-alternative-removed definitely_breaking',
    );
  });

  test('a scheme that is asked for breaks when it changes; one that is not does not', async () => {
    const header = { ...schemes, key: { type: 'apiKey', in: 'query', name: 'X-Key' } };
    const asks = [{ key: [] }];
    expect(await found(shop(asks), shop(asks, undefined, header))).toEqual([
      'api-security-component-type-changed definitely_breaking',
    ]);
    expect(await found(shop(undefined), shop(undefined, undefined, header))).toEqual([
      'api-security-component-type-changed non_breaking',
    ]);
  });
});

describe('statuses and media types', () => {
  const answers = (...statuses: readonly string[]) =>
    contract({
      '/a': {
        get: { responses: Object.fromEntries(statuses.map((s) => [s, { description: s }])) },
      },
    });
  test('a range covers its statuses, and default the errors beside a named success', async () => {
    expect(await found(answers('200'), answers('2XX'))).toEqual([]);
    expect(await found(answers('200'), answers('default'))).toEqual([]);
    expect(await found(answers('200', 'default'), answers('200', '404', 'default'))).toEqual([]);
    expect(await found(answers('200', '201'), answers('200', 'default'))).toContain(
      'response-success-status-removed definitely_breaking',
    );
  });

  const takes = (...types: readonly string[]) =>
    contract({
      '/a': {
        post: {
          requestBody: { content: Object.fromEntries(types.map((type) => [type, {}])) },
          ...ok,
        },
      },
    });
  test('a wildcard or a name without parameters covers what is gone', async () => {
    expect(await found(takes('application/json'), takes('application/*'))).toEqual([]);
    expect(await found(takes('application/vnd.a+json'), takes('application/*+json'))).toEqual([]);
    expect(
      await found(takes('application/json; charset=utf-8'), takes('application/json')),
    ).toEqual([]);
    expect(await found(takes('application/*'), takes('application/json'))).toEqual([
      'request-body-media-type-removed definitely_breaking',
    ]);
  });
});

describe('versions', () => {
  const shop = (version: unknown, required: boolean) =>
    contract(
      { '/a': { get: { parameters: [{ name: 'a', in: 'query', required }], ...ok } } },
      { info: { title: 'Shop', version } },
    );
  const versions = async (before: unknown, after: unknown) =>
    (await found(shop(before, false), shop(after, true), { version: true })).filter((text) =>
      text.includes('version'),
    );

  test.each<[unknown, unknown, string[]]>([
    ['1.0.0', '1.0.0', ['api-version-not-bumped non_breaking']],
    ['1.0.0', '1.9.0', ['api-major-version-not-bumped non_breaking']],
    ['1.0.0', '2.0.0', []],
    ['0.1.0', '0.2.0', []],
    ['0.1.0', '0.1.1', ['api-major-version-not-bumped non_breaking']],
    ['2.0.0', '1.0.0', ['api-version-decreased non_breaking']],
    ['2024-01-01', '2024-01-01', ['api-version-not-bumped non_breaking']],
    ['2024-01-01', '2024-02-01', []],
    [1, 2, []],
    [null, [], []],
  ])('%s to %s', async (before, after, expected) => {
    expect(await versions(before, after)).toEqual(expected);
  });
});

test('components that nothing refers to are compared when asked for, both ways', async () => {
  const shop = (type: string) =>
    contract({}, { components: { schemas: { User: { properties: { id: { type } } } } } });
  expect(await found(shop('integer'), shop('number'))).toEqual([]);
  expect(await found(shop('integer'), shop('number'), { components: true })).toEqual([
    'response-property-type-generalized definitely_breaking',
    'request-property-type-generalized non_breaking',
  ]);
});

test('a sunset date that is none in the calendar cannot be read', async () => {
  const shop = (sunset: string) =>
    contract({ '/a': { get: { ...ok, deprecated: true, 'x-sunset': sunset } } });
  expect(await found(shop('2030-02-01'), shop('2030-02-31'))).toEqual([
    'api-deprecated-sunset-parse potentially_breaking',
  ]);
});

test('$dynamicRef is said not to be checked', async () => {
  const shop = (type: string) =>
    contract(
      { '/a': { get: ok } },
      { components: { schemas: { A: { type, items: { $dynamicRef: '#node' } } } } },
    );
  const { problems } = await diff(shop('array'), shop('object'));
  expect(problems.map(({ code, line, side }) => `${code} ${side} ${line}`)).toContain(
    'not-checked head 23',
  );
});

test('a schema that became a $dynamicRef is not said to have lost its properties', async () => {
  const item = { type: 'object', required: ['id'], properties: { id: { type: 'string' } } };
  const before = responseOf({ type: 'array', items: item });
  const after = responseOf({ type: 'array', items: { $dynamicRef: '#item' } });
  const { changes, problems } = await diff(before, after);
  expect(changes).toEqual([]);
  expect(problems.map(({ code, side }) => `${code} ${side}`)).toEqual(['not-checked head']);
});

test('a contract over many files is located in each of them, on both sides', async () => {
  const files = (type: string) => ({
    'api/openapi.yaml': [
      'openapi: 3.1.0',
      'info: {title: Shop, version: 1.0.0}',
      'paths:',
      '  /users:',
      '    $ref: ./paths/users.yaml',
      '',
    ].join('\n'),
    'api/paths/users.yaml': [
      'get:',
      '  responses:',
      "    '200':",
      '      description: OK',
      '      content:',
      '        application/json:',
      '          schema:',
      '            $ref: ../schemas/user.json#/User',
      '',
    ].join('\n'),
    'api/schemas/user.json': JSON.stringify({ User: { properties: { id: { type } } } }, null, 2),
  });
  const { changes } = await diffFiles(files('integer'), files('string'));
  const place = { file: 'api/schemas/user.json', line: 5, column: 9 };
  expect(changes.map(({ rule, base, head }) => ({ rule, base, head }))).toEqual([
    { rule: 'response-property-type-changed', base: place, head: place },
  ]);
});
