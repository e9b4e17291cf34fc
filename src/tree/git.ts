import { isUtf8 } from 'node:buffer';
import { type Outcome, type Problem, problem } from '../problem.ts';
import { contentOutcome, decodeContent } from './content.ts';
import { EntryIndex, missingFile } from './entry-index.ts';
import { runGit } from './git-command.ts';
import { GitObjects } from './git-objects.ts';
import { resolveCommit } from './git-revision.ts';
import type { Tree, TreeEntry, TreeFile, TreeListing } from './tree.ts';

/** A tree that holds on to a git process until it is closed (or this process ends). */
export interface GitTree extends Tree {
  close(): void;
}

/**
 * Opens the tree of one commit of a local repository (also a bare one). `ref` is whatever git takes for a commit.
 * A folder that is no repository and a name that is no commit are problems.
 */
export async function openGitTree(directory: string, ref: string): Promise<Outcome<GitTree>> {
  const commit = await resolveCommit(directory, ref);
  if (!commit.ok) return commit;
  return { ok: true, value: new CommitTree(directory, commit.value) };
}

class CommitTree implements GitTree {
  private index: Promise<EntryIndex> | undefined;
  private readonly objects: GitObjects;

  constructor(
    private readonly directory: string,
    readonly revision: string,
  ) {
    this.objects = new GitObjects(directory);
  }

  async list(): Promise<TreeListing> {
    return (await this.entries()).listing;
  }

  async read(path: string): Promise<Outcome<TreeFile>> {
    const entry = (await this.entries()).readable(path);
    if (!entry.ok) return entry;
    const { hash } = entry.value;
    const bytes = await this.objects.read(hash);
    if (bytes === undefined) return { ok: false, problem: missingFile(path) };
    return contentOutcome(path, hash, decodeContent(bytes));
  }

  close(): void {
    this.objects.close();
  }

  private entries(): Promise<EntryIndex> {
    this.index ??= listCommit(this.directory, this.revision);
    return this.index;
  }
}

async function listCommit(directory: string, commit: string): Promise<EntryIndex> {
  const output = await runGit(directory, ['ls-tree', '-r', '-z', '-l', '--full-tree', commit]);
  const entries: TreeEntry[] = [];
  const problems: Problem[] = [];
  for (const record of splitRecords(output)) {
    const entry = parseEntry(record);
    if (typeof entry === 'string') problems.push(unreadableName(entry));
    else entries.push(entry);
  }
  return new EntryIndex(entries, problems);
}

/** The records of git's output with `-z`. */
export function* splitRecords(output: Buffer): Iterable<Buffer> {
  for (let start = 0; start < output.length; ) {
    const end = output.indexOf(0, start);
    yield output.subarray(start, end === -1 ? output.length : end);
    if (end === -1) return;
    start = end + 1;
  }
}

/** The problem of a file whose name cannot be written as text. */
export function unreadableName(shown: string): Problem {
  return problem(
    'unreadable-file',
    'The name of this file is not valid UTF-8, so it was not read. Rename it.',
    { file: shown },
  );
}

/** An entry of `git ls-tree -l`: `mode type hash size<tab>path`; its name as well as can be where that is no UTF-8. */
function parseEntry(record: Buffer): TreeEntry | string {
  const tab = record.indexOf(9);
  const name = record.subarray(tab + 1);
  if (!isUtf8(name)) return name.toString('utf8');
  const [mode = '', , hash = '', size = ''] = record.toString('latin1', 0, tab).split(/ +/);
  return {
    path: name.toString('utf8'),
    kind: kindOfMode(mode),
    size: /^\d+$/.test(size) ? Number(size) : null,
    hash,
  };
}

/** What git's file mode says: links are 120000, submodules 160000. */
export function kindOfMode(mode: string): TreeEntry['kind'] {
  if (mode === '120000') return 'symlink';
  return mode === '160000' ? 'submodule' : 'file';
}
