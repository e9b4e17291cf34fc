import type { Code } from '../../code/code.ts';
import { entry, objects } from '../../code/entries.ts';
import type { Argument, CallExpr, Expr } from '../../code/facts.ts';
import { lastName } from '../../code/facts-index.ts';
import type { Frame } from '../../code/frame.ts';
import type { Origin } from '../../code/origin.ts';
import type { Site } from '../../code/program.ts';
import { packageOf, packagesUsing } from '../../code/uses-package.ts';
import type { Framework, RouteFindings } from '../framework.ts';
import { httpMethod, type MethodCall, methodCalls, methodNames } from '../javascript-calls.ts';
import { packagesSpeaking, ToldByHandlers } from '../javascript-dialects.ts';
import { joinPaths, type PathSyntax, type PathTemplate, ROOT } from '../path-template.ts';
import { RouteGraph } from '../route-graph.ts';
import { RouterObjects } from '../router-objects.ts';
import { type RouterRole, receiver } from '../router-roles.ts';

const APPLICATION = /^koa$/;
const ROUTER = /^(?:@koa\/router|koa-router|@?koa-better-router|koa-tree-router|koa-joi-router)$/;
const METHODS = /^(?:get|head|post|put|patch|delete|del|options|all)$/;
/** The methods whose calls say something of routes. */
const CALLED = /^(?:use|prefix|register|route|get|head|post|put|patch|delete|del|options|all)$/;
/** Methods of a router, or of an application, that give it back. */
const CHAIN =
  /^(?:use|prefix|param|redirect|register|get|head|post|put|patch|delete|del|options|all)$/;
/** What makes middleware of a router. */
const MIDDLEWARE = /^(?:routes|middleware)$/;
/** path-to-regexp 6: `:id`, `:id(\\d+)`, `:id?`, `(.*)`, `{/:id}?`; 8: `*rest`. */
const SYNTAX: PathSyntax = { colon: true, star: true, optional: '{}', parentheses: true };

