import { childrenOf } from '../model/node.ts';
import { findText } from '../pattern/automaton.ts';
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
import { evaluatesAlike, ITEMS } from './evaluated.ts';
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

/** Whether as many items are proven to match `contains` as the outer schema asks for. */
function containsContained(proof: Containment, inner: SchemaView, outer: SchemaView): boolean {
  if (!outer.constraints.has('contains')) return true;
  const least = leastContained(outer);
  const most = countOf(outer, 'maxContains');
  if (least === 0 && countOf(inner, 'maxItems') <= most) return true;
  return (
    proof.sameKeyword(inner, outer, 'contains') &&
    leastContained(inner) >= least &&
    countOf(inner, 'maxContains') <= most
  );
}

function leastContained(view: SchemaView): number {
  return view.constraints.has('minContains') ? countOf(view, 'minContains') : 1;
}

/** Whether the arrays of one schema are proven to be arrays of another. */
export function containsArrays(proof: Containment, inner: SchemaView, outer: SchemaView): boolean {
  const most = countOf(inner, 'maxItems');
  if (countOf(inner, 'minItems') < countOf(outer, 'minItems') || most > countOf(outer, 'maxItems'))
    return false;
  if (outer.constraints.has('uniqueItems') && !inner.constraints.has('uniqueItems') && most > 1)
    return false;
  if (inner.mixedItems || outer.mixedItems) return false;
  if (outer.constraints.has('unevaluatedItems') && !evaluatesAlike(proof, inner, outer, ITEMS))
    return false;
  if (!containsContained(proof, inner, outer)) return false;
  for (const keyword of ['unevaluatedItems', 'additionalItems']) {
    if (outer.constraints.has(keyword) && !proof.sameKeyword(inner, outer, keyword)) return false;
  }
  if (most === 0) return true;
  const own = inner.constraints.get('prefixItems') ?? [];
  const other = outer.constraints.get('prefixItems') ?? [];
  if (own.length === 0 && other.length === 0) return proof.nodes(inner.items, outer.items);
  if (own.length > 1 || other.length > 1) return proof.sameKeyword(inner, outer, 'prefixItems');
  const [positions, others] = [own.flatMap(childrenOf), other.flatMap(childrenOf)];
  const count = Math.max(positions.length, others.length);
  for (let index = 0; index < count && index < most; index += 1) {
    const left = positions[index];
    const right = others[index];
    if (
      !proof.nodes(
        left === undefined ? inner.items : [left],
        right === undefined ? outer.items : [right],
      )
    )
      return false;
  }
  return most <= count || proof.nodes(inner.items, outer.items);
}
