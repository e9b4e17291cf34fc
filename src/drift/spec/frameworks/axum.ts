import type { Code } from '../../code/code.ts';
import type { CallExpr, Expr } from '../../code/facts.ts';
import { dottedName, lastName } from '../../code/facts-index.ts';
import type { Frame } from '../../code/frame.ts';
import { type Origin, originKey } from '../../code/origin.ts';
import type { Site } from '../../code/program.ts';
import { unrolled } from '../../code/unroll.ts';
import type { Framework, RouteFindings } from '../framework.ts';
import type { PathTemplate } from '../path-template.ts';
import { RouteGraph } from '../route-graph.ts';
import { RouterObjects } from '../router-objects.ts';
import { type RouterRole, receiver } from '../router-roles.ts';
import { isExternal, isReturnedToNobody, isTest, isUnbound, mayUse } from '../rust-routing.ts';

const MODULE = /^(?:axum|aide|utoipa_axum)(?:::|$)/;
const ROUTER = /^(?:Router|ApiRouter|OpenApiRouter)$/;
/** https://docs.rs/axum/latest/axum/routing: functions and methods that take a handler for a method. */
const METHOD = /^(get|head|post|put|patch|delete|options|trace|connect|any)(?:_service|_with)?$/;
/** Those of a router that find the path in the type of the handler's first parameter (axum-extra's `RouterExt`). */
const TYPED = /^typed_(get|head|post|put|patch|delete|options|trace)$/;
/** Methods of a router that give it back. */
const SAME =
  /^(?:route|api_route|api_route_with|route_service|nest|nest_service|nest_api_service|merge|layer|route_layer|with_state|fallback|fallback_service|method_not_allowed_fallback|without_v07_checks|finish_api|into_make_service|into_make_service_with_connect_info|routes|typed_\w+)$/;

