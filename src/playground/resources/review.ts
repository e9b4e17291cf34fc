import type { Review, ReviewComment } from '../model/records.ts';
import type { Site } from '../site.ts';
import { association, issuePage, reactionsResource } from './issue.ts';
import { repositoryUrl } from './repository.ts';
import { nodeId, userResource } from './user.ts';

/** `pull-request-review`. */
export function reviewResource(site: Site, review: Review) {
  const { issue } = review;
  const pullUrl = `${repositoryUrl(site, issue.repository)}/pulls/${issue.number}`;
  const page = `${issuePage(site, issue)}#pullrequestreview-${review.id}`;
  return {
    id: review.id,
    node_id: nodeId('PullRequestReview', review.id),
    user: userResource(site, review.user),
    body: review.body,
    state: review.state,
    html_url: page,
    pull_request_url: pullUrl,
    _links: { html: { href: page }, pull_request: { href: pullUrl } },
    ...(review.submittedAt === null ? {} : { submitted_at: review.submittedAt }),
    commit_id: review.commitId,
    author_association: association(issue.repository, review.user),
  };
}

/** `pull-request-review-comment`. */
export function reviewCommentResource(site: Site, comment: ReviewComment) {
  const { issue } = comment.review;
  const api = repositoryUrl(site, issue.repository);
  const url = `${api}/pulls/comments/${comment.id}`;
  const pullUrl = `${api}/pulls/${issue.number}`;
  const page = `${issuePage(site, issue)}#discussion_r${comment.id}`;
  return {
    id: comment.id,
    node_id: nodeId('PullRequestReviewComment', comment.id),
    url,
    pull_request_review_id: comment.review.id,
    diff_hunk: comment.diffHunk,
    path: comment.path,
    position: 1,
    original_position: 1,
    commit_id: comment.commitId,
    original_commit_id: comment.commitId,
    user: userResource(site, comment.user),
    body: comment.body,
    created_at: comment.createdAt,
    updated_at: comment.updatedAt,
    html_url: page,
    pull_request_url: pullUrl,
    author_association: association(issue.repository, comment.user),
    _links: { self: { href: url }, html: { href: page }, pull_request: { href: pullUrl } },
    line: comment.line,
    original_line: comment.line,
    side: comment.side,
    start_line: comment.startLine,
    original_start_line: comment.startLine,
    start_side: comment.startSide,
    subject_type: 'line',
    reactions: reactionsResource(`${url}/reactions`, comment.reactions),
    ...(comment.inReplyTo === null ? {} : { in_reply_to_id: comment.inReplyTo }),
  };
}
