import type { JsonValue } from '../../../document/document.ts';
import { isList } from '../model/node.ts';

/** A set of JSON types as bits. Numbers are integers or fractions, so that `integer` is part of `number`. */
export type TypeSet = number;

export const NULL: TypeSet = 1;
export const BOOLEAN: TypeSet = 2;
export const INTEGER: TypeSet = 4;
export const FRACTION: TypeSet = 8;
export const STRING: TypeSet = 16;
export const NUMBER: TypeSet = INTEGER | FRACTION;
export const ARRAY: TypeSet = 32;
export const OBJECT: TypeSet = 64;
export const ANY: TypeSet = 127;
export const STRUCTURED: TypeSet = ARRAY | OBJECT;

const BY_NAME: ReadonlyMap<string, TypeSet> = new Map([
  ['null', NULL],
  ['boolean', BOOLEAN],
  ['integer', INTEGER],
  ['number', INTEGER | FRACTION],
  ['string', STRING],
  ['array', ARRAY],
  ['object', OBJECT],
  // Swagger 2.0, section "Parameter Object": a file is sent as text.
  ['file', STRING],
]);

/** The types a `type` keyword names; undefined where it is not a type or a list of types. */
export function typesOf(type: JsonValue): TypeSet | undefined {
  if (typeof type === 'string') return BY_NAME.get(type);
  if (!isList(type) || type.length === 0) return undefined;
  let types: TypeSet = 0;
  for (const name of type) {
    const bits = typeof name === 'string' ? BY_NAME.get(name) : undefined;
    if (bits === undefined) return undefined;
    types |= bits;
  }
  return types;
}

/** The type of one value. */
export function typeOfValue(value: JsonValue): TypeSet {
  if (value === null) return NULL;
  if (isList(value)) return ARRAY;
  switch (typeof value) {
    case 'boolean':
      return BOOLEAN;
    case 'number':
      return Number.isInteger(value) ? INTEGER : FRACTION;
    case 'string':
      return STRING;
    default:
      return OBJECT;
  }
}

/** Whether every type of `inner` is in `outer`. */
export function isWithin(inner: TypeSet, outer: TypeSet): boolean {
  return (inner & ~outer) === 0;
}

/** A set of types in words: `string`, `integer or null`, `any type`. */
export function describeTypes(types: TypeSet): string {
  if (types === ANY) return 'any type';
  if (types === 0) return 'no type';
  const names: string[] = [];
  for (const [name, bits] of BY_NAME) {
    if (name === 'file' || name === 'null' || !isWithin(bits, types)) continue;
    if (name === 'integer' && (types & FRACTION) !== 0) continue;
    names.push(name);
  }
  if ((types & NULL) !== 0) names.push('null');
  return names.length === 0 ? 'number' : names.join(' or ');
}
