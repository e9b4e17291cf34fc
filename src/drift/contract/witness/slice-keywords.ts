import { isObject, type JsonValue } from '../../../document/document.ts';
import { isList } from '../model/node.ts';

/** One value that has whatever any of them has; undefined where they are of different kinds inside. */
export function mergeValues(values: readonly JsonValue[]): JsonValue | undefined {
  if (values.every((value) => typeof value !== 'object' || value === null)) return values[0];
  if (values.every((value) => JSON.stringify(value) === JSON.stringify(values[0])))
    return values[0];
  return undefined;
}

/** Keywords that are taken over as they stand. */
export const PLAIN: ReadonlySet<string> = new Set([
  'enum',
  'multipleOf',
  'maxLength',
  'minLength',
  'pattern',
  'maxItems',
  'minItems',
  'uniqueItems',
  'maxProperties',
  'minProperties',
  'minContains',
  'maxContains',
  'dependentRequired',
]);

/** The types of a schema in the words of JSON Schema; `file` of Swagger 2.0 is text. */
export function typeOf(type: JsonValue, orNull: boolean): JsonValue {
  const names = (isList(type) ? type : [type]).map((name) => (name === 'file' ? 'string' : name));
  return orNull && !names.includes('null') ? [...names, 'null'] : names;
}

/** The values that a schema lists by itself; undefined where it lists none, or where a reference may say otherwise. */
export function listedBy(schema: JsonValue): readonly JsonValue[] | undefined {
  if (!isObject(schema) || Object.hasOwn(schema, '$ref')) return undefined;
  const listed = schema['enum'];
  if (isList(listed)) return listed;
  return Object.hasOwn(schema, 'const') && schema['const'] !== undefined
    ? [schema['const']]
    : undefined;
}
