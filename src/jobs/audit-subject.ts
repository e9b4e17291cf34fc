import type { GitHubClient } from '../github/client.ts';
import { ensureComment } from '../github/comment.ts';
import { AUDIT_PERMISSIONS, tokenClient } from '../github/connection.ts';
import { readMergeBase } from '../github/pull-request.ts';
import { readPullRequestView } from '../github/pull-request-view.ts';
import { COMMENT_MARKER, commentBody, RESOLVED_COMMENT } from '../report/comment.ts';
import { auditCommit, type CommitToAudit } from './audit-commit.ts';
import { supersedeUnfinished } from './conclude.ts';
import type { JobResources } from './handlers.ts';
import type { AuditMergeGroupJob, AuditPullRequestJob } from './job.ts';
import { PullRequestWatch } from './pull-request-watch.ts';

/**
 * Audits a pull request at the head it has now, and answers there: check run, settings check, comment.
 * A closed pull request is left alone. Run again after a crash, it goes on where it was.
 */
export async function auditPullRequest(
  resources: JobResources,
  job: AuditPullRequestJob,
  signal: AbortSignal,
): Promise<void> {
  const { owner, repo, pullRequest: number } = job;
  const token = await auditToken(resources, job);
  const client = tokenClient(token, resources.connection.address);
  const place = { owner, repo, number };
  const app = await resources.connection.identity();
  const view = await readPullRequestView(client, { ...place, app, history: true });
  const { pull } = view;
  await followFixes(resources, job);
  if (pull.state === 'closed') {
    await supersedeUnfinished(resources, client, job, null);
    return;
  }
  const { headSha, baseSha } = pull;
  const commit: CommitToAudit = {
    ...job,
    acceptedOn: number,
    isFork: pull.isFork,
    subject: `pull/${number}`,
    baseSha: view.mergeBase ?? (await readMergeBase(client, { owner, repo, baseSha, headSha })),
    settingsSha: baseSha,
    baseBranch: pull.baseRef,
    headSha,
  };
  await supersedeUnfinished(resources, client, job, commit);
  const read = () => readPullRequestView(client, { ...place, app, history: false });
  const watch = new PullRequestWatch(view, read, resources.now);
  const { stillCurrent } = watch;
  await auditCommit({ ...resources, client, token, signal, stillCurrent, watch }, commit, {
    afterwards: async ({ report, links, checkRunUrl }) => {
      const details = checkRunUrl === null ? {} : { detailsUrl: checkRunUrl };
      return ensureComment(
        client,
        {
          ...place,
          app,
          marker: COMMENT_MARKER,
          // A draft is work in hand: its check run says enough.
          body: pull.draft ? null : commentBody(report, { links, ...details }),
          resolvedBody: RESOLVED_COMMENT,
          seen: watch.seen.comments,
        },
        stillCurrent,
      );
    },
  });
}

/** A pull request that carries a fix, or whose head one repairs, has changed: the fix follows. */
async function followFixes(
  { store, queue }: JobResources,
  { installationId, repositoryId, owner, repo, pullRequest }: AuditPullRequestJob,
): Promise<void> {
  if (!(await store.fixes.concerns(installationId, repositoryId, pullRequest))) return;
  await queue.enqueue({ kind: 'publish-fixes', installationId, repositoryId, owner, repo });
}

/** Audits what a merge queue is about to merge. Its commits never move, and there is nowhere to comment. */
export async function auditMergeGroup(
  resources: JobResources,
  job: AuditMergeGroupJob,
  signal: AbortSignal,
): Promise<void> {
  const token = await auditToken(resources, job);
  const client: GitHubClient = tokenClient(token, resources.connection.address);
  const commit: CommitToAudit = {
    ...job,
    pullRequest: null,
    acceptedOn: job.pullRequest ?? null,
    isFork: false,
    trigger: 'pull_request',
    subject: `merge-group/${job.headSha}`,
    settingsSha: job.baseSha,
    baseBranch: null,
  };
  const stillCurrent = async () => true;
  await auditCommit({ ...resources, client, token, signal, stillCurrent }, commit, {});
}

function auditToken(
  { connection }: JobResources,
  { installationId, repositoryId }: { installationId: number; repositoryId: number },
): Promise<string> {
  return connection.installationToken(installationId, { repositoryId }, AUDIT_PERMISSIONS);
}
