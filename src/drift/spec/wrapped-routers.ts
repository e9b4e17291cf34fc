import type { Code } from '../code/code.ts';
import type { Expr } from '../code/facts.ts';
import type { Site } from '../code/program.ts';

/** An expression, and where it stands. */
export interface Placed {
  readonly expr: Expr;
  readonly site: Site;
}

/**
 * What may be the router in that which a function of a package makes of it: `vhost('api.example.com', app)`, and
 * `lazyLoad(() => import('./users.js'))`, whose function only makes it. Nothing for other expressions.
 */
export function wrappedIn(expr: Expr, site: Site, code: Code): readonly Placed[] {
  if (expr.kind !== 'call') return [];
  const callees = code.resolver.origins(expr.callee, site);
  if (callees.some(({ kind }) => kind === 'function' || kind === 'class')) return [];
  return expr.args.flatMap(({ value }): readonly Placed[] => {
    if (value.kind !== 'function') return [{ expr: value, site }];
    const index = code.program.file(site.file)?.index;
    if (index?.scope(value.scope)?.params.length !== 0) return [];
    return index
      .returns(value.scope)
      .map((made) => ({ expr: imported(made.value), site: { ...site, scope: value.scope } }));
  });
}

/** What a module that is loaded in a function stands for by itself: its default export. */
function imported(expr: Expr): Expr {
  const isImport =
    expr.kind === 'call' && expr.callee.kind === 'name' && expr.callee.name === 'import';
  if (!isImport) return expr;
  return { kind: 'member', object: expr, name: 'default', line: expr.line, column: expr.column };
}
