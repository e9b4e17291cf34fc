import type { Code } from '../../code/code.ts';
import type { CallExpr, Expr } from '../../code/facts.ts';
import { lastName } from '../../code/facts-index.ts';
import type { Origin } from '../../code/origin.ts';
import type { Site, SourceFile } from '../../code/program.ts';
import { usesPackage } from '../../code/uses-package.ts';
import type { Framework, RouteFindings } from '../framework.ts';
import { constructionOf } from '../made-objects.ts';
import type { PathSyntax } from '../path-template.ts';
import {
  hasLooseRoutes,
  isOthers,
  isPlausibleRouter,
  isUnfollowed,
  ownObject,
  type PythonCall,
  pythonCalls,
  type RouterNames,
  roleByName,
} from '../python-routers.ts';
import {
  argument,
  classesOf,
  externalBases,
  handlerMethods,
  methodNames,
} from '../python-routing.ts';
import { RouteGraph } from '../route-graph.ts';
import { RouterObjects } from '../router-objects.ts';
import type { RouterRole, RouterTeller } from '../router-roles.ts';
import { declaredParameters } from './fastapi-parameters.ts';
import { USERS_ROUTERS, type UsersRoute } from './fastapi-users.ts';
import { StarletteLists } from './starlette-lists.ts';

const PACKAGES = /^(?:fastapi|starlette)(?:\.|$)/;
/** What routers of FastAPI are called. */
const ROUTERS: RouterNames = {
  types: /\b(?:FastAPI|APIRouter|Starlette)\b/,
  params: /^(?:app|router|api|api_router|fastapi_app)$|_router$/,
  packages: PACKAGES,
  members: /^(?:app|router)$/,
};
/** Classes of handlers, as Flask-RESTful has them. */
const RESTFUL = /^fastapi_(?:restful|utils)\b.*\.Resource$/;
const FLASK = /^(?:flask|quart|apiflask)/;
const APPLICATION = /(?:^|\.)(?:FastAPI|Starlette)$/;
const ROUTER = /(?:^|\.)(?:APIRouter|InferringRouter|Router)$/;
/** A router of its own for GraphQL, which answers both ways to ask. */
const GRAPHQL = /^strawberry\.(?:\w+\.)*GraphQLRouter$/;
/** Names that are FastAPI's wherever they come from. */
const OWN_NAME = /^(?:FastAPI|APIRouter)$/;
const METHODS = /^(?:get|head|post|put|patch|delete|options|trace)$/;
/** `{id}`, `{path:path}`. */
const SYNTAX: PathSyntax = { braces: true };

