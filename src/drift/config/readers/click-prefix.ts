import type { Code } from '../../code/code.ts';
import type { CallExpr, Expr, Scope } from '../../code/facts.ts';
import { lastName } from '../../code/facts-index.ts';
import type { Site, SourceFile } from '../../code/program.ts';
import { importsPackage } from '../../code/uses-package.ts';
import { NamedReads } from '../named-reads.ts';
import type { SettingReader } from '../setting-read.ts';

const CLICK = /^(?:click|typer|asyncclick|rich_click)(?:\.|$)/;
const PREFIX = 'auto_envvar_prefix';
/** Groups within groups are followed so far. */
const MAX_DEPTH = 8;

/** A command or group: the function that is one, and what it is called. */
interface Command {
  readonly file: SourceFile;
  readonly scope: number;
  readonly declared: Scope;
  readonly name: string;
}

/**
 * click's `auto_envvar_prefix="APP"`: each option has a variable, `APP_SERVE_LOG_LEVEL` for `--log-level` of the command
 * `serve` ("Values from Environment Variables"). An option with `envvar=` has that one.
 */
export const clickPrefix: SettingReader = {
  id: 'click-prefix',
  languages: ['python'],
  mark: /\bauto_envvar_prefix\b|\b(?:import|from)\s+(?:click|asyncclick|rich_click)\b/,
  find(code) {
    const reads = new NamedReads(code, 'click-prefix');
    const commands = commandsOf(code);
    if (commands.size === 0) return reads.findings();
    const children = childrenOf(commands, code);
    for (const { key, prefix } of rootsOf(commands, code))
      take(key, prefix, commands, children, reads, 0);
    return reads.findings();
  },
};

function commandsOf(code: Code): ReadonlyMap<string, Command> {
  const found = new Map<string, Command>();
  for (const file of code.program.files()) {
    if (file.facts.language !== 'python' || !importsPackage(file, CLICK)) continue;
    for (const [scope, declared] of file.facts.scopes.entries()) {
      const own = declared.decorators.find(isCommand);
      if (own === undefined || declared.name === null) continue;
      const given = own.args.find(({ name }) => name === null || name === 'name')?.value;
      const name = given?.kind === 'text' ? given.value : declared.name;
      found.set(`${file.path}#${scope}`, { file, scope, declared, name });
    }
  }
  return found;
}

function isCommand({ callee }: CallExpr): boolean {
  return /^(?:command|group)$/.test(lastName(callee) ?? '');
}

/** Which commands stand below which: `@group.command()`, `group.add_command(command)`. */
function childrenOf(
  commands: ReadonlyMap<string, Command>,
  code: Code,
): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  const put = (parent: Expr, child: readonly string[], site: Site) => {
    for (const key of functionsOf(parent, site, code)) {
      if (commands.has(key)) found.set(key, [...(found.get(key) ?? []), ...child]);
    }
  };
  for (const [key, { file, declared }] of commands) {
    const callee = declared.decorators.find(isCommand)?.callee;
    const site = { file: file.path, scope: declared.parent ?? 0 };
    if (callee?.kind === 'member') put(callee.object, [key], site);
  }
  for (const file of code.program.files()) {
    if (file.facts.language !== 'python') continue;
    for (const { call, scope } of file.facts.calls) {
      const child = call.args[0]?.value;
      if (call.callee.kind !== 'member' || call.callee.name !== 'add_command') continue;
      const site = { file: file.path, scope };
      if (child !== undefined) put(call.callee.object, functionsOf(child, site, code), site);
    }
  }
  return found;
}

function functionsOf(expr: Expr, site: Site, code: Code): readonly string[] {
  return code.resolver
    .origins(expr, site)
    .flatMap((origin) => (origin.kind === 'function' ? [`${origin.file}#${origin.scope}`] : []));
}

/** The commands that have a prefix: by what they are called with, or by their settings. */
function rootsOf(
  commands: ReadonlyMap<string, Command>,
  code: Code,
): readonly { readonly key: string; readonly prefix: string }[] {
  const found: { key: string; prefix: string }[] = [];
  const add = (keys: readonly string[], value: Expr | undefined, site: Site) => {
    const prefix = value === undefined ? null : code.evaluator.text(value, site);
    if (prefix !== null) found.push(...keys.map((key) => ({ key, prefix })));
  };
  for (const [key, { file, declared }] of commands) {
    const site = { file: file.path, scope: declared.parent ?? 0 };
    for (const { args } of declared.decorators.filter(isCommand)) {
      const settings = args.find(({ name }) => name === 'context_settings')?.value;
      if (settings !== undefined) add([key], memberOf(settings, site, code), site);
    }
  }
  for (const file of code.program.files()) {
    if (file.facts.language !== 'python') continue;
    for (const { call, scope } of file.facts.calls) {
      const value = call.args.find(({ name }) => name === PREFIX)?.value;
      const site = { file: file.path, scope };
      if (value !== undefined) add(functionsOf(call.callee, site, code), value, site);
    }
  }
  return found;
}

/** `{"auto_envvar_prefix": "APP"}` or `dict(auto_envvar_prefix="APP")`. */
function memberOf(settings: Expr, site: Site, code: Code): Expr | undefined {
  for (const origin of code.resolver.origins(settings, site)) {
    if (origin.kind === 'call') {
      const own = origin.call.args.find(({ name }) => name === PREFIX);
      if (own !== undefined) return own.value;
    }
    if (origin.kind !== 'value' || origin.expr.kind !== 'map') continue;
    const own = origin.expr.entries.find(({ key }) => key?.kind === 'text' && key.value === PREFIX);
    if (own !== undefined) return own.value;
  }
  return undefined;
}

function take(
  key: string,
  prefix: string,
  commands: ReadonlyMap<string, Command>,
  children: ReadonlyMap<string, readonly string[]>,
  reads: NamedReads,
  depth: number,
): void {
  const command = commands.get(key);
  if (command === undefined || depth > MAX_DEPTH) return;
  const site = { file: command.file.path, scope: command.declared.parent ?? 0 };
  for (const { callee, args, line, column } of command.declared.decorators) {
    if (lastName(callee) !== 'option' || args.some(({ name }) => name === 'envvar')) continue;
    const name = optionName(args.flatMap((one) => (one.name === null ? [one.value] : [])));
    if (name === null) continue;
    const argument = (wanted: string) => args.find((one) => one.name === wanted)?.value ?? null;
    const required = argument('required');
    const at = { line, column };
    reads.add({ kind: 'text', value: `${prefix}_${upper(name)}`, ...at }, site, {
      at,
      fallback: argument('default'),
      optional: !(required?.kind === 'literal' && /^true$/i.test(required.text)),
    });
  }
  for (const child of new Set(children.get(key))) {
    const name = commands.get(child)?.name;
    if (name !== undefined && child !== key)
      take(child, `${prefix}_${upper(name)}`, commands, children, reads, depth + 1);
  }
}

/** What click calls an option: a name without dashes, or the first of the longest forms ("Name Your Options"). */
function optionName(declarations: readonly Expr[]): string | null {
  const texts = declarations.flatMap((one) => (one.kind === 'text' ? [one.value] : []));
  const plain = texts.find((text) => /^[A-Za-z_]\w*$/.test(text));
  if (plain !== undefined) return plain;
  const forms = texts.map((text) => text.split('/')[0]?.trim() ?? '');
  const long = forms.find((text) => text.startsWith('--')) ?? forms[0];
  return long === undefined ? null : long.replace(/^-+/, '').replaceAll('-', '_');
}

function upper(name: string): string {
  return name.replaceAll('-', '_').toUpperCase();
}
