import type { Caller } from './call-names.ts';
import type { Callers } from './callers.ts';
import { mentions, replaceNames } from './expr-parts.ts';
import type { CallExpr, Expr } from './facts.ts';
import type { Site, SourceFile } from './program.ts';
import type { Resolver } from './resolve.ts';

/** Methods of functions that call them. */
const CALLS = /^(?:call|apply|invoke|Invoke)$/;
/** Places of expressions that are made for one of several calls lie so far to the right that no code has any there. */
const FAR = 1_000_000;
/** What is given in more places than this is not followed to them. */
const MAX_GIVERS = 1_000;

/** A function of the repository, and the call that gives it a function. */
interface Given {
  readonly file: SourceFile;
  readonly scope: number;
  readonly outer: Caller;
}

/** Functions that are given to others of the repository as an argument, which call them. */
export class GivenFunctions {
  /** Calls by the names of functions among their arguments; empty until that is asked. */
  readonly #byArgument = new Map<string, Caller[]>();

  constructor(
    private readonly resolver: Resolver,
    private readonly callers: Callers,
  ) {}

  /** Forgets what is known, since there is more code. */
  clear(): void {
    this.#byArgument.clear();
  }

  /**
   * The calls of a function that is an argument of a call of another function, which calls it: `group('/a', (router) =>
   * …)` with `function group(prefix, build) { build(app.group(prefix)); }`. What is given to it is told in the words of
   * the outer call. `names` are those that it may be given under.
   */
  callsOf(file: SourceFile, scope: number, names: readonly string[]): readonly Caller[] {
    const written = file.index.argumentOf(scope);
    if (written !== undefined) {
      const outer = { call: written.call, site: { file: file.path, scope: written.scope } };
      return this.#within(outer, (one) => one.kind === 'function' && one.scope === scope);
    }
    const givers = names.flatMap((name) => (name === '' ? [] : this.#givers(name)));
    return givers.flatMap((outer) =>
      this.#within(
        outer,
        (one) =>
          (one.kind === 'name' || one.kind === 'member') &&
          this.resolver
            .origins(one, outer.site)
            .some((to) => to.kind === 'function' && to.file === file.path && to.scope === scope),
      ),
    );
  }

  /** The calls that have something of a name among their arguments. */
  #givers(name: string): readonly Caller[] {
    if (this.#byArgument.size === 0) this.#index();
    const found = this.#byArgument.get(name) ?? [];
    return found.length > MAX_GIVERS ? [] : found;
  }

  #index(): void {
    const files = [...this.resolver.program.files()];
    for (const { facts, index } of files)
      for (const [scope, { kind, name }] of facts.scopes.entries()) {
        const own = kind === 'function' ? (name ?? index.boundTo(scope)) : null;
        if (own !== null) this.#byArgument.set(own, []);
      }
    for (const { path, facts } of files)
      for (const { call, scope } of facts.calls)
        for (const { value } of call.args)
          if (value.kind === 'name' || value.kind === 'member')
            this.#byArgument.get(value.name)?.push({ call, site: { file: path, scope } });
  }

  /** The calls of what an outer call gives, within the functions that it calls. */
  #within(outer: Caller, isGiven: (argument: Expr) => boolean): readonly Caller[] {
    const callees = this.resolver
      .origins(outer.call.callee, outer.site)
      .flatMap((origin) => this.resolver.asValue(origin));
    return callees.flatMap((callee) => {
      const file = callee.kind === 'function' ? this.resolver.program.file(callee.file) : undefined;
      if (file === undefined || callee.kind !== 'function') return [];
      const params = file.index.scope(callee.scope)?.params ?? [];
      const position = params.findIndex((_, at) => {
        const argument = this.callers.argument(callee.file, callee.scope, at, outer);
        return argument !== null && isGiven(argument);
      });
      const name = params[position]?.name;
      if (name === undefined) return [];
      const given = { file, scope: callee.scope, outer };
      return file.facts.calls.flatMap((made) =>
        isCallOf(name, made.call) && [...file.index.enclosing(made.scope)].includes(callee.scope)
          ? [this.#inWordsOf(given, made.call, { file: file.path, scope: made.scope })]
          : [],
      );
    });
  }

  /** A call within a function with what the function's parameters are in the outer call. */
  #inWordsOf(given: Given, call: CallExpr, site: Site): Caller {
    const { file, scope, outer } = given;
    const params = file.index.scope(scope)?.params ?? [];
    const names = new Set(params.map(({ name }) => name));
    const args = call.args.map((arg) => {
      const made = madeOf(arg.value, names, given);
      const by = new Map<string, Expr>();
      for (const [position, { name }] of params.entries()) {
        const argument = this.callers.argument(file.path, scope, position, outer);
        if (argument === null || !mentions(made, new Set([name]))) continue;
        this.resolver.settle(argument, outer.site);
        by.set(name, argument);
      }
      const value = replaceNames(made, by);
      if (value === arg.value) return { ...arg, value: this.#madeByCall(value, given, site) };
      const own = apart(value, outer);
      this.resolver.settle(own, this.resolver.homeOf(value, site));
      return { ...arg, value: own };
    });
    return { call: { ...call, args }, site };
  }

  /** What a variable of the function is made of, as what is made in the outer call. */
  #madeByCall(value: Expr, { file, scope, outer }: Given, site: Site): Expr {
    const isOwn = value.kind === 'name' && file.index.bindings(scope, value.name).length === 1;
    if (!isOwn || file.facts.language !== 'javascript') return value;
    const via = { call: outer.call, ...outer.site };
    const origins = this.resolver.origins(value, site);
    const isMade = origins.every(
      (one) => one.kind === 'call' && one.scope === scope && one.via === undefined,
    );
    if (!isMade) return value;
    const own = { ...value };
    this.resolver.know(
      own,
      origins.map((one) => (one.kind === 'call' ? { ...one, via } : one)),
    );
    return own;
  }
}

function isCallOf(name: string, { callee }: CallExpr): boolean {
  if (callee.kind === 'name') return callee.name === name;
  const isCalled = callee.kind === 'member' && CALLS.test(callee.name);
  return isCalled && callee.object.kind === 'name' && callee.object.name === name;
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
