import { CST } from 'yaml';
import { RareYaml } from './rare-yaml.ts';

const LOWER_A = 97;
const LOWER_Z = 122;
const INTEGER = /^[-+]?[0-9]+$/;
const OCTAL = /^0o[0-7]+$/;
const HEXADECIMAL = /^0x[0-9a-fA-F]+$/;
const FLOAT = /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/;

/**
 * The value of a plain YAML scalar by the core schema (YAML 1.2.2 section 10.3.2), as far as JSON can hold it:
 * `.inf`, `.nan` and numbers beyond a double stay the text they are. Dates are text, as in that schema.
 */
export function resolvePlainScalar(text: string): null | boolean | number | string {
  const first = text.charCodeAt(0);
  const isWord =
    first >= LOWER_A && first <= LOWER_Z && first !== 116 && first !== 102 && first !== 110;
  if (isWord) return text;
  switch (text) {
    case '':
    case '~':
    case 'null':
    case 'Null':
    case 'NULL':
      return null;
    case 'true':
    case 'True':
    case 'TRUE':
      return true;
    case 'false':
    case 'False':
    case 'FALSE':
      return false;
    default:
      return isNumberStart(first) ? (resolveNumber(text) ?? text) : text;
  }
}

/** `+`, `-`, `.` or a digit. */
function isNumberStart(code: number): boolean {
  return (code >= 48 && code <= 57) || code === 43 || code === 45 || code === 46;
}

function resolveNumber(text: string): number | undefined {
  const isNumber =
    INTEGER.test(text) || OCTAL.test(text) || HEXADECIMAL.test(text) || FLOAT.test(text);
  const value = isNumber ? Number(text) : Number.NaN;
  return Number.isFinite(value) ? value : undefined;
}

/** Whether the text of a block scalar ends before the end of a line, as it never should. */
export function endsWithinLine(text: string, start: number, end: number): boolean {
  return end > start && end < text.length && text.charAt(end - 1) !== '\n';
}

/**
 * The text that a plain or quoted scalar means, with quotes, escapes and folded lines resolved.
 * Throws `RareYaml` at an error.
 */
export function flowScalarText(source: string, isQuoted: boolean, offset: number): string {
  const first = source.charAt(0);
  if (source === '') throw new RareYaml(offset);
  if (!source.includes('\n')) {
    if (isQuoted ? isSimplyQuoted(source, first) : !',%@`|>\t'.includes(first)) {
      return isQuoted ? source.slice(1, -1) : source;
    }
  }
  const quoted = first === '"' ? 'double-quoted-scalar' : 'single-quoted-scalar';
  const type = isQuoted ? quoted : 'scalar';
  return CST.resolveAsScalar({ type, offset, indent: 0, source }, true, rareAt(offset)).value;
}

/** Whether a quoted scalar is closed and has nothing to resolve within. */
function isSimplyQuoted(source: string, quote: string): boolean {
  const escapeMark = quote === '"' ? '\\' : "''";
  return source.length > 1 && source.endsWith(quote) && !source.includes(escapeMark, 1);
}

/** The text that a block scalar means. `indent` is the column of the collection it is in, -1 for none. */
export function blockScalarText(scalar: {
  readonly header: string;
  readonly lines: string;
  readonly indent: number;
  readonly offset: number;
}): string {
  const { header, lines, offset } = scalar;
  const token: CST.BlockScalar = {
    type: 'block-scalar',
    offset,
    indent: Math.max(scalar.indent, 0),
    props: [{ type: 'block-scalar-header', offset, indent: 0, source: header }],
    source: lines,
  };
  return CST.resolveAsScalar(token, true, rareAt(offset)).value;
}

function rareAt(offset: number): () => never {
  return () => {
    throw new RareYaml(offset);
  };
}
