// Writes values as YAML in the manner of the file they are to stand in.
import { stringify } from 'yaml';
import { isObject, type JsonValue } from '../document/document.ts';
import { isList } from './values.ts';

/** How a file is written. */
export interface YamlStyle {
  /** Blanks of one level. */
  readonly indent: number;
  /** Whether the dashes of a list stand deeper than its key. */
  readonly indentLists: boolean;
  readonly singleQuotes: boolean;
}

/** Lines that are looked at to tell how a file is written. */
const SAMPLE = 20_000;

/** Tells how a text is written by how its first lines are. */
export function yamlStyleOf(text: string): YamlStyle {
  const sample = text.slice(0, SAMPLE * 40);
  const nested = /^( *)[^\s#-][^\n]*:[ \t]*\r?\n( +)[^\s#-]/gm;
  let indent: number | undefined;
  for (const [, outer = '', inner = ''] of sample.matchAll(nested)) {
    if (inner.length <= outer.length) continue;
    indent = inner.length - outer.length;
    break;
  }
  const list = /^( *)[^\s#-][^\n]*:[ \t]*\r?\n( *)- /m.exec(sample);
  const count = (pattern: RegExp) => [...sample.matchAll(pattern)].length;
  return {
    indent: indent ?? 2,
    indentLists: list === null || (list[2] ?? '').length > (list[1] ?? '').length,
    singleQuotes: count(/(?:: |- |^ *)'/gm) > count(/(?:: |- |^ *)"/gm),
  };
}

/** A value as lines of a block, from the first column. A scalar may take several lines too. */
export function blockLines(value: JsonValue, style: YamlStyle): readonly string[] {
  return stringify(value, {
    indent: style.indent,
    indentSeq: style.indentLists,
    singleQuote: style.singleQuotes,
    lineWidth: 0,
    minContentWidth: 0,
    aliasDuplicateObjects: false,
    // What readers of YAML 1.1 take for something else than text is quoted too.
    compat: 'yaml-1.1',
  })
    .replace(/\n$/, '')
    .split('\n');
}

/** A value on one line, as it may stand in a flow collection. */
export function flowText(value: JsonValue, style: YamlStyle): string {
  if (isList(value)) return `[${value.map((item) => flowText(item, style)).join(', ')}]`;
  if (isObject(value)) {
    const members = Object.entries(value).map(([key, item]) => flowMember(key, item, style));
    return members.length === 0 ? '{}' : `{ ${members.join(', ')} }`;
  }
  return typeof value === 'string' ? flowScalar(value, style) : JSON.stringify(value);
}

/** A member as it may stand in a flow mapping. */
export function flowMember(key: string, value: JsonValue, style: YamlStyle): string {
  return `${flowScalar(key, style)}: ${flowText(value, style)}`;
}

function flowScalar(text: string, style: YamlStyle): string {
  const isPlain = /^[A-Za-z_][\w./-]*$/.test(text) && blockLines(text, style).join('\n') === text;
  return isPlain ? text : quoted(text, style.singleQuotes ? "'" : '"');
}

/** A text in quotes of a kind, or in double quotes where it cannot be written on one line otherwise. */
export function quoted(text: string, quote: "'" | '"'): string {
  const isSimple = !/[\p{Cc}\u0085\u2028\u2029\uFEFF]/u.test(text);
  return quote === "'" && isSimple ? `'${text.replaceAll("'", "''")}'` : JSON.stringify(text);
}
