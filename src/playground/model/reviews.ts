import { type FileChange, lineInPatch } from '../git/diff.ts';
import { ApiError } from '../http/errors.ts';
import { pullComparison } from '../resources/pull-request.ts';
import type { Site } from '../site.ts';
import { reviewCommentEvent, reviewEvent } from './events.ts';
import type { Account, DiffSide, PullRequest, Review, ReviewComment } from './records.ts';

export interface NewReviewComment {
  readonly path: string;
  readonly body: string;
  readonly line: number;
  readonly side: DiffSide;
  readonly startLine: number | null;
  readonly startSide: DiffSide | null;
}

type ReviewEvent = 'APPROVE' | 'REQUEST_CHANGES' | 'COMMENT';

const STATES = {
  APPROVE: 'APPROVED',
  REQUEST_CHANGES: 'CHANGES_REQUESTED',
  COMMENT: 'COMMENTED',
} as const;

/** The patch that a comment stands on; 422 like GitHub's where its lines are not in the diff. */
function patchFor(files: readonly FileChange[], comment: NewReviewComment): string {
  const patch = files.find((file) => file.path === comment.path)?.patch;
  if (patch === undefined || patch === null) {
    throw new ApiError(422, 'Unprocessable Entity', ['Path could not be resolved']);
  }
  if (!lineInPatch(patch, comment.line, comment.side)) {
    throw new ApiError(422, 'Unprocessable Entity', ['Line could not be resolved']);
  }
  if (comment.startLine !== null) {
    const side = comment.startSide ?? comment.side;
    if (comment.startLine >= comment.line && side === comment.side) {
      throw new ApiError(422, 'Unprocessable Entity', ['Start line must precede the end line.']);
    }
    if (!lineInPatch(patch, comment.startLine, side)) {
      throw new ApiError(422, 'Unprocessable Entity', ['Start line could not be resolved']);
    }
  }
  return patch;
}

/** Writes a review with its comments: all of them or, when one cannot stand, none. */
export async function addReview(
  site: Site,
  issue: PullRequest,
  user: Account,
  options: {
    readonly body: string;
    /** Null leaves the review pending. */
    readonly event: ReviewEvent | null;
    readonly commitId: string;
    readonly comments: readonly NewReviewComment[];
  },
): Promise<Review> {
  const { repository } = issue;
  if ((await repository.git.commit(options.commitId)) === null) {
    throw new ApiError(422, 'Unprocessable Entity', [
      'The commit_id is not part of the pull request',
    ]);
  }
  const files = options.comments.length === 0 ? [] : (await pullComparison(issue))?.files;
  const patches = options.comments.map((one) => patchFor(files ?? [], one));
  const now = site.state.now();
  const review: Review = {
    id: site.state.nextId(),
    issue,
    user,
    body: options.body,
    state: 'PENDING',
    commitId: options.commitId,
    submittedAt: null,
  };
  repository.reviews.set(review.id, review);
  for (const [index, one] of options.comments.entries()) {
    const comment: ReviewComment = {
      ...one,
      id: site.state.nextId(),
      review,
      user,
      commitId: options.commitId,
      diffHunk: (patches[index] ?? '').split('\n').slice(0, 20).join('\n'),
      inReplyTo: null,
      minimizedReason: null,
      createdAt: now,
      updatedAt: now,
      reactions: [],
    };
    repository.reviewComments.set(comment.id, comment);
  }
  if (options.event !== null) await submitReview(site, review, options.event);
  site.state.changed();
  return review;
}

/** Submits a pending review. */
export async function submitReview(site: Site, review: Review, event: ReviewEvent): Promise<void> {
  review.state = STATES[event];
  review.submittedAt = site.state.now();
  await reviewEvent(site, review, review.user);
  for (const comment of review.issue.repository.reviewComments.values()) {
    if (comment.review === review) {
      await reviewCommentEvent(site, comment, 'created', review.user);
    }
  }
}

/** Answers a review comment in its thread. */
export async function replyTo(
  site: Site,
  parent: ReviewComment,
  user: Account,
  body: string,
): Promise<ReviewComment> {
  const now = site.state.now();
  const comment: ReviewComment = {
    ...parent,
    id: site.state.nextId(),
    user,
    body,
    inReplyTo: parent.inReplyTo ?? parent.id,
    minimizedReason: null,
    createdAt: now,
    updatedAt: now,
    reactions: [],
  };
  parent.review.issue.repository.reviewComments.set(comment.id, comment);
  await reviewCommentEvent(site, comment, 'created', user);
  return comment;
}

/** Folds a comment away for a reason, or shows it again. */
export function minimize(site: Site, comment: ReviewComment, reason: string | null): void {
  comment.minimizedReason = reason;
  site.state.changed();
}

/** Somebody edits a review comment. */
export function editReviewComment(site: Site, comment: ReviewComment, body: string): void {
  comment.body = body;
  comment.updatedAt = site.state.now();
  site.state.changed();
}
