import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { contractRules } from '../../../src/drift/contract/rules/index.ts';
import { contract, diff } from './compare.ts';

type Json = Record<string, unknown>;
type Pair = readonly [base: Json, head: Json];

interface Checklist {
  readonly mapped: Readonly<Record<string, { readonly rules: readonly string[] }>>;
}

const { mapped }: Checklist = JSON.parse(
  readFileSync(new URL('checklist.json', import.meta.url), 'utf8'),
);
const levels = new Map(contractRules.map((rule) => [rule.id, rule.compatibility]));
const text = { type: 'string' };
const ok = { 200: { description: 'OK' } };
const get = (operation: Json, rest: Json = {}) =>
  contract({ '/users': { get: { responses: ok, ...operation } } }, { openapi: '3.1.0', ...rest });
const object = (properties: Json, required: readonly string[] = []) => ({
  type: 'object',
  properties,
  required,
});

/** The same change of one schema, as a property of an object that a parameter is. */
const inParameter =
  (place: 'query' | 'header') =>
  (schema: Json | null, required: readonly string[] = []): Json =>
    get({
      parameters: [
        {
          name: 'filter',
          in: place,
          schema: object(schema === null ? {} : { inner: schema }, required),
        },
      ],
    });
const query = inParameter('query');
const header = inParameter('header');
const parameters = (...list: readonly Json[]) => get({ parameters: list });
const parameter = (name: string, required = false) => ({
  name,
  in: 'query',
  required,
  schema: text,
});
const media = (schema: Json | null) => ({
  'application/json': schema === null ? {} : { schema },
});
const request = (schema: Json | null) => get({ requestBody: { content: media(schema) } });
const response = (content: Json, rest: Json = {}) =>
  get({ responses: { 200: { description: 'OK', content, ...rest } } });
const responseHeader = (schema: Json) => response({}, { headers: { 'X-Id': { schema } } });

const flow = (scopes: Json) => ({ tokenUrl: 'https://shop.test/token', scopes });
const secured = (security: unknown, scopes: Json = { read: 'Read', write: 'Write' }) =>
  get(
    {},
    {
      ...(security === undefined ? {} : { security }),
      components: {
        securitySchemes: {
          key: { type: 'apiKey', in: 'header', name: 'X-Key' },
          oauth: { type: 'oauth2', flows: { clientCredentials: flow(scopes) } },
        },
      },
    },
  );
const GONE = { deprecated: true, 'x-sunset': 'soon' };
const ends = { ...text, deprecated: true };
const users = (operation: Json) =>
  contract({
    '/a': { get: { responses: ok } },
    '/users': { get: { responses: ok, ...operation } },
  });

const enumOf = (...values: readonly string[]) => ({ ...text, enum: values });

