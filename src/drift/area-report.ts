import type { Problem } from '../problem.ts';
import type { Waiver } from '../settings/settings.ts';
import { COMPATIBILITIES, type Compatibility, type Drift } from './drift.ts';

/** How many drifts there are, by compatibility. */
export type DriftCounts = Readonly<Record<Compatibility, number>>;

/** A drift that the settings accept for a time: it is shown, but counts nowhere. */
export interface WaivedDrift {
  readonly drift: Drift;
  readonly waiver: Waiver;
}

/** What one area found between base and head. */
export interface AreaReport {
  /** Introduced drifts in report order (see `compareDrifts`). */
  readonly changes: readonly Drift[];
  /** Introduced drifts that are waived, in report order; `changes` and `summary` are without them. */
  readonly waived: readonly WaivedDrift[];
  /** How many drifts the settings’ `rules` leave out of the report. */
  readonly left_out: number;
  readonly summary: DriftCounts;
  /** What could not be checked, in the order of `compareProblems`. */
  readonly problems: readonly Problem[];
  /** Files that were compared, sorted: what "nothing found" speaks of. */
  readonly checked: readonly string[];
}

/** Counts drifts by compatibility. */
export function countDrifts(drifts: readonly Drift[]): DriftCounts {
  const counts = { non_breaking: 0, potentially_breaking: 0, definitely_breaking: 0 };
  for (const drift of drifts) counts[drift.compatibility] += 1;
  return counts;
}

/** The compatibilities from worst to harmless, the order of tables. */
export const WORST_FIRST: readonly Compatibility[] = [...COMPATIBILITIES].reverse();
