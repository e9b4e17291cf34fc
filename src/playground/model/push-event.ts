import { simpleCommitResource } from '../resources/commit.ts';
import { repositoryPage } from '../resources/repository.ts';
import type { Site } from '../site.ts';
import { send } from './events.ts';
import type { Account, Repository } from './records.ts';

const ZERO = '0'.repeat(40);
/** The tree that git counts a first commit's files from. */
const EMPTY_TREE = '4b825dc642cb6eb9a060e54bf8d69288fbee4904';
/** GitHub lists at most so many commits in one push (its documentation of the event). */
const MAX_COMMITS = 2048;

/** A ref that has moved: `refs/heads/main`. A SHA of null stands for a ref that was not there or is gone. */
export interface RefMove {
  readonly ref: string;
  readonly before: string | null;
  readonly after: string | null;
}

/** `push`. */
export async function pushEvent(
  site: Site,
  repository: Repository,
  { ref, before, after }: RefMove,
  sender: Account,
): Promise<void> {
  const { git } = repository;
  const page = repositoryPage(site, repository);
  const head = after === null ? null : await git.resolve(after);
  const old = before === null ? null : await git.resolve(before);
  const shas = head === null ? [] : old === null ? [head] : await git.commitsBetween(old, head);
  const resources = shas.slice(-MAX_COMMITS).map((sha) => pushedCommit(site, repository, sha));
  const commits = (await Promise.all(resources)).filter((commit) => commit !== null);
  const last = commits.at(-1);
  send(site, repository, 'push', null, sender, {
    ref,
    before: before ?? ZERO,
    after: after ?? ZERO,
    created: before === null,
    deleted: after === null,
    forced: old !== null && head !== null && !(await git.isAncestor(old, head)),
    base_ref: null,
    compare: `${page}/compare/${before ?? ZERO}...${after ?? ZERO}`,
    commits,
    head_commit:
      head === null ? null : last?.id === head ? last : await pushedCommit(site, repository, head),
    pusher: { name: sender.login, email: `${sender.login}@users.noreply.localhost` },
  });
}

async function pushedCommit(site: Site, repository: Repository, sha: string) {
  const commit = await repository.git.commit(sha);
  if (commit === null) return null;
  const listing = await site.git.text(repository.git.folder, [
    'diff-tree',
    '-r',
    '-z',
    '--name-status',
    '--no-renames',
    commit.parents[0] ?? EMPTY_TREE,
    sha,
  ]);
  const fields = listing.split('\0');
  const paths = (...wanted: readonly string[]) =>
    fields.filter((_, index) => index % 2 === 1 && wanted.includes(fields[index - 1] ?? ''));
  return {
    ...simpleCommitResource(commit),
    distinct: true,
    url: `${repositoryPage(site, repository)}/commit/${sha}`,
    added: paths('A'),
    removed: paths('D'),
    modified: paths('M', 'T'),
  };
}
