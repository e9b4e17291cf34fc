import {
  type Account,
  type Comment,
  type Issue,
  isPull,
  type Label,
  REACTIONS,
  type Reaction,
  type Repository,
} from '../model/records.ts';
import type { Site } from '../site.ts';
import { appResource } from './app.ts';
import { repositoryPage, repositoryUrl } from './repository.ts';
import { nodeId, userResource } from './user.ts';

/** `label`. */
export function labelResource(site: Site, repository: Repository, label: Label) {
  return {
    id: label.id,
    node_id: nodeId('Label', label.id),
    url: `${repositoryUrl(site, repository)}/labels/${encodeURIComponent(label.name)}`,
    name: label.name,
    color: label.color,
    description: label.description,
    default: false,
  };
}

/** `reaction`. */
export function reactionResource(site: Site, reaction: Reaction) {
  return {
    id: reaction.id,
    node_id: nodeId('Reaction', reaction.id),
    user: userResource(site, reaction.user),
    content: reaction.content,
    created_at: reaction.createdAt,
  };
}

/** `reaction-rollup`. */
export function reactionsResource(url: string, reactions: readonly Reaction[]) {
  const counts = REACTIONS.map((content): [string, number] => [
    content,
    reactions.filter((reaction) => reaction.content === content).length,
  ]);
  return { url, total_count: reactions.length, ...Object.fromEntries(counts) };
}

/** How the author relates to the repository. */
export function association(repository: Repository, user: Account): string {
  if (user.id === repository.owner.id) return 'OWNER';
  const permission = repository.collaborators.get(user.login.toLowerCase());
  if (permission === undefined || permission === 'none') return 'NONE';
  return repository.owner.type === 'Organization' ? 'MEMBER' : 'COLLABORATOR';
}

/** `/repos/{owner}/{repo}/issues/{number}` of the API. */
export function issueUrl(site: Site, issue: Issue): string {
  return `${repositoryUrl(site, issue.repository)}/issues/${issue.number}`;
}

/** The page of an issue or pull request. */
export function issuePage(site: Site, issue: Issue): string {
  const kind = isPull(issue) ? 'pull' : 'issues';
  return `${repositoryPage(site, issue.repository)}/${kind}/${issue.number}`;
}

/** Comments of an issue, oldest first. */
export function commentsOf(issue: Issue): Comment[] {
  return [...issue.repository.comments.values()].filter((comment) => comment.issue === issue);
}

/** `issue`; a pull request has `pull_request` in it. */
export function issueResource(site: Site, issue: Issue) {
  const url = issueUrl(site, issue);
  const page = issuePage(site, issue);
  const { repository, pull } = issue;
  const pullUrl = `${repositoryUrl(site, repository)}/pulls/${issue.number}`;
  const assignees = issue.assignees.map((user) => userResource(site, user));
  return {
    id: issue.id,
    node_id: nodeId('Issue', issue.id),
    url,
    repository_url: repositoryUrl(site, repository),
    labels_url: `${url}/labels{/name}`,
    comments_url: `${url}/comments`,
    events_url: `${url}/events`,
    html_url: page,
    number: issue.number,
    state: issue.state,
    state_reason: issue.stateReason,
    title: issue.title,
    body: issue.body,
    user: userResource(site, issue.user),
    labels: issue.labels.map((label) => labelResource(site, repository, label)),
    assignee: assignees[0] ?? null,
    assignees,
    milestone: null,
    locked: issue.locked,
    active_lock_reason: null,
    comments: commentsOf(issue).length,
    closed_at: issue.closedAt,
    closed_by: issue.closedBy === null ? null : userResource(site, issue.closedBy),
    created_at: issue.createdAt,
    updated_at: issue.updatedAt,
    author_association: association(repository, issue.user),
    performed_via_github_app: issue.viaApp ? appResource(site, site.state.app) : null,
    reactions: reactionsResource(`${url}/reactions`, issue.reactions),
    ...(pull === null
      ? {}
      : {
          draft: pull.draft,
          pull_request: {
            url: pullUrl,
            html_url: page,
            diff_url: `${page}.diff`,
            patch_url: `${page}.patch`,
            merged_at: pull.mergedAt,
          },
        }),
  };
}

/** `issue-comment`. */
export function commentResource(site: Site, comment: Comment) {
  const { issue } = comment;
  const url = `${repositoryUrl(site, issue.repository)}/issues/comments/${comment.id}`;
  return {
    id: comment.id,
    node_id: nodeId('IssueComment', comment.id),
    url,
    html_url: `${issuePage(site, issue)}#issuecomment-${comment.id}`,
    issue_url: issueUrl(site, issue),
    body: comment.body,
    user: userResource(site, comment.user),
    created_at: comment.createdAt,
    updated_at: comment.updatedAt,
    author_association: association(issue.repository, comment.user),
    performed_via_github_app: comment.viaApp ? appResource(site, site.state.app) : null,
    reactions: reactionsResource(`${url}/reactions`, comment.reactions),
  };
}
