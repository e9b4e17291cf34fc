import type { Caller } from '../../code/callers.ts';
import type { Code } from '../../code/code.ts';
import type { CallExpr, Expr } from '../../code/facts.ts';
import { lastName } from '../../code/facts-index.ts';
import { type Origin, originKey } from '../../code/origin.ts';
import { ownFiles } from '../../code/own-files.ts';
import { placeKey, type Site, type SourceFile } from '../../code/program.ts';
import { isOwnSource } from '../../code/source-files.ts';
import { unrolled } from '../../code/unroll.ts';
import type { Framework, RouteFindings } from '../framework.ts';
import { RouteGraph } from '../route-graph.ts';
import { wrappingsOf } from './ktor-blocks.ts';
import { ktorPaths, pathOf } from './ktor-paths.ts';
import { KtorResources } from './ktor-resources.ts';
import { rootPaths } from './ktor-root-path.ts';

const PACKAGE = /^io\.ktor\.|\.ktoropenapi\b|\.ktorswaggerui\b/;
/** Other frameworks, of which a file without Ktor's imports may be; a piece of a program may have none. */
const OTHERS =
  /^(?:org\.springframework|org\.http4k|io\.javalin|io\.vertx|spark|io\.micronaut|okhttp3|retrofit2)\b/;
