import {
  type AppIdentity,
  type Ensured,
  type GitHubClient,
  isOwnBot,
  type RepositoryRef,
  readPages,
  type StillCurrent,
} from './client.ts';
import { GitHubRefused, toGitHubError } from './request-error.ts';
import { isSameBody } from './same-body.ts';

export interface CommentOptions extends RepositoryRef {
  /** Number of the pull request or issue. */
  readonly number: number;
  /** Who we are: only comments of this app are ever ours. */
  readonly app: Pick<AppIdentity, 'slug'>;
  /** The hidden line our comment starts with. */
  readonly marker: string;
  /** What the comment is to say, starting with the marker; null when there is nothing to say. */
  readonly body: string | null;
  /** What an existing comment becomes when there is nothing to say, starting with the marker. */
  readonly resolvedBody: string;
  /** False: no comment is made; one that is there already is kept true all the same. */
  readonly mayPost?: boolean;
  /** This app's comments there, where they have just been read; they are not read again then. */
  readonly seen?: readonly OurComment[] | null;
  /** Told why nothing could be written, as in a locked pull request: that fails nothing else. */
  readonly onRefusal: (refusal: GitHubRefused) => void;
}

/** A comment of this app. */
export interface OurComment {
  readonly id: number;
  readonly body: string;
}

/**
 * Makes sure that there is exactly one comment of ours with this body, or, when there is nothing to say, none but
 * an earlier one turned into one line. A comment is ours when this app's bot wrote it and it starts with the
 * marker; anyone else's with the marker is theirs. Of several of ours the oldest stays and the others go.
 */
export async function ensureComment(
  client: GitHubClient,
  options: CommentOptions,
  stillCurrent: StillCurrent,
): Promise<Ensured> {
  try {
    return await ensureOne(client, options, stillCurrent);
  } catch (caught) {
    const error = toGitHubError(caught, new Date());
    if (!(error instanceof GitHubRefused) || error.status !== 403) throw caught;
    options.onRefusal(error);
    return 'unchanged';
  }
}

async function ensureOne(
  client: GitHubClient,
  options: CommentOptions,
  stillCurrent: StillCurrent,
): Promise<Ensured> {
  const { owner, repo, number, body, resolvedBody, mayPost = true } = options;
  const [oldest, ...others] = await readOurs(client, options);
  if (oldest === undefined) {
    if (body === null || !mayPost) return 'unchanged';
    if (!(await stillCurrent())) return 'superseded';
    await client.request('POST /repos/{owner}/{repo}/issues/{issue_number}/comments', {
      owner,
      repo,
      issue_number: number,
      body,
    });
    return 'written';
  }
  let result: Ensured = 'unchanged';
  const wanted = body ?? resolvedBody;
  if (!isSameBody(oldest.body, wanted)) {
    if (!(await stillCurrent())) return 'superseded';
    await client.request('PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}', {
      owner,
      repo,
      comment_id: oldest.id,
      body: wanted,
    });
    result = 'written';
  }
  for (const { id } of others) {
    if (!(await stillCurrent())) return 'superseded';
    await client.request('DELETE /repos/{owner}/{repo}/issues/comments/{comment_id}', {
      owner,
      repo,
      comment_id: id,
    });
    result = 'written';
  }
  return result;
}

/** Those that start with the marker, oldest first. */
async function readOurs(
  client: GitHubClient,
  options: CommentOptions,
): Promise<readonly OurComment[]> {
  const comments = options.seen ?? (await readComments(client, options));
  return comments.filter(({ body }) => body.startsWith(options.marker)).sort((a, b) => a.id - b.id);
}

/** All comments of this app. */
async function readComments(
  client: GitHubClient,
  { owner, repo, number, app }: CommentOptions,
): Promise<readonly OurComment[]> {
  const comments = await readPages(async (page, per_page) => {
    const { data } = await client.request(
      'GET /repos/{owner}/{repo}/issues/{issue_number}/comments',
      { owner, repo, issue_number: number, per_page, page },
    );
    return data;
  });
  return comments
    .filter(({ user }) => isOwnBot(user, app))
    .map(({ id, body }) => ({ id: Number(id), body: body ?? '' }));
}
