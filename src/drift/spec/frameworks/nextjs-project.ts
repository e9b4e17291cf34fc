import { dirname } from 'node:path/posix';
import type { Code } from '../../code/code.ts';
import { entry, type Located, objects } from '../../code/entries.ts';
import { exported } from '../../code/exports.ts';
import type { Expr, Place } from '../../code/facts.ts';
import type { Site, SourceFile } from '../../code/program.ts';

const CONFIGS = ['next.config.js', 'next.config.mjs', 'next.config.ts', 'next.config.cjs'];
const MAX_DEPTH = 8;

/** A file that routes by its place. */
export interface RouteFile {
  readonly kind: 'app' | 'pages';
  /** The folder of the application; empty for the repository's. */
  readonly root: string;
  /** What stands between the application and the handler; for `pages` with `api` and the file's own name. */
  readonly segments: readonly string[];
}

/** What a file routes; null for a file that only looks like it. */
export function routeFileOf(path: string, code: Code): RouteFile | null {
  const root = rootOf(path, code);
  const inner = root === '' ? path : path.slice(root.length + 1);
  // The application's own folder is the first there is; the first of all where no file tells where it begins.
  const match = /^(.*?)(?:^|(?<=\/))(?:src\/)?(app|pages\/api)\/(.*)$/.exec(inner);
  if (match === null) return null;
  const [, before = '', folder, rest = ''] = match;
  const parts = rest.split('/');
  const name = (parts.pop() ?? '').replace(/\.\w+$/, '');
  const start = [root, before.replace(/\/$/, '')].filter((part) => part !== '').join('/');
  if (folder === 'app') return { kind: 'app', root: start, segments: parts };
  const own = name === 'index' ? [] : [name];
  return { kind: 'pages', root: start, segments: ['api', ...parts, ...own] };
}

/** The folder of the nearest configuration of Next.js, or else of the nearest package. */
function rootOf(path: string, code: Code): string {
  const near = [...CONFIGS, 'package.json'].flatMap(
    (name) => code.program.nearest(name, path) ?? [],
  );
  const folders = near.map((file) => dirname(file)).map((folder) => (folder === '.' ? '' : folder));
  return folders.sort((a, b) => b.length - a.length)[0] ?? '';
}

/** Whether an application is one of Next.js: by its configuration, its package, or a file that says so itself. */
export function isNextPackage(root: string, file: SourceFile, code: Code): boolean {
  if (configOf(root, code) !== undefined) return true;
  if (file.facts.imports.some(({ module }) => /^next(?:\/|$)/.test(module))) return true;
  const manifest = code.program.nearest('package.json', root === '' ? 'x' : `${root}/x`);
  if (manifest === undefined) return true;
  return /"next"\s*:/.test(code.program.text(manifest) ?? '');
}

function configOf(root: string, code: Code): string | undefined {
  return CONFIGS.map((name) => (root === '' ? name : `${root}/${name}`)).find((path) =>
    code.program.has(path),
  );
}

/** The application's `basePath`: its text, or null with its place where that is not known; null where there is none. */
export function basePathOf(
  root: string,
  code: Code,
): { readonly path: string | null; readonly file: string; readonly at: Place } | null {
  const config = configOf(root, code);
  if (config === undefined || code.program.file(config) === undefined) return null;
  const given = exported(code.resolver, config, 'default');
  for (const origin of given) {
    const maps =
      origin.kind === 'value'
        ? objects(origin.expr, origin, code)
        : origin.kind === 'call'
          ? configsIn(origin.call, origin, code, 0)
          : origin.kind === 'function'
            ? returnedBy(origin, code, 0)
            : [];
    for (const map of maps) {
      const base = entry(map, 'basePath', code);
      if (base === undefined) continue;
      const path = code.evaluator.text(base.expr, base.site);
      return { path, file: base.site.file, at: base.expr };
    }
  }
  return null;
}

/** The objects in an expression that may be the configuration: through plugins' wrappers and functions. */
function configsIn(expr: Expr, site: Site, code: Code, depth: number): readonly Located[] {
  if (depth > MAX_DEPTH) return [];
  if (expr.kind === 'call')
    return [...expr.args.map(({ value }) => value), expr.callee].flatMap((part) =>
      configsIn(part, site, code, depth + 1),
    );
  if (expr.kind === 'function')
    return returnedBy({ file: site.file, scope: expr.scope }, code, depth + 1);
  if (expr.kind === 'map') return [{ expr, site }];
  if (expr.kind !== 'name') return [];
  return code.resolver
    .origins(expr, site)
    .flatMap((origin) =>
      origin.kind === 'value' && origin.expr !== expr
        ? configsIn(origin.expr, origin, code, depth + 1)
        : origin.kind === 'call'
          ? configsIn(origin.call, origin, code, depth + 1)
          : origin.kind === 'function'
            ? returnedBy(origin, code, depth + 1)
            : [],
    );
}

function returnedBy(
  { file, scope }: { readonly file: string; readonly scope: number },
  code: Code,
  depth: number,
): readonly Located[] {
  const returns = code.program.file(file)?.index.returns(scope) ?? [];
  return returns.flatMap(({ value }) => configsIn(value, { file, scope }, code, depth));
}
