import type { Compatibility, Severity } from '../../drift.ts';
import type { Rule } from '../../rule.ts';

/** A rule as the catalogue declares it; the id is its key there. */
export type RuleEntry = Omit<Rule, 'id' | 'area' | 'severity'> & {
  /** Only where it is not the one that goes with the compatibility. */
  readonly severity?: Severity;
};

/** The severity that goes with a compatibility where a rule names none. */
export const USUAL_SEVERITY: Readonly<Record<Compatibility, Severity>> = {
  definitely_breaking: 'high',
  potentially_breaking: 'medium',
  non_breaking: 'info',
};

/** Makes full rules of catalogue entries. */
export function rulesOf(entries: Readonly<Record<string, RuleEntry>>): Rule[] {
  return Object.entries(entries).map(([id, entry]) => ({
    ...entry,
    id,
    area: 'contract',
    severity: entry.severity ?? USUAL_SEVERITY[entry.compatibility],
  }));
}
