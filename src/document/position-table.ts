/** Fields of one node in the table: offset of its key, of its value, of the value's end, and the node after its subtree. */
const KEY = 0;
const VALUE = 1;
const END = 2;
const NEXT = 3;
const FIELDS = 4;

/** The offset of a key that is not there: the root, and items of arrays. */
export const NO_KEY = -1;

/** A table as plain data. */
export interface PlainTable {
  readonly cells: Int32Array<ArrayBuffer>;
  readonly lineFeeds: Int32Array<ArrayBuffer>;
}

/**
 * Where every node of a document stands, in the order of the text (preorder), as plain numbers:
 * sixteen bytes a node, so that a document of a million nodes costs little more than its text.
 * The children of node `n` start at `n + 1`; each one's sibling is its `next`.
 */
export class PositionTable {
  /** A sealed table from what `plain` gave. */
  static of({ cells, lineFeeds }: PlainTable): PositionTable {
    const table = new PositionTable();
    table.cells = cells;
    table.count = cells.length / FIELDS;
    table.lines = lineFeeds;
    table.lineCount = lineFeeds.length;
    return table;
  }

  private cells = new Int32Array(1024 * FIELDS);
  private count = 0;
  private lines = new Int32Array(0);
  private lineCount = 0;

  /** Number of nodes. */
  get size(): number {
    return this.count;
  }

  /** Adds the node that comes next in the text and returns its number; `close` completes it. */
  open(key: number, value: number): number {
    const at = this.count * FIELDS;
    if (at === this.cells.length) {
      const larger = new Int32Array(this.cells.length * 2);
      larger.set(this.cells);
      this.cells = larger;
    }
    this.cells[at + KEY] = key;
    this.cells[at + VALUE] = value;
    return this.count++;
  }

  /** Ends a node, with all that was added since as its descendants. */
  close(node: number, end: number): void {
    this.cells[node * FIELDS + END] = end;
    this.cells[node * FIELDS + NEXT] = this.count;
  }

  /** Offset of a node's key, or `NO_KEY`. */
  key(node: number): number {
    return this.cells[node * FIELDS + KEY] ?? NO_KEY;
  }

  /** Offset at which a node's value starts. */
  value(node: number): number {
    return this.cells[node * FIELDS + VALUE] ?? 0;
  }

  /** Offset just after a node's value. */
  end(node: number): number {
    return this.cells[node * FIELDS + END] ?? 0;
  }

  /** The node after a node and all its descendants. */
  next(node: number): number {
    return this.cells[node * FIELDS + NEXT] ?? this.count;
  }

  /** Takes note of a line feed; offsets ascend. */
  lineFeed(offset: number): void {
    if (this.lineCount === this.lines.length) {
      const larger = new Int32Array(Math.max(1024, this.lines.length * 2));
      larger.set(this.lines);
      this.lines = larger;
    }
    this.lines[this.lineCount++] = offset;
  }

  /** The line feeds that were noted; none where the format does not note them. */
  get lineFeeds(): Int32Array {
    return this.lines.subarray(0, this.lineCount);
  }

  /** All of a sealed table as plain data, which goes from one thread to another. */
  plain(): PlainTable {
    return { cells: this.cells, lineFeeds: this.lines.slice(0, this.lineCount) };
  }

  /** Gives back the room that was kept for growing. */
  seal(): void {
    this.cells = this.cells.slice(0, this.count * FIELDS);
  }
}
