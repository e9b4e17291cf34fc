import { failCheckRun, supersedeCheckRun } from '../github/check-run.ts';
import type { GitHubClient, RepositoryRef } from '../github/client.ts';
import { AUDIT_PERMISSIONS, tokenClient } from '../github/connection.ts';
import { GitHubRefused, toGitHubError } from '../github/request-error.ts';
import type { UnfinishedAudit } from '../store/audits.ts';
import type { CommitToAudit } from './audit-commit.ts';
import type { JobResources } from './handlers.ts';
import type { AuditPullRequestJob, ConcludeAbandonedJob, Job } from './job.ts';

/** Where an audit's check run is. */
interface AuditPlace extends RepositoryRef {
  readonly installationId: number;
}

/** Ends an audit that failed: its check run says so with the run's id, the log has the rest. */
export async function failAudit(
  { store, log }: Pick<JobResources, 'store' | 'log' | 'now'>,
  client: GitHubClient,
  { installationId, owner, repo }: AuditPlace,
  runId: string,
  error: unknown,
): Promise<void> {
  const audit = await store.audits.find(installationId, runId);
  const checkRunId = audit?.checkRunId ?? null;
  if (checkRunId !== null) {
    try {
      await failCheckRun(client, { owner, repo, checkRunId, runId });
    } catch (caught) {
      const refusal = toGitHubError(caught, new Date());
      // Access was taken away: there is no check run any more that could be concluded.
      if (!(refusal instanceof GitHubRefused)) throw refusal;
      log.warn({ err: refusal, run: runId }, 'A failed audit cannot be shown at GitHub.');
    }
  }
  await store.audits.fail(installationId, runId, messageOf(error));
}

/** Ends an audit whose head is not the newest any more. */
export async function supersedeAudit(
  { store }: Pick<JobResources, 'store'>,
  client: GitHubClient,
  { installationId, owner, repo }: AuditPlace,
  runId: string,
): Promise<void> {
  const audit = await store.audits.find(installationId, runId);
  const checkRunId = audit?.checkRunId ?? null;
  if (checkRunId !== null) await supersedeCheckRun(client, { owner, repo, checkRunId });
  await store.audits.supersede(installationId, runId);
}

/** Ends the unfinished audits of a pull request, but for the one of the commit that is to be audited now. */
export async function supersedeUnfinished(
  resources: Pick<JobResources, 'store'>,
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
