import type { JsonAhead } from './json-ahead.ts';
import { jsonStringAt, textsUnder } from './json-keys.ts';
import { type ScannedJson, scanJson } from './json-scan.ts';
import { JsonSource, type Utf8Text } from './json-source.ts';
import type { ParsedText } from './parsed-text.ts';
import { Refusal } from './refusal.ts';
import { SourcePositions } from './source-positions.ts';

/**
 * Reads a JSON text. The scan comes first: it bounds depth and size, and says exactly what is wrong;
 * the value itself is left to the engine's own parser, which what was scanned cannot fail in, once it is asked
 * for: a document that did not change is only scanned. `ahead` is what another thread has scanned of the same text.
 * Throws a `Refusal`.
 */
export function readJson(text: string | Utf8Text, ahead?: JsonAhead): ParsedText {
  const source = ahead?.source ?? new JsonSource(text);
  const { table, noted } = ahead?.scanned ?? scanned(source);
  const positions = new SourcePositions(table, {
    keyOf: (node) => jsonStringAt(source, table.key(node)),
    target: (node) => node,
    merged: () => [],
  });
  return {
    format: 'json',
    readValue: () => (ahead === undefined ? source.parse() : ahead.value),
    positions,
    place: (offset) => source.place(offset, table.lineFeeds),
    slice: (start, end) => source.slice(start, end),
    unitsBefore: (offset) => source.unitsBefore(offset),
    textsOf: (key) => textsUnder(source, table, noted, key),
  };
}

/** Scans a text; what is refused is said in code units of the text, as of any format. */
function scanned(source: JsonSource): ScannedJson {
  try {
    return scanJson(source);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const { code, message, offset, firstOffset } = error;
    const first = firstOffset === null ? null : source.unitsBefore(firstOffset);
    throw new Refusal(code, message, source.unitsBefore(offset), first);
  }
}
