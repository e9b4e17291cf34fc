import { describe, expect, test } from '@jest/globals';
import { contract, diff } from './compare.ts';

const answer = { responses: { 200: { description: 'OK' } } };
const found = async (base: object, head: object) =>
  (await diff(contract({ '/users': base }), contract({ '/users': head }))).changes.map(
    ({ rule, compatibility, subject }) =>
      `${rule} ${compatibility} ${subject.kind === 'operation' ? subject.method : ''}`,
  );

describe('what a path item announces is for all its operations', () => {
  const both = { get: answer, delete: answer };

  test('a removal after its sunset date is planned', async () => {
    const base = { ...both, deprecated: true, 'x-sunset': '2025-01-01' };
    expect(await found(base, { get: answer, deprecated: true, 'x-sunset': '2025-01-01' })).toEqual([
      'api-removed-with-deprecation non_breaking DELETE',
    ]);
  });

  test('and one before the date is not', async () => {
    const dated = { deprecated: true, 'x-sunset': '2030-01-01' };
    expect(await found({ ...both, ...dated }, { get: answer, ...dated })).toEqual([
      'api-removed-before-sunset definitely_breaking DELETE',
    ]);
  });

  test('an operation may say otherwise', async () => {
    const base = { get: answer, delete: { ...answer, deprecated: false }, deprecated: true };
    expect(await found(base, { get: answer, deprecated: true })).toEqual([
      'api-removed-without-deprecation definitely_breaking DELETE',
    ]);
  });

  test('its stability level softens what breaks, and lowering it is told once', async () => {
    const draft = { 'x-stability-level': 'draft' };
    const strict = {
      get: {
        ...answer,
        parameters: [{ name: 'q', in: 'query', required: true, schema: { type: 'string' } }],
      },
    };
    expect(await found({ get: answer, ...draft }, { ...strict, ...draft })).toEqual([
      'new-required-request-parameter potentially_breaking GET',
    ]);
    expect(await found({ ...both, 'x-stability-level': 'stable' }, { ...both, ...draft })).toEqual([
      'api-stability-decreased potentially_breaking DELETE',
    ]);
  });
});

test('a header of Swagger 2.0 that writes its list otherwise is found', async () => {
  const swagger = (collectionFormat?: string, type = 'array') => ({
    swagger: '2.0',
    info: { title: 'Shop', version: '1' },
    paths: {
      '/users': {
        get: {
          responses: {
            200: {
              description: 'OK',
              headers: {
                'X-Tags': {
                  type,
                  ...(type === 'array' ? { items: { type: 'string' } } : {}),
                  ...(collectionFormat ? { collectionFormat } : {}),
                },
              },
            },
          },
        },
      },
    },
  });
  const messages = async (base: object, head: object) =>
    (await diff(base, head)).changes.map(({ rule, message }) => `${rule}: ${message}`);
  expect(await messages(swagger(), swagger('pipes'))).toEqual([
    "response-header-style-changed: Header 'X-Tags' of the 200 response is now written as 'pipeDelimited' instead of 'simple'.",
  ]);
  expect(await messages(swagger(), swagger('csv'))).toEqual([]);
  expect(await messages(swagger(undefined, 'string'), swagger('pipes', 'string'))).toEqual([]);
});
