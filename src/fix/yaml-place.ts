// Where the parts of a YAML text stand that is to be spliced: keys, dashes, the lines a member takes.
import {
  isObject,
  type JsonValue,
  type NodePath,
  type NodePlace,
  type SourceDocument,
  toPointer,
} from '../document/document.ts';
import { CannotEdit } from './cannot-edit.ts';
import { isFirstOnLine, lineStart, nextLine, restOfLine } from './splice.ts';
import { isList, valueAt } from './values.ts';

/** A member or item of a collection that is written in the collection itself. */
export interface Child {
  readonly key: string | number;
  readonly path: NodePath;
  readonly place: NodePlace;
  /** Where it starts: its key, or the dash of an item. */
  readonly start: number;
}

/** An object or list in a YAML text. */
export interface Collection {
  readonly path: NodePath;
  readonly place: NodePlace;
  readonly isFlow: boolean;
  readonly isMapping: boolean;
  /** In the order of the text. */
  readonly children: readonly Child[];
}

/** The collection at a path. Throws `CannotEdit` where it is none, or its text belongs to another place too. */
export function collectionAt(document: SourceDocument, path: NodePath): Collection {
  const { text } = document;
  const value = valueAt(document.value, path);
  if (!isObject(value) && !isList(value)) {
    throw new CannotEdit(`There is no object or list at ${toPointer(path)}.`);
  }
  const place = ownPlace(document, path);
  const first = text.charAt(place.start);
  if (first === '*') throw aliased(path);
  const isFlow = first === '{' || first === '[';
  const keys = isList(value) ? value.map((_, index) => index) : Object.keys(value);
  const children = keys.flatMap((key): Child[] => {
    const own = document.place([...path, key]);
    if (own === undefined || own.isShared) return [];
    const start = isFlow || own.key !== null ? (own.key ?? own.start) : dashOf(text, place, own);
    return [{ key, path: [...path, key], place: behindBareKey(text, own), start }];
  });
  children.sort((a, b) => a.start - b.start);
  return { path, place, isFlow, isMapping: isObject(value), children };
}

/** A key of a flow mapping that has neither value nor colon: its value stands behind it, and takes no room. */
function behindBareKey(text: string, place: NodePlace): NodePlace {
  const { key, start } = place;
  if (key === null || start >= key) return place;
  const [written = ''] =
    /^(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[^,{}[\]\r\n]*)/s.exec(text.slice(key)) ?? [];
  const end = key + written.trimEnd().length;
  return { ...place, start: end, end };
}

/** Where a value stands. Throws `CannotEdit` where that is behind an alias or a merge. */
export function ownPlace(document: SourceDocument, path: NodePath): NodePlace {
  const place = document.place(path);
  if (place === undefined) throw new CannotEdit(`There is nothing at ${toPointer(path)}.`);
  if (place.isShared) throw aliased(path);
  return place;
}

function aliased(path: NodePath): CannotEdit {
  return new CannotEdit(
    `What stands at ${toPointer(path).slice(0, 300)} comes from an alias or a merge key, so that the same text counts elsewhere too. Edit it by hand.`,
  );
}

/** The dash of an item: the list starts with the first one, and all stand in the same column. */
function dashOf(text: string, list: NodePlace, item: NodePlace): number {
  const column = list.start - lineStart(text, list.start);
  for (let at = item.start; ; at = lineStart(text, at) - 1) {
    const dash = lineStart(text, at) + column;
    if (dash <= item.start && text.charAt(dash) === '-' && dash >= list.start) return dash;
    if (lineStart(text, at) <= list.start)
      throw new CannotEdit('The dash of an item of a list was not found.');
  }
}

/** The column of an offset. */
export function columnOf(text: string, offset: number): number {
  return offset - lineStart(text, offset);
}

/**
 * Where the lines of a block member or item end: the start of the line after it. Blank lines that a block text takes
 * in are left out where they mean nothing.
 */
