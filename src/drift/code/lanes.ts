import type { CandidateGroup } from './read-code.ts';

/** A thread starts within the time that so many files take. */
const WORTH_A_THREAD = 150;

/**
 * Which groups of languages are read in a second thread: those that leave the first about half of the files; none
 * where a thread would not pay.
 */
export function askedElsewhere(groups: readonly CandidateGroup[]): readonly CandidateGroup[] {
  const bySize = groups
    .filter(({ candidates }) => candidates.length > 0)
    .sort((a, b) => b.candidates.length - a.candidates.length);
  const lanes = { here: 0, away: 0 };
  const away: CandidateGroup[] = [];
  for (const group of bySize) {
    if (lanes.here <= lanes.away) lanes.here += group.candidates.length;
    else {
      lanes.away += group.candidates.length;
      away.push(group);
    }
  }
  return Math.min(lanes.here, lanes.away) < WORTH_A_THREAD ? [] : away;
}
