/** What there is to audit of a branch, and whether anybody wants it audited. */
import { readBranchHead, readRepositoryState } from '../github/branch.ts';
import type { GitHubClient } from '../github/client.ts';
import { globMatcher } from '../settings/glob.ts';
import type { Audit } from '../store/audits.ts';
import type { JobResources } from './handlers.ts';
import type { AuditBranchJob } from './job.ts';

/** The branch as it is when the cycle begins. */
export interface BranchState {
  readonly branch: string;
  readonly defaultBranch: string;
  readonly isDefaultBranch: boolean;
  readonly headSha: string;
  /** The commit whose settings judge: the newest of the default branch. */
  readonly settingsSha: string;
  readonly previous: Audit | null;
}

/** Whether the app may not work there any more; what is not known yet may be new. */
export async function isOutOfReach(
  { store }: JobResources,
  { installationId, repositoryId }: Pick<AuditBranchJob, 'installationId' | 'repositoryId'>,
): Promise<boolean> {
  const installation = await store.installations.find(installationId);
  const repository = await store.installations.findRepository(installationId, repositoryId);
  const removed = repository !== null && repository.removedAt !== null;
  return removed || (installation !== null && installation.state !== 'active');
}

/** Whether a push went to a branch that nobody wants watched: most do, and they are not worth a request. */
export async function isUnwatched({ store }: JobResources, job: AuditBranchJob): Promise<boolean> {
  if (job.isDefaultBranch !== false || job.branch === null) return false;
  return !(await isListed(store, job, job.branch));
}

/** Whether the settings list a branch beside the default one. */
async function isListed(
  store: JobResources['store'],
  { installationId, repositoryId }: AuditBranchJob,
  branch: string,
): Promise<boolean> {
  const known = await store.repositories.find(installationId, repositoryId);
  return globMatcher(known?.settings?.branches ?? [])(branch);
}

/** The audit that the calendar starts: of the default branch, whatever that is by then. */
export function scheduledJob({
  installationId,
  repositoryId,
  owner,
  repo,
}: AuditBranchJob): AuditBranchJob {
  return {
    kind: 'audit-branch',
    installationId,
    repositoryId,
    owner,
    repo,
    branch: null,
    trigger: 'schedule',
    requestedBy: null,
  };
}

export function endSchedule({ queue }: JobResources, job: AuditBranchJob): Promise<void> {
  return queue.schedule(scheduledJob(job), null);
}

/** Null where there is nothing to audit. */
export async function readBranchState(
  resources: JobResources,
  client: GitHubClient,
  job: AuditBranchJob,
): Promise<BranchState | null> {
  const { store } = resources;
  const { installationId, repositoryId, owner, repo } = job;
  const { defaultBranch, archived } = await readRepositoryState(client, { owner, repo });
  if (archived) {
    await store.repositories.remember(installationId, repositoryId, { archived });
    await endSchedule(resources, job);
    return null;
  }
  const branch = job.branch ?? defaultBranch;
  const isDefaultBranch = branch === defaultBranch;
  if (!isDefaultBranch && !(await isListed(store, job, branch))) return null;
  const head = await readBranchHead(client, { owner, repo, branch });
  if (head === null) return null;
  const settingsHead = isDefaultBranch
    ? head
    : await readBranchHead(client, { owner, repo, branch: defaultBranch });
  const previous = await store.audits.latestCycle(installationId, repositoryId, branch);
  return {
    branch,
    defaultBranch,
    isDefaultBranch,
    headSha: head.sha,
    settingsSha: settingsHead?.sha ?? head.sha,
    previous,
  };
}
