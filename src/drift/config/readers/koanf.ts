import type { Code } from '../../code/code.ts';
import type { CallExpr, Expr } from '../../code/facts.ts';
import { lastName } from '../../code/facts-index.ts';
import type { Origin } from '../../code/origin.ts';
import type { Site } from '../../code/program.ts';
import { NamedReads } from '../named-reads.ts';
import type { SettingReader } from '../setting-read.ts';
import { fieldsOfValue, goFiles, structKeys } from './go-structs.ts';

const KOANF = /(?:^|\/)knadh\/koanf(?:\/v\d+)?$/;
const ENVIRONMENT = /(?:^|\/)knadh\/koanf\/(?:v\d+\/)?providers\/env(?:\/v\d+)?$/;
/** Methods that read a key. */
const GETS =
  /^(?:Must)?(?:String|Strings|Int|Int64|Ints|Bool|Bools|Float64|Duration|Time|Bytes|StringMap|Get|Exists)$/;

/** How the environment's names become keys. */
interface Naming {
  readonly prefix: string;
  /** What stands in a name where a key has a dot. */
  readonly separator: string;
}

/** koanf: keys that are read, and structs that are filled, where its provider of the environment is loaded. */
export const koanf: SettingReader = {
  id: 'koanf',
  languages: ['go'],
  mark: /\bkoanf\b/,
  find(code) {
    const reads = new NamedReads(code, 'koanf');
    const naming = namingOf(code);
    if (naming === null) return reads.findings();
    const rename = (key: string) =>
      `${naming.prefix}${key.replaceAll('.', naming.separator).replaceAll('-', '_').toUpperCase()}`;
    for (const { path, facts } of goFiles(code)) {
      for (const { call, scope } of facts.calls) {
        const site = { file: path, scope };
        const method = lastName(call.callee) ?? '';
        const [key, target] = call.args.map(({ value }) => value);
        if (key === undefined || !isKoanf(call, site, code)) continue;
        // Files that are loaded beside may have it.
        const told = { at: call.callee, fallback: null, optional: true };
        if (GETS.test(method)) reads.add(key, site, { ...told, rename });
        if (!/^Unmarshal(?:WithConf)?$/.test(method) || target === undefined) continue;
        const filled = fieldsOfValue(target, site, code);
        const start = code.evaluator.text(key, site) ?? '';
        const fields =
          filled === undefined
            ? []
            : structKeys(filled, 'koanf', code, start === '' ? [] : [start]);
        for (const { key: name, field, site: at } of fields) {
          const { line, column } = field.field;
          const place = { line, column };
          reads.add({ kind: 'text', value: name, ...place }, at, { ...told, at: place, rename });
        }
      }
    }
    return reads.findings();
  },
};

function isKoanf({ callee }: CallExpr, site: Site, code: Code): boolean {
  if (callee.kind !== 'member') return false;
  return code.resolver.origins(callee.object, site).some((origin) => isKoanfOrigin(origin, code));
}

function isKoanfOrigin(origin: Origin, code: Code): boolean {
  if (origin.kind === 'typed') return /(?:^|\*)koanf\.Koanf$/.test(origin.type);
  if (origin.kind === 'param') {
    const file = code.program.file(origin.file);
    const type = file?.index.scope(origin.scope)?.params[origin.position]?.type ?? '';
    return /(?:^|\*)koanf\.Koanf$/.test(type);
  }
  if (origin.kind !== 'call') return false;
  const site = { file: origin.file, scope: origin.scope };
  return code.resolver
    .origins(origin.call.callee, site)
    .some((made) => made.kind === 'external' && KOANF.test(made.module));
}

/** What `env.Provider("APP_", ".", rename)` says; null where the environment is not loaded. */
function namingOf(code: Code): Naming | null {
  for (const { path, facts } of goFiles(code)) {
    for (const { call, scope } of facts.calls) {
      if (!/^Provider(?:WithValue)?$/.test(lastName(call.callee) ?? '')) continue;
      const site = { file: path, scope };
      const isOf = code.resolver
        .origins(call.callee, site)
        .some((origin) => origin.kind === 'external' && ENVIRONMENT.test(origin.module));
      if (!isOf) continue;
      const values = call.args.map(({ value }) => value);
      const options = values.find((value) => value.kind === 'map');
      const option = (name: RegExp): Expr | undefined =>
        options?.kind === 'map'
          ? options.entries.find(({ key }) => key?.kind === 'text' && name.test(key.value))?.value
          : undefined;
      const prefix = options === undefined ? values[0] : option(/^Prefix$/);
      const change = options === undefined ? values[2] : option(/^TransformFunc$/);
      return {
        prefix: prefix === undefined ? '' : (code.evaluator.text(prefix, site) ?? ''),
        separator: separatorOf(change, site, code),
      };
    }
  }
  return null;
}

/** `_` of `strings.ReplaceAll(name, "_", ".")` in the function that makes keys of names. */
function separatorOf(change: Expr | undefined, site: Site, code: Code): string {
  const origins = change === undefined ? [] : code.resolver.origins(change, site);
  for (const origin of origins) {
    if (origin.kind !== 'function') continue;
    const calls = code.program.file(origin.file)?.facts.calls ?? [];
    for (const { call, scope } of calls) {
      if (scope !== origin.scope || !/^Replace(?:All)?$/.test(lastName(call.callee) ?? ''))
        continue;
      const [, from, to] = call.args.map(({ value }) => value);
      if (from?.kind === 'text' && to?.kind === 'text' && to.value === '.') return from.value;
    }
  }
  return '_';
}
