import type { Verdict } from '../budget/verdict.ts';
import type { Compatibility, Drift } from '../drift/drift.ts';
import type { Problem } from '../problem.ts';

/** What set an audit off. */
export type Trigger = 'pull_request' | 'push' | 'schedule' | 'manual' | 'sync';

/** How many drifts there are, by compatibility. */
export type DriftCounts = Readonly<Record<Compatibility, number>>;

/** What one area found between base and head. */
export interface AreaReport {
  /** Introduced drifts in report order (see `compareDrifts`). */
  readonly changes: readonly Drift[];
  readonly summary: DriftCounts;
  readonly problems: readonly Problem[];
  /** Files that were compared, sorted: what "nothing found" speaks of. */
  readonly checked: readonly string[];
}

/**
 * The outcome in one word: `exceeded` when a budget is; otherwise `unchecked` when something in the way
 * (unreadable contract, broken settings) kept the audit from being complete; otherwise `within`.
 */
export type AuditOutcome = 'within' | 'exceeded' | 'unchecked';

/** One evaluation of one repository at one commit: plain data to print, store, compare and test. */
export interface AuditReport {
  readonly report_version: 1;
  readonly workspace: string;
  readonly trigger: Trigger;
  readonly base_revision: string;
  readonly head_revision: string;
  /** The audit's date (YYYY-MM-DD), an input. */
  readonly date: string;
  readonly outcome: AuditOutcome;
  /** The settings files that judged, strongest first; empty for defaults. */
  readonly settings_files: readonly string[];
  readonly areas: { readonly contract: AreaReport };
  /** Exceeded first, then by subject. */
  readonly verdicts: readonly Verdict[];
  /** All problems that belong to no area (the trees, the settings). */
  readonly problems: readonly Problem[];
}
