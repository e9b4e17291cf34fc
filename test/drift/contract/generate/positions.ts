// Where schemas stand inside a schema, and putting another in the place of one.
import type { JsonObject, JsonValue } from '../../../../src/document/document.ts';
import { isPlain } from './schema.ts';

const ONE: readonly string[] = [
  'items',
  'additionalProperties',
  'not',
  'if',
  'then',
  'else',
  'contains',
  'propertyNames',
  'unevaluatedProperties',
  'unevaluatedItems',
];
const LISTS: readonly string[] = ['allOf', 'anyOf', 'oneOf', 'prefixItems'];
const MAPS: readonly string[] = ['properties', 'patternProperties', 'dependentSchemas'];

/** Keywords whose schemas may accept more without the schema around them accepting less. */
const COVARIANT: readonly string[] = [
  'items',
  'additionalProperties',
  'propertyNames',
  'then',
  'else',
  'allOf',
  'anyOf',
  'prefixItems',
  ...MAPS,
];

export interface Position {
  readonly schema: JsonValue;
  /** Whether accepting more here never means accepting less as a whole. */
  readonly covariant: boolean;
  /** The whole with another schema in this place. */
  put(schema: JsonValue): JsonValue;
}

/** Every place of a schema that holds one, the schema itself first. */
export function positionsOf(
  schema: JsonValue,
  covariant = true,
  put: (changed: JsonValue) => JsonValue = (changed) => changed,
): Position[] {
  const found: Position[] = [{ schema, covariant, put }];
  if (!isPlain(schema)) return found;
  const inside = (keyword: string, held: JsonValue, wrap: (changed: JsonValue) => JsonValue) =>
    positionsOf(held, covariant && COVARIANT.includes(keyword), (changed) =>
      put(withKey(schema, keyword, wrap(changed))),
    );
  for (const [keyword, held] of Object.entries(schema)) {
    if (held === undefined) continue;
    if (ONE.includes(keyword)) found.push(...inside(keyword, held, (changed) => changed));
    if (LISTS.includes(keyword) && Array.isArray(held)) {
      for (const [index, member] of held.entries())
        found.push(...inside(keyword, member, (changed) => held.with(index, changed)));
    }
    if (MAPS.includes(keyword) && isPlain(held)) {
      for (const [name, member] of Object.entries(held)) {
        if (member !== undefined)
          found.push(...inside(keyword, member, (changed) => withKey(held, name, changed)));
      }
    }
  }
  return found;
}

/** An object with one key set, or left out where there is no value; also where the key is `__proto__`. */
export function withKey(object: JsonObject, key: string, value: JsonValue | undefined): JsonObject {
  const entries = Object.entries(object);
  if (value === undefined) return Object.fromEntries(entries.filter(([name]) => name !== key));
  if (!Object.hasOwn(object, key)) return Object.fromEntries([...entries, [key, value]]);
  return Object.fromEntries(entries.map(([name, held]) => [name, name === key ? value : held]));
}
