import { isUtf8 } from 'node:buffer';
import type { Outcome, Problem } from '../problem.ts';
import { contentOutcome, decodeContent } from './content.ts';
import { diskEntry, readDiskFile } from './disk-file.ts';
import { EntryIndex } from './entry-index.ts';
import { type GitTree, kindOfMode, splitRecords, unreadableName } from './git.ts';
import { runGit } from './git-command.ts';
import { GitObjects } from './git-objects.ts';
import { repositoryRoot } from './git-revision.ts';
import type { TreeEntry, TreeFile, TreeListing } from './tree.ts';

/**
 * Opens the files of a working tree as git sees them: what is tracked and still there, and what is
 * untracked and not ignored. `directory` is anywhere inside; paths count from the top folder.
 */
export async function openWorkingTree(directory: string): Promise<Outcome<GitTree>> {
  const root = await repositoryRoot(directory);
  return root.ok ? { ok: true, value: new WorkingTree(root.value) } : root;
}

/** The files of a working tree: those git takes for unchanged, by their path. */
interface WorkingFiles {
  readonly index: EntryIndex;
  readonly unchanged: ReadonlyMap<string, TreeEntry>;
}

class WorkingTree implements GitTree {
  readonly revision = 'working tree';
  private files: Promise<WorkingFiles> | undefined;
  private readonly objects: GitObjects;

  constructor(private readonly root: string) {
    this.objects = new GitObjects(root);
  }

  async list(): Promise<TreeListing> {
    return (await this.load()).index.listing;
  }

  async read(path: string): Promise<Outcome<TreeFile>> {
    const { index, unchanged } = await this.load();
    const entry = index.readable(path);
    if (!entry.ok) return entry;
    const outcome = readDiskFile(this.root, path);
    if (!outcome.ok && outcome.problem.code === 'missing-file' && unchanged.has(path)) {
      return this.readCommitted(entry.value, outcome);
    }
    // The hash of the listing, so that one file has one identity even where git converts line ends.
    if (!outcome.ok) return outcome;
    return { ok: true, value: { path, hash: entry.value.hash, text: outcome.value.text } };
  }

  close(): void {
    this.objects.close();
  }

  /** A sparse checkout leaves files out that are not changed: their text is what is committed. */
  private async readCommitted(
    entry: TreeEntry,
    missing: Outcome<TreeFile>,
  ): Promise<Outcome<TreeFile>> {
    const bytes = await this.objects.read(entry.hash);
    return bytes === undefined
      ? missing
      : contentOutcome(entry.path, entry.hash, decodeContent(bytes));
  }

  private load(): Promise<WorkingFiles> {
    this.files ??= listWorkingFiles(this.root);
    return this.files;
  }
}

async function listWorkingFiles(root: string): Promise<WorkingFiles> {
  const [staged, modified, untracked] = await Promise.all([
    runGit(root, ['ls-files', '-z', '--stage']),
    runGit(root, ['ls-files', '-z', '--modified']),
    runGit(root, ['ls-files', '-z', '--others', '--exclude-standard']),
  ]);
  const problems: Problem[] = [];
  const unchanged = stagedEntries(staged, problems);
  const onDisk = new Set([...names(modified, problems), ...names(untracked, problems)]);
  const entries: TreeEntry[] = [];
  for (const path of onDisk) {
    const isSubmodule = unchanged.get(path)?.kind === 'submodule';
    if (isSubmodule) continue;
    unchanged.delete(path);
    const entry = diskEntry(root, path);
    if (entry !== undefined) entries.push(entry);
  }
  return { index: new EntryIndex([...unchanged.values(), ...entries], problems), unchanged };
}

/** Entries of `git ls-files --stage`: `mode hash stage<tab>path`. */
function stagedEntries(output: Buffer, problems: Problem[]): Map<string, TreeEntry> {
  const entries = new Map<string, TreeEntry>();
  for (const record of splitRecords(output)) {
    const tab = record.indexOf(9);
    const [mode = '', hash = ''] = record.toString('latin1', 0, tab).split(' ');
    const path = nameOf(record.subarray(tab + 1), problems);
    if (path !== undefined) entries.set(path, { path, kind: kindOfMode(mode), size: null, hash });
  }
  return entries;
}

function* names(output: Buffer, problems: Problem[]): Iterable<string> {
  for (const record of splitRecords(output)) {
    const path = nameOf(record, problems);
    // Git ends the name of a repository inside the working tree with a slash.
    if (path !== undefined) yield path.replace(/\/$/, '');
  }
}

function nameOf(name: Buffer, problems: Problem[]): string | undefined {
  if (isUtf8(name)) return name.toString('utf8');
  const shown = name.toString('utf8');
  if (!problems.some(({ file }) => file === shown)) problems.push(unreadableName(shown));
  return undefined;
}
