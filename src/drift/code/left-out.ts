import type { Code } from './code.ts';
import type { Condition, Expr, Place } from './facts.ts';
import { type Frame, givenIn, ownIn } from './frame.ts';
import type { Site } from './program.ts';
import { isBefore, isWithin } from './reaching.ts';

/** What is given is followed through so many functions. */
const MAX_DEPTH = 8;

/** The conditions that a place stands under. */
function conditionsAt(file: string, at: Place, { program }: Code): readonly Condition[] {
  const conditions = program.file(file)?.facts.conditions ?? [];
  return conditions.filter((one) => !isBefore(at, one) && isWithin(at, one));
}

/** What the conditions ask that a place stands under. */
export function askedAt(file: string, at: Place, code: Code): readonly Expr[] {
  return conditionsAt(file, at, code).map(({ subject }) => subject);
}

/** Whether a place is not come to, as is known by what the functions around it are given: `crud("/cats", readonly=True)`. */
export function isLeftOut(file: string, at: Place, frame: Frame | null, code: Code): boolean {
  return conditionsAt(file, at, code).some(({ subject, scope, holds }) => {
    const given = truth(subject, { file, scope }, frame, code, 0);
    return given !== null && given !== holds;
  });
}

/** Whether something that a function is given, or that its object has, counts as true; null where that is not known. */
function truth(
  expr: Expr,
  site: Site,
  frame: Frame | null,
  code: Code,
  depth: number,
): boolean | null {
  const written = truthOfLiteral(expr);
  if (written !== null) return written;
  if (depth > MAX_DEPTH) return null;
  const isOwn =
    expr.kind === 'member' && expr.object.kind === 'name' && expr.object.name === 'self';
  const own = isOwn ? ownIn(frame) : undefined;
  const origins =
    own === undefined || expr.kind !== 'member'
      ? code.resolver.origins(expr, site)
      : code.resolver.memberOf(own, expr.name);
  const found = origins.map((origin): boolean | null => {
    if (origin.kind === 'value' && own !== undefined) return truthOfLiteral(origin.expr);
    if (origin.kind !== 'param') return null;
    const given = givenIn(frame, origin);
    if (given !== undefined) return truth(given.expr, given.site, given.frame, code, depth + 1);
    return truthOfAll(origin, code, depth);
  });
  const [first] = found;
  return first !== undefined && found.every((one) => one === first) ? first : null;
}

/** What all calls of a function give to one of its parameters. */
function truthOfAll(
  {
    file,
    scope,
    position,
  }: { readonly file: string; readonly scope: number; readonly position: number },
  code: Code,
  depth: number,
): boolean | null {
  const declared = code.program.file(file)?.index.scope(scope)?.params[position];
  const found = code.callers.of(file, scope).map((caller) => {
    const given = code.callers.argument(file, scope, position, caller);
    if (given !== null) return truth(given, caller.site, null, code, depth + 1);
    return declared?.default ? truthOfLiteral(declared.default) : null;
  });
  const [first] = found;
  return first !== undefined && found.every((one) => one === first) ? first : null;
}

/** Whether what is written counts as true; null for what is not written out. */
function truthOfLiteral(expr: Expr): boolean | null {
  switch (expr.kind) {
    case 'literal':
      return expr.type === 'boolean'
        ? /^true$/i.test(expr.text)
        : expr.type === 'null'
          ? false
          : null;
    case 'text':
      return expr.value !== '';
    case 'list':
      return expr.items.length > 0;
    case 'map':
      return expr.entries.length > 0;
    default:
      return null;
  }
}
