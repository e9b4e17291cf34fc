import type { Code } from './code.ts';
import { enumMembers } from './enum-members.ts';
import type { Expr } from './facts.ts';
import { dottedName } from './facts-index.ts';
import { entryObjects } from './map-entries.ts';
import type { Origin } from './origin.ts';
import type { Site } from './program.ts';

/** What a list takes of something. */
interface TakenApart {
  readonly over: Expr;
  readonly takes: 'keys' | 'values' | 'entries';
}

/** `Object.keys(map)`, `map.values()`, Ruby's `map.keys`, `map.entrySet()`, `Kind.values()` of an enum; null for others. */
function takenApart(list: Expr): TakenApart | null {
  const called = list.kind === 'call' ? list : null;
  const dotted = dottedName(called?.callee ?? list) ?? '';
  const [, takes] = /^(?:Object\.|array_)(keys|values)$/.exec(dotted) ?? [];
  const [only] = called?.args ?? [];
  if (takes !== undefined)
    return only === undefined
      ? null
      : { over: only.value, takes: takes === 'keys' ? takes : 'values' };
  if (/^(?:(?:System\.)?Enum\.GetValues|enumValues|enumEntries|EnumSet\.allOf)$/.test(dotted)) {
    const [type] = called?.types ?? [];
    const { line, column } = list;
    const over: Expr | undefined =
      type === undefined ? only?.value : { kind: 'name', name: type, line, column };
    return over === undefined ? null : { over, takes: 'values' };
  }
  const member = called?.callee ?? list;
  if (member.kind !== 'member' || only !== undefined) return null;
  const taken = TAKERS.get(member.name);
  return taken === undefined ? null : { over: member.object, takes: taken };
}

const TAKERS: ReadonlyMap<string, TakenApart['takes']> = new Map([
  ['keys', 'keys'],
  ['Keys', 'keys'],
  ['keySet', 'keys'],
  ['values', 'values'],
  ['Values', 'values'],
  ['entrySet', 'entries'],
  ['entries', 'entries'],
]);

/** The keys or values of a map, the members of an enum, or what a module exports, as a list; null for any other list. */
export function partsIn(list: Expr, site: Site, code: Code): Expr | null {
  const taken = takenApart(list);
  if (taken === null) return null;
  const { over, takes } = taken;
  const [origin, ...others] = valuesOf(over, site, code);
  if (origin === undefined || others.length > 0) return null;
  const { line, column } = list;
  const members = takes === 'keys' ? [] : namesIn(origin, code);
  if (members.length > 0) {
    const items = members.map(
      (name): Expr => ({ kind: 'member', object: over, name, line, column }),
    );
    for (const item of items) code.resolver.settle(item, site);
    return { kind: 'list', items, line, column };
  }
  if (origin.kind !== 'value' || origin.expr.kind !== 'map') return null;
  const { entries } = origin.expr;
  const items =
    takes === 'entries'
      ? entryObjects(origin.expr)
      : entries.flatMap(({ key, value }) => (takes === 'values' ? [value] : (key ?? [])));
  for (const item of items) code.resolver.settle(item, origin);
  return { kind: 'list', items, line, column };
}

/** The names that a module exports, or those of the members of an enum. */
function namesIn(origin: Origin, { program }: Code): readonly string[] {
  if (origin.kind === 'class') return enumMembers(program.file(origin.file), origin.scope);
  if (origin.kind !== 'module') return [];
  const names = program.file(origin.file)?.facts.exports.map(({ name }) => name) ?? [];
  return names.filter((name) => name !== 'default' && name !== '*');
}

/** What an expression comes from, a module being what it exports. */
export function valuesOf(expr: Expr, site: Site, { resolver }: Code): readonly Origin[] {
  return resolver.origins(expr, site).flatMap((one) => resolver.asValue(one));
}
