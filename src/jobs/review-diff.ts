// The lines that a pull request's diff shows, of the files that have something to be said: read from the trees.
import type { AuditReport } from '../audit/report.ts';
import { compareText } from '../location.ts';
import { type FileHunks, hunksBetween } from '../report/diff-hunks.ts';
import { type FilePair, reviewedFiles } from '../report/review.ts';
import type { Tree, TreeEntry } from '../tree/tree.ts';

/** Larger files are not compared line by line: 16 MiB. */
const MAX_BYTES = 16 * 1024 * 1024;

/**
 * The hunks of each file that a comment could stand in, sorted by path. Files that GitHub shows no diff of are left
 * out. What the audit has read is not read again. Rejects only when a tree's source fails.
 */
export async function diffToReview(
  report: AuditReport,
  base: Tree,
  head: Tree,
): Promise<readonly FileHunks[]> {
  const pairs = reviewedFiles(report);
  if (pairs.length === 0) return [];
  const [before, after] = await Promise.all([entriesOf(base), entriesOf(head)]);
  const files = await Promise.all(
    comparedFiles(pairs, before, after).map((pair) => hunksOf(pair, { base, head, before, after })),
  );
  return files.filter((file) => file !== null).sort((a, b) => compareText(a.path, b.path));
}

type Entries = ReadonlyMap<string, TreeEntry>;

async function entriesOf(tree: Tree): Promise<Entries> {
  const { entries } = await tree.list();
  return new Map(entries.map((entry) => [entry.path, entry]));
}

/** Each file once, with its other side: itself, or where it was moved from. */
function comparedFiles(
  pairs: readonly FilePair[],
  before: Entries,
  after: Entries,
): readonly FilePair[] {
  const moved = new Map<string, string>();
  for (const { base, head } of pairs) {
    const isMoved = base !== null && head !== null && !after.has(base) && !before.has(head);
    if (isMoved && !moved.has(head)) moved.set(head, base);
  }
  const sources = new Set(moved.values());
  const paths = new Set(pairs.flatMap(({ base, head }) => [base, head]));
  return [...paths].flatMap((path) => {
    if (path === null || sources.has(path)) return [];
    const base = before.has(path) ? path : (moved.get(path) ?? null);
    return [{ base, head: after.has(path) ? path : null }];
  });
}

async function hunksOf(
  { base, head }: FilePair,
  trees: { readonly base: Tree; readonly head: Tree; before: Entries; after: Entries },
): Promise<FileHunks | null> {
  const path = head ?? base;
  const [old, now] = [entryAt(trees.before, base), entryAt(trees.after, head)];
  if (path === null || old?.hash === now?.hash) return null;
  const [left, right] = await Promise.all([textOf(trees.base, old), textOf(trees.head, now)]);
  const hunks = left === null || right === null ? null : hunksBetween(left, right);
  return hunks === null ? null : { path, basePath: base, hunks };
}

function entryAt(entries: Entries, path: string | null): TreeEntry | undefined {
  return path === null ? undefined : entries.get(path);
}

/** The text of a file, empty where there is none; null where it cannot be shown as lines. */
async function textOf(tree: Tree, entry: TreeEntry | undefined): Promise<string | null> {
  if (entry === undefined) return '';
  if (entry.kind !== 'file' || (entry.size ?? 0) > MAX_BYTES) return null;
  const read = await tree.read(entry.path);
  return read.ok ? read.value.text : null;
}
