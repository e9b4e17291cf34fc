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
/** Characters, or a text, that are taken off the ends: which ends, and whether it is one text as a whole. */
const TRIMS: Readonly<
  Record<string, { readonly ends: 'both' | 'start' | 'end'; readonly whole?: true }>
> = {
  strip: { ends: 'both' },
  lstrip: { ends: 'start' },
  rstrip: { ends: 'end' },
  Trim: { ends: 'both' },
  TrimLeft: { ends: 'start' },
  TrimRight: { ends: 'end' },
  trim: { ends: 'both' },
  ltrim: { ends: 'start' },
  rtrim: { ends: 'end' },
  removeprefix: { ends: 'start', whole: true },
  removesuffix: { ends: 'end', whole: true },
  removePrefix: { ends: 'start', whole: true },
  removeSuffix: { ends: 'end', whole: true },
  delete_prefix: { ends: 'start', whole: true },
  delete_suffix: { ends: 'end', whole: true },
  TrimPrefix: { ends: 'start', whole: true },
  TrimSuffix: { ends: 'end', whole: true },
};
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
  const trimmed = trimming(name, callee, values);
  if (trimmed !== null) return trimmed;
  if (!REPLACE.test(name)) return null;
  const [subject, from, to] = replaced(name, callee, values);
  if (subject === undefined || from?.kind !== 'text' || to?.kind !== 'text') return null;
  return { subject, change: (text) => text.replaceAll(from.value, to.value) };
}

/** `base.rstrip('/')`, `strings.TrimSuffix(base, "/")`, `rtrim($base, '/')`; null for what takes nothing off. */
function trimming(name: string, callee: Expr, values: readonly Expr[]): TextChange | null {
  const trim = Object.hasOwn(TRIMS, name) ? TRIMS[name] : undefined;
  const [first, second] = values;
  if (trim === undefined || first === undefined || values.length > 2) return null;
  const isGiven = second !== undefined;
  const subject = isGiven ? first : callee.kind === 'member' ? callee.object : undefined;
  const off = isGiven ? second : first;
  if (subject === undefined || off.kind !== 'text' || off.value === '') return null;
  const isOff = (text: string, at: 'start' | 'end') => {
    if (trim.ends !== 'both' && trim.ends !== at) return false;
    if (trim.whole === true)
      return at === 'start' ? text.startsWith(off.value) : text.endsWith(off.value);
    return text !== '' && off.value.includes(at === 'start' ? text.charAt(0) : text.slice(-1));
  };
  const length = trim.whole === true ? off.value.length : 1;
  return {
    subject,
    change: (text) => {
      let left = text;
      for (let isMore = isOff(left, 'start'); isMore; isMore = !trim.whole && isOff(left, 'start'))
        left = left.slice(length);
      for (let isMore = isOff(left, 'end'); isMore; isMore = !trim.whole && isOff(left, 'end'))
        left = left.slice(0, -length);
      return left;
    },
  };
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
