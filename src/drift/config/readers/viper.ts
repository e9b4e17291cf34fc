import type { Code } from '../../code/code.ts';
import type { CallExpr, Expr } from '../../code/facts.ts';
import { lastName } from '../../code/facts-index.ts';
import type { Origin } from '../../code/origin.ts';
import type { Site } from '../../code/program.ts';
import { NamedReads } from '../named-reads.ts';
import { isUpperName } from '../setting-name.ts';
import type { SettingReader } from '../setting-read.ts';
import { fieldsOfValue, structKeys } from './go-structs.ts';

const VIPER = /(?:^|\/)spf13\/viper(?:\/v\d+)?$/;
/** Instances are followed through this many calls at most. */
const MAX_CHAIN = 20;
/** Methods that read a key, and those that name one. */
const GETS =
  /^Get(?:String|Bool|Int|Int32|Int64|Uint|Uint16|Uint32|Uint64|Float64|Duration|Time|SizeInBytes|StringSlice|IntSlice|StringMap\w*)?$/;
const METHOD =
  /^(?:BindEnv|MustBindEnv|SetEnvPrefix|AutomaticEnv|SetEnvKeyReplacer|SetDefault|BindPFlag|IsSet|Unmarshal(?:Exact)?|Get\w*)$/;

interface ViperCall {
  readonly call: CallExpr;
  readonly site: Site;
  readonly method: string;
  /** The instance that it is called on, by where it is made; null where that cannot be told. */
  readonly instance: string | null;
}

/** The instance that the package's own functions mean. */
const PACKAGE = 'package';

/** viper: `BindEnv("db.host", "DB_HOST")`; with `AutomaticEnv` every key that is read, behind the prefix. */
export const viper: SettingReader = {
  id: 'viper',
  languages: ['go'],
  mark: /\bviper\b/i,
  find(code) {
    const reads = new NamedReads(code, 'viper');
    const calls = viperCalls(code);
    const byInstance = new Map(
      calls.map(({ instance }) => {
        const own = calls.filter((one) => isOfOne(instance, one.instance));
        const isAutomatic = own.some(({ method }) => method === 'AutomaticEnv');
        const rules = { naming: namingOf(own, code), defaults: defaultsOf(own, code) };
        return [instance, { ...rules, isAutomatic }] as const;
      }),
    );
    for (const { call, site, method, instance } of calls) {
      const rules = byInstance.get(instance);
      if (rules === undefined) continue;
      const { naming, defaults, isAutomatic } = rules;
      const [key, ...names] = call.args.map(({ value }) => value);
      if (key === undefined) continue;
      const text = code.evaluator.text(key, site);
      if (isAutomatic && /^Unmarshal/.test(method)) {
        takeStruct(key, site, { naming, defaults }, reads, code);
        continue;
      }
      const fallback = text === null ? undefined : defaults.get(text);
      const told = { at: call.callee, fallback: fallback ?? null };
      if (/BindEnv$/.test(method)) {
        for (const name of names) reads.add(name, site, told);
        if (names.length === 0) reads.add(key, site, { ...told, rename: naming });
      } else if (isAutomatic && (GETS.test(method) || method === 'SetDefault'))
        reads.add(key, site, { ...told, rename: naming });
      else if (isAutomatic && /^(?:IsSet|BindPFlag)$/.test(method))
        reads.add(key, site, { ...told, rename: naming, optional: true });
    }
    return reads.findings();
  },
};

/**
 * `Unmarshal(&config)`: of a struct's keys those in upper case are variables; of the others viper only looks for those
 * that a file or a default has, so they count where something tells of them.
 */
function takeStruct(
  target: Expr,
  site: Site,
  { naming, defaults }: { naming: (key: string) => string; defaults: ReadonlyMap<string, Expr> },
  reads: NamedReads,
  code: Code,
): void {
  const filled = fieldsOfValue(target, site, code);
  const keys = filled === undefined ? [] : structKeys(filled, 'mapstructure', code);
  for (const { key, field, site: own } of keys) {
    const { line, column } = field.field;
    const at = { line, column };
    const fallback = defaults.get(key) ?? null;
    reads.add({ kind: 'text', value: key, ...at }, own, {
      at,
      fallback,
      optional: true,
      overridable: !isUpperName(key),
      rename: naming,
    });
  }
}

