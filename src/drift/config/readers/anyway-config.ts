import type { CallExpr, Expr } from '../../code/facts.ts';
import { lastName } from '../../code/facts-index.ts';
import type { SourceFile } from '../../code/program.ts';
import { NamedReads } from '../named-reads.ts';
import type { SettingReader } from '../setting-read.ts';

/** anyway_config of Ruby: each attribute of a class of settings, behind the name of the class or `env_prefix`. */
export const anywayConfig: SettingReader = {
  id: 'anyway-config',
  languages: ['ruby'],
  mark: /\bAnyway::Config\b|\battr_config\b/,
  find(code) {
    const reads = new NamedReads(code, 'anyway-config');
    for (const file of code.program.files()) {
      if (file.facts.language !== 'ruby') continue;
      for (const [scope, { kind }] of file.facts.scopes.entries())
        if (kind === 'class') takeClass(file, scope, reads);
    }
    return reads.findings();
  },
};

function takeClass(file: SourceFile, scope: number, reads: NamedReads): void {
  const calls = file.facts.calls.filter((one) => one.scope === scope).map(({ call }) => call);
  const named = (name: string): CallExpr | undefined =>
    calls.find(({ callee }) => lastName(callee) === name);
  const text = (call: CallExpr | undefined): string | null => {
    const value = call?.args[0]?.value;
    return value?.kind === 'text' ? value.value : null;
  };
  const own = file.index.scope(scope)?.name?.replace(/Config$/, '') ?? '';
  const name = text(named('env_prefix')) ?? text(named('config_name')) ?? own;
  const prefix = name.replace(/([a-z0-9])([A-Z])/g, '$1_$2').toUpperCase();
  const required = new Set(
    calls
      .filter(({ callee }) => lastName(callee) === 'required')
      .flatMap(({ args }) =>
        args.flatMap(({ value }) => (value.kind === 'text' ? value.value : [])),
      ),
  );
  for (const { callee, args } of calls) {
    if (lastName(callee) !== 'attr_config' || prefix === '') continue;
    for (const { name: key, value } of args) {
      const attribute = key ?? (value.kind === 'text' ? value.value : null);
      if (attribute === null) continue;
      const { line, column } = value;
      const variable: Expr = {
        kind: 'text',
        value: `${prefix}_${attribute.toUpperCase()}`,
        line,
        column,
      };
      reads.add(
        variable,
        { file: file.path, scope },
        {
          at: { line, column },
          fallback: key === null ? null : value,
          optional: !required.has(attribute),
        },
      );
    }
  }
}