export function endOfLines(text: string, { place }: Child): number {
  if (place.end > place.start && text.charAt(place.end - 1) === '\n') {
    return endOfBlockText(text, place);
  }
  if (!/^[ \t]*(#.*)?$/.test(restOfLine(text, place.end))) {
    throw new CannotEdit(
      'Something else stands on the same line, so that it cannot be told apart.',
    );
  }
  return nextLine(text, place.end);
}

function endOfBlockText(text: string, { start, end }: NodePlace): number {
  const isKept = /^[|>][^\s#]*\+/.test(restOfLine(text, start));
  let at = end;
  while (!isKept) {
    const before = lineStart(text, at - 1);
    if (before <= start || text.slice(before, at).trim() !== '') break;
    at = before;
  }
  return at;
}

/** Comment lines after an offset that are indented deeper than a column: they belong to what stands before. */
export function pastOwnComments(text: string, offset: number, column: number): number {
  let end = offset;
  for (let at = offset; at < text.length; at = nextLine(text, at)) {
    const line = restOfLine(text, at);
    const indentation = /^ *(?=#)/.exec(line)?.[0].length;
    if (indentation !== undefined && indentation > column) end = nextLine(text, at);
    else if (line.trim() !== '') break;
  }
  return end;
}

/**
 * The start of the comment lines right above a line, in the same column: they belong to what stands on it. Those that
 * a document starts with belong to all of it.
 */
export function aboveOwnComments(text: string, line: number, column: number): number {
  let start = line;
  for (;;) {
    if (start === 0) return line;
    const above = lineStart(text, start - 1);
    if (/^ *(?=#)/.exec(restOfLine(text, above))?.[0].length !== column) return start;
    start = above;
  }
}

/** Throws `CannotEdit` where the text between two offsets has a comment; `path` leads to the value that stands there. */
export function refuseComments(
  document: SourceDocument,
  path: NodePath,
  start: number,
  end: number,
): void {
  const { text } = document;
  if (!text.slice(start, end).includes('#')) return;
  const scalars: NodePlace[] = [];
  collectScalars(document, path, valueAt(document.value, path), scalars);
  scalars.sort((a, b) => a.start - b.start);
  let rest = '';
  let at = start;
  for (const scalar of scalars) {
    const header = /^[|>]/.test(text.charAt(scalar.start)) ? restOfLine(text, scalar.start) : '';
    rest += `${text.slice(at, Math.max(at, scalar.start))}x${header}\n`;
    at = Math.max(at, scalar.end);
  }
  rest += text.slice(at, Math.max(at, end));
  if (!/(?:^|\s)#/.test(rest.replace(/"(?:[^"\\\n]|\\.)*"|'[^'\n]*'/g, 'x'))) return;
  const { line } = document.locate(path);
  throw new CannotEdit(
    `There is a comment in what would be replaced or removed (${document.file}:${line}). Edit it by hand, so that nothing is lost that a person wrote.`,
  );
}

function collectScalars(
  document: SourceDocument,
  path: NodePath,
  value: JsonValue | undefined,
  found: NodePlace[],
): void {
  const place = document.place(path);
  if (place === undefined || place.isShared) return;
  const isAlias = document.text.charAt(place.start) === '*';
  if (!isAlias && isList(value)) {
    value.forEach((item, index) => {
      collectScalars(document, [...path, index], item, found);
    });
  } else if (!isAlias && isObject(value)) {
    for (const [key, item] of Object.entries(value))
      collectScalars(document, [...path, key], item, found);
  } else found.push(place);
}

/**
 * The lines of a block member with its key, without the indentation that they have in common; undefined where they
 * are not its own.
 */
export function memberLines(
  document: SourceDocument,
  path: NodePath,
): readonly string[] | undefined {
  if (document.format !== 'yaml') return undefined;
  const place = document.place(path);
  const { text } = document;
  if (place === undefined || place.isShared || place.key === null) return undefined;
  if (!isFirstOnLine(text, place.key)) return undefined;
  const column = columnOf(text, place.key);
  try {
    const end = endOfLines(text, { key: '', path, place, start: place.key });
    const lines = text
      .slice(lineStart(text, place.key), end)
      .replace(/\r?\n$/, '')
      .split(/\r?\n/);
    const isIndented = lines.every((line) => /^ *$/.test(line.slice(0, column)));
    return isIndented ? lines.map((line) => line.slice(column)) : undefined;
  } catch (error) {
    if (error instanceof CannotEdit) return undefined;
    throw error;
  }
}
