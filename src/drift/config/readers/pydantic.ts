import { allClasses, basesOf, type ClassRef, keyOf, lineage } from '../../code/class-hierarchy.ts';
import type { Code } from '../../code/code.ts';
import type { Binding, CallExpr, Expr } from '../../code/facts.ts';
import { lastName } from '../../code/facts-index.ts';
import type { Site } from '../../code/program.ts';
import { NamedReads } from '../named-reads.ts';
import type { SettingReader } from '../setting-read.ts';

/** Models within models are followed so far. */
const MAX_DEPTH = 4;

/** How a class of settings names its variables (pydantic-settings, "Environment variable names"). */
interface Naming {
  readonly prefix: string;
  readonly isCaseSensitive: boolean;
  /** Between the names of a model and its fields; null where models are read as one variable. */
  readonly delimiter: string | null;
}

/** Fields of pydantic's `BaseSettings`, with `env_prefix`, aliases and nested models. */
export const pydantic: SettingReader = {
  id: 'pydantic',
  languages: ['python'],
  mark: /\bBaseSettings\b/,
  find(code) {
    const reads = new NamedReads(code, 'pydantic');
    const all = allClasses(code, ['python']).filter((ref) => isSettings(code, ref));
    const extended = new Set(all.flatMap((ref) => basesOf(code, ref)).map(keyOf));
    for (const ref of all) {
      // What a class inherits is read under the names of the class that inherits.
      if (!extended.has(keyOf(ref))) takeFields(ref, namingOf(code, ref), reads, code, 0);
    }
    return reads.findings();
  },
};

function isSettings(code: Code, ref: ClassRef): boolean {
  return hasBase(code, ref, 'BaseSettings');
}

function hasBase(code: Code, ref: ClassRef, name: string): boolean {
  return lineage(code, ref).some(({ declared }) =>
    declared.bases.some((base) => lastName(base) === name),
  );
}

function takeFields(
  ref: ClassRef,
  naming: Naming,
  reads: NamedReads,
  code: Code,
  depth: number,
): void {
  const taken = new Set<string>();
  for (const { file, scope } of lineage(code, ref)) {
    const site = { file: file.path, scope };
    for (const binding of file.facts.bindings) {
      if (binding.scope !== scope || !isField(binding) || taken.has(binding.name)) continue;
      taken.add(binding.name);
      takeField(binding, site, naming, reads, code, depth);
    }
  }
}

function isField({ name, type }: Binding): boolean {
  return type !== null && !/^(?:_|model_config$)/.test(name) && !/^(?:\w+\.)?ClassVar\b/.test(type);
}

function takeField(
  binding: Binding,
  site: Site,
  naming: Naming,
  reads: NamedReads,
  code: Code,
  depth: number,
): void {
  const field = fieldCall(binding);
  const model = modelOf(binding, site, code);
  if (model !== null) {
    // Settings within settings are read on their own.
    if (isSettings(code, model)) return;
    if (naming.delimiter !== null && depth < MAX_DEPTH) {
      const own = naming.isCaseSensitive ? binding.name : binding.name.toUpperCase();
      const prefix = `${naming.prefix}${own}${naming.delimiter}`;
      takeFields(model, { ...naming, prefix }, reads, code, depth + 1);
      return;
    }
  }
  const fallback = field === null ? binding.value : defaultOf(field);
  const optional = field !== null && argument(field, 'default_factory') !== null;
  const aliases = field === null ? annotatedAliases(binding) : aliasesOf(field);
  const upper = (text: string) => (naming.isCaseSensitive ? text : text.toUpperCase());
  for (const alias of aliases)
    reads.add(alias, site, { at: binding, fallback, optional, rename: upper });
  if (aliases.length > 0) return;
  const { line, column } = binding;
  const rename = (text: string) => upper(`${naming.prefix}${text}`);
  reads.add({ kind: 'text', value: binding.name, line, column }, site, {
    at: binding,
    fallback,
    optional,
    rename,
  });
}

