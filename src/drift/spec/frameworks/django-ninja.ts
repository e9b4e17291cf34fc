import type { Code } from '../../code/code.ts';
import { exported } from '../../code/exports.ts';
import type { CallExpr, Expr } from '../../code/facts.ts';
import { lastName } from '../../code/facts-index.ts';
import { type Origin, originKey } from '../../code/origin.ts';
import type { Site } from '../../code/program.ts';
import { isNamedAsRouter, isOthers, ownObject, type PythonCall } from '../python-routers.ts';
import { argument, classesOf, externalBases, methodNames } from '../python-routing.ts';
import type { RouteGraph } from '../route-graph.ts';
import { RouterObjects } from '../router-objects.ts';
import type { RouterRole } from '../router-roles.ts';

/** Django Ninja's package, and those that build on it. */
export const NINJA = /^ninja(?:_extra)?(?:\.|$)/;
const API = /\.(?:NinjaAPI|NinjaExtraAPI|Router)$/;
const METHODS = /^(?:get|post|put|patch|delete)$/;

/** The operations of Django Ninja (https://django-ninja.dev, "Routers"), on the graph of Django's routes. */
export class NinjaRouters {
  readonly #routers: RouterObjects;

  constructor(
    private readonly code: Code,
    private readonly graph: RouteGraph,
  ) {
    this.#routers = new RouterObjects(code, graph, {
      roleOf: (origin) => this.#roleOf(origin),
      isPlausible: isNamedAsRouter,
      syntax: { braces: true, converters: true },
      tellsMakings: true,
    });
  }

  /** The APIs and routers that an expression may be. */
  keysOf(expr: Expr, site: Site): readonly string[] {
    return this.#routers.keysOf(expr, site);
  }

  /** `@api.get("/users/{id}")`, `api.api_operation(["POST"], "/x")`, `api.add_router("/events/", router)`. */
  call(made: PythonCall): void {
    const { call, site } = made;
    if (this.#ofController(made)) return;
    if (call.callee.kind !== 'member') return;
    const { name } = call.callee;
    const object = ownObject(call.callee.object);
    if (name === 'add_router') this.#mount(object, call, site);
    else if (name === 'register_controllers') this.#register(object, call, site);
    else if (METHODS.test(name) || name === 'api_operation') this.#operation(object, name, made);
    else if (name === 'add_api_operation') {
      const methods = argument(call, 'methods', 1);
      const known = methods === null ? null : methodNames(methods, site, this.code);
      this.#route(object, known ?? ['*'], argument(call, 'path', 0), made);
    }
  }

  #operation(object: Expr, name: string, made: PythonCall): void {
    const { call, site } = made;
    if (isOthers(object, made, NINJA, '<', this.code)) return;
    if (name !== 'api_operation')
      this.#route(object, [name.toUpperCase()], argument(call, 'path', 0), made);
    else {
      const methods = argument(call, 'methods', 0);
      const known = methods === null ? null : methodNames(methods, site, this.code);
      this.#route(object, known ?? ['*'], argument(call, 'path', 1), made);
    }
  }

  /** Django Ninja Extra: `@route.get("/x")` and `@http_get("/x")` on methods of a controller. */
  #ofController({ call, site, file, handler }: PythonCall): boolean {
    const name = lastName(call.callee) ?? '';
    const isRoute = call.callee.kind === 'member' && lastName(call.callee.object) === 'route';
    const method = isRoute ? name : /^http_(\w+)$/.exec(name)?.[1];
    const around = handler === undefined ? undefined : file.index.scope(handler)?.parent;
    if (method === undefined || typeof around !== 'number') return false;
    const said = method === 'generic' ? argument(call, 'methods', 1) : null;
    const methods =
      said === null ? [method.toUpperCase()] : (methodNames(said, site, this.code) ?? ['*']);
    if (said === null && !METHODS.test(method)) return false;
    const controller = file.index.scope(around);
    const made = controller?.decorators.find(({ callee }) => lastName(callee) === 'api_controller');
    if (made === undefined) return false;
    const key = originKey({ kind: 'class', file: site.file, scope: around });
    this.graph.declare(key, false);
    for (const prefix of this.#routers.paths(argument(made, 'prefix_or_class', 0), site))
      this.graph.prefix(key, prefix);
    for (const path of this.#routers.paths(argument(call, 'path', 0), site))
      this.graph.add({
        router: key,
        methods,
        path,
        file: site.file,
        at: call,
      });
    return true;
  }

  #register(on: Expr, { args }: CallExpr, site: Site): void {
    for (const { value } of args) {
      for (const { file, scope } of classesOf(value, site, this.code))
        for (const key of this.keysOf(on, site))
          this.graph.mount(originKey({ kind: 'class', file, scope }), key);
    }
  }

  #roleOf(origin: Origin): RouterRole | null | undefined {
    if (origin.kind === 'instance') {
      // A router of the program's own: `class CatRouter(Router)`.
      const bases = externalBases(origin, this.code);
      return bases.some((base) => NINJA.test(base) && API.test(base)) ? { role: 'router' } : null;
    }
    if (origin.kind !== 'call')
      return origin.kind === 'value' && !isNamedAsRouter(origin) ? null : undefined;
    const isApi = this.code.resolver
      .origins(origin.call.callee, origin)
      .some((one) => one.kind === 'external' && NINJA.test(one.module) && API.test(`.${one.name}`));
    return isApi ? { role: 'router' } : null;
  }

  #route(
    on: Expr,
    methods: readonly string[],
    path: Expr | null,
    { call, site }: PythonCall,
  ): void {
    if (path === null) return;
    for (const { key, frame } of this.#routers.at(on, site, [path])) {
      for (const template of this.#routers.paths(path, site, frame))
        this.graph.add({ router: key, methods, path: template, file: site.file, at: call });
    }
  }

  #mount(on: Expr, call: CallExpr, site: Site): void {
    const prefix = argument(call, 'prefix', 0);
    const router = argument(call, 'router', 1);
    if (prefix === null || router === null) return;
    const named = this.#named(router, site);
    for (const { key, frame } of this.#routers.at(on, site, [prefix, router])) {
      const children = [...this.#routers.keysIn(router, site, frame), ...named];
      for (const template of this.#routers.paths(prefix, site, frame))
        for (const child of children) this.graph.mount(child, key, template);
    }
  }

  /** `api.add_router("/news/", "news.api.router")`. */
  #named(router: Expr, site: Site): readonly string[] {
    const text = router.kind === 'text' ? router.value : '';
    const [, module = '', name = ''] = /^([\w.]+)\.(\w+)$/.exec(text) ?? [];
    const [file] = module === '' ? [] : this.code.program.modules(module, site.file);
    return file === undefined ? [] : exported(this.code.resolver, file, name).map(originKey);
  }
}
