import type { Code } from '../../code/code.ts';
import type { CallExpr, Expr } from '../../code/facts.ts';
import { lastName } from '../../code/facts-index.ts';
import type { Origin } from '../../code/origin.ts';
import type { Site } from '../../code/program.ts';
import { type ReadingCall, readsOfCalls } from '../environment-calls.ts';
import type { SettingReader } from '../setting-read.ts';

/** What makes an object that is called with a name, by its package. */
const MAKERS =
  /^(?:decouple\.(?:Config|AutoConfig)|starlette\.config\.Config|environs\.(?:Env|FileAwareEnv)|environ\.(?:Env|FileAwareEnv)|prettyconf\.Configuration)$/;
/** What is called with a name right away. */
const READY = /^(?:decouple|prettyconf)\.config$/;
/** Methods of `Env` that read a variable as something. */
const TYPED =
  /^(?:str|bytes|bool|int|float|decimal|json|list|tuple|set|dict|url|path|date|datetime|time|timedelta|uuid|log_level|enum|unicode|get_value|get|db|db_url|cache|cache_url|email|email_url|search_url|channels|dj_db_url|dj_email_url|dj_cache_url)$/;
/** Methods of django-environ that go by a name of their own. */
const OWN_NAMES: Readonly<Record<string, string>> = {
  db: 'DATABASE_URL',
  db_url: 'DATABASE_URL',
  cache: 'CACHE_URL',
  cache_url: 'CACHE_URL',
  email: 'EMAIL_URL',
  email_url: 'EMAIL_URL',
  search_url: 'SEARCH_URL',
};

/** python-decouple, environs, django-environ and Starlette: `config("X", default="x")`, `env.int("X", 5)`. */
export const pythonLibraries: SettingReader = {
  id: 'python-libraries',
  languages: ['python'],
  mark: /\b(?:decouple|environs?|starlette\.config|prettyconf|dj_database_url|dj_email_url|dj_cache_url)\b/,
  find: (code) =>
    readsOfCalls(code, 'python-libraries', ['python'], (call, site) => tell(call, site, code)),
};

/** What makes Django's settings of an address: it goes by a name of its own unless `env` says another. */
const OF_ADDRESSES: Readonly<Record<string, string>> = {
  'dj_database_url.config': 'DATABASE_URL',
  'dj_email_url.config': 'EMAIL_URL',
  'dj_cache_url.config': 'CACHE_URL',
};

function ofAddress(call: CallExpr, site: Site, code: Code): ReadingCall | null {
  const own = code.resolver
    .origins(call.callee, site)
    .map((origin) => OF_ADDRESSES[nameOf(origin)])
    .find((name) => name !== undefined);
  if (own === undefined) return null;
  const { line, column } = call;
  const given = call.args.find(({ name }) => name === 'env')?.value;
  const fallback = call.args.find(({ name }) => name === 'default')?.value ?? null;
  return { name: given ?? { kind: 'text', value: own, line, column }, fallback, optional: true };
}

function tell(call: CallExpr, site: Site, code: Code): ReadingCall | null {
  const { callee, args } = call;
  const address = lastName(callee) === 'config' ? ofAddress(call, site, code) : null;
  if (address !== null) return address;
  const method = callee.kind === 'member' && TYPED.test(callee.name) ? callee.name : null;
  const object = callee.kind === 'member' && method !== null ? callee.object : callee;
  const made = code.resolver
    .origins(object, site)
    .flatMap((origin) => envOf(origin, method === null, code));
  if (made.length === 0) return null;
  const first = args.find(({ name, spread }) => (name === null && !spread) || name === 'var');
  const own = method === null ? undefined : OWN_NAMES[method];
  const { line, column } = call;
  const name: Expr | undefined =
    first?.value ?? (own === undefined ? undefined : { kind: 'text', value: own, line, column });
  if (name === undefined) return null;
  const prefix = `${prefixOf(made, code)}${prefixAround(call, object, site, code)}`;
  return {
    name,
    fallback: fallbackOf(call) ?? schemeDefault(name, made, code),
    ...(prefix === '' ? {} : { rename: (text: string) => `${prefix}${text}` }),
  };
}

/** `default=`, or the second argument that stands without a name. */
function fallbackOf({ args }: CallExpr): Expr | null {
  const named = args.find(({ name }) => name === 'default');
  const second = args.filter(({ name, spread }) => name === null && !spread)[1];
  return named?.value ?? second?.value ?? null;
}

/** The call that makes an `Env`; for what is ready to be called, nothing to go by. */
function envOf(
  origin: Origin,
  isCalled: boolean,
  code: Code,
): readonly (Extract<Origin, { kind: 'call' }> | null)[] {
  if (origin.kind === 'external')
    return isCalled && READY.test(`${origin.module}.${origin.name}`) ? [null] : [];
  if (origin.kind !== 'call') return [];
  const site = { file: origin.file, scope: origin.scope };
  const isMaker = code.resolver
    .origins(origin.call.callee, site)
    .some((callee) => MAKERS.test(nameOf(callee)));
  return isMaker ? [origin] : [];
}

function nameOf(origin: Origin): string {
  if (origin.kind === 'external')
    return origin.name === '*' ? origin.module : `${origin.module}.${origin.name}`;
  return origin.kind === 'member' ? `${nameOf(origin.object)}.${origin.name}` : '';
}

/** The prefixes of the blocks around a call: `with env.prefixed("DB_"):` of environs, the outermost first. */
function prefixAround({ line }: CallExpr, object: Expr, site: Site, code: Code): string {
  const name = lastName(object);
  const bindings = code.program.file(site.file)?.facts.bindings ?? [];
  return bindings
    .flatMap((block) => {
      const range = /^with (\d+)-(\d+)$/.exec(block.name);
      const { value } = block;
      if (range === null || value?.kind !== 'call' || value.callee.kind !== 'member') return [];
      const isAround = Number(range[1]) < line && line <= Number(range[2]);
      const first = value.args[0]?.value;
      return isAround && lastName(value.callee.object) === name && first !== undefined
        ? [code.evaluator.text(first, site) ?? '']
        : [];
    })
    .join('');
}

/** `Config(env_prefix="APP_")` of Starlette, `Env(prefix="APP_")` of environs. */
function prefixOf(made: readonly (Extract<Origin, { kind: 'call' }> | null)[], code: Code): string {
  for (const origin of made) {
    const given = origin?.call.args.find(({ name }) => /^(?:env_)?prefix$/.test(name ?? ''))?.value;
    if (origin === null || given === undefined) continue;
    return code.evaluator.text(given, { file: origin.file, scope: origin.scope }) ?? '';
  }
  return '';
}

/** django-environ's scheme: `Env(DEBUG=(bool, False))`. */
function schemeDefault(
  name: Expr,
  made: readonly (Extract<Origin, { kind: 'call' }> | null)[],
  code: Code,
): Expr | null {
  if (name.kind !== 'text') return null;
  for (const origin of made) {
    if (origin === null || lastName(origin.call.callee) !== 'Env') continue;
    const scheme = origin.call.args.find((one) => one.name === name.value)?.value;
    const pair = scheme?.kind === 'list' ? scheme.items[1] : undefined;
    if (pair === undefined) continue;
    code.resolver.settle(pair, { file: origin.file, scope: origin.scope });
    return pair;
  }
  return null;
}
