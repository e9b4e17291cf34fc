import { actor } from '../http/auth.ts';
import { forbidden, invalidField } from '../http/errors.ts';
import {
  created,
  listReply,
  NO_CONTENT,
  ok,
  type Reply,
  type RepositoryCall,
  repositoryRoute,
} from '../http/route.ts';
import { addComment, editComment, removeComment } from '../model/comments.ts';
import type { Comment } from '../model/records.ts';
import { commentResource, commentsOf } from '../resources/issue.ts';
import { commentAt, issueAt, mayList } from './issue-access.ts';
import { MAX_BODY_CHARACTERS } from './issues.ts';

const READ = ['issues:read', 'pull_requests:read'] as const;
const WRITE = ['issues:write', 'pull_requests:write'] as const;

function text(call: RepositoryCall): string {
  const body = call.body.requiredText('body', MAX_BODY_CHARACTERS);
  if (body.trim() === '') throw invalidField('IssueComment', 'body', 'missing_field');
  return body;
}

/** Apps change their own comments only; people those they may write over. */
function mayChange(call: RepositoryCall, comment: Comment): void {
  const { principal, repository, site } = call;
  const user = actor(site.state, principal);
  if (comment.user === user) return;
  const permission = principal.kind === 'user' ? site.state.permissionOf(repository, user) : 'none';
  if (permission !== 'admin' && permission !== 'write' && permission !== 'maintain') {
    throw forbidden();
  }
}

function listAll(call: RepositoryCall): Promise<Reply> {
  const comments = [...call.repository.comments.values()].filter(({ issue }) =>
    mayList(call, issue),
  );
  return listReply(call, comments, (comment) => commentResource(call.site, comment));
}

function list(call: RepositoryCall): Promise<Reply> {
  const issue = issueAt(call, 'read');
  const since = call.query.get('since');
  const comments = commentsOf(issue).filter(
    (comment) => since === null || Date.parse(comment.updatedAt) >= Date.parse(since),
  );
  return listReply(call, comments, (comment) => commentResource(call.site, comment));
}

function create(call: RepositoryCall): Reply {
  const { site, principal } = call;
  const issue = issueAt(call, 'write');
  if (issue.locked) throw forbidden('Unable to create comment because issue is locked.');
  const user = actor(site.state, principal);
  const comment = addComment(site, issue, user, text(call), principal.kind === 'installation');
  return created(commentResource(site, comment));
}

function update(call: RepositoryCall): Reply {
  const comment = commentAt(call, 'write');
  mayChange(call, comment);
  editComment(call.site, comment, text(call), actor(call.site.state, call.principal));
  return ok(commentResource(call.site, comment));
}

function remove(call: RepositoryCall): Reply {
  const comment = commentAt(call, 'write');
  mayChange(call, comment);
  removeComment(call.site, comment, actor(call.site.state, call.principal));
  return NO_CONTENT;
}

export const issueCommentRoutes = [
  repositoryRoute('GET', '/issues/comments', READ, listAll),
  repositoryRoute('GET', '/issues/{issue_number}/comments', READ, list),
  repositoryRoute('POST', '/issues/{issue_number}/comments', WRITE, create),
  repositoryRoute('GET', '/issues/comments/{comment_id}', READ, (call) =>
    ok(commentResource(call.site, commentAt(call, 'read'))),
  ),
  repositoryRoute('PATCH', '/issues/comments/{comment_id}', WRITE, update),
  repositoryRoute('DELETE', '/issues/comments/{comment_id}', WRITE, remove),
];
