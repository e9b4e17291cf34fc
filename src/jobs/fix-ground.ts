/** What a fix stands on, and the search for it there. */
import { createHash } from 'node:crypto';
import { READ_PERMISSIONS } from '../github/connection.ts';
import { readMergeBase, readPullRequest } from '../github/pull-request.ts';
import { type Fix, incidentsOf, type Repair, repairsOf } from '../incidents/fix.ts';
import type { Incident } from '../incidents/incident.ts';
import type { Waiver } from '../settings/settings.ts';
import type { Store } from '../store/store.ts';
import type { FixFindings } from './fix-task.ts';
import type { FixPublishing } from './follow-fix.ts';

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

/**
 * A fix without the incidents that others have pull requests for: both were asked for at the same moment, or this one
 * could not be made when the other was asked for. As a sentence where none are left.
 */
export async function withoutOthers(
  { store, now }: Pick<FixPublishing, 'now'> & { readonly store: Pick<Store, 'fixes'> },
  fix: Fix,
): Promise<Fix | string> {
  const { target, status, installationId, repositoryId } = fix;
  if (target.kind !== 'incidents' || (status !== 'wanted' && status !== 'impossible')) return fix;
  const taken = new Map<string, number | null>();
  for (const other of await store.fixes.list(installationId, repositoryId)) {
    const hasPull = other.status === 'open' || other.status === 'taken_over';
    if (other.id === fix.id || !hasPull || other.target.kind !== 'incidents') continue;
    for (const id of other.target.incidentIds) taken.set(id, other.number);
  }
  const incidentIds = target.incidentIds.filter((id) => !taken.has(id));
  if (incidentIds.length === target.incidentIds.length) return fix;
  if (incidentIds.length === 0) {
    const numbers = [...new Set(target.incidentIds.map((id) => taken.get(id) ?? null))];
    const names = numbers.map((number) => (number === null ? 'another one' : `#${number}`));
    return `It is repaired in ${names.join(' and ')} already.`;
  }
  await store.fixes.progress(fix, { incidentIds }, now());
  return { ...fix, target: { kind: 'incidents', incidentIds } };
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

export async function search(
  publishing: FixPublishing,
  ground: Ground,
  waivers: readonly Waiver[],
): Promise<FixFindings> {
  const { threads, connection, signal, now, owner, repo, installationId, repositoryId } =
    publishing;
  const at = now();
  // What reads documents of the repository can do no more than read.
  const token = await connection.installationToken(
    installationId,
    { repositoryId },
    READ_PERMISSIONS,
  );
  return threads.fix(
    {
      address: connection.address,
      token,
      defaultsToken: await connection.defaultsToken(installationId, at),
      owner,
      repo,
      headSha: ground.baseSha,
      settingsSha: publishing.defaultSha,
      date: at.toISOString().slice(0, 10),
      waivers,
      repairs: ground.repairs,
    },
    signal,
  );
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
