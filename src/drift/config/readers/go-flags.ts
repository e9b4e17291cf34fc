import type { Code } from '../../code/code.ts';
import type { CallExpr, Expr } from '../../code/facts.ts';
import { lastName } from '../../code/facts-index.ts';
import type { Site, SourceFile } from '../../code/program.ts';
import { importsPackage } from '../../code/uses-package.ts';
import { NamedReads } from '../named-reads.ts';
import type { SettingReader } from '../setting-read.ts';

const FF = /(?:^|\/)peterbourgon\/ff(?:\/v\d+)?$/;
/** Functions of `flag`, and of ff's own sets, that declare a flag. */
const DECLARES =
  /^(?:String|Bool|Int|Int64|Uint|Uint64|Duration|Float64|Text|StringList|StringSet|StringEnum)(?:Var)?(?:Long|Short)?$/;

/** ff: each flag of a program may come from a variable, `-listen-addr` from `APP_LISTEN_ADDR`. */
export const goFlags: SettingReader = {
  id: 'go-flags',
  languages: ['go'],
  mark: /peterbourgon\/ff\b/,
  find(code) {
    const reads = new NamedReads(code, 'go-flags');
    for (const file of code.program.files()) {
      if (file.facts.language !== 'go' || !importsPackage(file, FF)) continue;
      const prefix = prefixOf(file, code);
      if (prefix === null) continue;
      for (const { call, scope } of file.facts.calls)
        takeFlag(call, { file: file.path, scope }, prefix, reads, code);
    }
    return reads.findings();
  },
};

/** `ff.WithEnvVarPrefix("APP")`; empty for `ff.WithEnvVarNoPrefix()`; null where flags come from no variables. */
function prefixOf(file: SourceFile, code: Code): string | null {
  for (const { call, scope } of file.facts.calls) {
    const name = lastName(call.callee) ?? '';
    const [first] = call.args;
    if (name === 'WithEnvVarPrefix' && first !== undefined) {
      const text = code.evaluator.text(first.value, { file: file.path, scope });
      return text === null ? null : `${text.toUpperCase()}_`;
    }
    if (/^WithEnvVar(?:NoPrefix|s)$/.test(name)) return '';
  }
  return null;
}

function takeFlag(call: CallExpr, site: Site, prefix: string, reads: NamedReads, code: Code): void {
  const { callee, args } = call;
  if (callee.kind !== 'member' || !DECLARES.test(callee.name)) return;
  if (!isFlagSet(callee.object, site, code)) return;
  // Before the name there may be what it is stored in, and its short form.
  const at = args.findIndex(({ value }) => value.kind === 'text' && value.value.length > 1);
  const name = args[at]?.value;
  if (name === undefined) return;
  reads.add(name, site, {
    at: callee,
    fallback: args[at + 1]?.value ?? null,
    optional: true,
    rename: (text) => `${prefix}${text.replace(/[-./]/g, '_').toUpperCase()}`,
  });
}

function isFlagSet(object: Expr, site: Site, code: Code): boolean {
  return code.resolver.origins(object, site).some((origin) => {
    if (origin.kind === 'external') return origin.module === 'flag';
    if (origin.kind === 'typed') return /\bFlagSet$/.test(origin.type);
    if (origin.kind === 'param') {
      const file = code.program.file(origin.file);
      const type = file?.index.scope(origin.scope)?.params[origin.position]?.type ?? '';
      return /\bFlagSet$/.test(type);
    }
    return (
      origin.kind === 'call' &&
      /^New(?:FlagSet|Set)$|^NewFlagSet\w*$/.test(lastName(origin.call.callee) ?? '')
    );
  });
}
