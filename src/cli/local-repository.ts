import { realpathSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Problem } from '../problem.ts';
import { runGit } from '../tree/git-command.ts';
import { mergeBase, repositoryRoot, resolveCommit } from '../tree/git-revision.ts';
import { CommandError } from './exit.ts';

/**
 * The root of the repository a folder is in, without symbolic links. Throws a `CommandError` outside of one.
 * A repository without a working tree will do where `needs` says that commits are enough.
 */
export async function findRepository(
  directory: string,
  needs: 'commits' | 'working-tree' = 'working-tree',
): Promise<string> {
  const stats = statSync(directory, { throwIfNoEntry: false });
  if (stats === undefined) throw new CommandError(`there is no folder "${directory}".`);
  if (!stats.isDirectory())
    throw new CommandError(`"${directory}" is a file; a folder of the repository was expected.`);
  const root = await repositoryRoot(resolve(directory), needs);
  if (!root.ok) throw refused(root.problem);
  return realpathSync(root.value);
}

/**
 * The commit the head is compared with: where it left the default branch. On the default branch itself
 * that is its newest commit, so that what is not committed yet is checked.
 */
export async function defaultBase(root: string, head: string): Promise<string> {
  const commit = await resolveCommit(root, head);
  if (!commit.ok) throw refused(commit.problem);
  let unrelated: Problem | undefined;
  for (const candidate of ['origin/HEAD', 'origin/main', 'origin/master', 'main', 'master']) {
    const branch = await resolveCommit(root, candidate);
    if (!branch.ok) continue;
    const base = await mergeBase(root, candidate, head);
    if (base.ok) return base.value;
    unrelated ??= base.problem;
  }
  if (unrelated !== undefined) throw refused(unrelated);
  throw new CommandError(
    'there is no default branch to compare with (origin/HEAD, main or master). Name a commit with --base; in a CI checkout, fetch the branch first: git fetch origin main',
  );
}

/** The name budgets know a repository by: the one asked for, else that of its remote. */
export async function namedRepository(root: string, name: string | undefined): Promise<string> {
  if (name === undefined) return repositoryName(root);
  if (/^[^/\s]+\/[^/\s]+$/.test(name)) return name;
  throw new CommandError(`--repository must look like owner/name; it is "${name}".`);
}

/** `owner/name` as the remote `origin` has it; the folder's own name under `local` where there is none. */
async function repositoryName(root: string): Promise<string> {
  let url = '';
  try {
    url = (await runGit(root, ['config', '--get', 'remote.origin.url'])).toString('utf8').trim();
  } catch {
    // No remote: a repository that has not been published has only its folder's name.
  }
  const match = /[/:]([^/:\s]+)\/([^/\s]+?)(?:\.git)?\/?$/.exec(url);
  return match ? `${match[1]}/${match[2]}` : `local/${root.split('/').at(-1) ?? 'repository'}`;
}

/** A problem that stops a command, as its error. */
export function refused(problem: Problem): CommandError {
  const place =
    problem.file === null
      ? ''
      : `${problem.file}${problem.line === null ? '' : `:${problem.line}:${problem.column ?? 1}`}: `;
  return new CommandError(`${place}${problem.message}`);
}
