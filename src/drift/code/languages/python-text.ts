import type { CallExpr, Expr, Place } from '../facts.ts';
import type { FactsBuilder } from '../facts-builder.ts';
import { joined } from '../joined.ts';
import { named, placeOf } from '../nodes.ts';
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

/** A string or f-string literal (Python reference, section 2.4): a text, or the parts that it joins. */
export function textOfString(node: Node, build: FactsBuilder): Expr {
  const { text, startIndex } = node;
  const { line, column } = placeOf(node);
  const opened = /^([a-zA-Z]*)("""|'''|"|')/.exec(text);
  const prefix = opened?.[1]?.toLowerCase() ?? '';
  const quote = opened?.[2] ?? '';
  const isRaw = prefix.includes('r');
  const isFormat = prefix.includes('f') || prefix.includes('t');
  const parts: Expr[] = [];
  let from = opened?.[0].length ?? 0;
  const addText = (to: number) => {
    if (to <= from) return;
    const piece = text.slice(from, to);
    const unbraced = isFormat ? piece.replace(/\{\{|\}\}/g, (two) => two.charAt(0)) : piece;
    parts.push({ kind: 'text', value: isRaw ? unbraced : resolveEscapes(unbraced), line, column });
  };
  if (isFormat) {
    for (const child of named(node)) {
      if (child.type !== 'interpolation') continue;
      addText(child.startIndex - startIndex);
      parts.push(build.expr(child.childForFieldName('expression')));
      from = child.endIndex - startIndex;
    }
  }
  addText(text.endsWith(quote) ? text.length - quote.length : text.length);
  return joined(parts, { line, column });
}

function resolveEscapes(text: string): string {
  if (!text.includes('\\')) return text;
  return text.replace(
    /\\(?:U([0-9a-fA-F]{8})|u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|([0-7]{1,3})|(\r\n|[\s\S]))/g,
    (whole, eight, four, two, octal, one) => {
      const code = eight ?? four ?? two;
      if (code !== undefined || octal !== undefined) {
        const point = code === undefined ? Number.parseInt(octal, 8) : Number.parseInt(code, 16);
        return point <= 0x10ffff ? String.fromCodePoint(point) : whole;
      }
      if (one === '\n' || one === '\r\n') return '';
      if (one === '\\' || one === "'" || one === '"') return one;
      return SIMPLE[one] ?? whole;
    },
  );
}

/** `"%s/users" % base`, `"%(a)s" % {…}`: printf-style formatting (Library reference, "printf-style String Formatting"). */
export function percentFormatted(format: string, values: Expr, at: Place): Expr | null {
  const list = values.kind === 'list' ? values.items : [values];
  let next = 0;
  return formatted(format, /%(?:\((\w+)\))?[-#0 +]*\d*(?:\.\d+)?([%a-zA-Z])/g, at, (match) => {
    if (match[2] === '%') return '%';
    const name = match[1];
    if (name === undefined) return list[next++] ?? null;
    return values.kind === 'map' ? entryValue(values.entries, name) : null;
  });
}

/** `"{}/users".format(base)` (Library reference, "Format String Syntax"); null where a field is not among the arguments. */
export function braceFormatted(call: CallExpr): Expr | null {
  const { callee, args } = call;
  if (callee.kind !== 'member' || callee.name !== 'format' || callee.object.kind !== 'text')
    return null;
  let next = 0;
  const positional = args.filter(({ name }) => name === null);
  if (args.some(({ spread }) => spread)) return null;
  return formatted(
    callee.object.value,
    /\{\{|\}\}|\{([^{}!:]*)(?:![rsa])?(?::[^{}]*)?\}/g,
    call,
    (match) => {
      if (match[0] === '{{' || match[0] === '}}') return match[0].charAt(0);
      const field = match[1] ?? '';
      if (field === '') return positional[next++]?.value ?? null;
      if (/^\d+$/.test(field)) return positional[Number(field)]?.value ?? null;
      return args.find(({ name }) => name === field)?.value ?? null;
    },
  );
}

/** What `%` and `format` put together, of a format that is known by now. */
export function formattedBy(call: CallExpr, format: string): Expr | null {
  const { callee, args } = call;
  const [first] = args;
  if (callee.kind !== 'member' || first === undefined) return null;
  if (callee.name === '%') return percentFormatted(format, first.value, call);
  const { line, column } = callee;
  const object: Expr = { kind: 'text', value: format, line, column };
  return callee.name === 'format'
    ? braceFormatted({ ...call, callee: { ...callee, object } })
    : null;
}

/** `"/".join([a, b])` of a list that is written out; null for any other. */
export function joinedBy(call: CallExpr): Expr | null {
  const { callee, args } = call;
  if (callee.kind !== 'member' || callee.name !== 'join' || callee.object.kind !== 'text')
    return null;
  const list = args[0]?.value;
  if (list?.kind !== 'list') return null;
  const separator = callee.object;
  return joined(
    list.items.flatMap((item, index) => (index === 0 ? [item] : [separator, item])),
    call,
  );
}

function formatted(
  format: string,
  field: RegExp,
  at: Place,
  value: (match: RegExpMatchArray) => Expr | string | null,
): Expr | null {
  const parts: Expr[] = [];
  const { line, column } = at;
  const addText = (text: string) => parts.push({ kind: 'text', value: text, line, column });
  let from = 0;
  for (const match of format.matchAll(field)) {
    addText(format.slice(from, match.index));
    const found = value(match);
    if (found === null) return null;
    if (typeof found === 'string') addText(found);
    else parts.push(found);
    from = match.index + match[0].length;
  }
  addText(format.slice(from));
  return joined(
    parts.filter((part) => part.kind !== 'text' || part.value !== ''),
    at,
  );
}

function entryValue(
  entries: readonly { readonly key: Expr | null; readonly value: Expr }[],
  name: string,
): Expr | null {
  const found = entries.find(({ key }) => key?.kind === 'text' && key.value === name);
  return found?.value ?? null;
}
