import type { Code } from '../../code/code.ts';
import { entry, type Located, objects } from '../../code/entries.ts';
import type { CallExpr, Expr } from '../../code/facts.ts';
import { lastName } from '../../code/facts-index.ts';
import type { Origin } from '../../code/origin.ts';
import type { Site } from '../../code/program.ts';
import { packageOf, packagesUsing } from '../../code/uses-package.ts';
import type { Framework, RouteFindings, RouteParameter } from '../framework.ts';
import { httpMethod, type MethodCall, methodCalls, methodNames } from '../javascript-calls.ts';
import { packagesSpeaking, ToldByHandlers } from '../javascript-dialects.ts';
import { joinPaths, type PathSyntax, ROOT, templates } from '../path-template.ts';
import { RouteGraph } from '../route-graph.ts';
import { RouterObjects } from '../router-objects.ts';
import { type RouterRole, receiver } from '../router-roles.ts';
import { schemaParameters } from '../schema-parameters.ts';
import { autoloadedFiles } from './fastify-autoload.ts';
import { pluginsOf, pluginsOfOrigin } from './fastify-plugins.ts';

const PACKAGE = /^fastify$/;
/** Any of these in a package says that it is about Fastify: a plugin need not import Fastify itself. */
const KIN = /^(?:fastify|fastify-\w[\w-]*|@fastify\/.+)$/;
const METHODS = /^(?:get|head|post|put|patch|delete|options|all)$/;
/** The methods whose calls say something of routes. */
const CALLED = /^(?:register|route|get|head|post|put|patch|delete|options|all)$/;
/** Methods of an instance that give it back. */
const CHAIN =
  /^(?:register|route|decorate\w*|addHook|addSchema|set\w+|withTypeProvider|after|get|head|post|put|patch|delete|options|all)$/;
/** find-my-way: `:id`, `:id(\\d+)`, `:id?`, `::` for a colon, `*` at the end. */
const SYNTAX: PathSyntax = { colon: true, star: true, colonEscape: true };
const TYPED = /\bFastify(?:Instance|\w*Instance)\b/;
const NAMED =
  /^(?:fastify|app|server|instance|router|api|scope|f)$|(?:Fastify|Instance|App|Server)$/;

