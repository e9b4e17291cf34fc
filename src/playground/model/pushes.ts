import { ApiError } from '../http/errors.ts';
import type { Site } from '../site.ts';
import { ensureSuite } from './checks.ts';
import { pullEvent } from './events.ts';
import { followHead, markMerged, setState, testMerge } from './pulls.ts';
import { pushEvent } from './push-event.ts';
import { type Account, isPull, type PullRequest, type Repository } from './records.ts';

const HEADS = 'refs/heads/';
const TAGS = 'refs/tags/';
const queues = new WeakMap<Repository, Promise<unknown>>();

/** Runs work on a repository's refs one after another, so that before and after are what they seem. */
export function alone<T>(repository: Repository, work: () => Promise<T>): Promise<T> {
  const previous = queues.get(repository) ?? Promise.resolve();
  const next = previous.then(work, work);
  queues.set(
    repository,
    next.catch(() => undefined),
  );
  return next;
}

/** The refs below a prefix, without it. */
function below(refs: ReadonlyMap<string, string>, prefix: string): Map<string, string> {
  return new Map(
    [...refs]
      .filter(([ref]) => ref.startsWith(prefix))
      .map(([ref, sha]): [string, string] => [ref.slice(prefix.length), sha]),
  );
}

/** What differs between two readings of refs, sorted by name. */
function moves(before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>) {
  return [...new Set([...before.keys(), ...after.keys()])]
    .sort()
    .map((name) => ({ name, from: before.get(name) ?? null, to: after.get(name) ?? null }))
    .filter(({ from, to }) => from !== to);
}

/** Takes notice of what a push changed on disk: branches, tags, pull requests, webhooks. */
export async function noticePush(site: Site, repository: Repository, user: Account): Promise<void> {
  const refs = await repository.git.refs();
  const { branches, tags } = repository;
  repository.branches = below(refs, HEADS);
  repository.tags = below(refs, TAGS);
  for (const { name, from, to } of moves(branches, repository.branches)) {
    await branchMoved(site, repository, name, from, to, user);
  }
  for (const { name, from, to } of moves(tags, repository.tags)) {
    await pushEvent(site, repository, { ref: TAGS + name, before: from, after: to }, user);
  }
}

/** Moves a branch to a commit that is there already (`null` deletes it). */
export async function moveBranch(
  site: Site,
  repository: Repository,
  branch: string,
  sha: string | null,
  user: Account,
): Promise<void> {
  const before = repository.branches.get(branch) ?? null;
  if (sha === null) {
    if (branch === repository.defaultBranch) {
      throw new ApiError(422, 'Cannot delete the default branch');
    }
    await repository.git.deleteRef(HEADS + branch);
    repository.branches.delete(branch);
  } else {
    await repository.git.updateRef(HEADS + branch, sha);
    repository.branches.set(branch, sha);
  }
  if (before !== sha) await branchMoved(site, repository, branch, before, sha, user);
}

function openPulls(site: Site): PullRequest[] {
  return [...site.state.repositories.values()]
    .flatMap((repository) => [...repository.issues.values()])
    .filter(isPull)
    .filter((issue) => issue.state === 'open');
}

async function branchMoved(
  site: Site,
  repository: Repository,
  branch: string,
  before: string | null,
  after: string | null,
  user: Account,
): Promise<void> {
  repository.pushedAt = site.state.now();
  repository.updatedAt = repository.pushedAt;
  await pushEvent(site, repository, { ref: HEADS + branch, before, after }, user);
  if (after !== null && !branch.startsWith('gh-readonly-queue/')) {
    await ensureSuite(site, repository, after, branch, before, user);
  }
  for (const issue of openPulls(site)) {
    const { head, base } = issue.pull;
    if (head.repository === repository && head.ref === branch) {
      await headMoved(site, issue, before, after, user);
    } else if (base.repository === repository && base.ref === branch && after !== null) {
      await baseMoved(site, issue, after, user);
    }
  }
  site.state.changed();
}

async function headMoved(
  site: Site,
  issue: PullRequest,
  before: string | null,
  after: string | null,
  user: Account,
): Promise<void> {
  if (after === null) {
    await setState(site, issue, 'closed', user);
    return;
  }
  const { base } = issue.pull;
  await followHead(issue, after);
  base.sha = issue.repository.branches.get(base.ref) ?? base.sha;
  issue.updatedAt = site.state.now();
  await testMerge(site, issue);
  await pullEvent(site, issue, 'synchronize', user, { before, after });
}

/** A base that moved: the pull request may be merged by it, or not be mergeable any more. No event of its own. */
async function baseMoved(
  site: Site,
  issue: PullRequest,
  after: string,
  user: Account,
): Promise<void> {
  if (issue.pull.mergedAt !== null) return;
  if (await issue.repository.git.isAncestor(issue.pull.head.sha, after)) {
    await markMerged(site, issue, after, user);
    return;
  }
  await testMerge(site, issue);
}
