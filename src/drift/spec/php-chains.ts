import type { Argument, CallExpr, Expr, Place } from '../code/facts.ts';
import type { SourceFile } from '../code/program.ts';

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
  for (const { call } of file.facts.calls)
    if (call.callee.kind === 'member') inner.add(call.callee.object);
  return inner;
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
