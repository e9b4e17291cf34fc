import type { CallExpr, Expr, Place } from '../facts.ts';
import type { FactsBuilder } from '../facts-builder.ts';
import { joined } from '../joined.ts';
import { named, placeOf } from '../nodes.ts';
import type { Node } from '../syntax-tree.ts';

const SIMPLE: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  e: '\x1b',
  f: '\f',
  n: '\n',
  r: '\r',
  s: ' ',
  t: '\t',
  v: '\v',
};

/** A string, a symbol or a word of `%w[…]`: a text, or the parts that it joins. */
export function textOfString(node: Node, build: FactsBuilder): Expr {
  const { line, column } = placeOf(node);
  const isSingle = node.type === 'string' && node.text.startsWith("'");
  const parts = named(node).map((part): Expr => {
    if (part.type === 'interpolation') return build.expr(part.firstNamedChild);
    const { text } = part;
    const value =
      part.type === 'escape_sequence'
        ? escaped(text)
        : isSingle
          ? text.replace(/\\([\\'])/g, '$1')
          : text;
    return { kind: 'text', value, line, column };
  });
  return joined(parts, { line, column });
}

/** An escape of a double-quoted string (Ruby's `doc/syntax/literals`, "Strings"). */
function escaped(text: string): string {
  const code = /^\\(?:u\{?([0-9a-fA-F]{1,6})\}?|x([0-9a-fA-F]{1,2}))$/.exec(text);
  if (code !== null) {
    const point = Number.parseInt(code[1] ?? code[2] ?? '', 16);
    return point <= 0x10ffff ? String.fromCodePoint(point) : text;
  }
  const octal = /^\\([0-7]{1,3})$/.exec(text);
  if (octal !== null) return String.fromCodePoint(Number.parseInt(octal[1] ?? '', 8));
  const one = text.slice(1);
  return one === '\n' ? '' : (SIMPLE[one] ?? one);
}

/** `"/%s/%{name}" % values` and `format("…", …)` with the placeholders that paths are made with; null for others. */
export function formatted(format: string, values: readonly Expr[], at: Place): Expr | null {
  const { line, column } = at;
  const list = values.length === 1 && values[0]?.kind === 'list' ? values[0].items : values;
  const [first] = values;
  const parts: Expr[] = [];
  let from = 0;
  let next = 0;
  const addText = (value: string) => {
    if (value !== '') parts.push({ kind: 'text', value, line, column });
  };
  for (const match of format.matchAll(/%(?:<(\w+)>)?[-#0 +]*\d*(?:\{(\w+)\}|([%a-zA-Z]))/g)) {
    addText(format.slice(from, match.index));
    from = match.index + match[0].length;
    const name = match[1] ?? match[2];
    if (name === undefined && match[3] === '%') {
      addText('%');
      continue;
    }
    const value =
      name === undefined
        ? list[next++]
        : first?.kind === 'map'
          ? entryValue(first, name)
          : undefined;
    if (value === undefined) return null;
    parts.push(value);
  }
  addText(format.slice(from));
  return joined(parts, at);
}

/** `[a, b].join("/")` and `File.join(a, b)` with parts that are written out; null for any other. */
export function joinedBy({ callee, args, line, column }: CallExpr): Expr | null {
  if (callee.kind !== 'member' || callee.name !== 'join') return null;
  const { object } = callee;
  const isFile = object.kind === 'name' && object.name === 'File';
  const items = isFile
    ? args.some(({ spread }) => spread)
      ? undefined
      : args.map(({ value }) => value)
    : object.kind === 'list'
      ? object.items
      : undefined;
  const between = isFile ? '/' : args[0]?.value;
  if (items === undefined || between === undefined) return null;
  const separator: Expr =
    typeof between === 'string' ? { kind: 'text', value: between, line, column } : between;
  return joined(
    items.flatMap((item, index) => (index === 0 ? [item] : [separator, item])),
    { line, column },
  );
}

function entryValue(map: Extract<Expr, { kind: 'map' }>, name: string): Expr | undefined {
  return map.entries.find(({ key }) => key?.kind === 'text' && key.value === name)?.value;
}
