import { byteLength } from './limits.ts';

/** Markdown blocks collected up to a limit: what does not fit is left out whole, and said. */
export class Page {
  readonly #blocks: string[] = [];
  readonly #limit: number;
  #used = 0;

  /** `limit` in UTF-8 bytes; `Infinity` for none. */
  constructor(limit: number) {
    this.#limit = limit;
  }

  /** Bytes left. */
  get room(): number {
    return this.#limit - this.#used;
  }

  /** Adds a block after an empty line, if it fits. */
  add(block: string): boolean {
    const size = byteLength(block) + (this.#blocks.length === 0 ? 0 : 2);
    if (size > this.room) return false;
    this.#blocks.push(block);
    this.#used += size;
    return true;
  }

  /**
   * Adds `head`, as many rows as fit (at most `rows.most`, within `rows.share` bytes), and where rows are left
   * out the line that `more` makes of what they stand for. Answers how much was left out.
   */
  addRows(list: RowList): number {
    const { head, rows, more, foot = '', most = Number.POSITIVE_INFINITY } = list;
    if (rows.length === 0) return 0;
    const limit = Math.min(this.room, list.share ?? Number.POSITIVE_INFINITY);
    // Two bytes for the empty line before the block, two for the line feeds around the rows.
    const whole = sizeOf(list, 0);
    const reserved = byteLength(head) + byteLength(foot) + byteLength(more(whole)) + 4;
    const taken: string[] = [];
    let size = reserved;
    for (const row of rows) {
      const next = size + byteLength(row) + 1;
      if (taken.length >= most || next > limit) break;
      taken.push(row);
      size = next;
    }
    const left = sizeOf(list, taken.length);
    const lines = [...(head === '' ? [] : [head]), ...taken, ...(left === 0 ? [] : [more(left)])];
    const block = `${lines.join('\n')}${foot}`;
    if (taken.length === 0 && limit < reserved) return whole;
    return this.add(block) ? left : whole;
  }

  /** The Markdown, ending without a line feed. */
  text(): string {
    return this.#blocks.join('\n\n');
  }
}

/** What the rows from one on stand for together. */
function sizeOf({ rows, sizes }: RowList, from: number): number {
  if (sizes === undefined) return rows.length - from;
  return sizes.slice(from).reduce((sum, size) => sum + size, 0);
}

/** Rows of a table or list under a heading. */
export interface RowList {
  /** What stands directly above the rows; may be empty. */
  readonly head: string;
  readonly rows: readonly string[];
  /** How many things each row stands for; one where absent. */
  readonly sizes?: readonly number[];
  /** The line that says how much was left out. */
  readonly more: (left: number) => string;
  /** What closes the block, with its own line feeds. */
  readonly foot?: string;
  readonly most?: number;
  /** Bytes the whole block may take. */
  readonly share?: number;
}