/** FastAPI, and the routing of Starlette that it stands on. */
export const fastapi: Framework = {
  id: 'fastapi',
  languages: ['python'],
  mark: /\b(?:fastapi|starlette|APIRouter|include_router|api_route|add_(?:api_)?route)\b|@\w+(?:\.\w+)*\.(?:get|head|post|put|patch|delete|options)\(/,
  routes(code) {
    const isUsed =
      usesPackage(code, PACKAGES) ||
      (!usesPackage(code, FLASK) && hasLooseRoutes(code, METHODS, '<'));
    return isUsed ? new FastApiRoutes(code).findings() : { routes: [], problems: [] };
  },
};

class FastApiRoutes {
  readonly #graph = new RouteGraph('fastapi');
  readonly #routers: RouterObjects;
  readonly #hasUsers: boolean;
  readonly #isBesideFlask: boolean;
  readonly #lists: StarletteLists;

  constructor(private readonly code: Code) {
    this.#hasUsers = usesPackage(code, /^fastapi_users(?:\.|$)/);
    this.#isBesideFlask = usesPackage(code, FLASK);
    const teller: RouterTeller = {
      roleOf: (origin) => this.#roleOf(origin),
      isPlausible: (origin) => isPlausibleRouter(origin, ROUTERS, code),
      syntax: SYNTAX,
      tellsMakings: true,
    };
    this.#routers = new RouterObjects(code, this.#graph, teller);
    this.#lists = new StarletteLists(code, this.#graph, this.#routers, (call, site) =>
      this.#methods(call, site),
    );
  }

  findings(): RouteFindings {
    for (const made of pythonCalls(this.code)) this.#call(made);
    return this.#graph.findings();
  }

  #roleOf(origin: Origin): RouterRole | null | undefined {
    if (origin.kind === 'instance') {
      const bases = externalBases(origin, this.code).filter((base) => PACKAGES.test(base));
      const { outermost, frame } = constructionOf(origin, this.code);
      const role = roleOfClass(bases, outermost?.call ?? null);
      return role === null || role.role === 'same' || role.role === 'group'
        ? role
        : { ...role, made: { site: outermost?.site ?? origin, frame } };
    }
    if (origin.kind !== 'call') return roleByName(origin);
    const { call } = origin;
    const callees = this.code.resolver.origins(call.callee, origin);
    const names = callees.flatMap((callee) => {
      if (callee.kind === 'external') return [`${callee.module}.${callee.name}`];
      // A file whose imports were cut off.
      const unbound = callee.kind === 'value' ? (lastName(callee.expr) ?? '') : '';
      return OWN_NAME.test(unbound) ? [`fastapi.${unbound}`] : [];
    });
    const known = roleOfClass(names, call);
    if (known !== null) return known;
    if (names.some((name) => GRAPHQL.test(name)))
      return { role: 'router', prefix: argument(call, 'prefix', null) };
    if (this.#usersRouter(call) !== undefined) return { role: 'router' };
    // Wrappers of an application: `VersionedFastAPI(app)`, `CORSMiddleware(app)`.
    const [first] = call.args;
    return names.length > 0 &&
      first?.value.kind === 'name' &&
      /App|A[Pp][Ii]|Middleware/.test(names.join())
      ? { role: 'same', as: first.value }
      : names.length > 0
        ? null
        : undefined;
  }

  #call(made: PythonCall): void {
    const { call, site, file, handler } = made;
    if (call.callee.kind !== 'member') {
      if (lastName(call.callee) === 'GraphQLRouter') this.#graphql(call, site);
      this.#lists.application(call, site);
      return;
    }
    const { name } = call.callee;
    const object = ownObject(call.callee.object);
    const isLoose = () => isOthers(object, made, PACKAGES, '<', this.code);
    if (METHODS.test(name)) {
      if (!isLoose()) this.#route(object, [name.toUpperCase()], call, site, file, handler);
    } else if (name === 'route' && (isLoose() || this.#isFlasks(object, site))) return;
    else if (
      name === 'api_route' ||
      name === 'route' ||
      name === 'add_api_route' ||
      name === 'add_route'
    ) {
      const isClass = handler !== undefined && file.index.scope(handler)?.kind === 'class';
      const methods = isClass
        ? handlerMethods({ file: file.path, scope: handler }, this.code)
        : this.#methods(call, site);
      this.#route(object, methods, call, site, file, handler);
    } else if (name === 'include_router' || name === 'mount') this.#mount(object, call, site);
    else if (object.kind === 'member' && object.name === 'routes')
      this.#lists.grown(this.#owner(object.object, site), call, site);
    else if (USERS_ROUTERS.has(name)) this.#ofUsers(call, site);
    else if (name === 'add_resource') this.#resource(object, call, site);
    else this.#lists.application(call, site);
  }

  #graphql(call: CallExpr, site: Site): void {
    const path = argument(call, 'path', 1);
    for (const router of this.#routers.keysOf(call, site))
      for (const template of this.#routers.paths(path, site))
        this.#graph.add({
          router,
          methods: ['GET', 'POST'],
          path: template,
          file: site.file,
          at: call,
        });
  }

  #usersRouter({ callee }: CallExpr): readonly UsersRoute[] | undefined {
    const name = callee.kind === 'member' ? callee.name : '';
    return this.#hasUsers ? USERS_ROUTERS.get(name) : undefined;
  }

  #ofUsers(call: CallExpr, site: Site): void {
    const routes = this.#usersRouter(call) ?? [];
    for (const router of routes.length === 0 ? [] : this.#routers.keysOf(call, site))
      for (const { methods, path } of routes)
        this.#graph.add({
          router,
          methods,
          path: { path, dynamic: false },
          file: site.file,
          at: call,
        });
  }

  /** fastapi-restful: `Api(app).add_resource(Users(), "/users", "/people")`. */
  #resource(object: Expr, call: CallExpr, site: Site): void {
    const [resource, ...paths] = call.args.filter(({ name }) => name === null);
    const [own] = resource === undefined ? [] : classesOf(resource.value, site, this.code);
    const bases = own === undefined ? [] : externalBases(own, this.code);
    if (own === undefined || !bases.some((base) => RESTFUL.test(base))) return;
    const methods = handlerMethods(own, this.code);
    for (const { value } of paths)
      for (const { key, frame } of this.#routers.at(object, site, [value]))
        for (const path of this.#routers.paths(value, site, frame))
          this.#graph.add({ router: key, methods, path, file: site.file, at: call });
  }

  /** Flask's routes on what cannot be followed look the same as Starlette's old ones. */
  #isFlasks(object: Expr, site: Site): boolean {
    return this.#isBesideFlask && this.code.resolver.origins(object, site).every(isUnfollowed);
  }

  /** The methods of `methods=[…]`; those of a class of handlers; GET where nothing is said. */
  #methods(call: CallExpr, site: Site): readonly string[] {
    const position = lastName(call.callee) === 'add_route' ? 2 : null;
    const said = argument(call, 'methods', position);
    if (said !== null && !isNothing(said)) {
      const known = methodNames(said, site, this.code);
      if (known !== null) return known;
      this.#graph.problem('The methods of this route are not known.', site.file, call);
      return [];
    }
    const endpoint = argument(call, 'endpoint', 1) ?? argument(call, 'route', 1);
    const [own] = endpoint === null ? [] : classesOf(endpoint, site, this.code);
    if (own === undefined) return ['GET'];
    const handlers = handlerMethods(own, this.code);
    // Something that is called as an application answers any method.
    return handlers.length > 0 ? handlers : ['*'];
  }

  #route(
    object: Expr,
    methods: readonly string[],
    call: CallExpr,
    site: Site,
    file: SourceFile,
    handler: number | undefined,
  ): void {
    const path = argument(call, 'path', 0);
    if (path === null || isCallback(path)) return;
    const parameters =
      handler === undefined ? undefined : declaredParameters(file, handler, this.code);
    for (const { key, frame } of this.#routers.at(this.#owner(object, site), site, [path])) {
      for (const template of this.#routers.paths(path, site, frame)) {
        this.#graph.add({
          router: key,
          methods,
          path: template,
          file: site.file,
          at: call,
          ...(parameters === undefined ? {} : { parameters }),
        });
      }
    }
  }

  /** `app` of `app.router`, which routes as the application does. */
  #owner(object: Expr, site: Site): Expr {
    if (object.kind !== 'member' || object.name !== 'router') return object;
    // An object of the repository's own keeps a router under that name.
    const isMade = ({ kind }: Origin) => kind === 'call' || kind === 'instance';
    if (this.code.resolver.origins(object, site).some(isMade)) return object;
    return this.#routers.keysOf(object.object, site).length > 0 ? object.object : object;
  }

  /** `app.include_router(users.router, prefix="/users")`, `app.mount("/admin", admin)`. */
  #mount(object: Expr, call: CallExpr, site: Site): void {
    const isInclude = lastName(call.callee) === 'include_router';
    const child = isInclude ? argument(call, 'router', 0) : argument(call, 'app', 1);
    const prefix = isInclude ? argument(call, 'prefix', null) : argument(call, 'path', 0);
    if (child === null) return;
    const owner = this.#owner(object, site);
    for (const { child: one, on, frame } of this.#routers.mounts(child, owner, prefix, site)) {
      for (const template of this.#routers.paths(prefix, site, frame))
        this.#graph.mount(one, on, template);
    }
  }
}

function roleOfClass(names: readonly string[], call: CallExpr | null): RouterRole | null {
  if (names.some((name) => APPLICATION.test(name))) return { role: 'root' };
  if (!names.some((name) => ROUTER.test(name))) return null;
  return { role: 'router', prefix: call === null ? null : argument(call, 'prefix', null) };
}

function isNothing(expr: Expr): boolean {
  return expr.kind === 'literal' && expr.type === 'null';
}

/** A path with a runtime expression (OpenAPI, "Link Object": runtime expressions) is one that this service calls: `{$url}/paid`. */
function isCallback(path: Expr): boolean {
  return path.kind === 'text' && path.value.includes('{$');
}