/** For each check whose rule has another name: the smallest change that it is about, once for each rule it is mapped to. */
const PAIRS: Readonly<Record<string, readonly Pair[]>> = {
  'api-global-security-added': [
    [secured(undefined), secured([{ key: [] }])],
    [secured([{ key: [] }]), secured([{ key: [] }, { oauth: [] }])],
  ],
  'api-global-security-removed': [
    [secured([{ key: [] }]), secured(undefined)],
    [secured([{ key: [] }, { oauth: [] }]), secured([{ key: [] }])],
  ],
  'api-global-security-scope-added': [
    [secured([{ oauth: ['read'] }]), secured([{ oauth: ['read', 'write'] }])],
  ],
  'api-global-security-scope-removed': [
    [secured([{ oauth: ['read', 'write'] }]), secured([{ oauth: ['read'] }])],
  ],
  'api-path-sunset-parse': [
    [users(GONE), contract({ '/a': { get: { responses: ok } } })],
    [
      contract({ '/a': { get: { responses: ok }, delete: { ...GONE, responses: ok } } }),
      contract({ '/a': { get: { responses: ok } } }),
    ],
  ],
  'new-optional-request-default-parameter-to-existing-path': [
    [parameters(), parameters(parameter('q'))],
  ],
  'new-required-request-default-parameter-to-existing-path': [
    [parameters(), parameters(parameter('q', true))],
  ],
  'new-required-request-header-property': [[header(null), header(text, ['inner'])]],
  'request-header-property-became-required': [[header(text), header(text, ['inner'])]],
  'request-header-property-became-enum': [[header(text), header(enumOf('a'))]],
  'request-parameter-property-became-not-nullable': [
    [query({ type: ['string', 'null'] }), query(text)],
  ],
  'request-parameter-property-became-nullable': [
    [query(text), query({ type: ['string', 'null'] })],
  ],
  'request-parameter-property-enum-value-added': [[query(enumOf('a')), query(enumOf('a', 'b'))]],
  'request-parameter-property-enum-value-removed': [[query(enumOf('a', 'b')), query(enumOf('a'))]],
  'request-parameter-property-list-of-types-narrowed': [
    [query({ type: ['boolean', 'integer'] }), query({ type: 'integer' })],
  ],
  'request-parameter-property-list-of-types-widened': [
    [query({ type: 'integer' }), query({ type: ['boolean', 'integer'] })],
  ],
  'request-parameter-property-type-changed': [
    [query({ type: 'boolean' }), query({ type: 'integer' })],
  ],
  'request-parameter-property-type-generalized': [
    [query({ type: 'integer' }), query({ type: 'number' })],
  ],
  'request-parameter-property-type-specialized': [
    [query({ type: 'number' }), query({ type: 'integer' })],
  ],
  'request-body-media-type-schema-added': [[request(null), request(text)]],
  'request-body-media-type-schema-removed': [[request(text), request(null)]],
  'response-body-media-type-schema-added': [[response(media(null)), response(media(text))]],
  'response-body-media-type-schema-removed': [[response(media(text)), response(media(null))]],
  'request-property-deprecated-sunset-invalid': [
    [request(object({ inner: text })), request(object({ inner: { ...ends, 'x-sunset': 'soon' } }))],
  ],
  'response-property-deprecated-sunset-invalid': [
    [
      response(media(object({ inner: text }))),
      response(media(object({ inner: { ...ends, 'x-sunset': 'soon' } }))),
    ],
  ],
  'response-header-type-compatible': [
    [responseHeader({ type: 'number' }), responseHeader({ type: 'integer' })],
    [responseHeader(text), responseHeader({ ...text, format: 'date' })],
  ],
  'response-media-type-name-changed': [
    [response({ 'application/json': {} }), response({ 'application/xml': {} })],
  ],
  'response-mediatype-enum-value-removed': [
    [response(media(enumOf('a', 'b'))), response(media(enumOf('a')))],
  ],
};

const named = Object.entries(mapped).filter(
  ([id, { rules }]) => rules.length > 0 && !rules.includes(id),
);

describe('checks whose rule has another name', () => {
  test('each has its pairs', () => {
    expect(Object.keys(PAIRS).sort()).toEqual(named.map(([id]) => id).sort());
  });

  test.each(named)('%s is found as it says', async (id, { rules }) => {
    const found = new Set<string>();
    for (const [base, head] of PAIRS[id] ?? []) {
      const { changes } = await diff(base, head);
      for (const { rule, compatibility } of changes) found.add(`${rule} ${compatibility}`);
    }
    const declared = rules.map((rule) => `${rule} ${levels.get(rule)}`);
    expect([...found].sort()).toEqual(declared.sort());
  });
});

test('another description of a scope is no change', async () => {
  const security = [{ oauth: ['read'] }];
  const { changes } = await diff(
    secured(security, { read: 'Read', write: 'Write' }),
    secured(security, { read: 'Read everything', write: 'Write' }),
  );
  expect(changes).toEqual([]);
});
