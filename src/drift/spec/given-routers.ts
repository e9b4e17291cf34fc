import type { Code } from '../code/code.ts';
import { entry, objects } from '../code/entries.ts';
import type { Expr } from '../code/facts.ts';
import { type Origin, originKey } from '../code/origin.ts';
import type { Site } from '../code/program.ts';
import type { PathTemplate } from './path-template.ts';
import type { RouteGraph } from './route-graph.ts';
import type { RouterTeller } from './router-roles.ts';

/** Follows expressions to routers; see `RouterObjects`. */
interface RoutersOf {
  keysOf(expr: Expr, site: Site): readonly string[];
  keysOfValue(origin: Origin, site: Site): readonly string[];
}

/** Routers that functions are given, by their callers or by the framework. */
export class GivenRouters {
  readonly #seen = new Set<string>();
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
          for (const parent of this.#routers.keysOf(given, caller.site))
            this.graph.mount(key, parent);
        }
        if (callers.length === 0 && this.teller.isPlausible(origin)) this.graph.declare(key, false);
      }
      return [key];
    }
    if (this.#isTakenApart(origin, key)) return [key];
    if (!this.teller.isPlausible(origin)) return [];
    this.graph.declare(key, false);
    return [key];
  }

  /** The routers that objects keep under a name: `server.app` of `def add_routes(server): …`. */
  #keptBy(object: Expr, name: string, site: Site): readonly string[] {
    return this.code.resolver
      .origins(object, site)
      .filter(({ kind }) => kind === 'instance')
      .flatMap((origin) => this.code.resolver.memberOf(origin, name))
      .flatMap((member) => this.#routers.keysOfValue(member, site));
  }

  /** Mounts `app` of `({ app }) => …` on what the calls of the function give it; whether any gives a router. */
  #isTakenApart(origin: Origin, key: string): boolean {
    if (origin.kind !== 'member' || origin.object.kind !== 'param') return false;
    const { file, scope, position } = origin.object;
    let isGiven = false;
    for (const caller of this.code.callers.of(file, scope)) {
      const argument = this.code.callers.argument(file, scope, position, caller);
      if (argument === null) continue;
      for (const map of objects(argument, caller.site, this.code)) {
        const value = entry(map, origin.name, this.code);
        const parents = value === undefined ? [] : this.#routers.keysOf(value.expr, value.site);
        for (const parent of parents) this.graph.mount(key, parent);
        isGiven ||= parents.length > 0;
      }
      const kept = this.#keptBy(argument, origin.name, caller.site);
      for (const parent of kept) this.graph.mount(key, parent);
      isGiven ||= kept.length > 0;
    }
    return isGiven;
  }
}
