import type { Argument, Expr, Place } from '../facts.ts';
import { joined } from '../joined.ts';
import type { Node } from '../syntax-tree.ts';

const SIMPLE: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', '0': '\0' };

/** The value of a string literal (The Rust Reference, "Tokens"), raw ones and byte strings included. */
export function rustText(node: Node): string {
  const { text } = node;
  const open = text.indexOf('"');
  const inner = text.slice(open + 1, text.lastIndexOf('"'));
  if (node.type === 'raw_string_literal' || !inner.includes('\\')) return inner;
  return inner.replace(
    /\\(?:u\{([0-9a-fA-F_]{1,10})\}|x([0-9a-fA-F]{2})|(\r?\n\s*)|([\s\S]))/g,
    (whole, braced, two, newline, one) => {
      if (newline !== undefined) return '';
      const hex = braced?.replace(/_/g, '') ?? two;
      if (hex === undefined) return SIMPLE[one] ?? one;
      const point = Number.parseInt(hex, 16);
      return point <= 0x10ffff ? String.fromCodePoint(point) : whole;
    },
  );
}

/**
 * What `format!` puts together (Rust's standard library, `std::fmt`): `{}`, `{0}` and `{name}` with what they may say
 * of the form. Null when the format is not written out.
 */
export function formattedText(args: readonly Argument[], at: Place): Expr | null {
  const [format, ...values] = args;
  if (format?.value.kind !== 'text') return null;
  const { value: text, line, column } = format.value;
  const parts: Expr[] = [];
  let literal = '';
  let from = 0;
  let next = 0;
  const flush = () => {
    if (literal !== '') parts.push({ kind: 'text', value: literal, line, column });
    literal = '';
  };
  for (const match of text.matchAll(/\{\{|\}\}|\{(\w*)(?::[^{}]*)?\}/g)) {
    literal += text.slice(from, match.index);
    from = match.index + match[0].length;
    const name = match[1];
    if (name === undefined) {
      literal += match[0][0];
      continue;
    }
    flush();
    parts.push(argumentOf(name === '' ? String(next++) : name, values, { line, column }));
  }
  literal += text.slice(from);
  flush();
  return joined(parts, at);
}

function argumentOf(name: string, values: readonly Argument[], place: Place): Expr {
  const found = /^\d+$/.test(name)
    ? values[Number(name)]
    : values.find((value) => value.name === name);
  return found?.value ?? { kind: 'name', name, line: place.line, column: place.column };
}
