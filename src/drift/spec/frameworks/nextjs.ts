import type { Code } from '../../code/code.ts';
import { exported } from '../../code/exports.ts';
import type { Export, Expr, Place } from '../../code/facts.ts';
import type { SourceFile } from '../../code/program.ts';
import type { Framework, RouteFindings } from '../framework.ts';
import { joinPaths, type PathTemplate, ROOT } from '../path-template.ts';
import { RouteGraph } from '../route-graph.ts';
import { pageMethods } from './nextjs-pages.ts';
import { basePathOf, isNextPackage, routeFileOf } from './nextjs-project.ts';

/** Methods that a route handler may export (Next.js, "route.js", HTTP methods). */
const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS'] as const;
const SERVED = 'served';

/** Next.js: route handlers of the app router and API routes of the pages router, by their files' names. */
export const nextjs: Framework = {
  id: 'nextjs',
  languages: ['javascript'],
  mark: /(?!)/,
  files: /(?:^|\/)(?:src\/)?(?:app\/(?:.*\/)?route|pages\/api\/.*)\.(?:[jt]sx?|[cm][jt]s)$/,
  routes(code) {
    return new NextRoutes(code).findings();
  },
};

class NextRoutes {
  readonly #graph = new RouteGraph('nextjs');
  readonly #bases = new Map<string, readonly PathTemplate[]>();

  constructor(private readonly code: Code) {
    this.#graph.declare(SERVED, true);
  }

  findings(): RouteFindings {
    for (const file of this.code.program.files()) {
      if (file.facts.language === 'javascript' && nextjs.files?.test(file.path)) this.#file(file);
    }
    return this.#graph.findings();
  }

  #file(file: SourceFile): void {
    const found = routeFileOf(file.path, this.code);
    if (found === null || !isNextPackage(found.root, file, this.code)) return;
    const paths = pathsOf(found.segments);
    if (paths === null) return;
    if (found.kind === 'app') {
      for (const { method, at } of this.#exported(file))
        this.#add([method], found.root, paths, file, at);
      return;
    }
    const handler = file.facts.exports.find(({ name }) => name === 'default');
    if (handler !== undefined && !this.#isOtherApp(handler.value, file))
      this.#add(pageMethods(file, this.code), found.root, paths, file, handler);
  }

  #add(
    methods: readonly string[],
    root: string,
    paths: readonly string[],
    file: SourceFile,
    at: Place,
  ): void {
    for (const base of this.#baseOf(root)) {
      for (const path of paths) {
        const template = joinPaths(base, { path, dynamic: false });
        this.#graph.add({ router: SERVED, methods, path: template, file: file.path, at });
      }
    }
  }

  #baseOf(root: string): readonly PathTemplate[] {
    const known = this.#bases.get(root);
    if (known !== undefined) return known;
    const base = basePathOf(root, this.code);
    if (base !== null && base.path === null)
      this.#graph.problem(
        'The base path of this application is not known: it is worked out while the program runs. Its routes are listed without it.',
        base.file,
        base.at,
      );
    const made =
      base === null || base.path === null ? [ROOT] : [{ path: base.path, dynamic: false }];
    this.#bases.set(root, made);
    return made;
  }

  /** The methods that a file exports, its own or passed on. */
  #exported(file: SourceFile): readonly { readonly method: string; readonly at: Place }[] {
    return METHODS.flatMap((method) => {
      const own = file.facts.exports.find(({ name }) => name === method);
      if (own !== undefined && this.#isType(own, file)) return [];
      if (own !== undefined)
        return own.from === null && this.#isOtherApp(own.value, file) ? [] : [{ method, at: own }];
      const all = file.facts.exports.find(({ name, from }) => name === '*' && from !== null);
      const isPassedOn =
        all !== undefined && exported(this.code.resolver, file.path, method).length > 0;
      return isPassedOn ? [{ method, at: all }] : [];
    });
  }

  /** Whether what is exported is no value: `export type POST = …`. */
  #isType({ value, from }: Export, file: SourceFile): boolean {
    if (from !== null || value.kind !== 'name') return false;
    return (
      file.index.imports(value.name).length === 0 &&
      this.code.resolver.lookUp(value.name, { file: file.path, scope: 0 }).length === 0
    );
  }

  /** Whether a handler passes everything on to an application whose routes are read by themselves. */
  #isOtherApp(value: Expr, file: SourceFile): boolean {
    return this.code.resolver.origins(value, { file: file.path, scope: 0 }).some((origin) => {
      if (origin.kind !== 'call') return false;
      return this.code.resolver
        .origins(origin.call.callee, origin)
        .some(
          (callee) =>
            callee.kind === 'external' &&
            /^(?:hono|npm:hono|@hono\/.+)(?:\/|$)/.test(callee.module),
        );
    });
  }
}

/**
 * The paths of folders' names (Next.js, "Dynamic Routes", "Route Groups", "Parallel Routes", "Private folders"); null
 * for what is not routed.
 */
function pathsOf(segments: readonly string[]): readonly string[] | null {
  let paths: readonly string[] = [''];
  for (const segment of segments) {
    if (/^_/.test(segment) || /^\(\.+\)/.test(segment)) return null;
    if (/^\(.*\)$/.test(segment) || segment.startsWith('@')) continue;
    const optional = /^\[\[\.\.\.(.+)\]\]$/.exec(segment);
    const dynamic = /^\[(?:\.\.\.)?(.+)\]$/.exec(segment);
    if (optional !== null) paths = paths.flatMap((path) => [path, `${path}/{${optional[1]}}`]);
    else {
      const part = dynamic === null ? segment.replace(/^%5F/i, '_') : `{${dynamic[1]}}`;
      paths = paths.map((path) => `${path}/${part}`);
    }
  }
  return paths;
}
