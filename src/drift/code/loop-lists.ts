import { appendedList } from './appended-lists.ts';
import type { Code } from './code.ts';
import { combinedOf, rearrangedBy } from './combined-lists.ts';
import { countedList } from './counted-lists.ts';
import { partsOf } from './expr-parts.ts';
import type { CallExpr, Expr, MapExpr } from './facts.ts';
import { dottedName } from './facts-index.ts';
import { filesListed } from './listed-files.ts';
import type { Origin } from './origin.ts';
import { modulesOfPackage } from './package-modules.ts';
import type { Site } from './program.ts';
import { partsIn, valuesOf } from './taken-lists.ts';

/** A list is followed through this many parameters at most. */
const MAX_PARAMS = 4;

/** The parts of the items of a list, or the entries of a map; null where they are not known. */
export function pairsOf(
  list: Expr,
  ofEntries: boolean,
  site: Site,
  code: Code,
): readonly (readonly Expr[])[] | null {
  const entries = entriesIn(list, site, code);
  if (entries !== null) return entries;
  const zipped = zippedBy(list, site, code);
  if (zipped !== null) return zipped;
  const modules = modulesOfPackage(list, site, code);
  if (modules !== null) return modules;
  const counted = countedBy(list, site, code);
  if (counted !== null)
    return (
      pairsOf(counted.list, true, site, code)?.map(([position, ...item]) =>
        position?.kind === 'literal' && item.length === 1
          ? [{ ...position, text: String(Number(position.text) + counted.from) }, ...item]
          : [...(position === undefined ? [] : [position]), ...item],
      ) ?? null
    );
  const lists = listsOf(list, site, code);
  const pairs: (readonly Expr[])[] = [];
  for (const known of lists) {
    const found = pairsOfKnown(known, ofEntries, site, code);
    if (found === null) return null;
    pairs.push(...found);
  }
  return pairs;
}

