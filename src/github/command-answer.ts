/** Who gave a command, and the answer to it: a reaction and, where there is something to say, one comment. */
import type { AppIdentity, GitHubClient, RepositoryRef } from './client.ts';
import { addComments } from './issue.ts';
import { GitHubRefused, toGitHubError } from './request-error.ts';

/** Whether a person may write to a repository. Roles of an organisation's own count as what they are based on. */
export async function mayWrite(
  client: GitHubClient,
  { owner, repo, login }: RepositoryRef & { readonly login: string },
): Promise<boolean> {
  try {
    const { data } = await client.request(
      'GET /repos/{owner}/{repo}/collaborators/{username}/permission',
      { owner, repo, username: login },
    );
    return ['admin', 'maintain', 'write'].includes(data.permission);
  } catch (caught) {
    const error = toGitHubError(caught, new Date());
    if (error instanceof GitHubRefused && error.status === 404) return false;
    throw caught;
  }
}

/** A comment that gave a command. */
export interface CommandComment extends RepositoryRef {
  /** The issue or pull request it stands under. */
  readonly number: number;
  readonly commentId: number;
}

/** What is answered. */
export interface CommandAnswer {
  /** `+1` for what is done, `eyes` for what has been started, `confused` for what cannot be done. */
  readonly reaction: '+1' | 'eyes' | 'confused';
  /** In Markdown; null where there is nothing to say. */
  readonly reply: string | null;
}

/** Answers a command. Answered twice, it writes nothing the second time. */
export async function answerCommand(
  client: GitHubClient,
  { owner, repo, number, commentId }: CommandComment,
  app: Pick<AppIdentity, 'slug'>,
  answer: CommandAnswer,
): Promise<void> {
  try {
    await client.request('POST /repos/{owner}/{repo}/issues/comments/{comment_id}/reactions', {
      owner,
      repo,
      comment_id: commentId,
      content: answer.reaction,
    });
  } catch (caught) {
    const error = toGitHubError(caught, new Date());
    // The comment was deleted meanwhile: nobody is left to be answered.
    if (error instanceof GitHubRefused && error.status === 404) return;
    throw caught;
  }
  if (answer.reply === null) return;
  const marker = `<!-- holdfast:command:${commentId} -->`;
  await addComments(client, { owner, repo, number }, app, [
    { marker, body: `${marker}\n${answer.reply}` },
  ]);
}
