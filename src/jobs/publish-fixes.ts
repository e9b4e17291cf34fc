/** Brings the fix pull requests of a repository to what its incidents ask for. */
import { readBranchHead } from '../github/branch.ts';
import type { GitHubClient } from '../github/client.ts';
import { readCodeOwners } from '../github/code-owners.ts';
import {
  FIX_PERMISSIONS,
  type TokenPermissions,
  tokenClient,
  WORKFLOW_PERMISSIONS,
} from '../github/connection.ts';
import { GitHubRefused, toGitHubError } from '../github/request-error.ts';
import { assignableOwners, parseCodeOwners } from '../incidents/code-owners.ts';
import { type Fix, type FixStatus, fixKey, withoutFix } from '../incidents/fix.ts';
import { wantedWorkflows } from '../incidents/fix-run.ts';
import type { Incident } from '../incidents/incident.ts';
import { DEFAULT_GITOPS } from '../settings/defaults.ts';
import type { GitopsSettings } from '../settings/settings.ts';
import type { Fixes } from '../store/fixes.ts';
import type { RepositoryMemory } from '../store/repositories.ts';
import { AuditFailed } from './audit-threads.ts';
import { isOutOfReach } from './branch-state.ts';
import type { FixPublishing } from './follow-fix.ts';
import { followFix } from './follow-fix.ts';
import type { JobResources } from './handlers.ts';
import type { PublishFixesJob } from './job.ts';
import { RunAgainAt } from './run.ts';

/**
 * Opens, updates and closes fix pull requests; asks for those of new incidents where the settings want them.
 * One run after the other for a repository. Run twice, it writes nothing the second time.
 */
export async function publishFixes(
  resources: JobResources,
  job: PublishFixesJob,
  signal: AbortSignal,
): Promise<void> {
  const { store, connection } = resources;
  const { installationId, repositoryId, owner, repo } = job;
  if (await isOutOfReach(resources, job)) return;
  const memory = await store.repositories.find(installationId, repositoryId);
  if (memory === null || memory.archived || memory.defaultBranch === null) return;
  const gitops = memory.settings?.gitops ?? DEFAULT_GITOPS;
  const branch = memory.defaultBranch;
  const incidents = await store.incidents.listOfBranch(installationId, repositoryId, branch);
  if (gitops.enabled) await askForNew(resources, memory, incidents);
  const fixes = (await store.fixes.list(installationId, repositoryId)).filter(isUnderWay);
  if (fixes.length === 0) return;
  const token = await tokenFor(resources, job, FIX_PERMISSIONS);
  if (token === null) return refuseAll(resources, fixes);
  const client = tokenClient(token, connection.address);
  const head = await readBranchHead(client, { owner, repo, branch });
  if (head === null) return;
  const looks: number[] = [];
  const publishing: FixPublishing = {
    ...resources,
    installationId,
    repositoryId,
    owner,
    repo,
    client,
    app: await connection.identity(),
    signal,
    gitops,
    defaultBranch: branch,
    defaultSha: head.sha,
    isJudged: await isJudged(resources, job, branch, head.sha),
    incidents,
    workflows: wantedWorkflows(gitops),
    workflowClient: async () => {
      const allowed = await tokenFor(resources, job, WORKFLOW_PERMISSIONS);
      return allowed === null ? null : tokenClient(allowed, connection.address);
    },
    lookAgain: (at) => {
      looks.push(at.getTime());
    },
    reviewersOf: async (files) => reviewersOf(client, { owner, repo }, gitops, files),
  };
  const { isChanged, failures } = await followAll(fixes, gitops.max_open, (fix, room) =>
    followFix(publishing, fix, room),
  );
  // The dashboard shows how far fixes are.
  if (isChanged) {
    const place = { installationId, repositoryId, owner, repo };
    await resources.queue.enqueue({ kind: 'publish-incidents', ...place });
  }
  if (failures.length > 0) throw failures[0];
  if (looks.length > 0) {
    throw new RunAgainAt(new Date(Math.min(...looks)), 'A workflow may have been dispatched');
  }
}

/** What came of following all fixes of a repository. */
interface Followed {
  /** Whether the state of any has changed. */
  readonly isChanged: boolean;
  /** What GitHub refused to do for one or the other, and searches that came to no end. */
  readonly failures: readonly unknown[];
}

/**
 * Follows each fix, those that take room first: where one ends, one that waits has its room. What GitHub refuses for
 * one, or a search without an end, does not keep the others from being followed. `most`: how many may be open.
 */
