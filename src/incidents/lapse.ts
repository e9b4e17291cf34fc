/** Which resolved incidents only a waiver kept so, and it has ended. Pure. */
import type { Incident, IncidentEvent } from './incident.ts';

/** The actor of what Holdfast does by itself. */
export const HOLDFAST = 'holdfast';

/**
 * The last day (YYYY-MM-DD) of the waiver under which an incident was resolved; null where there was none. `ended`
 * gives, by fingerprint, the last days of waivers that have ended. Who was resolved after that day was not waived.
 */
export function lapsedOn(
  { status, endedAt, fingerprints }: Pick<Incident, 'status' | 'endedAt' | 'fingerprints'>,
  ended: ReadonlyMap<string, string>,
): string | null {
  if (status !== 'resolved' || endedAt === null) return null;
  const day = endedAt.toISOString().slice(0, 10);
  const days = fingerprints.flatMap((fingerprint) => ended.get(fingerprint) ?? []);
  return (
    days
      .filter((until) => until >= day)
      .sort()
      .at(-1) ?? null
  );
}

/** Whether an incident's history leaves it to a waiver: what a person resolved otherwise stays resolved. */
export function isLeftToWaiver(history: readonly IncidentEvent[]): boolean {
  const last = history.findLast(
    ({ kind, fromStatus, toStatus }) => kind === 'waived' || fromStatus !== toStatus,
  );
  return last !== undefined && (last.kind === 'waived' || last.actor === HOLDFAST);
}
