import {
  DIGITS,
  invert,
  LAST,
  LINE_ENDS,
  merge,
  only,
  type Ranges,
  SPACES,
  single,
  WORD,
} from './ranges.ts';

/** A regular expression of the safe subset. Anchors stand only at the ends, which `Pattern` says. */
export type Expression =
  | { readonly kind: 'set'; readonly ranges: Ranges }
  | { readonly kind: 'sequence'; readonly parts: readonly Expression[] }
  | { readonly kind: 'choice'; readonly parts: readonly Expression[] }
  | {
      readonly kind: 'repeat';
      readonly part: Expression;
      readonly least: number;
      readonly most: number;
    };

/** Repetitions that are counted out at most; more make the automaton too large. */
const MAX_REPEAT = 300;
const MAX_LENGTH = 500;

export const ANYTHING: Expression = {
  kind: 'repeat',
  part: { kind: 'set', ranges: [[0, LAST]] },
  least: 0,
  most: Number.POSITIVE_INFINITY,
};

/**
 * Reads a pattern of JSON Schema (ECMA-262, not anchored by itself) as the expression of all texts it matches.
 * Undefined for what is outside the regular subset: look-around, back references, word boundaries, inner anchors,
 * Unicode properties, lazy marks are accepted as they match the same texts.
 */
export function parsePattern(pattern: string): Expression | undefined {
  if (pattern.length > MAX_LENGTH) return undefined;
  const parser = new Parser(pattern);
  const parsed = parser.alternatives();
  if (parsed === undefined || !parser.atEnd) return undefined;
  return parsed;
}

class Parser {
  private at = 0;
  private depth = 0;

  constructor(private readonly text: string) {}

  get atEnd(): boolean {
    return this.at >= this.text.length;
  }

  /** The whole pattern: anchors count at the ends of each top alternative. */
  alternatives(): Expression | undefined {
    const parts: Expression[] = [];
    do {
      const starts = this.take('^');
      const inner: Expression[] = [];
      let ends = false;
      while (!this.atEnd && this.peek() !== '|') {
        if (this.take('$')) {
          ends = true;
          break;
        }
        const item = this.repeated();
        if (item === undefined) return undefined;
        inner.push(item);
      }
      const anything = starts ? [] : [ANYTHING];
      parts.push({
        kind: 'sequence',
        parts: [...anything, ...inner, ...(ends ? [] : [ANYTHING])],
      });
    } while (this.take('|'));
    // `^(a|b)$` is the usual way; a group that holds anchors is not read.
    return parts.length === 1 ? parts[0] : { kind: 'choice', parts };
  }

  private group(): Expression | undefined {
    if (this.depth > 20) return undefined;
    this.depth += 1;
    const parts: Expression[] = [];
    do {
      const inner: Expression[] = [];
      while (!this.atEnd && this.peek() !== '|' && this.peek() !== ')') {
        const item = this.repeated();
        if (item === undefined) return undefined;
        inner.push(item);
      }
      parts.push({ kind: 'sequence', parts: inner });
    } while (this.take('|'));
    this.depth -= 1;
    return { kind: 'choice', parts };
  }

  private repeated(): Expression | undefined {
    const part = this.atom();
    if (part === undefined) return undefined;
    const bounds = this.quantifier();
    if (bounds === undefined) return undefined;
    if (bounds === null) return part;
    const [least, most] = bounds;
    this.take('?');
    if (least > most || least > MAX_REPEAT || (most > MAX_REPEAT && Number.isFinite(most)))
      return undefined;
    return { kind: 'repeat', part, least, most };
  }

  /** Null where there is none, undefined where it cannot be read. */
  private quantifier(): readonly [number, number] | null | undefined {
    if (this.take('*')) return [0, Number.POSITIVE_INFINITY];
    if (this.take('+')) return [1, Number.POSITIVE_INFINITY];
    if (this.take('?')) return [0, 1];
    if (this.peek() !== '{') return null;
    const found = /^\{(\d{1,6})(?:(,)(\d{0,6}))?\}/.exec(this.text.slice(this.at));
    if (found === null) return undefined;
    this.at += found[0].length;
    const least = Number(found[1]);
    if (found[2] === undefined) return [least, least];
    return [least, found[3] === '' ? Number.POSITIVE_INFINITY : Number(found[3])];
  }

  private atom(): Expression | undefined {
    const character = this.next();
    switch (character) {
      case '(':
        if (this.peek() === '?' && !this.takeWord('?:')) return undefined;
        return this.closed(this.group());
      case '[':
        return this.characterClass();
      case '.':
        return set(invert(LINE_ENDS));
      case '\\': {
        const ranges = this.escape();
        return ranges === undefined ? undefined : set(ranges);
      }
      case '^':
      case '$':
      case '*':
      case '+':
      case '?':
      case '{':
      case '}':
      case ')':
      case ']':
      case '':
        return undefined;
      default:
        return set(single(character.charCodeAt(0)));
    }
  }

  private closed(group: Expression | undefined): Expression | undefined {
    return group !== undefined && this.take(')') ? group : undefined;
  }

  private characterClass(): Expression | undefined {
    const inverted = this.take('^');
    const ranges: [number, number][] = [];
    while (this.peek() !== ']') {
      if (this.atEnd) return undefined;
      const low = this.classItem();
      if (low === undefined) return undefined;
      const isRange = this.peek() === '-' && this.text[this.at + 1] !== ']';
      if (!isRange) {
        ranges.push(...low.map(([from, to]): [number, number] => [from, to]));
        continue;
      }
      this.at += 1;
      const high = this.classItem();
      const from = only(low);
      const to = high === undefined ? undefined : only(high);
      if (from === undefined || to === undefined || from > to) return undefined;
      ranges.push([from, to]);
    }
    this.at += 1;
    const merged = merge(ranges);
    return set(inverted ? invert(merged) : merged);
  }

  private classItem(): Ranges | undefined {
    const character = this.next();
    if (character !== '\\') return character === '' ? undefined : single(character.charCodeAt(0));
    return this.escape();
  }

  private escape(): Ranges | undefined {
    const character = this.next();
    switch (character) {
      case 'd':
        return DIGITS;
      case 'D':
        return invert(DIGITS);
      case 'w':
        return WORD;
      case 'W':
        return invert(WORD);
      case 's':
        return SPACES;
      case 'S':
        return invert(SPACES);
      case 'n':
        return single(10);
      case 'r':
        return single(13);
      case 't':
        return single(9);
      case 'x':
        return this.code(2);
      case 'u':
        return this.code(4);
      default:
        return /^[^0-9A-Za-z]$/.test(character) ? single(character.charCodeAt(0)) : undefined;
    }
  }

  private code(digits: number): Ranges | undefined {
    const text = this.text.slice(this.at, this.at + digits);
    if (text.length !== digits || !/^[0-9A-Fa-f]+$/.test(text)) return undefined;
    this.at += digits;
    return single(Number.parseInt(text, 16));
  }

  private peek(): string {
    return this.text[this.at] ?? '';
  }

  private next(): string {
    const character = this.peek();
    this.at += 1;
    return character;
  }

  private take(character: string): boolean {
    if (this.peek() !== character) return false;
    this.at += 1;
    return true;
  }

  private takeWord(word: string): boolean {
    if (!this.text.startsWith(word, this.at)) return false;
    this.at += word.length;
    return true;
  }
}

function set(ranges: Ranges): Expression {
  return { kind: 'set', ranges };
}
