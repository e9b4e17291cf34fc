import type { Code } from '../../code/code.ts';
import type { CallExpr, Expr, LanguageId } from '../../code/facts.ts';
import { dottedName } from '../../code/facts-index.ts';
import type { Site } from '../../code/program.ts';
import { NamedReads } from '../named-reads.ts';
import { isUpperName } from '../setting-name.ts';
import type { SettingReader } from '../setting-read.ts';

/** Functions that put variables into a text, by their languages. */
const EXPANDS: Readonly<Partial<Record<LanguageId, RegExp>>> = {
  go: /^os\.ExpandEnv$/,
  python: /^(?:os\.)?path\.expandvars$|^expandvars$/,
  csharp: /(?:^|\.)Environment\.ExpandEnvironmentVariables$/,
  rust: /^shellexpand\.(?:env|full)$/,
};
const VARIABLE = /\$\{?([A-Za-z_]\w*)|%([A-Za-z_]\w*)%/g;

/** Texts with variables in them: `os.ExpandEnv("${DATA}/x")`, `os.path.expandvars("$DATA/x")`. */
export const expandedTexts: SettingReader = {
  id: 'expanded-texts',
  languages: ['go', 'python', 'csharp', 'rust'],
  mark: /\b(?:ExpandEnv|expandvars|ExpandEnvironmentVariables|shellexpand)\b/,
  find(code) {
    const reads = new NamedReads(code, 'expanded-texts');
    for (const { path, facts } of code.program.files()) {
      const expands = EXPANDS[facts.language];
      if (expands === undefined) continue;
      for (const { call, scope } of facts.calls) {
        if (expands.test(dottedName(call.callee) ?? ''))
          take(call, { file: path, scope }, reads, code);
      }
    }
    return reads.findings();
  },
};

function take({ callee, args }: CallExpr, site: Site, reads: NamedReads, code: Code): void {
  const [first] = args;
  const text = first === undefined ? null : code.evaluator.text(first.value, site);
  for (const match of text?.matchAll(VARIABLE) ?? []) {
    const value = match[1] ?? match[2] ?? '';
    const { line, column } = callee;
    const name: Expr = { kind: 'text', value, line, column };
    if (isUpperName(value)) reads.add(name, site, { at: callee, fallback: null });
  }
}
