import { childrenOf, isList, type Node } from '../model/node.ts';
import type { SchemaFact } from '../rules/schema.ts';
import { type Conditional, conditionalsOf, isIdle } from '../schema/adjacent.ts';
import { isMultiple, patternsOf, strongest } from '../schema/bounds.ts';
import { canonical } from '../schema/canonical.ts';
import { kindOfKeyword } from '../schema/keywords.ts';
import type { SchemaView } from '../schema/view.ts';
import { BOUND_KEYWORDS } from './bound.ts';
import type { SchemaPair } from './schema.ts';
import type { Finding } from './unit.ts';
import { describe, quote } from './where.ts';

type Facts = readonly [added: SchemaFact, changed: SchemaFact, removed: SchemaFact];

function facts<const Name extends string>(name: Name) {
  return [`${name}-added`, `${name}-changed`, `${name}-removed`] as const;
}

/** Keywords whose coming and going has a direction; what a change of them means is decided by containment. */
const FACTS: ReadonlyMap<string, Facts> = new Map<string, Facts>([
  ['multipleOf', facts('multiple-of')],
  ['uniqueItems', ['unique-items-added', 'constraint-changed', 'unique-items-removed']],
  ['contains', facts('contains')],
  ['not', facts('not')],
  ['propertyNames', facts('property-names')],
  ['dependentRequired', facts('dependent-required')],
  ['dependentSchemas', facts('dependent-schema')],
  ['if', facts('if')],
  ['then', facts('then')],
  ['else', facts('else')],
  ['unevaluatedItems', facts('unevaluated-items')],
  ['unevaluatedProperties', facts('unevaluated-properties')],
]);

const OTHER: Facts = ['constraint-changed', 'constraint-changed', 'constraint-changed'];

/** Keywords that have handlers of their own. */
const ELSEWHERE: ReadonlySet<string> = new Set([
  ...BOUND_KEYWORDS,
  'pattern',
  'prefixItems',
  'patternProperties',
]);

/** What changed in the keywords that constrain values and are neither bounds nor patterns. */
export function compareConstraints(pair: SchemaPair): void {
  const { base, head } = pair;
  const closing = [base, head].flatMap(({ closed }) =>
    closed?.key === UNEVALUATED ? [UNEVALUATED] : [],
  );
  for (const keyword of [
    ...new Set([...base.constraints.keys(), ...head.constraints.keys(), ...closing]),
  ].sort()) {
    if (ELSEWHERE.has(keyword)) continue;
    const [before, after] = unlike(pair, keyword);
    if (before.length + after.length === 0) continue;
    const [added, changed, removed] = FACTS.get(keyword) ?? OTHER;
    const [old = null] = before;
    const [now = null] = after;
    const fact = old === null ? added : now === null ? removed : changed;
    pair.unit.report({ ...constraintFinding(pair, keyword, old, now), rule: { fact } });
  }
  comparePatternProperties(pair);
}

function constraintFinding(
  { head }: SchemaPair,
  keyword: string,
  old: Node | null,
  now: Node | null,
): Omit<Finding, 'rule'> {
  return {
    detail: keyword,
    topic: `constraint ${keyword}`,
    action: old === null ? 'add' : now === null ? 'remove' : 'change',
    base: old,
    head: now,
    near: head.node,
    message: (where) => {
      if (typeof old?.value === 'number' && typeof now?.value === 'number')
        return `${quote(keyword)} of ${describe(where)} changed from ${old.value} to ${now.value}.`;
      const verb = old === null ? 'was added to' : now === null ? 'was removed from' : 'changed in';
      return `${quote(keyword)} ${verb} ${describe(where)}.`;
    },
    ...(old === null ? {} : { before: old.value }),
    ...(now === null ? {} : { after: now.value }),
  };
}

type Sides = readonly [before: readonly Node[], after: readonly Node[]];

/** What each side says by a keyword that the other does not say, in whatever words; nothing where both say the same. */
function unlike(pair: SchemaPair, keyword: string): Sides {
  const { base, head } = pair;
  const before = saidBy(base, keyword, head);
  const after = saidBy(head, keyword, base);
  if (isSameConstraint(pair, keyword, before, after)) return NOTHING;
  if (keyword === 'if' || keyword === 'then' || keyword === 'else')
    return unlikeOfConditionals(pair, keyword);
  if (kindOfKeyword(keyword) === 'schema') return unmatched(before, after, isAlike(pair));
  if (keyword === 'dependentSchemas') {
    const [own, other] = [before.flatMap(childrenOf), after.flatMap(childrenOf)];
    const isSame = isAlike(pair);
    const [left, right] = unmatched(own, other, (a, b) => a.key === b.key && isSame(a, b));
    return left.length + right.length === 0 ? NOTHING : [before, after];
  }
  return [before, after];
}

const UNEVALUATED = 'unevaluatedProperties';

/** What a schema says by a keyword. Where both sides forbid what is not listed, it is all one by which keyword. */
function saidBy(view: SchemaView, keyword: string, other: SchemaView): readonly Node[] {
  const own = view.constraints.get(keyword) ?? [];
  const { closed } = view;
  if (keyword !== UNEVALUATED || closed?.key !== UNEVALUATED || other.closed !== null) return own;
  return [...own, closed];
}

const NOTHING: Sides = [[], []];

function isAlike({ comparison, flow }: SchemaPair) {
  return (left: Node, right: Node): boolean => comparison.areAlike([left], [right], flow);
}

