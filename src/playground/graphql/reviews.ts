import { actor as whoActs } from '../http/auth.ts';
import type { PullRequest, ReviewComment } from '../model/records.ts';
import { editReviewComment, minimize } from '../model/reviews.ts';
import { nodeId } from '../resources/user.ts';
import { connection } from './connection.ts';
import { type Args, FieldError, membersOf, type Resolved } from './execute.ts';
import { actor, notFound, permit, type View } from './view.ts';

const KIND = 'PullRequestReviewComment';

/** The threads of a pull request's diff: each a comment and what was answered to it. */
export function reviewThreads(issue: PullRequest, args: Args): Promise<Resolved> {
  const comments = [...issue.repository.reviewComments.values()].filter(
    ({ review }) => review.issue === issue && review.state !== 'PENDING',
  );
  const first = comments.filter(({ inReplyTo }) => inReplyTo === null);
  return connection('PullRequestReviewThreadConnection', 'reviewThreads', first, args, (begun) => ({
    __typename: 'PullRequestReviewThread',
    comments: (inner: Args) => {
      const thread = comments.filter((one) => one === begun || one.inReplyTo === begun.id);
      return connection('PullRequestReviewCommentConnection', 'comments', thread, inner, fields);
    },
  }));
}

function fields(comment: ReviewComment): Resolved {
  return {
    __typename: KIND,
    id: nodeId(KIND, comment.id),
    author: actor(comment.user),
    body: comment.body,
    isMinimized: comment.minimizedReason !== null,
    minimizedReason: comment.minimizedReason?.toLowerCase().replace('_', '-') ?? null,
  };
}

/** The mutations of comments on lines. */
export function reviewMutations(view: View): Readonly<Record<string, unknown>> {
  return {
    minimizeComment: ({ input }: Args) => {
      const { subjectId, classifier } = membersOf(input);
      minimize(view.site, writable(view, subjectId), String(classifier));
      return payload('MinimizeCommentPayload', input);
    },
    unminimizeComment: ({ input }: Args) => {
      minimize(view.site, writable(view, membersOf(input).subjectId), null);
      return payload('UnminimizeCommentPayload', input);
    },
    updatePullRequestReviewComment: ({ input }: Args) => {
      const { pullRequestReviewCommentId, body } = membersOf(input);
      const comment = writable(view, pullRequestReviewCommentId);
      if (comment.user !== whoActs(view.site.state, view.principal)) {
        throw new FieldError('FORBIDDEN', 'Viewer is not authorized to edit this comment.');
      }
      editReviewComment(view.site, comment, String(body));
      return payload('UpdatePullRequestReviewCommentPayload', input);
    },
  };
}

function payload(type: string, input: unknown): Resolved {
  return { __typename: type, clientMutationId: membersOf(input).clientMutationId ?? null };
}

/** The comment of a node id, for a caller who may write to its pull request. */
function writable(view: View, id: unknown): ReviewComment {
  for (const repository of view.site.state.repositories.values()) {
    for (const comment of repository.reviewComments.values()) {
      if (nodeId(KIND, comment.id) !== id) continue;
      permit(view, repository, ['pull_requests:write']);
      return comment;
    }
  }
  throw notFound('node', `the global id of '${id}'`);
}
