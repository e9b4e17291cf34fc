import type { Code } from '../../code/code.ts';
import type { CallExpr, Expr } from '../../code/facts.ts';
import { lastName } from '../../code/facts-index.ts';
import type { Site, SourceFile } from '../../code/program.ts';
import { ApplicationProperties } from '../../spec/frameworks/application-properties.ts';
import { NamedReads } from '../named-reads.ts';
import { isUpperName } from '../setting-name.ts';
import type { SettingReader } from '../setting-read.ts';

/** `${name}` and `${name:default}`; a default may have a placeholder of its own. */
const PLACEHOLDER = /\$\{\s*([\w.-]+)\s*(?::((?:[^{}$]|\$(?!\{))*))?/g;
/** Annotations of Spring and Micronaut with placeholders. */
const WITH_PLACEHOLDERS = /^(?:Value|Property)$/;

/**
 * Properties that the container puts in: `@Value("${x.y:default}")` of Spring and Micronaut, `@ConfigProperty(name = "x.y")`
 * of MicroProfile, the fields of `@ConfigurationProperties`.
 */
export const springValues: SettingReader = {
  id: 'spring-values',
  languages: ['java', 'kotlin'],
  mark: /@(?:\w+:)?(?:Value|ConfigProperty|ConfigurationProperties)\b/,
  find(code) {
    const reads = new NamedReads(code, 'spring-values');
    const properties = new ApplicationProperties(code);
    for (const file of code.program.files()) {
      if (!springValues.languages.includes(file.facts.language)) continue;
      for (const { call, site } of annotationsOf(file)) take(call, site, properties, reads, code);
      takeClasses(file, reads, code);
    }
    return {
      ...reads.findings(),
      problems: [...reads.findings().problems, ...properties.problems],
    };
  },
};

/** All annotations of fields, parameters and methods. */
function annotationsOf(
  file: SourceFile,
): readonly { readonly call: CallExpr; readonly site: Site }[] {
  const found = new Map<CallExpr, Site>();
  const { bindings, scopes } = file.facts;
  for (const { decorators, scope } of bindings)
    for (const call of decorators) found.set(call, { file: file.path, scope });
  for (const [scope, { decorators, params }] of scopes.entries()) {
    for (const call of [...decorators, ...params.flatMap((one) => one.decorators)])
      found.set(call, { file: file.path, scope });
  }
  return [...found].map(([call, site]) => ({ call, site }));
}

function take(
  call: CallExpr,
  site: Site,
  properties: ApplicationProperties,
  reads: NamedReads,
  code: Code,
): void {
  const name = lastName(call.callee) ?? '';
  if (name === 'ConfigProperty') {
    const key = argument(call, 'name');
    const value = key === null ? null : code.evaluator.text(key, site);
    const fallback = argument(call, 'defaultValue');
    const text = fallback === null ? null : code.evaluator.text(fallback, site);
    if (value !== null)
      add(value, fallback === null ? null : { text }, call, site, properties, reads);
    return;
  }
  const value = WITH_PLACEHOLDERS.test(name) ? argument(call, 'value') : null;
  const text = value === null ? null : code.evaluator.text(value, site);
  for (const match of text?.matchAll(PLACEHOLDER) ?? []) {
    const isNested = text?.startsWith('${', match.index + match[0].length) === true;
    const fallback = match[2] === undefined ? null : { text: isNested ? null : match[2] };
    add(match[1] ?? '', fallback, call, site, properties, reads);
  }
}

function add(
  property: string,
  fallback: { readonly text: string | null } | null,
  { line, column }: CallExpr,
  site: Site,
  properties: ApplicationProperties,
  reads: NamedReads,
): void {
  const at = { line, column };
  const set = properties.value(property, site.file);
  const text = fallback?.text ?? null;
  reads.add({ kind: 'text', value: property, ...at }, site, {
    at,
    fallback: text === null ? null : { kind: 'text', value: text, ...at },
    optional: fallback !== null || set !== undefined,
    // What the application's own file sets need not come from outside.
    overridable: set !== undefined,
    rename: environmentName,
  });
}

/**
 * The variable that a property is read from (Spring Boot, "Binding From Environment Variables"): dots are underscores,
 * dashes are left out, upper case.
 */
function environmentName(property: string): string {
  return isUpperName(property)
    ? property
    : property.replaceAll('-', '').replaceAll('.', '_').toUpperCase();
}

/** The argument of a name; an annotation's only argument without a name is its `value`. */
function argument({ args }: CallExpr, name: string): Expr | null {
  const own = args.find((one) => one.name === name);
  const first = args.find((one) => one.name === null);
  return own?.value ?? (name === 'value' ? (first?.value ?? null) : null);
}

/** `@ConfigurationProperties(prefix = "app.mail")`: each field is a property; they mostly come from files. */
function takeClasses(file: SourceFile, reads: NamedReads, code: Code): void {
  for (const [scope, declared] of file.facts.scopes.entries()) {
    const own = declared.decorators.find(
      ({ callee }) => lastName(callee) === 'ConfigurationProperties',
    );
    const prefix = own === undefined ? null : (argument(own, 'prefix') ?? argument(own, 'value'));
    const site = { file: file.path, scope };
    const text = prefix === null ? null : code.evaluator.text(prefix, site);
    if (text === null || declared.kind !== 'class') continue;
    for (const field of file.facts.bindings) {
      if (field.scope !== scope) continue;
      const { line, column } = field;
      reads.add({ kind: 'text', value: `${text}.${field.name}`, line, column }, site, {
        at: field,
        fallback: field.value,
        optional: true,
        overridable: true,
        rename: environmentName,
      });
    }
  }
}
