import type { Expr } from './facts.ts';
import { restPosition } from './facts-index.ts';
import type { Origin } from './origin.ts';
import type { Site } from './program.ts';
import type { Resolver } from './resolve.ts';

/** What an item of a list is by its position: `pair[0]` of a list that is known, `args[0]` of `(...args)`. */
export function itemAt(
  resolver: Resolver,
  object: Expr,
  index: Expr,
  site: Site,
): readonly Origin[] {
  const at = index.kind === 'literal' && index.type === 'number' ? Number(index.text) : Number.NaN;
  if (!Number.isInteger(at) || at < 0) return [];
  return resolver.origins(object, site).flatMap((origin): readonly Origin[] => {
    if (origin.kind === 'param') {
      const index = resolver.program.file(origin.file)?.index;
      const params = index?.scope(origin.scope)?.params ?? [];
      // See `Callers.argument`.
      return origin.position === restPosition(params)
        ? [{ ...origin, position: params.length + at }]
        : [];
    }
    const item =
      origin.kind === 'value' && origin.expr.kind === 'list' ? origin.expr.items[at] : undefined;
    return item === undefined || origin.kind !== 'value' ? [] : resolver.origins(item, origin);
  });
}
