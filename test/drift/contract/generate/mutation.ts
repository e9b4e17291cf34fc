// Small changes of a schema, as people make them: a keyword less or more, another schema in the place of one.
import fc from 'fast-check';
import type { JsonValue } from '../../../../src/document/document.ts';
import { type Position, positionsOf, withKey } from './positions.ts';
import { isPlain } from './schema.ts';

/** One change, made at whatever place the numbers come to. */
type Edit = (schema: JsonValue) => JsonValue;

/** Changes of any kind, with what comes new taken from `fresh`. */
export function mutationsOf(fresh: fc.Arbitrary<JsonValue>): fc.Arbitrary<Edit> {
  const place = fc.nat({ max: 60 });
  const edit = fc.oneof(
    fc.tuple(place, fresh).map(([at, held]): Edit => at_(at, () => held)),
    fc
      .tuple(place, fc.nat({ max: 9 }))
      .map(([at, which]): Edit => at_(at, (held) => dropped(held, which))),
    fc
      .tuple(place, fc.nat({ max: 9 }), fresh)
      .map(([at, which, other]): Edit => at_(at, (held) => borrowed(held, other, which))),
    fc
      .tuple(place, fc.nat({ max: 9 }), fc.constantFrom(-1, 1))
      .map(([at, which, by]): Edit => at_(at, (held) => moved(held, which, by))),
    fc
      .tuple(place, fc.constantFrom('anyOf', 'oneOf', 'allOf'), fresh)
      .map(([at, keyword, other]): Edit => at_(at, (held) => ({ [keyword]: [held, other] }))),
    fc
      .tuple(place, fc.constantFrom('anyOf', 'oneOf', 'allOf'))
      .map(([at, keyword]): Edit => at_(at, (held) => recombined(held, keyword))),
  );
  return fc
    .array(edit, { minLength: 1, maxLength: 2 })
    .map((edits) => (schema) => edits.reduce((changed, next) => next(changed), schema));
}

/**
 * Changes after which no value is refused that was accepted: keywords that refuse are left out, where a schema that
 * accepts more makes the whole accept more. `unevaluated…` looks at what others say and is kept out of it.
 */
export function wideningsOf(): fc.Arbitrary<Edit> {
  return fc.tuple(fc.nat({ max: 60 }), fc.nat({ max: 9 })).map(
    ([at, which]): Edit =>
      (schema) => {
        if (JSON.stringify(schema).includes('"unevaluated')) return schema;
        const places = positionsOf(schema).filter(
          ({ schema: held, covariant }) => covariant && removable(held).length > 0,
        );
        return changedAt(places, at, schema, (held) => {
          const keywords = removable(held);
          const keyword = keywords[which % keywords.length];
          return keyword === undefined || !isPlain(held) ? held : withKey(held, keyword, undefined);
        });
      },
  );
}

const REFUSING: readonly string[] = [
  'type',
  'enum',
  'const',
  'required',
  'minLength',
  'maxLength',
  'pattern',
  'format',
  'minimum',
  'maximum',
  'exclusiveMinimum',
  'exclusiveMaximum',
  'multipleOf',
  'minItems',
  'maxItems',
  'uniqueItems',
  'minProperties',
  'maxProperties',
  'propertyNames',
  'dependentRequired',
  'not',
  'anyOf',
  'oneOf',
  'items',
  'then',
  'else',
  'additionalProperties',
];

function removable(schema: JsonValue): string[] {
  return isPlain(schema) ? Object.keys(schema).filter((keyword) => REFUSING.includes(keyword)) : [];
}

function at_(index: number, change: (held: JsonValue) => JsonValue): Edit {
  return (schema) => changedAt(positionsOf(schema), index, schema, change);
}

function changedAt(
  places: readonly Position[],
  index: number,
  schema: JsonValue,
  change: (held: JsonValue) => JsonValue,
): JsonValue {
  const place = places[index % places.length];
  return place === undefined ? schema : place.put(change(place.schema));
}

function dropped(schema: JsonValue, which: number): JsonValue {
  if (!isPlain(schema)) return true;
  const keys = Object.keys(schema);
  const key = keys[which % keys.length];
  return key === undefined ? schema : withKey(schema, key, undefined);
}

/** A keyword of another schema comes in, or its value. */
function borrowed(schema: JsonValue, other: JsonValue, which: number): JsonValue {
  if (!isPlain(schema) || !isPlain(other)) return other;
  const keys = Object.keys(other);
  const key = keys[which % keys.length];
  return key === undefined ? schema : withKey(schema, key, other[key]);
}

/** A number goes up or down, a list loses its last entry. */
function moved(schema: JsonValue, which: number, by: number): JsonValue {
  if (!isPlain(schema)) return schema;
  const entries = Object.entries(schema).filter(
    ([, held]) => typeof held === 'number' || (Array.isArray(held) && held.length > 1),
  );
  const [key, held] = entries[which % entries.length] ?? [];
  if (key === undefined) return schema;
  if (typeof held === 'number')
    return withKey(schema, key, key === 'multipleOf' ? held * 2 : Math.max(held + by, 0));
  return Array.isArray(held) ? withKey(schema, key, held.slice(0, -1)) : schema;
}

function recombined(schema: JsonValue, keyword: string): JsonValue {
  if (!isPlain(schema)) return schema;
  for (const known of ['anyOf', 'oneOf', 'allOf']) {
    const held = schema[known];
    if (held !== undefined && known !== keyword)
      return withKey(withKey(schema, known, undefined), keyword, held);
  }
  return schema;
}
