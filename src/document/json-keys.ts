import type { PositionTable } from './position-table.ts';
import { Refusal } from './refusal.ts';

const QUOTE = 34;
const BACKSLASH = 92;

/** Members of an object up to which keys are compared pair by pair, which is faster than a set. */
const FEW_KEYS = 8;

/** The text of the JSON string that starts at an offset of a valid JSON text. */
export function jsonStringAt(text: string, start: number): string {
  for (let at = start + 1; ; at++) {
    const code = text.charCodeAt(at);
    if (code === BACKSLASH) return decodedStringAt(text, start);
    if (code === QUOTE) return text.slice(start + 1, at);
  }
}

function decodedStringAt(text: string, start: number): string {
  let end = start + 1;
  while (text.charCodeAt(end) !== QUOTE) end += text.charCodeAt(end) === BACKSLASH ? 2 : 1;
  return String(JSON.parse(text.slice(start, end + 1)));
}

/** Refuses an object of a JSON text that has a key twice. `node` is the object in the table of positions. */
export function refuseDuplicateKeys(text: string, table: PositionTable, node: number): void {
  const end = table.next(node);
  let members = 0;
  for (let child = node + 1; child < end; child = table.next(child)) members += 1;
  if (members > FEW_KEYS) compareInSet(text, table, node);
  else compareInPairs(text, table, node);
}

function compareInPairs(text: string, table: PositionTable, node: number): void {
  const end = table.next(node);
  for (let child = node + 1; child < end; child = table.next(child)) {
    for (let other = table.next(child); other < end; other = table.next(other)) {
      if (sameKey(text, table.key(child), table.key(other))) {
        throw duplicate(text, table.key(child), table.key(other));
      }
    }
  }
}

function compareInSet(text: string, table: PositionTable, node: number): void {
  const end = table.next(node);
  const seen = new Map<string, number>();
  for (let child = node + 1; child < end; child = table.next(child)) {
    const key = jsonStringAt(text, table.key(child));
    const first = seen.get(key);
    if (first !== undefined) throw duplicate(text, table.key(first), table.key(child));
    seen.set(key, child);
  }
}

function sameKey(text: string, first: number, second: number): boolean {
  for (let step = 1; ; step++) {
    const a = text.charCodeAt(first + step);
    const b = text.charCodeAt(second + step);
    if (a === BACKSLASH || b === BACKSLASH) {
      return decodedStringAt(text, first) === decodedStringAt(text, second);
    }
    if (a !== b) return false;
    if (a === QUOTE) return true;
  }
}

function duplicate(text: string, first: number, second: number): Refusal {
  return Refusal.duplicateKey(jsonStringAt(text, second), second, first);
}
