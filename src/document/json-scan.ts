import { JsonKeys } from './json-keys.ts';
import type { JsonSource } from './json-source.ts';
import { brokenString, unexpected, unknownEscape } from './json-syntax.ts';
import { DOCUMENT_LIMITS, type DocumentLimits } from './limits.ts';
import { NO_KEY, PositionTable } from './position-table.ts';
import { Refusal } from './refusal.ts';

const TAB = 9;
const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;
const SPACE = 32;
const QUOTE = 34;
const PLUS = 43;
const COMMA = 44;
const MINUS = 45;
const POINT = 46;
const ZERO = 48;
const NINE = 57;
const COLON = 58;
const OPEN_ARRAY = 91;
const BACKSLASH = 92;
const CLOSE_ARRAY = 93;
const OPEN_OBJECT = 123;
const CLOSE_OBJECT = 125;

const TRUE = Buffer.from('true');
const FALSE = Buffer.from('false');
const NULL = Buffer.from('null');

/** What the scan of a JSON text found. */
export interface ScannedJson {
  /** Where every node stands, in bytes. */
  readonly table: PositionTable;
  /** Nodes whose keys may be ones that are noted, see `textsUnder`. */
  readonly noted: readonly number[];
}

/**
 * Checks a JSON text (RFC 8259) in one pass and records where every node stands, in bytes.
 * Throws a `Refusal` that says what is wrong and where: broken syntax, nesting or size beyond the limits,
 * or a key that an object has twice (RFC 8259 section 4 leaves open what that means).
 */
export function scanJson(
  source: JsonSource,
  limits: DocumentLimits = DOCUMENT_LIMITS,
): ScannedJson {
  return new JsonScan(source, limits).run();
}

class JsonScan {
  private readonly table = new PositionTable();
  private readonly keys: JsonKeys;
  private readonly bytes: Buffer;
  /** Open objects and arrays, outermost first, as nodes of the table; objects as they are, arrays negated. */
  private readonly open: number[] = [];

  constructor(
    private readonly source: JsonSource,
    private readonly limits: DocumentLimits,
  ) {
    this.bytes = source.bytes;
    this.keys = new JsonKeys(source, this.table);
  }

  run(): ScannedJson {
    const { table, keys } = this;
    let at = this.afterSpace(0);
    let key = NO_KEY;
    for (;;) {
      const code = this.byte(at);
      const node = table.open(key, at);
      if (node >= this.limits.nodes) throw Refusal.tooManyNodes(at, this.limits);
      const isContainer = code === OPEN_OBJECT || code === OPEN_ARRAY;
      // The closing bracket's code is the opening one's plus two, for both kinds.
      const inner = isContainer ? this.afterSpace(at + 1) : 0;
      if (isContainer && this.byte(inner) !== code + 2) {
        if (this.open.length === this.limits.depth) throw Refusal.tooDeep(at, this.limits);
        this.open.push(code === OPEN_OBJECT ? node : ~node);
        at = inner;
      } else {
        at = isContainer ? inner + 1 : this.afterScalar(code, at);
        table.close(node, at);
        at = this.afterValue(at);
        if (this.open.length === 0) break;
      }
      key = NO_KEY;
      if ((this.open[this.open.length - 1] ?? 0) >= 0) {
        key = at;
        at = this.afterKey(at);
      }
    }
    at = this.afterSpace(at);
    if (at < this.bytes.length) {
      throw this.unexpected(at, 'the end of the file, since the JSON value is complete');
    }
    table.seal();
    return { table, noted: keys.noted };
  }

  /** The byte at an offset; 0 beyond the text. */
  private byte(at: number): number {
    return at < this.bytes.length ? (this.bytes[at] ?? 0) : 0;
  }

  private afterScalar(code: number, at: number): number {
    if (code === QUOTE) return this.afterString(at);
    if (code === MINUS || (code >= ZERO && code <= NINE)) return this.afterNumber(at);
    return this.afterLiteral(at);
  }

  /** From the end of a value to where the next key or item starts, or to the end of the root. */
  private afterValue(end: number): number {
    const { open } = this;
    let at = end;
    while (open.length > 0) {
      const top = open[open.length - 1] ?? 0;
      at = this.afterSpace(at);
      const code = this.byte(at);
      if (code === COMMA) return this.afterSpace(at + 1);
      const isObject = top >= 0;
      if (code !== (isObject ? CLOSE_OBJECT : CLOSE_ARRAY)) {
        const expected = isObject ? '"," or "}" after the value' : '"," or "]" after the value';
        throw this.unexpected(at, expected);
      }
      at += 1;
      open.pop();
      this.table.close(isObject ? top : ~top, at);
      if (isObject) this.keys.refuseDuplicates(top);
    }
    return at;
  }

