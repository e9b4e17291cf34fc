import { atLeastAsSevere, type Compatibility, type Drift, type Severity } from '../drift/drift.ts';
import type { BreakingChangeRule } from '../settings/settings.ts';

/** How a drift is counted. `reason` says why it counts as breaking although its rule does not say so. */
export interface Classification {
  readonly counted_as: Compatibility;
  readonly reason: string | null;
}

/**
 * What a drift is counted as: breaking when its rule says so, when its severity reaches the threshold
 * of the budget in force, or when any enabled breaking-change rule matches; otherwise what its rule says.
 */
export function classify(
  drift: Pick<Drift, 'compatibility' | 'severity' | 'mismatch_type'>,
  threshold: Severity | undefined,
  rules: readonly BreakingChangeRule[],
): Classification {
  if (drift.compatibility === 'definitely_breaking') {
    return { counted_as: 'definitely_breaking', reason: null };
  }
  const reason = thresholdReason(drift.severity, threshold) ?? ruleReason(drift, rules);
  return reason === undefined
    ? { counted_as: drift.compatibility, reason: null }
    : { counted_as: 'definitely_breaking', reason };
}

function thresholdReason(severity: Severity, threshold: Severity | undefined): string | undefined {
  if (threshold === undefined || !atLeastAsSevere(severity, threshold)) return undefined;
  return `its severity ${severity} reaches the severity_threshold ${threshold}`;
}

function ruleReason(
  drift: Pick<Drift, 'severity' | 'mismatch_type'>,
  rules: readonly BreakingChangeRule[],
): string | undefined {
  for (const rule of rules) {
    if (!rule.enabled) continue;
    if (rule.type === 'mismatch_type') {
      if (rule.mismatch_type === drift.mismatch_type) {
        return `breaking_change_rules counts the mismatch type ${drift.mismatch_type} as breaking`;
      }
    } else if (
      rule.include_higher
        ? atLeastAsSevere(drift.severity, rule.severity)
        : drift.severity === rule.severity
    ) {
      const bound = rule.include_higher ? `${rule.severity} and higher` : rule.severity;
      return `breaking_change_rules counts the severity ${bound} as breaking, and its severity is ${drift.severity}`;
    }
  }
  return undefined;
}