/** The names of `Annotated[str, Field(alias="X")]`, whose type is known as it is written alone. */
function annotatedAliases({ type, line, column }: Binding): readonly Expr[] {
  const written = /\bField\((.*)\)/s.exec(
    /^(?:\w+\.)?Annotated\[/.test(type ?? '') ? (type ?? '') : '',
  );
  const told =
    /\b(?:validation_alias|env|alias)\s*=\s*(?:[\w.]*AliasChoices\(([^)]*)\)|(["']\w+["']))/.exec(
      written?.[1] ?? '',
    );
  const names = [...(told?.[1] ?? told?.[2] ?? '').matchAll(/["'](\w+)["']/g)];
  return names.map((match) => ({ kind: 'text', value: match[1] ?? '', line, column }));
}

/** `Field(…)` of a field, as its value; see `annotatedAliases` for `Annotated`. */
function fieldCall({ value }: Binding): CallExpr | null {
  return value?.kind === 'call' && lastName(value.callee) === 'Field' ? value : null;
}

function argument({ args }: CallExpr, name: string): Expr | null {
  return args.find((one) => one.name === name)?.value ?? null;
}

/** The default; `...` says that there is none. */
function defaultOf(field: CallExpr): Expr | null {
  const first = field.args.find(({ name, spread }) => name === null && !spread)?.value ?? null;
  const value = argument(field, 'default') ?? first;
  return value?.kind === 'unknown' && value.text === '...' ? null : value;
}

/** The names that a field tells itself; prefixes do not apply to them. */
function aliasesOf(field: CallExpr): readonly Expr[] {
  const told =
    argument(field, 'validation_alias') ?? argument(field, 'env') ?? argument(field, 'alias');
  if (told === null) return [];
  if (told.kind === 'list') return told.items;
  const isChoice = told.kind === 'call' && lastName(told.callee) === 'AliasChoices';
  return isChoice ? told.args.map(({ value }) => value) : [told];
}

/** The model of the repository that a field's type names. */
function modelOf({ type }: Binding, site: Site, code: Code): ClassRef | null {
  const name = /^(?:Optional\[)?([\w.]+)\]?(?:\s*\|\s*None)?$/.exec(type ?? '')?.[1];
  if (name === undefined) return null;
  for (const origin of code.resolver.typeOrigins(name, site)) {
    if (origin.kind !== 'class') continue;
    const file = code.program.file(origin.file);
    const declared = file?.index.scope(origin.scope);
    if (file === undefined || declared === undefined) continue;
    const ref = { file, scope: origin.scope, declared };
    if (isSettings(code, ref) || hasBase(code, ref, 'BaseModel')) return ref;
  }
  return null;
}

function namingOf(code: Code, ref: ClassRef): Naming {
  const options = lineage(code, ref).flatMap((one) => optionsOf(one));
  const text = (name: string): string | null => {
    const own = options.find((one) => one.name === name);
    return own === undefined ? null : code.evaluator.text(own.value, own.site);
  };
  return {
    prefix: text('env_prefix') ?? '',
    isCaseSensitive: /^true$/i.test(text('case_sensitive') ?? ''),
    delimiter: text('env_nested_delimiter'),
  };
}

interface Option {
  readonly name: string;
  readonly value: Expr;
  readonly site: Site;
}

/** The options of a class: `model_config = SettingsConfigDict(…)`, `class Config: …`, `class S(BaseSettings, env_prefix=…)`. */
function optionsOf({ file, scope }: ClassRef): readonly Option[] {
  const site = { file: file.path, scope };
  const config = file.index.bindings(scope, 'model_config').at(-1)?.value;
  const ofCall =
    config?.kind === 'call'
      ? config.args.flatMap(({ name, value }) => (name === null ? [] : [{ name, value, site }]))
      : [];
  const ofMap =
    config?.kind === 'map'
      ? config.entries.flatMap(({ key, value }) =>
          key?.kind === 'text' ? [{ name: key.value, value, site }] : [],
        )
      : [];
  const inner = file.index.declared(scope, 'Config');
  const ofClass = file.facts.bindings.flatMap(({ name, value, scope: own }) =>
    inner.includes(own) && value !== null
      ? [{ name, value, site: { file: file.path, scope: own } }]
      : [],
  );
  return [...ofCall, ...ofMap, ...ofClass];
}
