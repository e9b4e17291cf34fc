import type { CallExpr, Expr } from './facts.ts';
import { dottedName, lastName } from './facts-index.ts';

/** A text that a call makes another one of. */
export interface TextChange {
  readonly subject: Expr;
  change(text: string): string;
}

const UPPER =
  /^(?:upcase|toUpperCase|upper|to_uppercase|to_ascii_uppercase|ToUpper|ToUpperInvariant|uppercase|strtoupper)$/;
const LOWER =
  /^(?:downcase|toLowerCase|lower|to_lowercase|to_ascii_lowercase|ToLower|ToLowerInvariant|lowercase|strtolower)$/;
/** Calls that cut any of the characters that are given off the start of a text, off its end, or off both … */
const TRIM =
  /^(?:(TrimStart|trimStart|lstrip|ltrim|TrimLeft)|(TrimEnd|trimEnd|rstrip|rtrim|TrimRight)|Trim|strip|trim)$/;
/** … and those that cut off a text that is given. */
const CUT =
  /^(?:(TrimPrefix|removePrefix|removeprefix|delete_prefix)|(TrimSuffix|removeSuffix|removesuffix|delete_suffix))$/;
const REPLACE = /^(?:replace|replaceAll|ReplaceAll|Replace|gsub|tr|str_replace)$/;

/**
 * What is taken of a file's name: `file.split('.')[0]`, `path.parse(file).name`, `path.basename(file, '.js')`,
 * `file.slice(0, -3)`, `file.replace(/\.js$/, '')`. Null for any other expression.
 */
export function nameOfFile(expr: Expr): TextChange | null {
  const subject = fileNamed(expr);
  return subject === null ? null : { subject, change: (text) => text.replace(/\.\w+$/, '') };
}

function fileNamed(expr: Expr): Expr | null {
  if (expr.kind === 'index')
    return expr.index.kind === 'literal' && expr.index.text === '0'
      ? splitAtDot(expr.object)
      : null;
  if (expr.kind === 'member')
    return expr.name === 'name' && dottedName(calleeOf(expr.object)) === 'path.parse'
      ? firstOf(expr.object)
      : null;
  if (expr.kind !== 'call' || expr.callee.kind !== 'member') return null;
  const { name, object } = expr.callee;
  const [first, second] = expr.args.map(({ value }) => value);
  if (name === 'shift') return splitAtDot(object);
  if (name === 'basename') return first !== undefined && second !== undefined ? first : null;
  const isCut =
    name === 'slice' && first?.kind === 'literal' && first.text === '0' && isNegative(second);
  const isReplaced =
    name === 'replace' &&
    second?.kind === 'text' &&
    second.value === '' &&
    /^\/.*\\\..*\/\w*$/.test(first?.kind === 'unknown' ? first.text : '');
  return isCut || isReplaced ? object : null;
}

function splitAtDot(expr: Expr): Expr | null {
  const callee = calleeOf(expr);
  const at = firstOf(expr);
  const isSplit = callee.kind === 'member' && callee.name === 'split';
  return isSplit && at?.kind === 'text' && at.value === '.' ? callee.object : null;
}

function isNegative(expr: Expr | undefined): boolean {
  const text = expr?.kind === 'unknown' || expr?.kind === 'literal' ? expr.text : '';
  return /^-\s*\d$/.test(text);
}

function calleeOf(expr: Expr): Expr {
  return expr.kind === 'call' ? expr.callee : expr;
}

function firstOf(expr: Expr): Expr | null {
  return expr.kind === 'call' ? (expr.args[0]?.value ?? null) : null;
}

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
  const cut = TRIM.exec(name) ?? CUT.exec(name);
  if (cut !== null) return cutOff(cut, callee, values);
  if (!REPLACE.test(name)) return null;
  const [subject, from, to] = replaced(name, callee, values);
  if (subject === undefined || from?.kind !== 'text' || to?.kind !== 'text') return null;
  return { subject, change: (text) => text.replaceAll(from.value, to.value) };
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
        : end !== undefined && text.endsWith(value)
          ? text.slice(0, -value.length)
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

/** The plural of an English word, as far as its end tells it (ActiveSupport's `pluralize`). */
function pluralized(word: string): string {
  if (/[^aeiou]y$/.test(word)) return word.replace(/y$/, 'ies');
  return /(?:s|x|z|ch|sh)$/.test(word) ? `${word}es` : `${word}s`;
}
