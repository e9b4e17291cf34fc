/** The pull request of a fix: found again by its branch, opened once, brought up to date, closed. */
import { type AppIdentity, botLogin, type GitHubClient, type RepositoryRef } from './client.ts';
import { assignable } from './code-owners.ts';
import { addComments, ensureLabels, IssuesUnavailable, type LabelDefinition } from './issue.ts';
import { GitHubRefused, toGitHubError } from './request-error.ts';
import { isSameBody } from './same-body.ts';

/** A fix pull request as it is at GitHub. */
export interface KnownFixPull {
  readonly number: number;
  /** Its id for GraphQL. */
  readonly nodeId: string;
  readonly state: 'open' | 'closed' | 'merged';
  readonly draft: boolean;
  readonly title: string;
  readonly body: string;
  readonly base: string;
  /** The newest commit of its branch. */
  readonly headSha: string;
  /** When it was closed or merged; null while it is open. */
  readonly closedAt: Date | null;
}

export interface WantedFixPull {
  readonly title: string;
  readonly body: string;
  /** The branch that carries the fix, and the one it is to be merged into. */
  readonly head: string;
  readonly base: string;
  readonly draft: boolean;
}

/** What one is given beside its text. */
export interface Company {
  readonly labels: readonly LabelDefinition[];
  /** Those who cannot be asked are passed over. */
  readonly reviewers: readonly string[];
}

/** The newest pull request of a branch, by our bot; null when there was none. */
export async function findFixPull(
  client: GitHubClient,
  { owner, repo, branch, app }: RepositoryRef & { branch: string; app: Pick<AppIdentity, 'slug'> },
): Promise<KnownFixPull | null> {
  const { data } = await client.request('GET /repos/{owner}/{repo}/pulls', {
    owner,
    repo,
    head: `${owner}:${branch}`,
    state: 'all',
    sort: 'created',
    direction: 'desc',
    per_page: 100,
  });
  const ours = botLogin(app);
  const found = data.find(({ user }) => user?.login.toLowerCase() === ours);
  if (found === undefined) return null;
  const { number, title, body, draft, base, head } = found;
  return {
    number,
    nodeId: found.node_id,
    state: found.state === 'open' ? 'open' : found.merged_at === null ? 'closed' : 'merged',
    draft: draft ?? false,
    title,
    body: body ?? '',
    base: base.ref,
    headSha: head.sha,
    closedAt: found.closed_at === null ? null : new Date(found.closed_at),
  };
}

/**
 * Gives a pull request its labels and reviewers. Done again after a crash it comes to the same. Where GitHub does not
 * let something be done, the rest is done all the same: the pull request itself is what counts.
 */
export async function giveCompany(
  client: GitHubClient,
  place: RepositoryRef & { readonly number: number; readonly app: Pick<AppIdentity, 'slug'> },
  { labels, reviewers }: Company,
): Promise<void> {
  const { owner, repo, number, app } = place;
  await unlessRefused(async () => {
    await ensureLabels(client, { owner, repo }, labels);
    await client.request('POST /repos/{owner}/{repo}/issues/{issue_number}/labels', {
      owner,
      repo,
      issue_number: number,
      labels: labels.map(({ name }) => name),
    });
  });
  const asked = (await assignable(client, { owner, repo }, reviewers)).filter(
    (login) => login.toLowerCase() !== botLogin(app),
  );
  const ask = (logins: readonly string[]) =>
    unlessRefused(() =>
      client.request('POST /repos/{owner}/{repo}/pulls/{pull_number}/requested_reviewers', {
        owner,
        repo,
        pull_number: number,
        reviewers: [...logins],
      }),
    );
  // GitHub asks all or nobody: one who cannot be asked must not keep the others from it.
  if (asked.length === 0 || (await ask(asked))) return;
  for (const login of asked) await ask([login]);
}

/** Whether GitHub let it be done; what may pass rejects. */
export async function unlessRefused(work: () => Promise<unknown>): Promise<boolean> {
  try {
    await work();
    return true;
  } catch (caught) {
    if (caught instanceof IssuesUnavailable) return false;
    const error = toGitHubError(caught, new Date());
    if (error instanceof GitHubRefused && error.status !== 401) return false;
    throw caught;
  }
}

/** Opens it and gives its number; one that another process has opened meanwhile is found instead. */
export async function openFixPull(
  client: GitHubClient,
  { owner, repo, app }: RepositoryRef & { readonly app: Pick<AppIdentity, 'slug'> },
  wanted: WantedFixPull,
): Promise<number> {
  try {
    const { data } = await client.request('POST /repos/{owner}/{repo}/pulls', {
      owner,
      repo,
      ...wanted,
    });
    return data.number;
  } catch (caught) {
    const error = toGitHubError(caught, new Date());
    if (!(error instanceof GitHubRefused && error.status === 422)) throw caught;
    // Private repositories of some plans have no drafts.
    if (wanted.draft && /draft pull requests are not supported/i.test(error.message)) {
      return openFixPull(client, { owner, repo, app }, { ...wanted, draft: false });
    }
    const there = await findFixPull(client, { owner, repo, branch: wanted.head, app });
    if (there?.state !== 'open') throw caught;
    return there.number;
  }
}

/** Brings title, text and base to what they are to be; only what differs is written. */
export async function updateFixPull(
  client: GitHubClient,
  { owner, repo }: RepositoryRef,
  known: KnownFixPull,
  wanted: Pick<WantedFixPull, 'title' | 'body' | 'base'>,
): Promise<'written' | 'unchanged'> {
  const change = {
    ...(known.title === wanted.title ? {} : { title: wanted.title }),
    ...(isSameBody(known.body, wanted.body) ? {} : { body: wanted.body }),
    ...(known.base === wanted.base ? {} : { base: wanted.base }),
  };
  if (Object.keys(change).length === 0) return 'unchanged';
  await client.request('PATCH /repos/{owner}/{repo}/pulls/{pull_number}', {
    owner,
    repo,
    pull_number: known.number,
    ...change,
  });
  return 'written';
}

/** Says something once on a pull request: `body` starts with `marker`. */
export async function sayOnFixPull(
  client: GitHubClient,
  { owner, repo, number, app }: RepositoryRef & { number: number; app: Pick<AppIdentity, 'slug'> },
  comment: { readonly marker: string; readonly body: string },
): Promise<void> {
  await addComments(client, { owner, repo, number }, app, [comment]);
}

export async function closeFixPull(
  client: GitHubClient,
  { owner, repo, number }: RepositoryRef & { readonly number: number },
): Promise<void> {
  await client.request('PATCH /repos/{owner}/{repo}/pulls/{pull_number}', {
    owner,
    repo,
    pull_number: number,
    state: 'closed',
  });
}
