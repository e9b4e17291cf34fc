import type { GitProcesses } from './process.ts';

/** One file that differs between two trees, as GitHub lists it. */
export interface FileChange {
  readonly path: string;
  readonly previousPath: string | null;
  readonly status: 'added' | 'removed' | 'modified' | 'renamed' | 'changed';
  readonly additions: number;
  readonly deletions: number;
  /** The blob at head; for a removed file the blob at base. */
  readonly sha: string;
  /** The hunks, without file header; null for binary files and for those over GitHub's size of a diff. */
  readonly patch: string | null;
}

/** Over these, GitHub leaves the patch out (its documentation, "Limits on viewing content and diffs"). */
const MAX_PATCH_BYTES = 500 * 1024;
const MAX_PATCH_LINES = 20_000;

interface RawEntry {
  readonly status: string;
  readonly oldType: string;
  readonly newType: string;
  readonly oldSha: string;
  readonly newSha: string;
  readonly path: string;
  readonly previousPath: string | null;
}

function parseRaw(output: string): RawEntry[] {
  const fields = output.split('\0');
  const entries: RawEntry[] = [];
  for (let index = 0; index < fields.length; ) {
    const header = fields[index++];
    if (header === undefined || !header.startsWith(':')) continue;
    const [oldMode = '', newMode = '', oldSha = '', newSha = '', status = ''] = header
      .slice(1)
      .split(' ');
    const first = fields[index++] ?? '';
    const moved = status.startsWith('R') || status.startsWith('C');
    const path = moved ? (fields[index++] ?? '') : first;
    entries.push({
      status: status.slice(0, 1),
      oldType: oldMode.slice(0, 3),
      newType: newMode.slice(0, 3),
      oldSha,
      newSha,
      path,
      previousPath: moved ? first : null,
    });
  }
  return entries;
}

const STATUS: Readonly<Record<string, FileChange['status']>> = {
  A: 'added',
  D: 'removed',
  M: 'modified',
  R: 'renamed',
  T: 'changed',
};

/** The hunks of one section of `git diff -p`: everything from its first `@@`. */
function hunks(section: string): string | null {
  const start = section.indexOf('\n@@ ');
  return start < 0 ? null : section.slice(start + 1).replace(/\n$/, '');
}

function countLines(patch: string): { additions: number; deletions: number; lines: number } {
  let additions = 0;
  let deletions = 0;
  let lines = 0;
  for (let start = 0; start <= patch.length; ) {
    const first = patch[start];
    if (first === '+') additions += 1;
    else if (first === '-') deletions += 1;
    lines += 1;
    const end = patch.indexOf('\n', start);
    if (end < 0) break;
    start = end + 1;
  }
  return { additions, deletions, lines };
}

/** Splits `git diff -p` output into sections. Content lines never start with `diff --git`. */
function sections(patches: string): string[] {
  return patches.split(/(?<=\n)(?=diff --git )/).filter((section) => section !== '');
}

function fileChange(entry: RawEntry, patch: string | null): FileChange {
  const counted = patch === null ? { additions: 0, deletions: 0, lines: 0 } : countLines(patch);
  const shown =
    patch !== null && patch.length <= MAX_PATCH_BYTES && counted.lines <= MAX_PATCH_LINES;
  return {
    path: entry.path,
    previousPath: entry.previousPath,
    status: STATUS[entry.status] ?? 'changed',
    additions: counted.additions,
    deletions: counted.deletions,
    sha: entry.status === 'D' ? entry.oldSha : entry.newSha,
    patch: shown ? patch : null,
  };
}

/** What changed between two commits or trees, renames found, sorted by path as git does. */
export async function diffTrees(
  git: GitProcesses,
  folder: string,
  base: string,
  head: string,
): Promise<FileChange[]> {
  const options = ['diff-tree', '-r', '-M', '--no-color', '--no-ext-diff', '--no-textconv'];
  const [raw, patches] = await Promise.all([
    git.text(folder, [...options, '--raw', '-z', '--full-index', base, head]),
    git.text(folder, [...options, '-p', '--full-index', base, head]),
  ]);
  const parts = sections(patches);
  let next = 0;
  return parseRaw(raw).map((entry) => {
    // A file that became another kind of thing is written as a removal and an addition.
    const written = entry.status === 'T' && entry.oldType !== entry.newType ? 2 : 1;
    const own = parts.slice(next, next + written).map(hunks);
    next += written;
    const joined = own.filter((part) => part !== null).join('\n');
    return fileChange(entry, joined === '' ? null : joined);
  });
}

/** One line of a patch. Numbers count from 1 and are null on the side that lacks the line. */
export interface PatchLine {
  readonly kind: 'hunk' | 'context' | 'added' | 'removed' | 'note';
  readonly left: number | null;
  readonly right: number | null;
  /** Without the leading sign. */
  readonly text: string;
}

/** Reads the hunks of a patch (unified format). */
export function parsePatch(patch: string): PatchLine[] {
  let left = 0;
  let right = 0;
  return patch.split('\n').map((line): PatchLine => {
    const header = /^@@ -(\d+)(?:,\d+)? \+(\d+)(?:,\d+)? @@/.exec(line);
    if (header) {
      left = Number(header[1]);
      right = Number(header[2]);
      return { kind: 'hunk', left: null, right: null, text: line };
    }
    const text = line.slice(1);
    if (line.startsWith('+')) return { kind: 'added', left: null, right: right++, text };
    if (line.startsWith('-')) return { kind: 'removed', left: left++, right: null, text };
    if (line.startsWith('\\')) return { kind: 'note', left: null, right: null, text: line };
    return { kind: 'context', left: left++, right: right++, text };
  });
}

/** Whether a review comment may stand on this line: GitHub takes only lines that the patch shows. */
export function lineInPatch(patch: string, line: number, side: 'LEFT' | 'RIGHT'): boolean {
  return parsePatch(patch).some((part) => (side === 'LEFT' ? part.left : part.right) === line);
}
