import type { Code } from '../../code/code.ts';
import { partsOf } from '../../code/expr-parts.ts';
import type { CallExpr, Expr } from '../../code/facts.ts';
import { lastName } from '../../code/facts-index.ts';
import type { Site, SourceFile } from '../../code/program.ts';
import { importsPackage } from '../../code/uses-package.ts';
import { NamedReads } from '../named-reads.ts';
import type { SettingReader } from '../setting-read.ts';

const MAKERS = /^(?:Dynaconf|LazySettings)$/;

/**
 * Dynaconf: keys of its settings, behind the prefix. Files are meant to have them, so they count where something tells
 * of the variable.
 */
export const dynaconf: SettingReader = {
  id: 'dynaconf',
  languages: ['python'],
  mark: /\bdynaconf\b|\bfrom\s+(?!django)[\w.]*(?:conf|settings)\w*\s+import\s[^\n]*\bsettings\b/,
  find(code) {
    const reads = new NamedReads(code, 'dynaconf');
    const files = [...code.program.files()].filter(({ facts }) => facts.language === 'python');
    if (!files.some((file) => importsPackage(file, /^dynaconf\b/))) return reads.findings();
    for (const file of files) {
      const known = new Map<string, string | null>();
      for (const { expr, scope } of expressionsOf(file)) {
        const site = { file: file.path, scope };
        const key = keyOf(expr);
        if (key === null) continue;
        const { line, column } = key.object;
        const name = key.object.kind === 'name' ? `${scope} ${key.object.name}` : null;
        let prefix = name === null ? undefined : known.get(name);
        if (prefix === undefined) prefix = prefixOf(key.object, site, code);
        if (name !== null) known.set(name, prefix);
        if (prefix === null) continue;
        const start = prefix;
        reads.add(key.name, site, {
          at: { line, column },
          fallback: key.fallback,
          overridable: true,
          rename: (text) => `${start}${text.replaceAll('.', '__').toUpperCase()}`,
        });
      }
      takeValidators(file, reads, code);
    }
    return reads.findings();
  },
};

/** `settings.KEY`, `settings["key"]`, `settings.get("key", default)`. */
function keyOf(
  expr: Expr,
): { readonly object: Expr; readonly name: Expr; readonly fallback: Expr | null } | null {
  if (expr.kind === 'index') return { object: expr.object, name: expr.index, fallback: null };
  if (expr.kind === 'call') {
    const [first, second] = expr.args;
    if (expr.callee.kind !== 'member' || expr.callee.name !== 'get' || first === undefined)
      return null;
    return {
      object: expr.callee.object,
      name: first.value,
      fallback: second?.value ?? null,
    };
  }
  if (expr.kind !== 'member' || /^(?:get|exists|set|from_env|reload)$/.test(expr.name)) return null;
  const { line, column, name } = expr;
  return { object: expr.object, name: { kind: 'text', value: name, line, column }, fallback: null };
}

/** What variables of the settings that an expression is begin with; null where it is none. */
function prefixOf(object: Expr, site: Site, code: Code): string | null {
  if (object.kind !== 'name' && object.kind !== 'member') return null;
  for (const origin of code.resolver.origins(object, site)) {
    if (
      origin.kind === 'external' &&
      /^dynaconf\b/.test(origin.module) &&
      origin.name === 'settings'
    )
      return 'DYNACONF_';
    if (origin.kind === 'call' && MAKERS.test(lastName(origin.call.callee) ?? ''))
      return prefixGiven(origin.call, origin, code);
  }
  return null;
}

function prefixGiven({ args }: CallExpr, site: Site, code: Code): string | null {
  const given = args.find(({ name }) => name === 'envvar_prefix')?.value;
  if (given === undefined) return 'DYNACONF_';
  if (given.kind === 'literal') return '';
  const text = code.evaluator.text(given, site);
  return text === null ? null : `${text.toUpperCase()}_`;
}

/** `Dynaconf(validators=[Validator("KEY", must_exist=True)])`. */
function takeValidators({ path, facts }: SourceFile, reads: NamedReads, code: Code): void {
  for (const { call, scope } of facts.calls) {
    if (!MAKERS.test(lastName(call.callee) ?? '')) continue;
    const site = { file: path, scope };
    const prefix = prefixGiven(call, site, code);
    const validators = call.args.find(({ name }) => name === 'validators')?.value;
    for (const one of validators?.kind === 'list' && prefix !== null ? validators.items : []) {
      if (one.kind !== 'call' || lastName(one.callee) !== 'Validator') continue;
      const fallback = one.args.find(({ name }) => name === 'default')?.value ?? null;
      for (const { name, value } of one.args)
        if (name === null)
          reads.add(value, site, {
            at: value,
            fallback,
            overridable: true,
            rename: (text) => `${prefix}${text.replaceAll('.', '__').toUpperCase()}`,
          });
    }
  }
}

/** All expressions of a file, once each. */
function* expressionsOf({
  facts,
}: SourceFile): Iterable<{ readonly expr: Expr; readonly scope: number }> {
  const seen = new Set<Expr>();
  function* visit(
    expr: Expr,
    scope: number,
  ): Iterable<{ readonly expr: Expr; readonly scope: number }> {
    if (seen.has(expr)) return;
    seen.add(expr);
    yield { expr, scope };
    for (const part of partsOf(expr)) yield* visit(part, scope);
  }
  for (const { call, scope } of facts.calls) yield* visit(call, scope);
  for (const { value, scope } of facts.bindings) if (value !== null) yield* visit(value, scope);
  for (const { value, scope } of facts.returns) yield* visit(value, scope);
}
