import type { Code } from './code.ts';
import type { Argument, CallExpr, CallSite, Expr } from './facts.ts';
import { LOOP_METHODS } from './facts-index.ts';
import type { SourceFile } from './program.ts';

/** Lists longer than this are not run through. */
const MAX_ITEMS = 100;

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
    const items = itemsOf(name, file, scope, code);
    if (items === null) continue;
    return items.map((item) => {
      const replaced = replaceName(call, name, item);
      return replaced.kind === 'call' ? replaced : call;
    });
  }
  return [call];
}

/** The items that a name takes in turn; null for a name that is no loop's, or of a list that is not known. */
function itemsOf(
  name: string,
  file: SourceFile,
  scope: number,
  code: Code,
): readonly Expr[] | null {
  for (const index of file.index.enclosing(scope)) {
    const list = loopOver(name, file, index);
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
function loopOver(name: string, file: SourceFile, scope: number): Expr | undefined {
  const loop = file.index.bindings(scope, name).find(({ each }) => each);
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
