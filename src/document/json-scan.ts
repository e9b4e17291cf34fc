import { JsonKeys } from './json-keys.ts';
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

/**
 * Checks a JSON text (RFC 8259) in one pass and records where every node stands.
 * Throws a `Refusal` that says what is wrong and where: broken syntax, nesting or size beyond the limits,
 * or a key that an object has twice (RFC 8259 section 4 leaves open what that means).
 */
export function scanJson(text: string, limits: DocumentLimits = DOCUMENT_LIMITS): PositionTable {
  return new JsonScan(text, limits).run();
}

class JsonScan {
  private readonly table = new PositionTable();
  private readonly keys: JsonKeys;
  /** Open objects and arrays, outermost first, as nodes of the table; objects as they are, arrays negated. */
  private readonly open: number[] = [];

  constructor(
    private readonly text: string,
    private readonly limits: DocumentLimits,
  ) {
    this.keys = new JsonKeys(text, this.table);
  }

  run(): PositionTable {
    const { text, table } = this;
    let at = this.afterSpace(0);
    let key = NO_KEY;
    for (;;) {
      const code = text.charCodeAt(at);
      const node = table.open(key, at);
      if (node >= this.limits.nodes) throw Refusal.tooManyNodes(at, this.limits);
      const isContainer = code === OPEN_OBJECT || code === OPEN_ARRAY;
      // The closing bracket's code is the opening one's plus two, for both kinds.
      const inner = isContainer ? this.afterSpace(at + 1) : 0;
      if (isContainer && text.charCodeAt(inner) !== code + 2) {
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
    if (at < text.length) {
      throw this.unexpected(at, 'the end of the file, since the JSON value is complete');
    }
    table.seal();
    return table;
  }

  private afterScalar(code: number, at: number): number {
    if (code === QUOTE) return this.afterString(at);
    if (code === MINUS || (code >= ZERO && code <= NINE)) return this.afterNumber(at);
    return this.afterLiteral(at);
  }

  /** From the end of a value to where the next key or item starts, or to the end of the root. */
  private afterValue(end: number): number {
    const { text, open } = this;
    let at = end;
    for (let top = open[open.length - 1]; top !== undefined; top = open[open.length - 1]) {
      at = this.afterSpace(at);
      const code = text.charCodeAt(at);
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
    const { text } = this;
    if (text.charCodeAt(start) !== QUOTE) throw this.unexpected(start, 'a key in double quotes');
    const end = this.afterString(start);
    this.keys.read(this.table.size, start, end);
    const colon = text.charCodeAt(end) === COLON ? end : this.afterSpace(end);
    if (text.charCodeAt(colon) !== COLON) throw this.unexpected(colon, '":" after the key');
    return this.afterSpace(colon + 1);
  }

  private afterSpace(start: number): number {
    const { text } = this;
    let at = start;
    for (;;) {
      let code = text.charCodeAt(at);
      while (code === SPACE) code = text.charCodeAt(++at);
      if (code === LINE_FEED) this.table.lineFeed(at);
      else if (code !== CARRIAGE_RETURN && code !== TAB) return at;
      at += 1;
    }
  }

  private afterString(start: number): number {
    const { text } = this;
    let at = start + 1;
    for (;;) {
      let code = text.charCodeAt(at);
      while (code >= SPACE && code !== QUOTE && code !== BACKSLASH) code = text.charCodeAt(++at);
      if (code === QUOTE) return at + 1;
      if (code === BACKSLASH) at = this.afterEscape(start, at);
      else throw this.brokenString(start, at);
    }
  }

  private afterEscape(start: number, at: number): number {
    const letter = this.text.charAt(at + 1);
    if (letter !== '' && '"\\/bfnrt'.includes(letter)) return at + 2;
    if (letter === 'u' && /^[0-9a-fA-F]{4}$/.test(this.text.slice(at + 2, at + 6))) return at + 6;
    if (letter === '') throw this.brokenString(start, at + 1);
    throw new Refusal(
      'syntax-error',
      `"\\${letter}" is not an escape that JSON knows. Write "\\\\" for a backslash.`,
      at,
    );
  }

  private brokenString(start: number, at: number): Refusal {
    if (at >= this.text.length) {
      return new Refusal('syntax-error', 'This string is never closed. Add a double quote.', start);
    }
    const code = this.text.charCodeAt(at);
    return new Refusal(
      'syntax-error',
      code === LINE_FEED || code === CARRIAGE_RETURN
        ? 'The string is not closed on its line. Add a double quote, or write a line break as "\\n".'
        : `A string must not hold the control character ${code}. Write it as an escape ("\\t", "\\u00..").`,
      at,
    );
  }

  private afterNumber(start: number): number {
    const { text } = this;
    let at = text.charCodeAt(start) === MINUS ? start + 1 : start;
    at = text.charCodeAt(at) === ZERO ? at + 1 : this.afterDigits(at);
    const whole = at;
    if (text.charCodeAt(at) === POINT) at = this.afterDigits(at + 1);
    const hasExponent = (text.charCodeAt(at) | 32) === 101;
    if (hasExponent) {
      const sign = text.charCodeAt(at + 1);
      at = this.afterDigits(sign === PLUS || sign === MINUS ? at + 2 : at + 1);
    }
    const mayOverflow = hasExponent || whole - start > 300;
    if (mayOverflow && !Number.isFinite(Number(text.slice(start, at)))) {
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
    let code = this.text.charCodeAt(at);
    while (code >= ZERO && code <= NINE) {
      at += 1;
      code = this.text.charCodeAt(at);
    }
    if (at === start) throw this.unexpected(at, 'a digit');
    return at;
  }

  private afterLiteral(at: number): number {
    for (const literal of ['true', 'false', 'null']) {
      if (this.text.startsWith(literal, at)) return at + literal.length;
    }
    throw this.unexpected(at, 'a value');
  }

  private unexpected(at: number, expected: string): Refusal {
    const found = at >= this.text.length ? 'the file ends' : `found ${this.excerpt(at)}`;
    return new Refusal('syntax-error', `Expected ${expected}, but ${found}.${this.advice(at)}`, at);
  }

  private excerpt(at: number): string {
    const word = /[\w.$-]{1,20}/y;
    word.lastIndex = at;
    return JSON.stringify(
      word.exec(this.text)?.[0] ?? String.fromCodePoint(this.text.codePointAt(at) ?? 0),
    );
  }

  private advice(at: number): string {
    const character = this.text.charAt(at);
    const before = this.text.slice(Math.max(0, at - 200), at).trimEnd();
    if ((character === '}' || character === ']') && before.endsWith(',')) {
      return ' JSON allows no comma after the last entry: remove it.';
    }
    if (character === '/') return ' JSON allows no comments: remove it.';
    if (character === "'") return ' JSON needs double quotes.';
    return '';
  }
}