/** axum. */
export const axum: Framework = {
  id: 'axum',
  languages: ['rust'],
  mark: /\baxum\b|\.(?:route|nest|merge|route_service|nest_service)\(/,
  routes(code) {
    return mayUse(code, MODULE) ? new AxumRoutes(code).findings() : { routes: [], problems: [] };
  },
};

class AxumRoutes {
  readonly #graph = new RouteGraph('axum');
  readonly #routers: RouterObjects;

  constructor(private readonly code: Code) {
    this.#routers = new RouterObjects(code, this.#graph, {
      roleOf: (origin) => this.#roleOf(origin),
      isPlausible: () => false,
      syntax: { colon: true, braces: true, star: true },
    });
  }

  findings(): RouteFindings {
    for (const file of this.code.program.files()) {
      if (file.facts.language !== 'rust') continue;
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

  #roleOf(origin: Origin): RouterRole | null | undefined {
    const folded = origin.kind === 'param' ? foldedFrom(origin, this.code) : null;
    if (folded !== null) return { role: 'same', as: folded };
    if (origin.kind === 'param' || origin.kind === 'typed') {
      const type =
        origin.kind === 'typed'
          ? origin.type
          : this.code.program.file(origin.file)?.index.scope(origin.scope)?.params[origin.position]
              ?.type;
      if (!/\b(?:Router|ApiRouter|OpenApiRouter)\b/.test(type ?? '')) return null;
      this.#graph.declare(originKey(origin), false);
      return origin.kind === 'typed' ? { role: 'router' } : undefined;
    }
    const taken = origin.kind === 'value' ? takenApart(origin.expr) : null;
    if (taken !== null) return { role: 'same', as: taken };
    if (origin.kind !== 'call') return null;
    const { call } = origin;
    const on = receiver(call);
    const name = lastName(call.callee);
    if (on === null || name === null) return null;
    const isMade = /^(?:new|default|with_openapi)$/.test(name) && ROUTER.test(lastName(on) ?? '');
    if (isMade && (isExternal(on, origin, MODULE, this.code) || isUnbound(on, origin, this.code)))
      return { role: isReturnedToNobody(origin, this.code) ? 'router' : 'root' };
    const [first] = call.args;
    if (name === 'fold' && first !== undefined) return { role: 'same', as: first.value };
    return SAME.test(name) ? { role: 'same', as: on } : null;
  }

  #call(call: CallExpr, site: Site): void {
    if (call.callee.kind !== 'member') return;
    const { object, name } = call.callee;
    const [first, second] = call.args;
    if (first === undefined) return;
    if (name === 'routes') this.#documented(object, first.value, site);
    else if (TYPED.test(name)) this.#typed(object, first.value, call, site);
    else if (name === 'merge') this.#mount(object, null, first.value, site);
    else if (second === undefined) return;
    else if (/^nest/.test(name)) this.#mount(object, first.value, second.value, site);
    else if (/^(?:api_)?route(?:_with)?$/.test(name))
      this.#route(object, first.value, second.value, call, site);
    else if (name === 'route_service') this.#route(object, first.value, second.value, call, site);
  }

  #mount(on: Expr, prefix: Expr | null, child: Expr, site: Site): void {
    for (const one of this.#routers.mounts(child, on, prefix, site)) {
      for (const path of this.#routers.paths(prefix, site, one.frame))
        this.#graph.mount(one.child, one.on, path);
    }
  }

  #route(on: Expr, path: Expr, methods: Expr, call: CallExpr, site: Site): void {
    for (const { key, frame } of this.#routers.at(on, site, [path])) {
      const named = this.#methods(methods, site, frame, 0);
      for (const template of this.#routers.paths(path, site, frame))
        this.#register(key, template, named, call, site);
    }
  }

  /** utoipa-axum's `.routes(routes!(list, create))`: methods and paths stand on the handlers. */
  #documented(on: Expr, routes: Expr, site: Site): void {
    if (routes.kind !== 'call' || lastName(routes.callee) !== 'routes') return;
    for (const { value } of routes.args) {
      for (const origin of this.code.resolver.origins(value, site)) {
        const file = origin.kind === 'function' ? this.code.program.file(origin.file) : undefined;
        if (origin.kind !== 'function' || file === undefined) continue;
        for (const attribute of file.index.scope(origin.scope)?.decorators ?? []) {
          const path = attribute.args.find((arg) => arg.name === 'path')?.value;
          if (dottedName(attribute.callee) !== 'utoipa.path' || path === undefined) continue;
          const methods = attribute.args.flatMap((arg) =>
            arg.name === null ? documentedMethods(arg.value) : [],
          );
          for (const router of this.#routers.keysOf(on, site))
            for (const template of this.#routers.paths(path, { file: file.path, scope: 0 }))
              this.#graph.add({ router, methods, path: template, file: file.path, at: attribute });
        }
      }
    }
  }

  /** `.typed_get(show)`, where `show` takes a type with `#[typed_path("/x/{id}")]`. */
  #typed(on: Expr, handler: Expr, call: CallExpr, site: Site): void {
    const method = TYPED.exec(lastName(call.callee) ?? '')?.[1]?.toUpperCase();
    if (method === undefined) return;
    for (const origin of this.code.resolver.origins(handler, site)) {
      const file = origin.kind === 'function' ? this.code.program.file(origin.file) : undefined;
      if (origin.kind !== 'function' || file === undefined) continue;
      for (const { type } of file.index.scope(origin.scope)?.params ?? []) {
        for (const one of this.code.resolver.typeOrigins(type ?? '', { ...origin, scope: 0 })) {
          const owner = one.kind === 'class' ? this.code.program.file(one.file) : undefined;
          if (one.kind !== 'class' || owner === undefined) continue;
          const path = owner.index
            .scope(one.scope)
            ?.decorators.find(({ callee }) => lastName(callee) === 'typed_path')?.args[0]?.value;
          if (path !== undefined) this.#add(on, path, [method], call, site);
        }
      }
    }
  }

  #add(on: Expr, path: Expr, methods: readonly string[], call: CallExpr, site: Site): void {
    for (const { key, frame } of this.#routers.at(on, site, [path])) {
      for (const template of this.#routers.paths(path, site, frame))
        this.#register(key, template, methods, call, site);
    }
  }

  #register(
    router: string,
    path: PathTemplate,
    methods: readonly string[],
    call: CallExpr,
    { file }: Site,
  ): void {
    this.#graph.add({
      router,
      methods: methods.length === 0 ? ['*'] : [...new Set(methods)],
      path,
      file,
      at: call.callee,
    });
  }

  /** The methods of `get(h).post(h2)`; none where it cannot be told, so that any are assumed. */
  #methods(expr: Expr, site: Site, frame: Frame | null, depth: number): readonly string[] {
    if (depth > 20) return [];
    if (expr.kind === 'call') {
      const on = receiver(expr);
      const name = lastName(expr.callee) ?? '';
      const own = this.#method(name, expr);
      const isChain = on !== null && this.#isMade(on, site);
      const merged = name === 'merge' ? expr.args.map(({ value }) => value) : [];
      if (own.length > 0 || isChain)
        return [
          ...(isChain ? this.#methods(on, site, frame, depth + 1) : []),
          ...merged.flatMap((one) => this.#methods(one, site, frame, depth + 1)),
          ...own,
        ];
    }
    for (const origin of this.code.resolver.origins(expr, site)) {
      if (origin.kind === 'call' && origin.call !== expr)
        return this.#methods(origin.call, origin, frame, depth + 1);
      if (origin.kind !== 'param' || frame?.key !== `${origin.file}#${origin.scope}`) continue;
      const given = frame.args[origin.position];
      if (given !== undefined) return this.#methods(given.expr, given.site, given.frame, depth + 1);
    }
    return [];
  }

  /** Whether methods are put after others: `get(h).post(h)`, or a variable for those. */
  #isMade(on: Expr, site: Site): boolean {
    if (on.kind === 'call') return true;
    return on.kind === 'name' && this.code.resolver.origins(on, site).some(isCall);
  }

  #method(name: string, { args }: CallExpr): readonly string[] {
    if (name === 'on' || name === 'on_service') {
      return args[0] === undefined ? [] : filteredMethods(args[0].value);
    }
    const method = METHOD.exec(name)?.[1];
    if (method === undefined) return [];
    return [method === 'any' ? '*' : method.toUpperCase()];
  }
}

