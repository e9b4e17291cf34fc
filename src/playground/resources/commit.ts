import type { Commit } from '../git/commit.ts';
import type { FileChange } from '../git/diff.ts';
import type { Repository } from '../model/records.ts';
import type { Site } from '../site.ts';
import { repositoryPage, repositoryUrl } from './repository.ts';
import { nodeId, userResource } from './user.ts';

const UNVERIFIED = {
  verified: false,
  reason: 'unsigned',
  signature: null,
  payload: null,
  verified_at: null,
};

function encodePath(path: string): string {
  return path.split('/').map(encodeURIComponent).join('/');
}

/** Whose address a commit carries; null where it is nobody's here. */
function personOf(site: Site, email: string) {
  const login = /^(.+)@(?:users\.noreply\.)?localhost$/.exec(email)?.[1]?.toLowerCase();
  const account = login === undefined ? undefined : site.state.accounts.get(login);
  return account === undefined ? null : userResource(site, account);
}

/** `commit`: what lists of commits, comparisons and `GET /commits/{ref}` give. */
export function commitResource(site: Site, repository: Repository, commit: Commit) {
  const url = repositoryUrl(site, repository);
  const page = repositoryPage(site, repository);
  return {
    sha: commit.sha,
    node_id: nodeId('Commit', commit.sha),
    url: `${url}/commits/${commit.sha}`,
    html_url: `${page}/commit/${commit.sha}`,
    comments_url: `${url}/commits/${commit.sha}/comments`,
    commit: {
      url: `${url}/git/commits/${commit.sha}`,
      author: commit.author,
      committer: commit.committer,
      message: commit.message,
      comment_count: 0,
      tree: { sha: commit.tree, url: `${url}/git/trees/${commit.tree}` },
      verification: UNVERIFIED,
    },
    author: personOf(site, commit.author.email),
    committer: personOf(site, commit.committer.email),
    parents: commit.parents.map((sha) => ({
      sha,
      url: `${url}/commits/${sha}`,
      html_url: `${page}/commit/${sha}`,
    })),
  };
}

/** `git-commit`: the commit of the Git data API. */
export function gitCommitResource(site: Site, repository: Repository, commit: Commit) {
  const url = repositoryUrl(site, repository);
  const page = repositoryPage(site, repository);
  return {
    sha: commit.sha,
    node_id: nodeId('Commit', commit.sha),
    url: `${url}/git/commits/${commit.sha}`,
    html_url: `${page}/commit/${commit.sha}`,
    author: commit.author,
    committer: commit.committer,
    message: commit.message,
    tree: { sha: commit.tree, url: `${url}/git/trees/${commit.tree}` },
    parents: commit.parents.map((sha) => ({
      sha,
      url: `${url}/git/commits/${sha}`,
      html_url: `${page}/commit/${sha}`,
    })),
    verification: UNVERIFIED,
  };
}

/** `simple-commit`: the commit inside check suites, branches and webhooks. */
export function simpleCommitResource(commit: Commit) {
  return {
    id: commit.sha,
    tree_id: commit.tree,
    message: commit.message,
    timestamp: commit.committer.date,
    author: { name: commit.author.name, email: commit.author.email },
    committer: { name: commit.committer.name, email: commit.committer.email },
  };
}

/** `diff-entry`: a file of a pull request, a comparison or a commit. */
export function fileResource(
  site: Site,
  repository: Repository,
  headSha: string,
  change: FileChange,
) {
  const page = repositoryPage(site, repository);
  const path = encodePath(change.path);
  return {
    sha: change.sha,
    filename: change.path,
    status: change.status,
    additions: change.additions,
    deletions: change.deletions,
    changes: change.additions + change.deletions,
    blob_url: `${page}/blob/${headSha}/${path}`,
    raw_url: `${page}/raw/${headSha}/${path}`,
    contents_url: `${repositoryUrl(site, repository)}/contents/${path}?ref=${headSha}`,
    ...(change.patch === null ? {} : { patch: change.patch }),
    ...(change.previousPath === null ? {} : { previous_filename: change.previousPath }),
  };
}

/** `git-ref`: a branch or tag of the Git data API. `ref` is full: `refs/heads/main`. */
export function refResource(site: Site, repository: Repository, ref: string, sha: string) {
  const url = repositoryUrl(site, repository);
  return {
    ref,
    node_id: nodeId('Ref', `${repository.id}:${ref}`),
    url: `${url}/git/${ref}`,
    object: { sha, type: 'commit', url: `${url}/git/commits/${sha}` },
  };
}
