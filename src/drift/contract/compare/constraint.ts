import { childrenOf, type Node } from '../model/node.ts';
import type { SchemaFact } from '../rules/schema.ts';
import { isMultiple, patternsOf, strongest } from '../schema/bounds.ts';
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
  for (const keyword of [
    ...new Set([...base.constraints.keys(), ...head.constraints.keys()]),
  ].sort()) {
    if (ELSEWHERE.has(keyword)) continue;
    const before = base.constraints.get(keyword) ?? [];
    const after = head.constraints.get(keyword) ?? [];
    if (sameConstraint(pair, keyword, before, after)) continue;
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
      const verb = old === null ? 'was added to' : now === null ? 'was removed from' : 'changed in';
      return `${quote(keyword)} ${verb} ${describe(where)}.`;
    },
    ...(old === null ? {} : { before: old.value }),
    ...(now === null ? {} : { after: now.value }),
  };
}

function sameConstraint(
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
  if (before.length !== after.length) return false;
  return before.every((node, index) => {
    const other = after[index];
    return other !== undefined && comparison.sameness.sameHeld(keyword, node, other);
  });
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
