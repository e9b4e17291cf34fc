import type { Expr } from '../facts.ts';
import type { FactsBuilder } from '../facts-builder.ts';
import { joined } from '../joined.ts';
import { placeOf } from '../nodes.ts';
import type { Node } from '../syntax-tree.ts';
import { resolveEscapes } from './java-text.ts';

/** `$name` in a text; what stands before it may be an escaped dollar. */
const NAME = /(\\*)\$([A-Za-z_]\w*)/g;

/**
 * A string of Kotlin, templates included: a text, or the parts that it joins. The grammar knows `${…}` only as a
 * template, `$name` stands in the text.
 */
export function textOfString(node: Node, build: FactsBuilder): Expr {
  const { text, startIndex } = node;
  const { line, column } = placeOf(node);
  const isRaw = node.type === 'multiline_string_literal';
  const quotes = /^\$*"*/.exec(text)?.[0].length ?? 1;
  const width = isRaw ? quotes : 1;
  const parts: Expr[] = [];
  const addText = (value: string) => {
    if (value !== '')
      parts.push({ kind: 'text', value: isRaw ? value : resolveEscapes(value), line, column });
  };
  const addPiece = (piece: string) => {
    let from = 0;
    for (const match of piece.matchAll(NAME)) {
      const [, slashes = '', name = ''] = match;
      if (!isRaw && slashes.length % 2 === 1) continue;
      addText(piece.slice(from, match.index + slashes.length));
      parts.push({ kind: 'name', name, line, column });
      from = match.index + match[0].length;
    }
    addText(piece.slice(from));
  };
  let from = width;
  for (const child of node.namedChildren) {
    if (child?.type !== 'interpolation') continue;
    addPiece(text.slice(from, child.startIndex - startIndex));
    parts.push(build.expr(child.firstNamedChild));
    from = child.endIndex - startIndex;
  }
  addPiece(text.slice(from, text.length - (isRaw ? 3 : 1)));
  return joined(parts, { line, column });
}
