import type { Location } from '../location.ts';
import type { NotedKey } from './json-keys.ts';

/** What JSON can hold; YAML is read into the same values. */
export type JsonValue =
  | null
  | boolean
  | number
  | string
  | readonly JsonValue[]
  | { readonly [key: string]: JsonValue };

/** An object of JSON values. */
export type JsonObject = { readonly [key: string]: JsonValue };

/** Keys and indexes from the root of a document to one of its nodes. */
export type NodePath = readonly (string | number)[];

/** Part of a text, as offsets in UTF-16 code units; `end` is the first one after it. */
export interface TextRange {
  readonly start: number;
  readonly end: number;
}

/** Where a node stands in the text, for those who splice it. */
export interface NodePlace extends TextRange {
  /** Offset of its key; null for items of arrays and the root. */
  readonly key: number | null;
  /** Whether the way to it leads through an alias or a merge: its text then belongs to another place too. */
  readonly isShared: boolean;
}

/**
 * A parsed JSON or YAML file: plain values, and where each one stands in the text.
 * Values are plain data with own keys only (`__proto__` is an ordinary key).
 */
export interface SourceDocument {
  readonly file: string;
  /** Git's object id of the text, where it came from a tree. */
  readonly hash: string | null;
  readonly format: 'json' | 'yaml';
  readonly value: JsonValue;
  /** The text that was parsed, without a byte order mark: what offsets count in. */
  readonly text: string;
  /**
   * Where the node at `path` stands: its key when it is a member of an object, else the value itself.
   * For a path that does not exist it is the place of the nearest ancestor that does.
   */
  locate(path: NodePath): Location;
  /** Where the value at `path` starts, or its nearest existing ancestor's. */
  locateValue(path: NodePath): Location;
  /** Every text that stands under a key anywhere in the file; null for YAML, whose reader does not note it. */
  textsOf(key: NotedKey): ReadonlySet<string> | null;
  /** The value at `path` as it is written; undefined for a path that does not exist. */
  written(path: NodePath): string | undefined;
  /** The text of the value at `path`; undefined for a path that does not exist. */
  range(path: NodePath): TextRange | undefined;
  /** Key and value at `path` as offsets; undefined for a path that does not exist. */
  place(path: NodePath): NodePlace | undefined;
}

/** Whether a value is an object (not an array, not null). */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** RFC 6901 JSON pointer of a path (section 3: `~` is `~0`, `/` is `~1`). */
export function toPointer(path: NodePath): string {
  return path.map((key) => `/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

/** The path of an RFC 6901 JSON pointer, every key as text; undefined where it is not a pointer. */
export function fromPointer(pointer: string): readonly string[] | undefined {
  if (pointer === '') return [];
  if (!pointer.startsWith('/') || /~(?![01])/.test(pointer)) return undefined;
  return pointer
    .slice(1)
    .split('/')
    .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'));
}
