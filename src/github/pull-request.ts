import type { GitHubClient, RepositoryRef } from './client.ts';
import { GitHubRefused, toGitHubError } from './request-error.ts';

/** What an audit needs to know of a pull request: plain data, as it is at this moment. */
export interface PullRequest {
  readonly number: number;
  readonly state: 'open' | 'closed';
  readonly draft: boolean;
  readonly title: string;
  readonly baseRef: string;
  /** The tip of the base branch as the pull request last saw it. */
  readonly baseSha: string;
  readonly headRef: string;
  readonly headSha: string;
  /** `owner/name` of the head's repository; null when it was deleted. */
  readonly headRepo: string | null;
  /** Whether the head lives in another repository. A deleted one was another. */
  readonly isFork: boolean;
  readonly url: string;
}

export interface PullRequestRef extends RepositoryRef {
  readonly number: number;
}

/** Reads a pull request. Rejects with the request error when it is not there or GitHub refuses. */
export async function readPullRequest(
  client: GitHubClient,
  { owner, repo, number }: PullRequestRef,
): Promise<PullRequest> {
  const { data } = await client.request('GET /repos/{owner}/{repo}/pulls/{pull_number}', {
    owner,
    repo,
    pull_number: number,
  });
  return {
    number: data.number,
    state: data.state,
    draft: data.draft ?? false,
    title: data.title,
    baseRef: data.base.ref,
    baseSha: data.base.sha,
    headRef: data.head.ref,
    headSha: data.head.sha,
    headRepo: data.head.repo?.full_name ?? null,
    isFork: data.head.repo?.full_name !== data.base.repo.full_name,
    url: data.html_url,
  };
}

/**
 * The newest commit that base and head share: what a pull request changes is its difference to the head.
 * A fork's commit is found through its parent repository. Rejects with a 404 when the two share no history.
 */
export async function readMergeBase(
  client: GitHubClient,
  {
    owner,
    repo,
    baseSha,
    headSha,
  }: RepositoryRef & { readonly baseSha: string; readonly headSha: string },
): Promise<string> {
  const { data } = await client.request('GET /repos/{owner}/{repo}/compare/{basehead}', {
    owner,
    repo,
    basehead: `${baseSha}...${headSha}`,
    // Only the merge base is wanted; the commits are counted by the page.
    per_page: 1,
    page: 1,
  });
  return data.merge_base_commit.sha;
}

/** Where a pull request went, or would go. */
export interface Merge {
  readonly baseRef: string;
  /** The commit by which it came to its base; its head as long as it is not merged. */
  readonly sha: string;
  /** When it was merged, as GitHub says it; null as long as GitHub does not call it merged. */
  readonly mergedAt: string | null;
  /** When it was closed, merged or not; null while it is open. */
  readonly closedAt: string | null;
}

/** Reads by which commit a pull request came to its base; null when it is gone. */
export async function readMerge(
  client: GitHubClient,
  { owner, repo, number }: PullRequestRef,
): Promise<Merge | null> {
  const answer = await orNotThere(() =>
    client.request('GET /repos/{owner}/{repo}/pulls/{pull_number}', {
      owner,
      repo,
      pull_number: number,
    }),
  );
  if (answer === null) return null;
  const { base, head, merged, merge_commit_sha: mergeSha, merged_at: mergedAt } = answer.data;
  const { closed_at: closedAt } = answer.data;
  const sha = merged && mergeSha !== null ? mergeSha : head.sha;
  return { baseRef: base.ref, sha, mergedAt, closedAt };
}

/** Whether `sought` is in the history of `commit`; false where either is gone. */
export async function containsCommit(
  client: GitHubClient,
  {
    owner,
    repo,
    commit,
    sought,
  }: RepositoryRef & { readonly commit: string; readonly sought: string },
): Promise<boolean> {
  const answer = await orNotThere(() =>
    client.request('GET /repos/{owner}/{repo}/compare/{basehead}', {
      owner,
      repo,
      basehead: `${sought}...${commit}`,
      per_page: 1,
      page: 1,
    }),
  );
  return answer !== null && ['ahead', 'identical'].includes(answer.data.status);
}

async function orNotThere<T>(work: () => Promise<T>): Promise<T | null> {
  try {
    return await work();
  } catch (caught) {
    const error = toGitHubError(caught, new Date());
    if (error instanceof GitHubRefused && error.status === 404) return null;
    throw caught;
  }
}
