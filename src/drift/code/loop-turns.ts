import type { Code } from './code.ts';
import { mentions, namesIn, replaceNames } from './expr-parts.ts';
import type { Expr, Place } from './facts.ts';
import {
  ENTRY_LOOP,
  FOLD,
  LOOP_METHODS,
  lastName,
  loopItemOf,
  partOf,
  TAKING_PAIRS,
} from './facts-index.ts';
import { listsOf, pairsOf } from './loop-lists.ts';
import { entryObjects } from './map-entries.ts';
import { WITHOUT_THIS } from './origin.ts';
import type { Site, SourceFile } from './program.ts';
import { lastBefore } from './reaching.ts';

/** Loops with more turns than this are not run through. */
const MAX_TURNS = 500;
/** Loops within loops over what the outer ones give are followed so far. */
const MAX_NESTED = 4;

/** What the names of loops are in one turn of them. */
export type Turn = ReadonlyMap<string, Expr>;

/** Where the names of loops are asked for. */
interface LoopAt {
  /** Where the names stand: of two loops with the same name it is the last one before. */
  readonly place: Place;
  readonly file: SourceFile;
  readonly scope: number;
  readonly code: Code;
}

/**
 * What the names of the loops around an expression are in each turn, as far as it mentions them: those of the loop that
 * tells most of them. Null where it mentions none, or runs over what is not known.
 */
export function turnsOf(expr: Expr, at: LoopAt, depth = 0): readonly Turn[] | null {
  const { loopNames } = at.file.index;
  const names = [...namesIn(expr)].filter((name) => loopNames.has(name));
  let found: readonly Turn[] | null = null;
  for (const name of names) {
    const turns =
      rowsOf(name, at, depth) ?? partRowsOf(name, at, depth) ?? itemRowsOf(name, at, depth);
    if (turns === null) continue;
    // A loop within another one tells the names of both.
    if (found === null || told(turns, names) > told(found, names)) found = turns;
    if (told(found, names) === names.length) break;
  }
  return found;
}

function told([first]: readonly Turn[], names: readonly string[]): number {
  return first === undefined ? 0 : names.filter((name) => first.has(name)).length;
}

/** An expression as it is in one turn. */
export function inTurn(expr: Expr, turn: Turn): Expr {
  return replaceNames(expr, turn);
}

/**
 * The turns of a loop over a list, which may be another one in each turn of the loops around: `for (const group of
 * groups) for (const route of group.routes)`. Each has the names of those too. Null where a list is not known.
 */
function inTurnsOf(
  list: Expr,
  at: LoopAt,
  depth: number,
  turnsIn: (list: Expr) => readonly Turn[] | null,
): readonly Turn[] | null {
  const isNested = depth < MAX_NESTED && mentions(list, at.file.index.loopNames);
  const outer = isNested ? turnsOf(list, { ...at, place: list }, depth + 1) : null;
  const all: Turn[] = [];
  for (const turn of outer ?? [new Map()]) {
    const turns = turnsIn(inTurn(list, turn));
    if (turns === null) return null;
    for (const own of turns) all.push(turn.size === 0 ? own : new Map([...turn, ...own]));
    if (all.length > MAX_TURNS) return null;
  }
  return all;
}

/** What the names of a loop over pairs are in each turn: `for path, router in [("/a", a), ("/b", b)]`. */
function rowsOf(name: string, at: LoopAt, depth: number): readonly Turn[] | null {
  const { place, file, scope, code } = at;
  for (const index of file.index.enclosing(scope)) {
    const loop = pairLoop(name, place, file, index);
    if (loop === undefined) {
      if (isKnownIn(index, name, file)) return null;
      continue;
    }
    const site = { file: file.path, scope: index };
    const { list, ofEntries } = loop;
    return inTurnsOf(list, { ...at, scope: index }, depth, (known) => {
      const items = pairsOf(known, ofEntries, site, code);
      return items?.map((parts) => rowOf(loop, parts, { ...at, scope: index })) ?? null;
    });
  }
  return null;
}

/** What the names of a loop over pairs are in one turn. */
function rowOf({ names, list, ofEntries }: PairLoop, parts: readonly Expr[], at: LoopAt): Turn {
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
  const whole = row.flatMap((entry) => withinPart(entry, at));
  // Go: `for i := range list` with `list[i]`.
  return ofEntries && list.kind === 'name' && item !== undefined
    ? new Map([[`${list.name}[${key}]`, item], ...whole])
    : new Map(whole);
}

