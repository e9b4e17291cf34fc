import type { Code } from '../../code/code.ts';
import type { CallExpr, Expr } from '../../code/facts.ts';
import { lastName } from '../../code/facts-index.ts';
import type { Site } from '../../code/program.ts';
import { NamedReads } from '../named-reads.ts';
import type { SettingReader } from '../setting-read.ts';
import {
  fieldsOfValue,
  goFiles,
  type LeafField,
  leafFields,
  type StructField,
} from './go-structs.ts';

/** What a library makes of the path of a field in the struct that it fills. */
interface Naming {
  readonly target: Expr;
  readonly prefix: string;
  /** Whether the program says itself what its variables begin with; otherwise files are what it is about. */
  readonly isTold: boolean;
  readonly tell: (leaf: LeafField) => {
    readonly name: string;
    readonly fallback: string | null;
    readonly isRequired: boolean;
  };
}

const ARDAN = /(?:^|\/)ardanlabs\/conf(?:\/v\d+)?$/;
const CONFIGOR = /(?:^|\/)jinzhu\/configor$/;

/**
 * Structs whose fields go by their own names: `Web.APIHost` is `SHOP_WEB_API_HOST` for `conf.Parse("SHOP", &config)`
 * (ardanlabs/conf) and `SHOP_WEB_APIHOST` for configor.
 */
export const goNamedStructs: SettingReader = {
  id: 'go-named-structs',
  languages: ['go'],
  mark: /\bardanlabs\/conf\b|\bjinzhu\/configor\b/,
  find(code) {
    const reads = new NamedReads(code, 'go-named-structs');
    for (const { path, facts } of goFiles(code)) {
      for (const { call, scope } of facts.calls) {
        const site = { file: path, scope };
        const naming = namingOf(call, site, code);
        if (naming !== null) take(naming, site, reads, code);
      }
    }
    return reads.findings();
  },
};

function take(
  { target, prefix, isTold, tell }: Naming,
  site: Site,
  reads: NamedReads,
  code: Code,
): void {
  const filled = fieldsOfValue(target, site, code);
  if (filled === undefined) return;
  for (const leaf of leafFields(filled.struct, code, filled.fields)) {
    const { name, fallback, isRequired } = tell(leaf);
    if (name === '') continue;
    const { line, column } = leaf.field.field;
    const at = { line, column };
    const own: Expr = { kind: 'text', value: `${prefix}${name}`, ...at };
    reads.add(own, leaf.site, {
      at,
      fallback: fallback === null ? null : { kind: 'text', value: fallback, ...at },
      optional: !isRequired,
      overridable: !isTold,
    });
  }
}

function namingOf(call: CallExpr, site: Site, code: Code): Naming | null {
  const method = lastName(call.callee) ?? '';
  if (!/^(?:Parse|Load)$/.test(method) || call.callee.kind !== 'member') return null;
  const values = call.args.map(({ value }) => value);
  if (method === 'Load') return configorNaming(call, values, site, code);
  if (!isOf(call.callee, ARDAN, site, code)) return null;
  // Before version 3 the arguments of the command line came first.
  const at = values.findIndex((value) => code.evaluator.text(value, site) !== null);
  const target = values[at + 1];
  const prefix = values[at] === undefined ? null : code.evaluator.text(values[at], site);
  if (target === undefined || prefix === null) return null;
  const start = prefix === '' ? '' : `${prefix.toUpperCase()}_`;
  return { target, prefix: start, isTold: true, tell: ardanField };
}

/** `conf:"default:5s,env:DATABASE_HOST,required"`. */
function ardanField({ field, around }: LeafField): ReturnType<Naming['tell']> {
  const tag = field.keys.get('conf') ?? '';
  // What the program says of itself.
  const isOfProgram = field.type === 'conf.Version';
  if (tag === '-' || isOfProgram) return { name: '', fallback: null, isRequired: false };
  const option = (name: string) => new RegExp(`(?:^|,)${name}:([^,]*)`).exec(tag)?.[1];
  const path = [...around, field].filter(({ isEmbedded }) => !isEmbedded);
  return {
    name: option('env') ?? path.map((one) => inWords(one.field.name).toUpperCase()).join('_'),
    fallback: option('default') ?? null,
    isRequired: /(?:^|,)required(?:,|$)/.test(tag),
  };
}

/** `API_Host` of `APIHost`. */
function inWords(name: string): string {
  return name.replace(/([a-z0-9])([A-Z])|([A-Z])([A-Z][a-z])/g, '$1$3_$2$4');
}

/** `configor.New(&configor.Config{ENVPrefix: "SHOP"}).Load(&config)`, and `configor.Load(&config)`. */
function configorNaming(
  { callee }: CallExpr,
  [target]: readonly Expr[],
  site: Site,
  code: Code,
): Naming | null {
  if (target === undefined || callee.kind !== 'member') return null;
  const told = (prefix: string, isTold: boolean): Naming => ({
    target,
    prefix: prefix === '' || prefix === '-' ? '' : `${prefix}_`,
    isTold,
    tell: configorField,
  });
  if (isOf(callee, CONFIGOR, site, code)) return told('CONFIGOR', false);
  for (const origin of code.resolver.origins(callee.object, site)) {
    if (origin.kind !== 'call' || !isOf(origin.call.callee, CONFIGOR, origin, code)) continue;
    const options = origin.call.args[0]?.value;
    const entries = options?.kind === 'map' ? options.entries : [];
    const given = entries.find(({ key }) => key?.kind === 'text' && key.value === 'ENVPrefix');
    const prefix = given === undefined ? null : code.evaluator.text(given.value, origin);
    return told(prefix ?? 'CONFIGOR', prefix !== null);
  }
  return null;
}

function configorField({ field, around }: LeafField): ReturnType<Naming['tell']> {
  const nameOf = (one: StructField) => one.field.name.toUpperCase();
  const path = [...around.filter(({ isEmbedded }) => !isEmbedded), field].map(nameOf);
  return {
    // Another reader takes what has a tag of its own.
    name: field.keys.has('env') ? '' : path.join('_'),
    fallback: field.keys.get('default') || null,
    isRequired: field.keys.get('required') === 'true',
  };
}

function isOf(callee: Expr, module: RegExp, site: Site, code: Code): boolean {
  return code.resolver
    .origins(callee, site)
    .some((origin) => origin.kind === 'external' && module.test(origin.module));
}
