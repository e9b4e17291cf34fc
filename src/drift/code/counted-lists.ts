import type { Code } from './code.ts';
import { numberList } from './expr-parts.ts';
import type { CallExpr, Expr, ListExpr } from './facts.ts';
import { dottedName, lastName } from './facts-index.ts';
import type { Site } from './program.ts';

/** Longer ranges are not counted out. */
const MAX_RANGE = 500;

/** The list that a range of numbers or the members of an enum are, `range(1, 3)`, `for kind in Kind`; null for any other. */
export function countedList(list: Expr, site: Site, code: Code): ListExpr | null {
  const language = code.program.file(site.file)?.facts.language;
  if (language !== 'python' && language !== 'php') return null;
  if (list.kind === 'call' && dottedName(list.callee) === 'range')
    return rangeOf(list, language === 'php', site, code);
  return membersOf(list, language === 'php', site, code);
}

/** Python's ranges end before their last number, PHP's with it. */
function rangeOf(call: CallExpr, isClosed: boolean, site: Site, code: Code): ListExpr | null {
  const numbers = call.args.map(({ value }) => Number(code.evaluator.text(value, site) ?? 'NaN'));
  const [first = Number.NaN, second, step] = numbers;
  const from = second === undefined ? 0 : first;
  const to = (second ?? first) + (isClosed ? 1 : 0);
  if (!Number.isInteger(from) || !Number.isInteger(to) || step !== undefined) return null;
  if (to - from > MAX_RANGE || (isClosed && second === undefined)) return null;
  return numberList(from, to - from, call);
}

/** The members of an enum: of Python's class itself, of what PHP's `Kind::cases()` gives. */
function membersOf(list: Expr, isPhp: boolean, site: Site, code: Code): ListExpr | null {
  let object = list;
  if (isPhp) {
    if (list.kind !== 'call' || list.callee.kind !== 'member' || list.callee.name !== 'cases')
      return null;
    object = list.callee.object;
  }
  if (object.kind !== 'name' && object.kind !== 'member') return null;
  const [origin, ...others] = code.resolver.origins(object, site);
  if (origin?.kind !== 'class' || others.length > 0) return null;
  const source = code.program.file(origin.file);
  const bases = source?.index.scope(origin.scope)?.bases ?? [];
  if (!isPhp && !bases.some((base) => /Enum$/.test(lastName(base) ?? ''))) return null;
  const { line, column } = list;
  const items = (source?.facts.bindings ?? [])
    .filter(
      ({ scope, value, name, type }) =>
        scope === origin.scope && (isPhp ? type === 'self' : value !== null && !/^_/.test(name)),
    )
    .map(({ name }): Expr => ({ kind: 'member', object, name, line, column }));
  return items.length === 0 ? null : { kind: 'list', items, line, column };
}
