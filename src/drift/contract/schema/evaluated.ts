/** What a schema leaves to `unevaluatedProperties` and `unevaluatedItems` (JSON Schema 2020-12 Core, section 11). */
import { childrenOf, type Node } from '../model/node.ts';
import { conditionalsOf, containedOf } from './adjacent.ts';
import { patternsOf } from './bounds.ts';
import type { Containment } from './containment.ts';
import type { SchemaView } from './view.ts';

export type Evaluated = 'properties' | 'items';

/** Schemas at one place inside each other that are looked at. */
const MAX_DEPTH = 6;

/**
 * Whether two schemas are proven to leave the same to `unevaluated…`, however they are written: they list the same, and
 * what is listed only in some cases is so in the same ones.
 */
export function evaluatesAlike(
  proof: Containment,
  inner: SchemaView,
  outer: SchemaView,
  of: Evaluated,
  depth = 0,
): boolean {
  if (depth > MAX_DEPTH) return false;
  const lists = of === 'properties' ? listsSameNames : listsSameItems;
  if (!lists(proof, inner, outer)) return false;
  const alike = (own: Node | null, other: Node | null): boolean =>
    nodesAlike(proof, own, other, of, depth);
  return (
    samePairs(inner.unions, outer.unions, (own, other) => {
      if (own.keyword !== other.keyword) return false;
      return samePairs(
        own.members,
        other.members,
        (left, right) => proof.isEqual(left, right) && alike(left, right),
      );
    }) &&
    samePairs(
      conditionalsOf(inner),
      conditionalsOf(outer),
      (own, other) =>
        proof.isEqual(own.test, other.test) &&
        alike(own.test, other.test) &&
        alike(own.met, other.met) &&
        alike(own.unmet, other.unmet),
    ) &&
    (of === 'items' ||
      samePairs(
        dependentsOf(inner),
        dependentsOf(outer),
        (own, other) => own.key === other.key && alike(own, other),
      ))
  );
}

/** Whether what the outer schema says of what is not evaluated is said by the inner one, of no less. */
export function containsUnevaluated(
  proof: Containment,
  inner: SchemaView,
  outer: SchemaView,
  of: Evaluated,
): boolean {
  const keyword = of === 'properties' ? 'unevaluatedProperties' : 'unevaluatedItems';
  const asked = outer.constraints.get(keyword);
  if (asked === undefined) return true;
  if (of === 'properties' && leavesNothing(inner, outer)) return true;
  const own = inner.constraints.get(keyword) ?? [];
  return (
    asked.every((node) => own.some((other) => proof.nodes([other], [node]))) &&
    evaluatesAlike(proof, inner, outer, of)
  );
}

/** Whether an inner schema allows only properties that the outer one lists. */
function leavesNothing(inner: SchemaView, outer: SchemaView): boolean {
  if (inner.closed === null || inner.mixed || inner.constraints.has('patternProperties'))
    return false;
  return [...inner.properties.keys()].every((name) => outer.properties.has(name));
}

function nodesAlike(
  proof: Containment,
  own: Node | null,
  other: Node | null,
  of: Evaluated,
  depth: number,
): boolean {
  if (own === null || other === null) return own === other;
  const { inner, outer } = proof.sides;
  const [left, right] = [inner.schemas.of([own])?.view(), outer.schemas.of([other])?.view()];
  if (left === undefined || right === undefined) return false;
  return evaluatesAlike(proof, left, right, of, depth + 1);
}

function listsSameNames(_: Containment, inner: SchemaView, outer: SchemaView): boolean {
  return (
    sameKeys(inner.properties, outer.properties) &&
    sameKeys(patternsOf(inner), patternsOf(outer)) &&
    takesRest(inner) === takesRest(outer) &&
    hasBoth(inner, outer, 'unevaluatedProperties')
  );
}

/** Whether every name is listed in one way or another. */
function takesRest({ closed, additional, opened }: SchemaView): boolean {
  return opened.has('additionalProperties') || closed !== null || additional.length > 0;
}

function listsSameItems(proof: Containment, inner: SchemaView, outer: SchemaView): boolean {
  return (
    inner.items.length > 0 === outer.items.length > 0 &&
    countOf(inner) === countOf(outer) &&
    hasBoth(inner, outer, 'additionalItems') &&
    hasBoth(inner, outer, 'unevaluatedItems') &&
    samePairs(containedOf(inner), containedOf(outer), (own, other) =>
      proof.isEqual(own.node, other.node),
    )
  );
}

/** Whether a keyword is there on both sides or on none, and says that anything goes on both or on none. */
function hasBoth(inner: SchemaView, outer: SchemaView, keyword: string): boolean {
  return (
    inner.constraints.has(keyword) === outer.constraints.has(keyword) &&
    inner.opened.has(keyword) === outer.opened.has(keyword)
  );
}

function countOf({ constraints }: SchemaView): number {
  const lists = constraints.get('prefixItems') ?? [];
  return Math.max(0, ...lists.map((list) => childrenOf(list).length));
}

function dependentsOf({ constraints }: SchemaView): readonly Node[] {
  return (constraints.get('dependentSchemas') ?? []).flatMap(childrenOf);
}

function sameKeys(inner: ReadonlyMap<string, unknown>, outer: ReadonlyMap<string, unknown>) {
  return inner.size === outer.size && [...inner.keys()].every((name) => outer.has(name));
}

/** Whether each of one list has one of the other to itself that is the same. */
export function samePairs<Own, Other>(
  inner: readonly Own[],
  outer: readonly Other[],
  isSame: (own: Own, other: Other) => boolean,
): boolean {
  if (inner.length !== outer.length) return false;
  const left = [...outer];
  return inner.every((own) => {
    const found = left.findIndex((other) => isSame(own, other));
    if (found >= 0) left.splice(found, 1);
    return found >= 0;
  });
}
