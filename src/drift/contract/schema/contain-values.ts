import { childrenOf, type Node } from '../model/node.ts';
import { findText } from '../pattern/automaton.ts';
import { containedOf } from './adjacent.ts';
import {
  countOf,
  isMultiple,
  type Limit,
  lowerLimit,
  numbersOf,
  textsOf,
  upperLimit,
} from './bounds.ts';
import type { Containment } from './containment.ts';
import { rewordedContent } from './content-words.ts';
import { containsUnevaluated } from './evaluated.ts';
import { excludesNothing, isPartOf } from './formats.ts';
import type { SchemaView } from './view.ts';

/** Whether the texts of one schema are proven to be texts of another. */
export function containsTexts(inner: SchemaView, outer: SchemaView): boolean {
  if (!containsFormat(inner, outer)) return false;
  const least = countOf(inner, 'minLength');
  const most = countOf(inner, 'maxLength');
  const patterns = textsOf(inner, 'pattern');
  const isLong =
    least >= countOf(outer, 'minLength') ||
    areLengthsWithin(
      patterns,
      [least, most],
      [countOf(outer, 'minLength'), Number.POSITIVE_INFINITY],
    );
  if (!isLong) return false;
  const isShort =
    most <= countOf(outer, 'maxLength') ||
    areLengthsWithin(patterns, [least, most], [0, countOf(outer, 'maxLength')]);
  if (!isShort) return false;
  return textsOf(outer, 'pattern').every(
    (pattern) => patterns.includes(pattern) || isPatternWithin(patterns, pattern, [least, most]),
  );
}

type Lengths = readonly [least: number, most: number];

/** Whether what the patterns match with some lengths has others too, which are narrower. */
function areLengthsWithin(patterns: readonly string[], inner: Lengths, outer: Lengths): boolean {
  // Without a pattern there are texts of every length.
  if (patterns.length === 0) return inner[0] > inner[1];
  return isPatternWithin(patterns, lengthPattern(...outer), inner);
}

/** Lengths as a pattern, so that a pattern can be told to keep them; undefined beyond what automata count. */
function lengthPattern(least: number, most: number): string {
  return `^[\\s\\S]{${least},${Number.isFinite(most) ? most : ''}}$`;
}

function isPatternWithin(inner: readonly string[], outer: string, lengths: Lengths): boolean {
  return findText(inner, [outer], lengths)?.text === null;
}

function containsFormat(inner: SchemaView, outer: SchemaView, integers = false): boolean {
  if (rewordedContent(inner, outer) !== null) return true;
  const before = formatsOf(inner);
  return formatsOf(outer).every(
    (after) => excludesNothing(after, integers) || before.some((format) => isPartOf(format, after)),
  );
}

/** Every format in force: several parts of an `allOf` may each name one. */
function formatsOf({ format, constraints }: SchemaView): string[] {
  const nodes = [...(format === null ? [] : [format]), ...(constraints.get('format') ?? [])];
  return nodes.flatMap(({ value }) => (typeof value === 'string' && value !== '' ? [value] : []));
}

/** Whether the numbers of one schema are proven to be numbers of another. */
export function containsNumbers(inner: SchemaView, outer: SchemaView, integers: boolean): boolean {
  if (!containsFormat(inner, outer, integers)) return false;
  const lower = isWithinLimit(lowerLimit(inner, integers), lowerLimit(outer, integers), 1);
  const upper = isWithinLimit(upperLimit(inner, integers), upperLimit(outer, integers), -1);
  if (!lower || !upper) return false;
  const steps = numbersOf(inner, 'multipleOf');
  return numbersOf(outer, 'multipleOf').every(
    (step) => steps.some((own) => isMultiple(own, step)) || (integers && isMultiple(1, step)),
  );
}

function isWithinLimit(inner: Limit | null, outer: Limit | null, sign: 1 | -1): boolean {
  if (outer === null) return true;
  if (inner === null) return false;
  const distance = (inner.value - outer.value) * sign;
  return distance > 0 || (distance === 0 && (inner.exclusive || !outer.exclusive));
}

/** Whether as many items are proven to match each `contains` as the outer schema asks for. */
function containsContained(proof: Containment, inner: SchemaView, outer: SchemaView): boolean {
  const own = containedOf(inner);
  return containedOf(outer).every(
    ({ node, least, most }) =>
      (least === 0 ||
        own.some((other) => other.least >= least && proof.nodes([other.node], [node]))) &&
      (countOf(inner, 'maxItems') <= most ||
        own.some((other) => other.most <= most && proof.isWithin([node], [other.node]))),
  );
}

/** Whether the arrays of one schema are proven to be arrays of another. */
export function containsArrays(proof: Containment, inner: SchemaView, outer: SchemaView): boolean {
  const most = countOf(inner, 'maxItems');
  if (countOf(inner, 'minItems') < countOf(outer, 'minItems') || most > countOf(outer, 'maxItems'))
    return false;
  if (outer.constraints.has('uniqueItems') && !inner.constraints.has('uniqueItems') && most > 1)
    return false;
  if (inner.mixedItems || outer.mixedItems) return false;
  if (!containsUnevaluated(proof, inner, outer, 'items')) return false;
  if (!containsContained(proof, inner, outer)) return false;
  return most === 0 || containsPositions(proof, inner, outer, most);
}

/** Whether items are proven to be of the schemas at their positions, as many as there may be. */
function containsPositions(
  proof: Containment,
  inner: SchemaView,
  outer: SchemaView,
  most: number,
): boolean {
  const [own, other] = [listsOf(inner), listsOf(outer)];
  const after = outer.constraints.get('additionalItems') ?? [];
  const before = inner.constraints.get('additionalItems') ?? [];
  if (own.length === 0 && other.length === 0)
    return proof.nodes(inner.items, outer.items) && (after.length === 0 || before.length > 0);
  const [positions, others] = [atPositions(own), atPositions(other)];
  // Where lists of positions have an end of their own, what comes after it is only known to be the same of the same.
  const isSame = positions.length === others.length;
  if (!after.every((node) => isSame && before.some((held) => proof.nodes([held], [node]))))
    return false;
  const count = Math.max(positions.length, others.length);
  for (let index = 0; index < count && index < most; index += 1) {
    const [left, right] = [positions[index], others[index]];
    if (!proof.nodes(left ?? inner.items, right ?? outer.items)) return false;
  }
  return most <= count || proof.nodes(inner.items, outer.items);
}

function listsOf({ constraints }: SchemaView): readonly (readonly Node[])[] {
  return (constraints.get('prefixItems') ?? []).map(childrenOf);
}

/** What all lists say of each position. */
function atPositions(lists: readonly (readonly Node[])[]): readonly (readonly Node[])[] {
  const count = Math.max(0, ...lists.map(({ length }) => length));
  return Array.from({ length: count }, (_, index) => lists.flatMap((list) => list[index] ?? []));
}
