import type { Code } from '../code/code.ts';
import type { CallExpr, Expr } from '../code/facts.ts';
import type { Site } from '../code/program.ts';
import { argument } from './python-routing.ts';

/** The rules of Werkzeug that are put on the map of a Flask application: `app.url_map.add(Rule('/x'))`. */

/** A rule: its path with what it stands below, and its methods, null where it takes any. */
export interface WerkzeugRule {
  readonly path: Expr;
  readonly methods: Expr | null;
  readonly call: CallExpr;
}

/** Rule factories may hold others, which are followed this deep. */
const MAX_DEPTH = 8;

/** The application of `app.url_map`, where a call adds a rule to it. */
export function mapOwner(call: CallExpr): Expr | null {
  if (call.callee.kind !== 'member' || call.callee.name !== 'add') return null;
  const { object } = call.callee;
  return object.kind === 'member' && object.name === 'url_map' ? object.object : null;
}

/** The rules that a `Rule`, or a `Submount`, `Subdomain` or `EndpointPrefix` with rules in it, stands for. */
export function werkzeugRules(
  expr: Expr,
  site: Site,
  code: Code,
  prefix: Expr | null = null,
  depth = 0,
): readonly WerkzeugRule[] {
  if (depth > MAX_DEPTH) return [];
  if (expr.kind === 'name' || expr.kind === 'member' || expr.kind === 'index')
    return code.resolver
      .origins(expr, site)
      .flatMap((origin) =>
        origin.kind === 'call' ? werkzeugRules(origin.call, origin, code, prefix, depth + 1) : [],
      );
  if (expr.kind !== 'call') return [];
  const kind = factory(expr, site, code);
  if (kind === 'Rule') {
    const path = argument(expr, 'string', 0);
    if (path === null) return [];
    return [{ path: below(prefix, path), methods: argument(expr, 'methods', null), call: expr }];
  }
  if (kind !== 'Submount' && kind !== 'Subdomain' && kind !== 'EndpointPrefix') return [];
  const rules = argument(expr, 'rules', 1);
  const path = kind === 'Submount' ? argument(expr, 'path', 0) : null;
  const own = path === null ? prefix : below(prefix, path);
  return rules?.kind === 'list'
    ? rules.items.flatMap((one) => werkzeugRules(one, site, code, own, depth + 1))
    : [];
}

function factory({ callee }: CallExpr, site: Site, code: Code): string | null {
  for (const origin of code.resolver.origins(callee, site)) {
    if (origin.kind === 'external' && /^werkzeug(?:\.|$)/.test(origin.module))
      return origin.name.slice(origin.name.lastIndexOf('.') + 1);
  }
  return null;
}

function below(prefix: Expr | null, path: Expr): Expr {
  if (prefix === null) return path;
  const { line, column } = path;
  return { kind: 'join', parts: [prefix, path], line, column };
}
