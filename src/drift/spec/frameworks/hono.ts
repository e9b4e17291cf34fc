import type { Code } from '../../code/code.ts';
import { entry, type Located, objects } from '../../code/entries.ts';
import type { Argument, CallExpr, Expr } from '../../code/facts.ts';
import { lastName } from '../../code/facts-index.ts';
import type { Origin } from '../../code/origin.ts';
import type { Site } from '../../code/program.ts';
import { packageOf, packagesUsing } from '../../code/uses-package.ts';
import type { Framework, RouteFindings, RouteParameter } from '../framework.ts';
import { httpMethod, type MethodCall, methodCalls, methodNames } from '../javascript-calls.ts';
import { packagesSpeaking, ToldByHandlers } from '../javascript-dialects.ts';
import { type PathSyntax, type PathTemplate, ROOT } from '../path-template.ts';
import { RouteGraph } from '../route-graph.ts';
import { RouterObjects } from '../router-objects.ts';
import { type RouterRole, receiver } from '../router-roles.ts';
import { schemaParameters } from '../schema-parameters.ts';

/** Hono by npm, JSR and Deno's names, with its presets and the OpenAPI variant. */
const PACKAGE = /(?:^|[/:@])hono(?:@[^/]*)?(?:\/|$)/;
const APPLICATION = /^(?:Hono|OpenAPIHono|default|default\.Hono)$/;
const METHODS = /^(?:get|head|post|put|patch|delete|options|all)$/;
/** The methods whose calls say something of routes. */
const CALLED =
  /^(?:route|mount|on|openapi|openapiRoutes|get|head|post|put|patch|delete|options|all)$/;
/** Methods of an application that give it back. */
const CHAIN =
  /^(?:get|head|post|put|patch|delete|options|all|on|use|route|mount|notFound|onError|openapi|doc\w*)$/;
/** `:id`, `:id{regex}`, `:id?`, `*`; `createRoute` writes `{id}`. */
const SYNTAX: PathSyntax = { colon: true, star: true };
const OPENAPI_SYNTAX: PathSyntax = { braces: true, colon: true, star: true };

