// Large JSON texts are scanned in a thread while their values are made in this one: the two do not need each other.

import type { JsonValue } from './document.ts';
import { type ScannedJson, scanJson } from './json-scan.ts';
import { JsonSource } from './json-source.ts';
import { type PlainTable, PositionTable } from './position-table.ts';

/** What is known of a JSON text without fault before it is read as a document. */
export interface JsonAhead {
  readonly source: JsonSource;
  readonly scanned: ScannedJson;
  readonly value: JsonValue;
}

/** What a scan found, as plain data. */
export interface PlainScan {
  readonly table: PlainTable;
  readonly noted: readonly number[];
}

/** Scans texts elsewhere; null for each that has a fault, and rejects where it cannot scan at all. */
export type ScanElsewhere = (texts: readonly Buffer[]) => Promise<readonly (PlainScan | null)[]>;

/** Below so many bytes in all, starting a thread takes longer than it saves. */
const WORTH_A_THREAD = 2_000_000;

/**
 * Reads texts, with their scans elsewhere. Undefined for each that is no JSON, or has a fault: that is said when it is
 * read as ever. Nothing is read ahead where little is to be read, or where no text looks like JSON.
 */
export async function readAhead(
  texts: readonly Buffer[],
  scanElsewhere: ScanElsewhere,
): Promise<readonly (JsonAhead | undefined)[]> {
  const size = texts.reduce((sum, { length }) => sum + length, 0);
  if (size < WORTH_A_THREAD || !texts.every(startsAsObject)) return [];
  const scanning = scanElsewhere(texts).catch(() => []);
  const sources = texts.map((bytes) => new JsonSource(utf8(bytes)));
  const values = sources.map(valueIn);
  const scans = await scanning;
  return sources.map((source, index) => {
    const [scan, value] = [scans[index], values[index]];
    if (scan === null || scan === undefined || value === undefined) return undefined;
    const { table, noted } = scan;
    return { source, scanned: { table: PositionTable.of(table), noted }, value };
  });
}

/** The scan of a text as plain data; null where it has a fault. */
export function plainScan(bytes: Buffer): PlainScan | null {
  try {
    const { table, noted } = scanJson(new JsonSource(utf8(bytes)));
    return { table: table.plain(), noted };
  } catch {
    // What is wrong is found again, and said, by whoever reads the text.
    return null;
  }
}

function startsAsObject(bytes: Buffer): boolean {
  return bytes[0] === OPEN_OBJECT;
}

const OPEN_OBJECT = 123;

function valueIn(source: JsonSource): JsonValue | undefined {
  try {
    return source.parse();
  } catch {
    // As with the scan: whoever reads the text says what is wrong.
    return undefined;
  }
}

function utf8(bytes: Buffer) {
  return {
    bytes,
    get text() {
      return bytes.toString('utf8');
    },
  };
}
