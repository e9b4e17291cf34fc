import type { Code } from '../../code/code.ts';
import type { CallExpr, Expr, MemberExpr } from '../../code/facts.ts';
import { joined } from '../../code/joined.ts';
import type { Site } from '../../code/program.ts';
import { unrolled } from '../../code/unroll.ts';
import type { Framework, RouteFindings } from '../framework.ts';
import { comparedMethods } from '../go-handlers.ts';

import { GoRouterTypes, mayUse } from '../go-router-types.ts';
import { chainEnds, methodNames } from '../go-routers.ts';
import { mountStripped } from '../go-stripped.ts';
import { giveInTurns } from '../go-turns.ts';
import { RouteGraph } from '../route-graph.ts';
import { RouterObjects } from '../router-objects.ts';
import type { RouterRole } from '../router-roles.ts';

const MODULE = /^github\.com\/gorilla\/mux$/;
/** Methods of a router or a route that say more of the route; what they give back goes on with it. */
const MATCHERS =
  /^(?:Methods|Host|Schemes|Headers|HeadersRegexp|Queries|MatcherFunc|Name|NewRoute|StrictSlash|SkipClean|UseEncodedPath|BuildOnly|BuildVarsFunc|HandlerFunc|Handler)$/;
const WITH_PATH = /^(?:HandleFunc|Handle|Path|PathPrefix)$/;
const HANDLING = /^(?:HandleFunc|Handle|HandlerFunc|Handler)$/;

/** Subrouters are followed to what they stand on so far. */
const MAX_DEPTH = 20;

/** https://pkg.go.dev/github.com/gorilla/mux: `Router` and `Route`. */
export const gorillaMux: Framework = {
  id: 'gorilla/mux',
  languages: ['go'],
  // The last: functions that make the routes of a table, of which the file alone does not say what they are for.
  mark: /gorilla\/mux|\.(?:HandleFunc|Handle|Path|PathPrefix)\(\s*["`]|Route\((?:http\.Method\w+,|"[A-Z]+",)?\s*"\//,
  routes(code) {
    return mayUse(code, MODULE) ? new MuxRoutes(code).findings() : { routes: [], problems: [] };
  },
};

/** A route as one chain of calls tells it. */
interface Chain {
  readonly on: Expr;
  readonly methods: readonly Expr[];
  /** The calls that give a part of the path, the first first. */
  readonly paths: readonly CallExpr[];
  readonly handler: Expr | null;
  readonly isHandled: boolean;
}

class MuxRoutes {
  readonly #graph = new RouteGraph('gorilla/mux');
  readonly #routers: RouterObjects;

  constructor(private readonly code: Code) {
    const types = new GoRouterTypes(
      code,
      {
        module: MODULE,
        local: 'mux',
        names: /^(?:r|\w*[rR]outer)$/,
        makers: /^NewRouter$/,
        types: /^(?:Router|Route)$/,
        applications: /^$/,
        made,
      },
      this.#graph,
    );
    this.#routers = new RouterObjects(code, this.#graph, {
      roleOf: (origin) => types.roleOf(origin),
      isPlausible: (origin) => types.isPlausible(origin),
      syntax: { braces: true },
    });
  }

  findings(): RouteFindings {
    for (const file of this.code.program.files()) {
      if (file.facts.language !== 'go') continue;
      for (const made of chainEnds(file)) {
        if (!chainOf(made.call).isHandled) continue;
        if (this.code.resolver.ownRouters.around(file, made.scope) !== null) continue;
        const site = { file: file.path, scope: made.scope };
        for (const call of unrolled(made, file, this.code)) this.#chain(call, site);
      }
    }
    giveInTurns(this.code, this.#routers);
    mountStripped(this.code, this.#routers, this.#graph);
    return this.#graph.findings();
  }

  #chain(end: CallExpr, site: Site): void {
    const { on, methods, paths, handler, isHandled } = chainOf(end);
    const [first] = paths;
    const path = pathOf(paths);
    // Without a path of its own a route is that of its subrouter: `s.Methods("GET").Handler(h)`.
    if (!isHandled || (first === undefined ? methods.length === 0 : path === null)) return;
    // `PathPrefix("/x").Handler(h)` hands all below to another handler: no operation, unless it says which methods.
    if (paths.some((call) => nameOf(call) === 'PathPrefix') && methods.length === 0) return;
    for (const { key, frame } of this.#routers.at(
      on,
      site,
      path === null ? methods : [path, ...methods],
    )) {
      const own = methods.flatMap((one) => methodNames(one, site, frame, this.code));
      const around = own.length > 0 ? own : this.#methodsAround(on, site, 0);
      const names =
        around.length > 0 || handler === null ? around : comparedMethods(handler, site, this.code);
      for (const template of this.#routers.paths(path, site, frame)) {
        this.#graph.add({
          router: key,
          methods: names.length === 0 ? ['*'] : names,
          path: template,
          file: site.file,
          at: (first ?? end).callee,
        });
      }
    }
  }

  /** The methods of a subrouter: `r.Methods("GET").Subrouter()` serves them alone. */
  #methodsAround(on: Expr, site: Site, depth: number): readonly string[] {
    if (depth > MAX_DEPTH) return [];
    for (const origin of this.code.resolver.origins(on, site)) {
      if (origin.kind !== 'call') continue;
      const { callee, args } = origin.call;
      if (callee.kind !== 'member') continue;
      if (callee.name === 'Methods')
        return args.flatMap(({ value }) => methodNames(value, origin, null, this.code));
      const around = this.#methodsAround(callee.object, origin, depth + 1);
      if (around.length > 0) return around;
    }
    return [];
  }
}

/** What a call on a router or a route gives back: itself, or a route below a path. */
function made(name: string, { args }: CallExpr, on: Expr): RouterRole | null {
  if (WITH_PATH.test(name)) return { role: 'group', of: on, prefix: args[0]?.value ?? null };
  return name === 'Subrouter' || MATCHERS.test(name) ? { role: 'same', as: on } : null;
}

/** Takes a chain apart, from its end to what it begins with. */
function chainOf(end: CallExpr): Chain {
  const methods: Expr[] = [];
  const paths: CallExpr[] = [];
  let handler: Expr | null = null;
  let isHandled = false;
  let on: Expr = end;
  while (on.kind === 'call' && on.callee.kind === 'member') {
    const { name, object }: MemberExpr = on.callee;
    if (!WITH_PATH.test(name) && !MATCHERS.test(name)) break;
    if (name === 'Methods') methods.unshift(...on.args.map(({ value }) => value));
    if (WITH_PATH.test(name)) paths.unshift(on);
    if (HANDLING.test(name)) handler = on.args.at(-1)?.value ?? handler;
    isHandled ||= HANDLING.test(name);
    on = object;
  }
  return { on, methods, paths, handler, isHandled };
}

/** The path that the calls of a chain give together; null when one of them gives none. */
function pathOf(paths: readonly CallExpr[]): Expr | null {
  const parts: Expr[] = [];
  for (const { args } of paths) {
    const [first] = args;
    if (first === undefined) return null;
    parts.push(first.value);
  }
  const [only] = parts;
  return only === undefined || parts.length === 1 ? (only ?? null) : joined(parts, only);
}

function nameOf({ callee }: CallExpr): string | null {
  return callee.kind === 'member' ? callee.name : null;
}
