import type { Expr, Place } from '../facts.ts';
import { joined } from '../joined.ts';

/** What `%s` and its kin look like: `%s`, `%1$s`, `%-5d`, `%%`. */
const PERCENT = /%(?:(\d+)\$)?[-#+ 0,(]*\d*(?:\.\d+)?([a-zA-Z%])/g;
/** `{0}` and `{0:X}` of .NET's composite formatting; `{{` and `}}` are braces. */
const BRACES = /\{\{|\}\}|\{(\d+)(?:[,:][^{}]*)?\}/g;

/** The parts of a text made by a `printf`-like format: Java's `Formatter`, Kotlin's `format`. */
export function percentFormat(format: string, args: readonly Expr[], at: Place): Expr {
  let next = 0;
  return formatted(format, PERCENT, at, ([, position, verb]) => {
    if (verb === '%') return '%';
    if (verb === 'n') return '\n';
    const index = position === undefined ? next++ : Number(position) - 1;
    return args[index];
  });
}

/** The parts of a text made by .NET's `string.Format`. */
export function braceFormat(format: string, args: readonly Expr[], at: Place): Expr {
  return formatted(format, BRACES, at, ([whole, position]) =>
    position === undefined ? whole[0] : args[Number(position)],
  );
}

function formatted(
  format: string,
  pattern: RegExp,
  at: Place,
  part: (match: RegExpMatchArray) => Expr | string | undefined,
): Expr {
  const parts: Expr[] = [];
  let text = '';
  let from = 0;
  for (const match of format.matchAll(pattern)) {
    text += format.slice(from, match.index);
    from = match.index + match[0].length;
    const value = part(match);
    if (typeof value === 'string') text += value;
    else {
      if (text !== '') parts.push({ kind: 'text', value: text, line: at.line, column: at.column });
      text = '';
      parts.push(value ?? { kind: 'unknown', text: match[0], line: at.line, column: at.column });
    }
  }
  text += format.slice(from);
  return joined(
    text === ''
      ? parts
      : [...parts, { kind: 'text', value: text, line: at.line, column: at.column }],
    at,
  );
}
