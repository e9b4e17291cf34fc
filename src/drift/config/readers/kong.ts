import type { Code } from '../../code/code.ts';
import { lastName } from '../../code/facts-index.ts';
import type { SourceFile } from '../../code/program.ts';
import { importsPackage } from '../../code/uses-package.ts';
import { NamedReads } from '../named-reads.ts';
import type { SettingReader } from '../setting-read.ts';
import {
  fieldsOfValue,
  goFiles,
  type Struct,
  type StructField,
  structFields,
  structKey,
  structOfType,
} from './go-structs.ts';

const KONG = /(?:^|\/)alecthomas\/kong$/;
/** Structs within structs are followed so far. */
const MAX_DEPTH = 6;

/** kong's `DefaultEnvars("APP")`: each flag without a variable of its own has one, `APP_LOG_LEVEL` for `LogLevel`. */
export const kong: SettingReader = {
  id: 'kong',
  languages: ['go'],
  mark: /\bkong\.DefaultEnvars\(/,
  find(code) {
    const reads = new NamedReads(code, 'kong');
    for (const file of goFiles(code)) {
      if (!importsPackage(file, KONG)) continue;
      const prefix = prefixOf(file, code);
      if (prefix === null) continue;
      for (const { call, scope } of file.facts.calls) {
        const [target] = call.args;
        if (!/^(?:Parse|New)$/.test(lastName(call.callee) ?? '') || target === undefined) continue;
        const found = fieldsOfValue(target.value, { file: file.path, scope }, code);
        if (found !== undefined)
          take(found.struct, found.fields, prefix, '', reads, code, new Set());
      }
    }
    return reads.findings();
  },
};

function prefixOf(file: SourceFile, code: Code): string | null {
  for (const { call, scope } of file.facts.calls) {
    const [first] = call.args;
    if (lastName(call.callee) === 'DefaultEnvars' && first !== undefined)
      return code.evaluator.text(first.value, { file: file.path, scope });
  }
  return null;
}

/** The flags of a struct, and of the commands and embedded structs within it (`prefix:"db-"` stands before theirs). */
function take(
  struct: Struct,
  fields: readonly StructField[],
  prefix: string,
  before: string,
  reads: NamedReads,
  code: Code,
  seen: ReadonlySet<string>,
): void {
  if (seen.has(structKey(struct)) || seen.size > MAX_DEPTH) return;
  const site = { file: struct.file.path, scope: struct.scope };
  for (const one of fields) {
    const { field, keys, isHolder } = one;
    const isOwn = /^[A-Z]/.test(field.name) && !keys.has('arg') && !keys.has('env');
    if (isHolder || !isOwn || keys.get('kong') === '-') continue;
    const inner = structOfType(one.type, struct, code);
    const around = one.around.map(({ keys: outer }) => outer.get('prefix') ?? '').join('');
    const within = inner === undefined ? [] : structFields(inner);
    if (inner !== undefined && within.length > 0) {
      const own = `${before}${around}${keys.get('prefix') ?? ''}`;
      take(inner, within, prefix, own, reads, code, new Set([...seen, structKey(struct)]));
      continue;
    }
    const name = `${before}${around}${flagName(one)}`.replace(/[-.]/g, '_').toUpperCase();
    const { line, column } = field;
    const at = { line, column };
    const fallback = keys.get('default');
    reads.add({ kind: 'text', value: prefix === '' ? name : `${prefix}_${name}`, ...at }, site, {
      at,
      fallback: fallback === undefined ? null : { kind: 'text', value: fallback, ...at },
      optional: !keys.has('required'),
    });
  }
}

/** `log-level` of `LogLevel`, unless `name:"…"` says another. */
function flagName({ keys, field }: StructField): string {
  return (
    keys.get('name') ?? field.name.replace(/([a-z0-9])([A-Z])|([A-Z])([A-Z][a-z])/g, '$1$3-$2$4')
  );
}
