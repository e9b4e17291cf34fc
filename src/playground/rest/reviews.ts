import { actor } from '../http/auth.ts';
import type { Body } from '../http/body.ts';
import { ApiError, forbidden, invalidField } from '../http/errors.ts';
import {
  created,
  found,
  listReply,
  NO_CONTENT,
  numberParam,
  ok,
  type Reply,
  type RepositoryCall,
  repositoryRoute,
} from '../http/route.ts';
import type { PullRequest, Review, ReviewComment } from '../model/records.ts';
import {
  addReview,
  editReviewComment,
  type NewReviewComment,
  replyTo,
  submitReview,
} from '../model/reviews.ts';
import { reviewCommentResource, reviewResource } from '../resources/review.ts';
import { MAX_BODY_CHARACTERS } from './issues.ts';
import { pullOf } from './pulls.ts';

const READ = ['pull_requests:read'] as const;
const WRITE = ['pull_requests:write'] as const;
const EVENTS = ['APPROVE', 'REQUEST_CHANGES', 'COMMENT'] as const;
const SIDES = ['LEFT', 'RIGHT'] as const;

function newComment(body: Body): NewReviewComment {
  const line = body.integer('line');
  if (line === undefined) {
    throw new ApiError(422, 'Unprocessable Entity', ['Line could not be resolved']);
  }
  return {
    path: body.requiredText('path'),
    body: body.requiredText('body', MAX_BODY_CHARACTERS),
    line,
    side: body.oneOf('side', SIDES) ?? 'RIGHT',
    startLine: body.integer('start_line') ?? null,
    startSide: body.oneOf('start_side', SIDES) ?? null,
  };
}

async function createReview(call: RepositoryCall): Promise<Reply> {
  const { body, site, principal } = call;
  const issue = pullOf(call);
  const user = actor(site.state, principal);
  const event = body.oneOf('event', EVENTS);
  const text = body.text('body', MAX_BODY_CHARACTERS) ?? '';
  const comments = (body.objects('comments') ?? []).map(newComment);
  if (
    (event === 'REQUEST_CHANGES' || event === 'COMMENT') &&
    text === '' &&
    comments.length === 0
  ) {
    throw new ApiError(422, 'Unprocessable Entity', ['Body is required']);
  }
  if (event !== 'COMMENT' && event !== undefined && issue.user === user) {
    throw new ApiError(422, 'Unprocessable Entity', [
      event === 'APPROVE'
        ? 'Can not approve your own pull request'
        : 'Can not request changes on your own pull request',
    ]);
  }
  const review = await addReview(site, issue, user, {
    body: text,
    event: event ?? null,
    commitId: body.text('commit_id') ?? issue.pull.head.sha,
    comments,
  });
  return ok(reviewResource(site, review));
}

function reviewOf(call: RepositoryCall): Review {
  return found(call.repository.reviews.get(numberParam(call, 'review_id')));
}

async function submit(call: RepositoryCall): Promise<Reply> {
  const review = reviewOf(call);
  const event = call.body.oneOf('event', EVENTS);
  if (event === undefined) throw invalidField('PullRequestReview', 'event', 'missing_field');
  if (review.state !== 'PENDING') {
    throw new ApiError(422, 'Unprocessable Entity', [
      'Can not submit a review that is not pending',
    ]);
  }
  review.body = call.body.text('body', MAX_BODY_CHARACTERS) ?? review.body;
  await submitReview(call.site, review, event);
  return ok(reviewResource(call.site, review));
}

function commentsOf(issue: PullRequest): ReviewComment[] {
  return [...issue.repository.reviewComments.values()].filter(
    ({ review }) => review.issue === issue,
  );
}

async function createComment(call: RepositoryCall): Promise<Reply> {
  const { body, site, principal } = call;
  const issue = pullOf(call);
  const user = actor(site.state, principal);
  const answered = body.integer('in_reply_to');
  if (answered !== undefined) {
    const parent = found(call.repository.reviewComments.get(answered));
    const text = body.requiredText('body', MAX_BODY_CHARACTERS);
    return created(reviewCommentResource(site, await replyTo(site, parent, user, text)));
  }
  const review = await addReview(site, issue, user, {
    body: '',
    event: 'COMMENT',
    commitId: body.requiredText('commit_id'),
    comments: [newComment(body)],
  });
  const comment = commentsOf(issue).find((one) => one.review === review);
  return created(reviewCommentResource(site, found(comment)));
}

function commentOf(call: RepositoryCall): ReviewComment {
  return found(call.repository.reviewComments.get(numberParam(call, 'comment_id')));
}

function ownComment(call: RepositoryCall): ReviewComment {
  const comment = commentOf(call);
  if (comment.user !== actor(call.site.state, call.principal)) throw forbidden();
  return comment;
}

function updateComment(call: RepositoryCall): Reply {
  const comment = ownComment(call);
  editReviewComment(call.site, comment, call.body.requiredText('body', MAX_BODY_CHARACTERS));
  return ok(reviewCommentResource(call.site, comment));
}

function deleteComment(call: RepositoryCall): Reply {
  call.repository.reviewComments.delete(ownComment(call).id);
  call.site.state.changed();
  return NO_CONTENT;
}

export const reviewRoutes = [
  repositoryRoute('GET', '/pulls/{pull_number}/reviews', READ, (call) => {
    const issue = pullOf(call);
    const reviews = [...call.repository.reviews.values()].filter((one) => one.issue === issue);
    return listReply(call, reviews, (review) => reviewResource(call.site, review));
  }),
  repositoryRoute('POST', '/pulls/{pull_number}/reviews', WRITE, createReview),
  repositoryRoute('GET', '/pulls/{pull_number}/reviews/{review_id}', READ, (call) =>
    ok(reviewResource(call.site, reviewOf(call))),
  ),
  repositoryRoute('POST', '/pulls/{pull_number}/reviews/{review_id}/events', WRITE, submit),
  repositoryRoute('GET', '/pulls/{pull_number}/comments', READ, (call) =>
    listReply(call, commentsOf(pullOf(call)), (one) => reviewCommentResource(call.site, one)),
  ),
  repositoryRoute('POST', '/pulls/{pull_number}/comments', WRITE, createComment),
  repositoryRoute(
    'POST',
    '/pulls/{pull_number}/comments/{comment_id}/replies',
    WRITE,
    async (call) => {
      const text = call.body.requiredText('body', MAX_BODY_CHARACTERS);
      const user = actor(call.site.state, call.principal);
      const reply = await replyTo(call.site, commentOf(call), user, text);
      return created(reviewCommentResource(call.site, reply));
    },
  ),
  repositoryRoute('GET', '/pulls/comments/{comment_id}', READ, (call) =>
    ok(reviewCommentResource(call.site, commentOf(call))),
  ),
  repositoryRoute('PATCH', '/pulls/comments/{comment_id}', WRITE, updateComment),
  repositoryRoute('DELETE', '/pulls/comments/{comment_id}', WRITE, deleteComment),
];
