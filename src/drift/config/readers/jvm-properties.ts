import type { Code } from '../../code/code.ts';
import type { CallExpr, Expr, Place } from '../../code/facts.ts';
import { lastName } from '../../code/facts-index.ts';
import type { Site, SourceFile } from '../../code/program.ts';
import { NamedReads } from '../named-reads.ts';
import type { SettingReader } from '../setting-read.ts';
import { dashed, type PropertySource, propertySourceOf, variablesOf } from './jvm-names.ts';

/** Classes within classes are followed so far. */
const MAX_DEPTH = 4;
const BINDS = /^(?:ConfigurationProperties|ConfigMapping|EachProperty)$/;
const DEFAULT = /^(?:DefaultValue|WithDefault|Bindable)$/;

/** A class or interface and the property that its members stand below. */
interface Bound {
  readonly file: SourceFile;
  readonly scope: number;
  readonly property: string;
  readonly source: PropertySource;
}

/**
 * Classes whose fields are properties: `@ConfigurationProperties(prefix = "app.mail")` of Spring and Micronaut,
 * `@ConfigMapping(prefix = "cache")` of SmallRye. They mostly come from files, so one counts where something tells of it.
 */
export const jvmProperties: SettingReader = {
  id: 'jvm-properties',
  languages: ['java', 'kotlin'],
  mark: /@(?:\w+:)?(?:ConfigurationProperties|ConfigMapping|EachProperty)\b/,
  find(code) {
    const reads = new NamedReads(code, 'jvm-properties');
    for (const file of code.program.files()) {
      if (!jvmProperties.languages.includes(file.facts.language)) continue;
      const source = propertySourceOf(file);
      for (const [scope, { kind, decorators }] of file.facts.scopes.entries()) {
        const own = decorators.find(({ callee }) => BINDS.test(lastName(callee) ?? ''));
        const prefix = own === undefined ? null : argument(own, /^(?:prefix|value)$/);
        const property =
          prefix === null ? null : code.evaluator.text(prefix, { file: file.path, scope });
        if (property !== null && kind === 'class')
          takeClass({ file, scope, property, source }, reads, code, 0);
      }
    }
    return reads.findings();
  },
};

function argument({ args }: CallExpr, name: RegExp): Expr | null {
  const own = args.find((one) => one.name === null || name.test(one.name));
  return own?.value ?? null;
}

function takeClass(bound: Bound, reads: NamedReads, code: Code, depth: number): void {
  const { file, scope, property } = bound;
  const site = { file: file.path, scope };
  for (const member of membersOf(bound)) {
    const name = `${property}.${dashed(member.name)}`;
    const inner = depth < MAX_DEPTH ? classOf(member.type, site, code) : undefined;
    if (inner !== undefined && inner.scope !== scope) {
      takeClass({ ...bound, ...inner, property: name }, reads, code, depth + 1);
      continue;
    }
    const { line, column } = member.at;
    for (const variable of variablesOf(name, bound.source))
      reads.add({ kind: 'text', value: variable, line, column }, site, {
        at: { line, column },
        fallback: member.fallback,
        optional: true,
        overridable: true,
      });
  }
}

interface Member {
  readonly name: string;
  readonly type: string;
  readonly fallback: Expr | null;
  readonly at: Place;
}

/** The fields of a class; the methods of an interface. */
function membersOf({ file, scope }: Bound): readonly Member[] {
  const { bindings, scopes } = file.facts;
  const told = (decorators: readonly CallExpr[]) => {
    const own = decorators.find(({ callee }) => DEFAULT.test(lastName(callee) ?? ''));
    return own === undefined ? null : argument(own, /^(?:value|defaultValue)$/);
  };
  const fields = bindings.flatMap((field): Member[] => {
    if (field.scope !== scope || field.type === null || /[^\w]/.test(field.name)) return [];
    // Constants are no properties.
    if (/^[A-Z][A-Z0-9_]*$/.test(field.name)) return [];
    const fallback = told(field.decorators) ?? field.value;
    return [{ name: field.name, type: field.type, fallback, at: field }];
  });
  if (fields.length > 0) return fields;
  return scopes.flatMap((method): Member[] => {
    const { kind, parent, params, name, returnType, decorators } = method;
    const isGetter =
      kind === 'function' && parent === scope && params.length === 0 && returnType !== 'void';
    if (!isGetter || name === null || returnType === null) return [];
    const bare = name.replace(/^get(?=[A-Z])/, '');
    const own = `${bare[0]?.toLowerCase() ?? ''}${bare.slice(1)}`;
    return [{ name: own, type: returnType, fallback: told(decorators), at: method }];
  });
}

/** The class of the repository that a member's type is; lists and maps of some are not looked into. */
function classOf(
  type: string,
  site: Site,
  code: Code,
): { readonly file: SourceFile; readonly scope: number } | undefined {
  if (/[<[]/.test(type)) return undefined;
  for (const origin of code.resolver.typeOrigins(type, site)) {
    const file = origin.kind === 'class' ? code.program.file(origin.file) : undefined;
    if (file === undefined || origin.kind !== 'class') continue;
    const hasMembers =
      file.facts.bindings.some((one) => one.scope === origin.scope && one.type !== null) ||
      file.index.scope(origin.scope)?.abstract === true;
    // Enumerations have no fields of a type.
    if (hasMembers) return { file, scope: origin.scope };
  }
  return undefined;
}
