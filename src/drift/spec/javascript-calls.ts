import type { Code } from '../code/code.ts';
import type { CallExpr, Expr } from '../code/facts.ts';
import type { Frame } from '../code/frame.ts';
import type { Site } from '../code/program.ts';
import { withParts } from '../code/spread-arguments.ts';
import { unrolled } from '../code/unroll.ts';

/** A call of a method of some object, as JavaScript's frameworks are told of routes. */
export interface MethodCall {
  readonly call: CallExpr;
  /** What the method is called on: `app` of `app.get('/x')`. */
  readonly object: Expr;
  /** The method's name; for `app[method]('/x')` the expression that it is. */
  readonly method: string | Expr;
  readonly site: Site;
}

/**
 * The calls of methods with a name that matches, in all files of JavaScript and TypeScript, and those whose name is
 * worked out; each once for every turn of the loop that it stands in.
 */
export function* methodCalls(code: Code, names: RegExp): Iterable<MethodCall> {
  for (const file of code.program.files()) {
    if (file.facts.language !== 'javascript') continue;
    for (const made of file.facts.calls) {
      if (!isMeant(made.call.callee, names)) continue;
      const site = { file: file.path, scope: made.scope };
      for (const turn of unrolled(made, file, code)) {
        const call = withParts(turn, site, code);
        const { callee } = call;
        if (callee.kind === 'member')
          yield { call, object: callee.object, method: callee.name, site };
        else if (callee.kind === 'index')
          yield { call, object: callee.object, method: callee.index, site };
      }
    }
  }
}

function isMeant(callee: Expr, names: RegExp): boolean {
  if (callee.kind === 'member') return names.test(callee.name);
  return callee.kind === 'index' && callee.index.kind !== 'literal';
}

/** What a method's name, or the expression that it is, stands for in lower case; empty where one of them is no method. */
export function methodNames(
  method: string | Expr,
  site: Site,
  frame: Frame | null,
  known: RegExp,
  code: Code,
): readonly string[] {
  const names =
    typeof method === 'string'
      ? [method]
      : code.evaluator.texts(method, site, frame).map((text) => text.join('').toLowerCase());
  return names.every((name) => known.test(name)) ? names : [];
}

/** `GET` of `get`, `*` of `all`, `DELETE` of `del`. */
export function httpMethod(name: string): string {
  const lower = name.toLowerCase();
  return lower === 'all' ? '*' : lower === 'del' ? 'DELETE' : name.toUpperCase();
}
