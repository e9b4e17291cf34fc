import type { Binding, CallExpr, Expr } from '../../code/facts.ts';
import { dottedName, lastName } from '../../code/facts-index.ts';
import type { Site, SourceFile } from '../../code/program.ts';
import { NamedReads } from '../named-reads.ts';
import type { SettingReader } from '../setting-read.ts';

/** clap and structopt: `#[arg(env = "PORT", default_value = "80")]`, `#[arg(env)]`, `Arg::new("port").env("PORT")`. */
export const clap: SettingReader = {
  id: 'clap',
  languages: ['rust'],
  mark: /\b(?:arg|clap|structopt)\s*\([^\]]*\benv\b|\.env\(/,
  find(code) {
    const reads = new NamedReads(code, 'clap');
    for (const file of code.program.files()) {
      if (file.facts.language !== 'rust') continue;
      for (const binding of file.facts.bindings) takeField(binding, file, reads);
      takeBuilt(file, reads);
    }
    return reads.findings();
  },
};

function takeField(field: Binding, file: SourceFile, reads: NamedReads): void {
  const site = { file: file.path, scope: field.scope };
  const options = field.decorators
    .filter(({ callee }) => /^(?:arg|clap|structopt)$/.test(lastName(callee) ?? ''))
    .flatMap(({ args }) => args);
  const { line, column } = field;
  const named = options.find(({ name }) => name === 'env')?.value;
  const isBare = options.some(
    ({ name, value }) => name === null && value.kind === 'name' && value.name === 'env',
  );
  if (named === undefined && !isBare) return;
  const own: Expr = { kind: 'text', value: field.name.toUpperCase(), line, column };
  const fallback = options.find(({ name }) => /^default_value/.test(name ?? ''))?.value ?? null;
  reads.add(named ?? own, site, {
    at: field,
    fallback,
    optional: /^(?:Option|Vec|bool)\b/.test(field.type ?? '') || hasDefault(options),
  });
}

function hasDefault(options: CallExpr['args']): boolean {
  return options.some(({ value }) => value.kind === 'name' && /^default_value/.test(value.name));
}

/** `Arg::new("port").long("port").env("PORT").default_value("80")`: all links of a chain are calls of their own. */
function takeBuilt({ path, facts }: SourceFile, reads: NamedReads): void {
  for (const { call, scope } of facts.calls) {
    const [name] = call.args;
    if (lastName(call.callee) !== 'env' || name === undefined || !isOfArgument(call)) continue;
    const links = facts.calls.map((one) => one.call).filter((one) => isInChain(call, one));
    const fallback = links.find(({ callee }) => /^default_value/.test(lastName(callee) ?? ''));
    const isRequired = links.some(({ callee }) => lastName(callee) === 'required');
    const site: Site = { file: path, scope };
    reads.add(name.value, site, {
      at: call.callee,
      fallback: fallback?.args[0]?.value ?? null,
      optional: !isRequired,
    });
  }
}

/** Whether a chain begins with clap's `Arg`. */
function isOfArgument(call: CallExpr): boolean {
  let at: Expr = call;
  while (at.kind === 'call' && at.callee.kind === 'member' && at.callee.object.kind === 'call')
    at = at.callee.object;
  return at.kind === 'call' && /(?:^|\.)Arg\.(?:new|with_name)$/.test(dottedName(at.callee) ?? '');
}

/** Whether a call is a link of the chain that another one is in, before or behind it. */
function isInChain(call: CallExpr, other: CallExpr): boolean {
  return isBehind(call, other) || isBehind(other, call);
}

function isBehind(first: CallExpr, call: CallExpr): boolean {
  for (let at: Expr = call; at.kind === 'call' && at.callee.kind === 'member'; ) {
    at = at.callee.object;
    if (at === first) return true;
  }
  return false;
}
