import {
  allClasses,
  basesOf,
  type ClassRef,
  keyOf,
  lineage,
  type Method,
  ownMethods,
  siteIn,
} from '../../code/class-hierarchy.ts';
import type { Code } from '../../code/code.ts';
import type { CallExpr, Expr } from '../../code/facts.ts';
import { lastName } from '../../code/facts-index.ts';
import type { Site } from '../../code/program.ts';
import type { Framework, RouteFindings } from '../framework.ts';
import { joinPaths, type PathTemplate, ROOT, templates } from '../path-template.ts';
import { usesFramework } from '../php-routing.ts';
import { RouteGraph } from '../route-graph.ts';
import { addApiPlatformRoutes } from './symfony-api-platform.ts';
import { SymfonyConfig } from './symfony-config.ts';
import { tellsRoutes } from './symfony-php.ts';

const MODULE = /^(?:Symfony\\Component\\Routing|Symfony\\Bundle|Sensio\\Bundle|FOS\\RestBundle)\b/;
const PACKAGE = /"symfony\/(?:framework-bundle|routing|symfony)"/;
/** Symfony's own attribute, and those of FOSRestBundle, which are routes of one method. */
const ROUTE = /^(?:Route|Get|Post|Put|Patch|Delete|Head|Options)$/;
const ROUTE_MODULE =
  /^(?:Symfony\\Component\\Routing\\(?:Attribute|Annotation)|Sensio\\Bundle\\FrameworkExtraBundle\\Configuration|FOS\\RestBundle\\Controller\\Annotations)\b/;

const FOS_REST = /^FOS\\RestBundle\\Controller\\Annotations\b/;

/** Symfony, by attributes, by annotations and by routing files. */
export const symfony: Framework = {
  id: 'symfony',
  languages: ['php'],
  mark: /#\[[\\\w]*\b(?:Route|Get|Post|Put|Patch|Delete|ApiResource|GetCollection)\b|@(?:\w+\\)?(?:Route|Get|Post|Put|Patch|Delete)\(|\bSymfony\\Component\\Routing\\|\bMicroKernelTrait\b|\bHttpKernel\\Kernel\b/,
  routes(code) {
    return usesFramework(code, MODULE, PACKAGE) ||
      PACKAGE.test(code.program.text('composer.json') ?? '') ||
      [...code.program.files()].some(tellsRoutes)
      ? new SymfonyRoutes(code).findings()
      : { routes: [], problems: [] };
  },
};

/** A path; one of several languages has its own. */
interface LocalPath extends PathTemplate {
  readonly locale?: string;
}

/** A path with the methods that it is served for; none means any. */
interface Mapping {
  readonly paths: readonly LocalPath[];
  readonly methods: readonly string[];
}

/** https://symfony.com/doc/current/routing.html */
class SymfonyRoutes {
  readonly #graph = new RouteGraph('symfony');
  readonly #config: SymfonyConfig;

  constructor(private readonly code: Code) {
    this.#config = new SymfonyConfig(code);
  }

