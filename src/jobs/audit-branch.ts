/** A sync cycle: a branch audited at its newest commit against the last cycle, and what follows from it. */
import type { AuditReport } from '../audit/report.ts';
import { readRootCause } from '../github/branch.ts';
import type { GitHubClient } from '../github/client.ts';
import { CYCLE_PERMISSIONS, tokenClient } from '../github/connection.ts';
import { toGitHubError } from '../github/request-error.ts';
import { incidentCandidates } from '../incidents/groups.ts';
import { isUnsettled, type RootCause } from '../incidents/incident.ts';
import type { Audit } from '../store/audits.ts';
import { mayPass } from './audit-commit.ts';
import {
  type BranchState,
  endSchedule,
  isOutOfReach,
  isUnwatched,
  readBranchState,
  scheduledJob,
} from './branch-state.ts';
import { failAudit, supersedeAudit } from './conclude.ts';
import type { JobResources } from './handlers.ts';
import type { AuditBranchJob } from './job.ts';
import { readLapsed } from './lapsed.ts';
import { newWindow, readMemory } from './memory.ts';
import { readMergedAcceptances } from './merged-acceptances.ts';
import { RunAgainAt } from './queue.ts';
import { type Cycle, recordCycle } from './record-cycle.ts';
import { showOnCommit } from './show-cycle.ts';

/** Older commits that one cycle looks back to at most; the incidents of others wait for a later one. */
const MAX_STANDING = 20;

/** How soon a cycle that was overtaken begins anew, in milliseconds. */
const OVERTAKEN_MS = 1_000;

/**
 * Audits a branch at the head it has now. Nothing is done for archived repositories, for branches that nobody
 * wants watched, and for a push whose head has been audited. Run again after a crash, it goes on where it was.
 */
export async function auditBranch(
  resources: JobResources,
  job: AuditBranchJob,
  signal: AbortSignal,
): Promise<void> {
  if (await isOutOfReach(resources, job)) return endSchedule(resources, job);
  if (await isUnwatched(resources, job)) return;
  const token = await resources.connection.installationToken(
    job.installationId,
    { repositoryId: job.repositoryId },
    CYCLE_PERMISSIONS,
  );
  const client = tokenClient(token, resources.connection.address);
  const state = await readBranchState(resources, client, job);
  if (state === null) return;
  const { headSha, branch } = state;
  const baseSha = baseOf(job, state);
  await supersedeInterrupted(resources, client, job, { branch, baseSha, headSha });
  if (job.trigger === 'push' && baseSha === headSha && state.previous !== null) return;
  const audit = await resources.store.audits.begin({
    installationId: job.installationId,
    repository: { id: job.repositoryId, owner: job.owner, name: job.repo },
    pullRequest: null,
    branch,
    requestedBy: job.requestedBy,
    trigger: job.trigger,
    baseSha,
    headSha,
  });
  const log = resources.log.child({
    run: audit.id,
    repository: `${job.owner}/${job.repo}`,
    branch,
  });
  try {
    await runCycle({ ...resources, log }, { client, token, signal }, job, state, audit);
  } catch (caught) {
    const error = toGitHubError(caught, resources.now());
    if (error instanceof RunAgainAt || mayPass(error) || signal.aborted) throw error;
    log.error({ err: error }, 'A cycle failed.');
    await failAudit(resources, client, job, audit.id, error);
  }
}

/**
 * The commit a cycle is compared with: the head of the cycle before. A cycle that had none itself has not compared
 * anything, so a push since then is compared with what was before it.
 */
function baseOf({ before }: AuditBranchJob, { previous, headSha }: BranchState): string {
  if (previous === null) return before ?? headSha;
  const { trigger } = previous;
  const isFirst =
    previous.baseSha === previous.headSha && (trigger === 'sync' || trigger === 'push');
  return isFirst && before !== undefined ? before : previous.headSha;
}

/** Ends cycles that a crash cut off and that are not the one to be done now: their commit is not the newest any more. */
async function supersedeInterrupted(
  resources: JobResources,
  client: GitHubClient,
  job: AuditBranchJob,
  now: { readonly branch: string; readonly baseSha: string; readonly headSha: string },
): Promise<void> {
  const { installationId, repositoryId } = job;
  const { audits } = resources.store;
  for (const audit of await audits.listUnfinishedCycles(installationId, repositoryId, now.branch)) {
    if (audit.headSha === now.headSha && audit.baseSha === now.baseSha) continue;
    await supersedeAudit(resources, client, job, audit.id);
  }
}

