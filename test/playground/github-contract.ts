import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { isRecord } from '../../src/playground/http/body.ts';
import type { Exchange } from '../../src/playground/http/recorder.ts';
import type { Delivery } from '../../src/playground/webhooks.ts';

/** Checks what went between the app and the stand-in against GitHub's own descriptions from npm. */

type Json = Readonly<Record<string, unknown>>;

const require = createRequire(import.meta.url);

function load(name: string): Json {
  const value: unknown = JSON.parse(readFileSync(require.resolve(name), 'utf8'));
  if (!isRecord(value)) throw new Error(`${name} is not an object`);
  return value;
}

/** Reads a value below a path of keys; undefined where something on the way is missing. */
function at(value: unknown, ...path: readonly string[]): unknown {
  let current = value;
  for (const key of path) {
    if (!isRecord(current)) return undefined;
    current = current[key];
  }
  return current;
}

function record(value: unknown): Json {
  return isRecord(value) ? value : {};
}

/** Keywords of OpenAPI 3.0 that JSON Schema does not know and that say nothing of the value. */
const ANNOTATIONS = new Set(['example', 'examples', 'discriminator', 'xml', 'externalDocs']);

/** Turns an OpenAPI 3.0 schema into JSON Schema 2020-12: `nullable`, boolean exclusive bounds, `$ref`. */
function convert(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(convert);
  if (!isRecord(schema)) return schema;
  if (typeof schema['$ref'] === 'string') return { $ref: schema['$ref'] };
  const result: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(schema)) {
    if (ANNOTATIONS.has(key) || key.startsWith('x-') || key === 'nullable') continue;
    if (key === 'properties' || key === 'patternProperties') {
      const members = Object.entries(record(value)).map(([name, member]) => [
        name,
        convert(member),
      ]);
      result[key] = Object.fromEntries(members);
    } else if (key === 'enum' || key === 'required' || key === 'default' || key === 'const') {
      result[key] = value;
    } else {
      result[key] = convert(value);
    }
  }
  if (schema['nullable'] !== true) return result;
  return { anyOf: [{ type: 'null' }, result] };
}

