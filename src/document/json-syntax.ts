import type { JsonSource } from './json-source.ts';
import { Refusal } from './refusal.ts';

const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;

// Words for broken JSON. All offsets are in bytes.

/** Something else stands at an offset than JSON allows there. */
export function unexpected(source: JsonSource, at: number, expected: string): Refusal {
  const found = at >= source.bytes.length ? 'the file ends' : `found ${excerpt(source, at)}`;
  return new Refusal(
    'syntax-error',
    `Expected ${expected}, but ${found}.${advice(source, at)}`,
    at,
  );
}

/** A backslash with a letter after it that has no meaning. */
export function unknownEscape(source: JsonSource, at: number): Refusal {
  return new Refusal(
    'syntax-error',
    `"\\${firstCharacter(source, at + 1)}" is not an escape that JSON knows. Write "\\\\" for a backslash.`,
    at,
  );
}

/** A string that is not closed, or holds a control character at `at`. */
export function brokenString({ bytes }: JsonSource, start: number, at: number): Refusal {
  if (at >= bytes.length) {
    return new Refusal('syntax-error', 'This string is never closed. Add a double quote.', start);
  }
  const code = bytes[at];
  return new Refusal(
    'syntax-error',
    code === LINE_FEED || code === CARRIAGE_RETURN
      ? 'The string is not closed on its line. Add a double quote, or write a line break as "\\n".'
      : `A string must not hold the control character ${code}. Write it as an escape ("\\t", "\\u00..").`,
    at,
  );
}

function excerpt(source: JsonSource, at: number): string {
  const word = /^[\w.$-]{1,20}/.exec(source.slice(at, at + 20))?.[0];
  return JSON.stringify(word ?? firstCharacter(source, at));
}

/** The character that starts at an offset; one has four bytes at most. */
function firstCharacter(source: JsonSource, at: number): string {
  return String.fromCodePoint(source.slice(at, at + 4).codePointAt(0) ?? 0);
}

function advice(source: JsonSource, at: number): string {
  const character = source.slice(at, at + 1);
  const before = source.slice(Math.max(0, at - 200), at).trimEnd();
  if ((character === '}' || character === ']') && before.endsWith(',')) {
    return ' JSON allows no comma after the last entry: remove it.';
  }
  if (character === '/') return ' JSON allows no comments: remove it.';
  if (character === "'") return ' JSON needs double quotes.';
  return '';
}
