import type { Code } from '../../code/code.ts';
import { partsOf } from '../../code/expr-parts.ts';
import type { CallExpr, Expr } from '../../code/facts.ts';
import { lastName } from '../../code/facts-index.ts';
import type { Site, SourceFile } from '../../code/program.ts';
import { importsPackage } from '../../code/uses-package.ts';
import { NamedReads } from '../named-reads.ts';
import type { SettingReader } from '../setting-read.ts';

const EFFECT = /^effect(?:\/Config)?$|^@effect\/config$/;
/** Functions that make a setting of a name; `array` and the like are given the name behind that of the items. */
const MAKES =
  /^(?:string|nonEmptyString|number|integer|boolean|date|duration|redacted|secret|logLevel|url|port|branded)$/;
const HOLDS = /^(?:array|hashSet|hashMap)$/;
const MAX_DEPTH = 20;

/** What stands around a setting: a default, that it may be missing, what its name begins with. */
interface Wrap {
  readonly fallback?: Expr;
  readonly optional?: boolean;
  readonly prefix?: string;
}

/**
 * Effect: `Config.integer("PORT")`, with `Config.withDefault`, `Config.option` and `Config.nested` around it or in its
 * `pipe`.
 */
export const effectConfig: SettingReader = {
  id: 'effect-config',
  languages: ['javascript'],
  mark: /["'](?:effect(?:\/Config)?|@effect\/config)["']/,
  find(code) {
    const reads = new NamedReads(code, 'effect-config');
    for (const file of code.program.files()) {
      if (file.facts.language !== 'javascript' || !importsPackage(file, EFFECT)) continue;
      const wraps = wrapsOf(file, code);
      for (const { call, scope } of file.facts.calls) {
        const name = nameOf(call);
        if (name === null) continue;
        const own = wraps.get(call) ?? [];
        const prefixes = own.flatMap(({ prefix }) => (prefix === undefined ? [] : [prefix]));
        const start = [...prefixes]
          .reverse()
          .map((prefix) => `${prefix}_`)
          .join('');
        reads.add(
          name,
          { file: file.path, scope },
          {
            at: call.callee,
            fallback: own.find(({ fallback }) => fallback !== undefined)?.fallback ?? null,
            optional: own.some(({ optional }) => optional === true),
            rename: (text) => start + text,
          },
        );
      }
    }
    return reads.findings();
  },
};

/** A call of a function of `Config`, by the function's name; null for others. */
function configCall(expr: Expr): string | null {
  if (expr.kind !== 'call' || expr.callee.kind !== 'member') return null;
  return lastName(expr.callee.object) === 'Config' ? expr.callee.name : null;
}

/** The name that a call makes a setting of; null where it makes none. */
function nameOf(call: CallExpr): Expr | null {
  const made = configCall(call);
  // `Config.literal("a", "b")("NAME")`
  if (configCall(call.callee) === 'literal') return call.args[0]?.value ?? null;
  if (made === null) return null;
  const args = call.args.map(({ value }) => value);
  const name = MAKES.test(made) ? args[0] : HOLDS.test(made) ? args[1] : undefined;
  return name?.kind === 'function' ? null : (name ?? null);
}

/** What stands around each call of a file, the innermost first. */
function wrapsOf({ path, facts }: SourceFile, code: Code): ReadonlyMap<CallExpr, readonly Wrap[]> {
  const found = new Map<CallExpr, Wrap[]>();
  const mark = (expr: Expr, site: Site, wrap: Wrap, depth = 0): void => {
    if (depth > MAX_DEPTH || expr.kind === 'function') return;
    if (expr.kind === 'call') found.set(expr, [...(found.get(expr) ?? []), wrap]);
    if (expr.kind !== 'name') {
      for (const part of partsOf(expr)) mark(part, site, wrap, depth + 1);
      return;
    }
    for (const origin of code.resolver.origins(expr, site)) {
      if (origin.kind === 'call') mark(origin.call, origin, wrap, depth + 1);
      else if (origin.kind === 'value' && origin.expr.kind === 'map')
        mark(origin.expr, origin, wrap, depth + 1);
    }
  };
  // Calls stand in the order of the text, so that what is within comes behind what is around.
  for (const { call, scope } of [...facts.calls].reverse()) {
    const site = { file: path, scope };
    const args = call.args.map(({ value }) => value);
    if (call.callee.kind === 'member' && call.callee.name === 'pipe') {
      for (const arg of args) {
        const wrap = wrapOf(arg, [], site, code);
        if (wrap !== null) mark(call.callee.object, site, wrap);
      }
      continue;
    }
    const [inner, ...rest] = args;
    const wrap = inner === undefined || rest.length > 1 ? null : wrapOf(call, [inner], site, code);
    if (inner !== undefined && wrap !== null) mark(inner, site, wrap);
  }
  return found;
}

/** What a call, or a link of a pipe, says of the settings within; `given` are the arguments that hold those. */
function wrapOf(expr: Expr, given: readonly Expr[], site: Site, code: Code): Wrap | null {
  if (expr.kind === 'member' && expr.name === 'option' && lastName(expr.object) === 'Config')
    return { optional: true };
  const name = configCall(expr);
  if (name === null || expr.kind !== 'call') return null;
  const [value] = expr.args.slice(given.length).map((one) => one.value);
  if (name === 'option' && given.length > 0) return { optional: true };
  if (value === undefined) return null;
  if (name === 'withDefault') return { fallback: value };
  const prefix = name === 'nested' ? code.evaluator.text(value, site) : null;
  return prefix === null ? null : { prefix };
}
