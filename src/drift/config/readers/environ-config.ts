import { allClasses, type ClassRef } from '../../code/class-hierarchy.ts';
import type { Code } from '../../code/code.ts';
import type { CallExpr, Expr } from '../../code/facts.ts';
import { dottedName, lastName } from '../../code/facts-index.ts';
import { placeKey, type Site } from '../../code/program.ts';
import { importsPackage } from '../../code/uses-package.ts';
import { NamedReads } from '../named-reads.ts';
import type { SettingReader } from '../setting-read.ts';

const DECORATOR = /^environ\.config$/;
const VARIABLE = /^environ\.(?:var|bool_var|int_var|float_var)$/;
/** Groups within groups are followed so far. */
const MAX_DEPTH = 6;

/** Python's environ-config: `host = environ.var()` in a class with `@environ.config(prefix="APP")` is `APP_HOST`. */
export const environConfig: SettingReader = {
  id: 'environ-config',
  languages: ['python'],
  mark: /@environ\.config\b/,
  find(code) {
    const reads = new NamedReads(code, 'environ-config');
    const classes = allClasses(code, ['python']).filter(
      ({ file, declared }) => importsPackage(file, /^environ$/) && decoratorOf(declared) !== null,
    );
    const grouped = new Set(classes.flatMap((one) => groupsOf(one, code).map(({ key }) => key)));
    for (const one of classes) {
      if (grouped.has(keyOf(one))) continue;
      const given = argument(decoratorOf(one.declared), 'prefix', 0);
      const site = { file: one.file.path, scope: one.declared.parent ?? 0 };
      const isNone = given?.kind === 'literal' && given.type === 'null';
      const prefix = isNone ? '' : given === null ? 'APP' : code.evaluator.text(given, site);
      if (prefix !== null) take(one, prefix === '' ? [] : [prefix], reads, code);
    }
    return reads.findings();
  },
};

function take(one: ClassRef, path: readonly string[], reads: NamedReads, code: Code): void {
  if (path.length > MAX_DEPTH) return;
  const site = { file: one.file.path, scope: one.scope };
  for (const { name, value, scope, line, column } of one.file.facts.bindings) {
    if (scope !== one.scope || value?.kind !== 'call') continue;
    if (!VARIABLE.test(dottedName(value.callee) ?? '')) continue;
    const whole = [...path, name].join('_').toUpperCase();
    const own: Expr = { kind: 'text', value: whole, line, column };
    const told = { at: { line, column }, fallback: argument(value, 'default', 0) };
    reads.add(argument(value, 'name', null) ?? own, site, told);
  }
  for (const { name, held } of groupsOf(one, code)) take(held, [...path, name], reads, code);
}

/** `db = environ.group(Database)`. */
function groupsOf(
  one: ClassRef,
  code: Code,
): readonly { readonly name: string; readonly held: ClassRef; readonly key: string }[] {
  const site: Site = { file: one.file.path, scope: one.scope };
  return one.file.facts.bindings.flatMap(({ name, value, scope }) => {
    if (scope !== one.scope || value?.kind !== 'call' || lastName(value.callee) !== 'group')
      return [];
    const group = value.args[0]?.value;
    return (group === undefined ? [] : code.resolver.origins(group, site)).flatMap((origin) => {
      const file = origin.kind === 'class' ? code.program.file(origin.file) : undefined;
      const declared = origin.kind === 'class' ? file?.index.scope(origin.scope) : undefined;
      if (origin.kind !== 'class' || file === undefined || declared === undefined) return [];
      const held = { file, scope: origin.scope, declared };
      return [{ name, held, key: keyOf(held) }];
    });
  });
}

function decoratorOf({ decorators }: ClassRef['declared']): CallExpr | null {
  return decorators.find(({ callee }) => DECORATOR.test(dottedName(callee) ?? '')) ?? null;
}

/** An argument by its name, or at its position where it may stand without one. */
function argument(call: CallExpr | null, name: string, position: number | null): Expr | null {
  const named = call?.args.find((one) => one.name === name);
  const placed = position === null ? undefined : call?.args[position];
  return named?.value ?? (placed?.name === null ? placed.value : null);
}

function keyOf({ file, declared }: ClassRef): string {
  return placeKey(file.path, declared);
}
