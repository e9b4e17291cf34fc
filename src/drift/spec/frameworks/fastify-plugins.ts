import type { Code } from '../../code/code.ts';
import { entry, objects } from '../../code/entries.ts';
import type { Expr } from '../../code/facts.ts';
import { type Origin, originKey } from '../../code/origin.ts';
import type { Site } from '../../code/program.ts';

/** A function that registers routes on the instance it is given. */
export interface Plugin {
  readonly key: string;
  /** Whether it gets an instance of its own, with the prefix; `fastify-plugin` takes both away. */
  readonly isEncapsulated: boolean;
}

/** So many wrappers are taken off a plugin. */
const MAX_DEPTH = 8;

/** The functions that are registered: as they are, imported, made by a call, within `fastify-plugin`. */
export function pluginsOf(
  expr: Expr,
  site: Site,
  code: Code,
  isEncapsulated = true,
  depth = 0,
): readonly Plugin[] {
  if (depth > MAX_DEPTH) return [];
  return code.resolver
    .origins(expr, site)
    .flatMap((origin) => code.resolver.asValue(origin))
    .flatMap((origin) => pluginsOfOrigin(origin, code, isEncapsulated, depth));
}

/** The functions that something stands for which is registered. */
export function pluginsOfOrigin(
  origin: Origin,
  code: Code,
  isEncapsulated = true,
  depth = 0,
): readonly Plugin[] {
  if (origin.kind === 'function') {
    const { file, scope } = origin;
    return [{ key: originKey({ kind: 'param', file, scope, position: 0 }), isEncapsulated }];
  }
  if (origin.kind === 'value') {
    // `import('./x')` and `{ default: plugin }`.
    const inner = objects(origin.expr, origin, code).flatMap(
      (one) => entry(one, 'default', code) ?? [],
    );
    return inner.flatMap(({ expr, site }) =>
      pluginsOf(expr, site, code, isEncapsulated, depth + 1),
    );
  }
  if (origin.kind !== 'call') return [];
  const [first] = origin.call.args;
  const isWrapped = code.resolver
    .origins(origin.call.callee, origin)
    .some((callee) => callee.kind === 'external' && /^fastify-plugin$/.test(callee.module));
  return isWrapped && first !== undefined
    ? pluginsOf(first.value, origin, code, false, depth + 1)
    : [];
}
