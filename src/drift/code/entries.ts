import type { Code } from './code.ts';
import type { Expr } from './facts.ts';
import type { Origin } from './origin.ts';
import type { Site } from './program.ts';

/** An expression and where it stands. */
export interface Located {
  readonly expr: Expr;
  readonly site: Site;
}

/** One entry of an object. */
export interface Entry {
  readonly key: string;
  readonly value: Located;
}

/** Objects are spread into each other this deep at most. */
const MAX_DEPTH = 8;
/** Calls that give back the object that they are given. */
const UNCHANGED = /^(?:freeze|seal|define\w*|satisfies|markRaw)$/;
const LOOPS = /^(?:forEach|map|flatMap|each)$/;

/** The objects that an expression stands for; all items of a list, and of the list that a loop runs over. */
export function objects(expr: Expr, site: Site, code: Code, depth = 0): readonly Located[] {
  if (depth > MAX_DEPTH) return [];
  const home = code.resolver.homeOf(expr, site);
  if (expr.kind === 'map') return [{ expr, site: home }];
  if (expr.kind === 'list')
    return expr.items.flatMap((item) => objects(item, home, code, depth + 1));
  return code.resolver
    .origins(expr, site)
    .flatMap((origin) => code.resolver.asValue(origin))
    .flatMap((origin) => objectsOf(origin, expr, code, depth));
}

function objectsOf(origin: Origin, from: Expr, code: Code, depth: number): readonly Located[] {
  if (origin.kind === 'value')
    return origin.expr === from ? [] : objects(origin.expr, origin, code, depth + 1);
  if (origin.kind === 'call') {
    const [first] = origin.call.args;
    const { callee } = origin.call;
    const name = callee.kind === 'name' || callee.kind === 'member' ? callee.name : '';
    if (UNCHANGED.test(name) && first !== undefined)
      return objects(first.value, origin, code, depth + 1);
    if (isAssign(callee))
      return origin.call.args.flatMap(({ value }) => objects(value, origin, code, depth + 1));
    return returnedObjects(origin, code, depth);
  }
  if (origin.kind !== 'param' || origin.position !== 0) return [];
  const written = code.program.file(origin.file)?.index.argumentOf(origin.scope);
  if (written === undefined || written.call.callee.kind !== 'member') return [];
  const { object, name } = written.call.callee;
  const site = { file: origin.file, scope: written.scope };
  return LOOPS.test(name) ? objects(object, site, code, depth + 1) : [];
}

/** `Object.assign(…)`, whose objects come together in one. */
function isAssign(callee: Expr): boolean {
  return (
    callee.kind === 'member' &&
    callee.name === 'assign' &&
    callee.object.kind === 'name' &&
    callee.object.name === 'Object'
  );
}

/** The objects that a function of the repository gives back. */
function returnedObjects(
  { call, ...site }: Extract<Origin, { kind: 'call' }>,
  code: Code,
  depth: number,
): readonly Located[] {
  return code.resolver.origins(call.callee, site).flatMap((callee) => {
    if (callee.kind !== 'function') return [];
    const { file, scope } = callee;
    const returns = code.program.file(file)?.index.returns(scope) ?? [];
    return returns.flatMap(({ value }) => objects(value, { file, scope }, code, depth + 1));
  });
}

/** The entries of an object expression, with those of what is spread into it; the last of a name counts. */
export function entriesOf({ expr, site }: Located, code: Code): readonly Entry[] {
  const found = new Map<string, Entry>();
  for (const entry of allEntries({ expr, site }, code, 0)) found.set(entry.key, entry);
  return [...found.values()];
}

function* allEntries({ expr, site }: Located, code: Code, depth: number): Iterable<Entry> {
  if (expr.kind !== 'map' || depth > MAX_DEPTH) return;
  for (const { key, value } of expr.entries) {
    if (key === null) {
      for (const spread of objects(value, site, code).slice(0, 1))
        yield* allEntries(spread, code, depth + 1);
      continue;
    }
    const name = key.kind === 'text' ? key.value : code.evaluator.text(key, site);
    if (name !== null) yield { key: name, value: { expr: value, site } };
  }
}

/** The value of an entry of an object. */
export function entry(object: Located, name: string, code: Code): Located | undefined {
  return entriesOf(object, code).find(({ key }) => key === name)?.value;
}
