import type { Code } from './code.ts';
import { mentions, namesIn, replaceName } from './expr-parts.ts';
import type { Binding, CallExpr, CallSite, Expr } from './facts.ts';
import {
  ENTRY_LOOP,
  isMadeInTurn,
  LOOP_METHODS,
  loopItemOf,
  partOf,
  TAKING_PAIRS,
} from './facts-index.ts';
import { withModules } from './listed-files.ts';
import { listsOf, pairsOf } from './loop-lists.ts';
import { entryObjects } from './map-entries.ts';
import { WITHOUT_THIS } from './origin.ts';
import type { SourceFile } from './program.ts';
import { lastBefore } from './reaching.ts';

/** Lists longer than this are not run through. */
const MAX_ITEMS = 500;

/**
 * A call as it is made: once, or within a loop over a list that is known once for each item, the loop's name replaced
 * by the item. So `for (const { path, router } of list) app.use(path, router)` keeps together what belongs together.
 */
export function unrolled(site: CallSite, file: SourceFile, code: Code): readonly CallExpr[] {
  if (!mentions(site.call, file.index.turnNames)) return [site.call];
  return code.unrolled(site, () => inEachTurn(site, file, code));
}

function inEachTurn(
  { call: written, scope }: CallSite,
  file: SourceFile,
  code: Code,
): readonly CallExpr[] {
  const { loopNames } = file.index;
  const call = withBody(written, scope, file);
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
    const isJavaScript = file.facts.language === 'javascript';
    return items.map((item) => {
      const replaced = replaceName(call, name, item);
      const made = isJavaScript
        ? withModules(replaced, { file: file.path, scope }, code)
        : replaced;
      return made.kind === 'call' ? made : call;
    });
  }
  return [call];
}

/** A call with what the loop gives names in its body: `module = import_module(name)` before `app.use(module)`. */
function withBody(written: CallExpr, scope: number, file: SourceFile): CallExpr {
  const { language } = file.facts;
  if (language === 'python' || language === 'go') return withNames(written, scope, file);
  if (language !== 'javascript') return written;
  // What is made of a name of the loop may be made of another that is.
  return withNames(withNames(written, scope, file), scope, file);
}

function withNames(call: CallExpr, scope: number, file: SourceFile): CallExpr {
  let made: Expr = call;
  for (const name of namesIn(call)) {
    const before = file.index.bindings(scope, name).filter(({ line }) => line <= call.line);
    const given = before.filter(({ value }) => value !== null);
    // One of several values, of which a condition tells, is not that of every turn.
    if (file.facts.language === 'javascript' && given.length > 1) continue;
    const bound = before.at(-1);
    if (!bound?.value || bound.each || !isMadeInTurn(bound.value)) continue;
    // What Go's loops make by calls is told apart by what the calls are given.
    if (file.facts.language === 'go' && bound.value.kind !== 'index') continue;
    const isOfTurn = [...namesIn(bound.value)].some((one) => isLoopName(one, bound, scope, file));
    if (isOfTurn) made = replaceName(made, name, bound.value);
  }
  return made.kind === 'call' ? made : call;
}

function isLoopName(name: string, { line }: Binding, scope: number, file: SourceFile): boolean {
  return (
    file.index.loopNames.has(name) &&
    (file.index.bindings(scope, name).some((one) => one.line <= line) ||
      file.index.scope(scope)?.params[0]?.name === name)
  );
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
      if (isKnownIn(index, name, file)) return null;
      continue;
    }
    const site = { file: file.path, scope: index };
    const { list, names, ofEntries } = loop;
    const items = pairsOf(list, ofEntries, site, code);
    if (items === null || items.length > MAX_ITEMS) return null;
    return items.map((parts) => {
      const row = names.flatMap((part, position) => {
        const value = parts[position];
        if (value === undefined) return [];
        if (!part.startsWith('*')) return [[part, value] as const];
        // Python: all that is left of the item.
        const { line, column } = value;
        const rest: Expr = { kind: 'list', items: parts.slice(position), line, column };
        return [[part.slice(1), rest] as const];
      });
      const [key] = names;
      const item = parts[1];
      // Go: `for i := range list` with `list[i]`.
      return ofEntries && list.kind === 'name' && item !== undefined
        ? new Map([[`${list.name}[${key}]`, item], ...row])
        : new Map(row);
    });
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
    if (binding === undefined) {
      if (isKnownIn(index, name, file)) return null;
      continue;
    }
    const pattern = partOf(binding.value);
    if (pattern === null) return null;
    const isParam = file.index.scope(index)?.params[0]?.name === pattern;
    if (!isParam && !file.index.bindings(index, pattern).some(({ each }) => each)) return null;
    const items = itemsOf(pattern, call, file, index, code);
    const parts = file.index.parts(index, pattern);
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