/** Of one keyword, what is left when each `if` with what stands beside it has been matched with one that is alike. */
function unlikeOfConditionals(pair: SchemaPair, keyword: 'if' | 'then' | 'else'): Sides {
  const isSame = isAlike(pair);
  const isBoth = (left: Node | null, right: Node | null): boolean =>
    left === null || right === null ? left === right : isSame(left, right);
  const [own, others] = unmatched(
    conditionalsOf(pair.base),
    conditionalsOf(pair.head),
    (left, right) =>
      isSame(left.test, right.test) &&
      isBoth(left.met, right.met) &&
      isBoth(left.unmet, right.unmet),
  );
  const idle = ({ constraints }: SchemaView) => (constraints.get(keyword) ?? []).filter(isIdle);
  const of = (all: readonly Conditional[]) => all.flatMap((each) => heldBy(each, keyword) ?? []);
  // What stands beside no `if` is what an `if` that comes finds there.
  const before = [...of(own), ...(others.length > own.length ? idle(pair.base) : [])];
  const after = [...of(others), ...(own.length > others.length ? idle(pair.head) : [])];
  return unmatched(before, after, isSame);
}

function heldBy(conditional: Conditional, keyword: 'if' | 'then' | 'else'): Node | null {
  if (keyword === 'if') return conditional.test;
  return keyword === 'then' ? conditional.met : conditional.unmet;
}

/** The ones of two lists that have none that is the same in the other. */
function unmatched<T>(
  before: readonly T[],
  after: readonly T[],
  isSame: (left: T, right: T) => boolean,
): [before: T[], after: T[]] {
  const left = [...after];
  const own = before.filter((node) => {
    const found = left.findIndex((other) => isSame(node, other));
    if (found >= 0) left.splice(found, 1);
    return found < 0;
  });
  return [own, left];
}

function isSameConstraint(
  { comparison, base, head }: SchemaPair,
  keyword: string,
  before: readonly Node[],
  after: readonly Node[],
): boolean {
  if (keyword === 'multipleOf') {
    const [old, now] = [strongest(base, keyword), strongest(head, keyword)];
    if (old !== null && now !== null && old === now) return true;
    if (old !== null && now !== null && before.length + after.length > 2)
      return isMultiple(old, now) && isMultiple(now, old);
  }
  if (keyword === 'uniqueItems') return before.length > 0 === after.length > 0;
  if (keyword === 'dependentRequired') return namesAskedFor(before) === namesAskedFor(after);
  if (before.length !== after.length) return false;
  return before.every((node, index) => {
    const other = after[index];
    return other !== undefined && comparison.sameness.sameHeld(keyword, node, other);
  });
}

/** Which names ask for which others, whatever their order; what asks for nothing says nothing. */
function namesAskedFor(nodes: readonly Node[]): string {
  const asked = nodes.flatMap(childrenOf).flatMap((entry) => {
    const names = isList(entry.value) ? entry.value : [entry.value];
    return names.map((name) => canonical([entry.key, name]));
  });
  return canonical([...new Set(asked)].sort());
}

/** Schemas of properties by a pattern of their names. */
function comparePatternProperties(pair: SchemaPair): void {
  const [before, after] = [patternsOf(pair.base), patternsOf(pair.head)];
  for (const name of [...new Set([...before.keys(), ...after.keys()])].sort()) {
    const [old, now] = [before.get(name) ?? [], after.get(name) ?? []];
    const [first = null] = old;
    const [other = null] = now;
    if (first !== null && other !== null) {
      pair.comparison.schemas(pair.unit, { step: `./${name}/` }, pair.flow, old, now);
      continue;
    }
    pair.unit.report({
      ...constraintFinding(pair, 'patternProperties', first, other),
      rule: { fact: first === null ? 'pattern-property-added' : 'pattern-property-removed' },
      detail: name,
      message: (where) =>
        `Properties like ${quote(name)} ${first === null ? 'now have a schema' : 'have no schema any more'} in ${describe(where)}.`,
    });
  }
}

/** The positions of `prefixItems`, if one list gives them all. */
export function positionsOf(nodes: readonly Node[] | undefined): readonly Node[] {
  const [only] = nodes ?? [];
  return nodes?.length === 1 && only !== undefined ? childrenOf(only) : [];
}

/** Items by position, and those after them. */
export function compareItems(pair: SchemaPair): void {
  const { comparison, unit, flow, base, head } = pair;
  const before = positionsOf(base.constraints.get('prefixItems'));
  const after = positionsOf(head.constraints.get('prefixItems'));
  for (let index = 0; index < Math.max(before.length, after.length); index += 1) {
    const [old = null, now = null] = [before[index], after[index]];
    if (old !== null && now !== null) {
      comparison.schemas(unit, { step: `[${index}]` }, flow, [old], [now]);
      continue;
    }
    unit.report({
      ...constraintFinding(pair, 'prefixItems', old, now),
      rule: { fact: old === null ? 'prefix-items-added' : 'prefix-items-removed' },
      detail: String(index),
      message: (where) =>
        `Position ${index} ${old === null ? 'was added to' : 'was removed from'} 'prefixItems' of ${describe(where)}.`,
    });
  }
  comparison.schemas(
    unit,
    { step: '[]' },
    flow,
    orAny(base.items, base.node),
    orAny(head.items, head.node),
  );
}

/** Schemas that hold at a place; where there are none, everything goes. */
export function orAny(nodes: readonly Node[], owner: Node): readonly Node[] {
  return nodes.length > 0 ? nodes : [{ ...owner, value: true }];
}