function pairsOfKnown(
  known: Origin,
  ofEntries: boolean,
  site: Site,
  code: Code,
): readonly (readonly Expr[])[] | null {
  if (known.kind !== 'value') return null;
  const { expr } = known;
  // The names in items of another file mean what they mean there.
  if (known.file !== site.file) {
    for (const part of partsOf(expr)) {
      for (const one of [part, ...partsOf(part)]) code.resolver.settle(one, known);
    }
  }
  if (expr.kind === 'map') return pairsIn(expr);
  if (expr.kind !== 'list') return null;
  if (ofEntries) return expr.items.map((item, position) => [positionAt(item, position), item]);
  const items = expr.items.flatMap((item) => {
    if (item.kind === 'list') return [item.items];
    // C#'s tuples with names are taken apart by their positions all the same.
    const isTuple =
      item.kind === 'map' && code.program.file(known.file)?.facts.language === 'csharp';
    return isTuple ? [item.entries.map(({ value }) => value)] : [];
  });
  return items.length === expr.items.length ? items : null;
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
  const [origin, ...others] = valuesOf(over, site, code);
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
export function listsOf(list: Expr, site: Site, code: Code, depth = 0): readonly Origin[] {
  const language = code.program.file(site.file)?.facts.language;
  const rearranged = rearrangedBy(list, language);
  if (rearranged !== null) return listsOf(rearranged, site, code, depth);
  const combined = combinedList(list, site, code, depth);
  if (combined !== null) return [combined];
  const parts =
    partsIn(list, site, code) ?? filesListed(list, site, code) ?? countedList(list, site, code);
  if (parts !== null) return [{ ...site, kind: 'value', expr: parts }];
  const appended = depth > MAX_PARAMS ? null : appendedList(list, site, code.resolver);
  if (appended !== null) {
    const whole = appended.lists.flatMap((one) => listsOf(one.expr, one.site, code, depth + 1));
    return [...whole, ...appended.items];
  }
  return valuesOf(list, site, code).flatMap((origin): readonly Origin[] => {
    if (depth > MAX_PARAMS) return [origin];
    if (origin.kind === 'value' && origin.expr !== list)
      return [combinedList(origin.expr, origin, code, depth) ?? origin];
    if (origin.kind === 'call') {
      if (origin.call !== list && isMadeOfLists(origin.call, code, origin))
        return listsOf(origin.call, origin, code, depth + 1);
      const listed = filesListed(origin.call, origin, code);
      if (listed !== null)
        return [{ kind: 'value', file: origin.file, scope: origin.scope, expr: listed }];
      const given = returnedLists(origin, code, depth);
      return given.length === 0 ? [origin] : given;
    }
    if (origin.kind !== 'param') return [origin];
    const { file, scope, position } = origin;
    const type = code.program.file(file)?.index.scope(scope)?.params[position]?.type;
    const given = code.callers.of(file, scope).flatMap((caller) => {
      const argument = code.callers.argument(file, scope, position, caller);
      if (argument === null) return [];
      const all = type?.startsWith('...') === true ? listGiven(argument, caller.call) : argument;
      return listsOf(all, caller.site, code, depth + 1);
    });
    for (const one of given) {
      if (one.kind !== 'value' || one.expr.kind !== 'list') return [origin];
      for (const item of one.expr.items) code.resolver.settle(item, one);
    }
    return given.length === 0 ? [origin] : given;
  });
}

/** The list that Go's `register ...func(r Router)` is where one alone is given. */
function listGiven(argument: Expr, { args }: CallExpr): Expr {
  const last = args.at(-1);
  if (last?.value !== argument || last.spread) return argument;
  const { line, column } = argument;
  return { kind: 'list', items: [argument], line, column };
}

/** A list with the items of those that it is put together of; null for any other, and where one of them is not known. */
function combinedList(expr: Expr, site: Site, code: Code, depth: number): Origin | null {
  if (depth > MAX_PARAMS) return null;
  const parts = combinedOf(expr, code.program.file(site.file)?.facts.language);
  if (parts === null) return null;
  const items: Expr[] = [];
  for (const part of parts) {
    if (!part.isList) {
      code.resolver.settle(part.expr, site);
      items.push(part.expr);
      continue;
    }
    for (const origin of listsOf(part.expr, site, code, depth + 1)) {
      if (origin.kind !== 'value' || origin.expr.kind !== 'list') return null;
      for (const item of origin.expr.items) code.resolver.settle(item, origin);
      items.push(...origin.expr.items);
    }
  }
  const { line, column } = expr;
  return {
    kind: 'value',
    file: site.file,
    scope: site.scope,
    expr: { kind: 'list', items, line, column },
  };
}

function isMadeOfLists(call: CallExpr, code: Code, { file }: Site): boolean {
  const language = code.program.file(file)?.facts.language;
  return rearrangedBy(call, language) !== null || combinedOf(call, language) !== null;
}

/** The lists and maps that a call gives back; `api.Routes()` of an interface gives those of all methods of the name. */
function returnedLists(
  { call, ...site }: Extract<Origin, { kind: 'call' }>,
  code: Code,
  depth: number,
): readonly Origin[] {
  const { resolver } = code;
  const callees = resolver.origins(call.callee, site).filter(({ kind }) => kind === 'function');
  const isOfInterface = callees.every((one) => one.kind === 'function' && isBodiless(one, code));
  const found = isOfInterface && call.args.length === 0 ? methodsCalled(call, site, code) : callees;
  const lists = found.flatMap((one) => {
    if (one.kind !== 'function') return [];
    const inner = { file: one.file, scope: one.scope };
    const returns = code.program.file(one.file)?.index.returns(one.scope) ?? [];
    return returns.flatMap(({ value }) => listsOf(value, inner, code, depth + 1));
  });
  const known = lists.filter(
    (one) => one.kind === 'value' && (one.expr.kind === 'list' || one.expr.kind === 'map'),
  );
  for (const one of known) {
    if (one.kind !== 'value') continue;
    for (const part of partsOf(one.expr)) resolver.settle(part, one);
  }
  return known;
}

/** Whether a function is only declared, in an interface. */
function isBodiless({ file, scope }: { file: string; scope: number }, code: Code): boolean {
  const source = code.program.file(file);
  const parent = source?.index.scope(scope)?.parent;
  return (
    source?.facts.language === 'go' &&
    parent !== null &&
    parent !== undefined &&
    source.index.scope(parent)?.kind === 'class'
  );
}

/** Go's methods without parameters that a call of an interface may mean, by their name. */
function methodsCalled({ callee }: CallExpr, { file }: Site, code: Code): readonly Origin[] {
  if (callee.kind !== 'member' || code.program.file(file)?.facts.language !== 'go') return [];
  const files = [...code.program.files()].sort((a, b) => (a.path < b.path ? -1 : 1));
  return files.flatMap(({ path, facts }) =>
    facts.language !== 'go'
      ? []
      : facts.scopes.flatMap(({ receiver, name, params }, scope): readonly Origin[] =>
          receiver !== null && name === callee.name && params.length === 0
            ? [{ kind: 'function', file: path, scope }]
            : [],
        ),
  );
}

/** The items of Python's `zip(names, routers)`; null for any other list, and where one of the lists is not known. */
function zippedBy(list: Expr, site: Site, code: Code): readonly (readonly Expr[])[] | null {
  const isZip = list.kind === 'call' && dottedName(list.callee) === 'zip';
  if (!isZip || code.program.file(site.file)?.facts.language !== 'python') return null;
  const columns = list.args.map(({ value }) => {
    const [origin, ...others] = listsOf(value, site, code);
    if (origin?.kind !== 'value' || origin.expr.kind !== 'list' || others.length > 0) return null;
    for (const item of origin.expr.items) code.resolver.settle(item, origin);
    return origin.expr.items;
  });
  const known = columns.filter((column) => column !== null);
  if (known.length !== columns.length) return null;
  const length = Math.min(...known.map((column) => column.length));
  return Array.from({ length }, (_, row) => known.flatMap((column) => column[row] ?? []));
}

/** What Python's `enumerate(list, start=1)` counts, and from where on; null for any other list. */
function countedBy(
  list: Expr,
  { file }: Site,
  { program }: Code,
): { readonly list: Expr; readonly from: number } | null {
  if (list.kind !== 'call' || dottedName(list.callee) !== 'enumerate') return null;
  const [counted, start] = list.args.map(({ value }) => value);
  if (counted === undefined || program.file(file)?.facts.language !== 'python') return null;
  return { list: counted, from: start?.kind === 'literal' ? Number(start.text) : 0 };
}

function positionAt({ line, column }: Expr, position: number): Expr {
  return { kind: 'literal', type: 'number', text: String(position), line, column };
}
