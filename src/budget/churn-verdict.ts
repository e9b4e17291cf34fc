import type { OperationRef } from '../drift/drift.ts';
import type { BudgetLevel } from '../settings/settings.ts';
import type { KeySource } from './verdict.ts';

/**
 * Why a churn budget was not judged: it is switched off; nothing was recorded to compare with; no operation is in its
 * pool; or there were no fields at the start of the window, so that no share of them can be given.
 */
export const NOT_JUDGED_REASONS = [
  'switched_off',
  'no_history',
  'no_operations',
  'no_fields_at_start',
] as const;
export type NotJudgedReason = (typeof NOT_JUDGED_REASONS)[number];

/** How many fields of one endpoint changed within the window. */
export interface EndpointChurn extends OperationRef {
  readonly service: string | null;
  readonly fields_changed: number;
}

/** What one churn budget says of the fields that changed within its window. */
export interface ChurnVerdict {
  readonly level: BudgetLevel | 'default';
  /** The endpoint, tag, service or workspace the budget is for; empty for the default: the whole repository. */
  readonly name: string;
  readonly status: 'within' | 'exceeded' | 'not_judged';
  /** Null unless it was not judged. */
  readonly reason: NotJudgedReason | null;
  /** `max_field_churn_percent`. */
  readonly limit: number;
  /** Percent of the fields at the start, rounded to tenths without changing sides of the limit; null where there is none. */
  readonly used: number | null;
  /** Percent; never below zero; null where `used` is. */
  readonly left: number | null;
  /** Fields added, removed or changed within the window, each counted once. */
  readonly fields_changed: number;
  /** Those of them that head changes and nothing before it did: none means that head does not add to the churn. */
  readonly fields_changed_by_head: number;
  readonly fields_at_start: number;
  readonly window_days: number;
  /** When the recorded state that counts as the start was recorded (ISO time); null where nothing is. */
  readonly since: string | null;
  /** Whether what is recorded reaches less far back than the window. */
  readonly is_shortened: boolean;
  /** Which budget set the limit; where it is switched off, who did. */
  readonly source: KeySource;
  /** The most changed first, a few at most. */
  readonly most_changed: readonly EndpointChurn[];
}
