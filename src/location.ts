/** A place in a file of a tree. Lines and columns count from 1, columns in UTF-16 code units. */
export interface Location {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** Orders locations by file, then line, then column; `null` sorts first. */
export function compareLocations(a: Location | null, b: Location | null): number {
  if (a === null || b === null) return (a === null ? 0 : 1) - (b === null ? 0 : 1);
  return compareText(a.file, b.file) || a.line - b.line || a.column - b.column;
}

/** Orders text by code unit, so that the order is the same on every machine and locale. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** `file:line:column`, the form editors and terminals turn into a link. */
export function formatLocation(location: Location): string {
  return `${location.file}:${location.line}:${location.column}`;
}
