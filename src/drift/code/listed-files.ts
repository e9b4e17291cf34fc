import { basename, dirname, join } from 'node:path/posix';
import type { Code } from './code.ts';
import type { CallExpr, Expr, ListExpr } from './facts.ts';
import { lastName } from './facts-index.ts';
import type { KnownText } from './known-text.ts';
import type { Site } from './program.ts';

const SOURCE = /\.[cm]?[jt]sx?$/;
/** Sources that a program does not load with the others of their folder. */
const OTHERS = /(?:^index\.[cm]?[jt]sx?|\.d\.[cm]?ts|\.(?:test|spec)\.[cm]?[jt]sx?)$/;

/**
 * The names of the source files in the folder that JavaScript's `readdirSync(__dirname)` lists, without those that it
 * filters out in any program: itself, the index and tests. Null for any other list.
 */
export function filesListed(list: Expr, site: Site, code: Code): ListExpr | null {
  if (list.kind !== 'call') return null;
  const name = lastName(list.callee);
  if ((name === 'filter' || name === 'sort') && list.callee.kind === 'member')
    return filesListed(list.callee.object, site, code);
  const folder = list.args[0]?.value;
  if ((name !== 'readdirSync' && name !== 'readdir') || folder === undefined) return null;
  if (code.program.file(site.file)?.facts.language !== 'javascript') return null;
  const [only, ...others] = code.evaluator.texts(folder, site);
  const path = only === undefined || others.length > 0 ? null : fromOwnFolder(only);
  if (path === null) return null;
  const { line, column } = list;
  const items = code.program
    .filesIn(join(dirname(site.file), path))
    .filter((file) => file !== site.file && SOURCE.test(file) && !OTHERS.test(basename(file)))
    .map((file): Expr => ({ kind: 'text', value: basename(file), line, column }));
  return items.length === 0 ? null : { kind: 'list', items, line, column };
}

/**
 * A call in which the paths of modules that are made of known parts are written out: `require(path.join(__dirname,
 * "a.js"))`. What has none is the same expression, which may be settled somewhere else.
 */
export function withModules(expr: Expr, site: Site, code: Code): Expr {
  if (expr.kind === 'member') {
    const object = withModules(expr.object, site, code);
    return object === expr.object ? expr : { ...expr, object };
  }
  if (expr.kind !== 'call') return expr;
  const loaded = module(expr, site, code);
  if (loaded !== null) return loaded;
  const callee = withModules(expr.callee, site, code);
  const args = expr.args.map((arg) => {
    const value = withModules(arg.value, site, code);
    return value === arg.value ? arg : { ...arg, value };
  });
  const isSame = callee === expr.callee && args.every((arg, at) => arg === expr.args[at]);
  return isSame ? expr : { ...expr, callee, args };
}

function module(call: CallExpr, site: Site, code: Code): CallExpr | null {
  const [first] = call.args;
  const isModule = call.callee.kind === 'name' && /^(?:require|import)$/.test(call.callee.name);
  if (!isModule || first === undefined || first.value.kind === 'text') return null;
  const [only, ...others] = code.evaluator.texts(first.value, site);
  const path = only === undefined || others.length > 0 ? null : fromOwnFolder(only);
  if (path === null) return null;
  const { line, column } = first.value;
  return { ...call, args: [{ ...first, value: { kind: 'text', value: path, line, column } }] };
}

/** A path that begins in the folder of the file itself, as `./…`; null for any other. */
function fromOwnFolder(text: KnownText): string | null {
  const [first, ...rest] = text;
  const isOwn =
    typeof first === 'string' ? first.startsWith('.') : /^(?:__)?dirname$/.test(first?.hole ?? '');
  const parts = typeof first === 'string' ? text : rest;
  let path = typeof first === 'string' ? '' : '.';
  for (const part of parts) {
    if (typeof part !== 'string') return null;
    path += part;
  }
  return isOwn ? path : null;
}
