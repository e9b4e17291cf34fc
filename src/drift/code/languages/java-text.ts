const SIMPLE: Readonly<Record<string, string>> = {
  n: '\n',
  r: '\r',
  t: '\t',
  b: '\b',
  f: '\f',
  s: ' ',
  '0': '\0',
};

/** Resolves the escapes of Java (JLS 3.10.7, 3.3) and of Kotlin, which has a part of them and `\$`. */
export function resolveEscapes(text: string): string {
  if (!text.includes('\\')) return text;
  return text.replace(
    /\\(?:u+([0-9a-fA-F]{4})|([0-3]?[0-7]{1,2})|(\r?\n)|([\s\S]))/g,
    (_, hex, octal, newline, one) => {
      if (hex !== undefined) return String.fromCharCode(Number.parseInt(hex, 16));
      if (octal !== undefined) return String.fromCharCode(Number.parseInt(octal, 8));
      if (newline !== undefined) return '';
      return SIMPLE[one] ?? one;
    },
  );
}

/** The value of a string literal or a text block (JLS 3.10.5, 3.10.6), given with its quotes. */
export function javaText(literal: string): string {
  return literal.startsWith('"""')
    ? resolveEscapes(stripIndent(literal.slice(3, -3).replace(/^[ \t\f]*\r?\n/, '')))
    : resolveEscapes(literal.slice(1, -1));
}

/** Takes away the indentation that all lines have in common; the last line counts even when it is blank. */
export function stripIndent(text: string): string {
  const lines = text.split(/\r?\n/);
  const counted = lines.filter((line, index) => line.trim() !== '' || index === lines.length - 1);
  const indent = Math.min(...counted.map((line) => line.length - line.trimStart().length));
  return lines.map((line) => line.slice(indent).trimEnd()).join('\n');
}
