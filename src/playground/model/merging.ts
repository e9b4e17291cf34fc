import { commitTree } from '../git/write.ts';
import { ApiError } from '../http/errors.ts';
import type { Site } from '../site.ts';
import { mergeGroupEvent } from './events.ts';
import { markMerged, testMerge } from './pulls.ts';
import { moveBranch } from './pushes.ts';
import type { Account, PullRequest } from './records.ts';

/** Merges a pull request; 405 and 409 like GitHub's where that cannot be. Answers the new commit. */
export async function mergePull(
  site: Site,
  issue: PullRequest,
  user: Account,
  options: {
    readonly method: 'merge' | 'squash' | 'rebase';
    readonly expectedHead?: string | undefined;
    readonly title?: string | undefined;
    readonly message?: string | undefined;
  },
): Promise<string> {
  const { repository, pull } = issue;
  if (options.expectedHead !== undefined && options.expectedHead !== pull.head.sha) {
    throw new ApiError(409, 'Head branch was modified. Review and try the merge again.');
  }
  const base = repository.branches.get(pull.base.ref);
  if (base === undefined || issue.state === 'closed' || pull.draft) {
    throw new ApiError(405, 'Pull Request is not mergeable');
  }
  const merged = await repository.git.merge(base, pull.head.sha);
  if (!merged.clean) throw new ApiError(405, 'Pull Request is not mergeable');
  const title =
    options.title ??
    (options.method === 'merge'
      ? `Merge pull request #${issue.number} from ${pull.head.repository.owner.login}/${pull.head.ref}`
      : `${issue.title} (#${issue.number})`);
  const who = site.state.signature(user);
  const sha = await commitTree(site.git, repository.git.folder, {
    tree: merged.tree,
    parents: options.method === 'merge' ? [base, pull.head.sha] : [base],
    message: `${title}\n\n${options.message ?? issue.title}\n`,
    author: who,
    committer: who,
  });
  // Marked first, so that the push that follows does not take it for one that others merged.
  issue.pull.mergedAt = site.state.now();
  issue.pull.mergeCommitSha = sha;
  await moveBranch(site, repository, pull.base.ref, sha, user);
  await markMerged(site, issue, sha, user);
  return sha;
}

/** Puts a pull request into the merge queue: its merge on a branch of its own, to be checked. */
export async function enqueue(
  site: Site,
  issue: PullRequest,
  user: Account,
): Promise<{ readonly head_ref: string; readonly head_sha: string; readonly base_sha: string }> {
  const { repository, pull } = issue;
  const { ref } = pull.base;
  await testMerge(site, issue);
  const baseSha = repository.branches.get(ref);
  const headSha = pull.mergeCommitSha;
  if (baseSha === undefined || headSha === null) {
    throw new ApiError(405, 'Pull Request is not mergeable');
  }
  const branch = `gh-readonly-queue/${ref}/pr-${issue.number}-${baseSha}`;
  await moveBranch(site, repository, branch, headSha, user);
  const group = {
    headRef: `refs/heads/${branch}`,
    headSha,
    baseRef: `refs/heads/${ref}`,
    baseSha,
  };
  await mergeGroupEvent(site, repository, group, user);
  return { head_ref: group.headRef, head_sha: headSha, base_sha: baseSha };
}
