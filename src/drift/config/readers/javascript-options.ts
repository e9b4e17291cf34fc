import { partsOf } from '../../code/expr-parts.ts';
import type { Expr, FileFacts } from '../../code/facts.ts';
import { NamedReads } from '../named-reads.ts';
import { isConventionalName } from '../setting-name.ts';
import type { SettingReader } from '../setting-read.ts';

const KEY = /^(?:env|envVar|envName|envKey|env_var|envvar)$/;

/**
 * Options of command lines and definitions of settings that name a variable: `{ env: 'APP_PORT', default: 80 }`,
 * `new Option('--port').env('APP_PORT')`. Only names that can hardly be anything else count.
 */
export const javascriptOptions: SettingReader = {
  id: 'javascript-options',
  languages: ['javascript'],
  mark: /\benv(?:Var|Name|Key|_var|var)?['"]?\s*:\s*['"][A-Z]|\.env\(\s*['"][A-Z]/,
  find(code) {
    const reads = new NamedReads(code, 'javascript-options');
    for (const { path, facts } of code.program.files()) {
      if (facts.language !== 'javascript' || isOfConvict(facts)) continue;
      const site = { file: path, scope: 0 };
      for (const { name, fallback } of namedIn(facts))
        reads.add(name, site, { at: name, fallback, optional: true });
    }
    return reads.findings();
  },
};

/** convict's schemas say more, and have a reader of their own. */
function isOfConvict({ imports }: FileFacts): boolean {
  return imports.some(({ module }) => module === 'convict');
}

function namedIn(
  facts: FileFacts,
): readonly { readonly name: Expr; readonly fallback: Expr | null }[] {
  const found: { name: Expr; fallback: Expr | null }[] = [];
  const seen = new Set<Expr>();
  const visit = (expr: Expr | null): void => {
    if (expr === null || seen.has(expr)) return;
    seen.add(expr);
    if (expr.kind === 'map') {
      const at = (wanted: RegExp) =>
        expr.entries.find(({ key }) => key?.kind === 'text' && wanted.test(key.value))?.value;
      const name = at(KEY);
      const fallback = at(/^default(?:Value)?$/) ?? null;
      if (name?.kind === 'text' && isConventionalName(name.value)) found.push({ name, fallback });
    } else if (
      expr.kind === 'call' &&
      expr.callee.kind === 'member' &&
      expr.callee.name === 'env'
    ) {
      const name = expr.args[0]?.value;
      if (name?.kind === 'text' && isConventionalName(name.value) && expr.args.length === 1)
        found.push({ name, fallback: null });
    }
    for (const part of partsOf(expr)) visit(part);
  };
  for (const { value } of facts.bindings) visit(value);
  for (const { call } of facts.calls) visit(call);
  for (const { value } of facts.returns) visit(value);
  for (const { value } of facts.exports) visit(value);
  return found;
}