interface PairLoop {
  readonly names: readonly string[];
  readonly list: Expr;
  /** Whether it takes keys and values, those of lists too. */
  readonly ofEntries: boolean;
}

/** The names of a loop over pairs, in their order, and what it runs over. */
function pairLoop(
  name: string,
  call: CallExpr,
  file: SourceFile,
  scope: number,
): PairLoop | undefined {
  const written = file.index.argumentOf(scope);
  const params = file.index.scope(scope)?.params.map((param) => param.name) ?? [];
  // Blocks of Ruby and functions of Java take pairs apart; JavaScript's functions get the position as their second argument.
  if (TAKING_PAIRS.has(file.facts.language) && params.length > 1 && params.includes(name)) {
    const callee = written?.call.callee;
    if (callee?.kind !== 'member' || !/^(?:each(?:_pair|_with_index)?|forEach)$/.test(callee.name))
      return undefined;
    const isCounted = callee.name === 'each_with_index';
    // The position comes last, and of a pair that is counted the parts are in brackets.
    const names = isCounted ? [...params].reverse() : params;
    return { names, list: callee.object, ofEntries: isCounted };
  }
  const item = loopItemOf(lastBefore(call, file.index.bindings(scope, name))?.value ?? null);
  const list = item === null ? undefined : loopOver(item, call, file, scope);
  if (list === undefined) return undefined;
  const names: string[] = [];
  for (const { name: part, value } of item === null ? [] : file.index.parts(scope, item)) {
    if (value?.kind !== 'index') continue;
    const text = value.index.kind === 'literal' ? value.index.text : String(names.length);
    names[Number.parseInt(text, 10)] = text.endsWith(':') ? `*${part}` : part;
  }
  const ofEntries = item?.startsWith(ENTRY_LOOP) === true;
  return { names: Array.from(names, (one) => one ?? ''), list, ofEntries };
}

/** Whether a name belongs to a scope: what it is further out is another one. */
function isKnownIn(scope: number, name: string, { index }: SourceFile): boolean {
  const params = index.scope(scope)?.params ?? [];
  return index.bindings(scope, name).length > 0 || params.some((param) => param.name === name);
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
      if (isKnownIn(index, name, file)) return null;
      continue;
    }
    const lists = listsOf(list, { file: file.path, scope: index }, code);
    const items: Expr[] = [];
    for (const origin of lists) {
      const found = origin.kind === 'value' ? itemsIn(origin.expr, file) : null;
      if (origin.kind !== 'value' || found === null) return null;
      // The names in items of another file mean what they mean there.
      if (origin.file !== file.path) {
        for (const item of found) code.resolver.settle(item, origin);
      }
      items.push(...found);
    }
    return items.length > MAX_ITEMS ? null : items;
  }
  return null;
}

/** The items of a list, or the entries of a map; Go's loops run over its values. */
function itemsIn(expr: Expr, { facts }: SourceFile): readonly Expr[] | null {
  if (expr.kind === 'list') return expr.items;
  if (expr.kind !== 'map' || expr.type !== undefined) return null;
  if (WITHOUT_THIS.has(facts.language)) return entryObjects(expr);
  return facts.language === 'go' ? expr.entries.map(({ value }) => value) : null;
}

/** The list that a name of a scope runs over: a loop's, or that of `list.forEach((name) => …)`. */
function loopOver(name: string, call: CallExpr, file: SourceFile, scope: number): Expr | undefined {
  // Go's `route := route` is still that of the turn.
  const given = file.index
    .bindings(scope, name)
    .filter(({ value }) => value?.kind !== 'name' || value.name !== name);
  const loop = lastBefore(call, given);
  if (loop?.each && loop.value) return loop.value;
  const written = file.index.argumentOf(scope);
  const isItem = file.index.scope(scope)?.params[0]?.name === name;
  if (written === undefined || !isItem || written.call.callee.kind !== 'member') return undefined;
  const { object, name: method, line, column } = written.call.callee;
  const [, part] = /^each_(key|value)$/.exec(method) ?? [];
  if (part !== undefined) return { kind: 'member', object, name: `${part}s`, line, column };
  return LOOP_METHODS.test(method) ? object : undefined;
}
