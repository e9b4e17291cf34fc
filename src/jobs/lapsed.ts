/** Finds the incidents of a branch that a waiver kept resolved until it ended. */
import type { Incident } from '../incidents/incident.ts';
import { isLeftToWaiver, lapsedOn } from '../incidents/lapse.ts';
import type { Store } from '../store/store.ts';

/** The ids of those of `known` whose waiver had ended on `day` (YYYY-MM-DD), each with the waiver's last day. */
export async function readLapsed(
  { waivers, incidents }: Pick<Store, 'waivers' | 'incidents'>,
  known: readonly Incident[],
  day: string,
): Promise<ReadonlyMap<string, string>> {
  const resolved = known.filter(({ status }) => status === 'resolved');
  const [first] = resolved;
  if (first === undefined) return new Map();
  const fingerprints = [...new Set(resolved.flatMap((incident) => incident.fingerprints))];
  const { installationId, repositoryId } = first;
  const ended = await waivers.listEnded(installationId, repositoryId, fingerprints, day);
  const lapsed = new Map<string, string>();
  for (const incident of resolved) {
    const until = lapsedOn(incident, ended);
    if (until === null) continue;
    const history = await incidents.history(installationId, incident.id);
    if (isLeftToWaiver(history)) lapsed.set(incident.id, until);
  }
  return lapsed;
}
