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