  findings(): RouteFindings {
    this.#graph.declare('', true);
    for (const { path, methods, defaults, file, at } of this.#config.routes) {
      const named = new Set(defaults);
      for (const whole of templates([path], { braces: true }))
        for (const template of withoutDefaults(whole, named))
          this.#graph.add({ router: '', methods: methodsOf(methods), path: template, file, at });
    }
    const classes = allClasses(this.code, ['php']);
    const extended = new Set(
      classes.flatMap((ref) => basesOf(this.code, ref).map((base) => keyOf(base))),
    );
    for (const ref of classes) {
      // Routes of a class that is only there to be extended are those of the classes that do.
      const isBase =
        ref.declared.abstract === true || /^(?:Abstract|Base)/.test(ref.declared.name ?? '');
      if (!isBase || !extended.has(keyOf(ref))) this.#class(ref);
    }
    const { apiPrefixes } = this.#config;
    addApiPlatformRoutes(this.code, apiPrefixes.length === 0 ? [''] : apiPrefixes, '', this.#graph);
    const { routes, problems } = this.#graph.findings();
    return { routes, problems: [...this.#config.problems, ...problems] };
  }

  #class(ref: ClassRef): void {
    const own = this.#routesOf(ref.declared.decorators, ref);
    const methods = lineage(this.code, ref)
      .flatMap((one) => ownMethods(one))
      .filter(
        (one, at, all) =>
          all.findIndex(({ declared }) => declared.name === one.declared.name) === at,
      );
    const routed = methods.flatMap((method) => {
      const site = siteIn(method.owner);
      return this.#routesOf(method.declared.decorators, method.owner).map((call) => ({
        call,
        site,
        beside: this.#methodsBeside(method.declared.decorators, site),
        defaults: defaultsOf(method),
      }));
    });
    const site = siteIn(ref);
    const before = this.#config.prefixesOf(ref.file.path);
    if (before === null) return;
    const configured = (before.length === 0 ? [''] : before).map((path) => ({
      path,
      dynamic: false,
    }));
    const outer =
      own.length === 0
        ? [{ paths: [ROOT], methods: [] }]
        : own.map((call) => this.#mapping(call, site));
    if (routed.length === 0) {
      const isInvoked = methods.some(({ declared }) => declared.name === '__invoke');
      if (!isInvoked) return;
      for (const [at, call] of own.entries()) {
        const mapping = outer[at];
        if (mapping !== undefined) this.#add(mapping, [ROOT], configured, call, site);
      }
      return;
    }
    for (const { call, site: inner, beside, defaults } of routed) {
      const mapping = this.#mapping(call, inner, defaults);
      for (const { paths, methods: more } of outer)
        this.#add(
          { paths: mapping.paths, methods: [...more, ...mapping.methods, ...beside] },
          paths,
          configured,
          call,
          inner,
        );
    }
  }

  #add(
    { paths, methods }: Mapping,
    outer: readonly LocalPath[],
    configured: readonly PathTemplate[],
    call: CallExpr,
    site: Site,
  ): void {
    for (const prefix of configured)
      for (const before of outer)
        for (const path of paths.filter(({ locale }) => isOneLanguage(before.locale, locale)))
          this.#graph.add({
            router: '',
            methods: methodsOf(methods),
            path: joinPaths(prefix, joinPaths(before, path)),
            file: site.file,
            at: call,
          });
  }

  #routesOf(decorators: readonly CallExpr[], { file }: ClassRef): readonly CallExpr[] {
    return decorators.filter(({ callee }) =>
      this.code.resolver.origins(callee, { file: file.path, scope: 0 }).some((origin) => {
        if (origin.kind === 'external')
          return ROUTE_MODULE.test(origin.module) && ROUTE.test(lastPart(origin.name));
        // Annotations may be written without an import where a bundle tells Doctrine of them, and with the name of a
        // namespace before them: `@Rest\Get`.
        const name = lastName(callee) ?? '';
        if (origin.kind !== 'value' || !ROUTE.test(name)) return false;
        return name === 'Route' || [...file.index.modules].some((one) => FOS_REST.test(one));
      }),
    );
  }

  /** The methods of SensioFrameworkExtraBundle's `@Method({"GET"})`, which stands beside a route. */
  #methodsBeside(decorators: readonly CallExpr[], site: Site): readonly string[] {
    return decorators.flatMap(({ callee, args }) =>
      lastName(callee) === 'Method' ? args.flatMap(({ value }) => this.#texts(value, site)) : [],
    );
  }

  #mapping(call: CallExpr, site: Site, defaults: ReadonlySet<string> = new Set()): Mapping {
    const named = (name: string) => call.args.find((arg) => arg.name === name)?.value;
    const path =
      named('path') ?? named('value') ?? call.args.find((arg) => arg.name === null)?.value;
    const methods = named('methods') ?? named('method');
    const own = this.#verb(call, site);
    const paths = path === undefined ? [ROOT] : this.#paths(path, site);
    return {
      paths: paths.flatMap((one) =>
        withoutDefaults(one, new Set([...keysOf(named('defaults')), ...defaults])),
      ),
      methods: own !== null ? [own] : methods === undefined ? [] : this.#texts(methods, site),
    };
  }

  /** `GET` of FOSRestBundle's `Get`. */
  #verb({ callee }: CallExpr, site: Site): string | null {
    const origins = this.code.resolver.origins(callee, { file: site.file, scope: 0 });
    const known = origins.flatMap((origin) =>
      origin.kind === 'external' ? [lastPart(origin.name)] : [],
    )[0];
    const name = known ?? lastName(callee) ?? undefined;
    return name === undefined || name === 'Route' ? null : name.toUpperCase();
  }

  /** A path; an array has one for each language. */
  #paths(expr: Expr, site: Site): readonly LocalPath[] {
    const entries = expr.kind === 'map' ? expr.entries : [{ key: null, value: expr }];
    return entries.flatMap(({ key, value }) => {
      const local = key?.kind === 'text' ? { locale: key.value } : {};
      return this.code.evaluator
        .texts(value, site)
        .flatMap((text) => templates(text, { braces: true }))
        .map((path): LocalPath => ({ ...path, ...local }));
    });
  }

  /** Methods as texts; constants of `Request` by their name. */
  #texts(expr: Expr, site: Site): readonly string[] {
    return this.code.evaluator.texts(expr, site).flatMap((text) => {
      const [part, ...more] = text;
      if (part === undefined || more.length > 0) return ['*'];
      const name = typeof part === 'string' ? part : part.hole.replace(/^METHOD_/, '');
      return name.split('|');
    });
  }
}

/** Whether a class's path and a method's are of one language, as far as they are of any. */
function isOneLanguage(outer: string | undefined, inner: string | undefined): boolean {
  return outer === undefined || inner === undefined || outer === inner;
}

/** `Get` of `Annotations.Get`, which is that of `use FOS\RestBundle\Controller\Annotations as Rest`. */
function lastPart(name: string): string {
  return name.slice(name.lastIndexOf('.') + 1);
}

/** The names of a method's parameters that have a default, which the placeholders of their names then have too. */
function defaultsOf({ declared }: Method): ReadonlySet<string> {
  return new Set(
    declared.params.flatMap((one) => (one.default === null ? [] : [one.name.replace(/^\$/, '')])),
  );
}

/** Parameters at the end of a path may be left out where they have a default: the paths without them too. */
function withoutDefaults(path: LocalPath, defaults: ReadonlySet<string>): readonly LocalPath[] {
  const [whole, name] = /\/\{(\w+)\}$/.exec(path.path) ?? [];
  if (whole === undefined || name === undefined || !defaults.has(name)) return [path];
  const without = { ...path, path: path.path.slice(0, -whole.length) };
  return [...withoutDefaults(without, defaults), path];
}

/** The names that `defaults: ['page' => 1]` gives a default. */
function keysOf(defaults: Expr | undefined): readonly string[] {
  if (defaults?.kind !== 'map') return [];
  return defaults.entries.flatMap(({ key }) => (key?.kind === 'text' ? [key.value] : []));
}

function methodsOf(methods: readonly string[]): readonly string[] {
  const found = methods.map((one) => one.trim().toUpperCase()).filter((one) => one !== '');
  return found.length === 0 || found.includes('*') ? ['*'] : [...new Set(found)];
}
