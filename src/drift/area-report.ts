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

/** The areas that look at one tree at a time, by the names of their reports. */
export const STATE_AREA_NAMES = ['spec', 'config'] as const;
export type StateAreaName = (typeof STATE_AREA_NAMES)[number];

/** All drift of one tree in an area that looks at one tree at a time. */
export interface AreaState {
  /** In report order. */
  readonly drifts: readonly Drift[];
  /** How much of what there is agrees, and how much there is. */
  readonly aligned: number;
  readonly total: number;
  readonly problems: readonly Problem[];
  /** Files that were looked into, sorted. */
  readonly checked: readonly string[];
  /** False where there was too much to read: then what was not found may still be there. */
  readonly isWhole: boolean;
  /** What was worked out for the comparison and is not written anywhere: sentences for people, unescaped text. */
  readonly notes: readonly string[];
}

/** What such an area found between base and head, and at head as a whole. */
export interface StateAreaReport extends AreaReport {
  /** All drift at head, introduced or not; empty where only a change was asked about. */
  readonly standing: readonly Drift[];
  readonly alignment: { readonly aligned: number; readonly total: number };
  /** What was worked out for the comparison: see `AreaState`. */
  readonly notes: readonly string[];
}

/** Counts drifts by compatibility. */
export function countDrifts(drifts: readonly Drift[]): DriftCounts {
  const counts = { non_breaking: 0, potentially_breaking: 0, definitely_breaking: 0 };
  for (const drift of drifts) counts[drift.compatibility] += 1;
  return counts;
}

/** The compatibilities from worst to harmless, the order of tables. */
export const WORST_FIRST: readonly Compatibility[] = [...COMPATIBILITIES].reverse();
