import { refuseDuplicateKeys } from './json-keys.ts';
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
  /** Open objects and arrays, outermost first, as nodes of the table. */
  private readonly open: number[] = [];
  private readonly openIsObject: boolean[] = [];
  private at = 0;

  constructor(
    private readonly text: string,
    private readonly limits: DocumentLimits,
  ) {}

  run(): PositionTable {
    this.skipSpace();
    let key = NO_KEY;
    for (;;) {
      const opened = this.value(key);
      if (!opened && !this.afterValue()) break;
      key = this.openIsObject[this.openIsObject.length - 1] === true ? this.key() : NO_KEY;
    }
    this.skipSpace();
    if (this.at < this.text.length) {
      throw this.unexpected('the end of the file, since the JSON value is complete');
    }
    this.table.seal();
    return this.table;
  }

  /** Reads a value, or the start of an object or array that has something in it: then true. */
  private value(key: number): boolean {
    const code = this.text.charCodeAt(this.at);
    const node = this.table.open(key, this.at);
    if (node >= this.limits.nodes) throw Refusal.tooManyNodes(this.at, this.limits);
    if (code === OPEN_OBJECT || code === OPEN_ARRAY) return this.openContainer(node, code);
    if (code === QUOTE) this.string();
    else if (code === MINUS || (code >= ZERO && code <= NINE)) this.number();
    else this.literal();
    this.table.close(node, this.at);
    return false;
  }

  private openContainer(node: number, code: number): boolean {
    if (this.open.length === this.limits.depth) throw Refusal.tooDeep(this.at, this.limits);
    this.at += 1;
    this.skipSpace();
    // The closing bracket's code is the opening one's plus two, for both kinds.
    if (this.text.charCodeAt(this.at) === code + 2) {
      this.at += 1;
      this.table.close(node, this.at);
      return false;
    }
    this.open.push(node);
    this.openIsObject.push(code === OPEN_OBJECT);
    return true;
  }

  /** Goes on after a value to where the next key or item starts; false when the root is complete. */
  private afterValue(): boolean {
    for (;;) {
      const node = this.open[this.open.length - 1];
      if (node === undefined) return false;
      const isObject = this.openIsObject[this.openIsObject.length - 1] === true;
      this.skipSpace();
      const code = this.text.charCodeAt(this.at);
      if (code === COMMA) {
        this.at += 1;
        this.skipSpace();
        return true;
      }
      if (code !== (isObject ? CLOSE_OBJECT : CLOSE_ARRAY)) {
        throw this.unexpected(
          isObject ? '"," or "}" after the value' : '"," or "]" after the value',
        );
      }
      this.at += 1;
      this.table.close(node, this.at);
      this.open.pop();
      this.openIsObject.pop();
      if (isObject) refuseDuplicateKeys(this.text, this.table, node);
    }
  }

  /** Reads a key and its colon up to the value's start; gives the key's offset. */
  private key(): number {
    const start = this.at;
    if (this.text.charCodeAt(start) !== QUOTE) throw this.unexpected('a key in double quotes');
    this.string();
    this.skipSpace();
    if (this.text.charCodeAt(this.at) !== COLON) throw this.unexpected('":" after the key');
    this.at += 1;
    this.skipSpace();
    return start;
  }

  private skipSpace(): void {
    const { text } = this;
    let { at } = this;
    for (;;) {
      const code = text.charCodeAt(at);
      if (code !== SPACE && code !== LINE_FEED && code !== CARRIAGE_RETURN && code !== TAB) break;
      at += 1;
    }
    this.at = at;
  }

  private string(): void {
    const { text } = this;
    let at = this.at + 1;
    for (;;) {
      const code = text.charCodeAt(at);
      if (code === QUOTE) break;
      if (code === BACKSLASH) at = this.escape(at);
      else if (code >= SPACE) at += 1;
      else throw this.brokenString(at);
    }
    this.at = at + 1;
  }

  private escape(at: number): number {
    const letter = this.text.charAt(at + 1);
    if (letter !== '' && '"\\/bfnrt'.includes(letter)) return at + 2;
    if (letter === 'u' && /^[0-9a-fA-F]{4}$/.test(this.text.slice(at + 2, at + 6))) return at + 6;
    if (letter === '') throw this.brokenString(at + 1);
    throw new Refusal(
      'syntax-error',
      `"\\${letter}" is not an escape that JSON knows. Write "\\\\" for a backslash.`,
      at,
    );
  }

  private brokenString(at: number): Refusal {
    if (at >= this.text.length) {
      return new Refusal(
        'syntax-error',
        'This string is never closed. Add a double quote.',
        this.at,
      );
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

  private number(): void {
    const start = this.at;
    if (this.text.charCodeAt(this.at) === MINUS) this.at += 1;
    if (this.text.charCodeAt(this.at) === ZERO) this.at += 1;
    else this.digits();
    const whole = this.at;
    if (this.text.charCodeAt(this.at) === POINT) {
      this.at += 1;
      this.digits();
    }
    const exponent = this.text.charCodeAt(this.at) | 32;
    if (exponent === 101) {
      this.at += 1;
      const sign = this.text.charCodeAt(this.at);
      if (sign === PLUS || sign === MINUS) this.at += 1;
      this.digits();
    }
    const mayOverflow = exponent === 101 || whole - start > 300;
    if (mayOverflow && !Number.isFinite(Number(this.text.slice(start, this.at)))) {
      throw new Refusal(
        'syntax-error',
        'This number is too large to be read exactly (beyond 1.8e308). Use a smaller one.',
        start,
      );
    }
  }

  private digits(): void {
    const start = this.at;
    let code = this.text.charCodeAt(this.at);
    while (code >= ZERO && code <= NINE) code = this.text.charCodeAt(++this.at);
    if (this.at === start) throw this.unexpected('a digit');
  }

  private literal(): void {
    for (const literal of ['true', 'false', 'null']) {
      if (!this.text.startsWith(literal, this.at)) continue;
      this.at += literal.length;
      return;
    }
    throw this.unexpected('a value');
  }

  private unexpected(expected: string): Refusal {
    const found = this.at >= this.text.length ? 'the file ends' : `found ${this.excerpt()}`;
    return new Refusal(
      'syntax-error',
      `Expected ${expected}, but ${found}.${this.advice()}`,
      this.at,
    );
  }

  private excerpt(): string {
    const word = /[\w.$-]{1,20}/y;
    word.lastIndex = this.at;
    return JSON.stringify(
      word.exec(this.text)?.[0] ?? String.fromCodePoint(this.text.codePointAt(this.at) ?? 0),
    );
  }

  private advice(): string {
    const character = this.text.charAt(this.at);
    const before = this.text.slice(Math.max(0, this.at - 200), this.at).trimEnd();
    if ((character === '}' || character === ']') && before.endsWith(',')) {
      return ' JSON allows no comma after the last entry: remove it.';
    }
    if (character === '/') return ' JSON allows no comments: remove it.';
    if (character === "'") return ' JSON needs double quotes.';
    return '';
  }
}
