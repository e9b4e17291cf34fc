import type { Node } from '../syntax-tree.ts';

const SIMPLE: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
};

/** The value of a string literal (The Go Programming Language Specification, "String literals"), without its quotes. */
export function unquoteGo(node: Node): string {
  const text = node.text.slice(1, -1);
  if (node.type === 'raw_string_literal') return text.replace(/\r/g, '');
  if (!text.includes('\\')) return text;
  return text.replace(
    /\\(?:u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|x([0-9a-fA-F]{2})|([0-7]{3})|([\s\S]))/g,
    (whole, four, eight, two, octal, one) => {
      const hex = four ?? eight ?? two;
      const point =
        hex !== undefined
          ? Number.parseInt(hex, 16)
          : octal !== undefined
            ? Number.parseInt(octal, 8)
            : null;
      if (point === null) return SIMPLE[one] ?? one;
      return point <= 0x10ffff ? String.fromCodePoint(point) : whole;
    },
  );
}
