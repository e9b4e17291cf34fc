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
      readonly candidate: IncidentCandidate;
      readonly note: string;
    }
  | { readonly kind: 'resolve'; readonly incident: Incident; readonly note: string };

/**
 * - What is called for and known is the same incident: refreshed while it is unsettled, reopened once it is settled.
 *   A candidate is known when it shares a drift with an incident of its kind: more of it does not make two.
 * - What is unsettled and not called for is looked for in the comparison of its own base with the head: it stands
 *   while one of its limits would still be exceeded by the drifts that are left.
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
    if (matched.has(incident) || !isUnsettled(incident.status)) continue;
    const change = standingChange(incident, input);
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
  const stands = incident.details.limits.some(
    ({ limit, fingerprints }) =>
      fingerprints.filter((fingerprint) => found.fingerprints.has(fingerprint)).length > limit,
  );
  if (stands) return { kind: 'refresh', incident, candidate: null };
  const waived = incident.fingerprints.filter((fingerprint) => found.waived.has(fingerprint));
  return {
    kind: 'resolve',
    incident,
    note:
      waived.length > 0
        ? 'What is left of it is waived.'
        : 'The contract keeps its promise again: the change is gone.',
  };
}