/** One description, with validators compiled when they are first needed. */
class Description {
  readonly #document: Json;
  readonly #compiled = new Map<string, ValidateFunction>();
  readonly #ajv = new Ajv2020({
    strict: false,
    allErrors: true,
    validateFormats: true,
    logger: false,
  });
  #registered = false;

  constructor(name: string) {
    this.#document = load(name);
    addFormats.default(this.#ajv);
    // Addresses of bots have brackets, which RFC 5321 does not allow.
    this.#ajv.addFormat('email', /^[^@\s]+@[^@\s]+$/);
  }

  get document(): Json {
    return this.#document;
  }

  /** Follows one `$ref` of the document. */
  resolve(value: unknown): Json {
    const reference = at(value, '$ref');
    if (typeof reference !== 'string') return record(value);
    const path = reference
      .slice(2)
      .split('/')
      .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
    return this.resolve(at(this.#document, ...path));
  }

  /** Errors of a value against a schema that stands at `key`, in words. */
  check(key: string, schema: unknown, value: unknown): string[] {
    const known = this.#compiled.get(key) ?? this.#compile(schema);
    this.#compiled.set(key, known);
    if (known(value) === true) return [];
    return explain(known.errors ?? [], value);
  }

  #compile(schema: unknown): ValidateFunction {
    if (!this.#registered) {
      const schemas = record(at(this.#document, 'components', 'schemas'));
      const converted = Object.entries(schemas).map(([name, one]) => [name, convert(one)]);
      const components = { schemas: Object.fromEntries(converted) };
      this.#ajv.addSchema({ $id: 'https://description/', components });
      this.#registered = true;
    }
    return this.#ajv.compile(absolute(convert(schema)));
  }
}

/** Makes local references point into the registered description. */
function absolute(schema: unknown): Json {
  const text = JSON.stringify(schema).replaceAll('"$ref":"#/', '"$ref":"https://description/#/');
  return record(JSON.parse(text));
}

function explain(errors: readonly ErrorObject[], value: unknown): string[] {
  const telling = errors.filter(({ keyword }) => !['anyOf', 'oneOf', 'if'].includes(keyword));
  const shown = telling.length > 0 ? telling : errors;
  return [...new Set(shown.map((error) => one(error, value)))].slice(0, 10);
}

function one(error: ErrorObject, value: unknown): string {
  const path = error.instancePath.split('/').slice(1);
  let current = value;
  for (const key of path) {
    current = Array.isArray(current) ? current[Number(key)] : at(current, key);
  }
  const allowed =
    error.keyword === 'enum' ? ` ${JSON.stringify(error.params['allowedValues'])}` : '';
  const got = JSON.stringify(current)?.slice(0, 80) ?? 'nothing';
  return `${error.instancePath || '/'} ${error.message}${allowed}, got ${got}`;
}

let rest: Description | undefined;
let hooks: Description | undefined;

function restDescription(): Description {
  rest ??= new Description('@octokit/openapi/generated/api.github.com.json');
  return rest;
}

function hookDescription(): Description {
  hooks ??= new Description('@octokit/openapi-webhooks/generated/api.github.com.json');
  return hooks;
}

/** A text of a path or query as the type its schema asks for. */
function coerce(text: string, schema: Json): unknown {
  const type = schema['type'];
  if (type === 'integer' || type === 'number') return text === '' ? text : Number(text);
  if (type === 'boolean') return text === 'true' ? true : text === 'false' ? false : text;
  return text;
}

function checkParameters(operation: Json, where: string, exchange: Exchange): string[] {
  const description = restDescription();
  const pathItem = record(at(description.document, 'paths', exchange.template ?? ''));
  const lists = [pathItem['parameters'], operation['parameters']];
  const parameters = lists
    .flatMap((list): unknown[] => (Array.isArray(list) ? list : []))
    .map((each) => description.resolve(each));
  const found: string[] = [];
  for (const parameter of parameters) {
    const name = String(parameter['name']);
    const place = parameter['in'];
    if (place !== 'path' && place !== 'query') continue;
    const text = (place === 'path' ? exchange.params : exchange.query)[name];
    if (text === undefined) {
      if (parameter['required'] === true) found.push(`${place} parameter ${name} is missing`);
      continue;
    }
    const schema = description.resolve(parameter['schema']);
    const key = `${where} ${place} ${name}`;
    const errors = description.check(key, schema, coerce(text, schema));
    found.push(...errors.map((error) => `${place} parameter ${name}: ${error}`));
  }
  const known = new Set(parameters.map((parameter) => parameter['name']));
  const unknown = Object.keys(exchange.query).filter((name) => !known.has(name));
  return [...found, ...unknown.map((name) => `query parameter ${name} is not described`)];
}

/** Names that the top of a body may have; undefined where the schema leaves that open. */
function memberNames(description: Description, schema: Json): Set<string> | undefined {
  const own = Object.keys(record(schema['properties']));
  const parts = ['oneOf', 'anyOf', 'allOf'].flatMap((key): unknown[] => {
    const list = schema[key];
    return Array.isArray(list) ? list : [];
  });
  const inner = parts.map((part) => memberNames(description, description.resolve(part)));
  const names = new Set([...own, ...inner.flatMap((set) => [...(set ?? [])])]);
  return names.size === 0 ? undefined : names;
}

function checkRequestBody(operation: Json, where: string, exchange: Exchange): string[] {
  const description = restDescription();
  const body = description.resolve(operation['requestBody']);
  const schema = at(body, 'content', 'application/json', 'schema');
  if (exchange.requestBody === undefined) {
    return body['required'] === true ? ['a request body is required'] : [];
  }
  if (schema === undefined) {
    const empty = isRecord(exchange.requestBody) && Object.keys(exchange.requestBody).length === 0;
    return empty ? [] : ['a request body is not described'];
  }
  const errors = description.check(`${where} request`, schema, exchange.requestBody);
  const names = memberNames(description, description.resolve(schema));
  const given = isRecord(exchange.requestBody) ? Object.keys(exchange.requestBody) : [];
  const unknown = names === undefined ? [] : given.filter((name) => !names.has(name));
  return [
    ...errors.map((error) => `request body: ${error}`),
    ...unknown.map((name) => `request body: ${name} is not described`),
  ];
}

/** Every endpoint may answer these although the description does not list them everywhere. */
const ANYWHERE = new Set([401, 403, 404, 409, 413, 422, 429, 500, 502, 503]);

function checkResponse(operation: Json, where: string, exchange: Exchange): string[] {
  const description = restDescription();
  const described = at(operation, 'responses', String(exchange.status));
  if (described === undefined) {
    return ANYWHERE.has(exchange.status) ? [] : [`status ${exchange.status} is not described`];
  }
  const schema = at(description.resolve(described), 'content', 'application/json', 'schema');
  if (schema === undefined || exchange.responseBody === undefined) return [];
  const key = `${where} response ${exchange.status}`;
  return description
    .check(key, schema, exchange.responseBody)
    .map((error) => `response body: ${error}`);
}

/** Where GitHub's description is wrong about GitHub, with what it says there. */
const DESCRIPTION_ERRORS: readonly RegExp[] = [
  // `account` is `allOf` of a user and an enterprise, which nothing can be.
  /^GET \/app\/installations -> 200: response body: \/\d+\/account /,
  // The events an app may ask for lack some that exist, merge_group among them.
  /^webhook check-(run|suite)-[a-z-]+: \/check_(run|suite)(\/check_suite)?\/app\/events\/\d+ must be equal to one of/,
];

function real(violation: string): boolean {
  return !DESCRIPTION_ERRORS.some((known) => known.test(violation));
}

/** Endpoints that GitHub has without describing them, and the described one that they answer like. */
const UNDESCRIBED: Readonly<Record<string, string>> = {
  '/repositories/{repository_id}': '/repos/{owner}/{repo}',
};

/** An exchange as if the described endpoint had been asked. */
function described(exchange: Exchange): Exchange {
  const template = UNDESCRIBED[exchange.template ?? ''];
  if (template === undefined) return exchange;
  return { ...exchange, template, params: { owner: 'owner', repo: 'repo' } };
}

/** GraphQL is not part of the description: the stand-in itself refuses queries that do not fit GitHub's schema. */
function checkGraphql({ responseBody }: Exchange, line: string): string[] {
  const errors = at(responseBody, 'errors');
  if (!Array.isArray(errors)) return [];
  // Errors about values have a type; those about the query itself have none.
  const faults = errors.filter((error) => at(error, 'type') === undefined);
  return faults.map((error) => `${line}: ${String(at(error, 'message'))}`);
}

/** Checks one exchange; each violation is one line that says what, where and how it should be. */
export function checkExchange(made: Exchange): string[] {
  const exchange = described(made);
  const { method, path, template } = exchange;
  const line = `${method} ${path} -> ${exchange.status}`;
  if (template === '/graphql') return checkGraphql(exchange, line);
  if (template === null) return [`${line}: the stand-in has no such endpoint`];
  const operation = at(restDescription().document, 'paths', template, method.toLowerCase());
  if (!isRecord(operation)) return [`${line}: ${template} is not in GitHub’s description`];
  const where = `${method} ${template}`;
  // A request that was refused may well be wrong: that is what the refusal is for.
  const refused = exchange.status === 422 || exchange.status === 400;
  const asked = refused
    ? []
    : [
        ...checkParameters(operation, where, exchange),
        ...checkRequestBody(operation, where, exchange),
      ];
  const answered = exchange.fault === null ? checkResponse(operation, where, exchange) : [];
  return [...asked, ...answered].map((violation) => `${line}: ${violation}`).filter(real);
}

/** Checks all; expect an empty list. */
export function checkExchanges(exchanges: readonly Exchange[]): string[] {
  return [...new Set(exchanges.flatMap(checkExchange))];
}

/** Checks the payload of a webhook against GitHub's description of its event. */
export function checkDelivery(delivery: Pick<Delivery, 'event' | 'action' | 'payload'>): string[] {
  const description = hookDescription();
  const event = delivery.event.replaceAll('_', '-');
  const name =
    delivery.action === null
      ? event
      : // The action of a dispatch is free; the description has one as a sample.
        event === 'repository-dispatch'
        ? 'repository-dispatch-sample.collected'
        : `${event}-${delivery.action.replaceAll('_', '-')}`;
  const line = `webhook ${name}`;
  const webhook = at(description.document, 'webhooks', name, 'post');
  if (!isRecord(webhook)) return [`${line}: not in GitHub's description`];
  const schema = at(webhook, 'requestBody', 'content', 'application/json', 'schema');
  return description
    .check(name, schema, delivery.payload)
    .map((violation) => `${line}: ${violation}`)
    .filter(real);
}

/** Checks all; expect an empty list. */
export function checkDeliveries(
  deliveries: readonly Pick<Delivery, 'event' | 'action' | 'payload'>[],
): string[] {
  return [...new Set(deliveries.flatMap(checkDelivery))];
}
