// Tables of other markup as Markdown writes them, so that one reader reads all.

/** A row that says nothing, for the lines of a table that its rows do not need. */
export const FILLER = '| |';

/** A row of a table. */
export function columnRow(cells: readonly string[]): string {
  return `| ${cells.map((cell) => cell.trim().replaceAll('|', '\\|')).join(' | ')} |`;
}

/** The line between the head of a table and its rows. */
export function rule(width: number): string {
  return `|${'---|'.repeat(Math.max(1, width))}`;
}
