import type { Code } from '../../code/code.ts';
import type { CallExpr, Expr } from '../../code/facts.ts';
import { lastName } from '../../code/facts-index.ts';
import type { Origin } from '../../code/origin.ts';
import type { Site, SourceFile } from '../../code/program.ts';
import type { Framework, RouteFindings } from '../framework.ts';
import type { PathSyntax } from '../path-template.ts';
import {
  hasLooseRoutes,
  isNamedAsRouter,
  isOthers,
  isUnfollowed,
  type PythonCall,
  pythonCalls,
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
import { RouterObjects, type RouterRole, type RouterTeller } from '../router-objects.ts';
import { usesPackage } from '../uses-package.ts';
import { declaredParameters } from './fastapi-parameters.ts';

const PACKAGES = /^(?:fastapi|starlette)(?:\.|$)/;
const FLASK = /^(?:flask|quart|apiflask)/;
const APPLICATION = /(?:^|\.)(?:FastAPI|Starlette)$/;
const ROUTER = /(?:^|\.)(?:APIRouter|InferringRouter|Router)$/;
/** Names that are FastAPI's wherever they come from. */
const OWN_NAME = /^(?:FastAPI|APIRouter)$/;
const METHODS = /^(?:get|head|post|put|patch|delete|options|trace)$/;
/** `{id}`, `{path:path}`. */
const SYNTAX: PathSyntax = { braces: true };

/** FastAPI, and the routing of Starlette that it stands on. */
export const fastapi: Framework = {
  id: 'fastapi',
  languages: ['python'],
  mark: /\b(?:fastapi|starlette|APIRouter|include_router|api_route)\b|@\w+(?:\.\w+)*\.(?:get|head|post|put|patch|delete|options)\(/,
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
  readonly #isBesideFlask: boolean;

  constructor(private readonly code: Code) {
    this.#isBesideFlask = usesPackage(code, FLASK);
    const teller: RouterTeller = {
      roleOf: (origin) => this.#roleOf(origin),
      isPlausible: (origin) => isPlausible(origin, code),
      syntax: SYNTAX,
      tellsMakings: true,
    };
    this.#routers = new RouterObjects(code, this.#graph, teller);
  }

  findings(): RouteFindings {
    for (const made of pythonCalls(this.code)) this.#call(made);
    return this.#graph.findings();
  }

  #roleOf(origin: Origin): RouterRole | null | undefined {
    if (origin.kind === 'instance') {
      const bases = externalBases(origin, this.code).filter((base) => PACKAGES.test(base));
      return roleOfClass(bases, origin.call);
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
    // Wrappers of an application: `VersionedFastAPI(app)`, `CORSMiddleware(app)`.
    const [first] = call.args;
    return names.length > 0 &&
      first?.value.kind === 'name' &&
      /App|API|Middleware/.test(names.join())
      ? { role: 'same', as: first.value }
      : null;
  }

  #call(made: PythonCall): void {
    const { call, site, file, handler } = made;
    if (call.callee.kind !== 'member') {
      this.#application(call, site);
      return;
    }
    const { object, name } = call.callee;
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
    else this.#application(call, site);
  }

  /** Flask's routes on what cannot be followed look the same as Starlette's old ones. */
  #isFlasks(object: Expr, site: Site): boolean {
    return this.#isBesideFlask && this.code.resolver.origins(object, site).every(isUnfollowed);
  }

  /** The methods of `methods=[…]`; those of a class of handlers; GET where nothing is said. */
  #methods(call: CallExpr, site: Site): readonly string[] {
    const said = argument(call, 'methods', null);
    if (said !== null && !isNothing(said)) {
      const known = methodNames(said, site, this.code);
      if (known !== null) return known;
      this.#graph.problem('The methods of this route are not known.', site.file, call);
      return [];
    }
    const endpoint = argument(call, 'endpoint', 1) ?? argument(call, 'route', 1);
    const [own] = endpoint === null ? [] : classesOf(endpoint, site, this.code);
    return own === undefined ? ['GET'] : handlerMethods(own, this.code);
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
    const isOwn = object.kind === 'member' && object.name === 'router';
    return isOwn && this.#routers.keysOf(object.object, site).length > 0 ? object.object : object;
  }

  /** `app.include_router(users.router, prefix="/users")`, `app.mount("/admin", admin)`. */
  #mount(object: Expr, call: CallExpr, site: Site): void {
    const isInclude = lastName(call.callee) === 'include_router';
    const child = isInclude ? argument(call, 'router', 0) : argument(call, 'app', 1);
    const prefix = isInclude ? argument(call, 'prefix', null) : argument(call, 'path', 0);
    if (child === null) return;
    const children = this.#routers.keysOf(child, site);
    if (children.length === 0) return;
    const texts = prefix === null ? [] : [prefix];
    for (const { key, frame } of this.#routers.at(this.#owner(object, site), site, texts)) {
      for (const template of this.#routers.paths(prefix, site, frame)) {
        for (const one of children) this.#graph.mount(one, key, template);
      }
    }
  }

  /** `Starlette(routes=[Route("/x", view), Mount("/y", routes=[…])])`. */
  #application(call: CallExpr, site: Site): void {
    const isRouter = lastName(call.callee) === 'Router';
    const routes = argument(call, 'routes', isRouter ? 0 : null);
    if (routes === null) return;
    for (const key of this.#routers.keysOf(call, site)) this.#listed(routes, key, site);
  }

  #listed(routes: Expr, on: string, site: Site): void {
    if (routes.kind === 'join') {
      for (const part of routes.parts) this.#listed(part, on, site);
      return;
    }
    if (routes.kind === 'list') {
      for (const item of routes.items) this.#declared(item, on, site);
      return;
    }
    for (const origin of this.code.resolver.origins(routes, site)) {
      if (origin.kind !== 'value' || origin.expr === routes) continue;
      this.#listed(origin.expr, on, { file: origin.file, scope: origin.scope });
    }
  }

  #declared(item: Expr, on: string, site: Site): void {
    if (item.kind !== 'call') return;
    const name = lastName(item.callee);
    const path = argument(item, 'path', 0);
    if (name === 'Route' || name === 'APIRoute') {
      const methods = this.#methods(item, site);
      for (const template of this.#routers.paths(path, site))
        this.#graph.add({ router: on, methods, path: template, file: site.file, at: item });
    } else if (name === 'Mount' || name === 'Host') {
      const isMount = name === 'Mount';
      const app = argument(item, 'app', 1);
      const inner = argument(item, 'routes', null);
      for (const template of this.#routers.paths(isMount ? path : null, site)) {
        const key = `${site.file}:${item.line}:${item.column} ${on}`;
        this.#graph.mount(key, on, template);
        if (inner !== null) this.#listed(inner, key, site);
        const children = app === null ? [] : this.#routers.keysOf(app, site);
        for (const child of children) this.#graph.mount(child, key);
      }
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

/** What cannot be followed counts as a router by its type, or by a name that routers have. */
function isPlausible(origin: Origin, code: Code): boolean {
  if (isNamedAsRouter(origin)) return true;
  const typed = /\b(?:FastAPI|APIRouter|Starlette)\b/;
  const named = /^(?:app|router|api|api_router|fastapi_app)$|_router$/;
  if (origin.kind === 'typed') return typed.test(origin.type);
  if (origin.kind === 'member') return /^(?:app|router)$/.test(origin.name);
  if (origin.kind !== 'param') return false;
  const file = code.program.file(origin.file);
  const param = file?.index.scope(origin.scope)?.params[origin.position];
  if (param === undefined) return false;
  if (param.type !== null) return typed.test(param.type);
  return (
    named.test(param.name) &&
    (file?.facts.imports ?? []).some(({ module }) => PACKAGES.test(module))
  );
}

/** A path with a runtime expression (OpenAPI, "Link Object": runtime expressions) is one that this service calls: `{$url}/paid`. */
function isCallback(path: Expr): boolean {
  return path.kind === 'text' && path.value.includes('{$');
}
