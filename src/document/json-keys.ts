import type { JsonSource } from './json-source.ts';
import type { PositionTable } from './position-table.ts';
import { Refusal } from './refusal.ts';

const QUOTE = 34;
const BACKSLASH = 92;

/** Members of an object up to which keys are compared pair by pair, which is faster than a set. */
const FEW_KEYS = 8;

/** The text of the JSON string that starts at an offset of a valid JSON text. */
export function jsonStringAt(source: JsonSource, start: number): string {
  const { bytes } = source;
  for (let at = start + 1; ; at++) {
    const code = bytes[at];
    if (code === BACKSLASH) return decodedStringAt(source, start);
    if (code === QUOTE || code === undefined) return source.slice(start + 1, at);
  }
}

function decodedStringAt(source: JsonSource, start: number): string {
  const { bytes } = source;
  let end = start + 1;
  while (bytes[end] !== QUOTE) end += bytes[end] === BACKSLASH ? 2 : 1;
  return String(JSON.parse(source.slice(start, end + 1)));
}

/** Steps to find a key's slot that are allowed for each key before the keys are taken for hostile. */
const MOST_STEPS = 8;

/** Keys whose places are noted, since references are what contracts are read by. */
const NOTED = ['$ref', '$dynamicRef', '$recursiveRef'] as const;

/** A key whose places are noted by the scan. */
export type NotedKey = (typeof NOTED)[number];

/** Every text that stands under a key, of nodes whose keys may be that one. */
export function textsUnder(
  source: JsonSource,
  table: PositionTable,
  noted: readonly number[],
  key: NotedKey,
): ReadonlySet<string> {
  const found = new Set<string>();
  for (const node of noted) {
    const value = table.value(node);
    if (source.bytes[value] !== QUOTE || !isKey(source, table.key(node), key)) continue;
    found.add(jsonStringAt(source, value));
  }
  return found;
}

/** Whether the string at an offset is a key, which is mostly told from its bytes. */
function isKey(source: JsonSource, start: number, key: NotedKey): boolean {
  const { bytes } = source;
  let at = 0;
  while (at < key.length && bytes[start + 1 + at] === key.charCodeAt(at)) at += 1;
  if (at === key.length && bytes[start + 1 + at] === QUOTE) return true;
  return jsonStringAt(source, start) === key;
}

/**
 * Tells keys that an object of a JSON text has twice. Each key is hashed when it is read, so that it is only
 * looked at again where another one of the same object has the same hash.
 */
export class JsonKeys {
  /** Hashes of the keys of nodes. */
  private hashes = new Int32Array(1024);
  /** Slots of a hash table over one object's keys: a node, or 0, which as the root has no key. */
  private slots = new Int32Array(64);
  /** Nodes whose keys have the hash of one that is noted. */
  readonly noted: number[] = [];

  constructor(
    private readonly source: JsonSource,
    private readonly table: PositionTable,
  ) {}

  /** Takes in the hash of a node's key: of its bytes, by 31. */
  add(node: number, hash: number): void {
    if (node >= this.hashes.length) {
      const larger = new Int32Array(Math.max(node + 1, this.hashes.length * 2));
      larger.set(this.hashes);
      this.hashes = larger;
    }
    this.hashes[node] = hash;
    if (hash === FIRST_NOTED || hash === SECOND_NOTED || hash === THIRD_NOTED) {
      this.noted.push(node);
    }
  }

  /** Takes in a key with escapes or other characters than ASCII, from `start` up to `end`, quotes included. */
  addUnusual(node: number, start: number, end: number): void {
    const { bytes } = this.source;
    const isEscaped = bytes.subarray(start, end).includes(BACKSLASH);
    const meant = isEscaped ? Buffer.from(decodedStringAt(this.source, start)) : undefined;
    this.add(node, hashOf(meant ?? bytes.subarray(start + 1, end - 1)));
  }

  /** Refuses an object that has a key twice. `node` is the object in the table of positions, complete. */
  refuseDuplicates(node: number): void {
    const { table } = this;
    const end = table.next(node);
    let members = 0;
    for (let child = node + 1; child < end; child = table.next(child)) members += 1;
    if (members <= FEW_KEYS) this.compareInPairs(node, end);
    else if (!this.compareBySlots(node, end, members)) compareInSet(this.source, table, node);
  }

  private compareInPairs(node: number, end: number): void {
    const { table, hashes } = this;
    for (let child = node + 1; child < end; child = table.next(child)) {
      const hash = hashes[child];
      for (let other = table.next(child); other < end; other = table.next(other)) {
        if (hashes[other] === hash) this.refuseSame(child, other);
      }
    }
  }

  /** False where so many hashes are the same that the keys may have been chosen for it. */
  private compareBySlots(node: number, end: number, members: number): boolean {
    const { table, hashes } = this;
    const size = 1 << (33 - Math.clz32(members));
    if (this.slots.length < size) this.slots = new Int32Array(size);
    else this.slots.fill(0, 0, size);
    let steps = members * MOST_STEPS;
    for (let child = node + 1; child < end; child = table.next(child)) {
      const hash = hashes[child] ?? 0;
      let slot = Math.imul(hash, GOLDEN) >>> (32 - Math.log2(size));
      for (let other = this.slots[slot] ?? 0; other !== 0; other = this.slots[slot] ?? 0) {
        if (hashes[other] === hash) this.refuseSame(other, child);
        steps -= 1;
        if (steps === 0) return false;
        slot = (slot + 1) & (size - 1);
      }
      this.slots[slot] = child;
    }
    return true;
  }

  private refuseSame(first: number, second: number): void {
    const { source, table } = this;
    if (sameKey(source, table.key(first), table.key(second))) {
      throw duplicate(source, table.key(first), table.key(second));
    }
  }
}

/** 2^32 over the golden ratio: spreads hashes that differ little (Knuth, The Art of Computer Programming 3, 6.4). */
const GOLDEN = 0x9e3779b1;

function hashOf(key: Uint8Array): number {
  let hash = 0;
  for (const byte of key) hash = (Math.imul(hash, 31) + byte) | 0;
  return hash;
}

const [FIRST_NOTED, SECOND_NOTED, THIRD_NOTED] = [
  hashOf(Buffer.from(NOTED[0])),
  hashOf(Buffer.from(NOTED[1])),
  hashOf(Buffer.from(NOTED[2])),
];

function compareInSet(source: JsonSource, table: PositionTable, node: number): void {
  const end = table.next(node);
  const seen = new Map<string, number>();
  for (let child = node + 1; child < end; child = table.next(child)) {
    const key = jsonStringAt(source, table.key(child));
    const first = seen.get(key);
    if (first !== undefined) throw duplicate(source, table.key(first), table.key(child));
    seen.set(key, child);
  }
}

function sameKey(source: JsonSource, first: number, second: number): boolean {
  const { bytes } = source;
  for (let step = 1; ; step++) {
    const a = bytes[first + step];
    const b = bytes[second + step];
    if (a === BACKSLASH || b === BACKSLASH) {
      return decodedStringAt(source, first) === decodedStringAt(source, second);
    }
    if (a !== b) return false;
    if (a === QUOTE) return true;
  }
}

function duplicate(source: JsonSource, first: number, second: number): Refusal {
  return Refusal.duplicateKey(jsonStringAt(source, second), second, first);
}