  /** Reads a key and its colon up to the value's start. */
  private afterKey(start: number): number {
    if (this.byte(start) !== QUOTE) throw this.unexpected(start, 'a key in double quotes');
    const { bytes } = this;
    const { length } = bytes;
    let at = start + 1;
    let hash = 0;
    while (at < length) {
      const byte = bytes[at] ?? 0;
      if (byte === QUOTE || byte === BACKSLASH || byte < SPACE || byte > 127) break;
      hash = (Math.imul(hash, 31) + byte) | 0;
      at += 1;
    }
    if (this.byte(at) === QUOTE) {
      at += 1;
      this.keys.add(this.table.size, hash);
    } else {
      at = this.afterString(start);
      this.keys.addUnusual(this.table.size, start, at);
    }
    const colon = this.byte(at) === COLON ? at : this.afterSpace(at);
    if (this.byte(colon) !== COLON) throw this.unexpected(colon, '":" after the key');
    return this.afterSpace(colon + 1);
  }

  private afterSpace(start: number): number {
    const { bytes } = this;
    const { length } = bytes;
    let at = start;
    while (at < length) {
      const byte = bytes[at] ?? 0;
      if (byte > SPACE) return at;
      if (byte === LINE_FEED) this.table.lineFeed(at);
      else if (byte !== SPACE && byte !== CARRIAGE_RETURN && byte !== TAB) return at;
      at += 1;
    }
    return at;
  }

  private afterString(start: number): number {
    const { bytes } = this;
    const { length } = bytes;
    let at = start + 1;
    for (;;) {
      let byte = 0;
      while (at < length) {
        byte = bytes[at] ?? 0;
        if (byte === QUOTE || byte === BACKSLASH || byte < SPACE || byte > 127) break;
        at += 1;
      }
      if (at >= length) throw brokenString(this.source, start, at);
      if (byte === QUOTE) return at + 1;
      if (byte === BACKSLASH) at = this.afterEscape(start, at);
      else if (byte > 127) at = this.afterWide(at);
      else throw brokenString(this.source, start, at);
    }
  }

  /** Passes over what is not ASCII. */
  private afterWide(start: number): number {
    let at = start + 1;
    while (this.byte(at) > 127) at += 1;
    return at;
  }

  private afterEscape(start: number, at: number): number {
    if (at + 1 >= this.bytes.length) throw brokenString(this.source, start, at + 1);
    const letter = String.fromCharCode(this.byte(at + 1));
    if ('"\\/bfnrt'.includes(letter)) return at + 2;
    const digits = this.bytes.toString('latin1', at + 2, at + 6);
    if (letter === 'u' && /^[0-9a-fA-F]{4}$/.test(digits)) return at + 6;
    throw unknownEscape(this.source, at);
  }

  private afterNumber(start: number): number {
    let at = this.byte(start) === MINUS ? start + 1 : start;
    at = this.byte(at) === ZERO ? at + 1 : this.afterDigits(at);
    const whole = at;
    if (this.byte(at) === POINT) at = this.afterDigits(at + 1);
    const hasExponent = (this.byte(at) | 32) === 101;
    if (hasExponent) {
      const sign = this.byte(at + 1);
      at = this.afterDigits(sign === PLUS || sign === MINUS ? at + 2 : at + 1);
    }
    const mayOverflow = hasExponent || whole - start > 300;
    if (mayOverflow && !Number.isFinite(Number(this.bytes.toString('latin1', start, at)))) {
      throw new Refusal(
        'syntax-error',
        'This number is too large to be read exactly (beyond 1.8e308). Use a smaller one.',
        start,
      );
    }
    return at;
  }

  private afterDigits(start: number): number {
    let at = start;
    let code = this.byte(at);
    while (code >= ZERO && code <= NINE) {
      at += 1;
      code = this.byte(at);
    }
    if (at === start) throw this.unexpected(at, 'a digit');
    return at;
  }

  private afterLiteral(at: number): number {
    const code = this.byte(at);
    const literal = code === 116 ? TRUE : code === 102 ? FALSE : NULL;
    for (let index = 0; index < literal.length; index += 1) {
      if (this.byte(at + index) !== literal[index]) throw this.unexpected(at, 'a value');
    }
    return at + literal.length;
  }

  private unexpected(at: number, expected: string): Refusal {
    return unexpected(this.source, at, expected);
  }
}
