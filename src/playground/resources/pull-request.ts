import type { Comparison } from '../git/repository.ts';
import type { PullRequest, PullSide } from '../model/records.ts';
import type { Site } from '../site.ts';
import { association, commentsOf, issuePage, issueUrl, labelResource } from './issue.ts';
import { repositoryResource, repositoryUrl } from './repository.ts';
import { nodeId, userResource } from './user.ts';

function side(site: Site, part: PullSide) {
  const { owner } = part.repository;
  return {
    label: `${owner.login}:${part.ref}`,
    ref: part.ref,
    sha: part.sha,
    user: userResource(site, owner),
    repo: repositoryResource(site, part.repository),
  };
}

/** The id of a pull request for GraphQL. */
export function pullNodeId({ pull }: PullRequest): string {
  return nodeId('PullRequest', pull.id);
}

/** `pull-request-simple`: what lists give. */
export function simplePullResource(site: Site, issue: PullRequest) {
  const { pull, repository } = issue;
  const api = repositoryUrl(site, repository);
  const url = `${api}/pulls/${issue.number}`;
  const page = issuePage(site, issue);
  const comments = `${issueUrl(site, issue)}/comments`;
  const statuses = `${api}/statuses/${pull.head.sha}`;
  const assignees = issue.assignees.map((user) => userResource(site, user));
  return {
    id: pull.id,
    node_id: pullNodeId(issue),
    url,
    html_url: page,
    diff_url: `${page}.diff`,
    patch_url: `${page}.patch`,
    issue_url: issueUrl(site, issue),
    commits_url: `${url}/commits`,
    review_comments_url: `${url}/comments`,
    review_comment_url: `${api}/pulls/comments{/number}`,
    comments_url: comments,
    statuses_url: statuses,
    number: issue.number,
    state: issue.state,
    locked: issue.locked,
    active_lock_reason: null,
    title: issue.title,
    body: issue.body,
    user: userResource(site, issue.user),
    labels: issue.labels.map((label) => labelResource(site, repository, label)),
    milestone: null,
    assignee: assignees[0] ?? null,
    assignees,
    requested_reviewers: pull.reviewers.map((user) => userResource(site, user)),
    requested_teams: [],
    draft: pull.draft,
    created_at: issue.createdAt,
    updated_at: issue.updatedAt,
    closed_at: issue.closedAt,
    merged_at: pull.mergedAt,
    merge_commit_sha: pull.mergeCommitSha,
    head: side(site, pull.head),
    base: side(site, pull.base),
    author_association: association(repository, issue.user),
    auto_merge: null,
    _links: {
      self: { href: url },
      html: { href: page },
      issue: { href: issueUrl(site, issue) },
      comments: { href: comments },
      review_comments: { href: `${url}/comments` },
      review_comment: { href: `${api}/pulls/comments{/number}` },
      commits: { href: `${url}/commits` },
      statuses: { href: statuses },
    },
  };
}

function mergeableState(issue: PullRequest): string {
  const { pull } = issue;
  if (pull.mergeable === null) return 'unknown';
  if (pull.mergeable === false) return 'dirty';
  return pull.draft ? 'draft' : 'clean';
}

/** The base commit that a pull request's changes are counted from. */
export async function pullComparison(issue: PullRequest): Promise<Comparison | null> {
  return issue.repository.git.compare(issue.pull.base.sha, issue.pull.head.sha);
}

/** `pull-request`: complete, with its numbers. */
export async function pullResource(site: Site, issue: PullRequest) {
  const { pull } = issue;
  const comparison = await pullComparison(issue);
  const files = comparison?.files ?? [];
  const reviewComments = [...issue.repository.reviewComments.values()].filter(
    (comment) => comment.review.issue === issue,
  );
  return {
    ...simplePullResource(site, issue),
    merged: pull.mergedAt !== null,
    mergeable: pull.mergedAt === null ? pull.mergeable : null,
    rebaseable: pull.mergedAt === null ? pull.mergeable : null,
    mergeable_state: mergeableState(issue),
    merged_by: pull.mergedBy === null ? null : userResource(site, pull.mergedBy),
    comments: commentsOf(issue).length,
    review_comments: reviewComments.length,
    maintainer_can_modify: pull.maintainerCanModify,
    commits: comparison?.ahead.length ?? 0,
    additions: files.reduce((sum, file) => sum + file.additions, 0),
    deletions: files.reduce((sum, file) => sum + file.deletions, 0),
    changed_files: files.length,
  };
}

/** `pull-request-minimal`: the pull requests inside check runs and suites. */
export function minimalPullResource(site: Site, issue: PullRequest) {
  const { head, base } = issue.pull;
  const part = ({ ref, sha, repository }: PullSide) => ({
    ref,
    sha,
    repo: { id: repository.id, url: repositoryUrl(site, repository), name: repository.name },
  });
  return {
    id: issue.pull.id,
    number: issue.number,
    url: `${repositoryUrl(site, issue.repository)}/pulls/${issue.number}`,
    head: part(head),
    base: part(base),
  };
}
