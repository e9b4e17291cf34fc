// Makes edits on a tree: the tree with them, and each file before and after.
import type { SourceDocument } from '../document/document.ts';
import { parseDocument } from '../document/parse.ts';
import { compareText } from '../location.ts';
import { blobHash } from '../tree/content.ts';
import { overlayTree } from '../tree/overlay.ts';
import { pathFault } from '../tree/path.ts';
import type { Tree, TreeFile } from '../tree/tree.ts';
import { CannotEdit } from './cannot-edit.ts';
import { Documents, type OpenedFile } from './documents.ts';
import type { Edit, FixedFile, ValueChange } from './edit.ts';
import { editAtOnce, editDocument, editLines } from './edit-document.ts';

/** A tree with edits made, or why one of them could not be made exactly. */
export type Applied =
  | { readonly ok: true; readonly tree: Tree; readonly files: readonly FixedFile[] }
  | { readonly ok: false; readonly edit: Edit; readonly reason: string };

/**
 * Makes edits in their order. Nothing is made where one of them cannot be made exactly.
 * Rejects only when the tree's source fails.
 */
export async function applyEdits(tree: Tree | Documents, edits: readonly Edit[]): Promise<Applied> {
  const documents = tree instanceof Documents ? tree : new Documents(tree);
  const byFile = new Map<string, Edit[]>();
  for (const edit of edits) {
    const group = byFile.get(edit.file);
    if (group === undefined) byFile.set(edit.file, [edit]);
    else group.push(edit);
  }
  const files: FixedFile[] = [];
  for (const [path, group] of byFile) {
    const made = await editFile(documents, path, group);
    if ('reason' in made) return { ok: false, ...made };
    if (made.before !== made.after) files.push(made);
  }
  files.sort((a, b) => compareText(a.path, b.path));
  const overlay = new Map(files.map(({ path, content }) => [path, content]));
  return { ok: true, tree: overlayTree(documents.tree, overlay), files };
}

const MARK = '\uFEFF';

interface Failed {
  readonly edit: Edit;
  readonly reason: string;
}

async function editFile(
  documents: Documents,
  path: string,
  edits: readonly Edit[],
): Promise<FixedFile | Failed> {
  const [first] = edits;
  const fault = pathFault(path);
  const opened = await documents.open(path);
  if (first !== undefined && fault !== undefined)
    return { edit: first, reason: `The file cannot be edited, since ${fault}.` };
  if (first !== undefined && !opened.ok && opened.problem.code !== 'missing-file')
    return { edit: first, reason: `The file cannot be edited: ${opened.problem.message}` };
  const before = opened.ok ? opened.value : null;
  const edited = new EditedFile(path, before);
  const failed = edited.makeAll(edits);
  if (failed !== undefined) return failed;
  const mark = before !== null && hasMark(before.file) ? MARK : '';
  const after = edited.text;
  return {
    path,
    before: before?.file.text ?? null,
    after,
    content: after === null ? null : Buffer.from(mark + after),
  };
}

/** A file while it is edited. */
class EditedFile {
  text: string | null;
  private document: SourceDocument | undefined;

  constructor(
    private readonly path: string,
    before: OpenedFile | null,
  ) {
    this.text = before?.file.text ?? null;
    this.document = before?.document.ok === true ? before.document.value : undefined;
  }

  makeAll(edits: readonly Edit[]): Failed | undefined {
    if (this.madeAtOnce(edits)) return undefined;
    for (const edit of edits) {
      try {
        this.make(edit);
      } catch (error) {
        if (!(error instanceof CannotEdit)) throw error;
        return { edit, reason: error.message };
      }
    }
    return undefined;
  }

  /** Makes changes of values together, where that comes to the same: large files take long to be read. */
  private madeAtOnce(edits: readonly Edit[]): boolean {
    const changes = edits.map(({ change }) => change).filter(isValueChange);
    if (changes.length < edits.length || edits.length < 2 || this.document === undefined)
      return false;
    const made = editAtOnce(this.document, changes);
    if (made === undefined) return false;
    this.text = made.text;
    return true;
  }

  private make({ change }: Edit): void {
    if (change.kind === 'create') {
      if (this.text !== null) throw new CannotEdit('The file is there already.');
      this.text = change.text;
      return;
    }
    const { text } = this;
    if (text === null) throw new CannotEdit('There is no such file.');
    if (isValueChange(change)) {
      this.document = editDocument(this.document ?? this.parsed(text), change);
      this.text = this.document.text;
      return;
    }
    this.text = change.kind === 'delete' ? null : editLines(text, change);
    this.document = undefined;
  }

  private parsed(text: string): SourceDocument {
    const parsed = parseDocument(this.path, text);
    if (parsed.ok) return parsed.value;
    throw new CannotEdit(
      `The file cannot be read (line ${parsed.problem.line ?? 1}): ${parsed.problem.message}`,
    );
  }
}

function isValueChange(change: Edit['change']): change is ValueChange {
  return !['create', 'delete', 'lines'].includes(change.kind);
}

/** Whether a file starts with a byte order mark, which its text is without: its object id tells. */
function hasMark({ text, bytes, hash }: TreeFile): boolean {
  if (bytes !== undefined) return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  return blobHash(Buffer.from(MARK + text)) === hash;
}
