import type { Caller, Callers } from './callers.ts';
import { mentions, replaceName } from './expr-parts.ts';
import type { CallExpr, Expr } from './facts.ts';
import type { Site, SourceFile } from './program.ts';
import type { Resolver } from './resolve.ts';

/** Methods of functions that call them. */
const CALLS = /^(?:call|apply|invoke|Invoke)$/;
/** Places of expressions that are made for one of several calls lie so far to the right that no code has any there. */
const FAR = 1_000_000;

/** A function of the repository, and the call that gives it a function. */
interface Given {
  readonly file: SourceFile;
  readonly scope: number;
  readonly outer: Caller;
}

/**
 * The calls of a function that is an argument of a call (`outer`) of another function of the repository, which calls it:
 * `group('/a', (router) => …)` with `function group(prefix, build) { build(app.group(prefix)); }`. What is given to it is
 * told in the words of the outer call.
 */
export function callsWhereGiven(
  isGiven: (argument: Expr) => boolean,
  outer: Caller,
  resolver: Resolver,
  callers: Callers,
): readonly Caller[] {
  const callees = resolver
    .origins(outer.call.callee, outer.site)
    .flatMap((origin) => resolver.asValue(origin));
  return callees.flatMap((callee) => {
    const file = callee.kind === 'function' ? resolver.program.file(callee.file) : undefined;
    if (file === undefined || callee.kind !== 'function') return [];
    const params = file.index.scope(callee.scope)?.params ?? [];
    const position = params.findIndex((_, at) => {
      const argument = callers.argument(callee.file, callee.scope, at, outer);
      return argument !== null && isGiven(argument);
    });
    const name = params[position]?.name;
    if (name === undefined) return [];
    const given = { file, scope: callee.scope, outer };
    return file.facts.calls.flatMap((made) =>
      isCallOf(name, made.call) && [...file.index.enclosing(made.scope)].includes(callee.scope)
        ? [inWordsOf(given, made.call, { file: file.path, scope: made.scope }, resolver, callers)]
        : [],
    );
  });
}

function isCallOf(name: string, { callee }: CallExpr): boolean {
  if (callee.kind === 'name') return callee.name === name;
  const isCalled = callee.kind === 'member' && CALLS.test(callee.name);
  return isCalled && callee.object.kind === 'name' && callee.object.name === name;
}

/** A call within a function with what the function's parameters are in the outer call. */
function inWordsOf(
  given: Given,
  call: CallExpr,
  site: Site,
  resolver: Resolver,
  callers: Callers,
): Caller {
  const { file, scope, outer } = given;
  const params = file.index.scope(scope)?.params ?? [];
  const names = new Set(params.map(({ name }) => name));
  const args = call.args.map((arg) => {
    let value = madeOf(arg.value, names, given);
    for (const [position, { name }] of params.entries()) {
      const argument = callers.argument(file.path, scope, position, outer);
      if (argument === null || !mentions(value, new Set([name]))) continue;
      resolver.settle(argument, outer.site);
      value = replaceName(value, name, argument);
    }
    if (value === arg.value) return arg;
    const own = apart(value, outer);
    resolver.settle(own, resolver.homeOf(value, site));
    return { ...arg, value: own };
  });
  return { call: { ...call, args }, site };
}

/** What a variable of the function is made of, where that depends on what the function is given. */
function madeOf(value: Expr, names: ReadonlySet<string>, { file, scope }: Given): Expr {
  if (value.kind !== 'name') return value;
  const [binding, ...others] = file.index.bindings(scope, value.name);
  const made = binding?.value ?? null;
  return made !== null && others.length === 0 && mentions(made, names) ? made : value;
}

/** A call as one of its own for the outer call: what is made by it is known by its place. */
function apart(expr: Expr, { call }: Caller): Expr {
  if (expr.kind !== 'call') return expr;
  const column = expr.callee.column + FAR * (1 + call.line) + 1_000 * call.column;
  return { ...expr, callee: { ...expr.callee, column } };
}