export async function followAll(
  fixes: readonly Fix[],
  most: number,
  follow: (fix: Fix, room: number) => Promise<FixStatus>,
): Promise<Followed> {
  const holders = fixes.filter(({ status }) => takesRoom(status));
  const others = fixes.filter(({ status }) => !takesRoom(status));
  const failures: unknown[] = [];
  let open = holders.length;
  let isChanged = false;
  for (const fix of [...holders, ...others]) {
    try {
      const status = await follow(fix, most - open);
      open += Number(takesRoom(status)) - Number(takesRoom(fix.status));
      isChanged ||= status !== fix.status;
    } catch (caught) {
      if (mayPass(caught)) throw caught;
      failures.push(caught);
    }
  }
  return { isChanged, failures };
}

/** Whether what stands in the way of one fix may be gone when the job runs again: then it stands in the way of all. */
function mayPass(caught: unknown): boolean {
  if (caught instanceof AuditFailed) return false;
  return !(toGitHubError(caught, new Date()) instanceof GitHubRefused);
}

/** Whether the pull request of a fix is one of those that are open. */
function takesRoom(status: FixStatus): boolean {
  return status === 'open' || status === 'taken_over';
}

/** Whether a cycle has judged a commit of the default branch. Where none has, it is asked for. */
async function isJudged(
  { store, queue }: JobResources,
  { installationId, repositoryId, owner, repo }: PublishFixesJob,
  branch: string,
  headSha: string,
): Promise<boolean> {
  const cycle = await store.audits.latestCycle(installationId, repositoryId, branch);
  if (cycle === null || cycle.headSha === headSha) return true;
  await queue.enqueue({
    kind: 'audit-branch',
    installationId,
    repositoryId,
    owner,
    repo,
    branch,
    trigger: 'push',
    before: cycle.headSha,
    isDefaultBranch: true,
    requestedBy: null,
  });
  return false;
}

/** A token that may do so much; null where the installation does not let Holdfast. */
async function tokenFor(
  { connection }: JobResources,
  { installationId, repositoryId }: PublishFixesJob,
  permissions: TokenPermissions,
): Promise<string | null> {
  try {
    return await connection.installationToken(installationId, { repositoryId }, permissions);
  } catch (caught) {
    const error = toGitHubError(caught, new Date());
    // GitHub answers 422 when more is asked for than the installation has granted.
    if (error instanceof GitHubRefused && error.status === 422) return null;
    throw caught;
  }
}

/**
 * Notes for those that wait for it that the App may not write. The others stay what they are: a pull request that a
 * person closes meanwhile still means no.
 */
export async function refuseAll(
  { store, now }: Pick<JobResources, 'now'> & { readonly store: RefusedStore },
  fixes: readonly Fix[],
): Promise<void> {
  const note =
    'The App may not write contents here: accept its new permissions in the settings of its installation.';
  for (const fix of fixes.filter(({ status }) => status === 'wanted')) {
    await store.fixes.progress(fix, { status: 'impossible', note }, now());
  }
}

interface RefusedStore {
  readonly fixes: Pick<Fixes, 'progress'>;
}

/** Every incident that edits can repair gets a fix of its own, unless it has one or somebody said no. */
async function askForNew(
  { store, now }: JobResources,
  { installationId, id: repositoryId }: RepositoryMemory,
  incidents: readonly Incident[],
): Promise<void> {
  const fixes = await store.fixes.list(installationId, repositoryId);
  for (const incident of withoutFix(incidents, fixes)) {
    const target = { kind: 'incidents', incidentIds: [incident.id] } as const;
    await store.fixes.want({
      installationId,
      repositoryId,
      key: fixKey(target, [incident]),
      target,
      requestedBy: 'holdfast',
      at: now(),
    });
  }
}

/** Whether there is anything to do for a fix, or to clear away. */
function isUnderWay({ status, branch }: Fix): boolean {
  return status === 'withdrawn' ? branch !== null : status !== 'declined' && status !== 'merged';
}

async function reviewersOf(
  client: GitHubClient,
  place: { readonly owner: string; readonly repo: string },
  { reviewers, request_code_owners: wantsOwners }: GitopsSettings,
  files: readonly string[],
): Promise<readonly string[]> {
  const text = wantsOwners ? await readCodeOwners(client, place) : null;
  const owners = text === null ? [] : assignableOwners(parseCodeOwners(text), files);
  return [...new Set([...reviewers, ...owners])];
}