const VERBS = /^(?:get|post|put|patch|delete|head|options)$/;
const METHODS: ReadonlySet<string> = new Set([
  'GET',
  'POST',
  'PUT',
  'PATCH',
  'DELETE',
  'HEAD',
  'OPTIONS',
]);
/** Types that routes are declared on, and those that the application itself is of. */
const ROUTE = /^(?:\w+\.)*(?:Route|Routing|IRoute|RoutingNode|RootRoute|RoutingBuilder)\??$/;
const APPLICATION = /^(?:\w+\.)*Application\??$/;
/** Ktor's server: the routing functions, nested as blocks and in extension functions, and typed resources. */
export const ktor: Framework = {
  id: 'ktor',
  languages: ['kotlin'],
  mark: /\bio\.ktor\b|\brouting\s*\{|\bfun\s+Rout(?:e|ing)\.\w+\s*\(/,
  routes: (code) => new KtorRoutes(code).findings(),
};

class KtorRoutes {
  readonly #graph = new RouteGraph('ktor');
  readonly #resources: KtorResources;
  /** Calls whose routes are being worked out. */
  readonly #following = new Set<string>();
  /** Functions whose callers are known to the graph already. */
  readonly #called = new Set<string>();

  constructor(private readonly code: Code) {
    this.#resources = new KtorResources(code);
  }

  findings(): RouteFindings {
    this.#graph.declare('application', true);
    for (const prefix of rootPaths(this.code)) this.#graph.prefix('application', prefix);
    for (const file of ownFiles(this.code, 'kotlin')) {
      const { imports, calls } = file.facts;
      const isOthers = imports.some(({ module }) => OTHERS.test(module));
      if (isOthers && !imports.some(({ module }) => PACKAGE.test(module))) continue;
      for (const made of calls) {
        if (!this.#isRouting(made.call, file.path)) continue;
        for (const call of unrolled(made, file, this.code))
          this.#route(call, { file: file.path, scope: made.scope });
      }
    }
    return this.#graph.findings();
  }

  /** `get("/x") { … }`, `get { … }`, `handle { … }`: what ends with a block, or is given a handler. */
  #isRouting(call: CallExpr, file: string): boolean {
    const { args } = call;
    const name = this.#name(call, file);
    if (name !== 'handle' && !VERBS.test(name)) return false;
    return args.at(-1)?.value.kind === 'function' || (name !== 'handle' && args.length > 1);
  }

  /** The name of what is called, as Ktor has it: `get` after `import io.ktor.server.routing.get as read`. */
  #name({ callee }: CallExpr, file: string): string {
    const name = lastName(callee) ?? '';
    const imports = this.code.program.file(file)?.index.imports(name) ?? [];
    return imports.find((one) => one.name !== name && PACKAGE.test(`${one.module}.`))?.name ?? name;
  }

  #route(call: CallExpr, site: Site): void {
    const name = this.#name(call, site.file);
    const routers = this.#routersOf(call, site);
    if (routers.length === 0) return;
    const methods = name === 'handle' ? this.#methodsAround(site) : [name.toUpperCase()];
    const [type] = call.types ?? [];
    const typed = type === undefined ? undefined : this.#resources.paths(type, site);
    const path = typed === undefined ? pathOf(call) : null;
    // `get<Service>()` of a container has a type that is no resource.
    // … while `post<Order> { order -> … }` has that of its body.
    const isBody = /^(?:post|put|patch)$/.test(name) && call.args.at(-1)?.value.kind === 'function';
    if (type !== undefined && typed === undefined && path === null && !isBody) return;
    for (const router of routers) {
      for (const template of typed?.paths ?? ktorPaths(path, site, this.code)) {
        this.#graph.add({
          router,
          methods,
          path: template,
          file: site.file,
          at: call.callee,
          ...(typed === undefined ? {} : { parameters: typed.parameters }),
        });
      }
    }
  }

  /** The methods of `method(HttpMethod.Get) { handle { … } }` and `route("/x", HttpMethod.Get) { … }`; any for none. */
  #methodsAround(site: Site): readonly string[] {
    const index = this.code.program.file(site.file)?.index;
    for (const scope of index?.enclosing(site.scope) ?? []) {
      const written = index?.argumentOf(scope);
      const name = lastName(
        written?.call.callee ?? { kind: 'unknown', text: '', line: 1, column: 1 },
      );
      if (written === undefined || (name !== 'method' && name !== 'route')) continue;
      const methods = written.call.args.flatMap(({ value }) => {
        const method = (lastName(value) ?? '').toUpperCase();
        return METHODS.has(method) && value.kind === 'member' ? [method] : [];
      });
      if (methods.length > 0) return methods;
    }
    return ['*'];
  }

  /** The routes that a call adds to: those of the block around it, or of the object that it is called on. */
  #routersOf(call: CallExpr, site: Site): readonly string[] {
    const { callee } = call;
    if (callee.kind !== 'member') return this.#around(site);
    const { object } = callee;
    if (object.kind === 'name' && object.name.startsWith('this')) return this.#around(site);
    return this.#ofObject(object, site);
  }

  /** The routes of an expression: a parameter of their type, or what `routing { }` and `route("/x") { }` give. */
  #ofObject(expr: Expr, site: Site): readonly string[] {
    return this.code.resolver.origins(expr, site).flatMap((origin): readonly string[] => {
      if (origin.kind === 'typed' && ROUTE.test(origin.type)) return this.#plausible(origin);
      if (origin.kind === 'param') return this.#ofParam(origin);
      if (origin.kind !== 'call') return [];
      const name = this.#name(origin.call, origin.file);
      if (name === 'routing') return ['application'];
      return name === 'route' ? this.#once(originKey(origin), origin) : [];
    });
  }

  /** What a `route("/x") { }` gives; nothing while it is being worked out: `r = r.route("/x") { }`. */
  #once(key: string, { call, file, scope }: Extract<Origin, { kind: 'call' }>): readonly string[] {
    if (this.#following.has(key)) return [];
    this.#following.add(key);
    try {
      return this.#below(call, { file, scope });
    } finally {
      this.#following.delete(key);
    }
  }

  #plausible(origin: Origin): readonly string[] {
    const key = originKey(origin);
    this.#graph.declare(key, false);
    return [key];
  }

  #ofParam(origin: Extract<Origin, { kind: 'param' }>): readonly string[] {
    const { file, scope, position } = origin;
    const type = this.code.program.file(file)?.index.scope(scope)?.params[position]?.type ?? null;
    if (type === null || !ROUTE.test(type)) return [];
    const key = originKey(origin);
    if (this.#called.has(key)) return [key];
    this.#called.add(key);
    this.#graph.declare(key, false);
    for (const caller of this.code.callers.of(file, scope)) {
      const given = this.code.callers.argument(file, scope, position, caller);
      if (given === null) continue;
      const isThis = given.kind === 'name' && given.name.startsWith('this');
      const parents = isThis ? this.#around(caller.site) : this.#ofObject(given, caller.site);
      for (const parent of parents) this.#graph.mount(key, parent);
    }
    return [key];
  }

  /** The routes that a place in the code adds to; none where it is not within any. */
  #around(site: Site): readonly string[] {
    const file = this.code.program.file(site.file);
    if (file === undefined) return [];
    for (const scope of file.index.enclosing(site.scope)) {
      const written = file.index.argumentOf(scope);
      if (written !== undefined) {
        const at = { file: site.file, scope: written.scope };
        const found = this.#ofBlock(written.call, at);
        if (found !== 'outer') return found;
        const wrapped = this.#ofWrappedBlock(written.call, scope, at);
        if (wrapped.length > 0) return wrapped;
        continue;
      }
      const declared = file.index.scope(scope);
      if (declared?.kind !== 'function' || declared.name === null) continue;
      const type = declared.receiver?.type ?? null;
      if (type !== null && ROUTE.test(type)) return this.#ofFunction(file, scope);
      if (type !== null && APPLICATION.test(type)) return [];
      const lambda = this.#ofTypedValue(file, scope);
      if (lambda.length > 0) return lambda;
    }
    return [];
  }

  /** `val users: Route.() -> Unit = { … }`. */
  #ofTypedValue(file: SourceFile, scope: number): readonly string[] {
    const declared = file.index.scope(scope);
    const binding = file.facts.bindings.find(
      ({ value, type }) =>
        value?.kind === 'function' &&
        value.scope === scope &&
        /^\(?(?:\w+\.)*Route(?:ing)?\.\(/.test(type ?? ''),
    );
    return declared === undefined || binding === undefined ? [] : this.#ofFunction(file, scope);
  }

  /** What the block of a call adds to: its own path below the outer ones; `outer` for a call that changes nothing. */
  #ofBlock(call: CallExpr, site: Site): readonly string[] | 'outer' {
    const name = this.#name(call, site.file);
    if (name === 'routing' || isInstalled(call)) return ['application'];
    if (name === 'route' || name === 'resource' || name === 'location')
      return this.#below(call, site);
    // What stands in a handler is no route, however it is called.
    if (this.#isRouting(call, site.file)) return [];
    if (/^(?:with|apply|run|also|let)$/.test(name)) {
      const object =
        name === 'with'
          ? call.args[0]?.value
          : call.callee.kind === 'member'
            ? call.callee.object
            : undefined;
      const found = object === undefined ? [] : this.#ofObject(object, site);
      if (found.length > 0) return found;
    }
    return 'outer';
  }

  /** What a block adds to that a function of the repository puts below paths of its own. */
  #ofWrappedBlock(call: CallExpr, block: number, site: Site): readonly string[] {
    return wrappingsOf(call, block, site, this.code).flatMap(({ calls, frame }, way) => {
      const [outer] = calls;
      let routers =
        lastName(outer?.call.callee ?? call.callee) === 'routing'
          ? ['application']
          : this.#routersOf(call, site);
      for (const [depth, inner] of calls.entries()) {
        if (lastName(inner.call.callee) !== 'route') continue;
        const key = `${placeKey(site.file, call.callee)} ${way} ${depth}`;
        for (const prefix of ktorPaths(pathOf(inner.call), inner.site, this.code, frame))
          for (const parent of routers) this.#graph.mount(key, parent, prefix);
        routers = routers.length === 0 ? [] : [key];
      }
      return routers;
    });
  }

  /** The routes below a call of `route`. */
  #below(call: CallExpr, site: Site): readonly string[] {
    const parents = this.#routersOf(call, site);
    if (parents.length === 0) return [];
    const key = `${site.file}:${call.callee.line}:${call.callee.column} ${call.args.length}`;
    const [type] = call.types ?? [];
    const typed = type === undefined ? undefined : this.#resources.paths(type, site);
    for (const parent of parents) {
      for (const prefix of typed?.paths ?? ktorPaths(pathOf(call), site, this.code))
        this.#graph.mount(key, parent, prefix);
    }
    return [key];
  }

  /** Calls of an extension function that stands in a class: `with(users) { routes() }` does not tell which one it is. */
  #byName(file: SourceFile, scope: number): readonly Caller[] {
    const name = file.index.scope(scope)?.name ?? null;
    if (name === null || file.index.classAround(scope) === undefined) return [];
    return this.code.callers
      .named(name)
      .filter(({ site }) => /\.kts?$/.test(site.file) && isOwnSource(site.file));
  }

  /** An extension function of `Route` adds to whatever it is called on. */
  #ofFunction(file: SourceFile, scope: number): readonly string[] {
    const key = originKey({ kind: 'function', file: file.path, scope });
    if (this.#called.has(key)) return [key];
    this.#called.add(key);
    this.#graph.declare(key, false);
    const callers = this.code.callers.of(file.path, scope);
    for (const { call, site } of callers.length > 0 ? callers : this.#byName(file, scope)) {
      for (const parent of this.#routersOf(call, site)) this.#graph.mount(key, parent);
    }
    return [key];
  }
}

/** `install(Routing) { … }`, as it was written before Ktor 2. */
function isInstalled({ callee, args }: CallExpr): boolean {
  const plugin = args[0]?.value;
  return (
    lastName(callee) === 'install' &&
    plugin !== undefined &&
    /^Routing(?:Root)?$/.test(lastName(plugin) ?? '')
  );
}
