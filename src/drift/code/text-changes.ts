import type { CallExpr, Expr } from './facts.ts';
import { lastName } from './facts-index.ts';

/** A text that a call makes another one of. */
export interface TextChange {
  readonly subject: Expr;
  change(text: string): string;
}

const UPPER =
  /^(?:upcase|toUpperCase|upper|to_uppercase|to_ascii_uppercase|ToUpper|ToUpperInvariant|uppercase|strtoupper)$/;
const LOWER =
  /^(?:downcase|toLowerCase|lower|to_lowercase|to_ascii_lowercase|ToLower|ToLowerInvariant|lowercase|strtolower)$/;
const REPLACE = /^(?:replace|replaceAll|ReplaceAll|Replace|gsub|tr|str_replace)$/;

/** What a call of the languages' own libraries does to a text: another case, one part for another; null for others. */
export function textChange({ callee, args }: CallExpr): TextChange | null {
  const name = lastName(callee) ?? '';
  const values = args.map(({ value }) => value);
  const isUpper = UPPER.test(name);
  if (isUpper || LOWER.test(name)) {
    // `strings.ToUpper(x)` and `strtoupper($x)` are given what others are called on.
    const subject = values[0] ?? (callee.kind === 'member' ? callee.object : undefined);
    if (subject === undefined || values.length > 1) return null;
    return {
      subject,
      change: (text) => (isUpper ? text.toUpperCase() : text.toLowerCase()),
    };
  }
  if (name === 'pluralize' && callee.kind === 'member' && values.length === 0)
    return { subject: callee.object, change: pluralized };
  if (!REPLACE.test(name)) return null;
  const [subject, from, to] = replaced(name, callee, values);
  if (subject === undefined || from?.kind !== 'text' || to?.kind !== 'text') return null;
  return { subject, change: (text) => text.replaceAll(from.value, to.value) };
}

/** What is changed, what is looked for in it and what takes its place. */
function replaced(
  name: string,
  callee: Expr,
  values: readonly Expr[],
): readonly (Expr | undefined)[] {
  if (name === 'str_replace') return [values[2], values[0], values[1]];
  const isGo = values.length > 2 && /^Replace/.test(name);
  if (isGo) return values;
  return [callee.kind === 'member' ? callee.object : undefined, values[0], values[1]];
}

/** The plural of an English word, as far as its end tells it (ActiveSupport's `pluralize`). */
function pluralized(word: string): string {
  if (/[^aeiou]y$/.test(word)) return word.replace(/y$/, 'ies');
  return /(?:s|x|z|ch|sh)$/.test(word) ? `${word}es` : `${word}s`;
}
