import type { Expr } from '../../code/facts.ts';
import { lastName } from '../../code/facts-index.ts';
import { importsPackage } from '../../code/uses-package.ts';
import { NamedReads } from '../named-reads.ts';
import type { SettingReader } from '../setting-read.ts';

/** Rust's envconfig: `#[envconfig(from = "DB_HOST", default = "localhost")]`; without it a field goes by its own name. */
export const rustEnvconfig: SettingReader = {
  id: 'rust-envconfig',
  languages: ['rust'],
  mark: /\bEnvconfig\b/,
  find(code) {
    const reads = new NamedReads(code, 'rust-envconfig');
    for (const file of code.program.files()) {
      if (file.facts.language !== 'rust' || !importsPackage(file, /^envconfig\b/)) continue;
      const { scopes, bindings } = file.facts;
      for (const [scope, { kind, decorators }] of scopes.entries()) {
        const isFilled = decorators.some(
          ({ callee, args }) =>
            lastName(callee) === 'derive' &&
            args.some(({ value }) => lastName(value) === 'Envconfig'),
        );
        if (kind !== 'class' || !isFilled) continue;
        for (const field of bindings.filter((one) => one.scope === scope)) {
          const options = field.decorators
            .filter(({ callee }) => lastName(callee) === 'envconfig')
            .flatMap(({ args }) => args);
          if (options.some(({ value }) => lastName(value) === 'nested')) continue;
          const given = (name: string) => options.find((one) => one.name === name)?.value;
          const { line, column } = field;
          const own: Expr = { kind: 'text', value: field.name.toUpperCase(), line, column };
          reads.add(
            given('from') ?? own,
            { file: file.path, scope },
            {
              at: { line, column },
              fallback: given('default') ?? null,
              optional: /^(?:std::option::)?Option\b/.test(field.type ?? ''),
            },
          );
        }
      }
    }
    return reads.findings();
  },
};
