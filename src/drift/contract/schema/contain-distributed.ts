import type { ContractModel } from '../model/contract-model.ts';
import { NO_SPLIT, nullOf, type Split } from './contain-unions.ts';
import type { Containment } from './containment.ts';
import { samePairs } from './evaluated.ts';
import { NULL } from './types.ts';
import type { SchemaView, Union } from './view.ts';

/** What a proof about alternatives with all that is said beside them asks of the proof that it is part of. */
type DistributedProof = Pick<Containment, 'sides' | 'views' | 'spend'>;

/** Alternatives of two unions that are compared with all that is said beside them. */
const MAX_DISTRIBUTED = 100;

/**
 * Whether each alternative, with all that is said beside it, has one of the other side that says the same: what is
 * common to all of them may stand in each, or beside them once.
 */
export function containsDistributed(
  proof: DistributedProof,
  inner: SchemaView,
  outer: SchemaView,
  split: Split,
): boolean {
  if (!saysMoreBeside(inner, outer)) return false;
  return inner.unions.some((own) =>
    outer.unions.some((other) => distributedUnion(proof, inner, own, outer, other, split)),
  );
}

function distributedUnion(
  proof: DistributedProof,
  inner: SchemaView,
  own: Union,
  outer: SchemaView,
  other: Union,
  split: Split,
): boolean {
  const isOne = own.keyword === 'oneOf';
  if (own.keyword !== other.keyword || split.has(own.node.value)) return false;
  if (own.members.length !== other.members.length || own.members.length > MAX_DISTRIBUTED)
    return false;
  const left = wholes(proof.sides.inner, inner, own);
  const right = wholes(proof.sides.outer, outer, other);
  if (left === undefined || right === undefined) return false;
  proof.spend(left.length);
  const hasNull = own.orNull && (inner.effectiveTypes & NULL) !== 0;
  return (
    (!hasNull || proof.views(nullOf(inner), outer, split)) &&
    samePairs(
      left,
      right,
      (before, after) =>
        proof.views(before, after, split) &&
        // Which ones a value is not of counts for `oneOf`.
        (!isOne || proof.sides.inverse?.().views(after, before, NO_SPLIT) === true),
    )
  );
}

/** Whether what two schemas say beside their alternatives differs, and can be told from them. */
function saysMoreBeside(inner: SchemaView, outer: SchemaView): boolean {
  if (inner.unions.length === 0 || outer.unions.length === 0) return false;
  if ([inner, outer].some(({ constraints }) => UNEVALUATED.some((it) => constraints.has(it))))
    return false;
  return (
    inner.types !== outer.types ||
    inner.properties.size !== outer.properties.size ||
    inner.required.size !== outer.required.size ||
    inner.constraints.size !== outer.constraints.size
  );
}

/** What is listed in an alternative is not seen by these where they stand in another part. */
const UNEVALUATED = ['unevaluatedProperties', 'unevaluatedItems'] as const;

/** The alternatives of a union, each with all that is said beside the union. */
function wholes(
  { schemas }: ContractModel,
  view: SchemaView,
  union: Union,
): SchemaView[] | undefined {
  if (view.parts.length === 0) return undefined;
  const found: SchemaView[] = [];
  for (const member of union.members) {
    const whole = schemas.of([...view.parts, member])?.view();
    if (whole === undefined) return undefined;
    found.push({
      ...whole,
      types: whole.types & view.types,
      effectiveTypes: whole.effectiveTypes & view.effectiveTypes,
      unions: whole.unions.filter(({ node }) => node.value !== union.node.value),
    });
  }
  return found;
}
