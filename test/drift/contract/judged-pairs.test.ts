import { describe, expect, test } from '@jest/globals';
import type { Compatibility } from '../../../src/drift/drift.ts';
import { contract, type DiffOptions, diff, requestOf, responseOf } from './compare.ts';

type Worst = Compatibility | 'silent';

/** Two documents that differ in one thing, what that means for those at the other end, and why. */
interface Pair {
  readonly what: string;
  readonly base: unknown;
  readonly head: unknown;
  readonly worst: Worst;
  readonly why: string;
  /** The rule that has to speak of it, where it matters which. */
  readonly rule?: string;
  readonly options?: DiffOptions;
}

const breaks = 'definitely_breaking';
const may = 'potentially_breaking';
const safe = 'non_breaking';
const silent = 'silent';

const text = { type: 'string' };
const integer = { type: 'integer' };
const object = (properties: object, rest: object = {}) => ({ type: 'object', properties, ...rest });
const json = (schema: object) => ({ 'application/json': { schema } });
const ok = { responses: { 200: { description: 'OK' } } };
const get = (operation: object, rest: Record<string, unknown> = {}) =>
  contract({ '/users': { get: { ...ok, ...operation } } }, rest);
const post = (operation: object, rest: Record<string, unknown> = {}) =>
  contract({ '/users': { post: { ...ok, ...operation } } }, rest);
const query = (parameter: object) =>
  get({ parameters: [{ name: 'q', in: 'query', schema: text, ...parameter }] });
const answers = (responses: object) => get({ responses });
const header = (headers: object) => answers({ 200: { description: 'OK', headers } });
const offers = (...types: string[]) =>
  answers({
    200: {
      description: 'OK',
      content: Object.fromEntries(types.map((type) => [type, { schema: text }])),
    },
  });
const takes = (...types: string[]) =>
  post({
    requestBody: {
      content: Object.fromEntries(types.map((type) => [type, { schema: text }])),
    },
  });
const form = (encoding: object, type = 'application/x-www-form-urlencoded') =>
  post({
    requestBody: {
      content: {
        [type]: {
          schema: object({
            ids: { type: 'array', items: integer },
            at: object({ x: integer }),
            name: text,
          }),
          encoding,
        },
      },
    },
  });
const pets = (...kinds: string[]) => ({
  components: {
    schemas: Object.fromEntries(
      kinds.map((kind) => [
        kind,
        object(
          { kind: { ...text, enum: [kind] }, [`${kind}Age`]: integer },
          { required: ['kind'] },
        ),
      ]),
    ),
  },
});
const petUnion = (...kinds: string[]) => ({
  oneOf: kinds.map((kind) => ({ $ref: `#/components/schemas/${kind}` })),
  discriminator: { propertyName: 'kind' },
});
const beside = (openapi: string, sibling: object) => ({
  ...requestOf(object({ name: { $ref: '#/components/schemas/Name', ...sibling } }), {
    components: { schemas: { Name: text } },
  }),
  openapi,
});
const tree = (leaf: object) =>
  [
    { $ref: '#/components/schemas/Node' },
    {
      components: {
        schemas: { Node: object({ value: leaf, next: { $ref: '#/components/schemas/Node' } }) },
      },
    },
  ] as const;
const schemes = {
  components: {
    securitySchemes: {
      key: { type: 'apiKey', name: 'k', in: 'header' },
      token: {
        type: 'oauth2',
        flows: {
          clientCredentials: {
            tokenUrl: 'https://a.example/token',
            scopes: { read: 'Read', write: 'Write' },
          },
        },
      },
    },
  },
};
const secured = (...security: object[]) => get({ security }, schemes);
const served = (url: string, path: string) =>
  contract({ [path]: { get: ok } }, { servers: [{ url }] });
const regional = (variables: object, url = 'https://{region}.a.example/v1') =>
  contract({ '/users': { get: ok } }, { servers: [{ url, variables }] });
