// Turns a change of a value in a JSON file into a splice of its text, by `jsonc-parser` over the object or list around.
import jsonc, { type ModificationOptions } from 'jsonc-parser';
import { isObject, type JsonValue, type SourceDocument, toPointer } from '../document/document.ts';
import { CannotEdit } from './cannot-edit.ts';
import type { RemoveValue, ValueChange } from './edit.ts';
import { indentationAt, isFirstOnLine, lineEndOf, type Splice } from './splice.ts';
import { isList, valueAt } from './values.ts';
import { collectionAt, ownPlace } from './yaml-place.ts';

/** The splice that makes a change. Throws `CannotEdit` where there is none. */
export function spliceJson(document: SourceDocument, change: ValueChange): Splice {
  const parent = change.path.slice(0, -1);
  const last = change.path.at(-1);
  if (last === undefined) throw new CannotEdit('The whole document would be replaced.');
  const { start, end } = ownPlace(document, parent);
  if (change.kind === 'remove') return removed(document, change);
  if (change.kind === 'replace') ownPlace(document, change.path);
  const { text } = document;
  // Only the object or list itself is looked at: the file around it may be large.
  const around = text.slice(start, end);
  const key = isList(valueAt(document.value, parent)) ? Number(last) : String(last);
  if (around.length > LARGE) {
    const direct = inLargeObject(document, change);
    if (direct !== undefined) return direct;
  }
  const { value } = change;
  // Blanks in front tell how deep the object stands.
  const blanks = indentationAt(text, start);
  const make = (options: ModificationOptions): Splice => {
    const edits = jsonc.modify(blanks + around, [key], value, options);
    const [only, second] = edits;
    const made =
      options.formattingOptions === undefined && only !== undefined && second === undefined
        ? { start: only.offset, end: only.offset + only.length, text: only.content }
        : narrowed(blanks + around, jsonc.applyEdits(blanks + around, edits));
    const offset = start - blanks.length;
    return { start: made.start + offset, end: made.end + offset, text: made.text };
  };
  const order = orderOf(change);
  const formatted = make({ ...order, ...formattingOf(document, change, around) });
  const old = change.kind === 'replace' ? ownPlace(document, change.path) : undefined;
  const isOwn =
    old === undefined
      ? text.slice(formatted.start, formatted.end).trim() === ''
      : formatted.start >= old.start && formatted.end <= old.end;
  // Where what stands on the same line would be laid out anew too, what is new is written on that line.
  const made = isOwn ? formatted : make(order);
  const isSpaced = /[:,] /.test(around) && !made.text.includes('\n');
  return withCommaFirst(text, isSpaced ? { ...made, text: withSpaces(made.text, value) } : made);
}

/**
 * The same as another splice that puts something in, with the comma first: right behind what it comes after, and not
 * amid what stands next, which another splice may take away.
 */
function withCommaFirst(text: string, splice: Splice): Splice {
  const { start, end, text: put } = splice;
  if (start !== end || put.startsWith(',')) return splice;
  for (let shift = 1; shift <= put.length; shift += 1) {
    const last = put.charAt(put.length - shift);
    if (text.charAt(start - shift) !== last) break;
    if (last === ',') {
      const from = start - shift;
      return { start: from, end: from, text: text.slice(from, start) + put.slice(0, -shift) };
    }
  }
  return splice;
}

/** A member or item goes with the comma before it, the first one with the comma behind it. */
function removed(document: SourceDocument, { path }: RemoveValue): Splice {
  const { place, children } = collectionAt(document, path.slice(0, -1));
  const index = children.findIndex((child) => String(child.key) === String(path.at(-1)));
  const [before, child, next] = [children[index - 1], children[index], children[index + 1]];
  if (child === undefined) throw new CannotEdit(`There is nothing at ${toPointer(path)}.`);
  if (before !== undefined) return { start: before.place.end, end: child.place.end, text: '' };
  if (next !== undefined) return { start: child.start, end: next.start, text: '' };
  return { start: place.start + 1, end: place.end - 1, text: '' };
}

