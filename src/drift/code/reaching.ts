import { mentions } from './expr-parts.ts';
import type { Binding, Block, Expr, NameExpr, Place } from './facts.ts';
import type { FactsIndex } from './facts-index.ts';

/** A name as it stands somewhere. */
export interface NameAt {
  readonly expr: NameExpr;
  readonly scope: number;
}

/**
 * Which of the values that a name is given in a scope it may have where it stands (`at`): the last one before, and those
 * that may not be given, since they are under a condition. What a function does later with a name from around it may
 * have any of the values. Empty where the name is given its values in other blocks alone.
 */
export function reachingBindings(
  bindings: readonly Binding[],
  index: FactsIndex,
  scope: number,
  at: NameAt | undefined,
): readonly Binding[] {
  if (at === undefined) return bindings;
  const own = index.bindingAround(at.expr);
  if (bindings.length === 1) return own === bindings[0] ? [] : bindings;
  const visible = bindings.filter(
    (one) => one !== own && (one.isOwn !== true || isWithin(at.expr, one.block)),
  );
  if (!runsInPlace(index, at.scope, scope)) return sinceRebuilt(visible);
  const before = visible.filter((one) => isBefore(one, at.expr));
  if (!before.some(isTelling)) return own === undefined ? sinceRebuilt(visible) : before;
  let reaching: Binding[] = [];
  for (const one of before) {
    if (replaces(one, reaching.at(-1), at.expr)) reaching = [one];
    else reaching.push(one);
  }
  return reaching;
}

/** The value that a name was given last before a place, or else first: names of loops are used again and again. */
export function lastBefore(place: Place, bindings: readonly Binding[]): Binding | undefined {
  const visible = bindings.filter((one) => one.isOwn !== true || isWithin(place, one.block));
  return visible.filter(({ line }) => line <= place.line).at(-1) ?? visible[0];
}

/** Whether the function that a name stands in is called where it is written: one that is an argument of a call. */
function runsInPlace(index: FactsIndex, from: number, scope: number): boolean {
  for (const around of index.enclosing(from)) {
    if (around === scope) return true;
    if (index.argumentOf(around) === undefined) return false;
  }
  return false;
}

/** All values but those that later ones are made of. */
function sinceRebuilt(bindings: readonly Binding[]): readonly Binding[] {
  const last = bindings.findLastIndex((one, at) => isRebuilt(one, bindings[at - 1]));
  return last > 0 ? bindings.slice(last) : bindings;
}

/** Whether a binding says what a name is: more than that there is one. */
function isTelling({ value }: Binding): boolean {
  return value !== null && (value.kind !== 'literal' || value.type !== 'null');
}

/** Whether a name that stands behind a binding has none of the values from before it any more. */
function replaces(one: Binding, earlier: Binding | undefined, at: Place): boolean {
  if (!isTelling(one)) return false;
  if (isRebuilt(one, earlier)) return true;
  // What a function makes of the value, `r = logged(r)`, may be the same for what is asked.
  const isWrapped = one.value !== null && mentions(one.value, new Set([one.name]));
  return !isWrapped && (one.block === undefined || isWithin(at, one.block));
}

/**
 * Whether a binding gives a name what is asked of its value before, or more than that: `r = r.group('/x')`,
 * `path = '/api' + path`. Under a condition too: what is added then is empty where the condition does not hold.
 */
function isRebuilt({ name, value }: Binding, earlier: Binding | undefined): boolean {
  if (value?.kind === 'join') {
    const before = earlier?.value?.kind === 'name' ? [earlier.value.name] : [];
    return mentions(value, new Set([name, ...before]));
  }
  let first: Expr | null = value;
  while (first?.kind === 'call' || first?.kind === 'member')
    first = first.kind === 'call' ? first.callee : first.object;
  return first?.kind === 'name' && first !== value && first.name === name;
}

export function isBefore(one: Place, other: Place): boolean {
  return one.line < other.line || (one.line === other.line && one.column < other.column);
}

export function isWithin(place: Place, block: Block | undefined): boolean {
  if (block === undefined) return false;
  const { endLine, endColumn } = block;
  return !isBefore(place, block) && isBefore(place, { line: endLine, column: endColumn });
}