const swagger = {
  swagger: '2.0',
  info: { title: 'Shop', version: '1.0.0' },
  host: 'a.example',
  basePath: '/v1',
  schemes: ['https'],
  consumes: ['application/json'],
  produces: ['application/json'],
  paths: {
    '/users/{id}': {
      put: {
        operationId: 'putUser',
        parameters: [
          { name: 'id', in: 'path', required: true, type: 'integer', format: 'int64' },
          { name: 'tags', in: 'query', type: 'array', items: text, collectionFormat: 'multi' },
          { name: 'body', in: 'body', required: true, schema: { $ref: '#/definitions/User' } },
        ],
        responses: { 200: { description: 'OK', schema: { $ref: '#/definitions/User' } } },
      },
    },
  },
  definitions: { User: object({ name: { ...text, 'x-nullable': true } }, { required: ['name'] }) },
};
const converted = {
  openapi: '3.0.3',
  info: { title: 'Shop', version: '1.0.0' },
  servers: [{ url: 'https://a.example/v1' }],
  paths: {
    '/users/{id}': {
      put: {
        operationId: 'putUser',
        parameters: [
          { name: 'id', in: 'path', required: true, schema: { ...integer, format: 'int64' } },
          {
            name: 'tags',
            in: 'query',
            style: 'form',
            explode: true,
            schema: { type: 'array', items: text },
          },
        ],
        requestBody: { required: true, content: json({ $ref: '#/components/schemas/User' }) },
        responses: {
          200: { description: 'OK', content: json({ $ref: '#/components/schemas/User' }) },
        },
      },
    },
  },
  components: {
    schemas: { User: object({ name: { ...text, nullable: true } }, { required: ['name'] }) },
  },
};

