import type { ChurnVerdict } from '../budget/churn-verdict.ts';
import type { Verdict } from '../budget/verdict.ts';
import type { AreaReport } from '../drift/area-report.ts';
import type { Drift } from '../drift/drift.ts';
import type { Problem } from '../problem.ts';
import type { StateAreas } from './state-areas.ts';
import type { WaiverUse } from './waive.ts';

/** What set an audit off. */
export type Trigger = 'pull_request' | 'push' | 'schedule' | 'manual' | 'sync';

/**
 * The outcome in one word: `exceeded` when a budget is; otherwise `unchecked` when something in the way
 * (unreadable contract, broken settings) kept the audit from being complete; otherwise `within`.
 */
export type AuditOutcome = 'within' | 'exceeded' | 'unchecked';

/** What each area found. Those that were not looked at are absent. */
export interface AuditAreas extends StateAreas {
  readonly contract: AreaReport;
}

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
  readonly areas: AuditAreas;
  /** Exceeded first, then by subject. */
  readonly verdicts: readonly Verdict[];
  /** What budgets over time say; empty where none is set. Exceeded first, then by level and name. */
  readonly churn: readonly ChurnVerdict[];
  /** What became of every waiver of the settings, by place. */
  readonly waivers: readonly WaiverUse[];
  /** All problems that belong to no area (the trees, the settings). */
  readonly problems: readonly Problem[];
}

/** Every change of every area, those that are waived behind the others. */
export function allChanges({ areas }: AuditReport): readonly Drift[] {
  const found: readonly AreaReport[] = Object.values(areas);
  return [
    ...found.flatMap(({ changes }) => changes),
    ...found.flatMap(({ waived }) => waived.map(({ drift }) => drift)),
  ];
}

/** All drift that stands at head in the areas that look at one tree at a time. */
export function standingStates({
  areas: { contract: _, ...states },
}: AuditReport): readonly Drift[] {
  return Object.values(states).flatMap(({ standing }) => standing);
}
