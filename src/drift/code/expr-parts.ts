import type { Argument, Expr } from './facts.ts';

/** The names that stand in an expression. */
export function namesIn(expr: Expr): ReadonlySet<string> {
  const names = new Set<string>();
  const visit = (one: Expr): void => {
    if (one.kind === 'name') names.add(one.name);
    for (const part of partsOf(one)) visit(part);
  };
  visit(expr);
  return names;
}

/** Whether one of these names stands in an expression. */
export function mentions(expr: Expr, names: ReadonlySet<string>): boolean {
  if (expr.kind === 'name') return names.has(expr.name);
  if (expr.kind === 'member') return mentions(expr.object, names);
  if (expr.kind === 'call')
    return mentions(expr.callee, names) || expr.args.some(({ value }) => mentions(value, names));
  return partsOf(expr).some((part) => mentions(part, names));
}

/** The expressions that an expression is made of. */
export function partsOf(expr: Expr): readonly Expr[] {
  switch (expr.kind) {
    case 'member':
      return [expr.object];
    case 'index':
      return [expr.object, expr.index];
    case 'call':
      return [expr.callee, ...expr.args.map(({ value }) => value)];
    case 'join':
      return expr.parts;
    case 'list':
      return expr.items;
    case 'map':
      return expr.entries.flatMap(({ key, value }) => (key === null ? [value] : [key, value]));
    case 'either':
      return expr.options;
    default:
      return [];
  }
}

/** `list[i]`, as it is written. */
function isNamed({ object, index }: Extract<Expr, { kind: 'index' }>, name: string): boolean {
  return (
    object.kind === 'name' && index.kind === 'name' && `${object.name}[${index.name}]` === name
  );
}

/** An expression with something else for a name, or for a `list[name]`. */
export function replaceName(expr: Expr, name: string, by: Expr): Expr {
  const replace = (one: Expr) => replaceName(one, name, by);
  switch (expr.kind) {
    case 'name':
      return expr.name === name ? by : expr;
    case 'member':
      return { ...expr, object: replace(expr.object) };
    case 'index':
      return isNamed(expr, name)
        ? by
        : { ...expr, object: replace(expr.object), index: replace(expr.index) };
    case 'call':
      return {
        ...expr,
        callee: replace(expr.callee),
        args: expr.args.map((arg): Argument => ({ ...arg, value: replace(arg.value) })),
      };
    case 'join':
      return { ...expr, parts: expr.parts.map(replace) };
    case 'list':
      return { ...expr, items: expr.items.map(replace) };
    case 'map':
      return {
        ...expr,
        entries: expr.entries.map(({ key, value }) => ({
          key: key === null ? null : replace(key),
          value: replace(value),
        })),
      };
    case 'either':
      return { ...expr, options: expr.options.map(replace) };
    default:
      return expr;
  }
}

/** A text that is written, also in parts: `"a" + "b"`. */
export function literalText(expr: Expr): string | null {
  if (expr.kind === 'text') return expr.value;
  if (expr.kind !== 'join') return null;
  const parts = expr.parts.map(literalText);
  return parts.every((part) => part !== null) ? parts.join('') : null;
}
