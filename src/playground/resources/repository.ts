import { fullName, type Repository } from '../model/records.ts';
import type { Site } from '../site.ts';
import { nodeId, userResource } from './user.ts';

/** `/repos/{owner}/{repo}` of the API. */
export function repositoryUrl(site: Site, repository: Repository): string {
  return `${site.url}/repos/${fullName(repository)}`;
}

/** The repository's page. */
export function repositoryPage(site: Site, repository: Repository): string {
  return `${site.url}/${fullName(repository)}`;
}

function links(site: Site, repository: Repository) {
  const url = repositoryUrl(site, repository);
  const page = repositoryPage(site, repository);
  return {
    html_url: page,
    url,
    archive_url: `${url}/{archive_format}{/ref}`,
    assignees_url: `${url}/assignees{/user}`,
    blobs_url: `${url}/git/blobs{/sha}`,
    branches_url: `${url}/branches{/branch}`,
    collaborators_url: `${url}/collaborators{/collaborator}`,
    comments_url: `${url}/comments{/number}`,
    commits_url: `${url}/commits{/sha}`,
    compare_url: `${url}/compare/{base}...{head}`,
    contents_url: `${url}/contents/{+path}`,
    contributors_url: `${url}/contributors`,
    deployments_url: `${url}/deployments`,
    downloads_url: `${url}/downloads`,
    events_url: `${url}/events`,
    forks_url: `${url}/forks`,
    git_commits_url: `${url}/git/commits{/sha}`,
    git_refs_url: `${url}/git/refs{/sha}`,
    git_tags_url: `${url}/git/tags{/sha}`,
    hooks_url: `${url}/hooks`,
    issue_comment_url: `${url}/issues/comments{/number}`,
    issue_events_url: `${url}/issues/events{/number}`,
    issues_url: `${url}/issues{/number}`,
    keys_url: `${url}/keys{/key_id}`,
    labels_url: `${url}/labels{/name}`,
    languages_url: `${url}/languages`,
    merges_url: `${url}/merges`,
    milestones_url: `${url}/milestones{/number}`,
    notifications_url: `${url}/notifications{?since,all,participating}`,
    pulls_url: `${url}/pulls{/number}`,
    releases_url: `${url}/releases{/id}`,
    stargazers_url: `${url}/stargazers`,
    statuses_url: `${url}/statuses/{sha}`,
    subscribers_url: `${url}/subscribers`,
    subscription_url: `${url}/subscription`,
    tags_url: `${url}/tags`,
    teams_url: `${url}/teams`,
    trees_url: `${url}/git/trees{/sha}`,
    clone_url: `${page}.git`,
    git_url: `${page}.git`,
    ssh_url: `${page}.git`,
    svn_url: page,
  };
}

/** `repository`: complete, as inside a pull request and in webhooks. */
export function repositoryResource(site: Site, repository: Repository) {
  const forks = [...site.state.repositories.values()].filter(
    (other) => other.parent?.id === repository.id,
  ).length;
  const openIssues = [...repository.issues.values()].filter(
    (issue) => issue.state === 'open',
  ).length;
  return {
    id: repository.id,
    node_id: nodeId('Repository', repository.id),
    name: repository.name,
    full_name: fullName(repository),
    owner: userResource(site, repository.owner),
    private: repository.private,
    description: repository.description,
    fork: repository.parent !== null,
    ...links(site, repository),
    created_at: repository.createdAt,
    updated_at: repository.updatedAt,
    pushed_at: repository.pushedAt,
    homepage: null,
    mirror_url: null,
    size: 0,
    stargazers_count: 0,
    watchers_count: 0,
    watchers: 0,
    language: null,
    has_issues: repository.hasIssues,
    has_projects: false,
    has_downloads: false,
    has_wiki: false,
    has_pages: false,
    has_discussions: false,
    forks,
    forks_count: forks,
    open_issues: openIssues,
    open_issues_count: openIssues,
    license: null,
    archived: repository.archived,
    disabled: false,
    allow_forking: true,
    is_template: false,
    web_commit_signoff_required: false,
    topics: [],
    visibility: repository.private ? 'private' : 'public',
    default_branch: repository.defaultBranch,
  };
}

/** `repository` as lists and webhooks carry it. */
export type RepositoryResource = ReturnType<typeof repositoryResource>;

/** `full-repository`, the answer of `GET /repos/{owner}/{repo}`. */
export function fullRepositoryResource(site: Site, repository: Repository) {
  const parent = repository.parent;
  return {
    ...repositoryResource(site, repository),
    network_count: 0,
    subscribers_count: 0,
    ...(parent === null
      ? {}
      : { parent: repositoryResource(site, parent), source: repositoryResource(site, parent) }),
  };
}