/** What is put in, with blanks after colons and commas as in what is around it. */
function withSpaces(text: string, value: JsonValue): string {
  return text.replace(JSON.stringify(value), () => spaced(value)).replace(/^,(?=\S)/, ', ');
}

function spaced(value: JsonValue): string {
  if (isList(value)) return `[${value.map(spaced).join(', ')}]`;
  if (!isObject(value)) return JSON.stringify(value);
  const members = Object.entries(value).map(
    ([key, item]) => `${JSON.stringify(key)}: ${spaced(item)}`,
  );
  return members.length === 0 ? '{}' : `{ ${members.join(', ')} }`;
}

/** An object longer than this is not handed to `jsonc-parser`, which would read all of it for each change. */
const LARGE = 200_000;

/** The splice for a member of a large object that has one member on each line; undefined where it is another case. */
function inLargeObject(document: SourceDocument, change: ValueChange): Splice | undefined {
  if (change.kind !== 'add') return undefined;
  const { text } = document;
  const { children } = collectionAt(document, change.path.slice(0, -1));
  const key = String(change.path.at(-1));
  const isFirst = change.after === null;
  const known = children.find((child) => child.key === change.after) ?? children.at(-1);
  const beside = isFirst ? children[0] : known;
  if (beside === undefined || !isFirstOnLine(text, beside.start)) return undefined;
  const blanks = indentationAt(text, beside.start);
  const lines = JSON.stringify(change.value, null, indentationUnit(document)).split('\n');
  const lineEnd = lineEndOf(text);
  const member = `${JSON.stringify(key)}: ${lines.join(lineEnd + blanks)}`;
  const start = isFirst ? beside.start : beside.place.end;
  if (isFirst) return { start, end: start, text: `${member},${lineEnd}${blanks}` };
  return { start, end: start, text: `,${lineEnd}${blanks}${member}` };
}

/** Where a new member or item is put. */
function orderOf(change: ValueChange): ModificationOptions {
  if (change.kind === 'insert') return { isArrayInsertion: true };
  const after = change.kind === 'add' ? change.after : undefined;
  if (after === undefined) return {};
  if (after === null) return { getInsertionIndex: () => 0 };
  return { getInsertionIndex: (keys: string[]) => keys.indexOf(after) + 1 || keys.length };
}

/** How what is new is written: over several lines where what is around it is. */
function formattingOf(
  document: SourceDocument,
  change: Exclude<ValueChange, RemoveValue>,
  around: string,
): Pick<ModificationOptions, 'formattingOptions'> {
  const isScalar = typeof change.value !== 'object' || change.value === null;
  const isOnOneLine = !around.includes('\n') && around.replace(/\s/g, '').length > 2;
  const isPlain = isOnOneLine || !document.text.includes('\n');
  if (isPlain || (change.kind === 'replace' && isScalar)) return {};
  const unit = indentationUnit(document);
  return {
    formattingOptions: {
      insertSpaces: !unit.startsWith('\t'),
      tabSize: unit.startsWith('\t') ? 4 : unit.length,
      eol: lineEndOf(document.text),
    },
  };
}

/** The blanks of one level: those of the first member of the document. */
function indentationUnit(document: SourceDocument): string {
  const { value, text } = document;
  const first = isObject(value) ? Object.keys(value)[0] : 0;
  const place = first === undefined ? undefined : document.place([first]);
  const blanks = place === undefined ? '' : indentationAt(text, place.key ?? place.start);
  return blanks === '' ? '  ' : blanks;
}

/** What differs between two texts, without what both start and end with. */
function narrowed(before: string, after: string): Splice {
  let start = 0;
  const most = Math.min(before.length, after.length);
  while (start < most && before.charCodeAt(start) === after.charCodeAt(start)) start += 1;
  let tail = 0;
  while (
    tail < most - start &&
    before.charCodeAt(before.length - 1 - tail) === after.charCodeAt(after.length - 1 - tail)
  )
    tail += 1;
  return {
    start,
    end: before.length - tail,
    text: after.slice(start, after.length - tail),
  };
}
