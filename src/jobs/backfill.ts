/** Reads the past of a branch once, so that budgets over time can be judged from the first day. */
import { type HistoricCommit, readHistory } from '../github/branch.ts';
import { READ_PERMISSIONS, tokenClient } from '../github/connection.ts';
import type { JobResources } from './handlers.ts';
import type { BackfillJob } from './job.ts';

/** Commits that are read at most, the newest of them: each costs a listing and what changed in it. */
const MAX_COMMITS = 30;

/** Contracts whose history is asked for at most. */
const MAX_FILES = 10;

/**
 * Records what the contracts promised at the commits of the last `days` that touched them, and at the newest before.
 * Can be run again: what is recorded already stays. Bounded, and what is beyond the bound is not read: a budget's
 * window then begins later, and its verdict says since when.
 */
export async function backfill(
  resources: JobResources,
  job: BackfillJob,
  signal: AbortSignal,
): Promise<void> {
  const { store, connection, threads, now, log } = resources;
  const { installationId, repositoryId, owner, repo, branch, headSha, files, days } = job;
  const token = await connection.installationToken(
    installationId,
    { repositoryId },
    READ_PERMISSIONS,
  );
  const client = tokenClient(token, connection.address);
  const since = new Date(now().getTime() - days * 86_400_000);
  const commits = new Map<string, HistoricCommit>();
  for (const path of files.slice(0, MAX_FILES)) {
    const history = { owner, repo, sha: headSha, path, since, limit: MAX_COMMITS };
    for (const commit of await readHistory(client, history)) commits.set(commit.sha, commit);
  }
  commits.delete(headSha);
  const newestFirst = [...commits.values()].sort(
    (a, b) => b.committedAt.getTime() - a.committedAt.getTime(),
  );
  const oldestFirst = newestFirst.slice(0, MAX_COMMITS).reverse();
  let last = 0;
  for (const { sha, committedAt } of oldestFirst) {
    signal.throwIfAborted();
    const { fields } = await threads.run(
      {
        address: connection.address,
        token,
        defaultsToken: null,
        owner,
        repo,
        baseSha: sha,
        headSha: sha,
        settingsSha: headSha,
        trigger: 'sync',
        date: now().toISOString().slice(0, 10),
        standing: [],
      },
      signal,
    );
    if (fields === null) continue;
    // Git counts in seconds, and clocks differ: the order of the commits is the order of the states.
    last = Math.max(last + 1, committedAt.getTime());
    await store.snapshots.record(
      { installationId, repositoryId, branch },
      { commitSha: sha, takenAt: new Date(last), auditId: null, operations: fields.operations },
    );
  }
  log.info(
    { repository: `${owner}/${repo}`, branch, commits: oldestFirst.length },
    'The history of the contracts was read.',
  );
}
