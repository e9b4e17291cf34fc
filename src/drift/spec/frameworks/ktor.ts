import type { Code } from '../../code/code.ts';
import type { CallExpr } from '../../code/facts.ts';
import { lastName } from '../../code/facts-index.ts';
import { ownFiles } from '../../code/own-files.ts';
import type { Site } from '../../code/program.ts';
import { unrolled } from '../../code/unroll.ts';
import type { Framework, RouteFindings } from '../framework.ts';
import { RouteGraph } from '../route-graph.ts';
import { isRouting, ktorName, PACKAGE } from './ktor-calls.ts';
import { ktorPaths, pathOf } from './ktor-paths.ts';
import { KtorResources } from './ktor-resources.ts';
import { rootPaths } from './ktor-root-path.ts';
import { KtorRouters } from './ktor-routers.ts';

/** Other frameworks, of which a file without Ktor's imports may be; a piece of a program may have none. */
const OTHERS =
  /^(?:org\.springframework|org\.http4k|io\.javalin|io\.vertx|spark|io\.micronaut|okhttp3|retrofit2)\b/;
const METHODS: ReadonlySet<string> = new Set([
  'GET',
  'POST',
  'PUT',
  'PATCH',
  'DELETE',
  'HEAD',
  'OPTIONS',
]);
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
  readonly #routers: KtorRouters;

  constructor(private readonly code: Code) {
    this.#resources = new KtorResources(code);
    this.#routers = new KtorRouters(code, this.#graph, this.#resources);
  }

  findings(): RouteFindings {
    this.#graph.declare('application', true);
    for (const prefix of rootPaths(this.code)) this.#graph.prefix('application', prefix);
    for (const file of ownFiles(this.code, 'kotlin')) {
      const { imports, calls } = file.facts;
      const isOthers = imports.some(({ module }) => OTHERS.test(module));
      if (isOthers && !imports.some(({ module }) => PACKAGE.test(module))) continue;
      for (const made of calls) {
        if (!isRouting(made.call, file.path, this.code)) continue;
        for (const call of unrolled(made, file, this.code))
          this.#route(call, { file: file.path, scope: made.scope });
      }
    }
    return this.#graph.findings();
  }

  #route(call: CallExpr, site: Site): void {
    const name = ktorName(call, site.file, this.code);
    const routers = this.#routers.of(call, site);
    if (routers.length === 0) return;
    const methods = name === 'handle' ? this.#methodsAround(site) : [name.toUpperCase()];
    const [type] = call.types ?? [];
    const resource = type === undefined ? undefined : this.#resources.paths(type, site);
    const path = resource === undefined ? pathOf(call) : null;
    // `get<Service>()` of a container has a type that is no resource.
    // … while `post<Order> { order -> … }` has that of its body.
    const isBody = /^(?:post|put|patch)$/.test(name) && call.args.at(-1)?.value.kind === 'function';
    if (type !== undefined && resource === undefined && path === null && !isBody) return;
    // `handle<Article> { … }` stands within what says its path.
    const typed = name === 'handle' ? undefined : resource;
    for (const { key: router, frame } of routers) {
      for (const template of typed?.paths ?? ktorPaths(path, site, this.code, frame)) {
        this.#graph.add({
          router,
          methods,
          path: template,
          file: site.file,
          at: call.callee,
          ...(resource === undefined ? {} : { parameters: resource.parameters }),
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
}
