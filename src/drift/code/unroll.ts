import type { Code } from './code.ts';
import type { Argument, Binding, CallExpr, CallSite, Expr, MapExpr } from './facts.ts';
import { dottedName, LOOP_METHODS, loopItemOf, partOf } from './facts-index.ts';
import type { Origin } from './origin.ts';
import type { Site, SourceFile } from './program.ts';

/** Lists longer than this are not run through. */
const MAX_ITEMS = 100;
/** A list is followed through this many parameters at most. */
const MAX_PARAMS = 4;

/**
 * A call as it is made: once, or within a loop over a list that is known once for each item, the loop's name replaced
 * by the item. So `for (const { path, router } of list) app.use(path, router)` keeps together what belongs together.
 */
export function unrolled(
  { call, scope }: CallSite,
  file: SourceFile,
  code: Code,
): readonly CallExpr[] {
  const { loopNames } = file.index;
  if (loopNames.size === 0) return [call];
  for (const name of namesIn(call)) {
    if (!loopNames.has(name)) continue;
    const rows = rowsOf(name, call, file, scope, code) ?? partRowsOf(name, call, file, scope, code);
    if (rows !== null) {
      return rows.map((row) => {
        let replaced: Expr = call;
        for (const [part, value] of row) replaced = replaceName(replaced, part, value);
        return replaced.kind === 'call' ? replaced : call;
      });
    }
    const items = itemsOf(name, call, file, scope, code);
    if (items === null) continue;
    return items.map((item) => {
      const replaced = replaceName(call, name, item);
      return replaced.kind === 'call' ? replaced : call;
    });
  }
  return [call];
}

/** What the names of a loop over pairs are in each turn: `for path, router in [("/a", a), ("/b", b)]`. */
function rowsOf(
  name: string,
  call: CallExpr,
  file: SourceFile,
  scope: number,
  code: Code,
): readonly ReadonlyMap<string, Expr>[] | null {
  for (const index of file.index.enclosing(scope)) {
    const loop = pairLoop(name, call, file, index);
    if (loop === undefined) {
      if (file.index.bindings(index, name).length > 0) return null;
      continue;
    }
    const items = pairsOf(loop.list, { file: file.path, scope: index }, code);
    if (items === null || items.length > MAX_ITEMS) return null;
    return items.map(
      (parts) =>
        new Map(
          loop.names.flatMap((part, position) => {
            const value = parts[position];
            return value === undefined ? [] : [[part, value] as const];
          }),
        ),
    );
  }
  return null;
}

/** What the parts of an item are in each turn: `list.forEach(({ path, router }) => …)`, `for (const { path } of list)`. */
function partRowsOf(
  name: string,
  call: CallExpr,
  file: SourceFile,
  scope: number,
  code: Code,
): readonly ReadonlyMap<string, Expr>[] | null {
  for (const index of file.index.enclosing(scope)) {
    const binding = lastBefore(call, file.index.bindings(index, name));
    if (binding === undefined) continue;
    const pattern = partOf(binding.value);
    if (pattern === null) return null;
    const isParam = file.index.scope(index)?.params[0]?.name === pattern;
    if (!isParam && !file.index.bindings(index, pattern).some(({ each }) => each)) return null;
    const items = itemsOf(pattern, call, file, index, code);
    const parts = file.facts.bindings.filter(
      (one) => one.scope === index && partOf(one.value) === pattern,
    );
    if (items === null) return null;
    return items.map(
      (object) =>
        new Map(
          parts.flatMap((part) =>
            part.value?.kind === 'member' ? [[part.name, { ...part.value, object }] as const] : [],
          ),
        ),
    );
  }
  return null;
}

