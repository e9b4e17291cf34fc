import type { Code } from '../../code/code.ts';
import type { CallExpr, Expr, MapExpr } from '../../code/facts.ts';
import { lastName } from '../../code/facts-index.ts';
import type { Site, SourceFile } from '../../code/program.ts';
import { importsPackage } from '../../code/uses-package.ts';
import { NamedReads } from '../named-reads.ts';
import type { SettingReader } from '../setting-read.ts';

const URFAVE = /(?:^|\/)urfave\/cli(?:\/v\d+)?$/;
const CLICK = /^(?:click|typer|asyncclick|rich_click)(?:\.|$)/;
/** The structs of flags. */
const FLAGS =
  /^(?:String|Int|Int64|Uint|Uint64|Bool|Float64|Duration|StringSlice|IntSlice|Path|Timestamp|Generic)Flag$/;

/** Options of the command line that variables stand in for: `EnvVars: []string{"PORT"}` of urfave/cli, `envvar="PORT"` of click. */
export const commandLine: SettingReader = {
  id: 'command-line',
  languages: ['go', 'python'],
  mark: /\bEnvVars?\b|\benvvar\b/,
  find(code) {
    const reads = new NamedReads(code, 'command-line');
    for (const file of code.program.files()) {
      if (file.facts.language === 'go' && importsPackage(file, URFAVE))
        takeFlags(file, reads, code);
      if (file.facts.language === 'python' && importsPackage(file, CLICK)) takeOptions(file, reads);
    }
    return reads.findings();
  },
};

function takeFlags(file: SourceFile, reads: NamedReads, code: Code): void {
  const seen = new Set<Expr>();
  const visit = (expr: Expr, scope: number): void => {
    if (seen.has(expr)) return;
    seen.add(expr);
    if (expr.kind === 'list') for (const item of expr.items) visit(item, scope);
    if (expr.kind === 'call') for (const { value } of expr.args) visit(value, scope);
    if (expr.kind !== 'map') return;
    const type = /(\w+)$/.exec(expr.type ?? '')?.[1] ?? '';
    if (FLAGS.test(type)) takeFlag(expr, { file: file.path, scope }, reads, code);
    else for (const { value } of expr.entries) visit(value, scope);
  };
  for (const { value, scope } of file.facts.bindings) if (value !== null) visit(value, scope);
  for (const { value, scope } of file.facts.returns) visit(value, scope);
  for (const { call, scope } of file.facts.calls) visit(call, scope);
}

function takeFlag({ entries }: MapExpr, site: Site, reads: NamedReads, code: Code): void {
  const entry = (name: string): Expr | null =>
    entries.find(({ key }) => key?.kind === 'text' && key.value === name)?.value ?? null;
  const required = entry('Required');
  const optional = !(required?.kind === 'literal' && required.text === 'true');
  const fallback = entry('Value');
  const told = entry('EnvVars') ?? entry('EnvVar') ?? entry('Sources');
  // A function of the program's own makes the names: `EnvVars("AUTH_MODE")` for `APP_AUTH_MODE`.
  const isMade =
    told?.kind === 'call' &&
    code.resolver.origins(told.callee, site).some(({ kind }) => kind === 'function');
  for (const name of isMade && told !== null ? [told] : namesOf(told))
    reads.add(name, site, { at: name, fallback, optional });
}

/** One name, a list of them, `cli.EnvVars("A", "B")`; version 1 has them in one text with commas. */
function namesOf(told: Expr | null): readonly Expr[] {
  if (told === null) return [];
  if (told.kind === 'list') return told.items;
  if (told.kind === 'call') {
    const values = told.args.map(({ value }) => value);
    const callee = lastName(told.callee) ?? '';
    if (/^EnvVars?$/.test(callee)) return values;
    // `cli.NewValueSourceChain(cli.EnvVar("A"), cli.File("b"))` looks into files too.
    if (/^(?:New)?ValueSourceChain$/.test(callee))
      return values.flatMap((one) =>
        one.kind === 'call' && lastName(one.callee) === 'EnvVar' ? namesOf(one) : [],
      );
    return [told];
  }
  if (told.kind !== 'text') return [told];
  return told.value.split(',').map((value): Expr => ({ ...told, value: value.trim() }));
}

/** `@click.option("--port", envvar="PORT", default=80)`, `typer.Option(80, envvar="PORT")`. */
function takeOptions(file: SourceFile, reads: NamedReads): void {
  const { scopes, calls } = file.facts;
  const told = new Map<CallExpr, number>();
  for (const { call, scope } of calls) told.set(call, scope);
  for (const { decorators, parent } of scopes)
    for (const call of decorators) told.set(call, parent ?? 0);
  const taken = new Set<string>();
  for (const [call, scope] of told) {
    if (!/^(?:option|argument|Option|Argument)$/.test(lastName(call.callee) ?? '')) continue;
    const site = { file: file.path, scope };
    const argument = (name: string) => call.args.find((one) => one.name === name)?.value ?? null;
    const first = /^[OA]/.test(lastName(call.callee) ?? '') ? call.args[0] : undefined;
    const isGiven = first?.name === null && first.value.kind !== 'unknown';
    const fallback = argument('default') ?? (isGiven ? (first?.value ?? null) : null);
    const required = argument('required');
    // Typer's `...` says that there is no default.
    const isOpen = first?.value.kind === 'unknown' && first.value.text === '...';
    const optional = !isOpen && !(required?.kind === 'literal' && /^true$/i.test(required.text));
    for (const name of namesOf(argument('envvar'))) {
      const key = `${name.line}:${name.column}`;
      if (taken.has(key)) continue;
      taken.add(key);
      reads.add(name, site, { at: name, fallback, optional });
    }
  }
}
