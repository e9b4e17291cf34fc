/** What a fix stands on: the branch, the commits, the incidents, and what has been accepted. */
import { createHash } from 'node:crypto';
import type { AppIdentity, GitHubClient } from '../github/client.ts';
import { readMergeBase, readPullRequest } from '../github/pull-request.ts';
import { type Fix, incidentsOf, type Repair, repairsOf } from '../incidents/fix.ts';
import type { Incident } from '../incidents/incident.ts';
import type { GitopsSettings, Waiver } from '../settings/settings.ts';
import type { JobResources } from './handlers.ts';

/** What one run works with. */
export interface FixPublishing extends JobResources {
  readonly installationId: number;
  readonly repositoryId: number;
  readonly owner: string;
  readonly repo: string;
  readonly client: GitHubClient;
  readonly token: string;
  readonly app: AppIdentity;
  readonly signal: AbortSignal;
  readonly gitops: GitopsSettings;
  readonly defaultBranch: string;
  /** The newest commit of the default branch: what settings are read from, and what fixes of incidents stand on. */
  readonly defaultSha: string;
  /** Whether a cycle has judged that commit. Until then nobody knows which incidents stand there. */
  readonly isJudged: boolean;
  readonly incidents: readonly Incident[];
  /** The people to ask for a review of a change of files. */
  readonly reviewersOf: (files: readonly string[]) => Promise<readonly string[]>;
}

/** What a fix stands on, and what it is to undo. */
export interface Ground {
  /** The pull request that it is about; null for incidents. */
  readonly pullRequest: number | null;
  /** The branch it is to be merged into, and its newest commit. */
  readonly base: string;
  readonly baseSha: string;
  readonly repairs: readonly Repair[];
  readonly incidents: readonly Incident[];
}

/** What the fix stands on; `gone` where nothing is left to repair, or a sentence where nothing can be. */
export async function groundOf(publishing: FixPublishing, fix: Fix): Promise<Ground | string> {
  if (fix.target.kind === 'pull_request') return groundOfPull(publishing, fix.target.number);
  const incidents = incidentsOf(fix, publishing.incidents);
  if (incidents.length === 0) return 'gone';
  return {
    pullRequest: null,
    base: publishing.defaultBranch,
    baseSha: publishing.defaultSha,
    repairs: repairsOf(incidents),
    incidents,
  };
}

async function groundOfPull(
  { client, owner, repo }: FixPublishing,
  number: number,
): Promise<Ground | string> {
  const pull = await readPullRequest(client, { owner, repo, number });
  if (pull.state === 'closed') return 'gone';
  if (pull.isFork)
    return 'The branch of the pull request is in a fork, where Holdfast never writes.';
  const { baseSha, headSha } = pull;
  const mergeBase = await readMergeBase(client, { owner, repo, baseSha, headSha });
  return {
    pullRequest: number,
    base: pull.headRef,
    baseSha: headSha,
    repairs: [{ baseSha: mergeBase, fingerprints: null }],
    incidents: [],
  };
}

/** What has been accepted, and is not to be undone: on the pull request, or for a time. */
export async function waiversFor(
  { store, now, installationId, repositoryId }: FixPublishing,
  { pullRequest }: Ground,
): Promise<readonly Waiver[]> {
  const pulls = pullRequest === null ? [] : [pullRequest];
  const accepted = await store.acceptances.list(installationId, repositoryId, pulls);
  const date = now().toISOString().slice(0, 10);
  const given = await store.waivers.list(installationId, repositoryId, date);
  return [...accepted, ...given];
}

/** What a search is made of: with the same, the same is found. */
export function inputOf(
  { defaultSha, gitops }: FixPublishing,
  ground: Ground,
  waivers: readonly Waiver[],
): string {
  const { base, baseSha, repairs, incidents } = ground;
  const shown = incidents.map(({ id, issueNumber }) => [id, issueNumber]);
  const input = JSON.stringify([
    base,
    baseSha,
    defaultSha,
    repairs,
    shown,
    gitops,
    waivers.map(({ fingerprint, expires }) => [fingerprint, expires]),
  ]);
  return createHash('sha256').update(input).digest('hex').slice(0, 16);
}
