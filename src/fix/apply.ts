// Makes edits on a tree: the tree with them, and each file before and after.
import type { SourceDocument } from '../document/document.ts';
import { parseDocument } from '../document/parse.ts';
import { compareText } from '../location.ts';
import { blobHash } from '../tree/content.ts';
import { overlayTree } from '../tree/overlay.ts';
import { pathFault } from '../tree/path.ts';
import type { Tree, TreeFile } from '../tree/tree.ts';
import { CannotEdit } from './cannot-edit.ts';
import type { Change, Edit, FixedFile } from './edit.ts';
import { editDocument, editLines } from './edit-document.ts';

/** A tree with edits made, or why one of them could not be made exactly. */
export type Applied =
  | { readonly ok: true; readonly tree: Tree; readonly files: readonly FixedFile[] }
  | { readonly ok: false; readonly edit: Edit; readonly reason: string };

/**
 * Makes edits in their order. Nothing is made where one of them cannot be made exactly.
 * Rejects only when the tree's source fails.
 */
export async function applyEdits(tree: Tree, edits: readonly Edit[]): Promise<Applied> {
  const files = new Map<string, EditedFile>();
  for (const edit of edits) {
    try {
      const file = files.get(edit.file) ?? (await EditedFile.open(tree, edit.file));
      files.set(edit.file, file);
      file.make(edit.change);
    } catch (error) {
      if (!(error instanceof CannotEdit)) throw error;
      return { ok: false, edit, reason: error.message };
    }
  }
  const fixed = [...files.values()]
    .map((file) => file.fixed())
    .filter(({ before, after }) => before !== after)
    .sort((a, b) => compareText(a.path, b.path));
  const overlay = new Map(fixed.map(({ path, content }) => [path, content]));
  return { ok: true, tree: overlayTree(tree, overlay), files: fixed };
}

const MARK = '\uFEFF';

/** A file while it is edited. */
class EditedFile {
  static async open(tree: Tree, path: string): Promise<EditedFile> {
    const fault = pathFault(path);
    if (fault !== undefined)
      throw new CannotEdit(`The file ${path} cannot be edited, since ${fault}.`);
    const read = await tree.read(path);
    if (read.ok) return new EditedFile(path, read.value);
    if (read.problem.code === 'missing-file') return new EditedFile(path, null);
    throw new CannotEdit(`The file ${path} cannot be edited: ${read.problem.message}`);
  }

  private text: string | null;
  private document: SourceDocument | undefined;

  private constructor(
    private readonly path: string,
    private readonly file: TreeFile | null,
  ) {
    this.text = file?.text ?? null;
  }

  make(change: Change): void {
    if (change.kind === 'create') {
      if (this.text !== null) throw new CannotEdit(`The file ${this.path} is there already.`);
      this.text = change.text;
      return;
    }
    const { text } = this;
    if (text === null) throw new CannotEdit(`There is no file ${this.path}.`);
    if (change.kind === 'delete') this.text = null;
    else if (change.kind === 'lines') this.text = editLines(text, change);
    else {
      this.document = editDocument(this.document ?? this.parsed(text), change);
      this.text = this.document.text;
      return;
    }
    this.document = undefined;
  }

  fixed(): FixedFile {
    const { path, file, text } = this;
    const mark = file !== null && hasMark(file) ? MARK : '';
    return {
      path,
      before: file?.text ?? null,
      after: text,
      content: text === null ? null : Buffer.from(mark + text),
    };
  }

  private parsed(text: string): SourceDocument {
    const parsed = parseDocument(this.path, text);
    if (parsed.ok) return parsed.value;
    throw new CannotEdit(
      `The file ${this.path} cannot be read (line ${parsed.problem.line ?? 1}): ${parsed.problem.message}`,
    );
  }
}

/** Whether a file starts with a byte order mark, which its text is without: its object id tells. */
function hasMark({ text, bytes, hash }: TreeFile): boolean {
  if (bytes !== undefined) return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  return blobHash(Buffer.from(MARK + text)) === hash;
}
