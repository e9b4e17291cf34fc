import type { Edit } from '../../../fix/edit.ts';
import type { Documented } from '../documented.ts';

/** What a row is to say. */
export interface RowContent {
  readonly name: string;
  readonly value: string | null;
  readonly required: boolean;
  /** Where the setting is read. */
  readonly file: string;
}

/**
 * A row for a setting in the table of a document that tells of most settings, after the last one of its kin; null
 * where the document has no table of settings.
 */
export function tableRowEdit(
  text: string,
  file: string,
  told: readonly Documented[],
  content: RowContent,
): Omit<Edit, 'sentence'> | null {
  const lines = text.split(/\r?\n/);
  const rows = told.filter(({ line }) => isRow(lines[line - 1]));
  const tables = new Map<number, Documented[]>();
  for (const row of rows) {
    const head = headOf(lines, row.line - 1);
    tables.set(head, [...(tables.get(head) ?? []), row]);
  }
  const kinOf = (all: readonly Documented[]) =>
    all.filter(({ name }) => name.split('_')[0] === content.name.split('_')[0]);
  const [best] = [...tables].sort(
    (a, b) => kinOf(b[1]).length - kinOf(a[1]).length || b[1].length - a[1].length || a[0] - b[0],
  );
  if (best === undefined) return null;
  const [head, own] = best;
  const after = lastLine(kinOf(own)) ?? lastLine(own);
  const like = after === undefined ? undefined : lines[after - 1];
  if (after === undefined || like === undefined) return null;
  const neighbor = told.find(({ line }) => line === after)?.name ?? '';
  const row = rowLike(lines[head] ?? '', like, neighbor, content);
  return { file, change: { kind: 'lines', from: after + 1, expected: [], lines: [row] } };
}

function lastLine(all: readonly Documented[]): number | undefined {
  return all.length === 0 ? undefined : Math.max(...all.map(({ line }) => line));
}

function isRow(line: string | undefined): boolean {
  return line !== undefined && /^\s*\|.*\|\s*$/.test(line);
}

/** The index of the first line of the table that a line is of. */
function headOf(lines: readonly string[], index: number): number {
  let head = index;
  while (head > 0 && isRow(lines[head - 1])) head -= 1;
  return head;
}

/** A row in the manner of another: the same columns, the name written alike. */
function rowLike(head: string, like: string, neighbor: string, content: RowContent): string {
  const titles = cellsOf(head).map((title) => title.toLowerCase());
  const likes = cellsOf(like);
  const nameColumn = likes.findIndex((cell) => cell.includes(neighbor));
  const indent = /^\s*/.exec(like)?.[0] ?? '';
  let isDescribed = false;
  const cells = likes.map((cell, column) => {
    const title = titles[column] ?? '';
    if (column === nameColumn) return nameLike(cell, neighbor, content.name);
    if (/default/.test(title)) return content.value === null ? '' : `\`${content.value}\``;
    if (/required|mandatory/.test(title)) return yesLike(cell, content.required);
    if (/optional/.test(title)) return yesLike(cell, !content.required);
    if (isDescribed || /type|example|values?|since/.test(title)) return '';
    isDescribed = true;
    return `Read in \`${content.file}\`.`;
  });
  return `${indent}| ${cells.join(' | ')} |`;
}

function nameLike(cell: string, neighbor: string, name: string): string {
  const isCode = cell.includes(`\`${neighbor}`);
  const isBold = cell.includes('**');
  const written = isCode ? `\`${name}\`` : name;
  return isBold ? `**${written}**` : written;
}

/** Yes or no in the words of the table. */
function yesLike(cell: string, isYes: boolean): string {
  if (/^(?:true|false)$/i.test(cell)) return isYes ? 'true' : 'false';
  if (/[✅❌✓✔✗✘]/u.test(cell)) return isYes ? '✅' : '❌';
  return /^[a-z]/.test(cell) ? (isYes ? 'yes' : 'no') : isYes ? 'Yes' : 'No';
}

function cellsOf(row: string): readonly string[] {
  const inner = row.trim().replace(/^\|/, '').replace(/\|$/, '');
  return inner.split(/(?<!\\)\|/).map((cell) => cell.trim());
}
