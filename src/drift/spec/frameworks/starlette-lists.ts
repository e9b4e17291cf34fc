import type { Code } from '../../code/code.ts';
import type { CallExpr, Expr } from '../../code/facts.ts';
import { lastName } from '../../code/facts-index.ts';
import { placeKey, type Site } from '../../code/program.ts';
import { unrolled } from '../../code/unroll.ts';
import { GrowingLists } from '../python-lists.ts';
import { argument } from '../python-routing.ts';
import type { RouteGraph } from '../route-graph.ts';
import type { RouterObjects } from '../router-objects.ts';

/** What lists of routes are called, and what makes an item of one. */
const ROUTES = /^_?(?:\w+_)?routes?$/;
const ROUTE = /^(?:Route|APIRoute|Mount|Host|WebSocketRoute)$/;

/** The lists of routes that Starlette's applications, routers and mounts are made with (its documentation, "Routing"). */
export class StarletteLists {
  readonly #growing: GrowingLists;
  readonly #listing = new Set<string>();

  constructor(
    private readonly code: Code,
    private readonly graph: RouteGraph,
    private readonly routers: RouterObjects,
    private readonly methodsOf: (route: CallExpr, site: Site) => readonly string[],
  ) {
    this.#growing = new GrowingLists(code, ROUTES, ROUTE);
  }

  /** `Starlette(routes=[Route("/x", view), Mount("/y", routes=[…])])`. */
  application(call: CallExpr, site: Site): void {
    const routes = argument(call, 'routes', lastName(call.callee) === 'Router' ? 0 : null);
    if (routes === null) return;
    for (const key of this.routers.keysOf(call, site)) this.#listed(routes, key, site);
  }

  /** `app.router.routes.append(Route("/x", view))`, of the application `owner`. */
  grown(owner: Expr, call: CallExpr, site: Site): void {
    const growth = this.#growing.growthOf(call, site);
    if (growth === null) return;
    for (const key of this.routers.keysOf(owner, site))
      if (growth.isList) this.#listed(growth.expr, key, site);
      else this.#declared(growth.expr, key, site);
  }

  #listed(routes: Expr, on: string, site: Site): void {
    const once = `${placeKey(site.file, routes)} ${routes.kind} ${on}`;
    // A list may grow by itself: `routes += more`.
    if (this.#listing.has(once)) return;
    this.#listing.add(once);
    this.#parts(routes, on, site);
    this.#listing.delete(once);
  }

  #parts(routes: Expr, on: string, site: Site): void {
    if (routes.kind === 'join') {
      for (const part of routes.parts) this.#listed(part, on, site);
      return;
    }
    if (routes.kind === 'list') {
      for (const item of routes.items) this.#declared(item, on, site);
      return;
    }
    if (routes.kind === 'call') this.#returned(routes, on, site);
    for (const origin of this.code.resolver.origins(routes, site)) {
      if (origin.kind !== 'value' || origin.expr === routes) continue;
      this.#listed(origin.expr, on, { file: origin.file, scope: origin.scope });
      for (const { expr, isList, site: at } of this.#growing.of(origin))
        if (isList) this.#listed(expr, on, at);
        else this.#declared(expr, on, at);
    }
  }

  /** The lists that a function gives back: `routes=get_routes()`. */
  #returned({ callee }: CallExpr, on: string, site: Site): void {
    for (const origin of this.code.resolver.origins(callee, site)) {
      if (origin.kind !== 'function') continue;
      const file = this.code.program.file(origin.file);
      for (const { value } of file?.index.returns(origin.scope) ?? [])
        this.#listed(value, on, { file: origin.file, scope: origin.scope });
    }
  }

  /** A route of a list, or one that another name or a function gives. */
  #declared(given: Expr, on: string, site: Site): void {
    if (given.kind !== 'call') {
      for (const origin of this.code.resolver.origins(given, site))
        if (origin.kind === 'call') this.#declared(origin.call, on, origin);
      return;
    }
    const file = this.code.program.file(site.file);
    const turns =
      file === undefined ? [given] : unrolled({ call: given, scope: site.scope }, file, this.code);
    for (const item of turns) this.#ofList(item, on, site);
  }

  #ofList(item: CallExpr, on: string, site: Site): void {
    const name = lastName(item.callee);
    const path = argument(item, 'path', 0);
    if (name === 'Route' || name === 'APIRoute') {
      const methods = this.methodsOf(item, site);
      for (const template of this.routers.paths(path, site))
        this.graph.add({ router: on, methods, path: template, file: site.file, at: item });
    } else if (name === 'Mount' || name === 'Host') {
      const isMount = name === 'Mount';
      const app = argument(item, 'app', 1);
      const inner = argument(item, 'routes', null);
      for (const template of this.routers.paths(isMount ? path : null, site)) {
        const key = `${site.file}:${item.line}:${item.column} ${on}`;
        this.graph.mount(key, on, template);
        if (inner !== null) this.#listed(inner, key, site);
        const children = app === null ? [] : this.routers.keysOf(app, site);
        for (const child of children) this.graph.mount(child, key);
      }
    }
  }
}
