import type { Code } from '../../code/code.ts';
import { entry, objects } from '../../code/entries.ts';
import type { Expr } from '../../code/facts.ts';
import { type Frame, givenIn } from '../../code/frame.ts';
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

/**
 * The functions that are registered: as they are, imported, made by a call, within `fastify-plugin`; those that the
 * function around is given, in one call of it where a frame tells which.
 */
export function pluginsOf(
  expr: Expr,
  site: Site,
  code: Code,
  frame: Frame | null = null,
  isEncapsulated = true,
  depth = 0,
): readonly Plugin[] {
  if (depth > MAX_DEPTH) return [];
  return code.resolver
    .origins(expr, site)
    .flatMap((origin) => code.resolver.asValue(origin))
    .flatMap((origin) =>
      origin.kind === 'param'
        ? argumentsFor(origin, code, frame).flatMap((one) =>
            pluginsOf(one.expr, one.site, code, one.frame, isEncapsulated, depth + 1),
          )
        : pluginsOfOrigin(origin, code, isEncapsulated, depth),
    );
}

/** What calls of a function give as one of its parameters. */
function argumentsFor(
  param: Extract<Origin, { kind: 'param' }>,
  code: Code,
  frame: Frame | null,
): readonly { readonly expr: Expr; readonly site: Site; readonly frame: Frame | null }[] {
  const known = givenIn(frame, param);
  if (known !== undefined) return [known];
  const { file, scope, position } = param;
  return code.callers.of(file, scope).flatMap((caller) => {
    const expr = code.callers.argument(file, scope, position, caller);
    return expr === null ? [] : [{ expr, site: caller.site, frame: null }];
  });
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
      pluginsOf(expr, site, code, null, isEncapsulated, depth + 1),
    );
  }
  if (origin.kind !== 'call') return [];
  const [first] = origin.call.args;
  const isWrapped = code.resolver
    .origins(origin.call.callee, origin)
    .some((callee) => callee.kind === 'external' && /^fastify-plugin$/.test(callee.module));
  return isWrapped && first !== undefined
    ? pluginsOf(first.value, origin, code, null, false, depth + 1)
    : [];
}
