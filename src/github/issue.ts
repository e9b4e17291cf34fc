/** Issues of the app: found again, written only where they differ, never twice. */
import { type AppIdentity, type GitHubClient, type RepositoryRef, readPages } from './client.ts';
import { GitHubRefused, toGitHubError } from './request-error.ts';
import { isSameBody } from './same-body.ts';

/** Whether an issue is to be open, or closed and as what. */
export type IssueState = 'open' | 'completed' | 'not_planned';

/** An issue of the app as it is at GitHub. */
export interface KnownIssue {
  readonly number: number;
  readonly title: string;
  readonly body: string;
  readonly state: IssueState;
  readonly labels: readonly string[];
  /** Who closed it; null while it is open, or where GitHub does not say. */
  readonly closedBy: string | null;
}

/** What an issue is to be. */
export interface WantedIssue {
  readonly title: string;
  /** Starts with the marker. */
  readonly body: string;
  /** Labels that it must have; others that people added stay. */
  readonly labels: readonly string[];
  readonly state: IssueState;
  /** Given to a new issue only. */
  readonly assignees?: readonly string[];
}

/** No issues can be written in this repository: they are switched off, or it is archived. */
export class IssuesUnavailable extends Error {
  override readonly name = 'IssuesUnavailable';
}

interface OursOptions extends RepositoryRef {
  readonly app: Pick<AppIdentity, 'slug'>;
  /** The label that all issues of the app have. */
  readonly label: string;
}

/**
 * The issues that this app's bot wrote with the label, whatever their state. Anyone else's with a marker are theirs:
 * a login that ends in `[bot]` cannot be taken by a person.
 */
export async function readOurIssues(
  client: GitHubClient,
  { owner, repo, app, label }: OursOptions,
): Promise<readonly KnownIssue[]> {
  const creator = `${app.slug}[bot]`;
  const issues = await orUnavailable(() =>
    readPages(async (page, per_page) => {
      const { data } = await client.request('GET /repos/{owner}/{repo}/issues', {
        owner,
        repo,
        labels: label,
        state: 'all',
        creator,
        sort: 'created',
        direction: 'asc',
        per_page,
        page,
      });
      return data;
    }),
  );
  return issues
    .filter(({ pull_request: pull, user }) => pull === undefined && isBy(creator, user))
    .map(knownIssue);
}

/** One issue by its number; null when it is gone (deleted or moved to another repository). */
export async function readIssue(
  client: GitHubClient,
  { owner, repo, number }: RepositoryRef & { readonly number: number },
): Promise<KnownIssue | null> {
  try {
    const { data } = await client.request('GET /repos/{owner}/{repo}/issues/{issue_number}', {
      owner,
      repo,
      issue_number: number,
    });
    return knownIssue(data);
  } catch (caught) {
    const error = toGitHubError(caught, new Date());
    if (error instanceof GitHubRefused && [301, 404, 410].includes(error.status)) return null;
    throw caught;
  }
}

/** Opens an issue and gives its number. @throws IssuesUnavailable where the repository takes none. */
export async function openIssue(
  client: GitHubClient,
  { owner, repo }: RepositoryRef,
  { title, body, labels, assignees = [] }: WantedIssue,
): Promise<number> {
  const { data } = await orUnavailable(() =>
    client.request('POST /repos/{owner}/{repo}/issues', {
      owner,
      repo,
      title,
      body,
      labels: [...labels],
      ...(assignees.length === 0 ? {} : { assignees: [...assignees] }),
    }),
  );
  return data.number;
}

/** Brings an issue to what it is to be; only what differs is written. */
export async function updateIssue(
  client: GitHubClient,
  { owner, repo }: RepositoryRef,
  known: KnownIssue,
  wanted: WantedIssue,
): Promise<'written' | 'unchanged'> {
  const missing = wanted.labels.filter((label) => !known.labels.includes(label));
  const stale = known.labels.filter((label) => isStale(label, wanted.labels));
  const labels =
    missing.length + stale.length === 0
      ? {}
      : { labels: [...known.labels.filter((label) => !stale.includes(label)), ...missing] };
  const state =
    known.state === wanted.state
      ? {}
      : wanted.state === 'open'
        ? { state: 'open' as const, state_reason: 'reopened' as const }
        : { state: 'closed' as const, state_reason: wanted.state };
  const change = {
    ...(known.title === wanted.title ? {} : { title: wanted.title }),
    ...(isSameBody(known.body, wanted.body) ? {} : { body: wanted.body }),
    ...labels,
    ...state,
  };
  if (Object.keys(change).length === 0) return 'unchanged';
  await orUnavailable(() =>
    client.request('PATCH /repos/{owner}/{repo}/issues/{issue_number}', {
      owner,
      repo,
      issue_number: known.number,
      ...change,
    }),
  );
  return 'written';
}

