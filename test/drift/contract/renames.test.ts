import { describe, expect, test } from '@jest/globals';
import { contract, diff, requestOf, responseOf } from './compare.ts';

const found = async (base: unknown, head: unknown) =>
  (await diff(base, head)).changes.map(({ rule, compatibility }) => `${rule} ${compatibility}`);
const list = (rest: object = {}) => ({
  parameters: [{ name: 'limit', in: 'query', schema: { type: 'integer', maximum: 100 } }],
  responses: { 200: { description: 'OK', content: { 'application/json': { schema: {} } } } },
  ...rest,
});

describe('operations that were likely renamed are one change', () => {
  test('a path with the same operations under a similar name', async () => {
    const shop = (path: string) => contract({ [path]: { get: list(), head: list() } });
    const { changes } = await diff(shop('/v1/users'), shop('/v2/users'));
    expect(changes.map(({ rule, operations }) => `${rule} ${operations.length}`)).toEqual([
      'api-operation-renamed 2',
    ]);
    expect(changes[0]?.compatibility).toBe('definitely_breaking');
  });

  test('the same operationId, also with another method', async () => {
    const shop = (path: string, method: string) =>
      contract({ [path]: { [method]: list({ operationId: 'change' }) } });
    expect(await found(shop('/a', 'put'), shop('/b', 'patch'))).toEqual([
      'api-operation-renamed definitely_breaking',
    ]);
  });

  test('the same path with a slash at its end, also where its responses have other names', async () => {
    const shop = (path: string, name: string) =>
      contract(
        {
          [path]: { get: { responses: { 200: { $ref: `#/components/responses/${name}` } } } },
        },
        { components: { responses: { [name]: list().responses[200] } } },
      );
    const { changes } = await diff(shop('/metrics/', 'metrics'), shop('/metrics', '200'));
    expect(changes.map(({ rule }) => rule)).toContain('api-operation-renamed');
    expect(changes.map(({ rule }) => rule)).not.toContain('endpoint-added');
  });

  test('an announced removal does not break', async () => {
    const shop = (path: string, rest: object) =>
      contract({ [path]: { get: list({ operationId: 'list', ...rest }) } });
    expect(await found(shop('/a', { deprecated: true }), shop('/b', {}))).toEqual([
      'api-operation-renamed non_breaking',
    ]);
  });

  test('paths with nothing in common stay a removal and an addition', async () => {
    const shop = (path: string) => contract({ [path]: { get: list() } });
    expect(await found(shop('/users'), shop('/orders'))).toEqual([
      'api-path-removed-without-deprecation definitely_breaking',
      'endpoint-added non_breaking',
    ]);
  });
});

describe('properties that were likely renamed are one change, as bad as the removal', () => {
  const object = (properties: object, required: readonly string[] = []) => ({
    type: 'object',
    properties,
    required,
  });
  const text = { type: 'string' };

  test('another way to write the name', async () => {
    const [before, after] = [object({ user_name: text }), object({ userName: text })];
    expect(await found(responseOf(before), responseOf(after))).toEqual([
      'response-property-renamed potentially_breaking',
    ]);
    expect(await found(requestOf(before), requestOf(after))).toEqual([
      'request-property-renamed potentially_breaking',
    ]);
  });

  test('a required one breaks', async () => {
    const [before, after] = [
      object({ user_name: text }, ['user_name']),
      object({ userName: text }, ['userName']),
    ];
    expect(await found(responseOf(before), responseOf(after))).toEqual([
      'response-property-renamed definitely_breaking',
    ]);
    expect(await found(requestOf(before), requestOf(after))).toEqual([
      'request-property-renamed definitely_breaking',
    ]);
  });

  test('another schema, or a name with nothing in common, is none', async () => {
    const from = object({ name: text });
    expect(
      await found(responseOf(from), responseOf(object({ name2: { type: 'integer' } }))),
    ).toEqual([
      'response-optional-property-removed potentially_breaking',
      'response-optional-property-added non_breaking',
    ]);
    expect(await found(responseOf(from), responseOf(object({ city: text })))).toEqual([
      'response-optional-property-removed potentially_breaking',
      'response-optional-property-added non_breaking',
    ]);
  });
});
