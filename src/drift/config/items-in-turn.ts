import type { Code } from '../code/code.ts';
import type { CallExpr, Expr } from '../code/facts.ts';
import { lastName, loopItemOf } from '../code/facts-index.ts';
import { type Origin, originKey } from '../code/origin.ts';
import type { Site } from '../code/program.ts';
import { isUpperName } from './setting-name.ts';

/** Methods that run a function over each item of a list. */
const RUNS =
  /^(?:forEach|map|each|flatMap|filter|every|some|find|reduce|inject|fold|for_each|filter_map|find_map|flat_map|all|any|each_with_object|select|reject|filterMap|mapNotNull|associateWith|Select|SelectMany|Where|Any|All|First|FirstOrDefault|ForEach|Count|ToDictionary|anyMatch|allMatch|noneMatch|collect)$/;

/** Functions that do the same, the list behind what they run. */
const MAPPERS = /^\\?(?:array_map|array_walk|map|filter)$/;
/** … of which these give it what has been gathered first. */
const GATHERS = /^(?:reduce|inject|fold)$/;
/** Classes whose objects hold values by keys. */
const MAPS = /^(?:\w*Dictionary(?:<.*)?|Map)$/s;
/** A list is followed through so many functions that it is given to. */
const MAX_PASSED = 2;

/** One of the things that a name stands for in turn. */
export interface Item {
  readonly expr: Expr;
  readonly site: Site;
}

/**
 * The items of a list that a name takes in turn, and the names of a table that is asked by a key which differs from
 * call to call; null for a name that runs through none.
 */
export function itemsInTurn(name: Expr, site: Site, code: Code): readonly Item[] | null {
  const ofTable = namesOfTable(name, site, code) ?? namesOfNamed(name, site, code);
  if (ofTable !== null) return ofTable;
  const ofType = constantsOfType(name, site, code);
  if (ofType !== null) return ofType;
  if (name.kind === 'member') return namesOfItems(name, site, code);
  if (name.kind !== 'name') return null;
  const origins = code.resolver.origins(name, site);
  const found = origins.flatMap((origin) => {
    if (origin.kind === 'value' && origin.expr.kind === 'list')
      return origin.expr.items.map((expr) => ({ expr, site: siteOf(origin) }));
    const keys = origin.kind === 'call' ? keysOfObject(origin.call, siteOf(origin), code) : null;
    if (keys !== null) return keys;
    const ofMap = origin.kind === 'value' ? keysInTurn(origin, code) : [];
    if (ofMap.length > 0) return ofMap;
    return origin.kind === 'param' ? iterated(origin, code) : [];
  });
  if (found.length === 0) return null;
  // The same name may run through several lists, and the texts of one are known already.
  const texts = origins.flatMap((origin) =>
    origin.kind === 'value' && origin.expr.kind === 'text'
      ? [{ expr: origin.expr, site: siteOf(origin) }]
      : [],
  );
  return [...found, ...texts];
}

/**
 * The constants of a text type of Go's within a method of it: `func (k Key) Get() string { return os.Getenv(string(k)) }`
 * is asked for each of them.
 */
function constantsOfType(name: Expr, site: Site, code: Code): readonly Item[] | null {
  const own = name.kind === 'call' && name.args.length === 1 ? name.args[0]?.value : name;
  const file = code.program.file(site.file);
  if (own?.kind !== 'name' || file?.facts.language !== 'go') return null;
  const receiver = file.index.scope(site.scope)?.receiver;
  const type = receiver?.name === own.name ? receiver.type : null;
  if (type === null || type === undefined || !/^[A-Za-z]\w*$/.test(type)) return null;
  const origins = code.resolver.typeOrigins(type, site).map(originKey);
  const found = [...code.program.files()].flatMap(({ path, facts }) =>
    facts.language !== 'go'
      ? []
      : facts.bindings.flatMap((binding): readonly Item[] => {
          const { value, scope } = binding;
          if (value?.kind !== 'text' || binding.type?.split('.').at(-1) !== type) return [];
          const at = { file: path, scope };
          const isOfType = code.resolver
            .typeOrigins(binding.type, at)
            .some((one) => origins.includes(originKey(one)));
          return isOfType ? [{ expr: value, site: at }] : [];
        }),
  );
  return found.length === 0 ? null : found;
}