/** Fastify: shorthand methods, full declarations, plugins with prefixes, folders that are loaded by convention. */
export const fastify: Framework = {
  id: 'fastify',
  languages: ['javascript'],
  mark: /['"](?:fastify|fastify-[\w-]+|@fastify\/[\w-]+)['"]|\b[Ff]astify\b[\w\s<>,()]*\.|\.register\(|\.(?:get|post|put|patch|delete|options|head|all)\s*(?:<[^;]{0,200}?>)?\(\s*['"`]\/?|\.route\(/,
  routes(code) {
    const packages = new Set([...packagesUsing(code, KIN), ...packagesSpeaking(code, 'fastify')]);
    return packages.size === 0
      ? { routes: [], problems: [] }
      : new FastifyRoutes(code, packages).findings();
  },
};

class FastifyRoutes {
  readonly #graph = new RouteGraph('fastify');
  readonly #routers: RouterObjects;
  readonly #told: ToldByHandlers;

  constructor(
    private readonly code: Code,
    private readonly packages: ReadonlySet<string>,
  ) {
    this.#told = new ToldByHandlers(code, 'fastify', packages);
    this.#routers = new RouterObjects(code, this.#graph, {
      roleOf: (origin) => this.#roleOf(origin),
      isPlausible: (origin) => this.#isPlausible(origin),
      tellsMakings: true,
      syntax: SYNTAX,
    });
  }

  findings(): RouteFindings {
    for (const one of methodCalls(this.code, CALLED)) this.#call(one);
    return this.#graph.findings();
  }

  #roleOf(origin: Origin): RouterRole | null | undefined {
    if (origin.kind === 'value') return origin.expr.kind === 'name' ? undefined : null;
    if (origin.kind !== 'call') return undefined;
    const { call } = origin;
    for (const callee of this.code.resolver.origins(call.callee, origin)) {
      if (callee.kind !== 'external') continue;
      if (PACKAGE.test(callee.module))
        return /^(?:\*|default|fastify|Fastify|default\.default|default\.fastify)$/.test(
          callee.name,
        )
          ? { role: 'root' }
          : null;
    }
    const on = receiver(call);
    const name = lastName(call.callee);
    if (on === null || name === null) return undefined;
    return CHAIN.test(name) ? { role: 'same', as: on } : undefined;
  }

  /** What cannot be followed counts by its type, or by its name where the package uses Fastify. */
  #isPlausible(origin: Origin): boolean {
    if (this.#told.has(origin)) return true;
    if (origin.kind === 'typed') return TYPED.test(origin.type);
    if (origin.kind === 'member') return /^(?:fastify|fastifyInstance)$/.test(origin.name);
    if (origin.kind !== 'param') return false;
    const file = this.code.program.file(origin.file);
    const scope = file?.index.scope(origin.scope);
    const param = scope?.params[origin.position];
    if (file === undefined || scope === undefined || param === undefined) return false;
    if (param.type !== null) return TYPED.test(param.type);
    const holder = scope.name === null ? [] : file.index.bindings(scope.parent ?? 0, scope.name);
    if (holder.some(({ type }) => /\bFastifyPlugin/.test(type ?? ''))) return origin.position === 0;
    return NAMED.test(param.name) && this.packages.has(packageOf(origin.file, this.code));
  }

  #call({ call, object, method, site }: MethodCall): void {
    if (method === 'register') this.#register(object, call, site);
    else if (method === 'route') this.#route(object, call, site);
    else this.#shorthand(object, method, call, site);
  }

  /** `app.get('/x', options, handler)`. */
  #shorthand(object: Expr, method: string | Expr, call: CallExpr, site: Site): void {
    const [path, ...others] = call.args;
    if (path === undefined || others.length === 0 || !this.#mayBePath(path.value, site)) return;
    const methods = methodNames(method, site, null, METHODS, this.code).map(httpMethod);
    if (methods.length === 0) return;
    const parameters = others.flatMap(({ value }) => this.#parameters(value, site));
    this.#add(object, methods, path.value, site, call, parameters, null);
  }

  /** `app.route({ method, url, schema, handler })`. */
  #route(object: Expr, call: CallExpr, site: Site): void {
    const [options] = call.args;
    if (options === undefined || call.args.length > 1) return;
    const known = objects(options.value, site, this.code);
    if (known.length === 0) {
      if (this.#routers.keysOf(object, site).some((key) => this.#graph.isKnown(key)))
        this.#graph.problem(
          'The options of this route are not known, so its method and path are not: the route is left out.',
          site.file,
          call.callee,
        );
      return;
    }
    for (const one of known) {
      const url = entry(one, 'url', this.code) ?? entry(one, 'path', this.code);
      const method = entry(one, 'method', this.code);
      if (url === undefined || method === undefined) continue;
      const methods = this.code.evaluator
        .texts(method.expr, method.site)
        .flatMap((text) => text.filter((part) => typeof part === 'string'))
        .map((name) => name.toUpperCase());
      if (methods.length === 0) {
        this.#graph.problem(
          'The method of this route is not known: it is worked out while the program runs. The route is left out.',
          site.file,
          call.callee,
        );
        continue;
      }
      const parameters = this.#parameters(one.expr, one.site);
      this.#add(object, methods, url.expr, site, call, parameters, url.site);
    }
  }

  #add(
    object: Expr,
    methods: readonly string[],
    path: Expr,
    site: Site,
    call: CallExpr,
    parameters: readonly RouteParameter[],
    pathSite: Site | null,
  ): void {
    for (const { key, frame, called } of this.#routers.at(object, site, [path])) {
      for (const template of this.#routers.paths(path, pathSite ?? site, frame)) {
        this.#graph.add({
          router: key,
          methods,
          path: template,
          file: site.file,
          at: call.callee,
          ...called,
          ...(parameters.length === 0 ? {} : { parameters }),
        });
      }
    }
  }

  #mayBePath(expr: Expr, site: Site): boolean {
    if (expr.kind === 'function' || expr.kind === 'map') return false;
    return this.code.evaluator.texts(expr, site).some(([first]) => {
      return typeof first !== 'string' || first === '' || /^[/*:]/.test(first);
    });
  }

  /** What a route's `schema` says of the query and the headers. */
  #parameters(options: Expr, site: Site): readonly RouteParameter[] {
    if (options.kind === 'function') return [];
    return objects(options, site, this.code).flatMap((one) => {
      const schema = entry(one, 'schema', this.code);
      if (schema === undefined) return [];
      return objects(schema.expr, schema.site, this.code).flatMap((parts) => [
        ...this.#named(parts, 'querystring', 'query'),
        ...this.#named(parts, 'query', 'query'),
        ...this.#named(parts, 'headers', 'header'),
      ]);
    });
  }

  #named(parts: Located, name: string, place: RouteParameter['in']): readonly RouteParameter[] {
    const schema = entry(parts, name, this.code);
    return schema === undefined ? [] : schemaParameters(schema, place, this.code);
  }

  /** `app.register(plugin, { prefix: '/v1' })`. */
  #register(object: Expr, call: CallExpr, site: Site): void {
    const [plugin, options] = call.args;
    if (plugin === undefined) return;
    const given = options === undefined ? [] : objects(options.value, site, this.code);
    const prefix = given.flatMap((one) => entry(one, 'prefix', this.code) ?? []).slice(0, 1);
    const texts = [plugin.value, ...(options === undefined ? [] : [options.value])];
    const parents = this.#routers.at(object, site, [...texts, ...prefix.map(({ expr }) => expr)]);
    if (parents.length === 0) return;
    if (this.#isAutoload(plugin.value, site)) {
      this.#autoload(
        given,
        parents.map(({ key }) => key),
        call,
        site,
      );
      return;
    }
    for (const { key: on, frame } of parents) {
      const plugins = pluginsOf(plugin.value, site, this.code, frame);
      const prefixes = prefix.flatMap(({ expr, site: at }) => this.#routers.paths(expr, at, frame));
      for (const { key, isEncapsulated } of plugins) {
        const all = isEncapsulated && prefixes.length > 0 ? prefixes : [ROOT];
        for (const one of all) this.#graph.mount(key, on, one);
      }
    }
  }

  #isAutoload(expr: Expr, site: Site): boolean {
    return this.code.resolver
      .origins(expr, site)
      .some(
        (origin) =>
          origin.kind === 'external' && /^(?:@fastify\/|fastify-)autoload$/.test(origin.module),
      );
  }

  /** `app.register(autoload, { dir, options: { prefix } })`: the plugins of a folder, by its names. */
  #autoload(
    given: readonly Located[],
    parents: readonly string[],
    call: CallExpr,
    site: Site,
  ): void {
    for (const options of given) {
      const files = autoloadedFiles(options, site, this.code);
      if (files === null) {
        this.#graph.problem(
          'The folder whose plugins are loaded here is not known, so the routes in it may have a prefix that is missing.',
          site.file,
          call.callee,
        );
        continue;
      }
      const more = entry(options, 'options', this.code);
      const prefix = (more === undefined ? [] : objects(more.expr, more.site, this.code)).flatMap(
        (one) => entry(one, 'prefix', this.code) ?? [],
      );
      const outer = prefix.flatMap(({ expr, site: at }) => this.#routers.paths(expr, at));
      for (const { path, prefix: inner, isOwnPrefix } of files) {
        const ends = templates([inner], SYNTAX);
        const starts = isOwnPrefix || outer.length === 0 ? [ROOT] : outer;
        const plugins = this.code.resolver
          .asValue({ kind: 'module', file: path })
          .flatMap((origin) => pluginsOfOrigin(origin, this.code));
        for (const { key, isEncapsulated } of plugins) {
          for (const on of parents) {
            for (const start of starts) {
              for (const end of ends)
                this.#graph.mount(key, on, isEncapsulated ? joinPaths(start, end) : ROOT);
            }
          }
        }
      }
    }
  }
}
