import type { Code } from '../../code/code.ts';
import type { Expr, Place } from '../../code/facts.ts';
import { dottedName, lastName } from '../../code/facts-index.ts';
import type { Site } from '../../code/program.ts';
import { NamedReads } from '../named-reads.ts';
import { isPossibleName, isUpperName } from '../setting-name.ts';
import type { SettingReader } from '../setting-read.ts';
import {
  fieldsOfValue,
  goFiles,
  type Struct,
  type StructField,
  structFields,
  structKey,
  structOfType,
  structOfValue,
} from './go-structs.ts';

/** Structs within structs are followed so far. */
const MAX_DEPTH = 4;

/** What a tag says of a variable. */
interface TaggedVariable {
  readonly name: string;
  readonly fallback: string | null;
  readonly isRequired: boolean;
}

/**
 * Tags of structs: `env:"PORT" envDefault:"80"` (caarlos0/env), `env:"PORT" env-default:"80"` (cleanenv),
 * `env:"PORT, default=80"` (sethvargo/go-envconfig), `envconfig:"PORT" default:"80"` (kelseyhightower/envconfig, with
 * the prefix of `Process`), `env:"PORT" long:"port"` (go-flags, kong), `arg:"env:PORT"` (go-arg).
 */
export const goTags: SettingReader = {
  id: 'go-tags',
  languages: ['go'],
  mark: /\benv(?:config)?:\\?"|\benvconfig\b|\benvPrefix:|arg:"[^"]*env\b/,
  find(code) {
    const reads = new NamedReads(code, 'go-tags');
    const prefixes = prefixesOf(code, parsedWithPrefix(code));
    for (const file of goFiles(code)) {
      for (const scope of new Set(file.facts.tags.map((tag) => tag.scope))) {
        const own = prefixes.get(structKey({ file, scope })) ?? [''];
        for (const prefix of own) takeStruct({ file, scope }, prefix, reads);
      }
    }
    for (const { struct, fields, prefix } of processed(code))
      takeProcessed(struct, fields, prefix, prefix !== '', reads, code, new Set());
    return reads.findings();
  },
};

function takeStruct(struct: Struct, prefix: string, reads: NamedReads): void {
  const site = { file: struct.file.path, scope: struct.scope };
  for (const one of structFields(struct)) {
    // These libraries cannot set what is not exported.
    if (!/^[A-Z]/.test(one.field.name)) continue;
    const inner = one.around.map((outer) => prefixIn(outer) ?? '').join('');
    for (const told of variablesOf(one)) add(told, one.field, `${prefix}${inner}`, site, reads);
  }
}

function add(
  { name, fallback, isRequired }: TaggedVariable,
  { line, column }: Place,
  prefix: string,
  site: Site,
  reads: NamedReads,
  overridable = false,
): void {
  const at = { line, column };
  reads.add({ kind: 'text', value: `${prefix}${name}`, ...at }, site, {
    at,
    fallback: fallback === null ? null : { kind: 'text', value: fallback, ...at },
    // These libraries leave a field at its zero where nothing is set, unless it is said to be required.
    optional: !isRequired,
    overridable,
  });
}

/** The variables of a field with `env:"…"` or `arg:"env:…"`; `envconfig`'s depend on how the struct is read. */
function variablesOf({ keys, field }: StructField): readonly TaggedVariable[] {
  const [first, ...options] = (keys.get('env') ?? '').split(',').map((part) => part.trim());
  const ofArg = /(?:^|,)\s*env(?::([^,]*))?\s*(?:,|$)/.exec(keys.get('arg') ?? '');
  const name = first || (ofArg === null ? '' : (ofArg[1] ?? field.name.toUpperCase()));
  // Options are in lower case; other names stand in for the first one (kong, cleanenv).
  const names = [name, ...options.filter(isUpperName)].filter(isPossibleName);
  const ofOptions = options.find((one) => one.startsWith('default='))?.slice('default='.length);
  const fallback =
    keys.get('envDefault') ?? keys.get('env-default') ?? keys.get('default') ?? ofOptions ?? null;
  const isRequired =
    options.some((one) => /^(?:required|notEmpty)$/.test(one)) ||
    isTrue(keys.get('env-required')) ||
    // kong's tag says it by being there.
    /^(?:|true|yes|1)$/.test(keys.get('required') ?? 'no') ||
    /(?:^|,)\s*required\b/.test(keys.get('arg') ?? '');
  return names.map((one) => ({ name: one, fallback, isRequired }));
}

function isTrue(value: string | undefined): boolean {
  return value === 'true' || value === 'yes' || value === '1';
}

/** `envPrefix:"DB_"`, `env-prefix`, `env:", prefix=DB_"`, and go-flags' `env-namespace:"DB"`. */
function prefixIn({ keys }: StructField): string | undefined {
  const namespace = keys.get('env-namespace');
  return (
    keys.get('envPrefix') ??
    keys.get('env-prefix') ??
    keys.get('envprefix') ??
    (namespace === undefined ? undefined : `${namespace}_`) ??
    /(?:^|,)\s*prefix=([^,"]*)/.exec(keys.get('env') ?? '')?.[1]
  );
}

/** `env.ParseWithOptions(&config, env.Options{Prefix: "APP_"})`: the structs that are read so, with their prefix. */
function parsedWithPrefix(code: Code): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const file of goFiles(code)) {
    for (const { call, scope } of file.facts.calls) {
      if (!/^(?:Parse(?:As)?WithOptions|Must)$/.test(lastName(call.callee) ?? '')) continue;
      const site = { file: file.path, scope };
      const values = call.args.map(({ value }) => value);
      const prefix = values.map((value) => prefixOption(value, site, code)).find((one) => one);
      if (!prefix) continue;
      const [target] = values;
      const struct =
        (target === undefined ? undefined : structOfValue(target, site, code)) ??
        (call.types ?? [])
          .map((type) => structOfType(type, { file, scope }, code))
          .find((one) => one !== undefined);
      if (struct !== undefined) found.set(structKey(struct), prefix);
    }
  }
  return found;
}

function prefixOption(options: Expr, site: Site, code: Code): string | null {
  for (const origin of code.resolver.origins(options, site)) {
    if (origin.kind !== 'value' || origin.expr.kind !== 'map') continue;
    const { entries } = origin.expr;
    const prefix = entries.find(({ key }) => key?.kind === 'text' && key.value === 'Prefix');
    if (prefix !== undefined) return code.evaluator.text(prefix.value, origin);
  }
  return null;
}

/** The prefixes that structs get from the fields that hold them, and from how the outermost of them is read. */
function prefixesOf(
  code: Code,
  outermost: ReadonlyMap<string, string>,
): ReadonlyMap<string, readonly string[]> {
  const holders = new Map<string, { readonly holder: Struct; readonly prefix: string }[]>();
  for (const file of goFiles(code)) {
    const tagged = file.facts.tags.map((tag) => tag.scope);
    // Without a prefix from outside, what a field without one holds is none of this.
    const plain =
      outermost.size === 0
        ? []
        : file.facts.scopes.flatMap(({ kind }, scope) => (kind === 'class' ? [scope] : []));
    for (const scope of new Set([...tagged, ...plain])) {
      const holder = { file, scope };
      for (const one of structFields(holder)) {
        const own = prefixIn(one) ?? (outermost.size === 0 ? undefined : '');
        const held = own === undefined ? undefined : structOfType(one.type, holder, code);
        if (own === undefined || held === undefined) continue;
        const prefix = [...one.around.map((outer) => prefixIn(outer) ?? ''), own].join('');
        const key = structKey(held);
        holders.set(key, [...(holders.get(key) ?? []), { holder, prefix }]);
      }
    }
  }
  const found = new Map<string, readonly string[]>();
  const all = (key: string, depth: number): readonly string[] => {
    const given = outermost.get(key);
    if (given !== undefined) return [given];
    return depth > MAX_DEPTH || !holders.has(key)
      ? ['']
      : (holders.get(key) ?? []).flatMap(({ holder, prefix }) =>
          all(structKey(holder), depth + 1).map((outer) => `${outer}${prefix}`),
        );
  };
  for (const key of [...outermost.keys(), ...holders.keys()])
    found.set(key, [...new Set(all(key, 0))]);
  return found;
}

/** What `envconfig.Process("prefix", &config)` of kelseyhightower reads. */
function processed(code: Code): readonly {
  readonly struct: Struct;
  readonly fields: readonly StructField[];
  readonly prefix: string;
}[] {
  return goFiles(code).flatMap((file) =>
    file.facts.calls.flatMap(({ call, scope }) => {
      const [prefix, target] = call.args.map(({ value }) => value);
      if (!/^(?:Must)?Process$/.test(lastName(call.callee) ?? '') || target === undefined)
        return [];
      const site = { file: file.path, scope };
      if (prefix === undefined || !isOfKelsey(call.callee, site, code)) return [];
      const found = fieldsOfValue(target, site, code);
      const text = code.evaluator.text(prefix, site);
      return found === undefined || text === null ? [] : [{ ...found, prefix: text }];
    }),
  );
}

function isOfKelsey(callee: Expr, site: Site, code: Code): boolean {
  return (
    dottedName(callee)?.includes('.') === true &&
    code.resolver
      .origins(callee, site)
      .some(
        (origin) => origin.kind === 'external' && /kelseyhightower\/envconfig$/.test(origin.module),
      )
  );
}

/** All fields of a struct that is processed: those without a tag go by their name. */
function takeProcessed(
  struct: Struct,
  fields: readonly StructField[],
  prefix: string,
  isPrefixed: boolean,
  reads: NamedReads,
  code: Code,
  seen: ReadonlySet<string>,
): void {
  if (seen.size > MAX_DEPTH || seen.has(structKey(struct))) return;
  const site = { file: struct.file.path, scope: struct.scope };
  for (const one of fields) {
    const { keys, field } = one;
    if (!/^[A-Z]/.test(field.name) || one.isHolder) continue;
    if (isTrue(keys.get('ignored')) || keys.get('envconfig') === '-') continue;
    const parts = [prefix, ...one.around.map(processedName)].filter((part) => part !== '');
    const start = parts.map((part) => `${part.toUpperCase()}_`).join('');
    const inner = structOfType(one.type, struct, code);
    const within = inner === undefined ? [] : structFields(inner);
    // A type of another kind, that takes the text as a whole, has no fields.
    if (inner !== undefined && within.length > 0) {
      const own =
        one.isEmbedded && !keys.has('envconfig')
          ? start.replace(/_$/, '')
          : `${start}${processedName(one)}`;
      const around = new Set([...seen, structKey(struct)]);
      takeProcessed(inner, within, own, isPrefixed, reads, code, around);
      continue;
    }
    const told = {
      name: processedName(one),
      fallback: keys.get('default') ?? null,
      isRequired: isTrue(keys.get('required')),
    };
    const ownName = keys.get('envconfig') || undefined;
    // The name of a tag is looked for without what stands before it too: the one that people know, unless they gave
    // the prefix themselves.
    const isOfTag = ownName !== undefined && start !== '';
    add(told, field, start, site, reads, isOfTag && !isPrefixed);
    if (isOfTag) add(told, field, '', site, reads, isPrefixed);
  }
}

/** `envconfig:"NAME"`, or the field's name, its words apart with `split_words:"true"`. */
function processedName({ keys, field }: StructField): string {
  const split = isTrue(keys.get('split_words'))
    ? field.name.replace(/([a-z0-9])([A-Z])|([A-Z])([A-Z][a-z])/g, '$1$3_$2$4')
    : field.name;
  return (keys.get('envconfig') || split).toUpperCase();
}
