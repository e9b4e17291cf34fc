/** The parts of JSON Schema (2020-12) that the API is described with, and values that are known to fit. */
import type { ErrorObject, ValidateFunction } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { fullFormats } from 'ajv-formats/dist/formats.js';
import { nearMiss } from '../settings/near-miss.ts';
import { type Fault, invalid, Refusal } from './refusal.ts';

export interface JsonSchema {
  readonly [keyword: string]: unknown;
}

/** A schema of objects, and the type of what fits it. */
export interface Shape<T> {
  readonly schema: ObjectSchema;
  /** Never there: it only carries the type. */
  readonly of?: T;
}

export interface ObjectSchema extends JsonSchema {
  readonly properties: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
}

/** An object with these properties and no others. */
export function object<T>(
  properties: Readonly<Record<string, JsonSchema>>,
  more: { readonly required?: readonly string[]; readonly [keyword: string]: unknown } = {},
): Shape<T> {
  return { schema: { type: 'object', properties, additionalProperties: false, ...more } };
}

/** An answer's object: all of its properties are there. */
export function answer(
  properties: Readonly<Record<string, JsonSchema>>,
  optional: readonly string[] = [],
): ObjectSchema {
  return {
    type: 'object',
    properties,
    required: Object.keys(properties).filter((key) => !optional.includes(key)),
  };
}

export const text = (description: string, more: JsonSchema = {}): JsonSchema => ({
  type: 'string',
  description,
  ...more,
});
export const integer = (description: string, more: JsonSchema = {}): JsonSchema => ({
  type: 'integer',
  description,
  ...more,
});
export const oneOf = (values: readonly string[], description: string): JsonSchema => ({
  type: 'string',
  enum: values,
  description,
});
export const list = (items: JsonSchema, description: string): JsonSchema => ({
  type: 'array',
  items,
  description,
});
export const uuid = (description: string): JsonSchema => text(description, { format: 'uuid' });
export const time = (description: string): JsonSchema => text(description, { format: 'date-time' });
/** The same, or null. */
export const nullable = ({ type, ...schema }: JsonSchema): JsonSchema =>
  'enum' in schema && Array.isArray(schema['enum'])
    ? { type: [type, 'null'], ...schema, enum: [...schema['enum'], null] }
    : { type: [type, 'null'], ...schema };
export const ref = (name: string): JsonSchema => ({ $ref: `#/components/schemas/${name}` });

/** A moment in a query, to be read with `readMoment`. */
export const moment = (description: string): JsonSchema => ({
  type: 'string',
  description: `${description} A time (\`2026-01-31T09:00:00Z\`) or a day (its beginning in UTC).`,
  anyOf: [{ format: 'date-time' }, { format: 'date' }],
});

/**
 * A day stands for its beginning in UTC.
 *
 * @throws Refusal for what RFC 3339 allows and neither JavaScript nor PostgreSQL has: the year 0 and leap seconds.
 */
export function readMoment(text: string, parameter: string): Date {
  const at = new Date(text);
  if (Number.isNaN(at.getTime()) || at.getUTCFullYear() < 1) {
    throw invalid(
      { parameter },
      `${parameter} must be a time that there is, without leap seconds.`,
    );
  }
  return at;
}

const bodies = new Ajv2020({ allErrors: true, formats: fullFormats, strictTypes: false });
const queries = new Ajv2020({
  allErrors: true,
  formats: fullFormats,
  strictTypes: false,
  coerceTypes: true,
  useDefaults: true,
});

/** More faults than these are not listed. */
const MOST_FAULTS = 20;

/** A reader of bodies. @throws Refusal that names everything that is wrong. */
export function bodyReader<T>(shape: Shape<T>): (body: unknown) => T {
  let validate: ValidateFunction<T> | undefined;
  return (body) => {
    validate ??= bodies.compile<T>(shape.schema);
    if (validate(body)) return body;
    throw refused(
      'The body is not valid.',
      (validate.errors ?? []).map((error) => bodyFault(error, shape.schema)),
    );
  };
}

/** A reader of query strings. @throws Refusal that names everything that is wrong. */
export function queryReader<T>(shape: Shape<T>): (query: URLSearchParams) => T {
  let validate: ValidateFunction<T> | undefined;
  return (query) => {
    validate ??= queries.compile<T>(shape.schema);
    const values: unknown = Object.fromEntries(
      [...new Set(query.keys())].map((name) => [name, parameterOf(query, name, shape.schema)]),
    );
    if (validate(values)) return values;
    throw refused(
      'The query is not valid.',
      (validate.errors ?? []).map((error) => queryFault(error, shape.schema)),
    );
  };
}

function parameterOf(query: URLSearchParams, name: string, schema: ObjectSchema): unknown {
  const all = query.getAll(name);
  // No text in the database holds it, and the database refuses to be asked for it.
  if (all.some((value) => value.includes('\0'))) {
    throw invalid({ parameter: name }, `${name} must not hold the character U+0000.`);
  }
  if (schema.properties[name]?.['type'] === 'array') return all;
  if (all.length > 1) throw invalid({ parameter: name }, `${name} is given ${all.length} times.`);
  return all[0];
}

function refused(message: string, faults: readonly Fault[]): Refusal {
  const unique = [...new Map(faults.map((fault) => [JSON.stringify(fault), fault])).values()];
  const detail = unique.length === 1 ? `${message} ${unique[0]?.detail}` : message;
  return new Refusal('invalid-request', detail, { faults: unique.slice(0, MOST_FAULTS) });
}

function bodyFault(error: ErrorObject, schema: ObjectSchema): Fault {
  const key = keyOf(error);
  const pointer = `#${encodeURI(error.instancePath)}${key === null ? '' : `/${encodeURIComponent(key.replaceAll('~', '~0').replaceAll('/', '~1'))}`}`;
  const name = key ?? (error.instancePath.slice(1).replaceAll('/', '.') || 'The body');
  return { pointer, detail: sentence(error, name, schema) };
}

function queryFault(error: ErrorObject, schema: ObjectSchema): Fault {
  const name = keyOf(error) ?? error.instancePath.split('/')[1] ?? '';
  return { parameter: name, detail: sentence(error, name, schema) };
}

/** The key an error is about where the error is said of the object around it. */
function keyOf({ keyword, params }: ErrorObject): string | null {
  if (keyword === 'additionalProperties') return String(params['additionalProperty']);
  if (keyword === 'required' || keyword === 'dependentRequired') {
    return String(params['missingProperty']);
  }
  return null;
}

function sentence({ keyword, message, params }: ErrorObject, name: string, schema: ObjectSchema) {
  const shown = JSON.stringify(name.slice(0, 100));
  switch (keyword) {
    case 'required':
    case 'dependentRequired':
      return `${name} is missing.`;
    case 'additionalProperties': {
      const known = Object.keys(schema.properties);
      const meant = nearMiss(name, known);
      const hint =
        meant === undefined ? `Known are ${known.join(', ')}.` : `Did you mean ${meant}?`;
      return `${shown} is not known. ${hint}`;
    }
    case 'enum':
      return `${name} must be one of ${Array.isArray(params['allowedValues']) ? params['allowedValues'].join(', ') : 'the allowed values'}.`;
    case 'anyOf':
    case 'format':
    case 'pattern': {
      const { description = '', examples } = schema.properties[name] ?? {};
      const example = Array.isArray(examples) ? ` For example: ${examples[0]}.` : '';
      return `${name} is not valid. It is: ${description}${example}`;
    }
    default:
      return `${name} ${message ?? 'is not valid'}.`;
  }
}
