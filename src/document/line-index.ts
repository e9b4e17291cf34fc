/** A line and a column, both from 1; columns in UTF-16 code units. */
export interface TextPlace {
  readonly line: number;
  readonly column: number;
}

/**
 * Finds the line and column of offsets in a text. Lines end with LF or CRLF.
 * Where the lines end is found once, on first use.
 */
export class LineIndex {
  private feeds: Int32Array | undefined;

  constructor(private readonly text: string) {}

  /** The place of an offset; one beyond the text is the text's end. */
  place(offset: number): TextPlace {
    const feeds = this.lineFeeds();
    const within = Math.max(0, Math.min(offset, this.text.length));
    const { line, start } = lineAt(within, feeds);
    return { line, column: within - start + 1 };
  }

  private lineFeeds(): Int32Array {
    if (this.feeds !== undefined) return this.feeds;
    const feeds: number[] = [];
    for (let at = this.text.indexOf('\n'); at !== -1; at = this.text.indexOf('\n', at + 1)) {
      feeds.push(at);
    }
    this.feeds = Int32Array.from(feeds);
    return this.feeds;
  }
}

/** The line of an offset, from 1, and the offset at which it starts, by the offsets of all line feeds. */
export function lineAt(
  offset: number,
  lineFeeds: Int32Array,
): { readonly line: number; readonly start: number } {
  // How many line feeds stand before the offset.
  let low = 0;
  let high = lineFeeds.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((lineFeeds[middle] ?? 0) < offset) low = middle + 1;
    else high = middle;
  }
  return { line: low + 1, start: low === 0 ? 0 : (lineFeeds[low - 1] ?? 0) + 1 };
}
