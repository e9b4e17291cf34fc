import type { Code } from '../../code/code.ts';
import type { Expr } from '../../code/facts.ts';
import { lastName } from '../../code/facts-index.ts';
import type { Site } from '../../code/program.ts';
import { NamedReads } from '../named-reads.ts';
import type { SettingReader } from '../setting-read.ts';

const MAX_DEPTH = 12;

/** convict: `convict({ port: { format: 'port', default: 8080, env: 'PORT' } })`, nested as deep as wanted. */
export const convict: SettingReader = {
  id: 'convict',
  languages: ['javascript'],
  mark: /\bconvict\b/,
  find(code) {
    const reads = new NamedReads(code, 'convict');
    for (const { path, facts } of code.program.files()) {
      if (facts.language !== 'javascript') continue;
      for (const { call, scope } of facts.calls) {
        const [schema] = call.args;
        if (schema === undefined || lastName(call.callee) !== 'convict') continue;
        takeEntries(schema.value, { file: path, scope }, reads, code, 0);
      }
    }
    return reads.findings();
  },
};

function takeEntries(expr: Expr, site: Site, reads: NamedReads, code: Code, depth: number): void {
  if (depth > MAX_DEPTH) return;
  for (const origin of code.resolver.origins(expr, site)) {
    if (origin.kind !== 'value' || origin.expr.kind !== 'map') continue;
    const inner = { file: origin.file, scope: origin.scope };
    const named = (name: string) =>
      origin.expr.kind === 'map'
        ? origin.expr.entries.find(({ key }) => key?.kind === 'text' && key.value === name)?.value
        : undefined;
    const name = named('env');
    if (name !== undefined && name.kind !== 'map') {
      const fallback = named('default');
      const isNothing = fallback?.kind === 'literal' && fallback.type === 'null';
      reads.add(name, inner, { at: name, fallback: isNothing ? null : (fallback ?? null) });
      continue;
    }
    for (const { value } of origin.expr.entries) takeEntries(value, inner, reads, code, depth + 1);
  }
}
