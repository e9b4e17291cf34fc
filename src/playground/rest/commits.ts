import { isoSeconds } from '../git/commit.ts';
import { diffTrees } from '../git/diff.ts';
import { ApiError, invalidField, notFound } from '../http/errors.ts';
import {
  found,
  listReply,
  page,
  param,
  type Reply,
  type RepositoryCall,
  repositoryRoute,
} from '../http/route.ts';
import { isPull, type Repository } from '../model/records.ts';
import { commitResource, fileResource } from '../resources/commit.ts';
import { simplePullResource } from '../resources/pull-request.ts';
import { repositoryPage, repositoryUrl } from '../resources/repository.ts';

/** The tree that git counts a first commit's files from. */
const EMPTY_TREE = '4b825dc642cb6eb9a060e54bf8d69288fbee4904';

async function resolved(call: RepositoryCall, name: string): Promise<string> {
  const sha = await call.repository.git.resolve(name);
  if (sha !== null) return sha;
  throw new ApiError(422, `No commit found for SHA: ${name}`);
}

/** A ref of the form `branch` or `owner:branch`, where the owner has a fork or this repository. */
async function resolveEnd(call: RepositoryCall, name: string): Promise<string> {
  const colon = name.indexOf(':');
  const { repository, site } = call;
  if (colon < 0) return found(await repository.git.resolve(name));
  const owner = name.slice(0, colon);
  const network = (one: Repository) => one === repository || one.parent === repository;
  const holder = [...site.state.repositories.values()].find(
    (one) => network(one) && one.owner.login.toLowerCase() === owner.toLowerCase(),
  );
  const sha = found(await found(holder).git.resolve(name.slice(colon + 1)));
  if (holder !== undefined && holder !== repository) {
    await repository.git.fetchFrom(holder.git, sha, `refs/network/${holder.id}/${sha}`);
  }
  return sha;
}

async function compare(call: RepositoryCall): Promise<Reply> {
  const { repository, site } = call;
  const basehead = param(call, 'basehead');
  const dots = basehead.indexOf('...');
  if (dots < 0) throw notFound();
  const [base, head] = await Promise.all([
    resolveEnd(call, basehead.slice(0, dots)),
    resolveEnd(call, basehead.slice(dots + 3)),
  ]);
  const comparison = await repository.git.compare(base, head);
  if (comparison === null) {
    throw new ApiError(404, `No common ancestor between ${basehead.replace('...', ' and ')}.`);
  }
  const commit = async (sha: string) =>
    commitResource(site, repository, found(await repository.git.commit(sha)));
  const { items, headers } = page(call, comparison.ahead, 250);
  const ahead = comparison.ahead.length;
  const behind = comparison.behindBy;
  const url = `${repositoryUrl(site, repository)}/compare/${base}...${head}`;
  const html = `${repositoryPage(site, repository)}/compare/${base}...${head}`;
  const first = (call.query.get('page') ?? '1') === '1';
  return {
    status: 200,
    headers,
    body: {
      url,
      html_url: html,
      permalink_url: html,
      diff_url: `${html}.diff`,
      patch_url: `${html}.patch`,
      base_commit: await commit(base),
      merge_base_commit: await commit(comparison.mergeBase),
      status:
        ahead > 0 && behind > 0
          ? 'diverged'
          : ahead > 0
            ? 'ahead'
            : behind > 0
              ? 'behind'
              : 'identical',
      ahead_by: ahead,
      behind_by: behind,
      total_commits: ahead,
      commits: await Promise.all(items.map(commit)),
      // Files come with the first page of commits only, 300 at most.
      files: first
        ? comparison.files
            .slice(0, site.limits.comparedFiles)
            .map((file) => fileResource(site, repository, head, file))
        : [],
    },
  };
}

async function getCommit(call: RepositoryCall): Promise<Reply> {
  const { repository, site } = call;
  const sha = await resolved(call, param(call, 'ref'));
  if (call.accept.includes('application/vnd.github.sha')) {
    return { status: 200, raw: { bytes: Buffer.from(sha), type: 'application/vnd.github.sha' } };
  }
  const commit = found(await repository.git.commit(sha));
  const files = await diffTrees(
    site.git,
    repository.git.folder,
    commit.parents[0] ?? EMPTY_TREE,
    sha,
  );
  const additions = files.reduce((sum, file) => sum + file.additions, 0);
  const deletions = files.reduce((sum, file) => sum + file.deletions, 0);
  const { items, headers } = page(call, files, 300);
  return {
    status: 200,
    headers,
    body: {
      ...commitResource(site, repository, commit),
      stats: { total: additions + deletions, additions, deletions },
      files: items.map((file) => fileResource(site, repository, sha, file)),
    },
  };
}

/** A bound on the dates of commits as git's own option; 422 for what is no date. */
function dateOption(call: RepositoryCall, name: 'since' | 'until'): string[] {
  const text = call.query.get(name);
  if (text === null) return [];
  const time = Date.parse(text);
  if (Number.isNaN(time)) throw invalidField('Commit', name);
  return [`--${name}=${isoSeconds(new Date(time))}`];
}

async function listCommits(call: RepositoryCall): Promise<Reply> {
  const { repository, site } = call;
  const start = call.query.get('sha') ?? repository.defaultBranch;
  const sha = found(await repository.git.resolve(start));
  const path = call.query.get('path');
  const history = await site.git.text(repository.git.folder, [
    'rev-list',
    ...dateOption(call, 'since'),
    ...dateOption(call, 'until'),
    sha,
    ...(path === null ? [] : ['--', path]),
  ]);
  return listReply(
    call,
    history.split('\n').filter((line) => line !== ''),
    async (one) => commitResource(site, repository, found(await repository.git.commit(one))),
  );
}

async function pullsOfCommit(call: RepositoryCall): Promise<Reply> {
  const { repository, site } = call;
  const sha = await resolved(call, param(call, 'commit_sha'));
  const pulls = [...repository.issues.values()].filter(isPull);
  const containing = [];
  for (const issue of pulls) {
    const { head, base, mergeCommitSha } = issue.pull;
    const inside =
      mergeCommitSha === sha ||
      head.sha === sha ||
      (await repository.git.commitsBetween(base.sha, head.sha)).includes(sha);
    if (inside) containing.push(issue);
  }
  return listReply(call, containing, (issue) => simplePullResource(site, issue));
}

export const commitRoutes = [
  repositoryRoute('GET', '/compare/{basehead}', ['contents:read'], compare),
  repositoryRoute('GET', '/commits', ['contents:read'], listCommits),
  repositoryRoute('GET', '/commits/{ref}', ['contents:read'], getCommit),
  repositoryRoute('GET', '/commits/{commit_sha}/pulls', ['pull_requests:read'], pullsOfCommit),
];
