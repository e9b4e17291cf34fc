import { isObject, type JsonValue } from './document.ts';
import { DOCUMENT_LIMITS, type DocumentLimits } from './limits.ts';
import { LineIndex } from './line-index.ts';
import type { ParsedText } from './parsed-text.ts';
import { PositionTable } from './position-table.ts';
import { Refusal } from './refusal.ts';
import { SourcePositions } from './source-positions.ts';
import type { AliasTarget } from './yaml-anchors.ts';

/** The key by which a mapping takes over the members of others (https://yaml.org/type/merge.html). */
const MERGE_KEY = '<<';

/**
 * Collects the nodes of a YAML document in the order of its text: their values and where they stand.
 * Both ways of reading YAML build through it, so that keys, merges and limits mean the same in both.
 */
export class YamlNodes {
  readonly table = new PositionTable();
  private readonly keys: string[] = [];
  private readonly targets = new Map<number, number>();
  private readonly merges = new Map<number, number[]>();
  private depth = 0;

  constructor(private readonly limits: DocumentLimits = DOCUMENT_LIMITS) {}

  /** Adds a node without children. */
  leaf(keyOffset: number, key: string, start: number, end: number): number {
    const node = this.add(keyOffset, key, start);
    this.table.close(node, end);
    return node;
  }

  /** Adds an alias, whose children are those of the node it stands for. */
  alias(keyOffset: number, key: string, start: number, end: number, target: AliasTarget): void {
    this.targets.set(this.leaf(keyOffset, key, start, end), this.target(target.node));
  }

  /** Adds a mapping or sequence; what is added until `close` is in it. */
  open(keyOffset: number, key: string, start: number): number {
    if (this.depth === this.limits.depth) throw Refusal.tooDeep(start, this.limits);
    this.depth += 1;
    return this.add(keyOffset, key, start);
  }

  close(node: number, end: number): void {
    this.depth -= 1;
    this.table.close(node, end);
  }

  /** Refuses a key that a mapping has already; `offset` is where it stands for the second time. */
  refuseDuplicate(mapping: number, known: object, key: string, offset: number): void {
    if (!Object.hasOwn(known, key)) return;
    const { table, keys } = this;
    let first = mapping + 1;
    while (first < table.size && keys[first] !== key) first = table.next(first);
    throw Refusal.duplicateKey(key, offset, table.key(first));
  }

  /** Takes over into a mapping what its plain key `<<` names: one mapping or a list of them. */
  merge(mapping: number, members: Record<string, JsonValue>): void {
    const source = members[MERGE_KEY];
    const sources: readonly JsonValue[] = Array.isArray(source) ? source : [source ?? null];
    if (sources.length === 0 || !sources.every(isObject)) return;
    delete members[MERGE_KEY];
    for (const each of sources) {
      for (const [key, value] of Object.entries(each)) {
        if (!Object.hasOwn(members, key)) setMember(members, key, value);
      }
    }
    this.merges.set(mapping, this.mergeNodes(mapping, Array.isArray(source)));
  }

  /** The document, when its root is closed. */
  finish(value: JsonValue, text: string): ParsedText {
    this.table.seal();
    const positions = new SourcePositions(this.table, {
      keyOf: (node) => this.keys[node] ?? '',
      target: (node) => this.target(node),
      merged: (node) => this.merges.get(node) ?? [],
    });
    const lines = new LineIndex(text);
    return {
      format: 'yaml',
      readValue: () => value,
      positions,
      place: (offset) => lines.place(offset),
      slice: (start, end) => text.slice(start, end),
      unitsBefore: (offset) => offset,
      textsOf: () => null,
    };
  }

  private add(keyOffset: number, key: string, start: number): number {
    const node = this.table.open(keyOffset, start);
    if (node >= this.limits.nodes) throw Refusal.tooManyNodes(start, this.limits);
    this.keys.push(key);
    return node;
  }

  private target(node: number): number {
    return this.targets.get(node) ?? node;
  }

  private mergeNodes(mapping: number, isList: boolean): number[] {
    const { table } = this;
    let child = mapping + 1;
    while (child < table.size && this.keys[child] !== MERGE_KEY) child = table.next(child);
    if (!isList) return [child];
    const list = this.target(child);
    const items: number[] = [];
    for (let item = list + 1; item < table.next(list); item = table.next(item)) items.push(item);
    return items;
  }
}

/** Sets a member as plain data: `__proto__` is a key like any other. */
export function setMember(members: Record<string, JsonValue>, key: string, value: JsonValue): void {
  if (key === '__proto__') {
    Object.defineProperty(members, key, {
      value,
      enumerable: true,
      configurable: true,
      writable: true,
    });
  } else {
    members[key] = value;
  }
}
