import { compareText } from '../location.ts';
import { type Outcome, type Problem, problem } from '../problem.ts';
import { tooLarge } from './content.ts';
import { parentFolders, pathFault } from './path.ts';
import { MAX_FILE_BYTES, type TreeEntry, type TreeListing } from './tree.ts';

/** The entries of a tree by path: what may be read, and the problem with what may not. */
export class EntryIndex {
  readonly listing: TreeListing;
  private readonly byPath: ReadonlyMap<string, TreeEntry>;

  /** Of several entries with one path the last counts. */
  constructor(entries: Iterable<TreeEntry>, problems: readonly Problem[] = []) {
    const byPath = new Map<string, TreeEntry>();
    for (const entry of entries) byPath.set(entry.path, entry);
    this.byPath = byPath;
    this.listing = {
      entries: [...byPath.values()].sort((a, b) => compareText(a.path, b.path)),
      problems,
    };
  }

  /** The file at a path, if it is one that may be read. */
  readable(path: string): Outcome<TreeEntry> {
    const fault = pathFault(path);
    if (fault !== undefined) return { ok: false, problem: outsideProblem(path, fault) };
    const entry = this.byPath.get(path);
    if (entry === undefined) return { ok: false, problem: this.missing(path) };
    if (entry.kind !== 'file') return { ok: false, problem: notAFile(path, entry) };
    if (entry.size !== null && entry.size > MAX_FILE_BYTES) {
      const message = tooLarge(entry.size);
      return {
        ok: false,
        problem: problem('file-too-large', message, { file: path, line: 1, column: 1 }),
      };
    }
    return { ok: true, value: entry };
  }

  private missing(path: string): Problem {
    for (const folder of parentFolders(path)) {
      const entry = this.byPath.get(folder);
      if (entry !== undefined && entry.kind !== 'file') return notAFile(path, entry);
    }
    return missingFile(path);
  }
}

/** The problem of a path at which there is no file. */
export function missingFile(path: string): Problem {
  return problem('missing-file', 'There is no such file. Check the path, or add the file.', {
    file: path,
  });
}

/** The problem of a path that is, or leads through, a symbolic link. `link` is where the link is. */
export function symlinkProblem(path: string, link: string): Problem {
  const what = path === link ? 'This is' : `"${link}" is`;
  return problem(
    'symlink',
    `${what} a symbolic link, which is not followed. Put the file itself here, or name the file it points to.`,
    { file: path },
  );
}

function notAFile(path: string, entry: TreeEntry): Problem {
  if (entry.kind === 'symlink') return symlinkProblem(path, entry.path);
  const what = path === entry.path ? 'This is' : `"${entry.path}" is`;
  return problem(
    'submodule',
    `${what} a submodule, whose files belong to another repository and are not read. Copy the file into this repository to have it checked.`,
    { file: path },
  );
}

/** The problem of a path that cannot be in any tree; `fault` is what `pathFault` says. */
export function outsideProblem(path: string, fault: string): Problem {
  return problem(
    'reference-outside-tree',
    `The path cannot be read, since ${fault}. Use a path inside the repository.`,
    { file: path },
  );
}
