import type { Site } from '../site.ts';
import { commentEvent } from './events.ts';
import type { Account, Comment, Issue } from './records.ts';

/** Somebody comments on an issue or pull request. */
export function addComment(
  site: Site,
  issue: Issue,
  user: Account,
  body: string,
  viaApp = false,
): Comment {
  const now = site.state.now();
  const comment: Comment = {
    id: site.state.nextId(),
    issue,
    user,
    body,
    createdAt: now,
    updatedAt: now,
    reactions: [],
    viaApp,
  };
  issue.repository.comments.set(comment.id, comment);
  issue.updatedAt = now;
  commentEvent(site, comment, 'created', user);
  return comment;
}

/** Somebody edits a comment. */
export function editComment(site: Site, comment: Comment, body: string, user: Account): void {
  const from = comment.body;
  comment.body = body;
  comment.updatedAt = site.state.now();
  commentEvent(site, comment, 'edited', user, { changes: { body: { from } } });
}

/** Somebody deletes a comment. */
export function removeComment(site: Site, comment: Comment, user: Account): void {
  comment.issue.repository.comments.delete(comment.id);
  commentEvent(site, comment, 'deleted', user);
}
