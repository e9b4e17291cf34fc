import { dirname, join } from 'node:path/posix';
import type { CallExpr, Expr } from './facts.ts';
import { lastName } from './facts-index.ts';
import type { Program, Site } from './program.ts';

/** More files than this are not taken for what one call loads. */
const MAX_FILES = 64;
/** A path with more unknown parts is not looked for: each makes the search a degree longer. */
const MAX_UNKNOWN = 2;
const SCRIPT = /\.[cm]?[jt]sx?$/;
/** Types and tests. */
const OTHER = /\.d\.[cm]?ts$|\.(?:test|spec)\./;

/** A text in parts; null for one that is not known. */
type Pattern = readonly (string | null)[];

/** The module that `require('./users')` and `import('./users')` load; null where it is not known or nothing is loaded. */
export function requiredModule(call: CallExpr): string | null {
  const pattern = isRequire(call) ? patternOf(call.args[0]?.value) : null;
  return pattern?.every((part) => part !== null) ? pattern.join('') : null;
}

/** The files that JavaScript's `require('./routes/' + file)` may load: those in the folder; none for any other call. */
export function loadableFiles(call: CallExpr, site: Site, program: Program): readonly string[] {
  const pattern = isRequire(call) ? patternOf(call.args[0]?.value) : null;
  if (pattern === null || !pattern.includes(null)) return [];
  const known = pattern.slice(0, pattern.indexOf(null)).join('');
  if (!/^\.\.?\//.test(known)) return [];
  const folder = join(dirname(site.file), known.slice(0, known.lastIndexOf('/')));
  const from = pattern.indexOf(null);
  const rest = pattern.filter(
    (part, at) => at >= from && (part !== null || pattern[at - 1] !== null || at === from),
  );
  if (rest.filter((part) => part === null).length > MAX_UNKNOWN) return [];
  const form = new RegExp(
    `^${escaped(join(dirname(site.file), known))}${rest
      .map((part) => (part === null ? '[^/]+' : escaped(part)))
      .join('')}(?:\\.\\w+|/index\\.\\w+)?$`,
  );
  const found = [...program.folders()]
    .filter((one) => one === folder || one.startsWith(`${folder}/`))
    .flatMap((one) => program.filesIn(one))
    .filter((path) => isScript(path, site) && form.test(path));
  return found.length > MAX_FILES ? [] : found.sort();
}

function isScript(path: string, { file }: Site): boolean {
  return path !== file && SCRIPT.test(path) && !OTHER.test(path);
}

function isRequire({ callee }: CallExpr): boolean {
  return callee.kind === 'name' && /^(?:require|import)$/.test(callee.name);
}

/** The parts of a path as far as they are written: `__dirname` is the folder of the file. */
function patternOf(expr: Expr | undefined): Pattern | null {
  if (expr === undefined) return null;
  if (expr.kind === 'text') return [expr.value];
  if (expr.kind === 'join') return expr.parts.flatMap((part) => patternOf(part) ?? [null]);
  if (expr.kind === 'name') return [expr.name === '__dirname' ? './' : null];
  const name = expr.kind === 'call' ? lastName(expr.callee) : null;
  if (expr.kind !== 'call' || (name !== 'join' && name !== 'resolve')) return [null];
  const parts = expr.args.map(({ value }) => patternOf(value) ?? [null]);
  return parts.flatMap((part, at) => (at === 0 ? part : ['/', ...part]));
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
