import type { CallExpr, Expr, IndexExpr, MemberExpr } from './facts.ts';
import { lastName } from './facts-index.ts';
import { holeOf, type KnownText, wholeText } from './known-text.ts';

/** A text that a call makes another one of. */
export interface TextChange {
  readonly subject: Expr;
  change(text: string): string;
}

/** A text after a change; a hole where it is not known whole. */
export function changedText(text: KnownText, { subject, change }: TextChange): KnownText {
  const whole = wholeText(text);
  return [whole === null ? holeOf(subject) : change(whole)];
}

const UPPER =
  /^(?:upcase|toUpperCase|upper|to_uppercase|to_ascii_uppercase|ToUpper|ToUpperInvariant|uppercase|strtoupper)$/;
const LOWER =
  /^(?:downcase|toLowerCase|lower|to_lowercase|to_ascii_lowercase|ToLower|ToLowerInvariant|lowercase|strtolower)$/;
/** Calls that cut any of the characters that are given off the start of a text, off its end, or off both … */
const TRIM =
  /^(?:(TrimStart|trimStart|lstrip|ltrim|TrimLeft|trim_start_matches)|(TrimEnd|trimEnd|rstrip|rtrim|TrimRight|trim_end_matches)|Trim|strip|trim)$/;
/** … and those that cut off a text that is given. */
const CUT =
  /^(?:(TrimPrefix|removePrefix|removeprefix|delete_prefix)|(TrimSuffix|removeSuffix|removesuffix|delete_suffix))$/;
/** A regular expression for the extension of a file: `/\\.(js|ts)$/`. */
const EXTENSION = /^\/\\\.(?:\w+|\([\w|?:]+\)|\[[\w]+\]s|\[\^\/?\.\/?\][+*]|\w\?\w+)\$\/$/;
const REPLACE = /^(?:replace|replaceAll|ReplaceAll|Replace|gsub|tr|str_replace)$/;

/** What a call of the languages' own libraries does to a text: another case, one part for another, less at its ends; null for others. */
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
  const part = partTaken(name, callee, values);
  if (part !== null) return part;
  const cut = TRIM.exec(name) ?? CUT.exec(name);
  if (cut !== null) return cutOff(cut, callee, values);
  const slice = sliced(name, callee, values);
  if (slice !== null) return slice;
  if (!REPLACE.test(name)) return null;
  const [subject, from, to] = replaced(name, callee, values);
  const isExtension = from?.kind === 'unknown' && EXTENSION.test(from.text);
  if (subject !== undefined && isExtension && to?.kind === 'text')
    return { subject, change: (text) => text.replace(/\.[^./]*$/, () => to.value) };
  if (subject === undefined || to?.kind !== 'text') return null;
  const pattern = from?.kind === 'unknown' ? plainPattern(from.text) : null;
  if (pattern !== null) return { subject, change: (text) => text.replace(pattern, () => to.value) };
  if (from?.kind !== 'text') return null;
  return { subject, change: (text) => text.replaceAll(from.value, to.value) };
}

/** The first or last part of `file.split('.')`, by `shift()` and `pop()`; a file's name without its folder and extension. */
function partTaken(name: string, callee: Expr, values: readonly Expr[]): TextChange | null {
  const [first, second] = values;
  if (name === 'basename' && first !== undefined && second?.kind === 'text')
    return {
      subject: first,
      change: (text) => withoutEnd(text.replace(/^.*\//s, ''), second.value),
    };
  const split = callee.kind === 'member' && callee.object.kind === 'call' ? callee.object : null;
  if (split === null || values.length > 0 || (name !== 'shift' && name !== 'pop')) return null;
  return partOfSplit(split, name === 'shift' ? 0 : -1);
}

/** `file.split('.')[0]`, and `path.parse(file).name`. */
export function textPart(expr: IndexExpr | MemberExpr): TextChange | null {
  const { object } = expr;
  if (object.kind !== 'call') return null;
  if (expr.kind === 'index')
    return expr.index.kind === 'literal' ? partOfSplit(object, Number(expr.index.text)) : null;
  const subject = object.args[0]?.value;
  if (expr.name !== 'name' || lastName(object.callee) !== 'parse' || subject === undefined)
    return null;
  return { subject, change: (text) => text.replace(/^.*\//s, '').replace(/(?<=.)\.[^.]*$/, '') };
}

function partOfSplit({ callee, args }: CallExpr, position: number): TextChange | null {
  const by = args[0]?.value;
  if (callee.kind !== 'member' || callee.name !== 'split' || by?.kind !== 'text') return null;
  return { subject: callee.object, change: (text) => text.split(by.value).at(position) ?? '' };
}

function withoutEnd(text: string, end: string): string {
  return end !== '' && text.endsWith(end) ? text.slice(0, -end.length) : text;
}

/** `path.TrimStart('/')`; `strings.TrimPrefix(path, "/")` and `ltrim($path, '/')` are given what others are called on. */
function cutOff(
  [name, start, end]: RegExpExecArray,
  callee: Expr,
  values: readonly Expr[],
): TextChange | null {
  const isOn = callee.kind === 'member' && values.length === 1;
  const subject = isOn ? callee.object : values[0];
  const from = isOn ? values[0] : values[1];
  if (subject === undefined || from?.kind !== 'text' || from.value === '') return null;
  const { value } = from;
  if (CUT.test(name)) {
    const change = (text: string) =>
      start !== undefined && text.startsWith(value)
        ? text.slice(value.length)
        : end !== undefined
          ? withoutEnd(text, value)
          : text;
    return { subject, change };
  }
  return {
    subject,
    change(text) {
      let [first, last] = [0, text.length];
      if (end === undefined) while (first < last && value.includes(text[first] ?? '')) first += 1;
      if (start === undefined)
        while (first < last && value.includes(text[last - 1] ?? '')) last -= 1;
      return text.slice(first, last);
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

/** JavaScript's `path.slice(1)` and `path.substring(0, 4)`. */
function sliced(name: string, callee: Expr, values: readonly Expr[]): TextChange | null {
  if (!/^(?:slice|substring)$/.test(name) || callee.kind !== 'member') return null;
  const bounds = values.map(numberOf);
  const [from, to] = bounds;
  if (bounds.length === 0 || bounds.length > 2 || bounds.includes(null)) return null;
  return {
    subject: callee.object,
    change: (text) =>
      name === 'slice'
        ? text.slice(from ?? 0, to ?? undefined)
        : text.substring(from ?? 0, to ?? undefined),
  };
}

function numberOf(expr: Expr): number | null {
  if (expr.kind !== 'literal' && expr.kind !== 'unknown') return null;
  return /^-?\d+$/.test(expr.text) ? Number(expr.text) : null;
}

/** A pattern of one kind of character, which never takes long: `/\/$/`, `/^\/+/`, `/-/g`; null for any other. */
function plainPattern(text: string): RegExp | null {
  const found = /^\/(\^?(?:\\[/.\-:]|[\w\-:])[+*]?\$?)\/(g?)$/.exec(text);
  return found?.[1] === undefined ? null : new RegExp(found[1], found[2]);
}

/** The plural of an English word, as far as its end tells it (ActiveSupport's `pluralize`). */
function pluralized(word: string): string {
  if (/[^aeiou]y$/.test(word)) return word.replace(/y$/, 'ies');
  return /(?:s|x|z|ch|sh)$/.test(word) ? `${word}es` : `${word}s`;
}
