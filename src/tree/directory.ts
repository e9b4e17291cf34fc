import { readdirSync } from 'node:fs';
import { realpath, stat } from 'node:fs/promises';
import { basename, dirname, resolve } from 'node:path';
import { type Outcome, type Problem, problem } from '../problem.ts';
import { diskEntry, entryAt, errorCode, readDiskFile } from './disk-file.ts';
import { EntryIndex, outsideProblem } from './entry-index.ts';
import { pathFault } from './path.ts';
import type { Tree, TreeEntry, TreeFile, TreeListing } from './tree.ts';

/** Files that a folder may hold to be listed; the rest is reported as not listed. */
const MAX_LISTED = 200_000;

/** How a folder is listed. */
export interface DirectoryOptions {
  /** Folders of these names are not listed, wherever they are. */
  readonly skip?: ReadonlySet<string>;
  /** What is to be taken for its files, where somebody has listed it already. */
  readonly listing?: TreeListing | undefined;
}

/** Opens a folder of this machine as a tree: all its files, without `.git` and without following links. */
export async function openDirectory(
  directory: string,
  { skip = new Set(), listing }: DirectoryOptions = {},
): Promise<Outcome<Tree>> {
  const root = await existing(directory);
  if (!root.ok) return root;
  const stats = await stat(root.value);
  if (!stats.isDirectory())
    return unreadable(directory, 'It is not a folder; a folder was expected.');
  const list = () =>
    listing === undefined
      ? listFolder(root.value, '', skip)
      : new EntryIndex(listing.entries, listing.problems);
  return { ok: true, value: new DirectoryTree(root.value, list) };
}

/**
 * Opens the tree around one file, for comparing two files: it lists only that file, and all of the folder `beside` if
 * there is one, but what the file refers to beside or below it can be read. `path` is the file's path in the tree,
 * and `beside` a path in it too.
 */
export async function openFileTree(
  file: string,
  beside?: string,
): Promise<Outcome<{ readonly tree: Tree; readonly path: string }>> {
  // A link that the user names is the user's choice; those that the file refers to are not followed.
  const target = await existing(file);
  if (!target.ok) return target;
  const stats = await stat(target.value);
  if (stats.isDirectory()) return unreadable(file, 'It is a folder; a file was expected.');
  const root = dirname(target.value);
  const path = basename(target.value);
  const list = () => {
    const entries = optional(diskEntry(root, path));
    if (beside === undefined || !isFolder(root, beside)) return new EntryIndex(entries);
    const { listing } = listFolder(root, beside);
    return new EntryIndex([...entries, ...listing.entries], listing.problems);
  };
  return { ok: true, value: { tree: new DirectoryTree(root, list), path } };
}

/** Whether a folder stands at a path that no link is on. */
function isFolder(root: string, path: string): boolean {
  return diskEntry(root, path)?.kind === 'submodule';
}

class DirectoryTree implements Tree {
  private index: EntryIndex | undefined;

  constructor(
    readonly revision: string,
    private readonly load: () => EntryIndex,
  ) {}

  async list(): Promise<TreeListing> {
    this.index ??= this.load();
    return this.index.listing;
  }

  async read(path: string): Promise<Outcome<TreeFile>> {
    const fault = pathFault(path);
    if (fault !== undefined) return { ok: false, problem: outsideProblem(path, fault) };
    return readDiskFile(this.revision, path);
  }
}

async function existing(path: string): Promise<Outcome<string>> {
  try {
    return { ok: true, value: await realpath(resolve(path)) };
  } catch (error) {
    const code = errorCode(error);
    if (code === undefined) throw error;
    if (code === 'ENOENT' || code === 'ENOTDIR') {
      const message = 'There is no such file or folder. Check the path.';
      return { ok: false, problem: problem('missing-file', message, { file: path }) };
    }
    if (code === 'ELOOP') return unreadable(path, 'Its symbolic links lead in a circle.');
    if (code === 'EACCES')
      return unreadable(path, 'Holdfast may not open it. Change its permissions.');
    return unreadable(path, `It cannot be opened (${code}).`);
  }
}

function unreadable(file: string, message: string): Outcome<never> {
  return { ok: false, problem: problem('unreadable-file', message, { file }) };
}

function listFolder(root: string, below = '', skip: ReadonlySet<string> = new Set()): EntryIndex {
  const entries: TreeEntry[] = [];
  const folders = [below];
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    for (const child of readdirSync(resolve(root, folder), { withFileTypes: true })) {
      const path = folder === '' ? child.name : `${folder}/${child.name}`;
      if (child.name === '.git' || (child.isDirectory() && skip.has(child.name))) continue;
      if (child.isDirectory()) folders.push(path);
      else if (entries.length < MAX_LISTED) entries.push(...optional(entryAt(root, path)));
      else return new EntryIndex(entries, [notAllListed()]);
    }
  }
  return new EntryIndex(entries);
}

function optional<T>(value: T | undefined): readonly T[] {
  return value === undefined ? [] : [value];
}

function notAllListed(): Problem {
  const limit = MAX_LISTED.toLocaleString('en-US');
  return problem(
    'tree-truncated',
    `The folder has more than ${limit} files; the rest was not looked at. Choose a smaller folder.`,
  );
}
