import type { Argument, Expr, Place } from '../facts.ts';
import { joined } from '../joined.ts';

/**
 * What `Sprintf` and its kin put together: a format, then a value for each verb in it, as the parts of a text.
 * @param verb finds the verbs; its first group is the verb itself, `%` for a percent sign
 * @returns null when the format is not written out, or asks for more values than there are
 */
export function formatted(args: readonly Argument[], verb: RegExp, at: Place): Expr | null {
  const [format, ...values] = args;
  if (format?.value.kind !== 'text' || args.some(({ spread }) => spread)) return null;
  const { value: text, line, column } = format.value;
  const parts: Expr[] = [];
  let from = 0;
  let used = 0;
  let literal = '';
  const flush = () => {
    if (literal !== '') parts.push({ kind: 'text', value: literal, line, column });
    literal = '';
  };
  for (const match of text.matchAll(verb)) {
    literal += text.slice(from, match.index);
    from = match.index + match[0].length;
    if (match[1] === '%') {
      literal += '%';
      continue;
    }
    const value = values[used]?.value;
    if (value === undefined) return null;
    used += 1;
    flush();
    // What is added up for a number is no text.
    const isSum = match[1] === 'd' && value.kind === 'join';
    parts.push(isSum ? { ...placeIn(value), kind: 'unknown', text: '' } : value);
  }
  literal += text.slice(from);
  flush();
  return joined(parts, at);
}

function placeIn({ line, column }: Expr): Place {
  return { line, column };
}
