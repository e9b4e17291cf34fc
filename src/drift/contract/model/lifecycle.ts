import type { JsonValue } from '../../../document/document.ts';
import type { Contract } from './contract.ts';
import { childOf, childrenOf, type Node } from './node.ts';

/** Stability levels (`x-stability-level`), from the one that promises least to the one that promises most. */
export const STABILITY_LEVELS = ['draft', 'alpha', 'beta', 'stable'] as const;
export type StabilityLevel = (typeof STABILITY_LEVELS)[number];

/** What is announced about a thing: that it will end, when, and how far it can be relied on. */
export interface Lifecycle {
  readonly node: Node;
  /** The `deprecated: true` that says so. */
  readonly deprecated: Node | null;
  readonly sunset: Node | null;
  readonly stability: Node | null;
}

/** What the declarations that make a thing together announce about it. */
export function lifecycleOf(node: Node, parts: readonly Node[] = [node]): Lifecycle {
  let deprecated: Node | null = null;
  let sunset: Node | null = null;
  let stability: Node | null = null;
  for (const part of parts) {
    const flag = childOf(part, 'deprecated');
    if (flag?.value === true) deprecated ??= flag;
    sunset ??= childOf(part, 'x-sunset');
    stability ??= childOf(part, 'x-stability-level');
  }
  return { node, deprecated, sunset, stability };
}

/**
 * What is announced about an operation: by itself, and else by its path item, whose `x-sunset`, `x-stability-level` and
 * `deprecated` are for all its operations. An operation that says `deprecated: false` is not deprecated.
 */
export function operationLifecycle({ node, item }: { node: Node; item: Node }): Lifecycle {
  const own = lifecycleOf(node);
  const shared = lifecycleOf(item);
  const isDecided = childOf(node, 'deprecated') !== null;
  return {
    node,
    deprecated: isDecided ? own.deprecated : shared.deprecated,
    sunset: own.sunset ?? shared.sunset,
    stability: own.stability ?? shared.stability,
  };
}

/** What the parts of a schema announce, those of its `allOf` and behind its references included. */
export function schemaLifecycle(contract: Contract, node: Node, parts: readonly Node[]): Lifecycle {
  const seen = new Set<JsonValue>();
  const merged: Node[] = [];
  const waiting = [...parts];
  for (let part = waiting.pop(); part !== undefined; part = waiting.pop()) {
    if (seen.has(part.value)) continue;
    seen.add(part.value);
    merged.push(part);
    const reference = contract.referenceOf(part);
    const target = reference === undefined ? undefined : contract.lookUp(part.document, reference);
    if (target !== undefined) waiting.push(target);
    const members = childOf(part, 'allOf');
    if (members !== null) waiting.push(...childrenOf(members));
  }
  return lifecycleOf(node, merged);
}

/**
 * The date of an `x-sunset`: `YYYY-MM-DD`, alone or at the start of a date-time (RFC 3339);
 * undefined where it is none.
 */
export function sunsetDate(node: Node): string | undefined {
  const { value } = node;
  const match = typeof value === 'string' ? /^\d{4}-\d{2}-\d{2}(?=$|T|t| )/.exec(value) : null;
  const [date] = match ?? [];
  if (date === undefined) return undefined;
  const time = Date.parse(`${date}T00:00:00Z`);
  // A day that the month does not have is taken for one of the next month.
  return Number.isNaN(time) || !new Date(time).toISOString().startsWith(date) ? undefined : date;
}

/** The level a thing is declared at: `stable` where it says nothing, undefined where it is none that is known. */
export function stabilityOf({ stability }: Lifecycle): StabilityLevel | undefined {
  return stability === null
    ? 'stable'
    : STABILITY_LEVELS.find((level) => level === stability.value);
}

/** Whether a thing is declared as one that may still change in any way: `draft` or `alpha`. */
export function isUnstable(lifecycle: Lifecycle): boolean {
  const level = stabilityOf(lifecycle);
  return level === 'draft' || level === 'alpha';
}