/** `one.key` of `[{ key: 'A' }, { key: 'B' }].filter((one) => …)`. */
function namesOfItems(
  { object, name }: Extract<Expr, { kind: 'member' }>,
  site: Site,
  code: Code,
): readonly Item[] | null {
  const items = object.kind === 'name' ? itemsInTurn(object, site, code) : null;
  const found = (items ?? []).flatMap((item) =>
    code.resolver.origins(item.expr, item.site).flatMap((origin) => {
      if (origin.kind !== 'value' || origin.expr.kind !== 'map') return [];
      return origin.expr.entries.flatMap(({ key, value }) =>
        key?.kind === 'text' && key.value === name ? [{ expr: value, site: siteOf(origin) }] : [],
      );
    }),
  );
  return found.length === 0 ? null : found;
}

/** `TOKENS[provider]`, `TOKENS.fetch(provider)`: each name that a map holds, where all that it holds are names. */
function namesOfTable(asked: Expr, site: Site, code: Code): readonly Item[] | null {
  const table = tableOf(asked);
  if (table === null || !differs(table.key, site, code)) return null;
  const items = code.resolver
    .origins(table.map, site)
    .flatMap((origin) => valuesOf(origin).map((expr) => ({ expr, site: placeOf(origin, site) })));
  const areNames = items.every((item) => {
    const text = code.evaluator.text(item.expr, item.site);
    return text !== null && isUpperName(text);
  });
  return items.length > 0 && areNames ? items : null;
}

/** The values of a map; of one that a class makes (`new Dictionary<…> { ["a"] = "A" }`, `new Map([["a", "A"]])`) too. */
function valuesOf(origin: Origin): readonly Expr[] {
  if (origin.kind === 'value' && origin.expr.kind === 'map')
    return origin.expr.entries.map(({ value }) => value);
  if (origin.kind !== 'call' || !MAPS.test(lastName(origin.call.callee) ?? '')) return [];
  const last = origin.call.args.at(-1)?.value;
  if (last?.kind === 'map') return last.entries.map(({ value }) => value);
  if (last?.kind !== 'list') return [];
  return last.items.flatMap((item) => (item.kind === 'list' ? item.items.slice(1, 2) : []));
}

function placeOf(origin: Origin, site: Site): Site {
  return origin.kind === 'value' || origin.kind === 'call' ? siteOf(origin) : site;
}

/** `name := TOKENS[provider]; os.Getenv(name)`. */
function namesOfNamed(name: Expr, site: Site, code: Code): readonly Item[] | null {
  if (name.kind !== 'name') return null;
  const own = code.program.file(site.file)?.index.bindings(site.scope, name.name) ?? [];
  const [only] = own;
  return own.length === 1 && only?.value != null ? namesOfTable(only.value, site, code) : null;
}

/** Whether a key is a parameter, even one that a single call is known of, or is only known when the program runs. */
function differs(key: Expr, site: Site, code: Code): boolean {
  if (key.kind === 'text') return false;
  const isParam = code.resolver.origins(key, site).some((origin) => origin.kind === 'param');
  return isParam || code.evaluator.text(key, site) === null;
}

function tableOf(asked: Expr): { readonly map: Expr; readonly key: Expr } | null {
  if (asked.kind === 'index') return { map: asked.object, key: asked.index };
  if (asked.kind !== 'call' || asked.callee.kind !== 'member') return null;
  const key = asked.args[0]?.value;
  if (key === undefined || !/^(?:get|fetch)$/.test(asked.callee.name)) return null;
  return { map: asked.callee.object, key };
}

