import type { Code } from '../../code/code.ts';
import type { CallExpr, Expr } from '../../code/facts.ts';
import { lastName } from '../../code/facts-index.ts';
import { type Origin, originKey } from '../../code/origin.ts';
import type { Site, SourceFile } from '../../code/program.ts';
import { unrolled } from '../../code/unroll.ts';
import { importsPackage } from '../../code/uses-package.ts';
import type { Framework, RouteFindings } from '../framework.ts';
import { ROOT } from '../path-template.ts';
import { RouteGraph } from '../route-graph.ts';
import { RouterObjects } from '../router-objects.ts';
import { type RouterRole, receiver } from '../router-roles.ts';
import {
  importsNoWebCrate,
  isAttributeOf,
  isExternal,
  isTest,
  isUnbound,
  looksLikeActix,
  mayUse,
} from '../rust-routing.ts';

const MODULE = /^(?:actix_web|actix_web_lab|utoipa_actix_web|paperclip)(?:::|$)/;
const METHOD = /^(?:get|head|post|put|patch|delete|options|trace|connect)$/i;
/** Methods of applications, scopes, resources and `ServiceConfig` that give them back. */
const SAME =
  /^(?:service|configure|route|app_data|data|data_factory|wrap|wrap_fn|guard|name|default_service|external_resource|to|get|head|post|put|patch|delete|options|trace|into_utoipa_app|into_app|wrap_api|build|map|prefix|resource|scope|middleware|method|filter|f|with|with_async|a|h)$/;
/** What gave a handler to a route before 1.0. */
const OLD_HANDLER = /^(?:f|with|with_async|a|h)$/;

/** actix-web. */
export const actixWeb: Framework = {
  id: 'actix-web',
  languages: ['rust'],
  mark: /\bactix_web\b|\b(?:ServiceConfig|web::scope|web::resource)\b|#\[(?:get|head|post|put|patch|delete|options|route)\(/,
  routes(code) {
    return mayUse(code, MODULE) ? new ActixRoutes(code).findings() : { routes: [], problems: [] };
  },
};

/** https://actix.rs/docs/url-dispatch */
class ActixRoutes {
  readonly #graph = new RouteGraph('actix-web');
  readonly #routers: RouterObjects;

