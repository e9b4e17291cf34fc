import { createHash } from 'node:crypto';
import { isObject, type JsonValue } from '../../../document/document.ts';
import { isList, isObjectNode } from '../model/node.ts';
import {
  countOf,
  lowerLimit,
  numbersOf,
  strongest,
  textsOf,
  upperLimit,
} from '../schema/bounds.ts';
import { canonical } from '../schema/canonical.ts';
import { impliedNames } from '../schema/discriminator.ts';
import { FRACTION, typeOfValue } from '../schema/types.ts';
import type { SchemaView } from '../schema/view.ts';

/** A short digest of a text: 12 hexadecimal digits of SHA-256. */
export function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 12);
}

/** Counts that a schema may set. */
const COUNTS = [
  'minLength',
  'maxLength',
  'minItems',
  'maxItems',
  'minProperties',
  'maxProperties',
  'minContains',
  'maxContains',
] as const;

/** Annotations that say what values mean. Announcements are not among them: they change no value. */
const MEANINGS = ['default', 'contentEncoding', 'contentMediaType'] as const;

/**
 * What a schema promises by itself, as text: the same however it is written. What its properties, items and
 * alternatives promise is not in it.
 */
export function promiseOf(view: SchemaView): string {
  const integers = (view.effectiveTypes & FRACTION) === 0;
  const says: (readonly [string, JsonValue])[] = [['types', view.effectiveTypes]];
  const say = (what: string, value: JsonValue | null): void => {
    if (value !== null) says.push([what, value]);
  };
  say('values', valuesOf(view));
  say('formats', some(formatsOf(view)));
  say('closed', view.closed === null ? null : true);
  say('required', some([...view.required.keys()].filter((name) => !view.properties.has(name))));
  say('alternatives', some(view.unions.map(({ keyword, orNull }) => `${keyword} ${orNull}`)));
  say('broken', some([...view.broken]));
  if (view.constraints.size > 0) {
    for (const limit of [lowerLimit(view, integers), upperLimit(view, integers)])
      says.push(['limit', limit === null ? null : [limit.value, limit.exclusive]]);
    for (const keyword of COUNTS) {
      if (strongest(view, keyword) !== null) say(keyword, countOf(view, keyword));
    }
    say('multipleOf', some(numbersOf(view, 'multipleOf').map(String)));
    say('patterns', some(textsOf(view, 'pattern')));
    for (const keyword of ['uniqueItems', 'dependentRequired'])
      say(keyword, some(plainValues(view, keyword)));
  }
  for (const keyword of MEANINGS) say(keyword, view.annotations.get(keyword)?.value ?? null);
  say('known values', sortedTexts(view.annotations.get('x-extensible-enum')?.value));
  say('discriminator', discriminatorOf(view));
  return canonical(says.map(([what, value]) => [what, value]));
}

function some(texts: readonly string[]): readonly string[] | null {
  return texts.length === 0 ? null : [...new Set(texts)].sort();
}

/** The values that remain where a type excludes some of the listed ones. */
function valuesOf(view: SchemaView): readonly string[] | null {
  if (view.values === null) return null;
  return [...view.values.keys()]
    .filter((text) => (typeOfValue(JSON.parse(text)) & view.types) !== 0)
    .sort();
}

function formatsOf(view: SchemaView): string[] {
  const further = view.constraints.get('format') ?? [];
  return [...(view.format === null ? [] : [view.format]), ...further].map(({ value }) =>
    String(value),
  );
}

/** What a keyword that holds no schema says, which several parts of an `allOf` may do. */
function plainValues(view: SchemaView, keyword: string): string[] {
  return (view.constraints.get(keyword) ?? []).map(({ value }) => canonical(value));
}

function sortedTexts(value: JsonValue | undefined): readonly string[] | null {
  return isList(value) ? some(value.map(canonical)) : null;
}

/** The property that tells alternatives apart, and the values that do. The names of components are no values. */
function discriminatorOf(view: SchemaView): JsonValue {
  const node = view.annotations.get('discriminator');
  if (node === undefined || !isObject(node.value)) return null;
  const { propertyName, mapping } = node.value;
  const holder = node.parent;
  const implied = holder !== null && isObjectNode(holder) ? impliedNames(holder.value) : null;
  const values = isObject(mapping) ? Object.keys(mapping).sort() : (implied ?? []);
  return [propertyName ?? null, values];
}
