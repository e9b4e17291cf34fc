import type { Code } from '../../code/code.ts';
import type { CallExpr, Expr } from '../../code/facts.ts';
import { dottedName } from '../../code/facts-index.ts';
import type { Origin } from '../../code/origin.ts';
import type { Site } from '../../code/program.ts';
import { unrolled } from '../../code/unroll.ts';
import { usesPackage } from '../../code/uses-package.ts';
import type { Framework, RouteFindings } from '../framework.ts';
import { comparedMethods } from '../go-handlers.ts';
import { GoRouterTypes, importsNoFramework, mayUse } from '../go-router-types.ts';
import { splitPattern } from '../go-routers.ts';
import { type PathTemplate, ROOT } from '../path-template.ts';
import { RouteGraph } from '../route-graph.ts';
import { RouterObjects } from '../router-objects.ts';

const MODULE = /^net\/http$/;
/** Functions of other packages that make a router, which lists its own routes. */
const ROUTER = /^(?:New|Default|New\w*(?:Router|Mux|Handler|App|Server|API))$/;
/** Packages whose `New` makes a chain of middleware, which passes on to the handler that it is given. */
const MIDDLEWARE = /alice|negroni|interpose|middleware|chain|cors|csrf|secure|handlers/;
/** Handlers of the standard library that serve no operation. */
const NO_OPERATION = /^(?:FileServer|FileServerFS|RedirectHandler|NotFoundHandler)$/;
/** Handlers are looked for so deep in calls that wrap them. */
const MAX_WRAPS = 8;