  constructor(private readonly code: Code) {
    this.#routers = new RouterObjects(code, this.#graph, {
      roleOf: (origin) => this.#roleOf(origin),
      isPlausible: () => false,
      syntax: { braces: true },
    });
  }

  findings(): RouteFindings {
    for (const file of this.code.program.files()) {
      if (file.facts.language !== 'rust') continue;
      this.#attributes(file);
      for (const made of file.facts.calls) {
        const { callee } = made.call;
        if (callee.kind !== 'member' || !SAME.test(callee.name)) continue;
        if (isTest(file, made.scope)) continue;
        const site = { file: file.path, scope: made.scope };
        for (const call of unrolled(made, file, this.code)) this.#call(call, site);
      }
    }
    return this.#graph.findings();
  }

  /** Handlers with `#[get("/x")]`: services of their own, which `service` mounts by the function's name. */
  #attributes(file: SourceFile): void {
    for (const [scope, { kind, parent }] of file.facts.scopes.entries()) {
      if (kind !== 'function' || isTest(file, parent ?? 0)) continue;
      const key = originKey({ kind: 'function', file: file.path, scope });
      const isScoped = this.#scopeOf(file, parent ?? 0) !== undefined;
      for (const attribute of this.#routeAttributes(file, scope)) {
        if (isScoped)
          this.#graph.mount(key, originKey({ kind: 'class', file: file.path, scope: parent ?? 0 }));
        const path = attribute.args.find(({ name }) => name === null)?.value ?? null;
        const site = { file: file.path, scope: parent ?? 0 };
        this.#graph.declare(key, false);
        for (const template of this.#routers.paths(path, site))
          this.#graph.add({
            router: key,
            methods: this.#attributeMethods(attribute),
            path: template,
            file: file.path,
            at: attribute,
          });
      }
    }
  }

  #routeAttributes(file: SourceFile, scope: number): readonly CallExpr[] {
    return (file.index.scope(scope)?.decorators ?? []).filter(({ callee, args }) => {
      const name = lastName(callee) ?? '';
      const isRoute = METHOD.test(name) || name === 'route';
      if (!isRoute || args.length === 0) return false;
      const owner = isAttributeOf(callee, file, MODULE, this.code);
      // Below `#[routes]` the others need no import.
      return owner === 'yes' || (owner === 'unknown' && this.#isOwn(file));
    });
  }

  #isOwn(file: SourceFile): boolean {
    return importsPackage(file, MODULE) || (importsNoWebCrate(file) && looksLikeActix(file));
  }

  /** The path of `#[scope("/x")]` on an inline module. */
  #scopeOf(file: SourceFile, scope: number): Expr | undefined {
    const declared = file.index.scope(scope);
    return declared?.kind === 'class'
      ? declared.decorators.find(({ callee }) => lastName(callee) === 'scope')?.args[0]?.value
      : undefined;
  }

  #attributeMethods({ callee, args }: CallExpr): readonly string[] {
    const name = lastName(callee) ?? '';
    if (METHOD.test(name)) return [name.toUpperCase()];
    const named = args.flatMap((arg) =>
      arg.name === 'method' && arg.value.kind === 'text' ? [arg.value.value.toUpperCase()] : [],
    );
    return named.length === 0 ? ['*'] : named;
  }

  #roleOf(origin: Origin): RouterRole | null | undefined {
    if (origin.kind === 'function') {
      const file = this.code.program.file(origin.file);
      return file !== undefined && this.#routeAttributes(file, origin.scope).length > 0
        ? { role: 'router' }
        : null;
    }
    if (origin.kind === 'class') {
      const file = this.code.program.file(origin.file);
      const prefix = file === undefined ? undefined : this.#scopeOf(file, origin.scope);
      return prefix === undefined ? null : { role: 'router', prefix };
    }
    if (origin.kind === 'param') {
      const declared = this.code.program.file(origin.file)?.index.scope(origin.scope);
      const type = declared?.params[origin.position]?.type ?? '';
      if (/\b(?:ServiceConfig|App|Scope|Resource)\b/.test(type))
        this.#graph.declare(originKey(origin), false);
      return undefined;
    }
    return origin.kind === 'call' ? this.#ofCall(origin) : null;
  }

  #ofCall(origin: Extract<Origin, { kind: 'call' }>): RouterRole | null {
    const { call } = origin;
    const on = receiver(call);
    const name = lastName(call.callee);
    if (name === null) return null;
    const prefix = call.args[0]?.value ?? null;
    if (
      isExternal(call.callee, origin, MODULE, this.code) ||
      isUnbound(call.callee, origin, this.code)
    ) {
      if (name === 'scope' || name === 'resource') return { role: 'router', prefix };
      const type = on === null ? null : lastName(on);
      if (name === 'new' && type === 'App') return { role: 'root' };
      if (name === 'new' && (type === 'Scope' || type === 'Resource'))
        return { role: 'router', prefix };
    }
    return on !== null && SAME.test(name) ? { role: 'same', as: on } : null;
  }

  #call(call: CallExpr, site: Site): void {
    if (call.callee.kind !== 'member') return;
    const { object, name } = call.callee;
    const [first, second, third] = call.args;
    if (first === undefined) return;
    if (name === 'service') this.#service(object, first.value, site);
    else if (OLD_HANDLER.test(name)) this.#oldRoute(object, call, site);
    else if (name === 'prefix') this.#prefix(object, first.value, site);
    else if (/^(?:resource|scope)$/.test(name) && second !== undefined)
      // `.resource("/x", |r| …)`, as it was written before 1.0.
      this.#routers.give(
        second.value,
        site,
        0,
        this.#routers.keysOf(object, site),
        this.#routers.paths(first.value, site),
      );
    else if (name === 'configure')
      this.#routers.give(first.value, site, 0, this.#routers.keysOf(object, site), [ROOT]);
    else if (name === 'route' && second !== undefined && third !== undefined)
      // `route("/x", Method::GET, handler)`, as it was written before 1.0.
      this.#route(object, first.value, [(lastName(second.value) ?? '*').toUpperCase()], call, site);
    else if (name === 'route' && second !== undefined)
      this.#route(object, first.value, this.#methods(second.value, site), call, site);
    else if (name === 'route')
      this.#route(object, null, this.#methods(first.value, site), call, site);
    else if (name === 'to')
      // A resource may have a guard for methods.
      this.#route(object, null, this.#methods(object, site), call, site);
    else if (METHOD.test(name)) this.#route(object, null, [name.toUpperCase()], call, site);
  }

  /** `r.method(Method::GET).f(h)`, `r.get().with(h)`, `r.f(h)`: what stood in a resource before 1.0. */
  #oldRoute(object: Expr, call: CallExpr, site: Site): void {
    const method = object.kind === 'call' ? (lastName(object.callee) ?? '') : '';
    const given = object.kind === 'call' ? object.args[0]?.value : undefined;
    const name = method === 'method' && given !== undefined ? (lastName(given) ?? '') : method;
    this.#route(object, null, [METHOD.test(name) ? name.toUpperCase() : '*'], call, site);
  }

  #prefix(on: Expr, prefix: Expr, site: Site): void {
    for (const key of this.#routers.keysOf(on, site))
      for (const template of this.#routers.paths(prefix, site)) this.#graph.prefix(key, template);
  }

  #service(on: Expr, service: Expr, site: Site): void {
    const services =
      service.kind === 'call' && lastName(service.callee) === 'services'
        ? service.args.map(({ value }) => value)
        : service.kind === 'list'
          ? service.items
          : [service];
    const children = services.flatMap((one) => this.#routers.keysOf(one, site));
    if (children.length === 0) return;
    for (const key of this.#routers.keysOf(on, site))
      for (const child of children) this.#graph.mount(child, key);
  }

  #route(
    on: Expr,
    path: Expr | null,
    methods: readonly string[],
    call: CallExpr,
    site: Site,
  ): void {
    for (const { key, frame } of this.#routers.at(on, site, path === null ? [] : [path])) {
      for (const template of this.#routers.paths(path, site, frame))
        this.#graph.add({ router: key, methods, path: template, file: site.file, at: call.callee });
    }
  }

  /** The methods of `web::get().to(h)`, `web::method(Method::PUT)` and of guards for methods. */
  #methods(expr: Expr, site: Site): readonly string[] {
    const found: string[] = [];
    const visit = (one: Expr, depth: number): void => {
      if (one.kind !== 'call' || depth > 20) return;
      const name = lastName(one.callee) ?? '';
      const on = receiver(one);
      if (METHOD.test(name) && /^(?:web|guard)$/.test(on === null ? 'web' : (lastName(on) ?? '')))
        found.push(name.toUpperCase());
      if (name === 'method' || name === 'Method') {
        const given = one.args[0] === undefined ? null : lastName(one.args[0].value);
        if (given !== null && METHOD.test(given)) found.push(given.toUpperCase());
      }
      if (on !== null) visit(on, depth + 1);
      if (/^(?:guard|Any|or|All|and)$/.test(name))
        for (const { value } of one.args) visit(value, depth + 1);
    };
    visit(expr, 0);
    if (expr.kind === 'name') {
      for (const origin of this.code.resolver.origins(expr, site))
        if (origin.kind === 'call') visit(origin.call, 0);
    }
    return found.length === 0 ? ['*'] : [...new Set(found)];
  }
}
