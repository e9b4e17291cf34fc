import { authorize } from '../http/auth.ts';
import { ApiError, forbidden } from '../http/errors.ts';
import { found, numberParam, type RepositoryCall } from '../http/route.ts';
import { type Comment, type Issue, isPull } from '../model/records.ts';

type Level = 'read' | 'write';

/**
 * Lets a request at an issue or pull request through. GitHub takes the permission on issues for both, the one on
 * pull requests for pull requests only. Where issues are disabled, only pull requests are left.
 */
function authorizeIssue(call: RepositoryCall, issue: Issue, level: Level): void {
  const { site, principal, repository } = call;
  if (!isPull(issue)) {
    authorize(site.state, principal, repository, [`issues:${level}`]);
    if (!repository.hasIssues) throw new ApiError(410, 'Issues are disabled for this repo');
  }
}

/** The issue or pull request of the path, if the caller may read or write it. */
export function issueAt(call: RepositoryCall, level: Level): Issue {
  const issue = found(call.repository.issues.get(numberParam(call, 'issue_number')));
  authorizeIssue(call, issue, level);
  return issue;
}

/** The comment of the path, if the caller may read or write on its issue. */
export function commentAt(call: RepositoryCall, level: Level): Comment {
  const comment = found(call.repository.comments.get(numberParam(call, 'comment_id')));
  authorizeIssue(call, comment.issue, level);
  return comment;
}

/** Whether the caller may see an issue in a list. */
export function mayList(call: RepositoryCall, issue: Issue): boolean {
  if (!isPull(issue) && !call.repository.hasIssues) return false;
  const { principal } = call;
  if (principal.kind !== 'installation' || isPull(issue)) return true;
  return principal.permissions['issues'] !== undefined;
}

/** Only those who may write to a repository label, assign and close what others opened. */
export function mustTriage(call: RepositoryCall, issue: Issue): void {
  const { principal, repository, site } = call;
  if (principal.kind !== 'user' || principal.user === issue.user) return;
  const permission = site.state.permissionOf(repository, principal.user);
  if (permission === 'read' || permission === 'none') {
    throw forbidden('Must have admin rights to Repository.');
  }
}
