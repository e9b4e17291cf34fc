/** Asks for a fix pull request: for incidents, or for what a pull request breaks. Every way to ask comes here. */
import {
  coverageOf,
  type Fix,
  type FixAnswer,
  type FixTarget,
  fixKey,
  isRepairable,
} from '../incidents/fix.ts';
import type { Incident } from '../incidents/incident.ts';
import type { Store, Transaction } from '../store/store.ts';
import type { Queue } from './queue.ts';

export interface FixRequest {
  readonly installationId: number;
  readonly repositoryId: number;
  readonly owner: string;
  readonly repo: string;
  /** Incidents of one repository's default branch; null to repair the head of `pullRequest`. */
  readonly incidents: readonly Incident[] | null;
  readonly pullRequest: number | null;
  /** Who asks: `github:<login>`, `token:<name>`. */
  readonly requestedBy: string;
  readonly at: Date;
}

/**
 * Remembers that a fix is wanted and queues the job that opens it, both or neither. Asking again for one that was
 * declined opens it anew; for one that is open nothing changes. Incidents that a fix under way is about are left to
 * it: the answer is that fix, and one for the others.
 */
export async function requestFix(
  {
    store,
    queue,
  }: { readonly store: Pick<Store, 'transaction'>; readonly queue: Pick<Queue, 'enqueue'> },
  request: FixRequest,
): Promise<FixAnswer> {
  const { installationId, repositoryId, owner, repo, requestedBy, at } = request;
  const place = { installationId, repositoryId };
  return store.transaction(async (transaction: Transaction): Promise<FixAnswer> => {
    const memory = await transaction.repositories.find(installationId, repositoryId);
    const within = repairableOn(request.incidents ?? [], memory?.defaultBranch ?? null);
    const known =
      within.length === 0 ? [] : await transaction.fixes.list(installationId, repositoryId);
    const { left, underWay } = coverageOf(within, known);
    const fixes: Fix[] = [];
    const want = async (key: string, target: FixTarget) => {
      const asked = { ...place, key, target, requestedBy, at };
      fixes.push(await transaction.fixes.want(asked));
    };
    // It may have been closed just now, without our knowing: then this request opens it again.
    for (const { key, target } of underWay) await want(key, target);
    if (underWay.length === 0 || left.length > 0) {
      const wanted = targetOf(request, left);
      if (typeof wanted === 'string') return { ok: false, reason: wanted };
      await want(fixKey(wanted, left), wanted);
    }
    await queue.enqueue({ kind: 'publish-fixes', ...place, owner, repo }, { transaction });
    return { ok: true, fixes };
  });
}

/** Those that a fix can be for: of the default branch, where it is known, and within reach of edits. */
export function repairableOn(
  incidents: readonly Incident[],
  defaultBranch: string | null,
): readonly Incident[] {
  return incidents.filter(
    (incident) =>
      isRepairable(incident) && (defaultBranch === null || incident.branch === defaultBranch),
  );
}

function targetOf(
  { incidents, pullRequest }: FixRequest,
  within: readonly Incident[],
): FixTarget | string {
  if (pullRequest !== null) return { kind: 'pull_request', number: pullRequest };
  if (within.length > 0) return { kind: 'incidents', incidentIds: within.map(({ id }) => id) };
  const given = incidents ?? [];
  const first = given.find(isRepairable) ?? given[0];
  if (first === undefined) return 'There is no open incident.';
  if (isRepairable(first)) {
    return `The incident is of the branch ${first.branch}, and fix pull requests are for the default branch. Take the change back there by hand: holdfast fix on the command line makes the edits.`;
  }
  return first.fingerprints.length === 0
    ? 'A budget over time is used up by many changes, none of which is at fault alone: there is nothing that one edit could repair.'
    : `The incident is ${first.status}, so there is nothing to repair.`;
}
