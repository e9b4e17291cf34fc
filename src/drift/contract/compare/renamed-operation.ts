import type { Operation } from '../model/operation.ts';
import { Effort, leavesOf, pathLikeness, shareOf } from './likeness.ts';

/** An operation that is gone, and the new one that it likely became. */
export interface RenamedOperation {
  readonly base: Operation;
  readonly head: Operation;
  /** From 0 to 1. */
  readonly score: number;
}

/** Pairs that are looked at by what they say at most; beyond, only ids count. */
const MAX_PAIRS = 20_000;

/** From here on two operations count as the same one under another name. */
const ENOUGH = 0.8;

/** Paths that have less in common are not those of one operation, whatever it says. */
const PATH_ENOUGH = 0.5;

/**
 * Finds operations that were likely renamed: the same `operationId`, the same path with another case or a slash at
 * its end, or nearly the same declaration under a similar path. The best pairs are taken first; the order is total,
 * so that swapping the sides finds the same pairs.
 */
export function findRenamed(
  removed: readonly Operation[],
  added: readonly Operation[],
): readonly RenamedOperation[] {
  if (removed.length === 0 || added.length === 0) return [];
  const byLikeness = removed.length * added.length <= MAX_PAIRS;
  const leaves = new Map<Operation, ReadonlySet<string>>();
  const known = (operation: Operation) => {
    const found = leaves.get(operation) ?? leavesOf(operation.node.value);
    leaves.set(operation, found);
    return found;
  };
  const effort = new Effort();
  const ids = idsOf(added);
  const baseIds = idsOf(removed);
  const scored: RenamedOperation[] = [];
  for (const base of removed) {
    const namesake = idTwin(base, ids, baseIds);
    if (namesake !== undefined) {
      const score = 0.8 + 0.2 * shareOf(known(base), known(namesake));
      scored.push({ base, head: namesake, score });
      continue;
    }
    if (!byLikeness) continue;
    for (const head of added) {
      if (head.kind !== base.kind || head.method !== base.method) continue;
      if (spelling(base) === spelling(head)) {
        scored.push({ base, head, score: 0.9 + 0.1 * shareOf(known(base), known(head)) });
        continue;
      }
      const paths = pathLikeness(base.template, head.template, effort);
      if (paths < PATH_ENOUGH) continue;
      const score = 0.4 * paths + 0.6 * shareOf(known(base), known(head));
      if (score >= ENOUGH) scored.push({ base, head, score });
    }
  }
  return bestOf(scored);
}

/** A path without what is easily written otherwise: upper case, and a slash at its end. */
function spelling({ template }: Operation): string {
  return template.toLowerCase().replace(/\/+$/, '');
}

function idsOf(operations: readonly Operation[]): ReadonlyMap<string, readonly Operation[]> {
  const ids = new Map<string, Operation[]>();
  for (const operation of operations) {
    if (operation.operationId === null || operation.operationId === '') continue;
    const known = ids.get(operation.operationId);
    if (known === undefined) ids.set(operation.operationId, [operation]);
    else known.push(operation);
  }
  return ids;
}

/** The one new operation with the same id. */
function idTwin(
  { operationId, kind }: Operation,
  ids: ReadonlyMap<string, readonly Operation[]>,
  baseIds: ReadonlyMap<string, readonly Operation[]>,
): Operation | undefined {
  if (operationId === null || baseIds.get(operationId)?.length !== 1) return undefined;
  const [twin, second] = ids.get(operationId) ?? [];
  return second === undefined && twin?.kind === kind ? twin : undefined;
}

function bestOf(scored: readonly RenamedOperation[]): readonly RenamedOperation[] {
  const order = [...scored].sort((a, b) => b.score - a.score || (keyOf(a) < keyOf(b) ? -1 : 1));
  const taken = new Set<Operation>();
  return order.filter(({ base, head }) => {
    if (taken.has(base) || taken.has(head)) return false;
    taken.add(base).add(head);
    return true;
  });
}

/** The same text whichever side is base. */
function keyOf({ base, head }: RenamedOperation): string {
  return [base, head]
    .map(({ path, method }) => `${path} ${method}`)
    .sort()
    .join(' ');
}
