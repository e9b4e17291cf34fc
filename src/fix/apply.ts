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
import {
  type Change,
  type Edit,
  type FixedFile,
  isValueChange,
  isValueEdit,
  type ValueChange,
  type ValueEdit,
} from './edit.ts';
import { editLines } from './edit-document.ts';
import { editMany, type FailedChange } from './edit-many.ts';

/** A tree with edits made, or those that could not be made exactly: at least one, and all that are known. */
export type Applied =
  | { readonly ok: true; readonly tree: Tree; readonly files: readonly FixedFile[] }
  | { readonly ok: false; readonly failures: readonly [FailedEdit, ...FailedEdit[]] };

/** An edit that cannot be made, and why. */
export interface FailedEdit {
  readonly edit: Edit;
  readonly reason: string;
}

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
    if ('failures' in made) return { ok: false, ...made };
    if (made.before !== made.after) files.push(made);
  }
  files.sort((a, b) => compareText(a.path, b.path));
  const overlay = new Map(files.map(({ path, content }) => [path, content]));
  return { ok: true, tree: overlayTree(documents.tree, overlay), files };
}

const MARK = '\uFEFF';

type Failed = Pick<Extract<Applied, { readonly ok: false }>, 'failures'>;

function failure(edit: Edit, reason: string): Failed {
  return { failures: [{ edit, reason }] };
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
    return failure(first, `The file cannot be edited, since ${fault}.`);
  if (first !== undefined && !opened.ok && opened.problem.code !== 'missing-file')
    return failure(first, `The file cannot be edited: ${opened.problem.message}`);
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

  /** Makes edits in their order; the first that cannot be made where there is one. */
  makeAll(edits: readonly Edit[]): Failed | undefined {
    for (let at = 0; at < edits.length; ) {
      const values = valueEditsFrom(edits, at);
      const failed = values.length > 0 ? this.makeValues(values) : this.makeOther(edits[at]);
      if (failed !== undefined) return failed;
      at += Math.max(1, values.length);
    }
    return undefined;
  }

  private makeValues(edits: readonly ValueEdit[]): Failed | undefined {
    const [first] = edits;
    if (first === undefined) return undefined;
    const document = this.document ?? this.parsed();
    if (typeof document === 'string') return failure(first, document);
    const edited = editMany(
      document,
      edits.map(({ change }) => change),
    );
    if (!edited.ok) {
      const told = ({ index, reason }: FailedChange) => ({ edit: edits[index] ?? first, reason });
      const [one, ...others] = edited.failures;
      return { failures: [told(one), ...others.map(told)] };
    }
    this.document = edited.document;
    this.text = edited.document.text;
    return undefined;
  }

  private makeOther(edit: Edit | undefined): Failed | undefined {
    if (edit === undefined) return undefined;
    const { change } = edit;
    if (isValueChange(change)) return undefined;
    try {
      this.text = this.textWith(change);
      this.document = undefined;
    } catch (error) {
      if (!(error instanceof CannotEdit)) throw error;
      return failure(edit, error.message);
    }
    return undefined;
  }

  private textWith(change: Exclude<Change, ValueChange>): string | null {
    if (change.kind === 'create') {
      if (this.text !== null) throw new CannotEdit('The file is there already.');
      return change.text;
    }
    if (this.text === null) throw new CannotEdit(NO_FILE);
    return change.kind === 'delete' ? null : editLines(this.text, change);
  }

  /** The file as it is by now; why it is no document where it is none. */
  private parsed(): SourceDocument | string {
    if (this.text === null) return NO_FILE;
    const parsed = parseDocument(this.path, this.text);
    if (parsed.ok) return parsed.value;
    return `The file cannot be read (line ${parsed.problem.line ?? 1}): ${parsed.problem.message}`;
  }
}

const NO_FILE = 'There is no such file.';

/** The edits of values that come one after the other from an index on. */
function valueEditsFrom(edits: readonly Edit[], at: number): readonly ValueEdit[] {
  const found: ValueEdit[] = [];
  for (
    let next = edits[at];
    next !== undefined && isValueEdit(next);
    next = edits[at + found.length]
  )
    found.push(next);
  return found;
}

/** Whether a file starts with a byte order mark, which its text is without: its object id tells. */
function hasMark({ text, bytes, hash }: TreeFile): boolean {
  if (bytes !== undefined) return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  return blobHash(Buffer.from(MARK + text)) === hash;
}
