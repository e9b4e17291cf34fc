import { lastName } from '../../code/facts-index.ts';
import { importsPackage } from '../../code/uses-package.ts';
import { NamedReads } from '../named-reads.ts';
import { isUpperName } from '../setting-name.ts';
import type { SettingReader } from '../setting-read.ts';

/** `${env:NAME}`, and `${NAME:-default}`, which is looked for in the environment last ("Variable Interpolation"). */
const PLACEHOLDER = /\$\{(env:)?([A-Za-z_]\w*)(?::-([^{}$]*))?\}/g;

/** picocli: variables in the texts of options, `@Option(names = "-q", defaultValue = "${env:QUEUE}")`. */
export const picocli: SettingReader = {
  id: 'picocli',
  languages: ['java', 'kotlin'],
  mark: /\bpicocli\b/,
  find(code) {
    const reads = new NamedReads(code, 'picocli');
    for (const file of code.program.files()) {
      if (!importsPackage(file, /^picocli\b/)) continue;
      for (const { scope, decorators } of file.facts.bindings) {
        const site = { file: file.path, scope };
        for (const { callee, args } of decorators) {
          if (!/^(?:Option|Parameters)$/.test(lastName(callee) ?? '')) continue;
          const value = args.find(({ name }) => name === 'defaultValue')?.value;
          const text = value === undefined ? null : code.evaluator.text(value, site);
          for (const [, isEnv, name = '', fallback] of text?.matchAll(PLACEHOLDER) ?? []) {
            if (isEnv === undefined && !isUpperName(name)) continue;
            const at = { line: callee.line, column: callee.column };
            const standing = fallback === undefined ? null : { value: fallback, ...at };
            reads.add({ kind: 'text', value: name, ...at }, site, {
              at,
              fallback: standing === null ? null : { kind: 'text', ...standing },
              optional: true,
            });
          }
        }
      }
    }
    return reads.findings();
  },
};
