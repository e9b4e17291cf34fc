import type { Code } from '../../code/code.ts';
import type { CallExpr, Expr, Scope } from '../../code/facts.ts';
import type { Frame } from '../../code/frame.ts';
import type { KnownText } from '../../code/known-text.ts';
import type { Site, SourceFile } from '../../code/program.ts';
import type { Framework, RouteFindings, RouteParameter } from '../framework.ts';
import {
  joinPaths,
  normalizePath,
  type PathSyntax,
  type PathTemplate,
  ROOT,
  templates,
} from '../path-template.ts';
import { RouteGraph } from '../route-graph.ts';
import { type Application, type Composition, composition, nearest } from './nestjs-application.ts';
import { argumentOf, type Decorator, decoratorsOf, isLeftOut } from './nestjs-decorators.ts';
import { Exclusions } from './nestjs-exclude.ts';
import { type Handler, handlersOf } from './nestjs-handlers.ts';
import { parametersOf } from './nestjs-parameters.ts';
import { settingTexts } from './nestjs-settings.ts';

/** Decorators of methods, with the method that they serve. */
const METHODS: Readonly<Record<string, string>> = {
  Get: 'GET',
  Head: 'HEAD',
  Post: 'POST',
  Put: 'PUT',
  Patch: 'PATCH',
  Delete: 'DELETE',
  Options: 'OPTIONS',
  All: '*',
  Sse: 'GET',
  Search: 'SEARCH',
  Propfind: 'PROPFIND',
  Proppatch: 'PROPPATCH',
  Mkcol: 'MKCOL',
  Copy: 'COPY',
  Move: 'MOVE',
  Lock: 'LOCK',
  Unlock: 'UNLOCK',
};
/** Paths are those of Express or Fastify beneath. */
const SYNTAX: PathSyntax = { colon: true, star: true, optional: '{}', parentheses: true };
/** The version that stands for none. */
const NEUTRAL = 'VERSION_NEUTRAL';
const SERVED = 'served';