/** A name of a turn and what it is; for a part that is taken apart itself its own parts: `for path, (verb, name) in …`. */
function withinPart(
  entry: readonly [string, Expr],
  at: LoopAt,
): readonly (readonly [string, Expr])[] {
  const { file, scope, code } = at;
  const [name, value] = entry;
  if (!name.startsWith('for ')) return [entry];
  const [origin] = code.resolver.origins(value, { file: file.path, scope });
  const items = origin?.kind === 'value' && origin.expr.kind === 'list' ? origin.expr.items : [];
  return file.index.parts(scope, name).flatMap((part) => {
    const { value: taken } = part;
    const text = taken?.kind === 'index' && taken.index.kind === 'literal' ? taken.index.text : '';
    const item = items[Number.parseInt(text, 10)];
    if (item === undefined || origin === undefined || origin.kind !== 'value') return [];
    code.resolver.settle(item, code.resolver.homeOf(item, origin));
    return withinPart([part.name, item], at);
  });
}

/** What the parts of an item are in each turn: `list.forEach(({ path, router }) => …)`, `for (const { path } of list)`. */
function partRowsOf(name: string, at: LoopAt, depth: number): readonly Turn[] | null {
  const { place, file, scope } = at;
  for (const index of file.index.enclosing(scope)) {
    const binding = lastBefore(place, file.index.bindings(index, name));
    if (binding === undefined) {
      if (isKnownIn(index, name, file)) return null;
      continue;
    }
    const pattern = binding.each ? null : partOf(binding.value);
    if (pattern === null) return null;
    const isParam = file.index.scope(index)?.params[0]?.name === pattern;
    if (!isParam && !file.index.bindings(index, pattern).some(({ each }) => each)) return null;
    const parts = file.index.parts(index, pattern);
    const items = itemRowsOf(pattern, { ...at, scope: index }, depth);
    return (
      items?.map((turn) => {
        const object = turn.get(pattern);
        const own = parts.flatMap((part) =>
          part.value?.kind === 'member' && object !== undefined
            ? [[part.name, { ...part.value, object }] as const]
            : [],
        );
        return new Map([...turn, ...own]);
      }) ?? null
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
  place: Place,
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
  let item = loopItemOf(lastBefore(place, file.index.bindings(scope, name))?.value ?? null);
  for (let outer = item; outer !== null; item = outer ?? item)
    outer = loopItemOf(file.index.bindings(scope, outer)[0]?.value ?? null);
  const list = item === null ? undefined : loopOver(item, place, file, scope);
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
function itemRowsOf(name: string, at: LoopAt, depth: number): readonly Turn[] | null {
  const { place, file, scope, code } = at;
  for (const index of file.index.enclosing(scope)) {
    const list = loopOver(name, place, file, index);
    if (list === undefined) {
      if (isKnownIn(index, name, file)) return null;
      continue;
    }
    return inTurnsOf(
      list,
      { ...at, scope: index },
      depth,
      (known) =>
        itemsOf(known, { file: file.path, scope: index }, file, code)?.map(
          (item) => new Map([[name, item]]),
        ) ?? null,
    );
  }
  return null;
}

function itemsOf(list: Expr, site: Site, file: SourceFile, code: Code): readonly Expr[] | null {
  const items: Expr[] = [];
  for (const origin of listsOf(list, site, code)) {
    const found = origin.kind === 'value' ? itemsIn(origin.expr, file) : null;
    if (origin.kind !== 'value' || found === null) return null;
    // The names in items of another file mean what they mean there.
    if (origin.file !== file.path) {
      for (const item of found) code.resolver.settle(item, origin);
    }
    items.push(...found);
  }
  return items;
}

/** The items of a list, or the entries of a map; Go's loops run over its values. */
function itemsIn(expr: Expr, { facts }: SourceFile): readonly Expr[] | null {
  if (expr.kind === 'list') return expr.items;
  if (expr.kind !== 'map' || expr.type !== undefined) return null;
  if (WITHOUT_THIS.has(facts.language)) return entryObjects(expr);
  return facts.language === 'go' ? expr.entries.map(({ value }) => value) : null;
}

/** The list that a name of a scope runs over: a loop's, or that of `list.forEach((name) => …)`. */
function loopOver(name: string, place: Place, file: SourceFile, scope: number): Expr | undefined {
  // Go's `route := route` is still that of the turn.
  const given = file.index
    .bindings(scope, name)
    .filter(({ value }) => value?.kind !== 'name' || value.name !== name);
  const loop = lastBefore(place, given);
  if (loop?.each && loop.value) return loop.value;
  const written = file.index.argumentOf(scope);
  const isFold = FOLD.test(written === undefined ? '' : (lastName(written.call.callee) ?? ''));
  const isItem = file.index.scope(scope)?.params[isFold ? 1 : 0]?.name === name;
  if (written === undefined || !isItem || written.call.callee.kind !== 'member') return undefined;
  const { object, name: method, line, column } = written.call.callee;
  const [, part] = /^each_(key|value)$/.exec(method) ?? [];
  if (part !== undefined) return { kind: 'member', object, name: `${part}s`, line, column };
  return isFold || LOOP_METHODS.test(method) ? object : undefined;
}
