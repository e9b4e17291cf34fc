import type { SourceDocument } from '../../document/document.ts';

const KNOWN = new WeakMap<SourceDocument, ReadonlySet<string> | null>();

/**
 * Every text that a JSON document has as a `$ref`, found in its text without looking at its values: most contracts
 * say all that is asked of their references with that. Also holds those in examples, which refer to nothing.
 * Null where that cannot be told from the text: in YAML, and where a key may be written with escapes.
 */
export function referenceTexts(document: SourceDocument): ReadonlySet<string> | null {
  const known = KNOWN.get(document);
  if (known !== undefined) return known;
  const found = document.format === 'json' ? readTexts(document.text) : null;
  KNOWN.set(document, found);
  return found;
}

function readTexts(text: string): ReadonlySet<string> | null {
  if (/\\u00(?:24|72|65|66)/i.test(text)) return null;
  const found = new Set<string>();
  const value = /\s*:\s*("(?:[^"\\]|\\.)*")/y;
  const key = '"$ref"';
  for (let at = text.indexOf(key); at !== -1; at = text.indexOf(key, at + key.length)) {
    value.lastIndex = at + key.length;
    const written = value.exec(text)?.[1];
    if (written === undefined) continue;
    found.add(written.includes('\\') ? String(JSON.parse(written)) : written.slice(1, -1));
  }
  return found;
}
