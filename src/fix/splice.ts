// Replacing part of a text, and the lines of a text.

/** Text that takes the place of what stands from `start` up to `end`, in UTF-16 code units. */
export interface Splice {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

export function spliced(text: string, { start, end, text: instead }: Splice): string {
  return text.slice(0, start) + instead + text.slice(end);
}

/** A text with several parts replaced, which are in the order of the text and apart. */
export function splicedAll(text: string, splices: readonly Splice[]): string {
  const parts: string[] = [];
  let at = 0;
  for (const { start, end, text: instead } of splices) {
    parts.push(text.slice(at, start), instead);
    at = end;
  }
  parts.push(text.slice(at));
  return parts.join('');
}

/** Lines that are looked at to tell how lines end. */
const SAMPLE = 10_000;

/** The line end that a text uses: the one of most of its first lines. */
export function lineEndOf(text: string): '\n' | '\r\n' {
  let feeds = 0;
  let pairs = 0;
  for (let at = text.indexOf('\n'); at !== -1 && feeds < SAMPLE; at = text.indexOf('\n', at + 1)) {
    feeds += 1;
    if (text.charAt(at - 1) === '\r') pairs += 1;
  }
  return pairs * 2 > feeds ? '\r\n' : '\n';
}

/** Offset at which the line of an offset starts. */
export function lineStart(text: string, offset: number): number {
  return offset === 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1;
}

/** Offset at which the line after the one of an offset starts; the end of the text where there is none. */
export function nextLine(text: string, offset: number): number {
  const feed = text.indexOf('\n', offset);
  return feed === -1 ? text.length : feed + 1;
}

/** What stands from an offset to the end of its line, without the line end. */
export function restOfLine(text: string, offset: number): string {
  const feed = text.indexOf('\n', offset);
  return text.slice(offset, feed === -1 ? text.length : feed).replace(/\r$/, '');
}

/** The blanks a line starts with. */
export function indentationAt(text: string, offset: number): string {
  return /^[ \t]*/.exec(restOfLine(text, lineStart(text, offset)))?.[0] ?? '';
}

/** Whether only blanks stand before an offset on its line. */
export function isFirstOnLine(text: string, offset: number): boolean {
  return /^[ \t]*$/.test(text.slice(lineStart(text, offset), offset));
}
