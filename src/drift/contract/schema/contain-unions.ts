import type { Node } from '../model/node.ts';
import { anything, saysNothing } from './anything.ts';
import type { Containment } from './containment.ts';
import { samePairs } from './evaluated.ts';
import { ARRAY, BOOLEAN, NULL, NUMBER, OBJECT, STRING, type TypeSet } from './types.ts';
import type { SchemaView, Union } from './view.ts';

/** What a proof about alternatives asks of the proof that it is part of. */
export type UnionProof = Pick<
  Containment,
  | 'sides'
  | 'excluded'
  | 'views'
  | 'isSame'
  | 'isEqual'
  | 'isApart'
  | 'valuesOf'
  | 'takes'
  | 'spend'
  | 'isTooDeep'
  | 'nesting'
  | 'excluding'
>;

/** Unions that a proof has gone into already, alternative by alternative. */
export type Split = ReadonlySet<Union['node']['value']>;
export const NO_SPLIT: Split = new Set();

/** Members that two unions may have for each to be looked for among all of the other. */
const MAX_MEMBERS = 500;
/** Alternatives of two unions written otherwise that are tried with each other. */
const MAX_REWRITTEN = 8;

const TYPES: readonly TypeSet[] = [NULL, BOOLEAN, NUMBER, STRING, ARRAY, OBJECT];

/** Whether all that the inner schema accepts is accepted by one alternative or another of the outer side. */
export function containsUnion(
  proof: UnionProof,
  inner: SchemaView,
  union: Union,
  split: Split,
): boolean {
  if (sameUnion(proof, inner, union)) return true;
  if (inner.effectiveTypes === NULL && union.orNull) return true;
  const values = proof.valuesOf(inner);
  if (values !== undefined) {
    const only: SchemaView = { ...anything(union.node), unions: [union] };
    return values.every((value) => proof.takes(only, value)) || likeUnion(proof, inner, union);
  }
  if (inOne(proof, inner, union, split)) return true;
  if (likeUnion(proof, inner, union)) return true;
  const [own] = inner.unions.filter(({ node }) => !split.has(node.value));
  if (own === undefined) return byType(proof, inner, union, split);
  return eachAlternative(proof, inner, own, split, (view, rest) =>
    containsUnion(proof, view, union, rest),
  );
}

/** Whether one alternative alone takes all that the inner schema accepts. */
function inOne(proof: UnionProof, inner: SchemaView, union: Union, split: Split): boolean {
  return proof.nesting(() =>
    likeliestFirst(proof, inner, union).some((member) => {
      const view = proof.sides.outer.schemas.of([member])?.view();
      if (view === undefined || !proof.views(withoutNull(inner, union), view, split)) return false;
      return union.keyword === 'anyOf' || isOnlyIn(proof, inner, union, member);
    }),
  );
}

/** The alternatives, one that is written like the inner schema before others, which are tried at length. */
function likeliestFirst(
  proof: UnionProof,
  { parts }: SchemaView,
  { members }: Union,
): readonly Node[] {
  const same = parts.length === 1 ? members.find((it) => proof.isSame(parts, [it])) : undefined;
  return same === undefined || same === members[0]
    ? members
    : [same, ...members.filter((member) => member !== same)];
}

/** Types of the inner schema one by one, where an alternative takes each. */
function byType(proof: UnionProof, inner: SchemaView, union: Union, split: Split): boolean {
  const types = TYPES.filter((type) => (inner.effectiveTypes & type) !== 0);
  if (types.length < 2 || inner.values !== null) return false;
  return types.every((type) =>
    containsUnion(
      proof,
      { ...inner, types: inner.types & type, effectiveTypes: inner.effectiveTypes & type },
      union,
      split,
    ),
  );
}

