import type { Node } from '../model/node.ts';
import {
  BOUNDS,
  type BoundChange,
  type BoundName,
  boundFact,
  names,
} from '../rules/facts/bound.ts';
import { strongest } from '../schema/bounds.ts';
import type { SchemaView } from '../schema/view.ts';
import type { SchemaPair } from './schema.ts';
import { describe } from './where.ts';

/** Keywords that `compareBounds` tells of. */
export const BOUND_KEYWORDS: ReadonlySet<string> = new Set(
  names().map((name) => BOUNDS[name].keyword),
);

/** Which bounds came, went or moved. */
export function compareBounds(pair: SchemaPair): void {
  for (const name of names()) compareBound(pair, name);
}

function compareBound({ unit, base, head }: SchemaPair, name: BoundName): void {
  const { keyword, upper } = BOUNDS[name];
  const before = strongest(base, keyword);
  const after = strongest(head, keyword);
  if (before === after) return;
  const change = changeOf(before, after, absent(name));
  unit.report({
    rule: { fact: boundFact(name, change) },
    topic: `bound ${keyword}`,
    action: before === null ? 'add' : after === null ? 'remove' : 'change',
    base: nodeOf(base, keyword, before),
    head: nodeOf(head, keyword, after),
    near: head.node,
    message: (where) => {
      const place = describe(where);
      if (before === null) return `'${keyword}' of ${place} was set to ${after}.`;
      if (after === null) return `'${keyword}' (${before}) of ${place} was removed.`;
      const verb = change === 'increased' ? 'raised' : 'lowered';
      const effect = upper === (change === 'increased') ? 'more' : 'fewer';
      return `'${keyword}' of ${place} was ${verb} from ${before} to ${after}, which allows ${effect} values.`;
    },
    before,
    after,
  });
}

/** What a bound is where it is not given, for those that have such a value (JSON Schema 2020-12 Validation, 6.4.5). */
function absent(name: BoundName): number | null {
  return name === 'min-contains' ? 1 : null;
}

function changeOf(before: number | null, after: number | null, usual: number | null): BoundChange {
  if (before === null && usual === null) return 'set';
  if (after === null && usual === null) return 'unset';
  return (before ?? usual ?? 0) < (after ?? usual ?? 0) ? 'increased' : 'decreased';
}

function nodeOf(view: SchemaView, keyword: string, value: number | null): Node | null {
  const nodes = view.constraints.get(keyword) ?? [];
  return nodes.find((node) => node.value === value) ?? nodes[0] ?? null;
}
