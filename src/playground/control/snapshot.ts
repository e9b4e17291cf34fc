import {
  fullName,
  type Issue,
  isPull,
  type PullRequest,
  type Reaction,
  type Repository,
} from '../model/records.ts';
import { checkRunPage } from '../resources/check.ts';
import { issuePage } from '../resources/issue.ts';
import { workflowRunPage } from '../resources/workflow.ts';
import type { Site } from '../site.ts';
import type { IssueSnapshot, PullSnapshot, RepositorySnapshot, StateSnapshot } from './messages.ts';

function issue(site: Site, one: Issue): IssueSnapshot {
  return {
    number: one.number,
    title: one.title,
    body: one.body,
    state: one.state,
    state_reason: one.stateReason,
    user: one.user.login,
    labels: one.labels.map(({ name }) => name),
    assignees: one.assignees.map(({ login }) => login),
    html_url: issuePage(site, one),
  };
}

function pull(site: Site, one: PullRequest): PullSnapshot {
  const { head, base, draft, mergedAt, mergeable, reviewers } = one.pull;
  return {
    ...issue(site, one),
    draft,
    merged: mergedAt !== null,
    mergeable,
    reviewers: reviewers.map(({ login }) => login),
    head: { repository: fullName(head.repository), ref: head.ref, sha: head.sha },
    base: { ref: base.ref, sha: base.sha },
  };
}

function reactionNames(reactions: readonly Reaction[]): string[] {
  return reactions.map(({ user, content }) => `${user.login}: ${content}`);
}

function repository(site: Site, one: Repository): RepositorySnapshot {
  const issues = [...one.issues.values()];
  return {
    full_name: fullName(one),
    default_branch: one.defaultBranch,
    archived: one.archived,
    has_issues: one.hasIssues,
    branches: Object.fromEntries([...one.branches].sort(([a], [b]) => (a < b ? -1 : 1))),
    issues: issues.filter((each) => !isPull(each)).map((each) => issue(site, each)),
    pulls: issues.filter(isPull).map((each) => pull(site, each)),
    comments: [...one.comments.values()].map((each) => ({
      id: each.id,
      issue: each.issue.number,
      user: each.user.login,
      body: each.body,
      created_at: each.createdAt,
      updated_at: each.updatedAt,
      reactions: reactionNames(each.reactions),
    })),
    reviews: [...one.reviews.values()].map((each) => ({
      id: each.id,
      pull: each.issue.number,
      user: each.user.login,
      state: each.state,
      body: each.body,
    })),
    review_comments: [...one.reviewComments.values()].map((each) => ({
      id: each.id,
      pull: each.review.issue.number,
      review: each.review.id,
      user: each.user.login,
      path: each.path,
      commit: each.commitId,
      line: each.line,
      start_line: each.startLine,
      side: each.side,
      minimized: each.minimizedReason,
      reply_to: each.inReplyTo,
      reactions: reactionNames(each.reactions),
      body: each.body,
    })),
    check_runs: [...one.checkRuns.values()].map((each) => ({
      id: each.id,
      suite: each.suite.id,
      name: each.name,
      head_sha: each.headSha,
      status: each.status,
      conclusion: each.conclusion,
      external_id: each.externalId,
      details_url: each.detailsUrl,
      html_url: checkRunPage(site, each),
      title: each.title,
      summary: each.summary,
      text: each.text,
      annotations: [...each.annotations],
      actions: each.actions,
    })),
    workflow_runs: [...one.workflowRuns.values()].map((each) => ({
      id: each.id,
      workflow: each.path.slice(each.path.lastIndexOf('/') + 1),
      head_branch: each.headBranch,
      head_sha: each.headSha,
      actor: each.actor.login,
      attempt: each.attempt,
      status: each.status,
      conclusion: each.conclusion,
      html_url: workflowRunPage(site, each),
    })),
  };
}

/** Everything there is to see, as plain data. */
export function snapshot(site: Site): StateSnapshot {
  return {
    version: site.state.version,
    repositories: [...site.state.repositories.values()].map((one) => repository(site, one)),
    deliveries: site.webhooks.deliveries.map((one) => ({
      id: one.id,
      guid: one.guid,
      event: one.event,
      action: one.action,
      repository: one.repository,
      redelivery: one.redelivery,
      status_code: one.statusCode,
      status: one.status,
      duration: one.duration,
    })),
  };
}
