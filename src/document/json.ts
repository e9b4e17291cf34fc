import type { JsonValue } from './document.ts';
import { jsonStringAt } from './json-keys.ts';
import { scanJson } from './json-scan.ts';
import type { ParsedText } from './parsed-text.ts';
import { SourcePositions } from './source-positions.ts';

/**
 * Reads a JSON text. The scan comes first: it bounds depth and size, and says exactly what is wrong;
 * the value itself is left to the engine's own parser, which what was scanned cannot fail in, once it is asked
 * for: a document that did not change is only scanned. Throws a `Refusal`.
 */
export function readJson(text: string): ParsedText {
  const table = scanJson(text);
  const positions = new SourcePositions(table, {
    keyOf: (node) => jsonStringAt(text, table.key(node)),
    target: (node) => node,
    merged: () => [],
  });
  return { format: 'json', readValue: () => parsed(text), positions };
}

function parsed(text: string): JsonValue {
  return JSON.parse(text);
}
