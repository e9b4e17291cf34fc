import type { Argument, Expr, ListExpr, Place } from './facts.ts';

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

/** `list[i]`, as it is written; null for what is no such item. */
function itemName({ object, index }: Extract<Expr, { kind: 'index' }>): string | null {
  return object.kind === 'name' && index.kind === 'name' ? `${object.name}[${index.name}]` : null;
}

/** An expression with something else for a name, or for a `list[name]`. */
export function replaceName(expr: Expr, name: string, by: Expr): Expr {
  return replaceNames(expr, new Map([[name, by]]));
}

/**
 * An expression with something else for each of some names, all at once: what stands for one may have another in it.
 * A part without such a name is the same expression as before, as it may be settled somewhere else.
 */
export function replaceNames(expr: Expr, by: ReadonlyMap<string, Expr>): Expr {
  const replace = (one: Expr) => replaceNames(one, by);
  switch (expr.kind) {
    case 'name':
      return by.get(expr.name) ?? expr;
    case 'member': {
      const object = replace(expr.object);
      return object === expr.object ? expr : { ...expr, object };
    }
    case 'index': {
      const item = by.get(itemName(expr) ?? '');
      if (item !== undefined) return item;
      const [object, index] = [replace(expr.object), replace(expr.index)];
      return object === expr.object && index === expr.index ? expr : { ...expr, object, index };
    }
    case 'call': {
      const callee = replace(expr.callee);
      const args = each(expr.args, (arg): Argument => {
        const value = replace(arg.value);
        return value === arg.value ? arg : { ...arg, value };
      });
      return callee === expr.callee && args === expr.args ? expr : { ...expr, callee, args };
    }
    case 'join': {
      const parts = each(expr.parts, replace);
      return parts === expr.parts ? expr : { ...expr, parts };
    }
    case 'list': {
      const items = each(expr.items, replace);
      return items === expr.items ? expr : { ...expr, items };
    }
    case 'map': {
      const entries = each(expr.entries, (entry) => {
        const key = entry.key === null ? null : replace(entry.key);
        const value = replace(entry.value);
        return key === entry.key && value === entry.value ? entry : { key, value };
      });
      return entries === expr.entries ? expr : { ...expr, entries };
    }
    case 'either': {
      const options = each(expr.options, replace);
      return options === expr.options ? expr : { ...expr, options };
    }
    default:
      return expr;
  }
}

/** A list with something else for its items; the same list where all items stay the same. */
function each<T>(items: readonly T[], change: (item: T) => T): readonly T[] {
  const changed = items.map(change);
  return changed.every((item, at) => item === items[at]) ? items : changed;
}

/** The list of so many numbers from the first on; empty for a count below one. */
export function numberList(first: number, count: number, { line, column }: Place): ListExpr {
  const items = Array.from(
    { length: Math.max(0, count) },
    (_, turn): Expr => ({
      kind: 'literal',
      type: 'number',
      text: String(first + turn),
      line,
      column,
    }),
  );
  return { kind: 'list', items, line, column };
}

/** A text that is written, also in parts: `"a" + "b"`. */
export function literalText(expr: Expr): string | null {
  if (expr.kind === 'text') return expr.value;
  if (expr.kind !== 'join') return null;
  const parts = expr.parts.map(literalText);
  return parts.every((part) => part !== null) ? parts.join('') : null;
}