async function runCycle(
  resources: JobResources,
  github: { readonly client: GitHubClient; readonly token: string; readonly signal: AbortSignal },
  job: AuditBranchJob,
  state: BranchState,
  audit: Audit,
): Promise<void> {
  const { store, threads, connection, now, log } = resources;
  const { installationId, repositoryId, owner, repo } = job;
  const { baseSha, headSha } = audit;
  const at = now();
  const date = at.toISOString().slice(0, 10);
  const known = await store.incidents.listOfBranch(installationId, repositoryId, state.branch);
  const lapsed = await readLapsed(store, known, date);
  // Those that were looked at longest ago come first, so that each has its turn.
  const bases = known
    .filter(
      ({ id, status, fingerprints }) =>
        (isUnsettled(status) || lapsed.has(id)) && fingerprints.length > 0,
    )
    .sort((a, b) => a.lastSeenAt.getTime() - b.lastSeenAt.getTime())
    .map((incident) => incident.baseSha);
  const { branch } = state;
  const place = { installationId, repositoryId, owner, repo };
  const range = { branch, baseSha, headSha, at };
  const accepted = await readMergedAcceptances(resources, github.client, { ...place, ...range });
  const given = await store.waivers.list(installationId, repositoryId, date);
  const findings = await threads.run(
    {
      address: connection.address,
      token: github.token,
      defaultsToken: await connection.defaultsToken(installationId, at),
      owner,
      repo,
      baseSha,
      headSha,
      settingsSha: state.settingsSha,
      trigger: job.trigger,
      date,
      waivers: [...accepted.waivers, ...given],
      memory: await readMemory(
        store,
        { installationId, repositoryId, branch: state.branch, isCycle: true },
        at,
      ),
      standing: [...new Set(bases)].slice(0, MAX_STANDING),
    },
    github.signal,
  );
  const { report } = findings;
  if (!(await isNext(resources, job, state))) return beginAnew(resources, job, audit);
  const summary = await showOnCommit(resources, github.client, job, state, audit, report);
  const cause = await causeOf(resources, github.client, job, audit, report);
  const cycle: Cycle = {
    id: audit.id,
    previousId: state.previous?.id ?? null,
    installationId,
    repositoryId,
    owner,
    repo,
    branch: state.branch,
    isDefaultBranch: state.isDefaultBranch,
    defaultBranch: state.defaultBranch,
    baseSha,
    headSha,
    at,
    summary,
    report,
    settings: findings.settings,
    standing: findings.standing,
    fields: findings.fields,
    ...cause,
  };
  const days = await newWindow(store, job, findings.settings, state.previous);
  const recorded = await recordCycle(store, cycle, async (transaction) => {
    await transaction.acceptances.settle(installationId, repositoryId, accepted.settled, at);
    await transaction.acceptances.end(installationId, repositoryId, accepted.ended);
    await resources.queue.enqueue(
      { kind: 'publish-incidents', installationId, repositoryId, owner, repo },
      { transaction },
    );
    if (state.isDefaultBranch) {
      await resources.queue.enqueue(
        { kind: 'publish-fixes', installationId, repositoryId, owner, repo },
        { transaction },
      );
    }
    if (days === null || cycle.fields === null) return;
    const files = [...new Set(cycle.fields.operations.map(({ file }) => file))].sort();
    if (files.length === 0) return;
    await resources.queue.enqueue(
      {
        kind: 'backfill',
        installationId,
        repositoryId,
        owner,
        repo,
        branch: state.branch,
        headSha,
        files,
        days,
      },
      { transaction },
    );
  });
  if (recorded === 'overtaken') return beginAnew(resources, job, audit);
  if (state.isDefaultBranch && findings.settings !== null) {
    const { schedule } = findings.settings;
    await resources.queue.schedule(scheduledJob(job), schedule.enabled ? schedule : null);
  }
  log.info({ outcome: report.outcome, headSha }, summary);
}

/** Whether the cycle before is still the newest: looked at once more before anything is shown. */
async function isNext(
  { store }: JobResources,
  { installationId, repositoryId }: AuditBranchJob,
  { branch, previous }: BranchState,
): Promise<boolean> {
  const newest = await store.audits.latestCycle(installationId, repositoryId, branch);
  return newest?.id === previous?.id;
}

/** Another cycle of the branch came first: this one is compared with that, from the start. */
async function beginAnew(
  { store, now }: JobResources,
  { installationId }: AuditBranchJob,
  { id }: Audit,
): Promise<never> {
  await store.audits.supersede(installationId, id);
  throw new RunAgainAt(
    new Date(now().getTime() + OVERTAKEN_MS),
    'Another cycle of the branch was recorded meanwhile',
  );
}

/** What brought the change, and the check run that had seen it: asked only where an incident may come of it. */
async function causeOf(
  { store }: JobResources,
  client: GitHubClient,
  { installationId, repositoryId, owner, repo }: AuditBranchJob,
  { baseSha, headSha }: Audit,
  report: AuditReport,
): Promise<{ readonly rootCause: RootCause | null; readonly contractDiffId: string | null }> {
  if (incidentCandidates(report).length === 0) return { rootCause: null, contractDiffId: null };
  const rootCause = await readRootCause(client, { owner, repo, baseSha, headSha });
  const pullRequest = rootCause?.pull_request ?? null;
  if (pullRequest === null) return { rootCause, contractDiffId: null };
  const seen = await store.audits.latest(installationId, repositoryId, pullRequest);
  const checkRunId = seen?.checkRunId ?? null;
  return { rootCause, contractDiffId: checkRunId === null ? null : String(checkRunId) };
}
