import { actor as whoActs } from '../http/auth.ts';
import { setDraft } from '../model/pulls.ts';
import { isPull, type PullRequest } from '../model/records.ts';
import { pullNodeId } from '../resources/pull-request.ts';
import { type Args, FieldError, membersOf, type Resolved } from './execute.ts';
import { pullRequest } from './resolvers.ts';
import { notFound, permit, type View } from './view.ts';

/** The mutations that make a pull request a draft, or ready for review. */
export function draftMutations(view: View): Readonly<Record<string, unknown>> {
  const set = async (input: unknown, draft: boolean, type: string): Promise<Resolved> => {
    const { pullRequestId, clientMutationId = null } = membersOf(input);
    const issue = writable(view, pullRequestId);
    await setDraft(view.site, issue, draft, whoActs(view.site.state, view.principal));
    return { __typename: type, clientMutationId, pullRequest: () => pullRequest(view, issue) };
  };
  return {
    convertPullRequestToDraft: ({ input }: Args) =>
      set(input, true, 'ConvertPullRequestToDraftPayload'),
    markPullRequestReadyForReview: ({ input }: Args) =>
      set(input, false, 'MarkPullRequestReadyForReviewPayload'),
  };
}

/** The pull request of a node id; GitHub wants both permissions for these. */
function writable(view: View, id: unknown): PullRequest {
  for (const repository of view.site.state.repositories.values()) {
    for (const issue of repository.issues.values()) {
      if (!isPull(issue) || pullNodeId(issue) !== id) continue;
      permit(view, repository, ['pull_requests:write']);
      permit(view, repository, ['contents:write']);
      if (issue.state === 'closed') {
        throw new FieldError('UNPROCESSABLE', 'Pull request is closed.');
      }
      return issue;
    }
  }
  throw notFound('node', `the global id of '${id}'`);
}
