import type { Code } from '../../code/code.ts';
import type { CallExpr, Expr, LanguageId } from '../../code/facts.ts';
import { dottedName, lastName } from '../../code/facts-index.ts';
import type { Origin } from '../../code/origin.ts';
import type { Site } from '../../code/program.ts';
import { type ReadingCall, readsOfCalls } from '../environment-calls.ts';
import { isUpperName } from '../setting-name.ts';
import type { SettingReader } from '../setting-read.ts';

/** A function of a language's library that reads the environment by a name. */
interface EnvironmentFunction {
  /** Its last name … */
  readonly name: RegExp;
  /** … and the whole one with dots between its parts. */
  readonly qualified: RegExp;
  /** The name of the parameter for a fallback, the second one; without it the function takes none. */
  readonly fallback?: RegExp;
  /** Whether it tells apart what is not set, so that code does well without, unless it fails right below. */
  readonly optional?: boolean;
  /** Whether only names in upper case count: functions that read other things too. */
  readonly upperOnly?: boolean;
}

const functions: Readonly<Partial<Record<LanguageId, readonly EnvironmentFunction[]>>> = {
  python: [
    // Under any name: `from os import getenv as env`, `get = os.environ.get`.
    { name: /^\w+$/, qualified: /^os\.(?:getenvb?|environ\.get)$/, fallback: /^default$/ },
  ],
  go: [
    { name: /^Getenv$/, qualified: /^(?:os|syscall|unix|golang\.org\/x\/sys\/\w+)\.Getenv$/ },
    { name: /^LookupEnv$/, qualified: /^os\.LookupEnv$/, optional: true },
    // A parameter that is given it: `func run(getenv func(string) string)`.
    { name: /^(?:get_?env|env|getter)$/i, qualified: /^os\.Getenv$/ },
    { name: /^lookup(?:_?env)?$/i, qualified: /^os\.LookupEnv$/, optional: true },
  ],
  java: [{ name: /^getenv$/, qualified: /^(?:java\.lang\.)?System\.getenv$/ }],
  kotlin: [
    { name: /^getenv$/, qualified: /^(?:java\.lang\.)?System\.getenv$/ },
    // Gradle's, in build scripts.
    { name: /^environmentVariable$/, qualified: /(?:^|\.)providers\.environmentVariable$/ },
  ],
  rust: [
    {
      name: /^(?:var|var_os)$/,
      qualified: /^(?:(?:std|core)\.env|env|dotenvy?|envmnt)\.var(?:_os)?$/,
    },
    {
      name: /^(?:try_)?from_(?:default_)?env$/,
      qualified: /(?:^|\.)(?:EnvFilter|Logger|Builder)\.(?:try_)?from_env$/,
    },
    { name: /^env$/, qualified: /^(?:(?:std|core)\.)?env$/ },
    { name: /^option_env$/, qualified: /^(?:(?:std|core)\.)?option_env$/, optional: true },
  ],
  php: [
    { name: /^getenv$/, qualified: /^\\?getenv$/ },
    { name: /^env$/, qualified: /^\\?env$/, fallback: /^default$/ },
    {
      name: /^(?:get|getOrFail)$/,
      qualified: /(?:^|[.\\])(?:Env|EnvHelper)\.get(?:OrFail)?$/,
      fallback: /^default$/,
      upperOnly: true,
    },
  ],
  csharp: [
    { name: /^GetEnvironmentVariable$/, qualified: /(?:^|\.)Environment\.GetEnvironmentVariable$/ },
    // DotNetEnv.
    {
      name: /^Get(?:String|Int|Bool|Double)$/,
      qualified: /(?:^|\.)Env\.Get(?:String|Int|Bool|Double)$/,
      fallback: /^fallback$/,
      upperOnly: true,
    },
  ],
};

/** What a value that is told apart is asked for, or replaced by what its type has for nothing. */
const ASKS = /^(?:is_ok|is_err|is_some|is_none|is_ok_and|is_some_and|unwrap_or_default)$/;
/** Calls that end a program or make an error of Go. */
const FAILS = /^(?:panic|os\.Exit|log\.(?:Fatal|Panic)\w*|fmt\.Errorf|errors\.New|\w+\.Fatal\w*)$/;
const LINES_BELOW = 3;

const LANGUAGES: readonly LanguageId[] = [
  'python',
  'go',
  'java',
  'kotlin',
  'rust',
  'php',
  'csharp',
];

/**
 * Functions of the languages' own libraries that read the environment by a name: `os.getenv("X")`, `os.Getenv("X")`,
 * `System.getenv("X")`, `std::env::var("X")`, `getenv('X')`, `Environment.GetEnvironmentVariable("X")`.
 */
