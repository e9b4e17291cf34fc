// A tree with some of its files written anew: what a commit would look like with a fix.
import type { Outcome } from '../problem.ts';
import { blobHash, contentOutcome, decodeContent } from './content.ts';
import { EntryIndex } from './entry-index.ts';
import type { Tree, TreeEntry, TreeFile, TreeListing } from './tree.ts';

/** Contents by path; null for a file that is not there any more. */
export type Overlay = ReadonlyMap<string, Buffer | null>;

/** A tree as it is with other contents at some paths. What is not in the overlay is read from the tree below. */
export function overlayTree(below: Tree, overlay: Overlay): Tree {
  return new OverlayTree(below, overlay);
}

class OverlayTree implements Tree {
  private readonly own: EntryIndex;
  private listing: Promise<TreeListing> | undefined;

  constructor(
    private readonly below: Tree,
    private readonly overlay: Overlay,
  ) {
    this.own = new EntryIndex(entriesOf(overlay));
  }

  get revision(): string {
    return `${this.below.revision} with edits`;
  }

  list(): Promise<TreeListing> {
    this.listing ??= this.merged();
    return this.listing;
  }

  async read(path: string): Promise<Outcome<TreeFile>> {
    const bytes = this.overlay.get(path);
    if (bytes === undefined) return this.below.read(path);
    const entry = this.own.readable(path);
    if (!entry.ok) return entry;
    const content = bytes ?? Buffer.alloc(0);
    const outcome = contentOutcome(path, entry.value.hash, decodeContent(content));
    return outcome.ok ? { ok: true, value: { ...outcome.value, bytes: content } } : outcome;
  }

  async prefetch(paths: readonly string[]): Promise<void> {
    await this.below.prefetch?.(paths.filter((path) => !this.overlay.has(path)));
  }

  private async merged(): Promise<TreeListing> {
    const { entries, problems } = await this.below.list();
    const kept = entries.filter(({ path }) => !this.overlay.has(path));
    return new EntryIndex([...kept, ...this.own.listing.entries], problems).listing;
  }
}

function entriesOf(overlay: Overlay): TreeEntry[] {
  const entries: TreeEntry[] = [];
  for (const [path, bytes] of overlay) {
    if (bytes === null) continue;
    entries.push({ path, kind: 'file', size: bytes.length, hash: blobHash(bytes) });
  }
  return entries;
}
