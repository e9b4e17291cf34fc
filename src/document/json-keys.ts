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

/** Steps to find a key's slot that are allowed for each key before the keys are taken for hostile. */
const MOST_STEPS = 8;

/**
 * Tells keys that an object of a JSON text has twice. Each key is hashed when it is read, so that it is only
 * looked at again where another one of the same object has the same hash.
 */
export class JsonKeys {
  /** Hashes of the keys of nodes. */
  private hashes = new Int32Array(1024);
  /** Slots of a hash table over one object's keys: a node, or 0, which as the root has no key. */
  private slots = new Int32Array(64);

  constructor(
    private readonly text: string,
    private readonly table: PositionTable,
  ) {}

  /** Takes in the key of a node, which stands in the text from `start` up to `end`, quotes included. */
  read(node: number, start: number, end: number): void {
    if (node >= this.hashes.length) {
      const larger = new Int32Array(Math.max(node + 1, this.hashes.length * 2));
      larger.set(this.hashes);
      this.hashes = larger;
    }
    let hash = 0;
    for (let at = start + 1; at < end - 1; at += 1) {
      const unit = this.text.charCodeAt(at);
      if (unit === BACKSLASH) {
        hash = hashOf(jsonStringAt(this.text, start));
        break;
      }
      hash = (Math.imul(hash, 31) + unit) | 0;
    }
    this.hashes[node] = hash;
  }

  /** Refuses an object that has a key twice. `node` is the object in the table of positions, complete. */
  refuseDuplicates(node: number): void {
    const { table } = this;
    const end = table.next(node);
    let members = 0;
    for (let child = node + 1; child < end; child = table.next(child)) members += 1;
    if (members <= FEW_KEYS) this.compareInPairs(node, end);
    else if (!this.compareBySlots(node, end, members)) compareInSet(this.text, table, node);
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
    const { text, table } = this;
    if (sameKey(text, table.key(first), table.key(second))) {
      throw duplicate(text, table.key(first), table.key(second));
    }
  }
}

/** 2^32 over the golden ratio: spreads hashes that differ little (Knuth, The Art of Computer Programming 3, 6.4). */
const GOLDEN = 0x9e3779b1;

function hashOf(key: string): number {
  let hash = 0;
  for (let at = 0; at < key.length; at += 1) hash = (Math.imul(hash, 31) + key.charCodeAt(at)) | 0;
  return hash;
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
