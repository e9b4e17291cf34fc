import type { Code } from '../../code/code.ts';
import type { CallExpr, Expr } from '../../code/facts.ts';
import { lastName } from '../../code/facts-index.ts';
import { type Origin, originKey } from '../../code/origin.ts';
import type { Site, SourceFile } from '../../code/program.ts';
import { unrolled } from '../../code/unroll.ts';
import { importsPackage, usesPackage } from '../../code/uses-package.ts';
import type { Framework, RouteFindings, RouteParameter } from '../framework.ts';
import type { PathTemplate } from '../path-template.ts';
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

const MODULE = /^rocket(?:::|$)/;
const METHOD = /^(?:get|head|post|put|patch|delete|options)$/i;
const SAME = /^(?:mount|attach|manage|register|configure|reconfigure|ignite)$/;
/** Macros that name handlers: Rocket's, and rocket_okapi's. */
const ROUTES = /^(?:routes|openapi_get_routes|routes_with_openapi)$/;
const MAX_DEPTH = 12;

/** Rocket. */
export const rocket: Framework = {
  id: 'rocket',
  languages: ['rust'],
  mark: /\brocket\b|\broutes!\[|#\[(?:get|head|post|put|patch|delete|options|route)\(/,
  routes(code) {
    return mayUse(code, MODULE) ? new RocketRoutes(code).findings() : { routes: [], problems: [] };
  },
};

/** https://rocket.rs/guide/v0.5/requests: handlers by attributes, which `mount` puts below a base. */
class RocketRoutes {
  readonly #graph = new RouteGraph('rocket');
  readonly #routers: RouterObjects;
  readonly #byHand = new Set<string>();

  /** Whether Rocket is imported anywhere: otherwise it may be another's code. */
  readonly #isUsed: boolean;

  constructor(private readonly code: Code) {
    this.#isUsed = usesPackage(code, MODULE);
    this.#routers = new RouterObjects(code, this.#graph, {
      roleOf: (origin) => this.#roleOf(origin),
      isPlausible: (origin) => this.#isRocket(origin),
      syntax: { angles: true },
    });
  }

  findings(): RouteFindings {
    for (const file of this.code.program.files()) {
      if (file.facts.language !== 'rust') continue;
      this.#attributes(file);
      for (const made of file.facts.calls) {
        const { call: written, scope } = made;
        if (written.callee.kind !== 'member' || written.callee.name !== 'mount') continue;
        if (isTest(file, scope)) continue;
        for (const call of unrolled(made, file, this.code))
          if (call.callee.kind === 'member')
            this.#mount(call.callee.object, call, { file: file.path, scope });
      }
    }
    return this.#graph.findings();
  }

  #attributes(file: SourceFile): void {
    for (const [scope, { kind, parent, params }] of file.facts.scopes.entries()) {
      if (kind !== 'function' || isTest(file, parent ?? 0)) continue;
      const key = originKey({ kind: 'function', file: file.path, scope });
      const optional = new Set(
        params
          .filter(({ type }) => /^(?:Option|Result|Vec|Strict<Option)\b/.test(type ?? ''))
          .map(({ name }) => name),
      );
      for (const attribute of this.#routeAttributes(file, scope)) {
        this.#graph.declare(key, false);
        const { methods, path } = attributeRoute(attribute);
        for (const template of this.#routers.paths(path, { file: file.path, scope: 0 }))
          this.#graph.add({
            router: key,
            methods,
            ...withoutQuery(template, optional),
            file: file.path,
            at: attribute,
          });
      }
    }
  }

  #routeAttributes(file: SourceFile, scope: number): readonly CallExpr[] {
    return (file.index.scope(scope)?.decorators ?? []).filter(({ callee, args }) => {
      const name = lastName(callee) ?? '';
      if ((!METHOD.test(name) && name !== 'route') || args.length === 0) return false;
      // With `#[macro_use] extern crate rocket` nothing in the file says whose attribute it is.
      const owner = isAttributeOf(callee, file, MODULE, this.code);
      return owner === 'yes' || (owner === 'unknown' && this.#isOwn(file));
    });
  }

  #isOwn(file: SourceFile): boolean {
    if (importsPackage(file, MODULE)) return true;
    return importsNoWebCrate(file) && (this.#isUsed || !looksLikeActix(file));
  }

  #roleOf(origin: Origin): RouterRole | null | undefined {
    if (origin.kind === 'param') {
      // A stage is called by Rocket itself.
      const isStage = this.#isRocket(origin) && this.#isCalledByNobody(origin);
      return isStage ? { role: 'root' } : undefined;
    }
    if (origin.kind !== 'call') return null;
    const { call } = origin;
    const name = lastName(call.callee) ?? '';
    const isMade = /^(?:build|ignite|custom)$/.test(name);
    if (isMade && this.#isRockets(call, origin)) return { role: 'root' };
    const on = receiver(call);
    return on !== null && SAME.test(name) ? { role: 'same', as: on } : null;
  }

  /** `rocket::build()`, or `build()` where all of the crate is imported. */
  #isRockets({ callee }: CallExpr, site: Site): boolean {
    if (isExternal(callee, site, MODULE, this.code)) return true;
    if (!isUnbound(callee, site, this.code)) return false;
    if (callee.kind === 'member') return lastName(callee.object) === 'rocket';
    const imports = this.code.program.file(site.file)?.index.imports('*') ?? [];
    return imports.some(({ module }) => MODULE.test(module));
  }

  #isCalledByNobody({ file, scope }: Extract<Origin, { kind: 'param' }>): boolean {
    return this.code.callers.of(file, scope).length === 0;
  }

  /** `|rocket| …` and `rocket: Rocket<Build>`: a stage that is attached. */
  #isRocket(origin: Origin): boolean {
    if (origin.kind !== 'param') return false;
    const declared = this.code.program.file(origin.file)?.index.scope(origin.scope);
    const param = declared?.params[origin.position];
    if (param?.name === 'rocket' || /\bRocket\b/.test(param?.type ?? '')) return true;
    const given = this.code.program.file(origin.file)?.index.argumentOf(origin.scope);
    return /^(?:try_)?on_(?:ignite|attach)$/.test(
      (given === undefined ? null : lastName(given.call.callee)) ?? '',
    );
  }

  #mount(on: Expr, call: CallExpr, site: Site): void {
    const [first, routes] = call.args;
    if (first === undefined || routes === undefined) return;
    const { value } = first;
    const isUri = value.kind === 'call' && lastName(value.callee) === 'uri';
    const base = (isUri ? value.args[0]?.value : undefined) ?? value;
    const handlers = this.#handlers(routes.value, site, 0);
    if (handlers.length === 0) return;
    for (const { key, frame } of this.#routers.at(on, site, [base])) {
      for (const prefix of this.#routers.paths(base, site, frame))
        for (const handler of handlers) this.#graph.mount(handler, key, prefix);
    }
  }

  /** What is added to a list: `list.extend(routes![…])`. */
  #added(name: string, { file, scope }: Site): readonly Expr[] {
    return (this.code.program.file(file)?.facts.calls ?? []).flatMap(({ call, scope: at }) => {
      const on = receiver(call);
      const isAdding = /^(?:extend|append|push)$/.test(lastName(call.callee) ?? '');
      return at === scope && isAdding && on?.kind === 'name' && on.name === name
        ? call.args.map(({ value }) => value)
        : [];
    });
  }

  /** The handlers of `routes![…]`, of lists of them and of functions that give them. */
  #handlers(expr: Expr, site: Site, depth: number): readonly string[] {
    if (depth > MAX_DEPTH) return [];
    if (expr.kind === 'list')
      return expr.items.flatMap((item) => this.#handlers(item, site, depth + 1));
    if (expr.kind !== 'call') {
      const added = expr.kind === 'name' ? this.#added(expr.name, site) : [];
      const own = this.code.resolver.origins(expr, site).flatMap((origin) => {
        if (origin.kind === 'value' && origin.expr !== expr)
          return this.#handlers(origin.expr, origin, depth + 1);
        return origin.kind === 'call' ? this.#handlers(origin.call, origin, depth + 1) : [];
      });
      return [...own, ...added.flatMap((one) => this.#handlers(one, site, depth + 1))];
    }
    const name = lastName(expr.callee) ?? '';
    if (ROUTES.test(name) && expr.args.length > 0)
      return expr.args.flatMap(({ value }) =>
        this.code.resolver
          .origins(value, site)
          .flatMap((origin) => (origin.kind === 'function' ? [originKey(origin)] : [])),
      );
    const byHand = this.#madeByHand(expr, name, site);
    if (byHand.length > 0) return byHand;
    const found: string[] = [];
    for (const callee of this.code.resolver.origins(expr.callee, site)) {
      if (callee.kind !== 'function') continue;
      const returns = this.code.program.file(callee.file)?.index.returns(callee.scope) ?? [];
      for (const { value } of returns) found.push(...this.#handlers(value, callee, depth + 1));
    }
    // `a.into_iter().chain(b).collect()`, `[a, b].concat()`.
    const on = receiver(expr);
    if (found.length === 0 && on !== null)
      for (const part of [on, ...expr.args.map(({ value }) => value)])
        found.push(...this.#handlers(part, site, depth + 1));
    return found;
  }

  /** `Route::new(Method::Put, "/x", handler)` and `Route::ranked(1, Get, "/x", handler)`. */
  #madeByHand(call: CallExpr, name: string, site: Site): readonly string[] {
    const on = receiver(call);
    if (!/^(?:new|ranked)$/.test(name) || on === null || lastName(on) !== 'Route') return [];
    const [method, path] = call.args.slice(name === 'ranked' ? 1 : 0).map(({ value }) => value);
    const own = method === undefined ? '' : (lastName(method) ?? '');
    if (path === undefined || !METHOD.test(own)) return [];
    const key = originKey({ kind: 'call', ...site, call });
    this.#graph.declare(key, false);
    if (this.#byHand.has(key)) return [key];
    this.#byHand.add(key);
    for (const template of this.#routers.paths(path, site)) {
      this.#graph.add({
        router: key,
        methods: [own.toUpperCase()],
        ...withoutQuery(template, new Set()),
        file: site.file,
        at: call,
      });
    }
    return [key];
  }
}

/** `#[get("/x")]`, `#[route(GET, uri = "/x")]`, `#[route("/x", method = GET)]`. */
function attributeRoute({ callee, args }: CallExpr): {
  readonly methods: readonly string[];
  readonly path: Expr | null;
} {
  const name = lastName(callee) ?? '';
  const named = (key: string) => args.find((arg) => arg.name === key)?.value;
  const bare = args.filter((arg) => arg.name === null).map(({ value }) => value);
  const path = named('uri') ?? named('path') ?? bare.find(({ kind }) => kind === 'text') ?? null;
  if (METHOD.test(name)) return { methods: [name.toUpperCase()], path };
  const method = named('method') ?? bare.find(({ kind }) => kind !== 'text');
  const own =
    method?.kind === 'text' ? method.value : method === undefined ? null : lastName(method);
  return { methods: [own === null ? '*' : own.toUpperCase()], path };
}

/** What stands behind the question mark of a path are parameters of the query: `<name>`, but not `<rest..>`. */
function withoutQuery(
  { path, dynamic }: PathTemplate,
  optional: ReadonlySet<string>,
): { readonly path: PathTemplate; readonly parameters: readonly RouteParameter[] } {
  const at = path.indexOf('?');
  const query = at === -1 ? '' : path.slice(at + 1);
  const parameters = query.split('&').flatMap((part): RouteParameter[] => {
    const name = /^\{(\w+)\}$/.exec(part)?.[1];
    return name === undefined ? [] : [{ name, in: 'query', required: !optional.has(name) }];
  });
  return { path: { path: at === -1 ? path : path.slice(0, at), dynamic }, parameters };
}
