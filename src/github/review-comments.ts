// What this app has said on the lines of a pull request's diff, read from GitHub.
import type { StandingReviewComment } from '../report/review-plan.ts';
import { type AppIdentity, type GitHubClient, isOwnApp, isOwnBot, readPages } from './client.ts';
import type { PullRequestRef } from './pull-request.ts';
import { askQuery } from './query.ts';

/** A comment of this app that begins a thread. */
export type OurReviewComment = StandingReviewComment;

/** What is asked for of the threads of a pull request. */
export const REVIEW_THREADS = `
        pageInfo { hasNextPage endCursor }
        nodes { comments(first: 1) { nodes { id body isMinimized author { __typename login } } } }`;

/** The answer to that. */
export interface ReviewThreads {
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  readonly nodes:
    | readonly ({
        readonly comments: { readonly nodes: readonly (CommentAnswer | null)[] | null };
      } | null)[]
    | null;
}

interface CommentAnswer {
  readonly id: string;
  readonly body: string;
  readonly isMinimized: boolean;
  readonly author: { readonly __typename: string; readonly login: string } | null;
}

export interface ReviewCommentsQuery extends PullRequestRef {
  readonly app: Pick<AppIdentity, 'slug'>;
}

/** This app's comments of a list of threads that is complete; null for one that is not. */
export function commentsOfThreads(
  threads: ReviewThreads,
  app: Pick<AppIdentity, 'slug'>,
): readonly OurReviewComment[] | null {
  return threads.nodes === null || threads.pageInfo.hasNextPage ? null : oursOf(threads, app);
}

function oursOf(
  { nodes }: ReviewThreads,
  app: Pick<AppIdentity, 'slug'>,
): readonly OurReviewComment[] {
  return (nodes ?? []).flatMap((thread) => {
    const comment = thread?.comments.nodes?.[0] ?? null;
    if (comment === null || !isOwnApp(comment.author, app)) return [];
    const { id, body, isMinimized } = comment;
    return [{ id, body, isMinimized }];
  });
}

/** All comments of this app on the diff; where GitHub refuses the query, without whether they are folded away. */
export async function readReviewComments(
  client: GitHubClient,
  query: ReviewCommentsQuery,
): Promise<readonly OurReviewComment[]> {
  return (await askAll(client, query)) ?? (await readThroughRest(client, query));
}

async function askAll(
  client: GitHubClient,
  { owner, repo, number, app }: ReviewCommentsQuery,
): Promise<readonly OurReviewComment[] | null> {
  const ours: OurReviewComment[] = [];
  for (let after: string | null = null; ; ) {
    const answer: Answer | null = await askQuery<Answer>(client, queryAfter(after), {
      owner,
      repo,
      number,
      ...(after === null ? {} : { after }),
    });
    const threads: ReviewThreads | undefined = answer?.repository?.pullRequest?.reviewThreads;
    if (threads === undefined || threads.nodes === null) return null;
    ours.push(...oursOf(threads, app));
    after = threads.pageInfo.endCursor;
    if (!threads.pageInfo.hasNextPage || after === null) return ours;
  }
}

interface Answer {
  readonly repository: {
    readonly pullRequest: { readonly reviewThreads: ReviewThreads } | null;
  } | null;
}

function queryAfter(after: string | null): string {
  const [declared, given] = after === null ? ['', ''] : [', $after: String!', ', after: $after'];
  return `query ($owner: String!, $repo: String!, $number: Int!${declared}) {
  repository(owner: $owner, name: $repo) {
    pullRequest(number: $number) { reviewThreads(first: 100${given}) { ${REVIEW_THREADS} } }
  }
}`;
}

async function readThroughRest(
  client: GitHubClient,
  { app, ...pull }: ReviewCommentsQuery,
): Promise<readonly OurReviewComment[]> {
  return (await listComments(client, pull))
    .filter(({ user, in_reply_to_id: parent }) => parent === undefined && isOwnBot(user, app))
    .map(({ node_id: id, body }) => ({ id, body, isMinimized: null }));
}

function listComments(client: GitHubClient, { owner, repo, number }: PullRequestRef) {
  return readPages(async (page, per_page) => {
    const { data } = await client.request(
      'GET /repos/{owner}/{repo}/pulls/{pull_number}/comments',
      { owner, repo, pull_number: number, per_page, page },
    );
    return data;
  });
}

/** Says something once in a thread on a diff, by the thread's first comment: `body` starts with `marker`. */
export async function replyInThread(
  client: GitHubClient,
  { owner, repo, number, threadId }: PullRequestRef & { readonly threadId: number },
  app: Pick<AppIdentity, 'slug'>,
  { marker, body }: { readonly marker: string; readonly body: string },
): Promise<void> {
  const there = await listComments(client, { owner, repo, number });
  if (there.some((each) => isOwnBot(each.user, app) && each.body.startsWith(marker))) return;
  await client.request(
    'POST /repos/{owner}/{repo}/pulls/{pull_number}/comments/{comment_id}/replies',
    { owner, repo, pull_number: number, comment_id: threadId, body },
  );
}