/** Adds the comments that are not there yet; each starts with a marker of its own. */
export async function addComments(
  client: GitHubClient,
  { owner, repo, number }: RepositoryRef & { readonly number: number },
  app: Pick<AppIdentity, 'slug'>,
  comments: readonly { readonly marker: string; readonly body: string }[],
): Promise<void> {
  if (comments.length === 0) return;
  const there = await readPages(async (page, per_page) => {
    const { data } = await client.request(
      'GET /repos/{owner}/{repo}/issues/{issue_number}/comments',
      { owner, repo, issue_number: number, per_page, page },
    );
    return data;
  });
  const ours = there.filter(({ user }) => isBy(`${app.slug}[bot]`, user));
  for (const { marker, body } of comments) {
    if (ours.some((comment) => comment.body?.startsWith(marker))) continue;
    await orUnavailable(() =>
      client.request('POST /repos/{owner}/{repo}/issues/{issue_number}/comments', {
        owner,
        repo,
        issue_number: number,
        body,
      }),
    );
  }
}

/** A label as it is made where it is missing; colour as six hexadecimal digits. */
export interface LabelDefinition {
  readonly name: string;
  readonly color: string;
  readonly description: string;
}

/** Makes the labels that a repository does not have; those it has stay as they are. */
export async function ensureLabels(
  client: GitHubClient,
  { owner, repo }: RepositoryRef,
  labels: readonly LabelDefinition[],
): Promise<void> {
  const there = await readPages(async (page, per_page) => {
    const { data } = await client.request('GET /repos/{owner}/{repo}/labels', {
      owner,
      repo,
      per_page,
      page,
    });
    return data;
  });
  const names = new Set(there.map(({ name }) => name.toLowerCase()));
  for (const label of labels) {
    if (names.has(label.name.toLowerCase())) continue;
    await orUnavailable(() =>
      client.request('POST /repos/{owner}/{repo}/labels', { owner, repo, ...label }),
    );
  }
}

/** Whether a user has this login; logins have no case. */
function isBy(login: string, user: { readonly login: string } | null | undefined): boolean {
  return user?.login.toLowerCase() === login.toLowerCase();
}

/** A label of ours that says something else than the wanted one of its kind: another severity. */
function isStale(label: string, wanted: readonly string[]): boolean {
  const [kind, value] = label.split(': ');
  return kind === 'severity' && value !== undefined && !wanted.includes(label);
}

function knownIssue(issue: {
  readonly number: number;
  readonly title: string;
  readonly body?: string | null | undefined;
  readonly state: string;
  readonly state_reason?: string | null | undefined;
  readonly labels: readonly (string | { readonly name?: string | undefined })[];
  readonly closed_by?: { readonly login: string } | null | undefined;
}): KnownIssue {
  const isOpen = issue.state === 'open';
  return {
    number: issue.number,
    title: issue.title,
    body: issue.body ?? '',
    state: isOpen ? 'open' : issue.state_reason === 'not_planned' ? 'not_planned' : 'completed',
    labels: issue.labels.flatMap((label) =>
      typeof label === 'string' ? label : (label.name ?? []),
    ),
    closedBy: isOpen ? null : (issue.closed_by?.login ?? null),
  };
}

/** GitHub answers 410 where issues are switched off and 403 where the repository is archived. */
async function orUnavailable<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (caught) {
    const error = toGitHubError(caught, new Date());
    if (!(error instanceof GitHubRefused)) throw caught;
    const isArchived = error.status === 403 && /archived/i.test(String(caught));
    if (error.status !== 410 && !isArchived) throw caught;
    throw new IssuesUnavailable(error.message, { cause: error });
  }
}
