/** A line and a column, both from 1; columns in UTF-16 code units. */
export interface TextPlace {
  readonly line: number;
  readonly column: number;
}

/**
 * Finds the line and column of offsets in a text. Lines end with LF or CRLF.
 * The starts of the lines are collected once, on first use.
 */
export class LineIndex {
  private starts: Int32Array | undefined;

  constructor(private readonly text: string) {}

  /** The place of an offset; one beyond the text is the text's end. */
  place(offset: number): TextPlace {
    const starts = this.lineStarts();
    const within = Math.max(0, Math.min(offset, this.text.length));
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? 0) <= within) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: within - (starts[low] ?? 0) + 1 };
  }

  private lineStarts(): Int32Array {
    if (this.starts !== undefined) return this.starts;
    const starts = [0];
    for (let at = this.text.indexOf('\n'); at !== -1; at = this.text.indexOf('\n', at + 1)) {
      starts.push(at + 1);
    }
    this.starts = Int32Array.from(starts);
    return this.starts;
  }
}
