import type { Expr } from '../facts.ts';
import type { FactsBuilder } from '../facts-builder.ts';
import { columnOf, lineOf, placeOf } from '../nodes.ts';
import type { Node } from '../syntax-tree.ts';

const SIMPLE: Readonly<Record<string, string>> = {
  n: '\n',
  r: '\r',
  t: '\t',
  b: '\b',
  f: '\f',
  v: '\v',
  '0': '\0',
};

/** The value of a string literal (ECMA-262, section 12.9.4), without its quotes. */
export function unquote(node: Node): string {
  return resolveEscapes(node.text.slice(1, -1));
}

function resolveEscapes(text: string): string {
  if (!text.includes('\\')) return text;
  return text.replace(
    /\\(?:u\{([0-9a-fA-F]{1,6})\}|u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|(\r\n|[\s\S]))/g,
    (whole, braced, four, two, one) => {
      const code = braced ?? four ?? two;
      if (code !== undefined) {
        const point = Number.parseInt(code, 16);
        return point <= 0x10ffff ? String.fromCodePoint(point) : whole;
      }
      if (one === '\n' || one === '\r\n') return '';
      return SIMPLE[one] ?? one;
    },
  );
}

/** A template literal: a text, or the parts that it joins. */
export function textOfTemplate(node: Node, build: FactsBuilder): Expr {
  const parts: Expr[] = [];
  const { text, startIndex } = node;
  const { line, column } = placeOf(node);
  let from = 1;
  const addText = (to: number) => {
    if (to > from)
      parts.push({ kind: 'text', value: resolveEscapes(text.slice(from, to)), line, column });
  };
  for (const child of node.namedChildren) {
    if (child?.type !== 'template_substitution') continue;
    addText(child.startIndex - startIndex);
    parts.push(build.expr(child.firstNamedChild));
    from = child.endIndex - startIndex;
  }
  addText(text.length - 1);
  const [only] = parts;
  if (only === undefined) return { kind: 'text', value: '', line, column };
  return parts.length === 1 && only.kind === 'text' ? only : { kind: 'join', parts, line, column };
}

/** The text that a name or key is. */
export function textExpr(node: Node, value: string): Expr {
  return { kind: 'text', value, line: lineOf(node), column: columnOf(node) };
}

/** A name, which may be written as a string. */
export function nameText(node: Node | null): string {
  if (node === null) return '';
  return node.type === 'string' ? unquote(node) : node.text;
}
