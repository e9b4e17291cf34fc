import { createHash } from 'node:crypto';
import { isObject, type JsonValue } from '../../../document/document.ts';
import { isList, isObjectNode } from '../model/node.ts';
import type { Acceptance } from '../schema/accepts.ts';
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
import { excludesNothing } from '../schema/formats.ts';
import {
  ARRAY,
  BOOLEAN,
  FRACTION,
  isWithin,
  NULL,
  NUMBER,
  OBJECT,
  STRING,
} from '../schema/types.ts';
import type { SchemaView } from '../schema/view.ts';

/** A short digest of a text: 12 hexadecimal digits of SHA-256. */
export function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 12);
}

/** Keywords that count something, and the types that they speak of. */
const COUNTS = [
  ['minLength', STRING],
  ['maxLength', STRING],
  ['minItems', ARRAY],
  ['maxItems', ARRAY],
  ['minContains', ARRAY],
  ['maxContains', ARRAY],
  ['minProperties', OBJECT],
  ['maxProperties', OBJECT],
] as const;

/** Annotations that say what values mean. Announcements are not among them: they change no value. */
const MEANINGS = ['default', 'contentEncoding', 'contentMediaType'] as const;

type Saying = readonly [what: string, value: JsonValue];

/**
 * What a schema promises by itself, as text: the same however it is written. What its properties, items and
 * alternatives promise is not in it, and neither is what says nothing of values that it accepts.
 */
export function promiseOf(view: SchemaView, acceptance: Acceptance): string {
  const values = valuesOf(view, acceptance);
  const says: Saying[] = [
    ['types', view.effectiveTypes],
    ['values', values.listed],
    ['closed', view.closed === null ? null : true],
    ['required', some([...view.required.keys()].filter((name) => !view.properties.has(name)))],
    ['alternatives', some(view.unions.map(({ keyword, orNull }) => `${keyword} ${orNull}`))],
    ['broken', some([...view.broken])],
    ...(values.isAllSaid ? [] : constraintsOf(view)),
    ...MEANINGS.map((keyword): Saying => [keyword, view.annotations.get(keyword)?.value ?? null]),
    ['known values', sortedTexts(view.annotations.get('x-extensible-enum')?.value)],
    ['discriminator', discriminatorOf(view)],
  ];
  return canonical(says.filter(([, value]) => value !== null));
}

/** Bounds and formats of the types that values may have. */
function constraintsOf(view: SchemaView): readonly Saying[] {
  const types = view.effectiveTypes;
  const says: Saying[] = [['formats', some(formatsOf(view))]];
  if (view.constraints.size === 0) return says;
  if ((types & NUMBER) !== 0) {
    const isWhole = (types & FRACTION) === 0;
    for (const [what, limit] of [
      ['least', lowerLimit(view, isWhole)],
      ['most', upperLimit(view, isWhole)],
    ] as const)
      says.push([what, limit === null ? null : [limit.value, limit.exclusive]]);
    says.push(['multipleOf', some(numbersOf(view, 'multipleOf').map(String))]);
  }
  if ((types & STRING) !== 0) says.push(['patterns', some(textsOf(view, 'pattern'))]);
  for (const [keyword, type] of COUNTS) {
    if ((types & type) !== 0 && !isIdle(view, keyword))
      says.push([keyword, strongest(view, keyword)]);
  }
  if ((types & ARRAY) !== 0 && countOf(view, 'maxItems') > 1)
    says.push(['uniqueItems', some(plainValues(view, 'uniqueItems'))]);
  if ((types & OBJECT) !== 0)
    says.push(['dependentRequired', some(plainValues(view, 'dependentRequired'))]);
  return says;
}

/** Whether required names say as much as a count of properties. */
function isIdle(view: SchemaView, keyword: string): boolean {
  return keyword === 'minProperties' && countOf(view, keyword) <= view.required.size;
}

function some(texts: readonly string[]): readonly string[] | null {
  return texts.length === 0 ? null : [...new Set(texts)].sort();
}

interface ListedValues {
  /** Null where they are not listed, or where the types say as much. */
  readonly listed: readonly string[] | null;
  /** Whether bounds and formats have nothing to add: the schema is known to accept each of the values. */
  readonly isAllSaid: boolean;
}

/** The listed values without those that the rest of the schema refuses. */
function valuesOf(view: SchemaView, acceptance: Acceptance): ListedValues {
  if (view.values === null) return { listed: null, isAllSaid: false };
  const answers = [...view.values.keys()]
    .map((text) => ({ text, isAccepted: acceptance.byView(view, JSON.parse(text)) }))
    .filter(({ isAccepted }) => isAccepted !== false);
  const listed = answers.map(({ text }) => text).sort();
  const isAllSaid = answers.every(({ isAccepted }) => isAccepted === true);
  return { listed: isWholeType(view, listed) ? null : listed, isAllSaid };
}

/** Whether a list has all values that its types have: of null and the truth values. */
function isWholeType(view: SchemaView, listed: readonly string[]): boolean {
  const types = view.effectiveTypes;
  const whole = [
    ...((types & BOOLEAN) === 0 ? [] : ['false', 'true']),
    ...((types & NULL) === 0 ? [] : ['null']),
  ];
  return isWithin(types, BOOLEAN | NULL) && whole.every((text) => listed.includes(text));
}

/** Formats that exclude values. */
function formatsOf(view: SchemaView): string[] {
  if ((view.effectiveTypes & (NUMBER | STRING)) === 0) return [];
  const isWhole = (view.effectiveTypes & (FRACTION | STRING)) === 0;
  const further = view.constraints.get('format') ?? [];
  return [...(view.format === null ? [] : [view.format]), ...further]
    .map(({ value }) => String(value))
    .filter((format) => !excludesNothing(format, isWhole));
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
