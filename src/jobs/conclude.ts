import { isOfRun } from '../github/check-run.ts';
import { readCheckRuns } from '../github/check-run-list.ts';
import type { GitHubClient, RepositoryRef } from '../github/client.ts';
import { AUDIT_PERMISSIONS, tokenClient } from '../github/connection.ts';
import { failCheckRun, supersedeCheckRun } from '../github/end-check-run.ts';
import { GitHubRefused, toGitHubError } from '../github/request-error.ts';
import type { UnfinishedAudit } from '../store/audits.ts';
import type { CommitToAudit } from './audit-commit.ts';
import type { JobResources } from './handlers.ts';
import {
  type AuditPullRequestJob,
  CHECK_NAME,
  type ConcludeAbandonedJob,
  type Job,
} from './job.ts';

/** Where an audit's check run is. */
interface AuditPlace extends RepositoryRef {
  readonly installationId: number;
}

type Ending = Pick<JobResources, 'store' | 'connection' | 'log'>;

/** Ends an audit that failed: its check run says so with the run's id, the log has the rest. */
export async function failAudit(
  resources: Ending,
  client: GitHubClient,
  place: AuditPlace,
  runId: string,
  error: unknown,
): Promise<void> {
  const { store, log } = resources;
  const { installationId, owner, repo } = place;
  try {
    const checkRunId = await checkRunOf(resources, client, place, runId);
    if (checkRunId !== null) await failCheckRun(client, { owner, repo, checkRunId, runId });
  } catch (caught) {
    const refusal = toGitHubError(caught, new Date());
    // Access was taken away: there is no check run any more that could be concluded.
    if (!(refusal instanceof GitHubRefused)) throw refusal;
    log.warn({ err: refusal, run: runId }, 'A failed audit cannot be shown at GitHub.');
  }
  await store.audits.fail(installationId, runId, messageOf(error));
}

/** Ends an audit whose head is not the newest any more. */
export async function supersedeAudit(
  resources: Ending,
  client: GitHubClient,
  place: AuditPlace,
  runId: string,
): Promise<void> {
  const { installationId, owner, repo } = place;
  const checkRunId = await checkRunOf(resources, client, place, runId);
  if (checkRunId !== null) await supersedeCheckRun(client, { owner, repo, checkRunId });
  await resources.store.audits.supersede(installationId, runId);
}

/**
 * The check run of an audit; null where there is none. A process that dies between making it and noting it down
 * leaves one that only GitHub knows, under the run's id.
 */
async function checkRunOf(
  { store, connection }: Ending,
  client: GitHubClient,
  { installationId, owner, repo }: AuditPlace,
  runId: string,
): Promise<number | null> {
  const audit = await store.audits.find(installationId, runId);
  if (audit === null || audit.checkRunId !== null) return audit?.checkRunId ?? null;
  const { appId } = await connection.identity();
  const { headSha } = audit;
  const runs = await readCheckRuns(client, { owner, repo, appId, headSha, name: CHECK_NAME });
  return runs.find(({ externalId }) => isOfRun(externalId, runId))?.id ?? null;
}

/** Ends the unfinished audits of a pull request, but for the one of the commit that is to be audited now. */
export async function supersedeUnfinished(
  resources: Ending,
  client: GitHubClient,
  job: AuditPullRequestJob,
  commit: CommitToAudit | null,
): Promise<void> {
  const { installationId, repositoryId, pullRequest } = job;
  const unfinished = await resources.store.audits.listUnfinishedOf(
    installationId,
    repositoryId,
    pullRequest,
  );
  for (const { id, headSha, baseSha } of unfinished) {
    if (headSha === commit?.headSha && baseSha === commit.baseSha) continue;
    await supersedeAudit(resources, client, job, id);
  }
}

/** Ends an audit that nobody works on: its process died, and its job with it. */
export async function concludeAbandoned(
  resources: JobResources,
  { installationId, auditId }: ConcludeAbandonedJob,
): Promise<void> {
  const audit = await resources.store.audits.findUnfinished(installationId, auditId);
  if (audit === null) return;
  await failUnfinished(resources, audit, new Error('The process ended before the audit did.'));
}

/** What is left to do for a job that failed for good: nothing it began stays open. */
export async function concludeExhausted(
  resources: JobResources,
  job: Job,
  error: Error,
): Promise<void> {
  const { store, log } = resources;
  log.error({ err: error, job }, 'A job failed for good.');
  switch (job.kind) {
    case 'delivery':
      await store.deliveries.markFailed(job.deliveryId, messageOf(error));
      return;
    case 'audit-pull-request':
    case 'audit-merge-group': {
      const unfinished =
        job.kind === 'audit-pull-request'
          ? await store.audits.listUnfinishedOf(
              job.installationId,
              job.repositoryId,
              job.pullRequest,
            )
          : await store.audits.listUnfinishedAt(
              job.installationId,
              job.repositoryId,
              job.headSha,
              null,
            );
      for (const audit of unfinished) await failUnfinished(resources, audit, error);
      return;
    }
    case 'audit-branch': {
      const unfinished = await store.audits.listUnfinishedCycles(
        job.installationId,
        job.repositoryId,
        job.branch,
      );
      for (const audit of unfinished) await failUnfinished(resources, audit, error);
      return;
    }
    case 'issue-state':
    case 'issue-command':
    case 'check-action':
      // Nothing was begun that stays open; the log says what was asked.
      return;
    case 'backfill':
      // Budgets over time begin with the first cycle then, and their verdicts say so.
      return;
    case 'publish-incidents':
      // The next cycle, or the next change of an incident, queues it again.
      return;
    case 'conclude-abandoned':
      await store.audits.fail(job.installationId, job.auditId, messageOf(error));
  }
}

async function failUnfinished(
  resources: JobResources,
  audit: UnfinishedAudit,
  error: Error,
): Promise<void> {
  const { installationId, repository } = audit;
  const token = await resources.connection.installationToken(
    installationId,
    { repositoryId: repository.id },
    AUDIT_PERMISSIONS,
  );
  const client = tokenClient(token, resources.connection.address);
  const place = { installationId, owner: repository.owner, repo: repository.name };
  await failAudit(resources, client, place, audit.id, error);
}

function messageOf(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
}
