import type { Code } from './code.ts';
import type { Argument, CallExpr, Expr } from './facts.ts';
import type { Site } from './program.ts';

/** A call with the parts of the lists and maps that are spread into its arguments: `app.add_url_rule(*args, **rule)`. */
export function withParts(call: CallExpr, site: Site, code: Code): CallExpr {
  if (!call.args.some(({ spread }) => spread)) return call;
  const args = call.args.flatMap((arg) => {
    if (!arg.spread) return [arg];
    const [origin, ...others] = code.resolver.origins(arg.value, site);
    const { value } = arg;
    const known =
      value.kind === 'list' || value.kind === 'map'
        ? { expr: value, at: code.resolver.homeOf(value, site) }
        : origin?.kind === 'value' && others.length === 0
          ? { expr: origin.expr, at: origin }
          : null;
    if (known === null) return [arg];
    const parts = partsGiven(known.expr);
    for (const part of parts ?? []) code.resolver.settle(part.value, known.at);
    return parts ?? [arg];
  });
  return { ...call, args };
}

/** The arguments that a list or a map stands for where it is spread; null for anything else. */
function partsGiven(expr: Expr): readonly Argument[] | null {
  if (expr.kind === 'join') {
    const parts = expr.parts.map(partsGiven);
    return parts.every((part) => part !== null) ? parts.flat() : null;
  }
  if (expr.kind === 'list')
    return expr.items.map((value) => ({ name: null, value, spread: false }));
  if (expr.kind !== 'map') return null;
  return expr.entries.flatMap(({ key, value }) =>
    key?.kind === 'text' ? [{ name: key.value, value, spread: false }] : [],
  );
}