/** The names of a loop over pairs, in their order, and what it runs over. */
function pairLoop(
  name: string,
  call: CallExpr,
  file: SourceFile,
  scope: number,
): { readonly names: readonly string[]; readonly list: Expr } | undefined {
  const written = file.index.argumentOf(scope);
  const params = file.index.scope(scope)?.params.map((param) => param.name) ?? [];
  // Ruby's blocks take pairs apart; JavaScript's functions get the position as their second argument.
  if (file.facts.language === 'ruby' && params.length > 1 && params.includes(name)) {
    const callee = written?.call.callee;
    return callee?.kind === 'member' && /^each(?:_pair)?$/.test(callee.name)
      ? { names: params, list: callee.object }
      : undefined;
  }
  const item = loopItemOf(lastBefore(call, file.index.bindings(scope, name))?.value ?? null);
  const list = item === null ? undefined : loopOver(item, call, file, scope);
  if (list === undefined) return undefined;
  const names: string[] = [];
  for (const { value, ...part } of file.facts.bindings) {
    if (part.scope !== scope || loopItemOf(value) !== item || value?.kind !== 'index') continue;
    const position = value.index.kind === 'literal' ? Number(value.index.text) : names.length;
    names[position] = part.name;
  }
  return { names: Array.from(names, (one) => one ?? ''), list };
}

/** The binding that is the last before a call: names of loops are used again and again. */
function lastBefore(call: CallExpr, bindings: readonly Binding[]): Binding | undefined {
  return bindings.filter(({ line }) => line <= call.line).at(-1) ?? bindings[0];
}

/** The parts of the items of a list, or the entries of a map; null where they are not known. */
function pairsOf(list: Expr, site: Site, code: Code): readonly (readonly Expr[])[] | null {
  const entries = entriesIn(list, site, code);
  if (entries !== null) return entries;
  const [known, ...others] = listsOf(list, site, code);
  if (known?.kind !== 'value' || others.length > 0) return null;
  if (known.expr.kind === 'map') return known.file === site.file ? pairsIn(known.expr) : null;
  if (known.expr.kind !== 'list') return null;
  const items = known.expr.items.flatMap((item) => (item.kind === 'list' ? [item.items] : []));
  if (known.file !== site.file) {
    for (const item of items.flat()) code.resolver.settle(item, known);
  }
  return items.length === known.expr.items.length ? items : null;
}

/** The entries of the map in `map.items()` (Python) and `Object.entries(map)`; null for any other list. */
function entriesIn(list: Expr, site: Site, code: Code): readonly (readonly Expr[])[] | null {
  if (list.kind !== 'call' || list.callee.kind !== 'member') return null;
  const isObject = dottedName(list.callee) === 'Object.entries';
  const over = isObject
    ? list.args[0]?.value
    : list.callee.name === 'items'
      ? list.callee.object
      : undefined;
  if (over === undefined) return null;
  const [origin, ...others] = code.resolver.origins(over, site);
  if (origin?.kind !== 'value' || origin.expr.kind !== 'map' || others.length > 0) return null;
  const pairs = pairsIn(origin.expr);
  for (const part of pairs.flat()) code.resolver.settle(part, origin);
  return pairs;
}

function pairsIn({ entries }: MapExpr): readonly (readonly Expr[])[] {
  return entries.flatMap(({ key, value }) => (key === null ? [] : [[key, value]]));
}

/**
 * What a list comes from; for a parameter that every call of its function gives a list, those lists: the items are
 * settled where they stand.
 */
function listsOf(list: Expr, site: Site, code: Code, depth = 0): readonly Origin[] {
  const values = valuesIn(list, site, code);
  if (values !== null) return [{ ...site, kind: 'value', expr: values }];
  return code.resolver.origins(list, site).flatMap((origin): readonly Origin[] => {
    if (origin.kind !== 'param' || depth > MAX_PARAMS) return [origin];
    const { file, scope, position } = origin;
    const given = code.callers.of(file, scope).flatMap((caller) => {
      const argument = code.callers.argument(file, scope, position, caller);
      return argument === null ? [] : listsOf(argument, caller.site, code, depth + 1);
    });
    for (const one of given) {
      if (one.kind !== 'value' || one.expr.kind !== 'list') return [origin];
      for (const item of one.expr.items) code.resolver.settle(item, one);
    }
    return given.length === 0 ? [origin] : given;
  });
}

