// What a fix does to files, as data: changes of values in JSON and YAML, of lines in other texts, and of whole files.
import type { JsonValue, NodePath } from '../document/document.ts';

/** A member that an object does not have yet. The last key of `path` is its name. */
export interface AddValue {
  readonly kind: 'add';
  readonly path: NodePath;
  readonly value: JsonValue;
  /** The member after which it is written, null for before all others; at the end where absent or not there. */
  readonly after?: string | null;
  /** How the value is to be written, where that is known: see `WrittenValue`. */
  readonly written?: WrittenValue;
}

/** An item that is put into an array before the one at the index that ends `path`, or at the end. */
export interface InsertValue {
  readonly kind: 'insert';
  readonly path: NodePath;
  readonly value: JsonValue;
}

/** A value that takes the place of the one at `path`. */
export interface ReplaceValue {
  readonly kind: 'replace';
  readonly path: NodePath;
  readonly value: JsonValue;
}

/** A member or item that goes. */
export interface RemoveValue {
  readonly kind: 'remove';
  readonly path: NodePath;
}

/** A change of one value of a JSON or YAML file. */
export type ValueChange = AddValue | InsertValue | ReplaceValue | RemoveValue;

/**
 * Lines of a YAML file that write a member, key included, without the indentation they have in common: so that what
 * is put back looks as it did, comments included. Used where it reads as the value; otherwise the value is written anew.
 */
export interface WrittenValue {
  readonly lines: readonly string[];
}

/** Lines of a text that are put in the place of others. */
export interface ReplaceLines {
  readonly kind: 'lines';
  /** The first line, from 1; one more than there are lines to put something at the end. */
  readonly from: number;
  /** The lines as they are now, without line ends; empty where lines are only added. A file that has others is refused. */
  readonly expected: readonly string[];
  /** The lines that take their place; empty where lines are only removed. */
  readonly lines: readonly string[];
}

/** A file that is not there yet. */
export interface CreateFile {
  readonly kind: 'create';
  readonly text: string;
}

/** A file that goes. */
export interface DeleteFile {
  readonly kind: 'delete';
}

export type Change = ValueChange | ReplaceLines | CreateFile | DeleteFile;

/** One step of a fix. Steps are taken in order; each sees what those before it made of the file. */
export interface Edit {
  /** Path of the file in its tree. */
  readonly file: string;
  readonly change: Change;
  /** What it does and why: one plain sentence, unescaped text. */
  readonly sentence: string;
}

/** An edit of a value. */
export interface ValueEdit extends Edit {
  readonly change: ValueChange;
}

export function isValueEdit(edit: Edit): edit is ValueEdit {
  return isValueChange(edit.change);
}

export function isValueChange(change: Change): change is ValueChange {
  const { kind } = change;
  return kind === 'add' || kind === 'insert' || kind === 'replace' || kind === 'remove';
}

/** A file as it is before and after a fix. Texts are without a byte order mark; null where there is no file. */
export interface FixedFile {
  readonly path: string;
  readonly before: string | null;
  readonly after: string | null;
  /** What is to be written: the bytes of `after`, with the byte order mark where the file has one; null to delete. */
  readonly content: Buffer | null;
}
