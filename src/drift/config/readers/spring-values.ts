import { ApplicationProperties } from '../../code/application-properties.ts';
import type { Code } from '../../code/code.ts';
import type { CallExpr, Expr, Place } from '../../code/facts.ts';
import { lastName } from '../../code/facts-index.ts';
import type { Site, SourceFile } from '../../code/program.ts';
import { NamedReads } from '../named-reads.ts';
import { isUpperName } from '../setting-name.ts';
import type { SettingReader } from '../setting-read.ts';
import { propertySourceOf, variablesOf } from './jvm-names.ts';

/** `${name}` and `${name:default}`; a default may have a placeholder of its own. */
const PLACEHOLDER = /\$\{\s*([\w.-]+)\s*(?::((?:[^{}$]|\$(?!\{))*))?/g;
/** `#{environment['X']}`, `#{systemEnvironment.get('X') ?: 'd'}` of Spring's expression language. */
const EXPRESSION =
  /#\{[^{}]*\b(?:environment|systemEnvironment)(?:\.get(?:Property)?\(|\[)\s*['"]([\w.-]+)['"][^{}]*?(?:\?:\s*['"]?([^'"{}]*?)['"]?\s*)?\}/g;
/** Annotations of Spring and Micronaut with placeholders. */
const WITH_PLACEHOLDERS = /^(?:Value|Property)$/;
/** Annotations that name a property. */
const NAMES = /^(?:ConfigProperty|Property)$/;
/** Methods of what Spring, MicroProfile and Micronaut keep properties in. */
const GETS =
  /^(?:getProperty|getRequiredProperty|containsProperty|getValue|getOptionalValue|getConfigValue)$/;
const HOLDER =
  /(?:^|\.)(?:Environment|ConfigurableEnvironment|PropertyResolver|Config|SmallRyeConfig)$/;

/**
 * Properties that the container puts in or is asked for: `@Value("${x.y:default}")` of Spring and Micronaut,
 * `@ConfigProperty(name = "x.y")` of MicroProfile, `environment.getProperty("x.y")`, and `dotenv.get("X")`.
 */
export const springValues: SettingReader = {
  id: 'spring-values',
  languages: ['java', 'kotlin'],
  mark: /@(?:\w+:)?(?:Value|ConfigProperty|Property)\b|\b(?:getProperty|getRequiredProperty|ConfigProvider|getOptionalValue)\b|\bdotenv\b/i,
  find(code) {
    const reads = new NamedReads(code, 'spring-values');
    const properties = new ApplicationProperties(code);
    for (const file of code.program.files()) {
      if (!springValues.languages.includes(file.facts.language)) continue;
      for (const { call, site } of annotationsOf(file)) take(call, site, properties, reads, code);
      for (const { call, scope } of file.facts.calls)
        takeCall(call, { file: file.path, scope }, properties, reads, code);
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
  if (NAMES.test(name) && argument(call, 'name') !== null) {
    const key = argument(call, 'name');
    const value = key === null ? null : code.evaluator.text(key, site);
    const fallback = argument(call, 'defaultValue');
    const text = fallback === null ? null : code.evaluator.text(fallback, site);
    if (value !== null)
      add(value, fallback === null ? null : { text }, call, site, properties, reads, code);
    return;
  }
  const value = WITH_PLACEHOLDERS.test(name) ? argument(call, 'value') : null;
  const text = value === null ? null : code.evaluator.text(value, site);
  for (const match of text?.matchAll(PLACEHOLDER) ?? []) {
    const isNested = text?.startsWith('${', match.index + match[0].length) === true;
    // Micronaut has defaults with a colon in them between backticks.
    const value = match[2]?.replace(/^`(.*)`$/, '$1');
    const fallback = value === undefined ? null : { text: isNested ? null : value };
    add(match[1] ?? '', fallback, call, site, properties, reads, code);
  }
  for (const [, name = '', other] of text?.matchAll(EXPRESSION) ?? []) {
    const fallback = other === undefined ? null : { text: other };
    add(name, fallback, call, site, properties, reads, code);
  }
}

/** `environment.getProperty("x.y", "default")`, `config.getValue("x.y", …)`, `dotenv.get("X", "default")`. */
function takeCall(
  { callee, args, line, column }: CallExpr,
  site: Site,
  properties: ApplicationProperties,
  reads: NamedReads,
  code: Code,
): void {
  const [key, second] = args;
  if (callee.kind !== 'member' || key === undefined) return;
  const isDotenv = callee.name === 'get' && /^dotenv$/i.test(lastName(callee.object) ?? '');
  if (!isDotenv && !(GETS.test(callee.name) && isHolder(callee.object, site, code))) return;
  const text = code.evaluator.text(key.value, site);
  if (text === null || (isDotenv && !isUpperName(text))) return;
  // What stands behind the name may be the type that is wanted.
  const given = second === undefined ? null : code.evaluator.text(second.value, site);
  const isOptional = /^(?:getOptionalValue|containsProperty)$/.test(callee.name);
  const fallback = given !== null || isOptional ? { text: given } : null;
  add(text, fallback, { line, column }, site, properties, reads, code);
}

function isHolder(object: Expr, site: Site, code: Code): boolean {
  return code.resolver.origins(object, site).some((origin) => {
    if (origin.kind === 'typed') return HOLDER.test(origin.type);
    if (origin.kind === 'call') return lastName(origin.call.callee) === 'getConfig';
    if (origin.kind !== 'param') return false;
    const file = code.program.file(origin.file);
    return HOLDER.test(file?.index.scope(origin.scope)?.params[origin.position]?.type ?? '');
  });
}

function add(
  property: string,
  fallback: { readonly text: string | null } | null,
  { line, column }: Place,
  site: Site,
  properties: ApplicationProperties,
  reads: NamedReads,
  code: Code,
): void {
  const at = { line, column };
  const set = properties.value(property, site.file);
  const text = fallback?.text ?? null;
  const file = code.program.file(site.file);
  const source = file === undefined ? 'spring' : propertySourceOf(file);
  for (const [index, value] of variablesOf(property, source).entries())
    reads.add({ kind: 'text', value, ...at }, site, {
      at,
      fallback: text === null ? null : { kind: 'text', value: text, ...at },
      optional: fallback !== null || set !== undefined,
      // What the application's own file sets need not come from outside; other forms of a name are rarely used.
      overridable: set !== undefined || index > 0,
    });
}

/** The argument of a name; an annotation's only argument without a name is its `value`. */
function argument({ args }: CallExpr, name: string): Expr | null {
  const own = args.find((one) => one.name === name);
  const first = args.find((one) => one.name === null);
  return own?.value ?? (name === 'value' ? (first?.value ?? null) : null);
}
