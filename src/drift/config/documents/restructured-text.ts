import { type DocumentFormat, documentedAs } from '../documented.ts';
import { isPossibleName } from '../setting-name.ts';
import { markdownFindings } from './markdown.ts';
import { columnRow, FILLER, rule } from './table-lines.ts';

const DIRECTIVE = /^(\s*)\.\.\s+([\w:-]+)::\s*(.*)$/;
/** Directives of Sphinx that declare a variable of the environment. */
const VARIABLE = /^(?:std:)?envvar$/;
const BORDER = /^\s*=+(?:\s+=+)+\s*$/;
const UNDERLINE = /^([=\-~^"'`#*+:.])\1{2,}\s*$/;

/** reStructuredText: its sections, tables, definition lists, blocks and `envvar`, read as Markdown's. */
export const restructuredText: DocumentFormat = {
  id: 'restructured-text',
  matches: (path) =>
    /\.rst$/i.test(path) &&
    !/(?:^|\/)(?:CHANGE|HISTORY|NEWS|RELEASE|changelog|releases?\/)/i.test(path),
  read(file, text) {
    const lines = text.split(/\r?\n/);
    const found = markdownFindings(file, text, asMarkdown(lines));
    const declared = lines.flatMap((line, index) => {
      const [, , directive = '', rest = ''] = DIRECTIVE.exec(line) ?? [];
      const name = rest.trim();
      return VARIABLE.test(directive) && isPossibleName(name)
        ? [
            documentedAs({
              name,
              file,
              kind: 'documentation',
              line: index + 1,
              column: line.indexOf(name) + 1,
            }),
          ]
        : [];
    });
    return { ...found, documented: [...found.documented, ...declared] };
  },
};

/** The same lines as Markdown, each in its place (reStructuredText Markup Specification, "Syntax Details"). */
function asMarkdown(lines: readonly string[]): readonly string[] {
  const found = lines.map((line) => line.replaceAll('``', '`'));
  const levels: string[] = [];
  for (let index = 0; index < lines.length; index += 1) {
    const line = lines[index] ?? '';
    const next = lines[index + 1] ?? '';
    const directive = DIRECTIVE.exec(line);
    const indent = line.search(/\S/);
    if (directive !== null) {
      const end = blockEnd(lines, index + 1, indent);
      const block = lines.slice(index, end);
      if (/^(?:code-block|code|sourcecode)$/.test(directive[2] ?? '')) {
        found[index] = `\`\`\`${directive[3] ?? ''}`;
        found[end - 1] = '```';
        index = end - 1;
      } else if (directive[2] === 'list-table' || directive[2] === 'csv-table') {
        const rows = directive[2] === 'list-table' ? listRows(block) : commaRows(block);
        for (const [at, row] of tableOf(rows, block.length).entries()) found[index + at] = row;
        index = end - 1;
      }
    } else if (/::\s*$/.test(line) && next.trim() === '') {
      const end = blockEnd(lines, index + 1, Math.max(0, indent));
      if (end - index > 3) {
        found[index + 1] = '```';
        found[end - 1] = '```';
        index = end - 1;
      }
    } else if (BORDER.test(line)) {
      const end = simpleTable(lines, index, found);
      if (end !== null) index = end;
    } else if (/^\s*\+(?:[-=]+\+)+\s*$/.test(line)) {
      const isTop = !/^\s*\|/.test(lines[index - 1] ?? '');
      const isEnd = !/^\s*\|/.test(next);
      found[index] =
        isTop || isEnd ? '' : line.includes('=') ? rule(line.split('+').length - 2) : FILLER;
    } else if (line.trim() !== '' && UNDERLINE.test(next) && indent === 0) {
      const mark = next[0] ?? '';
      if (!levels.includes(mark)) levels.push(mark);
      found[index] = `${'#'.repeat(Math.min(6, levels.indexOf(mark) + 1))} ${found[index]}`;
      found[index + 1] = '';
      index += 1;
    } else {
      const field = /^:([A-Z][A-Z0-9_]+):\s/.exec(line)?.[1];
      if (field !== undefined) found[index] = line.replace(`:${field}:`, `- \`${field}\`:`);
    }
  }
  return found;
}

/** The index behind a block that is indented deeper, with the blank lines that follow it. */
function blockEnd(lines: readonly string[], start: number, indent: number): number {
  let end = start;
  while (end < lines.length) {
    const own = (lines[end] ?? '').search(/\S/);
    if (own !== -1 && own <= indent) break;
    end += 1;
  }
  return end;
}

interface Row {
  readonly line: number;
  readonly cells: readonly string[];
}

/** `* - a` begins a row of a list-table, `  - b` is its next cell. */
function listRows(block: readonly string[]): readonly Row[] {
  const rows: { line: number; cells: string[] }[] = [];
  for (const [line, text] of block.entries()) {
    const first = /^\s*\*\s+-(?:\s+(.*))?$/.exec(text);
    const more = /^\s+-(?:\s+(.*))?$/.exec(text);
    const open = rows.at(-1);
    if (first !== null) rows.push({ line, cells: [first[1] ?? ''] });
    else if (more !== null) open?.cells.push(more[1] ?? '');
    else if (open !== undefined && text.trim() !== '')
      open.cells.push(`${open.cells.pop() ?? ''} ${text.trim()}`);
  }
  return rows.map(({ line, cells }) => ({ line, cells: cells.map(asCode) }));
}

/** `"a", "b"` is a row of a csv-table, whose head is an option. */
function commaRows(block: readonly string[]): readonly Row[] {
  const cellsOf = (text: string) =>
    [...text.matchAll(/\s*(?:"([^"]*)"|([^,]*))(?:,|$)/g)]
      .map((match) => asCode((match[1] ?? match[2] ?? '').trim()))
      .slice(0, -1);
  return block.flatMap((text, line) => {
    if (line === 0 || text.trim() === '') return [];
    const head = /^\s*:header:\s*(.*)$/.exec(text)?.[1];
    if (head !== undefined) return [{ line, cells: cellsOf(head) }];
    return /^\s*:\w/.test(text) ? [] : [{ line, cells: cellsOf(text.trim()) }];
  });
}

function asCode(text: string): string {
  return text.replaceAll('``', '`');
}

/** A table of so many lines whose head stands on the first. */
function tableOf([head, ...rows]: readonly Row[], length: number): readonly string[] {
  const found = Array.from({ length }, () => FILLER);
  if (head === undefined || length < 2) return found;
  found[0] = columnRow(head.cells);
  found[1] = rule(head.cells.length);
  for (const { line, cells } of rows) if (line > 1) found[line] = columnRow(cells);
  found[length - 1] = rows.at(-1)?.line === length - 1 ? (found[length - 1] ?? '') : '';
  return found;
}

/** A table between borders of `=`; the index of its last border, or null where it has none. */
function simpleTable(lines: readonly string[], start: number, found: string[]): number | null {
  const borders = [start];
  for (let at = start + 1; at < lines.length && borders.length < 3; at += 1) {
    const line = lines[at] ?? '';
    if (BORDER.test(line)) borders.push(at);
    else if (line.trim() === '' && borders.length > 1 && !BORDER.test(lines[at - 1] ?? '')) break;
  }
  const [top = start, middle, bottom] = borders;
  if (middle === undefined || bottom === undefined) return null;
  const columns = [...(lines[top] ?? '').matchAll(/=+/g)].map(({ index }) => index);
  const rowOf = (line: string) =>
    columnRow(columns.map((from, at) => asCode(line.slice(from, columns[at + 1]))));
  for (let at = top; at <= bottom; at += 1) found[at] = rowOf(lines[at] ?? '');
  for (const at of [top, bottom]) found[at] = '';
  found[middle] = rule(columns.length);
  for (let at = top + 1; at < middle - 1; at += 1) found[at] = '';
  return bottom;
}
