import type { Code } from '../../code/code.ts';
import type { CallExpr, Expr, Place } from '../../code/facts.ts';
import { lastName } from '../../code/facts-index.ts';
import type { Site } from '../../code/program.ts';
import { NamedReads } from '../named-reads.ts';
import { isUpperName } from '../setting-name.ts';
import type { SettingReader } from '../setting-read.ts';

/** What an application's settings are usually called (`IConfiguration`). */
const CONFIGURATION = /^_?(?:app)?config(?:uration)?$/i;
/** Files that the host reads by itself. */
const SETTINGS_FILE = /^appsettings(?:\.[\w-]+)?\.json$/i;

/** A key that is read of a configuration. */
interface KeyRead {
  readonly key: Expr;
  readonly fallback: Expr | null;
  /** The section that a method means by itself. */
  readonly section?: string;
  /** Whether it may be a section, which is no variable itself. */
  readonly isSection?: boolean;
}

/**
 * .NET's `IConfiguration`: `configuration["A:B"]`, `GetValue<int>("A:B", 5)`, `GetSection("A:B")`,
 * `GetConnectionString("Main")`. Variables have `__` for the colon (".NET configuration providers", "Environment
 * variable configuration provider").
 */
export const dotnetConfiguration: SettingReader = {
  id: 'dotnet-configuration',
  languages: ['csharp'],
  mark: /\b_?(?:app)?config(?:uration)?\s*\??(?:\[|\.\s*Get)/i,
  find(code) {
    const reads = new NamedReads(code, 'dotnet-configuration');
    const isSet = settingsFiles(code);
    const prefixes = prefixesOf(code);
    for (const { path, facts } of code.program.files()) {
      if (facts.language !== 'csharp') continue;
      const take = (told: KeyRead, at: Place, scope: number) => {
        for (const prefix of prefixes)
          add(
            told,
            at,
            { file: path, scope },
            { reads, isSet, prefix, isOne: prefixes.length === 1 },
            code,
          );
      };
      for (const { object, name, scope, fallback, at } of facts.accesses) {
        const outer = sectionOf(object, { file: path, scope }, code);
        if (name === null || outer === null) continue;
        take({ key: name, fallback, section: outer === '' ? '' : `${outer}:` }, at, scope);
      }
      for (const { call, scope } of facts.calls) {
        const told = keyRead(call, { file: path, scope }, code);
        if (told !== null) take(told, call.callee, scope);
      }
    }
    return reads.findings();
  },
};

/** Whether an expression is a configuration, as its name tells. */
export function isConfiguration(object: Expr): boolean {
  return CONFIGURATION.test(lastName(object) ?? '');
}

/** Whether the files of settings have a key, by its last part: those of the host say the values beside the variables. */
export function settingsFiles(code: Code): (key: string) => boolean {
  const texts: string[] = [];
  for (const folder of code.program.folders()) {
    for (const path of code.program.filesIn(folder)) {
      if (!SETTINGS_FILE.test(path.slice(path.lastIndexOf('/') + 1))) continue;
      const text = code.program.text(path);
      if (text !== null) texts.push(text.toLowerCase());
    }
  }
  return (key) => {
    const last = key.slice(key.lastIndexOf(':') + 1).toLowerCase();
    return texts.some((text) => text.includes(`"${last}"`) || text.includes(`:${last}"`));
  };
}

/** The section that an expression is, with colons between its parts; empty for the configuration itself, else null. */
export function sectionOf(expr: Expr, site: Site, code: Code): string | null {
  if (isConfiguration(expr)) return '';
  for (const origin of code.resolver.origins(expr, site)) {
    const call = origin.kind === 'call' ? origin.call : null;
    const callee = call?.callee;
    const key = call?.args[0]?.value;
    if (origin.kind !== 'call' || callee?.kind !== 'member' || key === undefined) continue;
    if (!/^Get(?:Required)?Section$/.test(callee.name)) continue;
    const inner = { file: origin.file, scope: origin.scope };
    const outer = sectionOf(callee.object, inner, code);
    const text = code.evaluator.text(key, inner);
    if (outer !== null && text !== null) return outer === '' ? text : `${outer}:${text}`;
  }
  return null;
}

function keyRead({ callee, args }: CallExpr, site: Site, code: Code): KeyRead | null {
  const [key, second] = args;
  if (callee.kind !== 'member' || key === undefined) return null;
  const outer = sectionOf(callee.object, site, code);
  if (outer === null) return null;
  const within = outer === '' ? {} : { section: `${outer}:` };
  // A generic method's name may be told with its types.
  switch (callee.name.replace(/<.*$/s, '')) {
    case 'GetValue':
      return { key: key.value, fallback: second?.value ?? null, ...within };
    case 'GetConnectionString':
      return { key: key.value, fallback: null, section: 'ConnectionStrings:' };
    case 'GetSection':
    case 'GetRequiredSection':
      return { key: key.value, fallback: null, isSection: true, ...within };
    default:
      return null;
  }
}

/** What the names of variables begin with: `AddEnvironmentVariables(prefix: "SHOP_")`; a host's own begin with nothing. */
function prefixesOf(code: Code): readonly string[] {
  const found = new Set<string>();
  let isWithout = false;
  for (const { path, facts } of code.program.files()) {
    if (facts.language !== 'csharp') continue;
    for (const { call, scope } of facts.calls) {
      const name = lastName(call.callee) ?? '';
      if (/^(?:CreateBuilder|CreateDefaultBuilder|CreateApplicationBuilder)$/.test(name))
        isWithout = true;
      if (name !== 'AddEnvironmentVariables') continue;
      const [first] = call.args.slice(call.callee.kind === 'member' ? 0 : 1);
      const text =
        first === undefined ? '' : code.evaluator.text(first.value, { file: path, scope });
      if (text === '') isWithout = true;
      else if (text !== null) found.add(text);
    }
  }
  return isWithout || found.size === 0 ? ['', ...found] : [...found];
}

function add(
  { key, fallback, section = '', isSection = false }: KeyRead,
  at: Place,
  site: Site,
  {
    reads,
    isSet,
    prefix,
    isOne,
  }: {
    readonly reads: NamedReads;
    readonly isSet: (key: string) => boolean;
    readonly prefix: string;
    /** Whether no name has another prefix. */
    readonly isOne: boolean;
  },
  code: Code,
): void {
  const text = code.evaluator.text(key, site);
  // Keys that are put together while the program runs are keys of files nearly always.
  if (text === null) return;
  const whole = `${section}${text}`;
  const isInFile = isSet(whole);
  const isPlain = !whole.includes(':') && !isUpperName(whole);
  reads.add(key, site, {
    at,
    fallback,
    optional: isSection || isInFile,
    overridable: isSection || isInFile || isPlain || (prefix !== '' && !isOne),
    rename: () => prefix + whole.replaceAll(':', '__'),
  });
}