/** The values of the map, or of what the module exports, in `Object.values(map)`; null for any other list. */
function valuesIn(list: Expr, site: Site, code: Code): Expr | null {
  const over = list.kind === 'call' ? list.args[0]?.value : undefined;
  if (list.kind !== 'call' || over === undefined || dottedName(list.callee) !== 'Object.values')
    return null;
  const [origin, ...others] = code.resolver.origins(over, site);
  if (origin === undefined || others.length > 0) return null;
  const { line, column } = list;
  if (origin.kind === 'module') {
    const names = code.program.file(origin.file)?.facts.exports.map(({ name }) => name) ?? [];
    const items = names
      .filter((name) => name !== 'default' && name !== '*')
      .map((name): Expr => ({ kind: 'member', object: over, name, line, column }));
    return { kind: 'list', items, line, column };
  }
  if (origin.kind !== 'value' || origin.expr.kind !== 'map') return null;
  const items = origin.expr.entries.map(({ value }) => value);
  for (const item of items) code.resolver.settle(item, origin);
  return { kind: 'list', items, line, column };
}

/** The items that a name takes in turn; null for a name that is no loop's, or of a list that is not known. */
function itemsOf(
  name: string,
  call: CallExpr,
  file: SourceFile,
  scope: number,
  code: Code,
): readonly Expr[] | null {
  for (const index of file.index.enclosing(scope)) {
    const list = loopOver(name, call, file, index);
    if (list === undefined) {
      const isOther =
        file.index.bindings(index, name).length > 0 ||
        file.index.scope(index)?.params.some((param) => param.name === name);
      if (isOther) return null;
      continue;
    }
    const lists = listsOf(list, { file: file.path, scope: index }, code);
    const items: Expr[] = [];
    for (const origin of lists) {
      if (origin.kind !== 'value' || origin.expr.kind !== 'list') return null;
      // The names in items of another file mean what they mean there.
      if (origin.file !== file.path) {
        for (const item of origin.expr.items) code.resolver.settle(item, origin);
      }
      items.push(...origin.expr.items);
    }
    return items.length > MAX_ITEMS ? null : items;
  }
  return null;
}

/** The list that a name of a scope runs over: a loop's, or that of `list.forEach((name) => …)`. */
function loopOver(name: string, call: CallExpr, file: SourceFile, scope: number): Expr | undefined {
  const loops = file.index.bindings(scope, name).filter(({ each }) => each);
  const loop = lastBefore(call, loops);
  if (loop?.value) return loop.value;
  const written = file.index.argumentOf(scope);
  const isItem = file.index.scope(scope)?.params[0]?.name === name;
  if (written === undefined || !isItem || written.call.callee.kind !== 'member') return undefined;
  const { object, name: method } = written.call.callee;
  return LOOP_METHODS.test(method) ? object : undefined;
}

function namesIn(expr: Expr): ReadonlySet<string> {
  const names = new Set<string>();
  const visit = (one: Expr): void => {
    if (one.kind === 'name') names.add(one.name);
    for (const part of partsOf(one)) visit(part);
  };
  visit(expr);
  return names;
}

function partsOf(expr: Expr): readonly Expr[] {
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
    case 'either':
      return expr.options;
    default:
      return [];
  }
}

function replaceName(expr: Expr, name: string, by: Expr): Expr {
  const replace = (one: Expr) => replaceName(one, name, by);
  switch (expr.kind) {
    case 'name':
      return expr.name === name ? by : expr;
    case 'member':
      return { ...expr, object: replace(expr.object) };
    case 'index':
      return { ...expr, object: replace(expr.object), index: replace(expr.index) };
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
    case 'either':
      return { ...expr, options: expr.options.map(replace) };
    default:
      return expr;
  }
}