/** NestJS: controllers, what they inherit, modules with paths, versions and the application's prefix. */
export const nestjs: Framework = {
  id: 'nestjs',
  languages: ['javascript'],
  mark: /['"]@nestjs\/(?:common|core|config)['"]|['"]@nestia\/core['"]|@Controller\(|\.setGlobalPrefix\(|\.enableVersioning\(/,
  routes(code) {
    return new NestRoutes(code).findings();
  },
};

class NestRoutes {
  readonly #graph = new RouteGraph('nestjs');
  readonly #composition: Composition;

  constructor(private readonly code: Code) {
    this.#composition = composition(code);
    this.#graph.declare(SERVED, true);
  }

  findings(): RouteFindings {
    for (const file of this.code.program.files()) {
      if (file.facts.language !== 'javascript') continue;
      for (const [index, declared] of file.facts.scopes.entries()) {
        if (declared.kind !== 'class' || declared.decorators.length === 0) continue;
        const site = { file: file.path, scope: declared.parent ?? 0 };
        const { known } = decoratorsOf(declared.decorators, site, this.code);
        const controller = known.find(({ name }) => name === 'Controller');
        if (controller !== undefined) this.#controller(file, index, controller, known);
        this.#generated(declared, site);
      }
    }
    return this.#graph.findings();
  }

  /** Packages that give a controller routes without words. */
  #generated(declared: Scope, site: Site): void {
    for (const call of declared.decorators) {
      const isGenerator = this.code.resolver
        .origins(call.callee, site)
        .some(
          (origin) =>
            origin.kind === 'external' && /crud/i.test(origin.module) && /^Crud/.test(origin.name),
        );
      if (isGenerator)
        this.#graph.problem(
          'This decorator gives the controller routes that are not written in the code, so they are left out.',
          site.file,
          call,
        );
    }
  }

  #controller(
    file: SourceFile,
    index: number,
    controller: Decorator,
    decorators: readonly Decorator[],
  ): void {
    const key = `${file.path}#${index}`;
    const paths = this.#pathsOf(controller);
    const own = this.#versionsOf(controller, decorators);
    const applications = this.#applicationsOf(key, file.path);
    const prefixes = this.#modulePaths(key);
    for (const handler of handlersOf(file.path, index, this.code)) {
      const { known, unclear } = decoratorsOf(
        handler.scope.decorators,
        handler.site,
        this.code,
        handler.frame,
      );
      const routes = known.filter(({ name }) => name in METHODS || name === 'RequestMapping');
      if (routes.length === 0 && unclear)
        this.#graph.problem(
          'Whether this method serves a route is not known: its decorators are put together while the program runs.',
          handler.site.file,
          handler.scope,
        );
      const versions = this.#versionsOf(undefined, known) ?? own;
      for (const route of routes) {
        const methods = this.#methodsOf(route);
        const parameters = handler.scope.params.flatMap((param) =>
          parametersOf(param, handler, this.code),
        );
        for (const template of this.#pathsOf(route)) {
          const inner = prefixes.flatMap((prefix) =>
            paths.map((path) => joinPaths(joinPaths(prefix, path), template)),
          );
          for (const path of inner) {
            for (const application of applications)
              this.#add(
                application,
                versions,
                path,
                methods,
                parameters,
                handler,
                route.call,
                file,
              );
          }
        }
      }
    }
  }

  #add(
    application: Application | null,
    versions: readonly string[] | null,
    path: PathTemplate,
    methods: readonly string[],
    parameters: readonly RouteParameter[],
    handler: Handler,
    call: CallExpr,
    file: SourceFile,
  ): void {
    const { exclusions, prefixes } = this.#prefixOf(application);
    // A decorator in a composed one stands somewhere else; what is served is the method.
    const isHere = handler.scope.decorators.includes(call);
    const at = isHere ? call : handler.scope;
    for (const method of methods) {
      const isExcluded = exclusions.has(normalizePath(path.path), method);
      for (const prefix of isExcluded ? [ROOT] : prefixes) {
        for (const version of this.#versionPrefixes(application, versions)) {
          this.#graph.add({
            router: SERVED,
            methods: [method],
            path: joinPaths(joinPaths(prefix, version), path),
            file: isHere || handler.site.file !== file.path ? handler.site.file : file.path,
            at,
            ...(parameters.length === 0 ? {} : { parameters }),
          });
        }
      }
    }
  }

  #prefixOf(application: Application | null): {
    readonly exclusions: Exclusions;
    readonly prefixes: readonly PathTemplate[];
  } {
    if (application === null || application.prefix === null)
      return { exclusions: new Exclusions(null, this.code), prefixes: [ROOT] };
    return {
      exclusions: new Exclusions(application.exclude, this.code),
      prefixes: this.#templates(settingTexts(application.prefix, this.code)),
    };
  }

  #versionPrefixes(
    application: Application | null,
    versions: readonly string[] | null,
  ): readonly PathTemplate[] {
    const versioning = application?.versioning;
    if (!versioning) return [ROOT];
    const byDefault = versioning.byDefault;
    const all =
      versions ?? (byDefault === null ? [] : this.#versions(byDefault.expr, byDefault.site, null));
    if (all.length === 0) return [ROOT];
    return all.map((version) =>
      version === NEUTRAL ? ROOT : { path: `${versioning.prefix}${version}`, dynamic: false },
    );
  }

  /** The applications that serve a controller: those whose modules have it, else the nearest. */
  #applicationsOf(key: string, path: string): readonly (Application | null)[] {
    const { applications, modulesOf } = this.#composition;
    const modules = modulesOf.get(key) ?? [];
    const own = applications.filter((one) => modules.some((module) => one.modules.has(module)));
    const found = own.length > 0 ? own : nearest(path, applications).slice(0, 1);
    return found.length > 0 ? found : [null];
  }

  #modulePaths(key: string): readonly PathTemplate[] {
    const { modulesOf, pathsOf } = this.#composition;
    const lists = (modulesOf.get(key) ?? []).flatMap((module) => pathsOf.get(module) ?? []);
    if (lists.length === 0) return [ROOT];
    return lists.flatMap((parts) =>
      parts.reduce<readonly PathTemplate[]>(
        (starts, { expr, site }) =>
          starts.flatMap((start) =>
            this.#templates(this.code.evaluator.texts(expr, site)).map((end) =>
              joinPaths(start, end),
            ),
          ),
        [ROOT],
      ),
    );
  }

  #templates(texts: readonly KnownText[]): readonly PathTemplate[] {
    return texts.flatMap((text) => templates(text, SYNTAX));
  }

  /** The paths of `@Get('x')`, `@Controller(['a', 'b'])`, `@Controller({ path })`. */
  #pathsOf(decorator: Decorator): readonly PathTemplate[] {
    const named = argumentOf(decorator, 'path', this.code);
    if (named !== null)
      return this.#templates(this.code.evaluator.texts(named.expr, named.site, named.frame));
    const [first] = decorator.call.args;
    if (first === undefined || first.value.kind === 'map') return [ROOT];
    const texts = this.code.evaluator.texts(first.value, decorator.site, decorator.frame);
    const isNothing =
      (first.value.kind === 'literal' && first.value.type === 'null') ||
      isLeftOut(first.value, decorator, this.code);
    return isNothing || texts.length === 0 ? [ROOT] : this.#templates(texts);
  }

  #methodsOf(decorator: Decorator): readonly string[] {
    if (decorator.name !== 'RequestMapping') return [METHODS[decorator.name] ?? 'GET'];
    const given = argumentOf(decorator, 'method', this.code)?.expr;
    const name = given?.kind === 'member' ? given.name : 'GET';
    return [name === 'ALL' ? '*' : name];
  }

  /** What `@Version` or the controller's options say; null where neither does. */
  #versionsOf(
    controller: Decorator | undefined,
    decorators: readonly Decorator[],
  ): readonly string[] | null {
    const version = decorators.find(({ name }) => name === 'Version');
    const [first] = version?.call.args ?? [];
    if (version !== undefined && first !== undefined)
      return this.#versions(first.value, version.site, version.frame);
    const own = controller === undefined ? null : argumentOf(controller, 'version', this.code);
    return own === null ? null : this.#versions(own.expr, own.site, own.frame);
  }

  #versions(expr: Expr, site: Site, frame: Frame | null): readonly string[] {
    return this.code.evaluator
      .texts(expr, site, frame)
      .map((text) => text.map((part) => (typeof part === 'string' ? part : part.hole)).join(''));
  }
}
