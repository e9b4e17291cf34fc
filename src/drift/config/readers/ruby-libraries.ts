import type { CallExpr } from '../../code/facts.ts';
import { dottedName } from '../../code/facts-index.ts';
import type { Site } from '../../code/program.ts';
import { NamedReads } from '../named-reads.ts';
import type { SettingReader } from '../setting-read.ts';

/** `Dotenv.require_keys("A", "B")`, `Figaro.require_keys("A")`. */
export const rubyLibraries: SettingReader = {
  id: 'ruby-libraries',
  languages: ['ruby'],
  mark: /\b(?:Dotenv|Figaro)\.require_keys\b/,
  find(code) {
    const reads = new NamedReads(code, 'ruby-libraries');
    for (const { path, facts } of code.program.files()) {
      if (facts.language !== 'ruby') continue;
      for (const { call, scope } of facts.calls) take(call, { file: path, scope }, reads);
    }
    return reads.findings();
  },
};

function take({ callee, args }: CallExpr, site: Site, reads: NamedReads): void {
  if (!/^(?:Dotenv|Figaro)\.require_keys$/.test(dottedName(callee) ?? '')) return;
  for (const { value } of args)
    for (const name of value.kind === 'list' ? value.items : [value])
      reads.add(name, site, { at: name, fallback: null });
}
