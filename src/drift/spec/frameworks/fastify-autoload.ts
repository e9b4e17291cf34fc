import { basename, dirname, join } from 'node:path/posix';
import type { Code } from '../../code/code.ts';
import { entry, type Located } from '../../code/entries.ts';
import type { Expr } from '../../code/facts.ts';
import type { Site } from '../../code/program.ts';

/** A file whose default export is registered as a plugin. */
export interface AutoloadedFile {
  readonly path: string;
  /** In Fastify's notation. */
  readonly prefix: string;
  /** Whether the file says its prefix itself, in place of all others. */
  readonly isOwnPrefix: boolean;
}

const SCRIPT = /\.[cm]?[jt]s$/;
const INDEX = /^index\.[cm]?[jt]s$/;
/** Files of hooks, types and tests. */
const OTHER = /^autohooks\.|\.d\.[cm]?ts$|\.(?:test|spec)\./;

/**
 * The files that `@fastify/autoload` loads, with their prefixes: folders' names are prefixes unless that is switched
 * off; a folder with an index loads this alone; `_id` is a parameter where `routeParams` says so; a file's own
 * `autoPrefix` or `prefixOverride` counts instead. Null where the folder is not known.
 */
export function autoloadedFiles(
  options: Located,
  site: Site,
  code: Code,
): readonly AutoloadedFile[] | null {
  const dir = entry(options, 'dir', code);
  const root = dir === undefined ? null : folderOf(dir.expr, dir.site, code);
  if (root === null) return null;
  const isSet = (name: string): string | null => {
    const value = entry(options, name, code);
    return value === undefined ? null : code.evaluator.text(value.expr, value.site);
  };
  const byFolder = isSet('dirNameRoutePrefix') !== 'false';
  const withParams = isSet('routeParams') === 'true';
  const depth = Number(isSet('maxDepth') ?? Number.POSITIVE_INFINITY);
  const found: AutoloadedFile[] = [];
  for (const folder of [...code.program.folders()].sort()) {
    if (folder !== root && !folder.startsWith(root === '.' ? '' : `${root}/`)) continue;
    const below =
      folder === root ? [] : folder.slice(root === '.' ? 0 : root.length + 1).split('/');
    if (below.length > depth || below.includes('node_modules')) continue;
    const names = below.map((name) => (withParams ? name.replace(/^_+/, ':') : name));
    const scripts = code.program
      .filesIn(folder)
      .filter((path) => SCRIPT.test(path) && !OTHER.test(basename(path)) && path !== site.file)
      .sort();
    const index = scripts.filter((path) => INDEX.test(basename(path)));
    for (const path of index.length > 0 ? index : scripts) {
      const own = ownPrefix(path, code);
      const prefix = byFolder ? names.join('/') : '';
      const isOverride = own.override !== null;
      found.push({ path, prefix: own.override ?? own.auto ?? prefix, isOwnPrefix: isOverride });
    }
  }
  return found.length > 0 ? found : null;
}

function ownPrefix(path: string, code: Code): { auto: string | null; override: string | null } {
  const file = code.program.file(path);
  const text = (name: string): string | null => {
    const value = file?.facts.exports.find((one) => one.name === name)?.value;
    return value === undefined ? null : code.evaluator.text(value, { file: path, scope: 0 });
  };
  return { auto: text('autoPrefix'), override: text('prefixOverride') };
}

/** The folder that `join(__dirname, 'routes')`, `new URL('./routes', import.meta.url)` and the like mean. */
export function folderOf(expr: Expr, site: Site, code: Code): string | null {
  const texts = literalTexts(expr, site, code, 0);
  if (texts.length === 0) return null;
  const path = join(dirname(site.file), ...texts);
  const isThere = [...code.program.folders()].some(
    (folder) => folder === path || folder.startsWith(`${path}/`),
  );
  return isThere ? path : null;
}

/** The texts in an expression, in order, through the names in it. */
function literalTexts(expr: Expr, site: Site, code: Code, depth: number): readonly string[] {
  if (depth > 6) return [];
  switch (expr.kind) {
    case 'text':
      return /^\w+:/.test(expr.value) ? [] : [expr.value];
    case 'call':
      return expr.args.flatMap(({ value }) => literalTexts(value, site, code, depth + 1));
    case 'join':
      return expr.parts.flatMap((part) => literalTexts(part, site, code, depth + 1));
    case 'name':
      return code.resolver.origins(expr, site).flatMap((origin) => {
        const inner =
          origin.kind === 'value' ? origin.expr : origin.kind === 'call' ? origin.call : null;
        return inner === null || inner === expr || !('file' in origin) || origin.file !== site.file
          ? []
          : literalTexts(inner, site, code, depth + 1);
      });
    default:
      return [];
  }
}
