import type { Code } from '../../code/code.ts';
import type { Expr, FieldTag } from '../../code/facts.ts';
import { dottedName, lastName } from '../../code/facts-index.ts';
import type { Site, SourceFile } from '../../code/program.ts';
import { NamedReads } from '../named-reads.ts';
import { isPossibleName } from '../setting-name.ts';
import type { SettingReader } from '../setting-read.ts';

/** Structs within structs are followed so far. */
const MAX_DEPTH = 4;
const TAG = /(\w[\w-]*):"((?:[^"\\]|\\.)*)"/g;

/** A struct of the repository. */
interface Struct {
  readonly file: SourceFile;
  readonly scope: number;
}

/** What a tag says of a variable. */
interface TaggedVariable {
  readonly name: string;
  readonly fallback: string | null;
  readonly isRequired: boolean;
}

/**
 * Tags of structs: `env:"PORT" envDefault:"80"` (caarlos0/env), `env:"PORT" env-default:"80"` (cleanenv),
 * `env:"PORT, default=80"` (sethvargo/go-envconfig), `envconfig:"PORT" default:"80"` (kelseyhightower/envconfig, with
 * the prefix of `Process`), `env:"PORT" long:"port"` (go-flags), `arg:"env:PORT"` (go-arg).
 */
export const goTags: SettingReader = {
  id: 'go-tags',
  languages: ['go'],
  mark: /\benv(?:config)?:\\?"|\benvconfig\b|\benvPrefix:|arg:"[^"]*env\b/,
  find(code) {
    const reads = new NamedReads(code, 'go-tags');
    const prefixes = prefixesOf(code);
    for (const file of goFiles(code)) {
      const scopes = new Set(file.facts.tags.map(({ scope }) => scope));
      for (const scope of scopes) {
        const own = prefixes.get(keyOf({ file, scope })) ?? [''];
        for (const prefix of own) takeStruct({ file, scope }, prefix, reads);
      }
    }
    for (const { struct, prefix } of processed(code))
      takeProcessed(struct, prefix, reads, code, new Set(), 0);
    return reads.findings();
  },
};

function goFiles(code: Code): readonly SourceFile[] {
  return [...code.program.files()].filter(({ facts }) => facts.language === 'go');
}

function keyOf({ file, scope }: Struct): string {
  return `${file.path}#${scope}`;
}

/** The keys of a tag. */
function keysOf({ text }: FieldTag): ReadonlyMap<string, string> {
  return new Map([...text.matchAll(TAG)].map((match) => [match[1] ?? '', match[2] ?? '']));
}

function takeStruct({ file, scope }: Struct, prefix: string, reads: NamedReads): void {
  for (const tag of file.facts.tags) {
    if (tag.scope !== scope) continue;
    const told = variableOf(tag, keysOf(tag));
    if (told !== null) add(told, tag, prefix, { file: file.path, scope }, reads);
  }
}

function add(
  { name, fallback, isRequired }: TaggedVariable,
  { line, column }: FieldTag,
  prefix: string,
  site: Site,
  reads: NamedReads,
): void {
  const at = { line, column };
  reads.add({ kind: 'text', value: `${prefix}${name}`, ...at }, site, {
    at,
    fallback: fallback === null ? null : { kind: 'text', value: fallback, ...at },
    // These libraries leave a field at its zero where nothing is set, unless it is said to be required.
    optional: !isRequired,
  });
}

/** The variable of a field with `env:"…"` or `arg:"env:…"`; `envconfig`'s depend on how the struct is read. */
function variableOf(tag: FieldTag, keys: ReadonlyMap<string, string>): TaggedVariable | null {
  const [first, ...options] = (keys.get('env') ?? '').split(',').map((part) => part.trim());
  const ofArg = /(?:^|,)\s*env(?::([^,]*))?\s*(?:,|$)/.exec(keys.get('arg') ?? '');
  const name = first || (ofArg === null ? '' : (ofArg[1] ?? tag.field.toUpperCase()));
  if (name === '' || !isPossibleName(name)) return null;
  const ofOptions = options.find((one) => one.startsWith('default='))?.slice('default='.length);
  const fallback =
    keys.get('envDefault') ?? keys.get('env-default') ?? keys.get('default') ?? ofOptions ?? null;
  const isRequired =
    options.some((one) => /^(?:required|notEmpty)$/.test(one)) ||
    isTrue(keys.get('env-required')) ||
    isTrue(keys.get('required')) ||
    /(?:^|,)\s*required\b/.test(keys.get('arg') ?? '');
  return { name, fallback, isRequired };
}

function isTrue(value: string | undefined): boolean {
  return value === 'true' || value === 'yes' || value === '1';
}

/** The prefixes that structs get from the fields that hold them: `envPrefix:"DB_"`, `env-prefix`, `env:", prefix=DB_"`. */
function prefixesOf(code: Code): ReadonlyMap<string, readonly string[]> {
  const holders = new Map<string, { readonly holder: Struct; readonly prefix: string }[]>();
  for (const file of goFiles(code)) {
    for (const field of file.facts.bindings) {
      if (field.type === null || field.value !== null) continue;
      if (file.index.scope(field.scope)?.kind !== 'class') continue;
      const tag = file.facts.tags.find(
        (one) => one.scope === field.scope && one.line === field.line,
      );
      const held = tag === undefined ? undefined : structOf(field.type, file, field.scope, code);
      if (tag === undefined || held === undefined) continue;
      const keys = keysOf(tag);
      const inOptions = /(?:^|,)\s*prefix=([^,"]*)/.exec(keys.get('env') ?? '')?.[1];
      const prefix = keys.get('envPrefix') ?? keys.get('env-prefix') ?? inOptions;
      if (prefix === undefined) continue;
      const key = keyOf(held);
      holders.set(key, [
        ...(holders.get(key) ?? []),
        { holder: { file, scope: field.scope }, prefix },
      ]);
    }
  }
  const found = new Map<string, readonly string[]>();
  const all = (key: string, depth: number): readonly string[] =>
    depth > MAX_DEPTH || !holders.has(key)
      ? ['']
      : (holders.get(key) ?? []).flatMap(({ holder, prefix }) =>
          all(keyOf(holder), depth + 1).map((outer) => `${outer}${prefix}`),
        );
  for (const key of holders.keys()) found.set(key, [...new Set(all(key, 0))]);
  return found;
}

function structOf(type: string, file: SourceFile, scope: number, code: Code): Struct | undefined {
  const parent = file.index.scope(scope)?.parent ?? 0;
  return asStruct(code.resolver.typeOrigins(type, { file: file.path, scope: parent }), code);
}

function asStruct(
  origins: ReturnType<Code['resolver']['origins']>,
  code: Code,
): Struct | undefined {
  for (const origin of origins) {
    if (origin.kind === 'class' || origin.kind === 'instance') {
      const file = code.program.file(origin.file);
      if (file !== undefined) return { file, scope: origin.scope };
    }
    const type =
      origin.kind === 'value' && origin.expr.kind === 'map' ? origin.expr.type : undefined;
    if (type === undefined || origin.kind !== 'value') continue;
    const site = { file: origin.file, scope: origin.scope };
    const found = asStruct(code.resolver.typeOrigins(type, site), code);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** What `envconfig.Process("prefix", &config)` of kelseyhightower reads. */
function processed(code: Code): readonly { readonly struct: Struct; readonly prefix: string }[] {
  return goFiles(code).flatMap((file) =>
    file.facts.calls.flatMap(({ call, scope }) => {
      const [prefix, target] = call.args.map(({ value }) => value);
      if (!/^(?:Must)?Process$/.test(lastName(call.callee) ?? '') || target === undefined)
        return [];
      const site = { file: file.path, scope };
      if (prefix === undefined || !isOfKelsey(call.callee, site, code)) return [];
      const struct = asStruct(code.resolver.origins(target, site), code);
      const text = code.evaluator.text(prefix, site);
      return struct === undefined || text === null ? [] : [{ struct, prefix: text }];
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
  prefix: string,
  reads: NamedReads,
  code: Code,
  seen: ReadonlySet<string>,
  depth: number,
): void {
  const { file, scope } = struct;
  if (depth > MAX_DEPTH || seen.has(keyOf(struct))) return;
  const start = prefix === '' ? '' : `${prefix.toUpperCase()}_`;
  for (const field of file.facts.bindings) {
    if (field.scope !== scope || field.type === null || !/^[A-Z]/.test(field.name)) continue;
    const tag = file.facts.tags.find((one) => one.scope === scope && one.line === field.line);
    const keys = tag === undefined ? new Map<string, string>() : keysOf(tag);
    if (isTrue(keys.get('ignored')) || keys.get('envconfig') === '-') continue;
    const split = isTrue(keys.get('split_words'))
      ? field.name.replace(/([a-z0-9])([A-Z])|([A-Z])([A-Z][a-z])/g, '$1$3_$2$4')
      : field.name;
    const name = (keys.get('envconfig') || split).toUpperCase();
    const inner = structOf(field.type, file, scope, code);
    if (inner !== undefined && inner.file.index.scope(inner.scope)?.name !== null) {
      const bases = file.index.scope(scope)?.bases ?? [];
      // What is embedded stands as its type, so at the place of one of the bases.
      const isEmbedded = bases.some(({ line }) => line === field.line);
      const own = isEmbedded && !keys.has('envconfig') ? prefix : `${start}${name}`;
      takeProcessed(inner, own, reads, code, new Set([...seen, keyOf(struct)]), depth + 1);
      continue;
    }
    const told = {
      name,
      fallback: keys.get('default') ?? null,
      isRequired: isTrue(keys.get('required')),
    };
    const at = tag ?? { ...field, field: field.name, type: field.type, text: '' };
    add(told, at, start, { file: file.path, scope }, reads);
  }
}
