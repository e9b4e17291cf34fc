import type { Code } from '../code/code.ts';
import type { CallExpr, Expr, LanguageId } from '../code/facts.ts';
import type { Site } from '../code/program.ts';
import { Fallbacks } from './fallbacks.ts';
import { NamedReads, type Reading } from './named-reads.ts';
import type { SettingFindings } from './setting-read.ts';

/** A call that reads a setting. */
export interface ReadingCall extends Pick<Reading, 'optional' | 'rename' | 'overridable'> {
  readonly name: Expr;
  /** A fallback among the arguments; null for none. What stands beside the call (`|| 'x'`) is found without. */
  readonly fallback: Expr | null;
}

/**
 * The reads among the calls of some languages: what `tell` answers for each. The frame of most readers: a language's
 * plain access, a library's functions.
 */
export function readsOfCalls(
  code: Code,
  reader: string,
  languages: readonly LanguageId[],
  tell: (call: CallExpr, site: Site) => ReadingCall | null,
): SettingFindings {
  const reads = new NamedReads(code, reader);
  for (const { path, facts } of code.program.files()) {
    if (!languages.includes(facts.language)) continue;
    let fallbacks: Fallbacks | undefined;
    for (const { call, scope, asked } of facts.calls) {
      const site = { file: path, scope };
      const told = tell(call, site);
      if (told === null) continue;
      fallbacks ??= new Fallbacks(facts);
      const fallback = told.fallback ?? fallbacks.of(call);
      const optional = told.optional === true || asked === true;
      reads.add(told.name, site, { ...told, optional, at: call.callee, fallback });
    }
  }
  return reads.findings();
}
