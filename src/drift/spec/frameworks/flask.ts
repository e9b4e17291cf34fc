import type { Code } from '../../code/code.ts';
import type { CallExpr, Expr } from '../../code/facts.ts';
import { lastName } from '../../code/facts-index.ts';
import type { Frame } from '../../code/frame.ts';
import { type Origin, originKey } from '../../code/origin.ts';
import type { Site, SourceFile } from '../../code/program.ts';
import { usesPackage } from '../../code/uses-package.ts';
import type { Framework, RouteFindings } from '../framework.ts';
import { constructionOf } from '../made-objects.ts';
import { type PathSyntax, type PathTemplate, ROOT } from '../path-template.ts';
import {
  hasLooseRoutes,
  isOthers,
  isOverridden,
  isPlausibleRouter,
  ownObject,
  type PythonCall,
  pythonCalls,
  roleByName,
} from '../python-routers.ts';
import {
  argument,
  type ClassAt,
  classesOf,
  classValue,
  externalBases,
  handlerMethods,
  methodNames,
  viewClasses,
} from '../python-routing.ts';
import { RouteGraph } from '../route-graph.ts';
import { RouterObjects } from '../router-objects.ts';
import type { RouterRole, RouterTeller } from '../router-roles.ts';
import { mapOwner, werkzeugRules } from '../werkzeug-rules.ts';

import { builderRoutes } from './flask-builder.ts';
import { mountDispatched } from './flask-dispatcher.ts';
import { jsonApiResource } from './flask-json-api.ts';
import {
  API,
  APPLICATION,
  BLUEPRINT,
  NAMESPACE,
  namespacePath,
  PACKAGES,
  ROUTERS,
} from './flask-roles.ts';
import { classfulRoutes, viewsRegistered } from './flask-views.ts';

const METHODS = /^(?:get|post|put|patch|delete)$/;
/** Methods that classes of one's own have in place of Flask's. */
const OVERRIDDEN = /^(?:get|post|put|patch|delete|route|add_url_rule)$/;
/** `<id>`, `<int:id>`, `<regex("[a-z]+"):id>`. */
const SYNTAX: PathSyntax = { angles: true };

