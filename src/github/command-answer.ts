/** Who gave a command, and the answer to it: a reaction and, where there is something to say, one comment. */
import type { AppIdentity, GitHubClient, RepositoryRef } from './client.ts';
import { addComments } from './issue.ts';
import { GitHubRefused, toGitHubError } from './request-error.ts';
import { replyInThread } from './review-comments.ts';

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
  /** The first comment of the thread, where it stands on a line of a diff: ids there are others than in conversations. */
  readonly threadId?: number | undefined;
}

/** What is answered. */
export interface CommandAnswer {
  /** `+1` for what is done, `eyes` for what has been started, `confused` for what cannot be done. */
  readonly reaction: '+1' | 'eyes' | 'confused';
  /** In Markdown; null where there is nothing to say. */
  readonly reply: string | null;
}

/** A command that is done, with what there is to say. */
export function said(reply: string): CommandAnswer {
  return { reaction: '+1', reply };
}

/** A command that cannot be done, with what would be right. */
export function wrong(reply: string): CommandAnswer {
  return { reaction: 'confused', reply };
}

/**
 * Answers a command. Answered twice, it writes nothing the second time. Where GitHub does not let it be answered, as in
 * a locked conversation, `onRefusal` is told: the command has been done all the same.
 */
export async function answerCommand(
  client: GitHubClient,
  comment: CommandComment,
  app: Pick<AppIdentity, 'slug'>,
  answer: CommandAnswer,
  onRefusal: (refusal: GitHubRefused) => void,
): Promise<void> {
  const reacted = await refusalOf(() => react(client, comment, answer.reaction));
  // The comment was deleted meanwhile: nobody is left to be answered.
  if (reacted?.status === 404) return;
  if (reacted !== null) onRefusal(reacted);
  const { reply } = answer;
  if (reply === null) return;
  const marker = `<!-- holdfast:command:${comment.commentId} -->`;
  const said = { marker, body: `${marker}\n${reply}` };
  const replied = await refusalOf(() =>
    comment.threadId === undefined
      ? addComments(client, comment, app, [said])
      : replyInThread(client, { ...comment, threadId: comment.threadId }, app, said),
  );
  if (replied !== null) onRefusal(replied);
}

function react(
  client: GitHubClient,
  { owner, repo, commentId: comment_id, threadId }: CommandComment,
  content: CommandAnswer['reaction'],
): Promise<unknown> {
  const about = { owner, repo, comment_id, content };
  return threadId === undefined
    ? client.request('POST /repos/{owner}/{repo}/issues/comments/{comment_id}/reactions', about)
    : client.request('POST /repos/{owner}/{repo}/pulls/comments/{comment_id}/reactions', about);
}

/** What GitHub does not let be done, and would not the next time either; null where it was done. */
async function refusalOf(work: () => Promise<unknown>): Promise<GitHubRefused | null> {
  try {
    await work();
    return null;
  } catch (caught) {
    const error = toGitHubError(caught, new Date());
    if (error instanceof GitHubRefused && [403, 404, 410].includes(error.status)) return error;
    throw caught;
  }
}
