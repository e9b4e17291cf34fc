/** The OpenAPI 3.1 document of the API, made of the operations that the router serves. Pure. */
import type { Answer, Operation } from './operation.ts';
import { OPERATIONS, SCHEMAS } from './operations.ts';
import { PROBLEM_CODES } from './refusal.ts';
import { answer, integer, type JsonSchema, list, oneOf, text } from './schema.ts';

/** Where the document is served, to everyone. */
export const DOCUMENT_PATH = '/api/v1/openapi.json';

/** The version of the API; raised with it, not with the program. */
const API_VERSION = '1.0.0';

const PROBLEM = {
  ...answer(
    {
      type: text('`about:blank`: the status and the code say what kind of problem it is.'),
      title: text('The kind of problem, for people.'),
      status: integer('The HTTP status.'),
      code: oneOf(PROBLEM_CODES, 'The kind of problem, for programs.'),
      detail: text('What is wrong, and what to do.'),
      instance: text('The path that was asked.'),
      errors: list(
        answer(
          {
            pointer: text('In the body: a JSON Pointer as a URI fragment.'),
            parameter: text('In the query: the parameter.'),
            detail: text('What is wrong there.'),
          },
          ['pointer', 'parameter'],
        ),
        'Everything that is wrong with the request.',
      ),
    },
    ['errors'],
  ),
  description: 'Why a request was refused (RFC 9457).',
};

const REFUSALS: Readonly<Record<number, string>> = {
  400: 'The request is not valid.',
  401: 'Credentials are missing or not valid.',
  403: 'The credentials are not enough.',
  404: 'There is no such thing, or the credentials may not see it.',
  409: 'The present state does not allow it.',
  413: 'The body is too large.',
  415: 'The body is not JSON.',
  429: 'Too many requests; `Retry-After` says when to go on.',
  500: 'Holdfast failed; its log says why.',
  503: 'The database or GitHub does not answer; try again later.',
};

const EVERYWHERE = [400, 401, 403, 429, 500, 503];
const WITH_BODY = [413, 415];

/** Limits of the caller, as every answer to credentials carries them (draft-ietf-httpapi-ratelimit-headers). */
const LIMIT_HEADERS = {
  RateLimit: { $ref: '#/components/headers/RateLimit' },
  'RateLimit-Policy': { $ref: '#/components/headers/RateLimitPolicy' },
};

export function openApiDocument() {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const operation of OPERATIONS) {
    paths[operation.path] = {
      ...(operation.path.includes('{id}') ? { parameters: [ID] } : {}),
      ...paths[operation.path],
      [operation.method]: operationObject(operation),
    };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Holdfast',
      version: API_VERSION,
      description:
        'Budgets, incidents, audits and metrics of the repositories that Holdfast keeps in step.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/', description: 'Where this document is served.' }],
    security: [{ bearer: [] }],
    tags: [
      { name: 'budget', description: 'How much change is acceptable.' },
      { name: 'incident', description: 'Budgets exceeded, and what became of them.' },
      { name: 'metrics', description: 'How it went over time.' },
      { name: 'audit', description: 'Evaluations of a repository at a commit.' },
    ],
    paths: { ...sorted(paths), [DOCUMENT_PATH]: DOCUMENT_ITEM },
    components: {
      securitySchemes: {
        bearer: {
          type: 'http',
          scheme: 'bearer',
          description:
            'A token made with `holdfast token create`, or a GitHub token of the caller, which sees the repositories that it can read.',
        },
      },
      headers: {
        RateLimit: {
          description: 'Requests left (`r`) and seconds until there are more (`t`).',
          schema: { type: 'string' },
        },
        RateLimitPolicy: {
          description: 'Requests allowed (`q`) in a window of seconds (`w`).',
          schema: { type: 'string' },
        },
        RetryAfter: {
          description: 'Seconds to wait.',
          schema: { type: 'integer', minimum: 0 },
        },
      },
      responses: Object.fromEntries(
        Object.entries(REFUSALS).map(([status, description]) => [
          `Refused${status}`,
          {
            description,
            ...(status === '429' || status === '503'
              ? { headers: { 'Retry-After': { $ref: '#/components/headers/RetryAfter' } } }
              : {}),
            content: {
              'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } },
            },
          },
        ]),
      ),
      schemas: sorted({ ...SCHEMAS, Problem: PROBLEM }),
    },
  };
}

/** The text of `docs/openapi.json`. */
export function documentText(): string {
  return `${JSON.stringify(openApiDocument(), null, 2)}\n`;
}

const ID = {
  name: 'id',
  in: 'path',
  required: true,
  description: 'Which one.',
  schema: { type: 'string', format: 'uuid' },
};

const DOCUMENT_ITEM = {
  get: {
    operationId: 'openApiDocument',
    summary: 'This document',
    security: [],
    responses: {
      200: {
        description: 'OpenAPI 3.1.',
        content: { 'application/json': { schema: { type: 'object' } } },
      },
    },
  },
};

function operationObject(operation: Operation) {
  const { body, query, answers, refusals = [], description } = operation;
  const parameters = Object.entries(query.schema.properties).map(([name, schema]) =>
    parameter(name, schema),
  );
  const refused = [...EVERYWHERE, ...refusals, ...(body === null ? [] : WITH_BODY)];
  return {
    operationId: operation.id,
    tags: [operation.tag],
    summary: operation.summary,
    ...(description === undefined ? {} : { description }),
    ...(parameters.length === 0 ? {} : { parameters }),
    ...(body === null
      ? {}
      : {
          requestBody: {
            required: operation.bodyOptional !== true,
            content: {
              'application/json': { schema: body.schema, example: operation.example },
            },
          },
        }),
    responses: {
      ...Object.fromEntries(
        Object.entries(answers).map(([status, one]) => [status, response(one)]),
      ),
      ...Object.fromEntries(
        refused
          .toSorted((a, b) => a - b)
          .map((status) => [status, { $ref: `#/components/responses/Refused${status}` }]),
      ),
    },
  };
}

function parameter(name: string, { description, ...schema }: JsonSchema) {
  return {
    name,
    in: 'query',
    description,
    ...(schema['type'] === 'array' ? { style: 'form', explode: true } : {}),
    schema,
  };
}

function response({ description, schema, headers = {} }: Answer) {
  const own = Object.entries(headers).map(([name, { description: says, ...of }]) => [
    name,
    { description: says, schema: of },
  ]);
  return {
    description,
    headers: { ...LIMIT_HEADERS, ...Object.fromEntries(own) },
    ...(schema === null ? {} : { content: { 'application/json': { schema } } }),
  };
}

function sorted<T>(entries: Readonly<Record<string, T>>): Readonly<Record<string, T>> {
  return Object.fromEntries(Object.entries(entries).sort(([a], [b]) => (a < b ? -1 : 1)));
}
