import type { Expr } from '../facts.ts';
import type { FactsBuilder } from '../facts-builder.ts';
import { joined } from '../joined.ts';
import { placeOf } from '../nodes.ts';
import type { Node } from '../syntax-tree.ts';

const SIMPLE: Readonly<Record<string, string>> = {
  n: '\n',
  r: '\r',
  t: '\t',
  b: '\b',
  f: '\f',
  v: '\v',
  a: '\x07',
  e: '\x1b',
  '0': '\0',
};

/** Resolves the escapes of a regular string (C# specification, section 6.4.5.6). */
function resolveEscapes(text: string): string {
  if (!text.includes('\\')) return text;
  return text.replace(
    /\\(?:u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|x([0-9a-fA-F]{1,4})|([\s\S]))/g,
    (whole, four, eight, hex, one) => {
      const code = four ?? eight ?? hex;
      if (code === undefined) return SIMPLE[one] ?? one;
      const point = Number.parseInt(code, 16);
      return point <= 0x10ffff ? String.fromCodePoint(point) : whole;
    },
  );
}

/** The value of a string literal of any form, given with its quotes. */
export function csharpText(literal: string): string {
  const raw = /^("{3,})([\s\S]*?)\1(?:u8)?$/.exec(literal);
  if (raw !== null) return withoutIndent(raw[2] ?? '');
  const text = literal.replace(/u8$/i, '');
  if (text.startsWith('@')) return text.slice(2, -1).replaceAll('""', '"');
  return resolveEscapes(text.slice(1, -1));
}

/** A raw string of several lines ends with the indentation that is taken from all of them. */
function withoutIndent(text: string): string {
  if (!/^[ \t]*\r?\n/.test(text)) return text;
  const lines = text.split(/\r?\n/).slice(1);
  const indent = lines.pop()?.length ?? 0;
  return lines.map((line) => line.slice(indent)).join('\n');
}

/** A name, `nameof(x)` included, that an interpolated string has in braces. */
const IN_BRACES = /\{\{\{([A-Za-z_][\w.]*|nameof\([\w.]+\))\}\}\}/;

/** What such a name stands for. */
function namedBy(text: string, node: Node): Expr {
  const at = placeOf(node);
  const [, named] = /^nameof\((?:.*\.)?(\w+)\)$/.exec(text) ?? [];
  if (named !== undefined) return { kind: 'text', value: named, ...at };
  const [first = '', ...rest] = text.split('.');
  const name: Expr = { kind: 'name', name: first, ...at };
  return rest.reduce<Expr>((object, one) => ({ kind: 'member', object, name: one, ...at }), name);
}

/** An interpolated string: a text, or the parts that it joins. `{{` and `}}` are braces. */
export function textOfInterpolated(node: Node, build: FactsBuilder): Expr {
  const { line, column } = placeOf(node);
  const parts: Expr[] = [];
  const start = node.firstChild?.text ?? '$"';
  let text = '';
  for (const child of node.namedChildren) {
    if (child?.type === 'interpolation') {
      if (text !== '') parts.push({ kind: 'text', value: text, line, column });
      text = '';
      parts.push(
        build.expr(child.namedChildren.find((one) => one?.type !== 'interpolation_brace')),
      );
    } else if (child?.type === 'string_content') {
      // The grammar takes `{{{name}}}`, a value in braces, for text.
      for (const [at, piece] of child.text.split(IN_BRACES).entries()) {
        if (at % 2 === 1) {
          parts.push({ kind: 'text', value: `${text}{`, line, column }, namedBy(piece, child));
          text = '}';
          continue;
        }
        const content = piece.replaceAll('{{', '{').replaceAll('}}', '}');
        text += start.includes('@') ? content.replaceAll('""', '"') : content;
      }
    } else if (child?.type === 'escape_sequence') text += resolveEscapes(child.text);
  }
  return joined(text === '' ? parts : [...parts, { kind: 'text', value: text, line, column }], {
    line,
    column,
  });
}
