/** Makes a pull request a draft, or ready for review: only GraphQL can. */
import type { GitHubClient } from './client.ts';
import { askQuery } from './query.ts';

/** Says whether GitHub has done it; it refuses where a repository has no drafts. */
export async function makeDraft(client: GitHubClient, nodeId: string): Promise<boolean> {
  const mutation = `mutation ($id: ID!) {
  convertPullRequestToDraft(input: { pullRequestId: $id }) { clientMutationId }
}`;
  return (await askQuery<unknown>(client, mutation, { id: nodeId })) !== null;
}

/** Says whether GitHub has done it. */
export async function makeReady(client: GitHubClient, nodeId: string): Promise<boolean> {
  const mutation = `mutation ($id: ID!) {
  markPullRequestReadyForReview(input: { pullRequestId: $id }) { clientMutationId }
}`;
  return (await askQuery<unknown>(client, mutation, { id: nodeId })) !== null;
}