const PAIRS: readonly Pair[] = [
  // Alternatives.
  {
    what: 'a request may be of one more discriminated kind',
    base: requestOf(petUnion('cat', 'dog'), pets('cat', 'dog', 'owl')),
    head: requestOf(petUnion('cat', 'dog', 'owl'), pets('cat', 'dog', 'owl')),
    worst: safe,
    why: 'Every kind that was sent is still accepted.',
  },
  {
    what: 'a response may be of one more discriminated kind',
    base: responseOf(petUnion('cat', 'dog'), pets('cat', 'dog', 'owl')),
    head: responseOf(petUnion('cat', 'dog', 'owl'), pets('cat', 'dog', 'owl')),
    worst: breaks,
    why: 'A kind comes that no consumer could know.',
  },
  {
    what: 'null by oneOf becomes null by nullable',
    base: responseOf({ oneOf: [text, { type: 'null' }] }, { openapi: '3.1.0' }),
    head: responseOf({ type: ['string', 'null'] }, { openapi: '3.1.0' }),
    worst: silent,
    why: 'Both say text or null.',
  },
  {
    what: 'a response gets null by oneOf',
    base: responseOf(text, { openapi: '3.1.0' }),
    head: responseOf({ oneOf: [text, { type: 'null' }] }, { openapi: '3.1.0' }),
    worst: breaks,
    why: 'Consumers get null where always text came.',
  },
  {
    what: 'allOf is split and its second part requires more',
    base: requestOf(object({ a: text })),
    head: requestOf({ allOf: [object({ a: text }), { required: ['a'] }] }),
    worst: breaks,
    why: 'Requests without the property are refused.',
  },
  {
    what: 'allOf is split and requires what was required',
    base: requestOf(object({ a: text }, { required: ['a'] })),
    head: requestOf({ allOf: [object({ a: text }), { required: ['a'] }] }),
    worst: silent,
    why: 'The parts together say the same.',
  },
  // References.
  {
    what: '3.0: a constraint beside $ref',
    base: beside('3.0.3', {}),
    head: beside('3.0.3', { maxLength: 5 }),
    worst: silent,
    why: 'OpenAPI 3.0 ignores what stands beside $ref.',
  },
  {
    what: '3.1: a constraint beside $ref',
    base: beside('3.1.0', {}),
    head: beside('3.1.0', { maxLength: 5 }),
    worst: breaks,
    why: 'OpenAPI 3.1 applies what stands beside $ref.',
  },
  {
    what: 'an unused component changes',
    base: get({}, { components: { schemas: { Spare: text } } }),
    head: get({}, { components: { schemas: { Spare: integer } } }),
    worst: silent,
    why: 'No request and no response has it.',
  },
  {
    what: 'an unused component changes where components are promised',
    base: get({}, { components: { schemas: { Spare: text } } }),
    head: get({}, { components: { schemas: { Spare: integer } } }),
    options: { components: true },
    worst: breaks,
    why: 'Whoever shares the component gets another type.',
  },
  {
    what: 'an unused parameter becomes required where components are promised',
    base: get(
      {},
      { components: { parameters: { Page: { name: 'p', in: 'query', schema: text } } } },
    ),
    head: get(
      {},
      {
        components: {
          parameters: { Page: { name: 'p', in: 'query', required: true, schema: text } },
        },
      },
    ),
    options: { components: true },
    worst: breaks,
    why: 'Whoever shares the parameter has to send it now.',
  },
  {
    what: 'a property of a recursive response changes its type',
    base: responseOf(...tree(text)),
    head: responseOf(...tree(integer)),
    worst: breaks,
    why: 'At every depth a number comes instead of text.',
  },
  {
    what: 'a property of a recursive request gets a bound',
    base: requestOf(...tree(text)),
    head: requestOf(...tree({ ...text, maxLength: 3 })),
    worst: breaks,
    why: 'Longer texts are refused at every depth.',
  },
  // Objects.
  {
    what: 'a read-only required property is added to a request',
    base: requestOf(object({})),
    head: requestOf(object({ id: { ...text, readOnly: true } }, { required: ['id'] })),
    worst: silent,
    why: 'A read-only property is never sent, required or not.',
  },
  {
    what: 'a read-only required property is added to a response',
    base: responseOf(object({})),
    head: responseOf(object({ id: { ...text, readOnly: true } }, { required: ['id'] })),
    worst: safe,
    why: 'More comes than before.',
  },
  {
    what: 'a write-only required property is removed from a response',
    base: responseOf(object({ pin: { ...text, writeOnly: true } }, { required: ['pin'] })),
    head: responseOf(object({})),
    worst: silent,
    why: 'A write-only property never came.',
  },
  {
    what: 'a request object is closed',
    base: requestOf(object({ a: text }, { additionalProperties: true })),
    head: requestOf(object({ a: text }, { additionalProperties: false })),
    worst: breaks,
    why: 'Requests with other properties are refused.',
  },
  {
    what: 'a response object is closed',
    base: responseOf(object({ a: text }, { additionalProperties: true })),
    head: responseOf(object({ a: text }, { additionalProperties: false })),
    worst: safe,
    why: 'Fewer answers are possible than before.',
  },
  {
    what: 'an optional request property gets a maximum length',
    base: requestOf(object({ a: text })),
    head: requestOf(object({ a: { ...text, maxLength: 5 } })),
    worst: breaks,
    why: 'Callers that send longer text are refused.',
  },
  {
    what: 'an optional property is added to an open request object',
    base: requestOf(object({ a: text })),
    head: requestOf(object({ a: text, b: integer })),
    worst: safe,
    why: 'Nobody has to send it.',
  },
  // Values.
  {
    what: 'a response may have one more listed value',
    base: responseOf({ ...text, enum: ['a'] }),
    head: responseOf({ ...text, enum: ['a', 'b'] }),
    worst: may,
    why: 'It depends on consumers whether they can read a value that they do not know.',
  },
  {
    what: 'a response may have one more value of an extensible list',
    base: responseOf({ ...text, 'x-extensible-enum': ['a'] }),
    head: responseOf({ ...text, 'x-extensible-enum': ['a', 'b'] }),
    worst: safe,
    why: 'Consumers were told to expect values that are not listed.',
  },
  {
    what: 'a request takes integers instead of numbers',
    base: requestOf({ type: 'number' }),
    head: requestOf(integer),
    worst: breaks,
    why: 'Fractions are refused.',
  },
  {
    what: 'a response has integers instead of numbers',
    base: responseOf({ type: 'number' }),
    head: responseOf(integer),
    worst: safe,
    why: 'Every integer is a number.',
  },
  {
    what: 'a request takes int32 instead of int64',
    base: requestOf({ ...integer, format: 'int64' }),
    head: requestOf({ ...integer, format: 'int32' }),
    worst: breaks,
    why: 'Large numbers are refused.',
  },
  {
    what: 'a response has int32 instead of int64',
    base: responseOf({ ...integer, format: 'int64' }),
    head: responseOf({ ...integer, format: 'int32' }),
    worst: safe,
    why: 'Every int32 is an int64.',
  },
  {
    what: 'const becomes a list of two in a request',
    base: requestOf({ const: 'a' }, { openapi: '3.1.0' }),
    head: requestOf({ enum: ['a', 'b'] }, { openapi: '3.1.0' }),
    worst: safe,
    why: 'The one value is still accepted.',
  },
  {
    what: 'a minimum length of 0 is added to a request',
    base: requestOf(text),
    head: requestOf({ ...text, minLength: 0 }),
    worst: silent,
    why: 'Every text has at least no characters.',
  },
  // Parameters.
  {
    what: 'the default of a parameter changes',
    base: query({ schema: { ...text, default: 'a' } }),
    head: query({ schema: { ...text, default: 'b' } }),
    worst: may,
    why: 'Callers that leave it out are served differently, but none is refused.',
  },
  {
    what: 'a required parameter with a default is added',
    base: get({}),
    head: query({ required: true, schema: { ...text, default: 'a' } }),
    worst: breaks,
    why: 'Required means that callers have to send it, whatever its default.',
  },
  {
    what: 'a path parameter is renamed',
    base: contract({
      '/users/{id}': {
        get: { ...ok, parameters: [{ name: 'id', in: 'path', required: true, schema: text }] },
      },
    }),
    head: contract({
      '/users/{user}': {
        get: { ...ok, parameters: [{ name: 'user', in: 'path', required: true, schema: text }] },
      },
    }),
    worst: silent,
    why: 'Addresses have the value, not the name.',
  },
  {
    what: 'a required cookie is added',
    base: get({}),
    head: get({ parameters: [{ name: 's', in: 'cookie', required: true, schema: text }] }),
    worst: breaks,
    why: 'Callers do not send the cookie.',
  },
  {
    what: 'a list in the query is no longer exploded',
    base: query({ schema: { type: 'array', items: text } }),
    head: query({ schema: { type: 'array', items: text }, explode: false }),
    worst: breaks,
    why: 'q=a&q=b is written q=a,b from now on.',
  },
  {
    what: 'explode of a single text in the query changes',
    base: query({}),
    head: query({ explode: false }),
    worst: silent,
    why: 'One text is written the same either way.',
  },
  {
    what: 'the style of a query list is said although it is the usual one',
    base: query({ schema: { type: 'array', items: text } }),
    head: query({ schema: { type: 'array', items: text }, style: 'form', explode: true }),
    worst: silent,
    why: 'form, exploded, is what holds where nothing is said.',
  },
  // Media types.
  {
    what: 'a request takes any application type instead of JSON',
    base: takes('application/json'),
    head: takes('application/*'),
    worst: silent,
    why: 'The range covers what was accepted.',
  },
  {
    what: 'a request takes only JSON instead of anything',
    base: takes('*/*'),
    head: takes('application/json'),
    worst: breaks,
    why: 'Other media types are refused.',
  },
  {
    what: 'a request takes a suffix instead of one type of it',
    base: takes('application/vnd.shop+json'),
    head: takes('application/*+json'),
    worst: silent,
    why: 'The suffix covers what was accepted.',
  },
  {
    what: 'a request takes one more media type',
    base: takes('application/json'),
    head: takes('application/json', 'text/csv'),
    worst: safe,
    why: 'Nobody has to use it.',
  },
  {
    what: 'a response loses a media type',
    base: offers('application/json', 'text/csv'),
    head: offers('application/json'),
    worst: breaks,
    why: 'Consumers that ask for it get none.',
  },
  {
    what: 'a response may be in one of the media types of a range only',
    base: offers('application/*'),
    head: offers('application/json'),
    worst: safe,
    why: 'It could come in that media type before.',
  },
  // Responses.
  {
    what: 'a status becomes its range',
    base: answers({ 200: { description: 'OK', content: json(text) } }),
    head: answers({ '2XX': { description: 'OK', content: json(text) } }),
    worst: silent,
    why: 'The range promises the same for the status.',
  },
  {
    what: 'a status becomes its range with another type',
    base: answers({ 200: { description: 'OK', content: json(text) } }),
    head: answers({ '2XX': { description: 'OK', content: json(integer) } }),
    worst: breaks,
    why: 'What comes with the status is of another type.',
  },
  {
    what: 'an error of the default becomes an entry of its own',
    base: answers({
      200: { description: 'OK' },
      default: { description: 'E', content: json(text) },
    }),
    head: answers({
      200: { description: 'OK' },
      404: { description: 'E', content: json(text) },
      default: { description: 'E', content: json(text) },
    }),
    worst: silent,
    why: 'The default promised the same for it.',
  },
  {
    what: 'a required response header is removed',
    base: header({ 'X-A': { required: true, schema: text } }),
    head: header({}),
    worst: breaks,
    why: 'Consumers rely on it being there.',
  },
  {
    what: 'an optional response header is removed',
    base: header({ 'X-A': { schema: text } }),
    head: header({}),
    worst: may,
    why: 'It was never promised to be there each time.',
  },
  // Security.
  {
    what: 'another way to sign in is added',
    base: secured({ key: [] }),
    head: secured({ key: [] }, { token: ['read'] }),
    worst: safe,
    why: 'The old way still works.',
  },
  {
    what: 'one of two ways to sign in is removed',
    base: secured({ key: [] }, { token: ['read'] }),
    head: secured({ key: [] }),
    worst: breaks,
    why: 'Callers that use the other are refused.',
  },
  {
    what: 'one more scope is needed',
    base: secured({ token: ['read'] }),
    head: secured({ token: ['read', 'write'] }),
    worst: breaks,
    why: 'Tokens without the scope are refused.',
  },
  {
    what: 'one scope less is needed',
    base: secured({ token: ['read', 'write'] }),
    head: secured({ token: ['read'] }),
    worst: safe,
    why: 'Every token that was enough still is.',
  },
  {
    what: 'signing in becomes optional',
    base: secured({ key: [] }),
    head: secured({ key: [] }, {}),
    worst: safe,
    why: 'The empty requirement lets anybody in.',
  },
  {
    what: 'signing in is no longer optional',
    base: secured({ key: [] }, {}),
    head: secured({ key: [] }),
    worst: breaks,
    why: 'Callers that did not sign in are refused.',
  },
  // Addresses.
  {
    what: 'a prefix moves from the paths to the server',
    base: served('https://a.example', '/v1/users'),
    head: served('https://a.example/v1', '/users'),
    worst: silent,
    why: 'The address is the same.',
  },
  {
    what: 'the prefix of the server changes',
    base: served('https://a.example/v1', '/users'),
    head: served('https://a.example/v2', '/users'),
    worst: breaks,
    why: 'The old address is no longer promised.',
  },
  {
    what: 'a region is added to the addresses',
    base: regional({ region: { default: 'eu', enum: ['eu', 'us'] } }),
    head: regional({ region: { default: 'eu', enum: ['eu', 'us', 'ap'] } }),
    worst: safe,
    why: 'Every old address still is one.',
  },
  {
    what: 'a region is removed from the addresses',
    base: regional({ region: { default: 'eu', enum: ['eu', 'us'] } }),
    head: regional({ region: { default: 'eu', enum: ['eu'] } }),
    worst: may,
    why: 'Its host may be switched off.',
  },
  {
    what: 'another region is the usual one',
    base: regional({ region: { default: 'eu', enum: ['eu', 'us'] } }),
    head: regional({ region: { default: 'us', enum: ['eu', 'us'] } }),
    worst: may,
    why: 'Clients that take the default are served elsewhere.',
  },
  {
    what: 'the id of an operation changes',
    base: get({ operationId: 'listUsers' }),
    head: get({ operationId: 'getUsers' }),
    worst: safe,
    why: 'No request has the id.',
  },
  {
    what: 'a renamed operation breaks nothing more than its path',
    base: contract({ '/users': { get: { operationId: 'list', ...ok } } }),
    head: contract({ '/people': { get: { operationId: 'list', ...ok } } }),
    worst: breaks,
    rule: 'api-operation-renamed',
    why: 'The old path answers no more.',
  },
  {
    what: 'a renamed operation needs one more parameter',
    base: contract({ '/users': { get: { operationId: 'list', ...ok } } }),
    head: contract({
      '/people': {
        get: {
          operationId: 'list',
          parameters: [{ name: 'q', in: 'query', required: true, schema: text }],
          ...ok,
        },
      },
    }),
    worst: breaks,
    rule: 'new-required-request-parameter',
    why: 'Whoever follows the rename meets the new parameter.',
  },
  // Lifecycle.
  {
    what: 'a deprecated operation is removed after its sunset date',
    base: contract({
      '/users': { get: ok, delete: { ...ok, deprecated: true, 'x-sunset': '2025-01-01' } },
    }),
    head: contract({ '/users': { get: ok } }),
    worst: safe,
    why: 'It was announced, and the day has come.',
  },
  {
    what: 'a deprecated operation is removed before its sunset date',
    base: contract({
      '/users': { get: ok, delete: { ...ok, deprecated: true, 'x-sunset': '2030-01-01' } },
    }),
    head: contract({ '/users': { get: ok } }),
    worst: breaks,
    why: 'It was promised to stay until then.',
  },
  {
    what: 'a deprecated response property is removed after its sunset date',
    base: responseOf(
      object({ a: { ...text, deprecated: true, 'x-sunset': '2025-01-01' } }, { required: ['a'] }),
    ),
    head: responseOf(object({})),
    worst: safe,
    why: 'It was announced, and the day has come.',
  },
  {
    what: 'a deprecated response property is removed before its sunset date',
    base: responseOf(
      object({ a: { ...text, deprecated: true, 'x-sunset': '2030-01-01' } }, { required: ['a'] }),
    ),
    head: responseOf(object({})),
    worst: breaks,
    why: 'It was promised to stay until then.',
  },
  {
    what: 'a deprecated response property is removed without a sunset date',
    base: responseOf(object({ a: { ...text, deprecated: true } }, { required: ['a'] })),
    head: responseOf(object({})),
    worst: may,
    why: 'Consumers were told that it goes, but not when.',
  },
  {
    what: 'a listed value of a request is removed after its sunset date',
    base: requestOf({
      ...text,
      enum: ['a', 'b'],
      'x-deprecated-enum': { b: { 'x-sunset': '2025-01-01' } },
    }),
    head: requestOf({ ...text, enum: ['a'] }),
    worst: safe,
    why: 'It was announced, and the day has come.',
  },
  {
    what: 'a draft operation requires one more parameter',
    base: get({ 'x-stability-level': 'draft' }),
    head: get({
      'x-stability-level': 'draft',
      parameters: [{ name: 'q', in: 'query', required: true, schema: text }],
    }),
    worst: may,
    why: 'A draft was never promised to stay as it is.',
  },
  {
    what: 'a stable operation requires one more parameter and says that it is a draft',
    base: get({}),
    head: get({
      'x-stability-level': 'draft',
      parameters: [{ name: 'q', in: 'query', required: true, schema: text }],
    }),
    worst: breaks,
    why: 'What was promised before decides.',
  },
  // Forms.
  {
    what: 'a list of a form is no longer exploded',
    base: form({}),
    head: form({ ids: { style: 'form', explode: false } }),
    worst: breaks,
    why: 'ids=1&ids=2 is written ids=1,2 from now on.',
  },
  {
    what: 'the usual style of a form is said',
    base: form({}),
    head: form({ ids: { style: 'form', explode: true } }),
    worst: silent,
    why: 'form, exploded, is what holds where nothing is said.',
  },
  {
    what: 'the style of a single text of a form is said otherwise',
    base: form({ name: { style: 'form', explode: true } }),
    head: form({ name: { style: 'form', explode: false } }),
    worst: silent,
    why: 'One text is written the same either way.',
  },
  {
    what: 'a part of a multipart request takes one more media type',
    base: form({ name: { contentType: 'text/plain' } }, 'multipart/form-data'),
    head: form({ name: { contentType: 'text/plain, text/csv' } }, 'multipart/form-data'),
    worst: safe,
    why: 'The old one is still accepted.',
  },
  {
    what: 'a part of a multipart request takes another media type',
    base: form({ name: { contentType: 'text/plain' } }, 'multipart/form-data'),
    head: form({ name: { contentType: 'text/csv' } }, 'multipart/form-data'),
    worst: breaks,
    why: 'Parts in the old one are refused.',
  },
  {
    what: 'the usual media type of a part is said',
    base: form({}, 'multipart/form-data'),
    head: form({ name: { contentType: 'text/plain' } }, 'multipart/form-data'),
    worst: silent,
    why: 'Text is text/plain where nothing is said.',
  },
  // Versions of the specification.
  {
    what: 'Swagger 2.0 becomes OpenAPI 3.0',
    base: swagger,
    head: converted,
    worst: silent,
    why: 'Both describe the same API.',
  },
];

describe('judged pairs', () => {
  test('are told apart by what they are', () => {
    expect(new Set(PAIRS.map(({ what }) => what)).size).toBe(PAIRS.length);
  });

  test.each(PAIRS)('$what: $worst. $why', async ({ base, head, worst, rule, options }) => {
    const { changes, problems } = await diff(base, head, options);
    expect(problems).toEqual([]);
    expect(changes[0]?.compatibility ?? silent).toBe(worst);
    if (rule !== undefined) expect(changes.map((change) => change.rule)).toContain(rule);
  });
});