/** Flask with its extensions for resources, and what routes the same way. */
export const flask: Framework = {
  id: 'flask',
  languages: ['python'],
  mark: /\b(?:flask\w*|quart|apiflask|add_url_rule|MethodView|create_app)\b|[Bb]lueprint|BLUEPRINT|\.(?:route|add_resource|add_namespace)\(/,
  routes(code) {
    const isUsed = usesPackage(code, PACKAGES) || hasLooseRoutes(code, /^route$/, '{');
    return isUsed ? new FlaskRoutes(code).findings() : { routes: [], problems: [] };
  },
};

class FlaskRoutes {
  readonly #graph = new RouteGraph('flask');
  readonly #routers: RouterObjects;
  /** The prefixes that blueprints have of their own: one that is given where they are registered stands in their place. */
  readonly #own = new Map<
    string,
    { readonly prefix: Expr; readonly site: Site; readonly frame: Frame | null }
  >();
  readonly #mounted = new Set<string>();

  constructor(private readonly code: Code) {
    const teller: RouterTeller = {
      roleOf: (origin) => this.#roleOf(origin),
      isPlausible: (origin) => isPlausibleRouter(origin, ROUTERS, code),
      syntax: SYNTAX,
      tellsMakings: true,
    };
    this.#routers = new RouterObjects(code, this.#graph, teller);
  }

  findings(): RouteFindings {
    for (const made of pythonCalls(this.code)) this.#call(made);
    for (const key of this.#own.keys())
      if (![...this.#mounted].some((one) => this.#routers.withoutMaking(one) === key))
        this.#graph.declare(key, false, this.#ownPrefixes(key)[0]);
    return this.#graph.findings();
  }

  #roleOf(origin: Origin): RouterRole | null | undefined {
    if (origin.kind === 'instance') {
      const names = externalBases(origin, this.code);
      if (!names.some((name) => PACKAGES.test(name))) return null;
      const { outermost, frame } = constructionOf(origin, this.code);
      const site = outermost?.site ?? origin;
      return this.#roleOfClass(names, outermost?.call ?? null, site, originKey(origin), frame);
    }
    if (origin.kind === 'external' && /^(?:flask|quart)$/.test(origin.module))
      return origin.name === 'current_app' ? { role: 'root' } : undefined;
    if (origin.kind !== 'call') return roleByName(origin);
    const { call } = origin;
    const names = this.code.resolver
      .origins(call.callee, origin)
      .flatMap((callee) => (callee.kind === 'external' ? [`${callee.module}.${callee.name}`] : []));
    const role = this.#roleOfClass(names, call, origin, originKey(origin));
    if (role !== null) return role;
    // Flask-RESTX: `api.namespace('users', path='/people')`.
    if (call.callee.kind === 'member' && call.callee.name === 'namespace')
      return { role: 'group', of: call.callee.object, prefix: namespacePath(call) };
    return names.length > 0 ? null : undefined;
  }

  #roleOfClass(
    names: readonly string[],
    call: CallExpr | null,
    site: Site,
    key: string,
    frame: Frame | null = null,
  ): RouterRole | null {
    const known = names.filter((name) => PACKAGES.test(name));
    if (known.some((name) => APPLICATION.test(name))) return { role: 'root' };
    if (known.some((name) => API.test(name))) {
      const on =
        call === null ? null : (argument(call, 'app', 0) ?? argument(call, 'blueprint', 0));
      const prefix = call === null ? null : argument(call, 'prefix', null);
      return on !== null && this.#routers.keysOf(on, site).length > 0
        ? { role: 'group', of: on, prefix }
        : { role: 'router', prefix };
    }
    const isNamespace = known.some((name) => NAMESPACE.test(name));
    if (!isNamespace && !known.some((name) => BLUEPRINT.test(name))) return null;
    const prefix =
      call === null ? null : isNamespace ? namespacePath(call) : argument(call, 'url_prefix', null);
    if (prefix !== null) this.#own.set(key, { prefix, site, frame });
    return { role: 'router' };
  }

  #call(made: PythonCall): void {
    const { call, site, file, handler } = made;
    if (call.callee.kind !== 'member') {
      if (lastName(call.callee) === 'DispatcherMiddleware')
        mountDispatched(call, site, this.code, this.#graph, this.#routers);
      return;
    }
    const { name } = call.callee;
    const object = ownObject(call.callee.object);
    const isLoose = () => isOthers(object, made, PACKAGES, '{', this.code);
    if (OVERRIDDEN.test(name) && isOverridden(made, this.code)) return;
    if (METHODS.test(name)) {
      const [path] = call.args;
      if (path === undefined || path.name !== null || isLoose()) return;
      this.#add(object, path.value, () => [name.toUpperCase()], null, call, site);
    } else if (name === 'route') {
      if (handler === undefined && this.#jsonApi(object, call, site)) return;
      if (!isLoose()) this.#route(object, call, site, file, handler);
    } else if (name === 'resource') {
      const isClass = handler !== undefined && file.index.scope(handler)?.kind === 'class';
      if (isClass) this.#route(object, call, site, file, handler);
    } else if (name === 'add_url_rule') this.#rule(object, call, site);
    else if (name === 'add_resource') this.#resource(object, call, site);
    else if (/^register_(?:blueprint|api|api_view)$/.test(name)) {
      this.#mount(argument(call, 'blueprint', 0), object, argument(call, 'url_prefix', null), site);
    } else if (name === 'add_namespace')
      this.#mount(argument(call, 'ns', 0), object, argument(call, 'path', 1), site);
    else if (name === 'init_app') this.#initialize(object, call, site);
    else if (name === 'add') this.#onMap(call, site);
    else this.#views(call, site);
  }

  #jsonApi(object: Expr, call: CallExpr, site: Site): boolean {
    const resource = jsonApiResource(call, site, this.code);
    for (const path of resource?.paths ?? [])
      this.#add(object, path, () => resource?.methods ?? [], null, call, site);
    return resource !== null;
  }

  /** Classes whose methods are routes: `UsersView.register(app)`, `appbuilder.add_view(UsersView, "Users")`. */
  #views(call: CallExpr, site: Site): void {
    const registered = viewsRegistered(call, site, this.code);
    if (registered === null) return;
    const { own, on } = registered;
    const routes =
      on === null ? builderRoutes(own, this.code) : classfulRoutes(own, call, site, this.code);
    // What is built by Flask-AppBuilder stands on its application, wherever that is.
    if (on === null) this.#graph.declare('appbuilder', true);
    for (const router of on === null ? ['appbuilder'] : this.#routers.keysOf(on, site)) {
      for (const { path: parts, methods, site: at, at: place } of routes) {
        const { line, column } = place;
        const path: Expr = { kind: 'join', parts, line, column };
        for (const template of this.#routers.paths(path, at))
          this.#graph.add({ router, methods, path: template, file: at.file, at: place });
      }
    }
  }

  /** `@app.route('/x', methods=['GET'])` on a function; on a class of handlers its methods count. */
  #route(
    object: Expr,
    call: CallExpr,
    site: Site,
    file: SourceFile,
    handler: number | undefined,
  ): void {
    const isClass = handler !== undefined && file.index.scope(handler)?.kind === 'class';
    const own = isClass ? { file: site.file, scope: handler } : null;
    const said = argument(call, 'methods', null);
    const methods = (frame: Frame | null) => this.#methods(said, own, call, site, frame);
    const named = call.args.find(({ name }) => name === 'rule')?.value;
    const paths = call.args.filter(({ name }) => name === null).map(({ value }) => value);
    for (const path of named === undefined ? paths : [named])
      this.#add(object, path, methods, said, call, site);
  }

  /** `app.add_url_rule('/x', 'name', view, methods=['GET'])`, with a function or `View.as_view('name')`. */
  #rule(object: Expr, call: CallExpr, site: Site): void {
    const path = argument(call, 'rule', 0);
    const view = argument(call, 'view_func', 2);
    if (path === null) return;
    const said = argument(call, 'methods', null);
    const methods = (frame: Frame | null) => {
      const [own] = view === null ? [] : viewClasses(view, site, this.code, frame);
      return this.#methods(said, own ?? null, call, site, frame);
    };
    this.#add(object, path, methods, said, call, site);
  }

  /** `app.url_map.add(Rule('/x', endpoint='x'))`: such a rule takes any method where none is said. */
  #onMap(call: CallExpr, site: Site): void {
    const owner = mapOwner(call);
    const given = argument(call, 'rulefactory', 0);
    if (owner === null || given === null) return;
    const rules = werkzeugRules(given, site, this.code);
    if (rules.length === 0)
      this.#graph.problem(
        'The rule that is put on the map of the application here is not known: it is made while the program runs.',
        site.file,
        call,
      );
    for (const { path, methods, call: rule } of rules) {
      const known = (frame: Frame | null) =>
        methods === null ? ['*'] : this.#methods(methods, null, rule, site, frame);
      this.#add(owner, path, known, methods, rule, site);
    }
  }

  /** `api.add_resource(Users, '/users', '/people')`. */
  #resource(object: Expr, call: CallExpr, site: Site): void {
    const [resource, ...paths] = call.args;
    if (resource === undefined) return;
    const said = argument(call, 'methods', null);
    const methods = (frame: Frame | null) => {
      const [own] = classesOf(resource.value, site, this.code, frame);
      return this.#methods(said, own ?? null, call, site, frame);
    };
    for (const { name, value } of paths) {
      if (name === null) this.#add(object, value, methods, said, call, site);
    }
  }

  /** The methods that are said, or those of a class; GET where nothing is said. */
  #methods(
    said: Expr | null,
    own: ClassAt | null,
    call: CallExpr,
    site: Site,
    frame: Frame | null,
  ): readonly string[] {
    const inClass = own === null ? null : classValue(own, 'methods', this.code);
    const handlers = own === null ? [] : handlerMethods(own, this.code);
    const expr = said ?? (handlers.length === 0 ? (inClass?.value ?? null) : null);
    if (expr === null || (expr.kind === 'literal' && expr.type === 'null'))
      return own === null || handlers.length === 0 ? ['GET'] : handlers;
    const at = said === null ? (inClass?.site ?? site) : site;
    const known = methodNames(expr, at, this.code, frame);
    if (known !== null) return known;
    this.#graph.problem('The methods of this route are not known.', site.file, call);
    return [];
  }

  /** The routes of a path, with the methods that it has in each call of the function around. */
  #add(
    object: Expr,
    path: Expr,
    methods: (frame: Frame | null) => readonly string[],
    said: Expr | null,
    call: CallExpr,
    site: Site,
  ): void {
    const texts = said === null ? [path] : [path, said];
    for (const { key, frame } of this.#routers.at(object, site, texts)) {
      const known = methods(frame);
      for (const template of this.#routers.paths(path, site, frame))
        this.#graph.add({ router: key, methods: known, path: template, file: site.file, at: call });
    }
  }

  /** `app.register_blueprint(users, url_prefix='/users')`: a prefix that is given stands for the blueprint's own. */
  #mount(child: Expr | null, object: Expr, given: Expr | null, site: Site): void {
    if (child === null) return;
    const prefix = given?.kind === 'literal' ? null : given;
    for (const { child: one, on, frame } of this.#routers.mounts(child, object, prefix, site)) {
      for (const blueprint of this.#graph.behind(one)) {
        this.#mounted.add(blueprint);
        const before =
          prefix === null ? this.#ownPrefixes(blueprint) : this.#routers.paths(prefix, site, frame);
        for (const template of before) this.#graph.mount(blueprint, on, template);
      }
    }
  }

  #ownPrefixes(key: string): readonly PathTemplate[] {
    const own = this.#own.get(key) ?? this.#own.get(this.#routers.withoutMaking(key));
    const frame = this.#routers.frameOf(key) ?? own?.frame ?? null;
    return own === undefined ? [ROOT] : this.#routers.paths(own.prefix, own.site, frame);
  }

  /** `api.init_app(app)`: what is made without an application gets one. */
  #initialize(object: Expr, call: CallExpr, site: Site): void {
    const app = argument(call, 'app', 0);
    if (app === null) return;
    const apis = this.code.resolver.origins(object, site).filter((origin) => {
      if (origin.kind === 'instance')
        return externalBases(origin, this.code).some((base) => API.test(base));
      if (origin.kind !== 'call') return false;
      const names = this.code.resolver.origins(origin.call.callee, origin);
      return names.some((one) => one.kind === 'external' && API.test(`${one.module}.${one.name}`));
    });
    if (apis.length === 0) return;
    for (const on of this.#routers.keysOf(app, site)) {
      for (const key of this.#routers.keysOf(object, site)) this.#graph.mount(key, on);
    }
  }
}
