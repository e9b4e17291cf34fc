import type { Probot } from 'probot';
import type { AppActions } from './events/actions.ts';
import { auditHead, auditPullRequests, queuedPullRequest } from './events/audit.ts';
import { onInstallations } from './events/installation.ts';
import { followIssue } from './events/issue.ts';
import { isBot, placeOf } from './events/place.ts';
import { commandLine } from './incidents/command.ts';
import { CHECK_ACTIONS } from './jobs/job.ts';
import { tickedBoxes } from './report/dashboard.ts';

export type { AppActions } from './events/actions.ts';

/** What the reference of a branch begins with. */
const BRANCH_REF = 'refs/heads/';

/** The type of a `repository_dispatch` that starts an audit of the default branch. */
const DISPATCH_TYPE = 'holdfast-audit';

/** The Probot app: which event becomes which job. Nothing else. */
export function holdfastApp(actions: AppActions): (app: Probot) => void {
  return (app) => {
    app.on(
      [
        'pull_request.opened',
        'pull_request.synchronize',
        'pull_request.reopened',
        'pull_request.ready_for_review',
      ],
      (context) => auditPullRequests(actions, context, [context.payload.pull_request.number]),
    );

    app.on('pull_request.edited', async (context) => {
      if (context.payload.changes.base === undefined) return;
      await auditPullRequests(actions, context, [context.payload.pull_request.number]);
    });

    app.on('push', async (context) => {
      const place = placeOf(context);
      const { ref, deleted, created, before, repository } = context.payload;
      if (place === null || deleted || !ref.startsWith(BRANCH_REF)) return;
      const branch = ref.slice(BRANCH_REF.length);
      await actions.enqueue({
        kind: 'audit-branch',
        ...place,
        branch,
        trigger: 'push',
        // A branch that has just been made has no commit before.
        ...(created ? {} : { before }),
        isDefaultBranch: branch === repository.default_branch,
        requestedBy: null,
      });
    });

    app.on('repository_dispatch', async (context) => {
      const place = placeOf(context);
      if (place === null || context.payload.action !== DISPATCH_TYPE) return;
      await actions.enqueue({
        kind: 'audit-branch',
        ...place,
        branch: null,
        trigger: 'manual',
        requestedBy: `github:${context.payload.sender.login}`,
      });
    });

    app.on('issues.closed', async (context) => {
      const { state_reason: reason } = context.payload.issue;
      await followIssue(actions, context, reason === 'not_planned' ? reason : 'completed');
    });

    app.on('issues.reopened', (context) => followIssue(actions, context, 'reopened'));

    app.on('issues.edited', async (context) => {
      const { audit, fixes } = tickedBoxes(context.payload.issue.body ?? '');
      if (audit) await followIssue(actions, context, 'audit_ticked');
      if (fixes.length > 0) await followIssue(actions, context, 'fix_ticked', fixes);
    });

    app.on('issue_comment.created', async (context) => {
      const place = placeOf(context);
      const { issue, comment, sender } = context.payload;
      const line = commandLine(comment.body);
      if (place === null || line === null || isBot(sender) || isBot(comment.user)) return;
      await actions.enqueue({
        kind: 'issue-command',
        ...place,
        issue: issue.number,
        isPullRequest: Boolean(issue.pull_request),
        commentId: comment.id,
        login: sender.login,
        line,
        writtenAt: comment.created_at,
      });
    });

    app.on('pull_request_review_comment.created', async (context) => {
      const place = placeOf(context);
      const { pull_request: pull, comment, sender } = context.payload;
      const line = commandLine(comment.body);
      if (place === null || line === null || isBot(sender) || isBot(comment.user)) return;
      await actions.enqueue({
        kind: 'issue-command',
        ...place,
        issue: pull.number,
        isPullRequest: true,
        commentId: comment.id,
        threadId: comment.in_reply_to_id ?? comment.id,
        login: sender.login,
        line,
        writtenAt: comment.created_at,
      });
    });

    app.on('pull_request.closed', async (context) => {
      const place = placeOf(context);
      if (place !== null) await actions.enqueue({ kind: 'publish-fixes', ...place });
    });

    app.on('workflow_run.completed', async (context) => {
      const place = placeOf(context);
      const { event, head_branch: branch } = context.payload.workflow_run;
      // Most runs are somebody else's: nothing is asked for them.
      if (place === null || event !== 'workflow_dispatch' || branch === null) return;
      const { installationId, repositoryId } = place;
      if (!(await actions.isFixBranch(installationId, repositoryId, branch))) return;
      await actions.enqueue({ kind: 'publish-fixes', ...place });
    });

    app.on('check_run.rerequested', (context) =>
      auditHead(actions, context, {
        ...context.payload.check_run,
        head_branch: context.payload.check_run.check_suite?.head_branch,
      }),
    );

    app.on('check_run.requested_action', async (context) => {
      const place = placeOf(context);
      const { requested_action: pressed, check_run: run, sender } = context.payload;
      const action = CHECK_ACTIONS.find((known) => known === pressed?.identifier);
      if (place === null || action === undefined) return;
      await actions.enqueue({
        kind: 'check-action',
        ...place,
        action,
        checkRunId: run.id,
        headSha: run.head_sha,
        externalId: run.external_id ?? '',
        login: sender.login,
        ...queuedPullRequest(run.check_suite?.head_branch),
      });
    });

    app.on('check_suite.rerequested', (context) =>
      auditHead(actions, context, context.payload.check_suite),
    );

    app.on('merge_group.checks_requested', async (context) => {
      const place = placeOf(context);
      if (place === null) return;
      const { base_sha: baseSha, head_sha: headSha, head_ref: ref } = context.payload.merge_group;
      const queued = queuedPullRequest(ref);
      await actions.enqueue({ kind: 'audit-merge-group', ...place, baseSha, headSha, ...queued });
    });

    onInstallations(app, actions);
  };
}
