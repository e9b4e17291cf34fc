import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { GitProcesses } from './process.ts';

/** The tree of a merge, or the paths that stand in its way. */
export type MergeResult =
  | { readonly clean: true; readonly tree: string }
  | { readonly clean: false; readonly conflicts: readonly string[] };

/** Merges two commits without touching a branch. `git merge-tree --write-tree` needs git 2.38. */
export async function mergeCommits(
  git: GitProcesses,
  folder: string,
  base: string,
  head: string,
): Promise<MergeResult> {
  const { code, stdout } = await git.run(
    folder,
    ['merge-tree', '--write-tree', '--name-only', '--no-messages', '-z', base, head],
    { allow: [1, 128, 129] },
  );
  if (code >= 128) return mergeThroughIndex(git, folder, base, head);
  const [tree = '', ...conflicts] = stdout.toString('utf8').split('\0');
  if (code === 0) return { clean: true, tree };
  return { clean: false, conflicts: [...new Set(conflicts.filter((path) => path !== ''))].sort() };
}

/**
 * The same for older git: a three-way merge in an index and a work tree of its own
 * (what `git merge-resolve` does; it knows no renames).
 */
export async function mergeThroughIndex(
  git: GitProcesses,
  folder: string,
  base: string,
  head: string,
): Promise<MergeResult> {
  const { code, stdout } = await git.run(folder, ['merge-base', base, head], { allow: [1] });
  if (code !== 0) return { clean: false, conflicts: [] };
  const ancestor = stdout.toString('utf8').trim();
  const work = await mkdtemp(join(tmpdir(), 'playground-merge-'));
  const env = { GIT_DIR: folder, GIT_WORK_TREE: work, GIT_INDEX_FILE: `${work}.index` };
  try {
    await git.run(work, ['read-tree', '-i', '-m', '--aggressive', ancestor, base, head], { env });
    await git.run(work, ['merge-index', '-o', '-q', 'git-merge-one-file', '-a'], {
      env,
      allow: [1, 128],
    });
    const unmerged = await git.text(work, ['ls-files', '-u', '-z'], { env });
    const conflicts = unmerged.split('\0').flatMap((line) => line.split('\t')[1] ?? []);
    if (conflicts.length > 0) {
      return { clean: false, conflicts: [...new Set(conflicts)].sort() };
    }
    return { clean: true, tree: await git.text(work, ['write-tree'], { env }) };
  } finally {
    await rm(work, { recursive: true, force: true });
    await rm(`${work}.index`, { force: true });
  }
}
