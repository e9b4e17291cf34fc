import { describe, expect, test } from '@jest/globals';
import { contract, diff, diffFiles, requestOf, responseOf, rules } from './compare.ts';

const user = {
  type: 'object',
  required: ['id'],
  properties: { id: { type: 'integer' }, email: { type: 'string', format: 'email' } },
};
const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });
const schemas = (named: Record<string, unknown>) => ({ components: { schemas: named } });

async function expectSilent(base: unknown, head: unknown): Promise<void> {
  for (const report of [await diff(base, head), await diff(head, base)]) {
    expect(rules(report)).toEqual([]);
    expect(report.problems).toEqual([]);
  }
}

describe('refactorings are silent, in both directions', () => {
  test('extracting a schema into a component', async () => {
    await expectSilent(responseOf(user), responseOf(ref('User'), schemas({ User: user })));
    await expectSilent(requestOf(user), requestOf(ref('User'), schemas({ User: user })));
  });

  test('renaming a component', async () => {
    await expectSilent(
      responseOf(ref('User'), schemas({ User: user })),
      responseOf(ref('Person'), schemas({ Person: user })),
    );
  });

  test('renaming a recursive component', async () => {
    const tree = (name: string) => ({
      type: 'object',
      properties: { children: { type: 'array', items: ref(name) } },
    });
    await expectSilent(
      responseOf(ref('Tree'), schemas({ Tree: tree('Tree') })),
      responseOf(ref('Node'), schemas({ Node: tree('Node') })),
    );
  });

  test('splitting a schema into allOf', async () => {
    const split = {
      allOf: [
        { type: 'object', properties: { id: { type: 'integer' } } },
        { required: ['id'], properties: { email: { type: 'string', format: 'email' } } },
      ],
    };
    await expectSilent(responseOf(user), responseOf(split));
  });

  test('reordering required names, enum values and alternatives', async () => {
    const one = { type: 'string', enum: ['a', 'b'] };
    const other = { type: 'string', enum: ['b', 'a'] };
    await expectSilent(responseOf(one), responseOf(other));
    const cat = { title: 'Cat', type: 'object', properties: { meow: { type: 'string' } } };
    const dog = { title: 'Dog', type: 'object', properties: { bark: { type: 'string' } } };
    await expectSilent(responseOf({ oneOf: [cat, dog] }), responseOf({ oneOf: [dog, cat] }));
  });

  test('writing nullable in the other ways', async () => {
    const nullable = { type: 'string', nullable: true };
    await expectSilent(responseOf(nullable), responseOf({ type: ['string', 'null'] }));
    await expectSilent(
      responseOf(nullable),
      responseOf({ anyOf: [{ type: 'string' }, { type: 'null' }] }),
    );
    await expectSilent(
      responseOf({ ...user, nullable: true }),
      responseOf({ oneOf: [ref('User'), { type: 'null' }] }, schemas({ User: user })),
    );
  });

  test('anyOf of plain types against a list of types, const against enum of one', async () => {
    await expectSilent(
      responseOf({ type: ['string', 'integer'] }),
      responseOf({ anyOf: [{ type: 'integer' }, { type: 'string' }] }),
    );
    await expectSilent(
      responseOf({ type: 'string', const: 'a' }),
      responseOf({ type: 'string', enum: ['a'] }),
    );
  });

  test('exclusive bounds in the form of 3.0 and of 3.1', async () => {
    await expectSilent(
      responseOf({ type: 'integer', minimum: 1, exclusiveMinimum: true }),
      responseOf({ type: 'integer', exclusiveMinimum: 1 }),
    );
  });

  test('moving a parameter from the path to its operations', async () => {
    const limit = { name: 'limit', in: 'query', schema: { type: 'integer' } };
    const operation = { responses: { 200: { description: 'OK' } } };
    await expectSilent(
      contract({ '/users': { parameters: [limit], get: operation, head: operation } }),
      contract({
        '/users': {
          get: { ...operation, parameters: [limit] },
          head: { ...operation, parameters: [limit] },
        },
      }),
    );
  });

  test('renaming a path parameter', async () => {
    const at = (name: string) => ({
      [`/users/{${name}}`]: {
        get: {
          parameters: [{ name, in: 'path', required: true, schema: { type: 'integer' } }],
          responses: { 200: { description: 'OK' } },
        },
      },
    });
    await expectSilent(contract(at('id')), contract(at('userId')));
  });

  test('moving a prefix from the paths to the server', async () => {
    const get = { responses: { 200: { description: 'OK' } } };
    await expectSilent(
      contract({ '/v1/users': { get } }, { servers: [{ url: 'https://api.example.com' }] }),
      contract({ '/users': { get } }, { servers: [{ url: 'https://api.example.com/v1/' }] }),
    );
  });

  test('extracting parameters, bodies, responses and headers into components', async () => {
    const limit = { name: 'limit', in: 'query', schema: { type: 'integer' } };
    const body = { content: { 'application/json': { schema: user } } };
    const total = { schema: { type: 'integer' } };
    const found = { description: 'OK', headers: { 'X-Total': total } };
    await expectSilent(
      contract({
        '/users': { post: { parameters: [limit], requestBody: body, responses: { 200: found } } },
      }),
      contract(
        {
          '/users': {
            post: {
              parameters: [{ $ref: '#/components/parameters/Limit' }],
              requestBody: { $ref: '#/components/requestBodies/User' },
              responses: { 200: { $ref: '#/components/responses/Found' } },
            },
          },
        },
        {
          components: {
            parameters: { Limit: limit },
            requestBodies: { User: body },
            responses: {
              Found: {
                description: 'OK',
                headers: { 'X-Total': { $ref: '#/components/headers/Total' } },
              },
            },
            headers: { Total: total },
          },
        },
      ),
    );
  });

  test('renaming a security scheme', async () => {
    const get = { responses: { 200: { description: 'OK' } } };
    const key = { type: 'apiKey', in: 'header', name: 'X-Key' };
    const secured = (name: string) =>
      contract(
        { '/users': { get } },
        { security: [{ [name]: [] }], components: { securitySchemes: { [name]: key } } },
      );
    await expectSilent(secured('key'), secured('apiKey'));
  });

  test('descriptions, examples and extensions', async () => {
    const described = { ...user, description: 'A user', example: { id: 1 }, 'x-note': 1 };
    await expectSilent(responseOf(user), responseOf(described));
  });

  test('splitting a contract over files', async () => {
    const whole = responseOf(ref('User'), schemas({ User: user }));
    const split = responseOf({ $ref: './schemas/user.json#/User' });
    const report = await diffFiles(
      { 'api/openapi.json': JSON.stringify(whole) },
      {
        'api/openapi.json': JSON.stringify(split),
        'api/schemas/user.json': JSON.stringify({ User: user }),
      },
    );
    expect(rules(report)).toEqual([]);
    expect(report.problems).toEqual([]);
    expect(report.checked).toEqual(['api/openapi.json', 'api/schemas/user.json']);
  });

  test('writing a Swagger 2.0 contract as OpenAPI 3', async () => {
    const swagger = {
      swagger: '2.0',
      info: { title: 'Shop', version: '1.0.0' },
      host: 'api.example.com',
      basePath: '/v1',
      consumes: ['application/json'],
      produces: ['application/json'],
      paths: {
        '/users': {
          post: {
            parameters: [
              { name: 'limit', in: 'query', type: 'integer', required: true },
              {
                name: 'ids',
                in: 'query',
                type: 'array',
                items: { type: 'string' },
                collectionFormat: 'multi',
              },
              { name: 'body', in: 'body', required: true, schema: { $ref: '#/definitions/User' } },
            ],
            responses: { 200: { description: 'OK', schema: { $ref: '#/definitions/User' } } },
          },
        },
        '/upload': {
          post: {
            consumes: ['multipart/form-data'],
            parameters: [
              { name: 'title', in: 'formData', type: 'string', required: true },
              { name: 'file', in: 'formData', type: 'file' },
            ],
            responses: { 200: { description: 'OK' } },
          },
        },
      },
      definitions: { User: user },
      securityDefinitions: { basic: { type: 'basic' } },
      security: [{ basic: [] }],
    };
    const json = { 'application/json': { schema: ref('User') } };
    const openapi = contract(
      {
        '/users': {
          post: {
            parameters: [
              { name: 'limit', in: 'query', required: true, schema: { type: 'integer' } },
              { name: 'ids', in: 'query', schema: { type: 'array', items: { type: 'string' } } },
            ],
            requestBody: { required: true, content: json },
            responses: { 200: { description: 'OK', content: json } },
          },
        },
        '/upload': {
          post: {
            requestBody: {
              required: true,
              content: {
                'multipart/form-data': {
                  schema: {
                    type: 'object',
                    required: ['title'],
                    properties: { title: { type: 'string' }, file: { type: 'string' } },
                  },
                },
              },
            },
            responses: { 200: { description: 'OK' } },
          },
        },
      },
      {
        servers: [{ url: 'https://api.example.com/v1' }],
        security: [{ login: [] }],
        components: {
          schemas: { User: user },
          securitySchemes: { login: { type: 'http', scheme: 'Basic' } },
        },
      },
    );
    await expectSilent(swagger, openapi);
  });
});