/** The items of `list` of `list.forEach((name) => …)`, where the name is the function's first parameter. */
function iterated(
  { file, scope, position }: Extract<Origin, { kind: 'param' }>,
  code: Code,
): readonly Item[] {
  const written = code.program.file(file)?.index.argumentOf(scope);
  // `array_map(fn ($name) => …, $names)`, `map(lambda name: …, names)`.
  if (written?.call.callee.kind === 'name') {
    const list = written.call.args[1]?.value;
    if (position !== 0 || list === undefined || !MAPPERS.test(written.call.callee.name)) return [];
    return itemsOf(list, { file, scope: written.scope }, code, 0);
  }
  if (written?.call.callee.kind !== 'member') return [];
  const { object, name } = written.call.callee;
  // What has been gathered so far comes first there.
  if (!RUNS.test(name) || position !== (GATHERS.test(name) ? 1 : 0)) return [];
  const around = { file, scope: written.scope };
  // Rust runs over what `.iter()` gives.
  const list =
    object.kind === 'call' &&
    /^(?:iter|into_iter|stream|asSequence)$/.test(lastName(object.callee) ?? '')
      ? object.callee
      : null;
  const run = list?.kind === 'member' ? list.object : object;
  return itemsOf(run, around, code, 0);
}

/** The items of a list that is known; of a parameter the items of all lists that calls give to it. */
function itemsOf(list: Expr, site: Site, code: Code, depth: number): readonly Item[] {
  return code.resolver.origins(list, site).flatMap((origin): readonly Item[] => {
    if (origin.kind === 'value' && origin.expr.kind === 'list')
      return origin.expr.items.map((expr) => ({ expr, site: siteOf(origin) }));
    if (origin.kind === 'call') return keysOfObject(origin.call, siteOf(origin), code) ?? [];
    if (origin.kind !== 'param' || depth >= MAX_PASSED) return [];
    const { file, scope, position } = origin;
    return code.callers.of(file, scope).flatMap((caller) => {
      const given = code.callers.argument(file, scope, position, caller);
      return given === null ? [] : itemsOf(given, caller.site, code, depth + 1);
    });
  });
}

/** The keys of a map that Python runs through: `for key in map`, `for key, value in map.items()`. */
function keysInTurn(
  { file, scope, expr }: Extract<Origin, { kind: 'value' }>,
  code: Code,
): readonly Item[] {
  const language = code.program.file(file)?.facts.language;
  if (language !== 'python' && language !== 'javascript') return [];
  const site = { file, scope };
  const isFirst =
    loopItemOf(expr) !== null &&
    expr.kind === 'index' &&
    expr.index.kind === 'literal' &&
    expr.index.text === '0';
  const maps = isFirst
    ? code.resolver.origins(expr.object, site).flatMap((origin) => {
        const callee = origin.kind === 'call' ? origin.call.callee : null;
        if (origin.kind === 'call' && language === 'javascript')
          return isOfObject(origin.call, /^entries$/)
            ? origin.call.args.flatMap((one) => code.resolver.origins(one.value, siteOf(origin)))
            : [];
        return origin.kind === 'call' && callee?.kind === 'member' && callee.name === 'items'
          ? code.resolver.origins(callee.object, siteOf(origin))
          : [];
      })
    : language === 'python'
      ? [{ kind: 'value' as const, file, scope, expr }]
      : [];
  return maps.flatMap((origin) => keysOfMap(origin));
}

/** The keys of a map that is known, of `Object.keys(map)`. */
function keysOfObject({ callee, args }: CallExpr, site: Site, code: Code): readonly Item[] | null {
  const map = args[0]?.value;
  if (!isOfObject({ callee }, /^keys$/) || map === undefined) return null;
  return code.resolver.origins(map, site).flatMap(keysOfMap);
}

function isOfObject({ callee }: Pick<CallExpr, 'callee'>, name: RegExp): boolean {
  return (
    callee.kind === 'member' &&
    name.test(callee.name) &&
    callee.object.kind === 'name' &&
    callee.object.name === 'Object'
  );
}

function keysOfMap(origin: Origin): readonly Item[] {
  if (origin.kind !== 'value' || origin.expr.kind !== 'map') return [];
  return origin.expr.entries.flatMap(({ key }) =>
    key === null ? [] : [{ expr: key, site: siteOf(origin) }],
  );
}

function siteOf({ file, scope }: Site): Site {
  return { file, scope };
}
