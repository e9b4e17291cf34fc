import { realpath } from 'node:fs/promises';
import { type Outcome, problem } from '../problem.ts';
import { type GitError, tryGit } from './git-command.ts';

/** The commit a name stands for (a branch, tag, SHA, `HEAD~1`), as its SHA; a problem for one that is none. */
export async function resolveCommit(directory: string, ref: string): Promise<Outcome<string>> {
  const fault = refFault(ref);
  if (fault !== undefined) return { ok: false, problem: problem('not-checked', fault) };
  const args = ['rev-parse', '--verify', '--quiet', '--end-of-options', `${ref}^{commit}`];
  return tryGit(directory, args, () => unknownRef(ref));
}

/** The newest commit that two commits have in common; a problem where there is none. */
export async function mergeBase(directory: string, a: string, b: string): Promise<Outcome<string>> {
  const first = await resolveCommit(directory, a);
  if (!first.ok) return first;
  const second = await resolveCommit(directory, b);
  if (!second.ok) return second;
  const failure = (error: GitError) =>
    error.exitCode === 1
      ? `"${a}" and "${b}" have no commit in common. In a shallow clone, fetch more history: git fetch --unshallow`
      : `Git could not find what "${a}" and "${b}" have in common: ${error.stderr.trim()}`;
  return tryGit(directory, ['merge-base', first.value, second.value], failure);
}

/**
 * The top folder of the working tree that a folder is in, without symbolic links. Where only commits are needed
 * and there is no working tree, the folder of the repository itself.
 */
export async function repositoryRoot(
  directory: string,
  needs: 'commits' | 'working-tree' = 'working-tree',
): Promise<Outcome<string>> {
  if (needs === 'commits') {
    const bare = await tryGit(directory, ['rev-parse', '--is-bare-repository'], () => '');
    if (bare.ok && bare.value === 'true') return bareRoot(directory);
  }
  const root = await tryGit(directory, ['rev-parse', '--show-toplevel'], (error) =>
    /work tree/.test(error.stderr)
      ? `The repository at "${directory}" has no working tree. Name the commit to check with --head.`
      : `Git could not find the repository of "${directory}": ${error.stderr.trim()}`,
  );
  return root.ok ? { ok: true, value: await realpath(root.value) } : root;
}

async function bareRoot(directory: string): Promise<Outcome<string>> {
  const failure = ({ stderr }: GitError) =>
    `Git could not find the repository of "${directory}": ${stderr.trim()}`;
  const root = await tryGit(directory, ['rev-parse', '--absolute-git-dir'], failure);
  return root.ok ? { ok: true, value: await realpath(root.value) } : root;
}

function refFault(ref: string): string | undefined {
  if (ref === '') return 'The name of a commit is empty. Give a branch, a tag or a commit SHA.';
  if (ref.startsWith('-')) {
    return `"${ref}" is not the name of a commit, since it starts with "-". Give a branch, a tag or a commit SHA.`;
  }
  const hasControl = [...ref].some((character) => character < ' ');
  return hasControl ? 'The name of a commit must not hold control characters.' : undefined;
}

function unknownRef(ref: string): string {
  // `HEAD~3` and the like are no names that a remote knows.
  const fetch = /[~^:@{]/.test(ref) ? 'git fetch --unshallow' : `git fetch origin ${ref}`;
  return `There is no commit "${ref}" in this repository. Check the name; in a shallow clone or a CI checkout, fetch it first: ${fetch}`;
}
