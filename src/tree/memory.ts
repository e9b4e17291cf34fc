import type { Outcome } from '../problem.ts';
import { blobHash, contentOutcome, decodeContent } from './content.ts';
import { EntryIndex } from './entry-index.ts';
import type { Tree, TreeEntry } from './tree.ts';

/** Files by path, as text or bytes. */
export type Files = Readonly<Record<string, string | Uint8Array>>;

/** A tree of files that are already at hand. */
export function openFiles(files: Files, revision = 'memory'): Tree {
  const contents = new Map<string, Buffer>();
  const entries: TreeEntry[] = [];
  for (const [path, content] of Object.entries(files)) {
    const bytes = Buffer.from(content);
    contents.set(path, bytes);
    entries.push({ path, kind: 'file', size: bytes.length, hash: blobHash(bytes) });
  }
  const index = new EntryIndex(entries);
  return {
    revision,
    list: async () => index.listing,
    read: async (path) => readFrom(index, contents, path),
  };
}

function readFrom(
  index: EntryIndex,
  contents: ReadonlyMap<string, Buffer>,
  path: string,
): ReturnType<typeof contentOutcome> | Outcome<never> {
  const entry = index.readable(path);
  if (!entry.ok) return entry;
  const bytes = contents.get(path) ?? Buffer.alloc(0);
  return contentOutcome(path, entry.value.hash, decodeContent(bytes));
}
