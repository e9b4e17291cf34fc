// Edits one text: each change is spliced in, the text is read again, and has to say exactly what was meant.
import type { JsonValue, SourceDocument } from '../document/document.ts';
import { parseDocument } from '../document/parse.ts';
import { CannotEdit } from './cannot-edit.ts';
import type { ReplaceLines, ValueChange } from './edit.ts';
import { spliceJson } from './json-splice.ts';
import { lineEndOf, lineStart, nextLine, type Splice, spliced, splicedAll } from './splice.ts';
import { changed, equalValues } from './values.ts';
import { spliceYaml } from './yaml-splice.ts';

/**
 * A document with a change made. Throws `CannotEdit` where the text cannot be edited so that it says what is meant
 * and nothing else of it changes.
 */
export function editDocument(document: SourceDocument, change: ValueChange): SourceDocument {
  const intended = changed(document.value, change);
  if (document.format === 'json') return checked(document, spliceJson(document, change), intended);
  if (change.kind !== 'add' || change.written === undefined) {
    return checked(document, spliceYaml(document, change), intended);
  }
  try {
    return checked(document, spliceYaml(document, change), intended);
  } catch (error) {
    if (!(error instanceof CannotEdit)) throw error;
    // As it was written, it means something else here: it uses an alias, or other indentation.
    const { written: _, ...anew } = change;
    return checked(document, spliceYaml(document, anew), intended);
  }
}

/**
 * A document with several changes made, as if one after the other, but read again only once. Undefined where that
 * does not come to what is meant: then they have to be made one by one.
 */
export function editAtOnce(
  document: SourceDocument,
  changes: readonly ValueChange[],
): SourceDocument | undefined {
  const splice = document.format === 'json' ? spliceJson : spliceYaml;
  try {
    const intended = changes.reduce<JsonValue>(changed, document.value);
    const splices = standing(changes)
      .map((change, index) => ({ change, index, ...splice(document, change) }))
      .sort((a, b) => a.start - b.start || a.end - b.end || orderAt(a, b));
    const isApart = splices.every(({ start }, index) => start >= (splices[index - 1]?.end ?? 0));
    return isApart
      ? checkedText(document, splicedAll(document.text, splices), intended)
      : undefined;
  } catch (error) {
    if (error instanceof CannotEdit) return undefined;
    throw error;
  }
}

/** Changes in which what is added after another new member is added after the one that stands before both. */
function standing(changes: readonly ValueChange[]): readonly ValueChange[] {
  const places = new Map<string, string | undefined>();
  return changes.map((change) => {
    if (change.kind !== 'add') return change;
    const parent = change.path.slice(0, -1);
    const key = (name: string | number | undefined) => JSON.stringify([...parent, name]);
    const isNew = change.after !== undefined && places.has(key(change.after));
    const after = isNew ? places.get(key(change.after)) : change.after;
    places.set(key(change.path.at(-1)), after);
    const { after: _, ...rest } = change;
    return after === undefined ? rest : { ...rest, after };
  });
}

interface Ordered {
  readonly change: ValueChange;
  readonly index: number;
}

/** What comes first of what is put in at one place: the inner one; items of a list are given from the last on. */
function orderAt(a: Ordered, b: Ordered): number {
  const depth = b.change.path.length - a.change.path.length;
  if (depth !== 0) return depth;
  return a.change.kind === 'insert' ? b.index - a.index : a.index - b.index;
}

function checked(document: SourceDocument, splice: Splice, intended: JsonValue): SourceDocument {
  return checkedText(document, spliced(document.text, splice), intended);
}

function checkedText(document: SourceDocument, text: string, intended: JsonValue): SourceDocument {
  const parsed = parseDocument(document.file, text);
  if (!parsed.ok) {
    throw new CannotEdit(
      `With the edit the file could not be read any more (line ${parsed.problem.line ?? 1}: ${parsed.problem.message}) Edit it by hand.`,
    );
  }
  if (!equalValues(parsed.value.value, intended)) {
    throw new CannotEdit(
      'With the edit the file would say something else than what is meant, as where an anchor is used elsewhere. Edit it by hand.',
    );
  }
  return parsed.value;
}

/** A text with lines put in the place of others. Throws `CannotEdit` where it has other lines than expected. */
export function editLines(text: string, { from, expected, lines }: ReplaceLines): string {
  const lineEnd = lineEndOf(text);
  let start = 0;
  for (let line = 1; line < from; line += 1) {
    if (start >= text.length) throw new CannotEdit(`The file has no line ${from}.`);
    start = nextLine(text, start);
  }
  let end = start;
  for (const line of expected) {
    const next = nextLine(text, end);
    if (end >= text.length || text.slice(end, next).replace(/\r?\n$/, '') !== line) {
      throw new CannotEdit(`Line ${from} and those after it are not what was expected any more.`);
    }
    end = next;
  }
  const isOpenEnd = end === text.length && text !== '' && !text.endsWith('\n');
  const block = lines.map((line) => line + lineEnd).join('');
  if (!isOpenEnd) return spliced(text, { start, end, text: block });
  if (start === text.length || lineStart(text, start) !== start) {
    return spliced(text, { start, end, text: lineEnd + block.slice(0, -lineEnd.length) });
  }
  const head =
    lines.length === 0 ? text.slice(0, start).replace(/\r?\n$/, '') : text.slice(0, start);
  return head + block.slice(0, block.length - (lines.length === 0 ? 0 : lineEnd.length));
}
