import { childrenOf, type Node } from '../model/node.ts';
import type { SchemaView } from './view.ts';

/** A bound on numbers: the value, and whether the value itself is outside. */
export interface Limit {
  readonly value: number;
  readonly exclusive: boolean;
}

/** The strongest number that a keyword gives (several parts of an `allOf` may each give one). */
export function strongest(view: SchemaView, keyword: string): number | null {
  const nodes = view.constraints.get(keyword);
  if (nodes === undefined) return null;
  const upper = /^(?:max|exclusiveMax)/.test(keyword);
  let found: number | null = null;
  for (const { value } of nodes) {
    if (typeof value !== 'number' || Number.isNaN(value)) continue;
    found = found === null ? value : upper ? Math.min(found, value) : Math.max(found, value);
  }
  return found;
}

/** The lower bound in force: the stronger of `minimum` and `exclusiveMinimum`. Integers have no exclusive bounds. */
export function lowerLimit(view: SchemaView, integers = false): Limit | null {
  return limit(view, 'minimum', 'exclusiveMinimum', integers, (a, b) => a > b);
}

/** The upper bound in force: the stronger of `maximum` and `exclusiveMaximum`. */
export function upperLimit(view: SchemaView, integers = false): Limit | null {
  return limit(view, 'maximum', 'exclusiveMaximum', integers, (a, b) => a < b);
}

function limit(
  view: SchemaView,
  plain: string,
  exclusive: string,
  integers: boolean,
  isStronger: (a: number, b: number) => boolean,
): Limit | null {
  const [inner, outer] = [strongest(view, plain), strongest(view, exclusive)];
  const isExclusive = outer !== null && (inner === null || !isStronger(inner, outer));
  const value = isExclusive ? outer : inner;
  if (value === null) return null;
  if (!integers) return { value, exclusive: isExclusive };
  const isLower = plain === 'minimum';
  const whole = isLower ? Math.ceil(value) : Math.floor(value);
  const isStep = isExclusive && whole === value;
  return { value: isStep ? whole + (isLower ? 1 : -1) : whole, exclusive: false };
}

/** A count such as `minLength`, with what stands for it where it is absent. */
export function countOf(view: SchemaView, keyword: string): number {
  return strongest(view, keyword) ?? (keyword.startsWith('max') ? Number.POSITIVE_INFINITY : 0);
}

/** Texts of a keyword that may be given several times, such as `pattern`, each once, sorted. */
export function textsOf(view: SchemaView, keyword: string): string[] {
  const nodes = view.constraints.get(keyword);
  if (nodes === undefined) return [];
  const texts = nodes.flatMap(({ value }) => (typeof value === 'string' ? [value] : []));
  return [...new Set(texts)].sort();
}

/** The schemas of `patternProperties` by pattern; several where several parts of an `allOf` give one. */
export function patternsOf(view: SchemaView): ReadonlyMap<string, readonly Node[]> {
  const found = new Map<string, Node[]>();
  for (const node of view.constraints.get('patternProperties') ?? []) {
    for (const entry of childrenOf(node)) {
      const pattern = String(entry.key);
      found.set(pattern, [...(found.get(pattern) ?? []), entry]);
    }
  }
  return found;
}

/** Numbers of a keyword that may be given several times, such as `multipleOf`. */
export function numbersOf(view: SchemaView, keyword: string): number[] {
  const numbers = (view.constraints.get(keyword) ?? []).flatMap(({ value }) =>
    typeof value === 'number' && value > 0 ? [value] : [],
  );
  return [...new Set(numbers)].sort((a, b) => a - b);
}

/** Whether every multiple of `part` is a multiple of `whole`, as far as floating point can tell. */
export function isMultiple(part: number, whole: number): boolean {
  const ratio = part / whole;
  return Math.abs(ratio - Math.round(ratio)) < 1e-9 * Math.max(1, Math.abs(ratio));
}
