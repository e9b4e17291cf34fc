import type { Code } from './code.ts';
import type { Argument, Binding, CallExpr, CallSite, Expr } from './facts.ts';
import { LOOP_METHODS, loopItemOf, partOf } from './facts-index.ts';
import type { Site, SourceFile } from './program.ts';

/** Lists longer than this are not run through. */
const MAX_ITEMS = 100;

/**
 * A call as it is made: once, or within a loop over a list that is known once for each item, the loop's name replaced
 * by the item. So `for (const { path, router } of list) app.use(path, router)` keeps together what belongs together.
 */
export function unrolled(site: CallSite, file: SourceFile, code: Code): readonly CallExpr[] {
  const { loopNames } = file.index;
  if (loopNames.size === 0) return [site.call];
  return code.unrolled(site, () => {
    const names = loopNamesIn(site.call, loopNames);
    return names.size === 0 ? [site.call] : inEachTurn(site, names, file, code);
  });
}

function inEachTurn(
  { call, scope }: CallSite,
  names: ReadonlySet<string>,
  file: SourceFile,
  code: Code,
): readonly CallExpr[] {
  for (const name of names) {
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

/** What the parts of an item are in each turn: `list.forEach(({ path, router }) => …)`. */
function partRowsOf(
  name: string,
  call: CallExpr,
  file: SourceFile,
  scope: number,
  code: Code,
): readonly ReadonlyMap<string, Expr>[] | null {
  for (const index of file.index.enclosing(scope)) {
    const [binding] = file.index.bindings(index, name);
    if (binding === undefined) continue;
    const pattern = partOf(binding.value);
    if (pattern === null || file.index.scope(index)?.params[0]?.name !== pattern) return null;
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
  const loop =
    item === null ? undefined : file.index.bindings(scope, item).find(({ each }) => each);
  if (!loop?.value) return undefined;
  const parts = file.facts.bindings.filter(
    (one) => one.scope === scope && loopItemOf(one.value) === item,
  );
  return { names: parts.map((one) => one.name), list: loop.value };
}

/** The binding that is the last before a call: names of loops are used again and again. */
function lastBefore(call: CallExpr, bindings: readonly Binding[]): Binding | undefined {
  return bindings.filter(({ line }) => line <= call.line).at(-1) ?? bindings[0];
}

/** The parts of the items of a list, or the entries of a map; null where they are not known. */
function pairsOf(list: Expr, site: Site, code: Code): readonly (readonly Expr[])[] | null {
  const isItems =
    list.kind === 'call' && list.callee.kind === 'member' && list.callee.name === 'items';
  const over = isItems && list.callee.kind === 'member' ? list.callee.object : list;
  const [origin, ...others] = code.resolver.origins(over, site);
  if (origin?.kind !== 'value' || others.length > 0 || origin.file !== site.file) return null;
  const { expr } = origin;
  if (expr.kind === 'map')
    return expr.entries.flatMap(({ key, value }) => (key === null ? [] : [[key, value]]));
  if (expr.kind !== 'list') return null;
  const items = expr.items.flatMap((item) => (item.kind === 'list' ? [item.items] : []));
  return items.length === expr.items.length ? items : null;
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
    const [origin, ...others] = code.resolver.origins(list, { file: file.path, scope: index });
    if (origin?.kind !== 'value' || others.length > 0) return null;
    const { expr } = origin;
    if (expr.kind !== 'list' || expr.items.length > MAX_ITEMS) return null;
    // The names in items of another file mean what they mean there.
    if (origin.file !== file.path) {
      for (const item of expr.items) code.resolver.settle(item, origin);
    }
    return expr.items;
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

function loopNamesIn(expr: Expr, loopNames: ReadonlySet<string>): ReadonlySet<string> {
  const names = new Set<string>();
  const visit = (one: Expr): void => {
    if (one.kind === 'name' && loopNames.has(one.name)) names.add(one.name);
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
