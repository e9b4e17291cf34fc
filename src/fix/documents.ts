// The files of a tree as documents, each parsed once.
import type { SourceDocument } from '../document/document.ts';
import { parseDocument } from '../document/parse.ts';
import type { Outcome } from '../problem.ts';
import type { Tree, TreeFile } from '../tree/tree.ts';

/** A file as it was read, and its document or why it is none. */
export interface OpenedFile {
  readonly file: TreeFile;
  readonly document: Outcome<SourceDocument>;
}

/** Reads files of one tree. Rejects only when the tree's source fails. */
export class Documents {
  private readonly known = new Map<string, Promise<Outcome<OpenedFile>>>();

  constructor(readonly tree: Tree) {}

  /** The file at a path, parsed; the problem where there is none that can be read. */
  open(path: string): Promise<Outcome<OpenedFile>> {
    const known = this.known.get(path) ?? this.read(path);
    this.known.set(path, known);
    return known;
  }

  /** The document at a path; null where it cannot be read. */
  async document(path: string): Promise<SourceDocument | null> {
    const opened = await this.open(path);
    return opened.ok && opened.value.document.ok ? opened.value.document.value : null;
  }

  private async read(path: string): Promise<Outcome<OpenedFile>> {
    const read = await this.tree.read(path);
    if (!read.ok) return read;
    const file = read.value;
    return { ok: true, value: { file, document: parseDocument(path, file) } };
  }
}
