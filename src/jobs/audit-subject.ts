import type { AuditReport } from '../audit/report.ts';
import { readBranchHead } from '../github/branch.ts';
import type { GitHubClient, RepositoryRef } from '../github/client.ts';
import { ensureComment } from '../github/comment.ts';
import { AUDIT_PERMISSIONS, tokenClient } from '../github/connection.ts';
import { type PullRequest, readMergeBase } from '../github/pull-request.ts';
import { readPullRequestView } from '../github/pull-request-view.ts';
import { ensureReview, type ReviewOptions } from '../github/review.ts';
import type { OurReviewComment } from '../github/review-comments.ts';
import { COMMENT_MARKER, commentBody, RESOLVED_COMMENT } from '../report/comment.ts';
import type { Links } from '../report/links.ts';
import { isAllCompared, reviewComments, tellingFingerprints } from '../report/review.ts';
import { readMarker } from '../report/review-marker.ts';
import { auditCommit, type CommitToAudit } from './audit-commit.ts';
import type { ReviewFindings } from './audit-task.ts';
import { supersedeUnfinished } from './conclude.ts';
import type { JobResources } from './handlers.ts';
import type { AuditMergeGroupJob, AuditPullRequestJob } from './job.ts';
import { PullRequestWatch } from './pull-request-watch.ts';

/**
 * Audits a pull request at the head it has now, and answers there: check run, settings check, comments on lines, comment.
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
  await followFixes(resources, job, pull.state === 'open');
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
    settingsSha: view.baseTip ?? (await newestOf(client, { owner, repo }, pull)),
    baseBranch: pull.baseRef,
    headSha,
  };
  await supersedeUnfinished(resources, client, job, commit);
  const read = () => readPullRequestView(client, { ...place, app, history: false });
  const hasNews = () => resources.queue.waits(job);
  const watch = new PullRequestWatch(view, { read, hasNews, now: resources.now });
  const { stillCurrent } = watch;
  await auditCommit({ ...resources, client, token, signal, stillCurrent, watch }, commit, {
    review: { posts: !pull.draft, commented: marksOf(watch.seen.reviewComments ?? []) },
    afterwards: async ({ report, links, checkRunUrl, review }) => {
      const details = checkRunUrl === null ? {} : { detailsUrl: checkRunUrl };
      const reviewed =
        review === null
          ? 'unchanged'
          : await ensureReview(
              client,
              {
                ...place,
                app,
                headSha,
                ...reviewOf(report, review, links),
                // A draft is work in hand: its check run says enough.
                mayPost: !pull.draft,
                detailsUrl: checkRunUrl,
                seen: watch.seen.reviewComments,
                onRefusal: (err) =>
                  resources.log.warn({ err, ...place }, 'GitHub refused comments on lines.'),
              },
              stillCurrent,
            );
      if (reviewed === 'superseded') return reviewed;
      return ensureComment(
        client,
        {
          ...place,
          app,
          marker: COMMENT_MARKER,
          body: commentBody(report, { links, ...details }),
          resolvedBody: RESOLVED_COMMENT,
          // One from before it became a draft must not say that all is resolved.
          mayPost: !pull.draft,
          seen: watch.seen.comments,
          onRefusal: (err) => resources.log.warn({ err, ...place }, 'GitHub refused the comment.'),
        },
        stillCurrent,
      );
    },
  });
}

/** Marks of the drifts that comments speak of. */
function marksOf(comments: readonly OurReviewComment[]): readonly string[] {
  return comments.flatMap(({ body }) => readMarker(body)?.marks ?? []);
}

/** The newest commit of the base branch; what the pull request was based on where that branch is gone. */
async function newestOf(
  client: GitHubClient,
  place: RepositoryRef,
  { baseRef, baseSha }: PullRequest,
): Promise<string> {
  const head = await readBranchHead(client, { ...place, branch: baseRef });
  return head?.sha ?? baseSha;
}

/** What a review is to say of an audit. */
function reviewOf(
  report: AuditReport,
  { diff, suggestions }: ReviewFindings,
  links: Links,
): Pick<ReviewOptions, 'diff' | 'commentsOn' | 'found' | 'isComplete'> {
  return {
    diff,
    commentsOn: (lines, hasComment) =>
      reviewComments(report, lines, { links, suggestions, hasComment }),
    found: tellingFingerprints(report),
    isComplete: isAllCompared(report),
  };
}

/** A pull request that carries a fix, or whose head one repairs, has changed: the fix follows. */
async function followFixes(
  { store, queue, now }: JobResources,
  { installationId, repositoryId, owner, repo, pullRequest }: AuditPullRequestJob,
  isOpen: boolean,
): Promise<void> {
  if (!(await store.fixes.concerns(installationId, repositoryId, pullRequest))) return;
  if (isOpen) await store.fixes.reopen(installationId, repositoryId, pullRequest, now());
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
