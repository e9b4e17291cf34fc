import type { Argument, CallExpr, Expr } from '../facts.ts';
import type { FactsBuilder } from '../facts-builder.ts';
import { dottedName } from '../facts-index.ts';
import type { Node } from '../syntax-tree.ts';

/** Functions that compilers put around a module; what they give back stands for the module. */
const WRAPPER =
  /^_*(?:interop_?require_?(?:default|wildcard)|import(?:Default|Star)|interop(?:Default|Namespace)\w*|toESM|toCommonJS)\d*$/i;

/** What gives what it is given once it is there: of a list all items. */
const AWAITED = /^Promise\.(?:resolve|all|allSettled)$/;

/** What has the methods that all objects of a kind have. */
const BUILT_IN = /^(?:Object|Array|String|Map|Set)\.prototype$/;

/** TypeScript's functions for `[...a, ...b]` below ES2015, and for what stands in them. */
const SPREAD = /^__spread(?:Arrays?)?$/;
const READ = /^__(?:read|values)$/;

/**
 * `require('x')` of `_interopRequireDefault(require('x'))`: what a compiler's wrapper is put around; `x` of
 * `Promise.resolve(x)` and `Promise.all(x)`, as what is awaited is what it becomes. Else the call, without `call` and `apply`.
 */
export function unwrapped(call: CallExpr): Expr {
  const { callee, args } = call;
  const named = callee.kind === 'member' && callee.name === '_' ? callee.object : callee;
  const name = named.kind === 'name' || named.kind === 'member' ? named.name : '';
  const [first] = args;
  if (first === undefined) return call;
  if (SPREAD.test(name)) return spreadOf(call);
  const isWrapper = WRAPPER.test(name) || READ.test(name) || AWAITED.test(dottedName(callee) ?? '');
  return isWrapper ? first.value : withoutApply(call);
}

/** `[...a, ...b]` of `__spreadArray(a, b, false)`. */
function spreadOf({ args, line, column }: CallExpr): Expr {
  const parts = args.map(({ value }) => value).filter(({ kind }) => kind !== 'literal');
  return { kind: 'join', parts, line, column };
}

/** `router.get(path, handler)` of `router.get.call(router, path, handler)` and `router.get.apply(router, [path, handler])`. */
function withoutApply(call: CallExpr): CallExpr {
  const { callee, args } = call;
  if (callee.kind !== 'member') return call;
  if (callee.object.kind !== 'member' && callee.object.kind !== 'index') return call;
  const [first, ...given] = args;
  if (first === undefined || first.spread) return call;
  // Methods of all objects are those of the one they are called on; any other is that of the class it is named with.
  const owner = callee.object.object;
  const isWritten = owner.kind === 'map' || owner.kind === 'list';
  const isOfAll = isWritten || BUILT_IN.test(dottedName(owner) ?? '');
  const called = isOfAll ? { ...callee.object, object: first.value } : callee.object;
  if (callee.name === 'call') return { ...call, callee: called, args: given };
  if (callee.name !== 'apply' || given.length !== 1) return call;
  return { ...call, callee: called, args: given.flatMap(({ value }) => spreadArgs(value)) };
}

/** The arguments that a list gives: one for each that is written down. */
function spreadArgs(list: Expr): readonly Argument[] {
  if (list.kind === 'join') return list.parts.flatMap(spreadArgs);
  if (list.kind !== 'list') return [{ name: null, value: list, spread: true }];
  return list.items.map((value) => ({ name: null, value, spread: false }));
}

/**
 * What compilers write for exports in CommonJS (Babel, TypeScript, SWC, esbuild): `Object.defineProperty(exports, 'x',
 * { get })`, `__exportStar(require('./x'), exports)`, `Object.keys(_x).forEach(…)`, `__export(exports, { x: () => x })`.
 */
export function addCompiledExports(node: Node, call: CallExpr, build: FactsBuilder): void {
  const [first, second, third] = call.args.map(({ value }) => value);
  if (first === undefined) return;
  const { callee } = call;
  if (callee.kind === 'member' && callee.name === 'forEach') {
    const local = keysOf(callee.object);
    const module = local === null ? undefined : build.importOf(local);
    if (module !== undefined && /\bexports\b/.test(node.text)) addAll(node, module, build);
    return;
  }
  const name = callee.kind === 'member' || callee.kind === 'name' ? callee.name : '';
  if (name === 'defineProperty' && isExports(first) && second?.kind === 'text') {
    const given = third?.kind === 'map' ? third : undefined;
    const value = entryOf(given, 'value');
    const getter = entryOf(given, 'get');
    if (second.value === '__esModule') return;
    if (value !== undefined) build.addExport(node, second.value, value);
    else if (getter !== undefined) build.addExport(node, second.value, called(getter));
  } else if (/^_*exportStar$/.test(name)) {
    const module = first.kind === 'call' ? first.args[0]?.value : undefined;
    if (module?.kind === 'text') addAll(node, module.value, build);
  } else if (/^_+export$/.test(name) && isExports(first) && second?.kind === 'map') {
    for (const { key, value } of second.entries) {
      if (key?.kind === 'text') build.addExport(node, key.value, called(value));
    }
  }
}

/** `_x` of `Object.keys(_x)`. */
function keysOf(expr: Expr): string | null {
  if (expr.kind !== 'call' || dottedName(expr.callee) !== 'Object.keys') return null;
  const given = expr.args[0]?.value;
  return given?.kind === 'name' ? given.name : null;
}

function isExports(expr: Expr): boolean {
  return (
    (expr.kind === 'name' && /(?:^|_)exports$/.test(expr.name)) ||
    dottedName(expr) === 'module.exports'
  );
}

function entryOf(map: Extract<Expr, { kind: 'map' }> | undefined, name: string): Expr | undefined {
  return map?.entries.find(({ key }) => key?.kind === 'text' && key.value === name)?.value;
}

/** What a getter gives. */
function called(getter: Expr): Expr {
  return { kind: 'call', callee: getter, args: [], line: getter.line, column: getter.column };
}

function addAll(node: Node, module: string, build: FactsBuilder): void {
  const { line, column } = node;
  build.addExport(node, '*', { kind: 'name', name: '*', line, column }, module);
}
