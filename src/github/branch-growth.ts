/** What stands on a branch above one of its commits, and whose it is. */
import type { Growth } from '../incidents/fix-run.ts';
import { type AppIdentity, botLogin, type GitHubClient, type RepositoryRef } from './client.ts';

/** A commit of the branch that the other end of a comparison does not have. */
export interface BranchCommit {
  readonly sha: string;
  /** The first line of its message; unescaped text. */
  readonly subject: string;
  /** Logins; null where GitHub knows nobody by the address in the commit. */
  readonly author: string | null;
  readonly committer: string | null;
}

export interface BranchCommits {
  /** The oldest first. */
  readonly commits: readonly BranchCommit[];
  /** Whether the commit it is compared with is an ancestor of the branch. */
  readonly isOnTop: boolean;
  /** False where there are more than GitHub lists at once. */
  readonly isComplete: boolean;
}

/** As many as one answer of GitHub lists. */
const AT_ONCE = 100;

/** The commits of `tip` that `from` does not have. */
export async function readCommitsSince(
  client: GitHubClient,
  { owner, repo, from, tip }: RepositoryRef & { readonly from: string; readonly tip: string },
): Promise<BranchCommits> {
  const { data } = await client.request('GET /repos/{owner}/{repo}/compare/{basehead}', {
    owner,
    repo,
    basehead: `${from}...${tip}`,
    per_page: AT_ONCE,
    page: 1,
  });
  return {
    commits: data.commits.map(({ sha, commit, author, committer }) => ({
      sha,
      subject: commit.message.split('\n')[0] ?? '',
      author: loginOf(author),
      committer: loginOf(committer),
    })),
    isOnTop: data.behind_by === 0,
    isComplete: data.total_commits <= data.commits.length,
  };
}

/** Who commits in a run of a workflow, with the token that GitHub gives it. */
const WORKFLOW_BOT = 'github-actions[bot]';

/** Who commits what is made through GitHub's API or pages. */
const WEB_COMMITTER = 'web-flow';

/** Whether a commit is one that a run of a workflow, which our App has started, makes. */
export function isOfWorkflow(
  { author, committer }: BranchCommit,
  app: Pick<AppIdentity, 'slug'>,
): boolean {
  // Some actions name whoever started the run as the author: our App.
  const authors: readonly (string | undefined)[] = [WORKFLOW_BOT, botLogin(app)];
  return (
    authors.includes(author?.toLowerCase()) &&
    [...authors, WEB_COMMITTER].includes(committer?.toLowerCase())
  );
}

/**
 * Whether a commit is by our App itself. Who amends or rebases one stays its committer only, so both are looked at;
 * GitHub signs what an App makes through its API, and is its committer then.
 */
export function isByApp(
  { author, committer }: BranchCommit,
  app: Pick<AppIdentity, 'slug'>,
): boolean {
  const bot = botLogin(app);
  return (
    author?.toLowerCase() === bot && [bot, WEB_COMMITTER].includes(committer?.toLowerCase() ?? '')
  );
}

/** What a workflow of ours has put above `from`, the oldest first; null where something else is there too. */
export async function readGrowth(
  client: GitHubClient,
  {
    app,
    ...range
  }: RepositoryRef & {
    readonly app: Pick<AppIdentity, 'slug'>;
    readonly from: string;
    readonly tip: string;
  },
): Promise<readonly BranchCommit[] | null> {
  const { commits, isOnTop, isComplete } = await readCommitsSince(client, range);
  const isExpected = isOnTop && isComplete && commits.every((one) => isOfWorkflow(one, app));
  return isExpected ? commits : null;
}

/** GitHub gives an empty object for some whom it does not know. */
function loginOf(user: object | null | undefined): string | null {
  return user && 'login' in user && typeof user.login === 'string' ? user.login : null;
}

/** Whether what stands above our commit is nothing but what a workflow of ours may have put there. */
export async function isGrownFrom(
  client: GitHubClient,
  place: RepositoryRef & {
    readonly app: Pick<AppIdentity, 'slug'>;
    readonly commitSha: string;
    readonly tip: string;
    readonly growth: Growth;
  },
): Promise<boolean> {
  const { owner, repo, app, commitSha, tip, growth } = place;
  if (tip === growth.tipSha) return true;
  if (!growth.mayGrow) return false;
  return (await readGrowth(client, { owner, repo, app, from: commitSha, tip })) !== null;
}
