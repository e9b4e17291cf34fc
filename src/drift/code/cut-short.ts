import type { LanguageId } from './facts.ts';

/** Three dots that stand for code: alone on a line, in braces or parentheses, between what commas part. */
const CUT =
  /(^[ \t]*|[{([,;][ \t]*|[-=]>[ \t]*)(\.\.\.|…)(?=[ \t]*;?[ \t]*(?:$|[})\],]|\/\/|\/\*))/gm;
/** … and for a value: `x = ...;`, `return ...`. */
const CUT_VALUE = /((?:=|\breturn)[ \t]*)(\.\.\.|…)(?=[ \t]*(?:$|[;,)}]))/gm;

/**
 * The text of a file in which somebody wrote `...` where code was left out, as documentation does, with nothing (or a
 * number) in its place, so that the rest of it can be parsed. Null for a text without such places, and for Python,
 * where `...` is a value. Lines and columns stay as they are.
 */
export function withoutCuts(text: string, language: LanguageId): string | null {
  if (language === 'python') return null;
  const made = text
    .replace(CUT, (_, before: string, dots: string) => before + ' '.repeat(dots.length))
    .replace(CUT_VALUE, (_, before: string, dots: string) => before + '0'.padEnd(dots.length));
  return made === text ? null : made;
}
