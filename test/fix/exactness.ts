// What has to hold of every edit of a document: the value that was meant, no other line changed, no comment lost.
import { Lexer, parse as parseYaml } from 'yaml';
import type { JsonValue, NodePath, SourceDocument } from '../../src/document/document.ts';
import { parseDocument } from '../../src/document/parse.ts';
import { CannotEdit } from '../../src/fix/cannot-edit.ts';
import type { ValueChange } from '../../src/fix/edit.ts';
import { editDocument } from '../../src/fix/edit-document.ts';
import { spliceJson } from '../../src/fix/json-splice.ts';
import type { Splice } from '../../src/fix/splice.ts';
import { changed, equalValues, valueAt } from '../../src/fix/values.ts';

/** What became of a change: it was made, refused with a reason, or it broke something, which no edit may. */
export type Outcome =
  | { readonly kind: 'made' }
  | { readonly kind: 'refused' | 'broken'; readonly reason: string };

/** How closely an edit is looked at. */
export type Care =
  /** The value that the edited text was read as, and the lines. */
  | 'usual'
  /** Another reader too, and comments. */
  | 'thorough'
  /** Only the object or list around: for JSON, whose text says the same wherever it stands. For large documents. */
  | 'around';

/** Makes changes of one document, each on the document as it is, and says what became of them. */
export class EditCheck {
  private readonly comments: string;
  /** Where the readers do not agree on the document as it was, they cannot be held against each other. */
  private readonly isReadAlike: boolean;

  constructor(private readonly document: SourceDocument) {
    const { text, value, format } = document;
    this.comments = format === 'yaml' ? commentsIn(text) : '';
    this.isReadAlike = equalValues(readOtherwise(text, format), value);
  }

  try(change: ValueChange, care: Care): Outcome {
    try {
      const fault = care === 'around' ? this.faultAround(change) : this.fault(change, care);
      return fault === undefined ? { kind: 'made' } : { kind: 'broken', reason: fault };
    } catch (error) {
      if (error instanceof CannotEdit) return { kind: 'refused', reason: error.message };
      throw error;
    }
  }

  private fault(change: ValueChange, care: Care): string | undefined {
    const { document } = this;
    const intended = changed(document.value, change);
    const { text, value } = editDocument(document, change);
    if (!equalValues(value, intended)) return 'another value';
    return (
      otherLines(document, change, text) ??
      (care === 'thorough' ? this.faultToOthers(text, intended) : undefined)
    );
  }

  private faultToOthers(text: string, intended: JsonValue): string | undefined {
    const { format, file } = this.document;
    const again = parseDocument(file, text);
    if (!again.ok) return again.problem.message;
    if (!equalValues(again.value.value, intended)) return 'another value when it is read again';
    if (this.isReadAlike && !equalValues(readOtherwise(text, format), intended))
      return 'another value to another reader';
    return format === 'yaml' && commentsIn(text) !== this.comments ? 'other comments' : undefined;
  }

  private faultAround(change: ValueChange): string | undefined {
    const { document } = this;
    const path = change.path.slice(0, -1);
    const place = document.place(path);
    const before = valueAt(document.value, path);
    if (place === undefined || before === undefined) return 'nothing is there';
    const splice = spliceJson(document, change);
    if (splice.start <= place.start || splice.end >= place.end)
      return 'more than is around changed';
    const text =
      document.text.slice(place.start, splice.start) +
      splice.text +
      document.text.slice(splice.end, place.end);
    const intended = changed(before, { ...change, path: change.path.slice(-1) });
    if (!equalValues(JSON.parse(text), intended)) return 'another value';
    return isOfChange(document, change, splice) ? undefined : 'something else changed';
  }
}

/** Whether what a splice takes away is the value of the change, but for blanks and commas. */
function isOfChange(document: SourceDocument, change: ValueChange, splice: Splice): boolean {
  const { text } = document;
  const isNew = change.kind === 'add' || change.kind === 'insert';
  const own = isNew ? undefined : document.place(change.path);
  const { start, end } = splice;
  const others =
    own === undefined
      ? text.slice(start, end)
      : text.slice(start, Math.max(start, own.key ?? own.start)) + text.slice(own.end, end);
  return /^[\s,]*$/.test(others);
}

/** Makes a change of a document and looks at it thoroughly. */
export function tryChange(document: SourceDocument, change: ValueChange): Outcome {
  return new EditCheck(document).try(change, 'thorough');
}

function readOtherwise(text: string, format: SourceDocument['format']): JsonValue {
  return format === 'json'
    ? JSON.parse(text)
    : parseYaml(text, { merge: true, logLevel: 'silent' });
}

/** The marker that the lexer puts before a scalar. */
const SCALAR = '\u001f';

function commentsIn(text: string): string {
  const found: string[] = [];
  let last = '';
  for (const token of new Lexer().lex(text)) {
    if (token.startsWith('#') && last !== SCALAR) found.push(token.trimEnd());
    last = token;
  }
  return found.join('\n');
}

/** Says which lines changed that should not have; undefined where there are none. */
function otherLines(
  document: SourceDocument,
  change: ValueChange,
  text: string,
): string | undefined {
  if (text === document.text) return undefined;
  const before = document.text.split('\n');
  const after = text.split('\n');
  let start = 0;
  while (start < before.length && start < after.length && before[start] === after[start])
    start += 1;
  let tail = 0;
  while (
    tail < before.length - start &&
    tail < after.length - start &&
    before[before.length - 1 - tail] === after[after.length - 1 - tail]
  )
    tail += 1;
  const first = start + 1;
  const last = before.length - tail;
  if (change.kind === 'add' || change.kind === 'insert') {
    // Only the line after which it comes may change: for a comma, or where an empty collection opens.
    return last - first > 0 ? `lines ${first} to ${last} changed` : undefined;
  }
  const own = linesOf(document, change.path);
  const parent = linesOf(document, change.path.slice(0, -1));
  const isWithin =
    first >= Math.max(parent.first, own.first - 1) - 1 &&
    last <= Math.max(own.last, Math.min(own.last + 1, parent.last));
  return isWithin
    ? undefined
    : `lines ${first} to ${last} changed, not ${own.first} to ${own.last}`;
}

function linesOf(
  document: SourceDocument,
  path: NodePath,
): { readonly first: number; readonly last: number } {
  const place = document.place(path);
  const lineAt = (offset: number) => document.text.slice(0, offset).split('\n').length;
  if (place === undefined) return { first: 0, last: 0 };
  const { start, end, key } = place;
  return { first: lineAt(key ?? start), last: lineAt(Math.max(start, end)) };
}