export const environmentFunctions: SettingReader = {
  id: 'environment-functions',
  languages: LANGUAGES,
  mark: /\bgetenvb?\b|\bproviders\.environmentVariable\b|\benviron\.get\b|\b(?:Getenv|LookupEnv)\b|func\(string\) string|\benv\s*(?:::\s*(?:\{[^}]*)?var|!?\s*\()|\boption_env!|\bfrom_env\b|\bEnv::get|\bGetEnvironmentVariables?\b|\bEnv\.Get(?:String|Int|Bool|Double)\(/,
  find: (code) =>
    readsOfCalls(code, 'environment-functions', LANGUAGES, (call, site) => tell(call, site, code)),
};

function tell(call: CallExpr, site: Site, code: Code): ReadingCall | null {
  const name = lastName(call.callee);
  const language = code.program.file(site.file)?.facts.language;
  const [first] = call.args;
  if (name === null || language === undefined || first === undefined || first.spread) return null;
  const known = (functions[language] ?? []).filter((one) => one.name.test(bareName(name)));
  if (known.length === 0) return null;
  // Members of the environment itself are another reader's.
  const isAlias = call.callee.kind === 'name';
  if (language === 'python' && !isAlias && !/^getenvb?$/.test(name)) return null;
  const names = qualifiedNames(call.callee, site, code);
  const own = known.find(({ qualified }) => names.some((one) => qualified.test(one)));
  if (own === undefined) return null;
  const key = first.value;
  // What cargo says of the package while it builds is nobody's setting.
  if (language === 'rust' && key.kind === 'text' && key.value.startsWith('CARGO_')) return null;
  if (own.upperOnly === true && !(key.kind === 'text' && isUpperName(key.value))) return null;
  const optional =
    (own.optional === true && !failsBelow(call, site, code)) || isAsked(call, site, code);
  return { name: key, fallback: fallbackOf(call, own), optional };
}

/** Whether the code gives up within a few lines: `v, ok := os.LookupEnv("X"); if !ok { panic(…) }`. */
function failsBelow({ line }: CallExpr, site: Site, code: Code): boolean {
  const calls = code.program.file(site.file)?.facts.calls ?? [];
  return calls.some(
    ({ call }) =>
      call.line >= line &&
      call.line <= line + LINES_BELOW &&
      FAILS.test(dottedName(call.callee) ?? ''),
  );
}

/** Whether it is only asked whether it is set: `env::var("X").is_ok()`. */
function isAsked(call: CallExpr, site: Site, code: Code): boolean {
  const calls = code.program.file(site.file)?.facts.calls ?? [];
  return calls.some(
    ({ call: { callee } }) =>
      callee.kind === 'member' && callee.object === call && ASKS.test(callee.name),
  );
}

function bareName(name: string): string {
  return name.slice(name.lastIndexOf('\\') + 1);
}

function fallbackOf({ args }: CallExpr, { fallback }: EnvironmentFunction): Expr | null {
  if (fallback === undefined) return null;
  const named = args.find(({ name }) => name !== null && fallback.test(name));
  const second = args[1];
  return named?.value ?? (second?.name === null && !second.spread ? second.value : null);
}

/** All that a callee is called: as imports tell it, and as it is written where nothing of the repository has the name. */
function qualifiedNames(callee: Expr, site: Site, code: Code): readonly string[] {
  const origins = code.resolver
    .origins(callee, site)
    .flatMap((origin) => (origin.kind === 'param' ? givenTo(origin, code) : [origin]));
  if (origins.some(isOwn)) return [];
  const written = dottedName(callee);
  return [
    ...(written === null ? [] : [written]),
    ...origins.flatMap((origin) => {
      const told = nameOf(origin);
      return told === null ? [] : [told];
    }),
  ];
}

/** What calls give for a parameter that is called; one of Go's that nobody gives goes by its name and type. */
function givenTo(param: Extract<Origin, { kind: 'param' }>, code: Code): readonly Origin[] {
  const { file, scope, position } = param;
  const given = code.callers.of(file, scope).flatMap((caller) => {
    const argument = code.callers.argument(file, scope, position, caller);
    return argument === null ? [] : code.resolver.origins(argument, caller.site);
  });
  if (given.length > 0) return given;
  const declared = code.program.file(file)?.index.scope(scope)?.params[position];
  const isGetter =
    /^get_?env$/i.test(declared?.name ?? '') && declared?.type === 'func(string) string';
  return isGetter ? [{ kind: 'external', module: 'os', name: 'Getenv' }] : [param];
}

function isOwn({ kind }: Origin): boolean {
  return kind === 'function' || kind === 'class' || kind === 'instance';
}

function nameOf(origin: Origin): string | null {
  if (origin.kind === 'external') {
    const module = origin.module.replaceAll('::', '.');
    const isWithin = origin.name === '*' || module.endsWith(`.${origin.name}`);
    return isWithin ? module : `${module}.${origin.name}`;
  }
  if (origin.kind !== 'member') return null;
  const object = nameOf(origin.object);
  return object === null ? null : `${object}.${origin.name}`;
}
