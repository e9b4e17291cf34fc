/** What a cycle means for the incidents of its branch. Pure: known incidents and findings in, changes out. */
import type { IncidentCandidate } from './groups.ts';
import { type Incident, isUnsettled } from './incident.ts';

/** What is known of an older commit's drifts at the head: those that count, and those that are waived. */
export interface Standing {
  readonly fingerprints: ReadonlySet<string>;
  readonly waived: ReadonlySet<string>;
}

export interface ReconcileInput {
  /** The incidents of the branch, whatever their status. */
  readonly known: readonly Incident[];
  /** What this cycle's report calls for. */
  readonly candidates: readonly IncidentCandidate[];
  /**
   * For each base of an unsettled incident, what its comparison with the head gave. A base that is missing could not
   * be compared: its incidents stay as they are.
   */
  readonly standing: ReadonlyMap<string, Standing>;
  /** Keys of budgets over time that are exceeded now, and of those that are not; others were not judged. */
  readonly overTime: ReadonlyMap<string, boolean>;
  /** Resolved incidents that a waiver kept so until it ended: their ids, with its last day (YYYY-MM-DD). */
  readonly lapsed: ReadonlyMap<string, string>;
}

/** One change to make; what stays as it is is not mentioned. */
export type IncidentChange =
  | { readonly kind: 'create'; readonly candidate: IncidentCandidate }
  | {
      /** Seen again: standing, or exceeded further by new drifts. */
      readonly kind: 'refresh';
      readonly incident: Incident;
      readonly candidate: IncidentCandidate | null;
    }
  | {
      readonly kind: 'reopen';
      readonly incident: Incident;
      /** What brought it back; null for what was there all the time, and waived. */
      readonly candidate: IncidentCandidate | null;
      readonly note: string;
    }
  | { readonly kind: 'resolve'; readonly incident: Incident; readonly note: string }
  /** Stays resolved: its waiver has ended, but so has its change. */
  | { readonly kind: 'confirm'; readonly incident: Incident; readonly note: string };

/**
 * - What is called for and known is the same incident: refreshed while it is unsettled, reopened once it is settled.
 *   A candidate is known when it shares a drift with an incident of its kind: more of it does not make two.
 * - What is unsettled and not called for is looked for in the comparison of its own base with the head: it stands
 *   while one of its limits would still be exceeded by the drifts that are left.
 * - What a waiver kept resolved is looked for in the same way once the waiver has ended, and reopened if it stands.
 */
export function reconcile(input: ReconcileInput): readonly IncidentChange[] {
  const changes: IncidentChange[] = [];
  const matched = new Set<Incident>();
  for (const candidate of input.candidates) {
    const incident = input.known.find((one) => !matched.has(one) && isSame(one, candidate));
    if (incident === undefined) {
      changes.push({ kind: 'create', candidate });
      continue;
    }
    matched.add(incident);
    changes.push(
      isUnsettled(incident.status)
        ? { kind: 'refresh', incident, candidate }
        : {
            kind: 'reopen',
            incident,
            candidate,
            note: 'It was done away with before, and is back.',
          },
    );
  }
  for (const incident of input.known) {
    if (matched.has(incident)) continue;
    const change = isUnsettled(incident.status)
      ? standingChange(incident, input)
      : lapsedChange(incident, input);
    if (change !== null) changes.push(change);
  }
  return changes;
}

function isSame(incident: Incident, candidate: IncidentCandidate): boolean {
  if (incident.groupKey === candidate.groupKey) return true;
  if (incident.area !== candidate.area || incident.incidentType !== candidate.incidentType) {
    return false;
  }
  const known = new Set(incident.fingerprints);
  return candidate.fingerprints.some((fingerprint) => known.has(fingerprint));
}

function standingChange(
  incident: Incident,
  { standing, overTime }: ReconcileInput,
): IncidentChange | null {
  if (incident.fingerprints.length === 0) {
    const exceeded = overTime.get(incident.groupKey);
    if (exceeded === undefined) return null;
    return exceeded
      ? { kind: 'refresh', incident, candidate: null }
      : { kind: 'resolve', incident, note: 'The budget is within its limit again.' };
  }
  const found = standing.get(incident.baseSha);
  if (found === undefined) return null;
  if (stands(incident, found)) return { kind: 'refresh', incident, candidate: null };
  return {
    kind: 'resolve',
    incident,
    note: isWaived(incident, found)
      ? 'What is left of it is waived.'
      : 'The contract keeps its promise again: the change is gone.',
  };
}

function lapsedChange(
  incident: Incident,
  { standing, lapsed }: ReconcileInput,
): IncidentChange | null {
  const until = lapsed.get(incident.id);
  const found = standing.get(incident.baseSha);
  if (until === undefined || found === undefined) return null;
  if (stands(incident, found)) {
    return {
      kind: 'reopen',
      incident,
      candidate: null,
      note: `Its waiver ended after ${until}, and the change is still there.`,
    };
  }
  // Another waiver holds it: what happens when that one ends is not decided yet.
  if (isWaived(incident, found)) return null;
  const note = `Its waiver ended after ${until}, and the change is gone.`;
  return { kind: 'confirm', incident, note };
}

/** Whether one of its limits would still be exceeded by the drifts that are left. */
function stands({ details }: Incident, found: Standing): boolean {
  return details.limits.some(
    ({ limit, fingerprints }) =>
      fingerprints.filter((fingerprint) => found.fingerprints.has(fingerprint)).length > limit,
  );
}

function isWaived({ fingerprints }: Incident, found: Standing): boolean {
  return fingerprints.some((fingerprint) => found.waived.has(fingerprint));
}
