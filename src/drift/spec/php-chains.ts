import type { Code } from '../code/code.ts';
import type { Argument, CallExpr, Expr, Place } from '../code/facts.ts';
import type { Site, SourceFile } from '../code/program.ts';

/** Chains of calls, by which PHP's frameworks are told of routes: `Route::prefix('x')->group(…)`. */

/** One call of a chain. */
export interface Step {
  readonly name: string;
  readonly args: readonly Argument[];
  readonly at: Place;
}

/** The calls that others are made on: all of a chain but its last. */
export function innerCalls(file: SourceFile): ReadonlySet<Expr> {
  const inner = new Set<Expr>();
  for (const { call } of file.facts.calls) if (isMethod(call.callee)) inner.add(call.callee.object);
  return inner;
}

function isMethod(callee: Expr): callee is Extract<Expr, { kind: 'member' | 'index' }> {
  return callee.kind === 'member' || callee.kind === 'index';
}

/** Whether the name of a method in a chain is worked out: `Route::$verb('/x')->name('x')`. */
export function isDynamic(call: CallExpr): boolean {
  const { callee } = call;
  if (callee.kind === 'index') return true;
  return callee.kind === 'member' && callee.object.kind === 'call' && isDynamic(callee.object);
}

/** A chain of calls with the names of its methods, once for each name that one may have. */
export function withMethods(call: CallExpr, site: Site, code: Code): readonly CallExpr[] {
  if (!isDynamic(call)) return [call];
  const { callee } = call;
  if (!isMethod(callee)) return [call];
  const objects =
    callee.object.kind === 'call' ? withMethods(callee.object, site, code) : [callee.object];
  const { line, column } = callee;
  const names =
    callee.kind === 'member'
      ? [callee.name]
      : code.evaluator.texts(callee.index, site).map((text) => text.join(''));
  return objects.flatMap((object) =>
    names.map((name) => ({ ...call, callee: { kind: 'member', object, name, line, column } })),
  );
}

/** A chain of calls from what it begins with. */
export function chainOf(end: CallExpr): { readonly on: Expr; readonly steps: readonly Step[] } {
  const steps: Step[] = [];
  let on: Expr = end;
  while (on.kind === 'call' && on.callee.kind === 'member') {
    steps.unshift({ name: on.callee.name, args: on.args, at: on.callee });
    on = on.callee.object;
  }
  return { on, steps };
}