function viperCalls(code: Code): readonly ViperCall[] {
  return [...code.program.files()].flatMap(({ path, facts }) =>
    facts.language !== 'go'
      ? []
      : facts.calls.flatMap(({ call, scope }) => {
          const method = lastName(call.callee) ?? '';
          const site = { file: path, scope };
          if (call.callee.kind !== 'member' || !METHOD.test(method)) return [];
          const [origin] = viperOrigins(call.callee.object, site, code);
          return origin === undefined ? [] : [{ call, site, method, instance: instanceOf(origin) }];
        }),
  );
}

/** Whether two calls may be of one instance. */
function isOfOne(a: string | null, b: string | null): boolean {
  return a === b || a === null || b === null;
}

function instanceOf(origin: Origin): string | null {
  if (origin.kind === 'external') return PACKAGE;
  if (origin.kind !== 'call') return null;
  const made = lastName(origin.call.callee);
  if (made === 'GetViper') return PACKAGE;
  return made?.startsWith('New') === true
    ? `${origin.file}:${origin.call.line}:${origin.call.column}`
    : null;
}

function viperOrigins(object: Expr, site: Site, code: Code, depth = 0): readonly Origin[] {
  return code.resolver.origins(object, site).filter((origin) => isViperOrigin(origin, code, depth));
}

/** What is made of itself, `v = v.Sub("db")` in a loop, ends with the depth. */
function isViperOrigin(origin: Origin, code: Code, depth: number): boolean {
  if (depth > MAX_CHAIN) return false;
  if (origin.kind === 'external') return VIPER.test(origin.module);
  if (origin.kind === 'typed') return /(?:^|\*)viper\.Viper$/.test(origin.type);
  if (origin.kind === 'param') {
    const param = code.program.file(origin.file)?.index.scope(origin.scope)?.params[
      origin.position
    ];
    return /(?:^|\*)viper\.Viper$/.test(param?.type ?? '');
  }
  return (
    origin.kind === 'call' &&
    /^(?:New\w*|GetViper|Sub)$/.test(lastName(origin.call.callee) ?? '') &&
    viperOrigins(origin.call.callee, origin, code, depth + 1).length > 0
  );
}

/** The variable of a key: the prefix, an underscore, the key in upper case with what the replacer replaces. */
function namingOf(calls: readonly ViperCall[], code: Code): (key: string) => string {
  const prefixes = calls.filter(({ method }) => method === 'SetEnvPrefix');
  const [prefix] = prefixes.flatMap(({ call, site }) => {
    const first = call.args[0]?.value;
    const text = first === undefined ? null : code.evaluator.text(first, site);
    return text === null || text === '' ? [] : [text];
  });
  const pairs = calls
    .filter(({ method }) => method === 'SetEnvKeyReplacer')
    .flatMap(({ call, site }) => replaced(call, site, code));
  return (key) => {
    const whole = (prefix === undefined ? key : `${prefix}_${key}`).toUpperCase();
    return pairs.reduce((text, [from, to]) => text.replaceAll(from, to), whole);
  };
}

/** The pairs of `strings.NewReplacer(".", "_", "-", "_")`. */
function replaced(call: CallExpr, site: Site, code: Code): readonly (readonly [string, string])[] {
  const first = call.args[0]?.value;
  const origins = first === undefined ? [] : code.resolver.origins(first, site);
  return origins.flatMap((origin) => {
    if (origin.kind !== 'call' || lastName(origin.call.callee) !== 'NewReplacer') return [];
    const texts = origin.call.args.map(({ value }) =>
      code.evaluator.text(value, { file: origin.file, scope: origin.scope }),
    );
    return texts.flatMap((from, index) => {
      const to = texts[index + 1];
      return index % 2 === 0 && from && to !== undefined && to !== null
        ? [[from.toUpperCase(), to.toUpperCase()] as const]
        : [];
    });
  });
}

function defaultsOf(calls: readonly ViperCall[], code: Code): ReadonlyMap<string, Expr> {
  const found = new Map<string, Expr>();
  for (const { call, site, method } of calls) {
    const [key, value] = call.args.map((one) => one.value);
    if (method !== 'SetDefault' || key === undefined || value === undefined) continue;
    const text = code.evaluator.text(key, site);
    if (text !== null) found.set(text, value);
  }
  return found;
}
