import type { Compatibility, Subject } from '../drift/drift.ts';
import type { Location } from '../location.ts';
import type { BudgetKey, BudgetLevel, BudgetOrigin } from '../settings/settings.ts';

/** Which budget gave one key, and where that stands. */
export interface KeySource {
  readonly level: BudgetLevel | 'default';
  /** The endpoint, tag, service or workspace the budget is for; empty for the default. */
  readonly name: string;
  readonly origin: BudgetOrigin;
  /** File and line of the key itself, where a file said it. */
  readonly location: Location | null;
}

/** One key of an effective budget: its value and who said so. */
export interface ResolvedKey<T = number | boolean | string> {
  readonly key: BudgetKey;
  readonly value: T;
  readonly source: KeySource;
}

/** One limit, and how much of it is used. */
export interface LimitUse {
  readonly key:
    | 'max_breaking_changes'
    | 'max_potentially_breaking_changes'
    | 'max_non_breaking_changes';
  readonly limit: number;
  readonly used: number;
  /** Never below zero. */
  readonly left: number;
  readonly exceeded: boolean;
  readonly source: KeySource;
}

/** What the budget says of one subject's introduced drifts. */
export interface Verdict {
  readonly subject: Subject;
  /** `not_judged`: the budget that applies is switched off; `judged_by` says which. */
  readonly status: 'within' | 'exceeded' | 'not_judged';
  /** Counts after `severity_threshold` and `breaking_change_rules` have had their say. */
  readonly counts: Readonly<Record<Compatibility, number>>;
  /** Only limits that are set. */
  readonly limits: readonly LimitUse[];
  /** The budget that decided: the source of the first exceeded limit, else of the most specific key in force. */
  readonly judged_by: KeySource;
  /** Fingerprints of the drifts that were counted, sorted. */
  readonly drifts: readonly string[];
  /** Fingerprints of drifts counted as breaking although their rule does not say so, with the reason. */
  readonly promoted: readonly { readonly fingerprint: string; readonly reason: string }[];
}
