import type { Expr } from '../facts.ts';
import type { FactsBuilder } from '../facts-builder.ts';
import { joined } from '../joined.ts';
import { named, placeOf } from '../nodes.ts';
import type { Node } from '../syntax-tree.ts';

const SIMPLE: Readonly<Record<string, string>> = {
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  e: '\x1b',
  f: '\f',
  '\\': '\\',
  $: '$',
  '"': '"',
};

/** The value of a string in single quotes, or of a nowdoc (PHP manual, "Strings"). */
export function phpText(node: Node): string {
  if (node.type === 'nowdoc')
    return named(node.childForFieldName('value'))
      .map(({ text }) => text)
      .join('');
  const { text } = node;
  return text.slice(text.indexOf("'") + 1, -1).replace(/\\([\\'])/g, '$1');
}

/** A string in double quotes or a heredoc: a text, or the parts that it joins. */
export function textParts(node: Node, build: FactsBuilder): Expr {
  const { line, column } = placeOf(node);
  const parts: Expr[] = [];
  let literal = '';
  const flush = () => {
    if (literal !== '') parts.push({ kind: 'text', value: literal, line, column });
    literal = '';
  };
  for (const child of named(node.type === 'heredoc' ? node.childForFieldName('value') : node)) {
    if (child.type === 'string_content') literal += child.text;
    else if (child.type === 'escape_sequence') literal += escaped(child.text);
    else {
      flush();
      parts.push(build.expr(child));
    }
  }
  flush();
  return joined(parts, { line, column });
}

function escaped(text: string): string {
  const simple = SIMPLE[text.slice(1)];
  if (simple !== undefined) return simple;
  const [, braced, two, octal] =
    /^\\(?:u\{([0-9a-fA-F]{1,6})\}|x([0-9a-fA-F]{1,2})|([0-7]{1,3}))$/.exec(text) ?? [];
  const hex = braced ?? two;
  if (hex === undefined && octal === undefined) return text;
  const point = hex === undefined ? Number.parseInt(octal ?? '', 8) : Number.parseInt(hex, 16);
  return point <= 0x10ffff ? String.fromCodePoint(point) : text;
}
