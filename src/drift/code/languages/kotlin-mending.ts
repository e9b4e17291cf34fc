/** Comments, characters and text without templates; what stands in them is no code. */
const OPAQUE = /\/\/[^\n]*|\/\*[\s\S]*?\*\/|'(?:\\.|[^'\\\n])*'/y;

/**
 * The text of a file with semicolons where Kotlin needs none but the grammar does: before a `}` that ends a line of
 * code (`companion object { const val A = 1 }`), and behind a `Foo::class` that ends a line. Lines stay as they are.
 */
export function mended(text: string): string {
  let made = '';
  let from = 0;
  let last = '';
  let lineStart = true;
  for (let at = 0; at < text.length; ) {
    const end = endOfOpaque(text, at);
    if (end > at) {
      last = text[end - 1] ?? '';
      lineStart = false;
      at = end;
      continue;
    }
    const char = text[at] ?? '';
    if (char === '\n') {
      if (endsWithClass(text, at)) {
        made += `${text.slice(from, at)};`;
        from = at;
      }
      lineStart = true;
    } else if (char === '}' && !lineStart && !/[{;,>]/.test(last)) {
      const isSpaced = text[at - 1] === ' ';
      made += `${text.slice(from, isSpaced ? at - 1 : at)};`;
      from = at;
    }
    if (!/\s/.test(char)) {
      last = char;
      lineStart = false;
    }
    at += 1;
  }
  return made + text.slice(from);
}

/** Whether the line ends with `::class` or `::class.java` and the next one begins with a word. */
function endsWithClass(text: string, at: number): boolean {
  const before = text.slice(Math.max(0, at - 40), at);
  return /::class(?:\.java)?[ \t]*$/.test(before) && /^\s*\w/.test(text.slice(at, at + 200));
}

/** The end of the comment or text that begins here; the place itself where none does. */
function endOfOpaque(text: string, at: number): number {
  const char = text[at];
  if (char === '"') return endOfString(text, at);
  if (char !== '/' && char !== "'") return at;
  OPAQUE.lastIndex = at;
  return OPAQUE.test(text) ? OPAQUE.lastIndex : at;
}

function endOfString(text: string, start: number): number {
  const quote = text.startsWith('"""', start) ? '"""' : '"';
  let at = start + quote.length;
  while (at < text.length) {
    if (text.startsWith(quote, at)) {
      at += quote.length;
      while (quote.length === 3 && text[at] === '"') at += 1;
      return at;
    }
    if (quote === '"' && text[at] === '\n') return at;
    if (quote === '"' && text[at] === '\\') at += 2;
    else if (text.startsWith('${', at)) at = endOfTemplate(text, at + 2);
    else at += 1;
  }
  return text.length;
}

/** Behind the `}` that closes a template. */
function endOfTemplate(text: string, start: number): number {
  let depth = 1;
  for (let at = start; at < text.length; ) {
    const end = endOfOpaque(text, at);
    if (end > at) {
      at = end;
      continue;
    }
    if (text[at] === '{') depth += 1;
    else if (text[at] === '}') depth -= 1;
    at += 1;
    if (depth === 0) return at;
  }
  return text.length;
}
