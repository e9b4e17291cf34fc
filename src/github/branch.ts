/** Reads what a cycle needs to know of a repository and its branches. */
import type { RootCause } from '../incidents/incident.ts';
import type { GitHubClient, RepositoryRef } from './client.ts';
import { GitHubRefused, toGitHubError } from './request-error.ts';

export interface RepositoryState {
  readonly defaultBranch: string;
  /** Archived or disabled: nothing can be written there. */
  readonly archived: boolean;
  readonly hasIssues: boolean;
}

/** Reads a repository's state. Rejects with the request error when it is not there or GitHub refuses. */
export async function readRepositoryState(
  client: GitHubClient,
  { owner, repo }: RepositoryRef,
): Promise<RepositoryState> {
  const { data } = await client.request('GET /repos/{owner}/{repo}', { owner, repo });
  return {
    defaultBranch: data.default_branch,
    archived: data.archived || data.disabled,
    hasIssues: data.has_issues,
  };
}

export interface BranchHead {
  readonly sha: string;
  /** When its newest commit was made; null where GitHub does not say. */
  readonly committedAt: Date | null;
}

/** The newest commit of a branch; null when there is no such branch. */
export async function readBranchHead(
  client: GitHubClient,
  { owner, repo, branch }: RepositoryRef & { readonly branch: string },
): Promise<BranchHead | null> {
  try {
    const { data } = await client.request('GET /repos/{owner}/{repo}/branches/{branch}', {
      owner,
      repo,
      branch,
    });
    const date = data.commit.commit.committer?.date;
    return { sha: data.commit.sha, committedAt: date === undefined ? null : new Date(date) };
  } catch (caught) {
    const error = toGitHubError(caught, new Date());
    if (error instanceof GitHubRefused && error.status === 404) return null;
    throw caught;
  }
}

/** Commits that are named as a cause at most; beyond them the newest speak for all. */
const MAX_COMMITS = 10;

/**
 * What came between two commits: the commits, newest first, and the pull request that brought the newest.
 * Null where the two are not in one history any more, as after a forced push.
 */
export async function readRootCause(
  client: GitHubClient,
  { owner, repo, baseSha, headSha }: RepositoryRef & { baseSha: string; headSha: string },
): Promise<RootCause | null> {
  try {
    const { data: comparison } = await client.request(
      'GET /repos/{owner}/{repo}/compare/{basehead}',
      { owner, repo, basehead: `${baseSha}...${headSha}`, per_page: 100, page: 1 },
    );
    const { data: pulls } = await client.request(
      'GET /repos/{owner}/{repo}/commits/{commit_sha}/pulls',
      { owner, repo, commit_sha: headSha, per_page: 10 },
    );
    const merged = pulls.find(({ merged_at: mergedAt }) => mergedAt !== null) ?? pulls[0];
    return {
      commits: comparison.commits
        .slice(-MAX_COMMITS)
        .reverse()
        .map(({ sha, commit, author }) => ({
          sha,
          title: commit.message.split('\n', 1)[0] ?? '',
          author:
            author !== null && 'login' in author ? author.login : (commit.author?.name ?? null),
        })),
      pull_request: merged?.number ?? null,
    };
  } catch (caught) {
    const error = toGitHubError(caught, new Date());
    if (error instanceof GitHubRefused && (error.status === 404 || error.status === 409))
      return null;
    throw caught;
  }
}

/** One commit of a file's history. */
export interface HistoricCommit {
  readonly sha: string;
  readonly committedAt: Date;
}

/** The commits before `sha` that touched a file: those since a time, at most `limit`, and the newest before that. */
export async function readHistory(
  client: GitHubClient,
  {
    owner,
    repo,
    sha,
    path,
    since,
    limit,
  }: RepositoryRef & {
    readonly sha: string;
    readonly path: string;
    readonly since: Date;
    readonly limit: number;
  },
): Promise<readonly HistoricCommit[]> {
  const ask = { owner, repo, sha, path, page: 1 };
  const within = await client.request('GET /repos/{owner}/{repo}/commits', {
    ...ask,
    since: since.toISOString(),
    per_page: limit,
  });
  const before = await client.request('GET /repos/{owner}/{repo}/commits', {
    ...ask,
    until: since.toISOString(),
    per_page: 1,
  });
  return [...within.data, ...before.data].flatMap(({ sha: commit, commit: { committer } }) =>
    committer?.date === undefined ? [] : [{ sha: commit, committedAt: new Date(committer.date) }],
  );
}