/** Hono: methods, `on`, base paths, routes of routes, and OpenAPIHono's described routes. */
export const hono: Framework = {
  id: 'hono',
  languages: ['javascript'],
  mark: /['"](?:[\w:/.@]*@?)hono(?:[@/][\w@./-]*)?['"]|\bcreateRoute\(|\.basePath\(/,
  routes(code) {
    const packages = new Set([...packagesUsing(code, PACKAGE), ...packagesSpeaking(code, 'hono')]);
    return packages.size === 0
      ? { routes: [], problems: [] }
      : new HonoRoutes(code, packages).findings();
  },
};

class HonoRoutes {
  readonly #graph = new RouteGraph('hono');
  readonly #routers: RouterObjects;
  readonly #told: ToldByHandlers;
  readonly #described: RouterObjects;
  /** Goes through `basePath` to the application that it was called on: they share their routes. */
  readonly #whole: RouterObjects;

  constructor(
    private readonly code: Code,
    private readonly packages: ReadonlySet<string>,
  ) {
    this.#told = new ToldByHandlers(code, 'hono', packages);
    const teller = {
      roleOf: (origin: Origin) => this.#roleOf(origin),
      isPlausible: (origin: Origin) => this.#isPlausible(origin),
      tellsMakings: true,
    };
    this.#routers = new RouterObjects(code, this.#graph, { ...teller, syntax: SYNTAX });
    this.#described = new RouterObjects(code, this.#graph, { ...teller, syntax: OPENAPI_SYNTAX });
    this.#whole = new RouterObjects(code, this.#graph, {
      ...teller,
      roleOf: (origin) => {
        const role = this.#roleOf(origin);
        return role?.role === 'group' ? { role: 'same', as: role.of } : role;
      },
      syntax: SYNTAX,
    });
  }

  findings(): RouteFindings {
    for (const one of methodCalls(this.code, CALLED)) this.#call(one);
    return this.#graph.findings();
  }

  #roleOf(origin: Origin): RouterRole | null | undefined {
    if (origin.kind === 'value') return origin.expr.kind === 'name' ? undefined : null;
    // A class of the repository that extends Hono.
    if (origin.kind === 'instance') return this.#extendsHono(origin) ? { role: 'root' } : undefined;
    if (origin.kind !== 'call') return undefined;
    const { call } = origin;
    const name = lastName(call.callee);
    const on = receiver(call);
    for (const callee of this.code.resolver.origins(call.callee, origin)) {
      if (callee.kind === 'external' && PACKAGE.test(callee.module))
        return APPLICATION.test(callee.name) ? { role: 'root' } : null;
      if (name === 'createApp' && this.#isFactory(callee)) return { role: 'root' };
    }
    if (on === null || name === null) return undefined;
    if (name === 'basePath') return { role: 'group', of: on, prefix: call.args[0]?.value ?? null };
    return CHAIN.test(name) ? { role: 'same', as: on } : undefined;
  }

  /** `createFactory().createApp`. */
  #isFactory(callee: Origin): boolean {
    if (callee.kind !== 'member' || callee.object.kind !== 'call') return false;
    const { object } = callee;
    return this.code.resolver
      .origins(object.call.callee, object)
      .some((origin) => origin.kind === 'external' && PACKAGE.test(origin.module));
  }

  #extendsHono({ file, scope }: { readonly file: string; readonly scope: number }): boolean {
    const declared = this.code.program.file(file)?.index.scope(scope);
    return (declared?.bases ?? []).some((base) =>
      this.code.resolver
        .origins(base, { file, scope: declared?.parent ?? 0 })
        .some((origin) => origin.kind === 'external' && PACKAGE.test(origin.module)),
    );
  }

  /** What cannot be followed counts by its type, or by its name where the package uses Hono. */
  #isPlausible(origin: Origin): boolean {
    if (this.#told.has(origin)) return true;
    const typed = /\b(?:Hono|OpenAPIHono)\b/;
    if (origin.kind === 'typed') return typed.test(origin.type);
    if (origin.kind !== 'param') return false;
    const scope = this.code.program.file(origin.file)?.index.scope(origin.scope);
    const param = scope?.params[origin.position];
    if (param === undefined) return false;
    if (param.type !== null) return typed.test(param.type);
    return (
      /^(?:app|router|api|hono)$|App$/.test(param.name) &&
      this.packages.has(packageOf(origin.file, this.code))
    );
  }

  #call({ call, object, method, site }: MethodCall): void {
    if (method === 'route' || method === 'mount') this.#mount(object, call, site);
    else if (method === 'on') this.#on(object, call, site);
    else if (method === 'openapi' || method === 'openapiRoutes') this.#openapi(object, call, site);
    else this.#route(object, method, call, site);
  }

  /** `app.get('/x', …)`; without a path that of the call before it in the chain counts. */
  #route(object: Expr, method: string | Expr, call: CallExpr, site: Site): void {
    const [first, ...others] = call.args;
    if (first === undefined) return;
    // Most calls with one argument are of collections: `map.get(key)`.
    const before = others.length === 0 ? this.#pathBefore(object, site) : null;
    const isHandler = first.value.kind === 'function';
    if (others.length === 0 && before === null && !isHandler) return;
    const hasPath = this.#isPath(first, site);
    if (hasPath && others.length === 0) return;
    const path = hasPath ? first.value : (before ?? this.#pathBefore(object, site));
    if (path === null && !isHandler) return;
    const methods = methodNames(method, site, null, METHODS, this.code).map(httpMethod);
    if (methods.length > 0) this.#add(object, methods, path, call, site);
  }

  /** The path that a chain of calls is at: `app.get('/x', a).post(b)`. */
  #pathBefore(object: Expr, site: Site): Expr | null {
    if (object.kind !== 'call' || object.callee.kind !== 'member') return null;
    const { name, object: inner } = object.callee;
    const [first] = object.args;
    if (METHODS.test(name) && first !== undefined && this.#isPath(first, site)) return first.value;
    return METHODS.test(name) ? this.#pathBefore(inner, site) : null;
  }

  /** `app.on(['PUT', 'DELETE'], ['/x', '/y'], …)`. */
  #on(object: Expr, call: CallExpr, site: Site): void {
    const [method, path, ...handlers] = call.args;
    if (method === undefined || path === undefined || handlers.length === 0) return;
    if (!this.#isPath(path, site)) return;
    const names = this.code.evaluator.texts(method.value, site).map((text) => text.join(''));
    this.#add(object, names.map(httpMethod), path.value, call, site);
  }

  #add(
    object: Expr,
    methods: readonly string[],
    path: Expr | null,
    call: CallExpr,
    site: Site,
  ): void {
    for (const { key, frame, called } of this.#routers.at(
      object,
      site,
      path === null ? [] : [path],
    )) {
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

  /** `app.route('/x', other)` and `app.mount('/x', other.fetch)`. */
  #mount(object: Expr, call: CallExpr, site: Site): void {
    const [path, other] = call.args;
    if (path === undefined || other === undefined) return;
    const { value } = other;
    const inner = value.kind === 'member' && value.name === 'fetch' ? value.object : value;
    if (this.#whole.keysOf(inner, site).length === 0) return;
    for (const { key, frame } of this.#routers.at(object, site, [path.value, inner])) {
      const children = this.#whole.keysIn(inner, site, frame);
      for (const prefix of this.#routers.paths(path.value, site, frame)) {
        for (const child of children) this.#graph.mount(child, key, prefix);
      }
    }
  }

  /** `app.openapi(createRoute({ method, path, request }), …)`. */
  #openapi(object: Expr, call: CallExpr, site: Site): void {
    const [route] = call.args;
    if (route === undefined) return;
    const routers = this.#routers.keysOf(object, site);
    if (routers.length === 0) return;
    const given = this.#descriptions(route.value, site);
    if (given.length === 0) {
      this.#graph.problem(
        'The description of this route is not known, so its method and path are not: the route is left out.',
        site.file,
        call.callee,
      );
    }
    for (const one of given) {
      const method = entry(one, 'method', this.code);
      const path = entry(one, 'path', this.code);
      if (method === undefined || path === undefined) continue;
      const names = this.code.evaluator
        .texts(method.expr, method.site)
        .map((text) => text.join(''));
      const parameters = this.#parameters(one);
      for (const key of routers) {
        for (const template of this.#described.paths(path.expr, path.site))
          this.#addDescribed(key, names, template, parameters, call, site);
      }
    }
  }

  #addDescribed(
    router: string,
    names: readonly string[],
    path: PathTemplate,
    parameters: readonly RouteParameter[],
    call: CallExpr,
    site: Site,
  ): void {
    this.#graph.add({
      router,
      methods: names.map(httpMethod),
      path: path.path === '/' ? ROOT : path,
      file: site.file,
      at: call.callee,
      ...(parameters.length === 0 ? {} : { parameters }),
    });
  }

  /** What `createRoute` was given, wherever that was; lists of routes too. */
  #descriptions(expr: Expr, site: Site, depth = 0): readonly Located[] {
    if (depth > 6) return [];
    const direct = objects(expr, site, this.code);
    if (direct.length > 0) return direct;
    return this.code.resolver.origins(expr, site).flatMap((origin): readonly Located[] => {
      if (origin.kind === 'value' && origin.expr.kind === 'list')
        return origin.expr.items.flatMap((item) => this.#descriptions(item, origin, depth + 1));
      if (origin.kind !== 'call') return [];
      const [first] = origin.call.args;
      return first === undefined ? [] : objects(first.value, origin, this.code);
    });
  }

  #parameters(route: Located): readonly RouteParameter[] {
    const request = entry(route, 'request', this.code);
    if (request === undefined) return [];
    return objects(request.expr, request.site, this.code).flatMap((parts) =>
      (['query', 'headers', 'cookies'] as const).flatMap((name) => {
        const schema = entry(parts, name, this.code);
        const place = name === 'query' ? 'query' : name === 'headers' ? 'header' : 'cookie';
        return schema === undefined ? [] : schemaParameters(schema, place, this.code);
      }),
    );
  }

  #isPath({ value, spread }: Argument, site: Site): boolean {
    if (spread || value.kind === 'function' || value.kind === 'map') return false;
    return this.code.evaluator.texts(value, site).some(([first]) => {
      if (typeof first !== 'string') return value.kind === 'join';
      return first === '' || /^[/*:]/.test(first) || value.kind === 'text';
    });
  }
}