/** Whether no other alternative of a `oneOf` accepts what the inner schema accepts. */
function isOnlyIn(proof: UnionProof, inner: SchemaView, union: Union, chosen: Node): boolean {
  return union.members.every((member) => {
    if (member === chosen || proof.excluded.some((node) => proof.isSame([node], [member])))
      return true;
    return proof.isApart(inner, member) || isExcluded(proof, member);
  });
}

/** Whether an alternative accepts no more than one that the value at hand is known not to be of. */
function isExcluded(proof: UnionProof, member: Node): boolean {
  const opposite = proof.sides.opposite?.();
  return opposite !== undefined && proof.excluded.some((node) => opposite.nodes([member], [node]));
}

/** Whether the inner schema has a union of the same alternatives, each matched with one that is written the same. */
function sameUnion(proof: UnionProof, inner: SchemaView, outer: Union): boolean {
  return inner.unions.some((union) => unmatched(proof, union, outer)?.own.length === 0);
}

/** The same, with the few that are written otherwise matched with one that is proven to be equal. */
function likeUnion(proof: UnionProof, inner: SchemaView, outer: Union): boolean {
  return inner.unions.some((union) => {
    const { own, others } = unmatched(proof, union, outer) ?? {};
    if (own === undefined || others === undefined || own.length > MAX_REWRITTEN) return false;
    return samePairs(own, others, (left, right) => proof.isEqual(left, right));
  });
}

/** The alternatives of two unions that have none written the same; undefined for unions of another kind. */
function unmatched(proof: UnionProof, union: Union, outer: Union) {
  if (union.keyword !== outer.keyword || union.members.length !== outer.members.length)
    return undefined;
  if (union.orNull && !outer.orNull) return undefined;
  const left = new Set(outer.members);
  const own = union.members.filter((member, index) => {
    const match = memberLike(proof, member, left, outer.members[index]);
    if (match !== undefined) left.delete(match);
    return match === undefined;
  });
  return { own, others: [...left] };
}

/** One of the alternatives left that is the same: the one at the same place where it is, as it mostly is. */
function memberLike(
  proof: UnionProof,
  member: Node,
  left: ReadonlySet<Node>,
  guess: Node | undefined,
): Node | undefined {
  if (guess !== undefined && left.has(guess) && proof.isSame([member], [guess])) return guess;
  if (left.size > MAX_MEMBERS) return undefined;
  for (const other of left) if (proof.isSame([member], [other])) return other;
  return undefined;
}

/** Whether something holds for each alternative of one of the inner schema's unions. */
export function eachAlternative(
  proof: UnionProof,
  inner: SchemaView,
  union: Union,
  split: Split,
  holds: (view: SchemaView, split: Split) => boolean,
): boolean {
  const rest = new Set([...split, union.node.value]);
  if (proof.isTooDeep() || rest.size > 4 || union.members.length > 100) return false;
  const isBare = saysNothing({ ...inner, unions: [] }) && inner.unions.length === 1;
  const views = union.members.map((member) =>
    proof.sides.inner.schemas.of(isBare ? [member] : [...inner.parts, member])?.view(),
  );
  if (!proof.spend(views.length)) return false;
  const all = views.every((view, index) => {
    if (view === undefined) return false;
    const types = view.effectiveTypes & inner.effectiveTypes;
    if (types === 0) return true;
    // What is of one alternative of a `oneOf` is of none of the others.
    const others =
      union.keyword === 'oneOf' ? union.members.filter((_, other) => other !== index) : [];
    return proof.excluding(others, () =>
      holds({ ...view, types: view.types & inner.types, effectiveTypes: types }, rest),
    );
  });
  return all && (!union.orNull || holds(nullOf(inner), rest));
}

/** What a schema says of null alone. */
export function nullOf(view: SchemaView): SchemaView {
  return { ...view, types: NULL, effectiveTypes: NULL, values: null, unions: [] };
}

function withoutNull(view: SchemaView, union: Union): SchemaView {
  if (!union.orNull) return view;
  return { ...view, types: view.types & ~NULL, effectiveTypes: view.effectiveTypes & ~NULL };
}
