/** Which acceptances of pull requests hold for a cycle: those whose merge is among what it compares. */
import type { GitHubClient } from '../github/client.ts';
import { containsCommit, type Merge, readMerge } from '../github/pull-request.ts';
import type { Waiver } from '../settings/settings.ts';
import type { Store } from '../store/store.ts';

/** Pull requests that one cycle asks for at most, the newest first. */
const MAX_PULL_REQUESTS = 50;

export interface MergedAcceptances {
  readonly waivers: readonly Waiver[];
  /** Pull requests whose merge is in the head: once the cycle is recorded, they are not asked for again. */
  readonly settled: readonly number[];
  /** Pull requests that were closed long ago and never merged: what was accepted on them ends. */
  readonly ended: readonly number[];
}

/** One that was closed may be opened again, or merged by hand, for this long, in milliseconds. */
const KEEP_CLOSED_MS = 30 * 86_400_000;

/**
 * Reads what was accepted on pull requests that came to `branch` after `baseSha` and up to `headSha`. A pull request
 * that GitHub does not call merged yet counts as merged where its head is in the branch.
 */
export async function readMergedAcceptances(
  { store }: { readonly store: Pick<Store, 'acceptances'> },
  client: GitHubClient,
  cycle: {
    readonly installationId: number;
    readonly repositoryId: number;
    readonly owner: string;
    readonly repo: string;
    readonly branch: string;
    readonly baseSha: string;
    readonly headSha: string;
    readonly at: Date;
  },
): Promise<MergedAcceptances> {
  const { installationId, repositoryId, owner, repo, branch, baseSha, headSha, at } = cycle;
  if (baseSha === headSha) return { waivers: [], settled: [], ended: [] };
  const { acceptances } = store;
  const numbers = await acceptances.listUnsettled(installationId, repositoryId, MAX_PULL_REQUESTS);
  const settled: number[] = [];
  const ended: number[] = [];
  const merged = new Map<number, string | null>();
  for (const number of numbers) {
    const merge = await readMerge(client, { owner, repo, number });
    if (merge === null) continue;
    const isIn = (commit: string) =>
      containsCommit(client, { owner, repo, commit, sought: merge.sha });
    if (merge.baseRef === branch && (await isIn(headSha))) {
      settled.push(number);
      if (!(await isIn(baseSha))) merged.set(number, merge.mergedAt);
    } else if (isLongClosed(merge, at)) ended.push(number);
  }
  const accepted = await acceptances.list(installationId, repositoryId, [...merged.keys()]);
  const waivers = accepted.map((one) =>
    asMerged(one, merged.get(one.accepted?.pull_request ?? 0) ?? null),
  );
  return { waivers, settled, ended };
}

function isLongClosed({ mergedAt, closedAt }: Merge, at: Date): boolean {
  if (mergedAt !== null || closedAt === null) return false;
  return at.getTime() - Date.parse(closedAt) > KEEP_CLOSED_MS;
}

/** What was merged by its last day stays merged, however much later the cycle comes. */
function asMerged(waiver: Waiver, mergedAt: string | null): Waiver {
  const { expires, accepted } = waiver;
  if (mergedAt === null || expires === null || accepted === undefined) return waiver;
  if (mergedAt.slice(0, 10) > expires) return waiver;
  return { ...waiver, accepted: { ...accepted, merged_in_time: true } };
}
