import type { Code } from '../../code/code.ts';
import type { Expr } from '../../code/facts.ts';
import { lastName } from '../../code/facts-index.ts';
import type { Site } from '../../code/program.ts';
import { NamedReads } from '../named-reads.ts';
import type { SettingReader } from '../setting-read.ts';
import { member } from './schema-uses.ts';

/** Objects within objects are followed so far. */
const MAX_DEPTH = 4;

/**
 * Nuxt: each key of `runtimeConfig` has a variable, `NUXT_PUBLIC_API_BASE` for `public.apiBase` ("Runtime Config",
 * "Environment Variables"). The file says a value too, so one counts where something tells of it.
 */
export const nuxt: SettingReader = {
  id: 'nuxt',
  languages: ['javascript'],
  mark: /\bdefineNuxtConfig\b/,
  find(code) {
    const reads = new NamedReads(code, 'nuxt');
    for (const { path, facts } of code.program.files()) {
      if (facts.language !== 'javascript') continue;
      for (const { call, scope } of facts.calls) {
        const [options] = call.args;
        if (lastName(call.callee) !== 'defineNuxtConfig' || options === undefined) continue;
        const site = { file: path, scope };
        for (const { schema, site: at } of member(options.value, /^runtimeConfig$/, site, code))
          take(schema, at, 'NUXT', reads, code, 0);
      }
    }
    return reads.findings();
  },
};

function take(
  expr: Expr,
  site: Site,
  prefix: string,
  reads: NamedReads,
  code: Code,
  depth: number,
): void {
  if (expr.kind !== 'map' || depth > MAX_DEPTH) return;
  for (const { key, value } of expr.entries) {
    const text = key === null ? null : code.evaluator.text(key, site);
    if (key === null || text === null) continue;
    const name = `${prefix}_${text.replace(/([a-z0-9])([A-Z])/g, '$1_$2').toUpperCase()}`;
    const { line, column } = key;
    if (value.kind === 'map') take(value, site, name, reads, code, depth + 1);
    else
      reads.add({ kind: 'text', value: name, line, column }, site, {
        at: { line, column },
        fallback: value.kind === 'text' && value.value !== '' ? value : null,
        optional: true,
        overridable: true,
      });
  }
}
