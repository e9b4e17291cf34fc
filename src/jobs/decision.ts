/** Writes down what a person decided of an incident: together with its event, and the job that shows it. */
import { type IncidentRequest, requestedChange } from '../incidents/change.ts';
import type { Incident, IncidentEvent } from '../incidents/incident.ts';
import type { Transaction } from '../store/store.ts';
import type { JobResources } from './handlers.ts';

/** Where it was decided and by whom. */
export interface Decided {
  readonly installationId: number;
  readonly repositoryId: number;
  readonly owner: string;
  readonly repo: string;
  readonly login: string;
}

/** What is written beside the change of the incident, in the same transaction. */
export interface DecisionSteps {
  /** Another name for the event than its change of status has. */
  readonly kind?: IncidentEvent['kind'];
  readonly alongside?: (transaction: Transaction) => Promise<void>;
}

/** How often a decision is tried again when a cycle changes the incident at the same moment. */
const ATTEMPTS = 5;

/**
 * Takes a decision to an incident; null when it is done, otherwise what is possible instead. What was decided
 * already is not written again: a job that is run twice leaves one event.
 */
export async function decide(
  { store, queue, now }: Pick<JobResources, 'store' | 'queue' | 'now'>,
  known: Incident,
  request: IncidentRequest,
  { login, ...place }: Decided,
  { kind, alongside }: DecisionSteps = {},
): Promise<string | null> {
  const actor = `github:${login}`;
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    const incident = await store.incidents.find(known.installationId, known.id);
    if (incident === null) return 'The incident is not there any more.';
    const change = requestedChange(incident, request, { actor, at: now() });
    if (change.kind === 'impossible') return change.message;
    const history = await store.incidents.history(incident.installationId, incident.id);
    const written = await store.transaction(async (transaction) => {
      if (change.kind === 'change') {
        const event = kind === undefined ? change.event : { ...change.event, kind };
        const isKnown =
          event.fromStatus === event.toStatus && history.some((one) => isSame(one, event));
        if (!isKnown && !(await transaction.incidents.update(incident, change.update, event))) {
          return false;
        }
      }
      await alongside?.(transaction);
      await queue.enqueue({ kind: 'publish-incidents', ...place }, { transaction });
      return true;
    });
    if (written) return null;
  }
  throw new Error(`The incident ${known.id} changes all the time; what was decided waits.`);
}

/** The same said by the same person: of a job that was run before. */
function isSame(one: IncidentEvent, other: IncidentEvent): boolean {
  return one.actor === other.actor && one.note === other.note && one.toStatus === other.toStatus;
}
