import type { Code } from '../code/code.ts';
import type { Expr } from '../code/facts.ts';
import { type Origin, originKey } from '../code/origin.ts';
import type { Site } from '../code/program.ts';
import type { PathTemplate } from './path-template.ts';
import type { RouteGraph } from './route-graph.ts';
import type { RouterTeller } from './router-roles.ts';

type ParamOrigin = Extract<Origin, { kind: 'param' }>;

/** A parameter of which something is a part, and the same part of another object. */
interface PartOfParam {
  readonly param: ParamOrigin;
  readonly of: (object: Expr) => Expr;
}

/** Follows expressions to routers; see `RouterObjects`. */
interface RoutersOf {
  keysOf(expr: Expr, site: Site): readonly string[];
}

/** Routers that functions are given, by their callers or by the framework. */
export class GivenRouters {
  readonly #seen = new Set<string>();
  /** Parts of parameters that are being followed. */
  readonly #active = new Set<string>();
  readonly #routers: RoutersOf;

  constructor(
    private readonly code: Code,
    private readonly graph: RouteGraph,
    private readonly teller: RouterTeller,
    routers: RoutersOf,
  ) {
    this.#routers = routers;
  }

  /**
   * A function gets a router as its parameter from the framework: `app.group('/x', (group) => …)`. Gives the keys of
   * the parameters.
   */
  give(
    fn: Expr,
    site: Site,
    position: number,
    on: readonly string[],
    prefixes: readonly PathTemplate[],
  ): readonly string[] {
    const given: string[] = [];
    const functions = this.code.resolver
      .origins(fn, site)
      .flatMap((origin) => this.code.resolver.asValue(origin));
    for (const origin of functions) {
      if (origin.kind !== 'function') continue;
      const key = originKey({ kind: 'param', file: origin.file, scope: origin.scope, position });
      given.push(key);
      for (const parent of on) {
        for (const prefix of prefixes) this.graph.mount(key, parent, prefix);
      }
    }
    return given;
  }

  /** A parameter stands on whatever it is given; other things count when they look like a router. */
  keysOf(origin: Origin, key: string): readonly string[] {
    if (origin.kind === 'param') {
      if (!this.#seen.has(key)) {
        this.#seen.add(key);
        const { file, scope, position } = origin;
        const callers = this.code.callers.of(file, scope);
        for (const caller of callers) {
          const given = this.code.callers.argument(file, scope, position, caller);
          if (given === null) continue;
          for (const one of this.#routers.keysOf(given, caller.site)) this.graph.give(key, one);
        }
        if (callers.length === 0 && this.teller.isPlausible(origin)) this.graph.declare(key, false);
      }
      return [key];
    }
    if (this.#isOfParam(origin, key)) return [key];
    if (!this.teller.isPlausible(origin)) return [];
    this.graph.declare(key, false);
    return [key];
  }

  /**
   * Gives a part of a parameter, `app` of `({ app }) => …`, `object.router` and `object.routes()`, what it is of that
   * which calls of the function give; whether any gives a router.
   */
  #isOfParam(origin: Origin, key: string): boolean {
    const part = this.#partOfParam(origin);
    // A function that calls itself gives its own parameter.
    if (part === null || this.#active.has(key)) return false;
    this.#active.add(key);
    try {
      return this.#giveParts(part, key);
    } finally {
      this.#active.delete(key);
    }
  }

  #giveParts({ param, of }: PartOfParam, key: string): boolean {
    const { file, scope, position } = param;
    let isGiven = false;
    for (const caller of this.code.callers.of(file, scope)) {
      const argument = this.code.callers.argument(file, scope, position, caller);
      if (argument === null || !this.#hasParts(argument, caller.site)) continue;
      for (const one of this.#routers.keysOf(of(argument), caller.site)) {
        this.graph.give(key, one);
        isGiven = true;
      }
    }
    return isGiven;
  }

  /** The parameter that something is a part of, and the same part of another object; null for anything else. */
  #partOfParam(origin: Origin): PartOfParam | null {
    if (origin.kind === 'member' && origin.object.kind === 'param') {
      const { object: param, name } = origin;
      return {
        param,
        of: (object) => {
          const { line, column } = object;
          return { kind: 'member', object, name, line, column };
        },
      };
    }
    if (origin.kind !== 'call' || origin.call.callee.kind !== 'member') return null;
    const { call } = origin;
    const { callee } = origin.call;
    const [param, ...others] = this.code.resolver.origins(callee.object, origin);
    if (param?.kind !== 'param' || others.length > 0) return null;
    return { param, of: (object) => ({ ...call, callee: { ...callee, object } }) };
  }

  /** Whether an object is one whose parts are known. */
  #hasParts(object: Expr, site: Site): boolean {
    return this.code.resolver
      .origins(object, site)
      .some(({ kind }) => kind === 'instance' || kind === 'value' || kind === 'param');
  }
}
