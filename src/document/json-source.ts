import { isAscii } from 'node:buffer';
import type { JsonValue } from './document.ts';
import { lineAt, type TextPlace } from './line-index.ts';

const LEAD_OF_FOUR = 0xf0;
/** The lowest byte that is not ASCII. */
const FIRST_WIDE = 0x80;

/** Bytes between the places at which the length of the text so far is kept. */
const STEP = 4096;

/** A text as its bytes in UTF-8 without a byte order mark, decoded only where it is asked for. */
export interface Utf8Text {
  readonly bytes: Buffer;
  readonly text: string;
}

/**
 * A JSON text as bytes, which is what the scan reads and positions count in: bytes are read faster than the code
 * units of a text, and most texts are never needed as such. Gives places and texts for offsets in bytes.
 */
export class JsonSource {
  readonly bytes: Buffer;
  /** Where the text is not ASCII; null where that is in too many places to note, undefined where nobody has asked. */
  private runs: readonly Run[] | null | undefined;
  private isAscii: boolean | undefined;
  /** Code units of the text before each `STEP` bytes. */
  private steps: Uint32Array | undefined;

  constructor(private readonly source: string | Utf8Text) {
    this.bytes = typeof source === 'string' ? Buffer.from(source, 'utf8') : source.bytes;
  }

  private get ascii(): boolean {
    this.isAscii ??= this.runs === undefined ? isAscii(this.bytes) : this.runs?.length === 0;
    return this.isAscii;
  }

  get text(): string {
    return typeof this.source === 'string' ? this.source : this.source.text;
  }

  /** The text between two offsets. */
  slice(start: number, end: number): string {
    return this.ascii
      ? this.bytes.toString('latin1', start, end)
      : this.bytes.toString('utf8', start, end);
  }

  /** The value of the whole text. Throws what `JSON.parse` throws where it is not valid. */
  parse(): JsonValue {
    if (typeof this.source === 'string') return parsed(this.source);
    if (this.runs === undefined) this.runs = wideRuns(this.bytes);
    return parsed(this.runs === null ? this.text : this.escaped(this.runs));
  }

  /**
   * The text with all that is not ASCII as escapes, which mean the same: JSON has such characters in strings only.
   * It takes half the memory, and less time than decoding.
   */
  private escaped(wide: readonly Run[]): string {
    const pieces: string[] = [];
    let at = 0;
    for (const { start, end } of wide) {
      pieces.push(this.bytes.toString('latin1', at, start));
      for (const unit of this.bytes.toString('utf8', start, end).split('')) {
        pieces.push(`\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
      }
      at = end;
    }
    pieces.push(this.bytes.toString('latin1', at));
    return pieces.join('');
  }

  /** How many code units of the text stand before an offset. */
  unitsBefore(offset: number): number {
    if (this.ascii) return offset;
    this.steps ??= this.countSteps();
    const step = Math.floor(offset / STEP);
    return (this.steps[step] ?? 0) + this.count(step * STEP, offset);
  }

  /** The place of an offset in a text whose line feeds stand at `lineFeeds`; one beyond the text is its end. */
  place(offset: number, lineFeeds: Int32Array): TextPlace {
    const within = Math.max(0, Math.min(offset, this.bytes.length));
    const { line, start } = lineAt(within, lineFeeds);
    const isShort = within - start <= STEP;
    const units = isShort
      ? this.count(start, within)
      : this.unitsBefore(within) - this.unitsBefore(start);
    return { line, column: units + 1 };
  }

  private countSteps(): Uint32Array {
    const steps = new Uint32Array(Math.floor(this.bytes.length / STEP) + 1);
    let units = 0;
    for (let step = 1; step < steps.length; step += 1) {
      units += this.count((step - 1) * STEP, step * STEP);
      steps[step] = units;
    }
    return steps;
  }

  /** Code units of the characters that start between two offsets (RFC 3629 section 3). */
  private count(start: number, end: number): number {
    if (this.ascii) return end - start;
    const { bytes } = this;
    let units = 0;
    for (let at = start; at < end; at += 1) {
      const byte = bytes[at] ?? 0;
      if ((byte & 0xc0) !== 0x80) units += byte >= LEAD_OF_FOUR ? 2 : 1;
    }
    return units;
  }
}

function parsed(text: string): JsonValue {
  return JSON.parse(text);
}

/** More are not noted, so that a text in another script costs no more than its decoding. */
const MOST_RUNS = 10_000;

/** Bytes from one offset up to another. */
interface Run {
  readonly start: number;
  readonly end: number;
}

/** Runs of bytes that are not ASCII, in the order of the text; null where there are too many. */
function wideRuns(bytes: Buffer): readonly Run[] | null {
  const runs: Run[] = [];
  for (let block = 0; block < bytes.length; block += STEP) {
    if (isAscii(bytes.subarray(block, block + STEP))) continue;
    const end = Math.min(block + STEP, bytes.length);
    // A run that started in the block before has been followed to its end.
    for (let at = Math.max(block, runs.at(-1)?.end ?? 0); at < end; at += 1) {
      if ((bytes[at] ?? 0) < FIRST_WIDE) continue;
      const start = at;
      while ((bytes[at] ?? 0) >= FIRST_WIDE) at += 1;
      if (runs.length === MOST_RUNS) return null;
      runs.push({ start, end: at });
    }
  }
  return runs;
}
