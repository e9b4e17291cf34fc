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

  /** `lineFeeds` are the offsets of the text's line feeds, where they are known already. */
  constructor(
    private readonly text: string,
    lineFeeds?: Int32Array,
  ) {
    this.feeds = lineFeeds;
  }

  /** The place of an offset; one beyond the text is the text's end. */
  place(offset: number): TextPlace {
    const feeds = this.lineFeeds();
    const within = Math.max(0, Math.min(offset, this.text.length));
    // How many line feeds stand before the offset.
    let low = 0;
    let high = feeds.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((feeds[middle] ?? 0) < within) low = middle + 1;
      else high = middle;
    }
    const start = low === 0 ? 0 : (feeds[low - 1] ?? 0) + 1;
    return { line: low + 1, column: within - start + 1 };
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