/** Go's own `http.ServeMux`, with the patterns of Go 1.22 (https://pkg.go.dev/net/http#hdr-Patterns). */
export const netHttp: Framework = {
  id: 'net/http',
  languages: ['go'],
  // The last: calls of a function of one's own that is given the method and the path.
  mark: /\bhttp\.(?:Handle(?:Func)?|StripPrefix)\(|NewServeMux|\bServeMux\b|\.Handle(?:Func)?\(\s*["`]|\.(?!NewRequest)\w+\(\s*http\.Method\w+,[^\n()]*"\//,
  routes(code) {
    return usesPackage(code, MODULE) || mayUse(code, MODULE)
      ? new ServeMuxRoutes(code).findings()
      : { routes: [], problems: [] };
  },
};

/** Types of other packages' routers. */
const ROUTER_TYPE = /^\*?(?:mux|chi|gin|echo|fiber|httprouter|runtime)\.\w+$/;

/** What a handler comes to. */
interface Handled {
  readonly routers: readonly string[];
  readonly stripped: PathTemplate;
}

class ServeMuxRoutes {
  readonly #graph = new RouteGraph('net/http');
  readonly #routers: RouterObjects;

  constructor(private readonly code: Code) {
    const types = new GoRouterTypes(
      code,
      {
        module: MODULE,
        local: 'http',
        names: /^(?:\w*[mM]ux)$/,
        package: /^(?:\*|DefaultServeMux)$/,
        makers: /^NewServeMux$/,
        types: /^ServeMux$/,
        applications: /^ServeMux$/,
        made: () => null,
      },
      this.#graph,
    );
    const isAlone = importsNoFramework(code);
    this.#routers = new RouterObjects(code, this.#graph, {
      roleOf: (origin) => types.roleOf(origin),
      isPlausible: (origin) => isAlone && types.isPlausible(origin),
      syntax: { braces: true },
    });
  }

  findings(): RouteFindings {
    for (const file of this.code.program.files()) {
      if (file.facts.language !== 'go') continue;
      for (const made of file.facts.calls) {
        const { callee } = made.call;
        if (callee.kind !== 'member' || !/^Handle(?:Func)?$/.test(callee.name)) continue;
        if (this.code.resolver.ownRouters.around(file, made.scope) !== null) continue;
        const site = { file: file.path, scope: made.scope };
        for (const call of unrolled(made, file, this.code)) this.#handle(call, site);
      }
    }
    return this.#graph.findings();
  }

  #handle(call: CallExpr, site: Site): void {
    const [pattern, handler] = call.args;
    if (call.callee.kind !== 'member' || pattern === undefined || handler === undefined) return;
    const found = this.#routers.at(call.callee.object, site, [pattern.value]);
    if (found.length === 0) return;
    const inner = this.#unwrapped(handler.value, site, ROOT, 0);
    if (inner === null) return;
    for (const { key, frame } of found) {
      for (const child of inner.routers) this.#graph.mount(child, key, inner.stripped);
      if (inner.routers.length > 0) continue;
      const compared = comparedMethods(handler.value, site, this.code);
      for (const template of this.#routers.paths(pattern.value, site, frame)) {
        const { method, path } = splitPattern(template);
        this.#graph.add({
          router: key,
          methods: method !== null ? [method] : compared.length > 0 ? compared : ['*'],
          path: withoutHost(path),
          file: site.file,
          at: call.callee,
        });
      }
    }
  }

  /**
   * The routers in what handles a pattern, under `http.StripPrefix` and wrappers of any kind; null for handlers that
   * list their own routes, or serve none.
   */
  #unwrapped(handler: Expr, site: Site, stripped: PathTemplate, depth: number): Handled | null {
    const nothing = { routers: [], stripped };
    if (depth > MAX_WRAPS || handler.kind === 'function' || handler.kind === 'text') return nothing;
    const given = handler.kind === 'call' ? this.#wrapped(handler, site, stripped, depth) : nothing;
    if (given !== null && given.routers.length > 0) return given;
    const wrapped =
      handler.kind === 'call' ? this.#wrappedByCallee(handler, site, stripped, depth) : nothing;
    if (wrapped.routers.length > 0) return wrapped;
    const origins = this.code.resolver.origins(handler, site);
    for (const origin of origins) {
      const inner = this.#ofOrigin(origin, handler, stripped, depth);
      if (inner === null || inner.routers.length > 0) return inner;
    }
    if (given === null) return null;
    const routers = origins.some(({ kind }) => kind === 'param')
      ? []
      : this.#routers.keysOf(handler, site);
    return { routers, stripped };
  }

  /** What a call is given, or is made on. */
  #wrapped(call: CallExpr, site: Site, stripped: PathTemplate, depth: number): Handled | null {
    const callees = this.code.resolver.origins(call.callee, site);
    const external = callees.find((callee) => callee.kind === 'external');
    const name = external?.kind === 'external' ? external.name : '';
    const isOwn = external?.kind === 'external' && MODULE.test(external.module);
    const isChain = external?.kind === 'external' && MIDDLEWARE.test(external.module);
    const isRouter = external !== undefined && !isChain && ROUTER.test(name);
    if (isOwn ? NO_OPERATION.test(name) : isRouter) return null;
    const [first] = call.args;
    const isStrip = isOwn && name === 'StripPrefix' && first !== undefined;
    const prefix = isStrip ? (this.#routers.paths(first.value, site)[0] ?? ROOT) : stripped;
    const on = call.callee.kind === 'member' && external === undefined ? [call.callee.object] : [];
    for (const value of [...on, ...call.args.slice(isStrip ? 1 : 0).map((arg) => arg.value)]) {
      const inner = this.#unwrapped(value, site, prefix, depth + 1);
      if (inner === null || inner.routers.length > 0) return inner;
    }
    return { routers: [], stripped };
  }

  /** The routers that a function of the program wraps before it gives them back: `return withCORS(mux)`. */
  #wrappedByCallee(call: CallExpr, site: Site, stripped: PathTemplate, depth: number): Handled {
    for (const callee of this.code.resolver.origins(call.callee, site)) {
      if (callee.kind !== 'function') continue;
      const returns = this.code.program.file(callee.file)?.index.returns(callee.scope) ?? [];
      for (const { value } of returns) {
        const within = { file: callee.file, scope: callee.scope };
        const inner =
          value.kind === 'call' ? this.#unwrapped(value, within, stripped, depth + 1) : null;
        if (inner !== null && inner.routers.length > 0) return inner;
      }
    }
    return { routers: [], stripped };
  }

  #ofOrigin(origin: Origin, from: Expr, stripped: PathTemplate, depth: number): Handled | null {
    if (origin.kind === 'typed' && ROUTER_TYPE.test(origin.type)) return null;
    if (origin.kind === 'call' && origin.call !== from)
      return this.#unwrapped(origin.call, origin, stripped, depth + 1);
    if (origin.kind === 'instance' || origin.kind === 'value') {
      const routers = this.#served(origin);
      if (routers === null) return null;
      if (routers.length > 0) return { routers, stripped };
    }
    if (origin.kind === 'param') {
      const { file, scope, position } = origin;
      const type = this.code.program.file(file)?.index.scope(scope)?.params[position]?.type;
      if (ROUTER_TYPE.test(type ?? '')) return null;
      if (/^\*http\.ServeMux$/.test(type ?? ''))
        return { routers: this.#routers.keysOf(from, { file, scope }), stripped };
      for (const caller of this.code.callers.of(file, scope)) {
        const given = this.code.callers.argument(file, scope, position, caller);
        const inner =
          given === null ? null : this.#unwrapped(given, caller.site, stripped, depth + 1);
        if (given !== null && (inner === null || inner.routers.length > 0)) return inner;
      }
    }
    return { routers: [], stripped };
  }

  /** The routers that the `ServeHTTP` of an object passes requests on to; null where it takes prefixes from them first. */
  #served(origin: Origin): readonly string[] | null {
    const routers: string[] = [];
    for (const method of this.code.resolver.memberOf(origin, 'ServeHTTP')) {
      const file = method.kind === 'function' ? this.code.program.file(method.file) : undefined;
      if (file === undefined || method.kind !== 'function') continue;
      for (const { call, scope } of file.facts.calls) {
        const { callee } = call;
        if (scope !== method.scope || callee.kind !== 'member' || callee.name !== 'ServeHTTP')
          continue;
        const { object } = callee;
        if (object.kind === 'call' && dottedName(object.callee) === 'http.StripPrefix') return null;
        routers.push(...this.#routers.keysOf(object, { file: file.path, scope }));
      }
    }
    return routers;
  }
}

/** `/x` of `example.com/x`; `{$}` at the end only says that nothing follows. */
function withoutHost({ path, dynamic }: PathTemplate): PathTemplate {
  const start = path.startsWith('{') ? 0 : path.indexOf('/');
  return { path: path.slice(Math.max(start, 0)).replace(/\/\{\$\}$/, ''), dynamic };
}