function isCall({ kind }: Origin): boolean {
  return kind === 'call';
}

/** The router of `let (router, api) = router.split_for_parts()`; null for anything else. */
function takenApart(expr: Expr): Expr | null {
  if (expr.kind !== 'index' || expr.index.kind !== 'literal' || expr.index.text !== '0')
    return null;
  const { object } = expr;
  return object.kind === 'call' && lastName(object.callee) === 'split_for_parts'
    ? receiver(object)
    : null;
}

/** What a fold begins with, for the first parameter of its function: `routes.fold(router, |router, route| …)`. */
function foldedFrom(origin: Extract<Origin, { kind: 'param' }>, code: Code): Expr | null {
  const call = code.program.file(origin.file)?.index.argumentOf(origin.scope)?.call;
  const isFold = call !== undefined && lastName(call.callee) === 'fold' && origin.position === 0;
  return isFold ? (call.args[0]?.value ?? null) : null;
}

/** The methods of utoipa's `get` and `method(get, head)`. */
function documentedMethods(expr: Expr): readonly string[] {
  if (expr.kind === 'call')
    return lastName(expr.callee) === 'method'
      ? expr.args.flatMap(({ value }) => documentedMethods(value))
      : [];
  const method = METHOD.exec(lastName(expr) ?? '')?.[1];
  return method === undefined ? [] : [method.toUpperCase()];
}

/** The methods of `MethodFilter::GET | MethodFilter::PUT` and of `MethodFilter::GET.or(MethodFilter::PUT)`. */
function filteredMethods(filter: Expr): readonly string[] {
  if (filter.kind === 'either') return filter.options.flatMap(filteredMethods);
  if (filter.kind === 'call' && filter.callee.kind === 'member' && filter.callee.name === 'or')
    return [filter.callee.object, ...filter.args.map(({ value }) => value)].flatMap(
      filteredMethods,
    );
  const name = lastName(filter) ?? '';
  return METHOD.test(name.toLowerCase()) ? [name] : [];
}
