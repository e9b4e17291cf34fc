import type { DocumentFormat } from '../documented.ts';
import { markdownFindings } from './markdown.ts';
import { columnRow, FILLER, rule } from './table-lines.ts';

/** AsciiDoc: its headings, tables, description lists and blocks, read as Markdown's. */
export const asciidoc: DocumentFormat = {
  id: 'asciidoc',
  matches: (path) => /\.(?:adoc|asciidoc)$/i.test(path),
  read: (file, text) => markdownFindings(file, text, asMarkdown(text.split(/\r?\n/))),
};

/** The same lines as Markdown, each in its place (AsciiDoc Language Documentation, "Sections", "Tables"). */
function asMarkdown(lines: readonly string[]): readonly string[] {
  const found: string[] = [];
  for (let index = 0; index < lines.length; index += 1) {
    const line = lines[index] ?? '';
    if (/^\|={3,}\s*$/.test(line)) {
      let last = index + 1;
      while (last < lines.length && !/^\|={3,}\s*$/.test(lines[last] ?? '')) last += 1;
      found.push(...tableLines(lines.slice(index + 1, last), lines[index - 1] ?? ''), '');
      index = last;
    } else if (/^-{4,}\s*$|^\.{4,}\s*$/.test(line)) found.push('```');
    else
      found.push(
        line
          .replace(/^(={1,6})\s+/, (_, marks: string) => `${'#'.repeat(marks.length)} `)
          .replace(/^(\*?`?[A-Za-z_]\w*`?\*?)::(?:\s+|$)/, '- $1: ')
          .replace(/^\*{1,5}\s+/, '- '),
      );
  }
  return found;
}

/** A table with its head on the line of its opening mark; each row on the line of its first cell. */
function tableLines(lines: readonly string[], attributes: string): readonly string[] {
  const cells: { readonly text: string; readonly line: number }[] = [];
  let width = 0;
  for (const [index, line] of lines.entries()) {
    const parts = line.split(/(?:^|\s)(?:[\d.+*]*[<^>]?[a-z]?)\|/);
    const [before, ...own] = parts;
    const open = cells.at(-1);
    if (parts.length === 1 && open !== undefined)
      cells[cells.length - 1] = { ...open, text: `${open.text} ${before}` };
    for (const text of own) cells.push({ text, line: index });
    if (width === 0) width = own.length;
  }
  const told = /cols="?([^"\]]*)"?/.exec(attributes)?.[1];
  if (told !== undefined) {
    const times = /^(\d+)\*/.exec(told)?.[1];
    width = times === undefined ? told.split(/[,;]/).length : Number(times);
  }
  if (width === 0) return ['', ...lines.map(() => '')];
  const found = ['', ...lines.map(() => FILLER)];
  for (let at = 0; at < cells.length; at += width) {
    const row = cells.slice(at, at + width);
    const written = columnRow(row.map(({ text }) => text));
    if (at === 0) {
      found[0] = written;
      found[1] = rule(width);
    } else found[(row[0]?.line ?? 0) + 1] = written;
  }
  return found;
}
