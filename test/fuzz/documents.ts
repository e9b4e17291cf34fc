/** Real API contracts to be damaged: found in folders, and cut to a size that can be compared thousands of times. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parse } from 'yaml';
import { isRecord, type Json, type JsonRecord } from './json.ts';
import type { Random } from './random.ts';

export interface RealDocument {
  readonly name: string;
  readonly value: JsonRecord;
  /** How long its JSON is. */
  readonly size: number;
}

/** A contract up to this size is used whole; larger ones are mostly cut. */
const SMALL = 150_000;
/** How large a cut part is, at most, before the last path that is taken into it. */
const CUT = 60_000;
/** Larger files are copies with every reference put in place: nothing that the others do not have. */
const MAX_FILE = 16_000_000;

/** Every JSON or YAML file below the folders that says it is an API contract, by name; unreadable ones are left out. */
export function findDocuments(folders: readonly string[]): RealDocument[] {
  const found: RealDocument[] = [];
  for (const folder of folders) {
    for (const entry of readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()) {
      if (!/\.(json|ya?ml)$/i.test(entry)) continue;
      const document = readContract(join(folder, entry), entry);
      if (document !== null) found.push(document);
    }
  }
  return found;
}

function readContract(path: string, name: string): RealDocument | null {
  const stats = statSync(path);
  if (!stats.isFile() || stats.size > MAX_FILE) return null;
  const text = readFileSync(path, 'utf8');
  if (!/["']?(openapi|swagger)["']?\s*:\s*["']?[23]/.test(text)) return null;
  const value = parsed(text, name);
  if (!isRecord(value) || !isRecord(value['paths'] ?? value['webhooks'])) return null;
  return { name: basename(name), value, size: JSON.stringify(value).length };
}

/** The value of a text; undefined where it has none: packages also bring broken contracts, for tests of their own. */
function parsed(text: string, name: string): Json | undefined {
  try {
    return name.endsWith('.json') ? JSON.parse(text) : parse(text, { logLevel: 'silent' });
  } catch (error) {
    if (error instanceof Error) return undefined;
    throw error;
  }
}

/** A copy of a document that may be changed: the whole, or some of its paths and all they refer to. */
export function takePart(random: Random, document: RealDocument): JsonRecord {
  if (document.size <= SMALL || random.chance(0.001)) return structuredClone(document.value);
  return cut(random, document.value);
}

function cut(random: Random, whole: JsonRecord): JsonRecord {
  const part: JsonRecord = {};
  for (const [key, value] of Object.entries(whole)) {
    if (!['paths', 'webhooks', 'x-webhooks', 'components', 'definitions'].includes(key))
      part[key] = structuredClone(value);
  }
  const paths = ['paths', 'webhooks', 'x-webhooks'].flatMap((group) => {
    const held = whole[group];
    return isRecord(held) ? Object.keys(held).map((key) => [group, key] as const) : [];
  });
  part['paths'] = {};
  let size = 0;
  for (let taken = 0; taken < 6 && size < CUT; taken += 1) {
    const chosen = random.pick(paths);
    if (chosen !== undefined) size += copyClosed(whole, part, [...chosen]);
  }
  return part;
}

/** Copies what stands at a path and all it refers to into `part`, and answers how much that is as JSON. */
function copyClosed(whole: JsonRecord, part: JsonRecord, start: string[]): number {
  let size = 0;
  const waiting = [start];
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    const value = path.reduce<Json | undefined>(
      (held, key) => (isRecord(held) && Object.hasOwn(held, key) ? held[key] : undefined),
      whole,
    );
    if (value === undefined || !put(part, path, value)) continue;
    const text = JSON.stringify(value);
    size += text.length;
    for (const [, pointer = ''] of text.matchAll(/"\$ref":"#\/([^"]*)"/g)) {
      waiting.push(
        pointer.split('/').map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~')),
      );
    }
  }
  return size;
}

/** Puts a copy of a value at a path; false where one is there already. */
function put(part: JsonRecord, path: readonly string[], value: Json): boolean {
  let holder = part;
  for (const key of path.slice(0, -1)) {
    const held = holder[key];
    if (isRecord(held)) holder = held;
    else {
      const made: JsonRecord = {};
      holder[key] = made;
      holder = made;
    }
  }
  const last = path.at(-1);
  if (last === undefined || Object.hasOwn(holder, last)) return false;
  holder[last] = structuredClone(value);
  return true;
}
