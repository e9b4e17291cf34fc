import type { KnownText } from '../code/known-text.ts';
import { type PathTemplate, unmarked } from './path-template.ts';

/** Marks around the name of a hole while a pattern is read; no pattern has them. */
const [OPEN, CLOSE] = ['\uE000', '\uE001'];
const UNTOLD = new RegExp(`${OPEN}${CLOSE}|\\{(?:unknown|wildcard)\\}`);
/** A pattern with more alternatives than this is taken with all its optional parts. */
const MAX_ALTERNATIVES = 16;
/** The name of a part that is captured without a name. */
const UNNAMED = 'arg';

/**
 * The paths that a regular expression stands for (Python's `re` and Ruby's): named groups are parameters, optional
 * groups and alternatives give several paths. What is matched but not captured and not one text is `dynamic`.
 */
export function regexTemplates(text: KnownText): readonly PathTemplate[] {
  const source = text
    .map((part) => (typeof part === 'string' ? part : `${OPEN}${part.hole}${CLOSE}`))
    .join('');
  const reader = new PatternReader(source);
  const paths = [...new Set(reader.alternatives())];
  const counted = paths.length > MAX_ALTERNATIVES ? paths.slice(-1) : paths;
  return counted.map(unmarked);
}

/**
 * The paths that a regular expression of JavaScript stands for where a path is expected (`app.get(/^\/a\/(\d+)$/)`);
 * null for what is no pattern, does not begin with a slash, or says more than a template can.
 */
export function literalTemplates(text: string): readonly PathTemplate[] | null {
  const source = /^\/\^(\\\/.*?)\$?\/[a-z]*$/s.exec(text)?.[1]?.replaceAll('\\/', '/');
  if (source === undefined) return null;
  const found = regexTemplates([source]);
  return found.every(({ path }) => /^\/(?:[\w.~@%:/-]|\{\w+\})*$/.test(path)) ? found : null;
}

/** Reads a pattern from left to right; `#at` is where it stands. */
class PatternReader {
  #at = 0;

  constructor(private readonly source: string) {}

  /** The texts that alternatives up to a closing bracket, or the end, stand for. */
  alternatives(): readonly string[] {
    const found: string[] = [];
    let done: readonly string[] = [''];
    while (this.#at < this.source.length && this.source[this.#at] !== ')') {
      if (this.source[this.#at] === '|') {
        this.#at += 1;
        found.push(...done);
        done = [''];
        continue;
      }
      const part = this.#part();
      const quantifier = this.#quantifier();
      const isWildcard = part[0] === '{wildcard}';
      const isOptional = !isWildcard && /^[?*]|^\{0/.test(quantifier);
      // What may be there once, and is no one text and captured by nothing, is left out.
      const kept = quantifier.startsWith('?') ? part.filter((one) => !UNTOLD.test(one)) : part;
      const options = isOptional ? ['', ...kept] : part;
      done = done.flatMap((start) => options.map((end) => start + end));
      if (done.length > 4 * MAX_ALTERNATIVES) done = done.slice(-1);
    }
    return [...found, ...done];
  }

  #part(): readonly string[] {
    const char = this.source[this.#at] ?? '';
    this.#at += 1;
    switch (char) {
      case '^':
      case '$':
        return [''];
      case '(':
        return this.#group();
      case '[':
        return [this.#characters()];
      case '.':
        return [this.#any()];
      case '\\':
        return [this.#escape()];
      case OPEN: {
        const end = this.source.indexOf(CLOSE, this.#at);
        const name = this.source.slice(this.#at, end);
        this.#at = end + 1;
        return [OPEN + name + CLOSE];
      }
      default:
        return [char];
    }
  }

  /** A point for any character is mostly meant as one: `robots.txt`. */
  #any(): string {
    const rest = this.source.slice(this.#at);
    if (/^[*+]/.test(rest)) return '{wildcard}';
    return this.#at > 1 && /^[\w(]/.test(rest) ? '.' : '{unknown}';
  }

  #group(): readonly string[] {
    const rest = this.source.slice(this.#at);
    const head = /^\?(?:P?<([A-Za-z_]\w*)>|P?'(\w+)'|([:=!>]|<[=!])|[a-zA-Z-]+([:)]))/.exec(rest);
    if (head === null) {
      this.#skipGroup();
      return [`{${UNNAMED}}`];
    }
    this.#at += head[0].length;
    const name = head[1] ?? head[2];
    if (name !== undefined) {
      this.#skipGroup();
      return [`{${name}}`];
    }
    if (head[4] === ')') return [''];
    const inner = this.alternatives();
    this.#at += 1;
    // What only looks ahead or behind takes no part of the path.
    return head[3] !== undefined && head[3] !== ':' && head[3] !== '>' ? [''] : inner;
  }

  /** Goes behind the bracket that closes the group whose inside starts here. */
  #skipGroup(): void {
    let depth = 1;
    while (this.#at < this.source.length && depth > 0) {
      const char = this.source[this.#at];
      this.#at += 1;
      if (char === '\\') this.#at += 1;
      else if (char === '[') this.#characters();
      else if (char === '(') depth += 1;
      else if (char === ')') depth -= 1;
    }
  }

  /** `[/]` is the character; any other class is a part that is not known. */
  #characters(): string {
    const start = this.#at;
    if (this.source[this.#at] === '^') this.#at += 1;
    if (this.source[this.#at] === ']') this.#at += 1;
    while (this.#at < this.source.length && this.source[this.#at] !== ']')
      this.#at += this.source[this.#at] === '\\' ? 2 : 1;
    const inner = this.source.slice(start, this.#at).replace(/^\\/, '');
    this.#at += 1;
    return inner.length === 1 ? inner : `${OPEN}${CLOSE}`;
  }

  #escape(): string {
    const char = this.source[this.#at] ?? '';
    this.#at += 1;
    if (/[AZzbBG]/.test(char)) return '';
    return /[a-zA-Z0-9]/.test(char) ? `${OPEN}${CLOSE}` : char;
  }

  #quantifier(): string {
    const match = /^(?:[?*+]|\{\d*,?\d*\})[?+]?/.exec(this.source.slice(this.#at));
    if (match === null) return '';
    this.#at += match[0].length;
    return match[0];
  }
}
