// Edits one text: each change is spliced in, the text is read again, and has to say exactly what was meant.
import type { JsonValue, SourceDocument } from '../document/document.ts';
import { parseDocument } from '../document/parse.ts';
import { CannotEdit } from './cannot-edit.ts';
import type { ReplaceLines, ValueChange } from './edit.ts';
import { spliceJson } from './json-splice.ts';
import { lineEndOf, lineStart, nextLine, type Splice, spliced } from './splice.ts';
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

function checked(document: SourceDocument, splice: Splice, intended: JsonValue): SourceDocument {
  return checkedText(document, spliced(document.text, splice), intended);
}

/** A document with another text. Throws `CannotEdit` where that cannot be read, or does not say what is intended. */
export function checkedText(
  document: SourceDocument,
  text: string,
  intended: JsonValue,
): SourceDocument {
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