/** Koa with its router, `koa-mount`, `koa-compose` and `koa-route`. */
export const koa: Framework = {
  id: 'koa',
  languages: ['javascript'],
  mark: /['"](?:koa|@koa\/[\w-]+|koa-[\w-]+)['"]|\brouter\.(?:get|post|put|patch|delete|del|all|use|prefix)\(/i,
  routes(code) {
    const packages = new Set([
      ...packagesUsing(code, /^(?:koa|@koa\/router|koa-router|koa-.*router|koa-route)$/),
      ...packagesSpeaking(code, 'koa'),
    ]);
    return packages.size === 0
      ? { routes: [], problems: [] }
      : new KoaRoutes(code, packages).findings();
  },
};

/** Something that `use` puts on a router or an application, below a prefix of its own. */
interface Mounted {
  readonly key: string;
  readonly prefix: PathTemplate;
}

class KoaRoutes {
  readonly #graph = new RouteGraph('koa');
  readonly #routers: RouterObjects;
  readonly #told: ToldByHandlers;

  constructor(
    private readonly code: Code,
    private readonly packages: ReadonlySet<string>,
  ) {
    this.#told = new ToldByHandlers(code, 'koa', packages);
    this.#routers = new RouterObjects(code, this.#graph, {
      roleOf: (origin) => this.#roleOf(origin),
      isPlausible: (origin) => this.#isPlausible(origin),
      tellsMakings: true,
      syntax: SYNTAX,
    });
  }

  findings(): RouteFindings {
    for (const one of methodCalls(this.code, CALLED)) this.#call(one);
    return this.#graph.findings();
  }

  #roleOf(origin: Origin): RouterRole | null | undefined {
    if (origin.kind === 'value') return origin.expr.kind === 'name' ? undefined : null;
    if (origin.kind !== 'call') return undefined;
    const { call } = origin;
    for (const callee of this.code.resolver.origins(call.callee, origin)) {
      if (callee.kind !== 'external') continue;
      if (!/^(?:\*|default|Router|router|default\.default)$/.test(callee.name)) continue;
      if (APPLICATION.test(callee.module)) return { role: 'root' };
      if (ROUTER.test(callee.module))
        return { role: 'router', prefix: this.#prefixOf(call, origin) };
    }
    const on = receiver(call);
    const name = lastName(call.callee);
    if (on === null || name === null) return undefined;
    return CHAIN.test(name) || MIDDLEWARE.test(name) ? { role: 'same', as: on } : undefined;
  }

  /** `new Router({ prefix: '/users' })`. */
  #prefixOf(call: CallExpr, site: Site): Expr | null {
    const [options] = call.args;
    if (options === undefined) return null;
    const [map] = objects(options.value, site, this.code);
    const prefix = map === undefined ? undefined : entry(map, 'prefix', this.code);
    if (prefix === undefined) return null;
    this.code.resolver.settle(prefix.expr, prefix.site);
    return prefix.expr;
  }

  /** What cannot be followed counts by its type, or by its name where the package uses Koa. */
  #isPlausible(origin: Origin): boolean {
    if (this.#told.has(origin)) return true;
    if (origin.kind === 'typed')
      return /^(?:Koa\.?)?Router\b|^Koa\b/.test(origin.type) && this.#isNear(origin.file);
    if (origin.kind !== 'param') return false;
    const scope = this.code.program.file(origin.file)?.index.scope(origin.scope);
    const param = scope?.params[origin.position];
    if (param === undefined || !this.#isNear(origin.file)) return false;
    if (param.type !== null) return /\bRouter\b|\bKoa\b/.test(param.type);
    return /^(?:router|app)$|Router$/.test(param.name);
  }

  #isNear(path: string): boolean {
    return this.packages.has(packageOf(path, this.code));
  }

  #call({ call, object, method, site }: MethodCall): void {
    if (method === 'use') this.#use(object, call, site);
    else if (method === 'prefix') this.#prefix(object, call, site);
    else if (method === 'register') this.#register(object, call, site);
    else if (method === 'route') this.#joiRoute(object, call, site);
    else this.#route(object, method, call, site);
  }

  /** `router.get('/x', …)`, or with a name before the path: `router.get('user', '/users/:id', …)`. */
  #route(object: Expr, method: string | Expr, call: CallExpr, site: Site): void {
    const [first, second, third] = call.args;
    if (first === undefined || second === undefined) return;
    const isNamed = third !== undefined && this.#isName(first, second, site);
    const path = isNamed ? second : first;
    if (!this.#isPath(path, site)) return;
    this.#add(object, method, path.value, call, site);
  }

  /** `router.register('/x', ['GET', 'POST'], …)`. */
  #register(object: Expr, call: CallExpr, site: Site): void {
    const [path, methods] = call.args;
    if (path === undefined || methods === undefined || !this.#isPath(path, site)) return;
    const names = this.code.evaluator.texts(methods.value, site).map((text) => text.join(''));
    if (names.every((name) => METHODS.test(name.toLowerCase())))
      this.#add(object, names.map(httpMethod), path.value, call, site);
  }

  /** `router.route({ method: 'get', path: '/x', … })` of koa-joi-router; also a list of them. */
  #joiRoute(object: Expr, call: CallExpr, site: Site): void {
    const [given] = call.args;
    if (given === undefined) return;
    for (const map of objects(given.value, site, this.code)) {
      const path = entry(map, 'path', this.code);
      const method = entry(map, 'method', this.code);
      if (path === undefined || method === undefined) continue;
      const names = this.code.evaluator
        .texts(method.expr, method.site)
        .map((text) => text.join(''));
      this.code.resolver.settle(path.expr, path.site);
      this.#add(object, names.map(httpMethod), path.expr, call, site);
    }
  }

  #add(
    object: Expr,
    method: string | Expr | readonly string[],
    path: Expr,
    call: CallExpr,
    site: Site,
  ): void {
    for (const { key, frame, called } of this.#routers.at(object, site, [path])) {
      const methods = isList(method)
        ? method
        : methodNames(method, site, frame, METHODS, this.code).map(httpMethod);
      if (methods.length === 0) continue;
      for (const template of this.#routers.paths(path, site, frame))
        this.#graph.add({
          router: key,
          methods,
          path: template,
          file: site.file,
          at: call.callee,
          ...called,
        });
    }
  }

  /** `router.prefix('/x')` counts for all its routes. */
  #prefix(object: Expr, call: CallExpr, site: Site): void {
    const [path] = call.args;
    if (path === undefined || call.args.length > 1) return;
    for (const { key, frame } of this.#routers.at(object, site, [path.value])) {
      for (const template of this.#routers.paths(path.value, site, frame))
        this.#graph.prefix(key, template);
    }
  }

  /** `app.use(router.routes())`, `router.use('/x', …, other.routes())`, `app.use(mount('/x', other))`. */
  #use(object: Expr, call: CallExpr, site: Site): void {
    const [first] = call.args;
    if (first === undefined) return;
    const path = this.#isText(first.value, site) ? first.value : null;
    const values = call.args.map(({ value }) => value).filter((value) => value !== path);
    const mountedIn = (frame: Frame | null) =>
      values.flatMap((value) => this.#mounted(value, site, frame));
    const own = values.flatMap((value) => this.#koaRoute(value, site));
    if (own.length === 0 && mountedIn(null).length === 0) return;
    const texts = path === null ? values : [path, ...values];
    for (const { key, frame } of this.#routers.at(object, site, texts)) {
      const mounted = mountedIn(frame);
      for (const prefix of this.#routers.paths(path, site, frame)) {
        for (const one of mounted) this.#graph.mount(one.key, key, joinPaths(prefix, one.prefix));
        for (const one of own) this.#graph.add({ router: key, ...one });
      }
    }
  }

  /** What is put on by one argument: routers as they are, mounted below a path, or several composed. */
  #mounted(expr: Expr, site: Site, frame: Frame | null, depth = 0): readonly Mounted[] {
    if (depth > 8 || expr.kind === 'function') return [];
    if (expr.kind === 'list')
      return expr.items.flatMap((item) => this.#mounted(item, site, frame, depth + 1));
    const found = this.code.resolver.origins(expr, site).flatMap((origin) => {
      if (origin.kind === 'value' && origin.expr.kind === 'list')
        return this.#mounted(origin.expr, origin, frame, depth + 1);
      return origin.kind === 'call' ? this.#made(origin, frame, depth) : null;
    });
    if (found.some((one) => one !== null)) return found.filter((one) => one !== null);
    return this.#routers.keysIn(expr, site, frame).map((key) => ({ key, prefix: ROOT }));
  }

  /** What `mount('/x', app)`, `compose([…])` and `combineRouters(a, b)` put on; null for any other call. */
  #made(
    { call, ...site }: Extract<Origin, { kind: 'call' }>,
    frame: Frame | null,
    depth: number,
  ): readonly (Mounted | null)[] {
    const packages = this.code.resolver
      .origins(call.callee, site)
      .flatMap((origin) => (origin.kind === 'external' ? [origin.module] : []));
    const inner = (args: readonly Argument[]) =>
      args.flatMap(({ value }) => this.#mounted(value, site, frame, depth + 1));
    if (packages.some((name) => /^koa-(?:compose|combine-routers)$/.test(name)))
      return inner(call.args);
    // `combineRouters(a, b)()`.
    if (call.callee.kind === 'call' && call.args.length === 0)
      return this.#made({ ...site, call: call.callee }, frame, depth + 1);
    if (!packages.some((name) => /^koa-mount$/.test(name))) return [null];
    const [first, ...others] = call.args;
    if (first === undefined) return [];
    if (others.length === 0) return inner([first]);
    const prefixes = this.#routers.paths(first.value, site);
    return inner(others).flatMap(({ key, prefix }) =>
      prefixes.map((one) => ({ key, prefix: joinPaths(one, prefix) })),
    );
  }

  /** `route.get('/x', …)` of koa-route, which stands in `app.use(…)`. */
  #koaRoute(expr: Expr, site: Site) {
    if (expr.kind !== 'call' || expr.callee.kind !== 'member') return [];
    const { callee } = expr;
    const isRoute = this.code.resolver
      .origins(callee, site)
      .some((origin) => origin.kind === 'external' && origin.module === 'koa-route');
    const [path] = expr.args;
    if (!isRoute || path === undefined || !METHODS.test(callee.name)) return [];
    return this.#routers.paths(path.value, site).map((template) => ({
      methods: [httpMethod(callee.name)],
      path: template,
      file: site.file,
      at: callee,
    }));
  }

  #isPath({ value, spread }: Argument, site: Site): boolean {
    if (spread || value.kind === 'function' || value.kind === 'map') return false;
    return this.code.evaluator.texts(value, site).some(([first]) => {
      return typeof first !== 'string'
        ? value.kind !== 'call'
        : first === '' || /^[/*:({]/.test(first);
    });
  }

  /** Whether a name stands before the path. */
  #isName(first: Argument, second: Argument, site: Site): boolean {
    const starts = ({ value }: Argument): readonly unknown[] =>
      this.code.evaluator.texts(value, site).map(([part]) => part);
    return (
      starts(second).some((part) => typeof part === 'string' && part.startsWith('/')) &&
      starts(first).every((part) => typeof part === 'string' && !part.startsWith('/'))
    );
  }

  #isText(expr: Expr, site: Site): boolean {
    if (expr.kind === 'function' || expr.kind === 'call') return false;
    if (expr.kind === 'list')
      return expr.items.length > 0 && expr.items.every((item) => this.#isText(item, site));
    return this.code.evaluator.texts(expr, site).some(([first]) => typeof first === 'string');
  }
}

function isList(method: string | Expr | readonly string[]): method is readonly string[] {
  return Array.isArray(method);
}
