import type { OperationSnapshot } from '../drift/contract/snapshot.ts';
import type { OperationRef } from '../drift/drift.ts';
import { compareText } from '../location.ts';
import { contractFiles } from '../settings/contract-files.ts';
import { endpointKey } from '../settings/endpoint.ts';
import type { Settings } from '../settings/settings.ts';

/** The fields of a repository's contracts at one time. */
export interface HistoryPoint {
  /** When it was recorded: ISO 8601 with time and zone. */
  readonly at: string;
  readonly commit: string;
  readonly operations: readonly OperationSnapshot[];
}

/** An operation as it was named at any time: by service, method and path without the names of its parameters. */
export interface PoolOperation extends OperationRef {
  readonly key: string;
  readonly service: string | null;
  /** Those of all times, sorted. */
  readonly tags: readonly string[];
}

/** The recorded state that counts as the start of a window. */
export interface WindowStart {
  readonly index: number;
  readonly since: string;
  /** Whether it is younger than the window. */
  readonly is_shortened: boolean;
}

/** What changed of some operations since a point. */
export interface FieldChurn {
  readonly fields_at_start: number;
  readonly fields_changed: number;
  /** Those of them that only the newest point changed. */
  readonly fields_changed_by_head: number;
  readonly byOperation: readonly (readonly [PoolOperation, number])[];
}

type Fields = ReadonlyMap<string, string>;

/** One operation at one point; several where more than one contract declares it. */
interface Mention {
  readonly key: string;
  readonly service: string | null;
  readonly all: OperationSnapshot[];
}

const NO_FIELDS: Fields = new Map();

/** Answers what changed of which operations, over what was recorded. Contracts are those of today's settings. */
export class FieldHistory {
  private readonly points: readonly ReadonlyMap<string, Mention>[];
  private readonly times: readonly string[];
  private readonly fields = new Map<string, Fields>();

  /** `history`: oldest first. */
  constructor(history: readonly HistoryPoint[], settings: Settings) {
    const files = contractFiles(settings);
    this.times = history.map(({ at }) => at);
    this.points = history.map(({ operations }) => {
      const mentions = new Map<string, Mention>();
      for (const operation of operations) {
        if (!files.isCandidate(operation.file)) continue;
        const service = files.serviceOf(operation.file);
        const key = JSON.stringify([service, endpointKey(operation)]);
        const known = mentions.get(key);
        if (known === undefined) mentions.set(key, { key, service, all: [operation] });
        else known.all.push(operation);
      }
      return mentions;
    });
  }

  /** The newest point that is not younger than `time` (milliseconds), or else the oldest; null where there is none. */
  startOf(time: number): WindowStart | null {
    const index = Math.max(
      0,
      this.times.findLastIndex((at) => Date.parse(at) <= time),
    );
    const since = this.times[index];
    if (since === undefined) return null;
    return { index, since, is_shortened: !(Date.parse(since) <= time) };
  }

  /** All operations that were there at a point or after it, by key; named as they were last. */
  operationsSince(index: number): readonly PoolOperation[] {
    const found = new Map<string, PoolOperation>();
    for (const mentions of this.points.slice(index)) {
      for (const { key, service, all } of mentions.values()) {
        const [first] = all;
        if (first === undefined) continue;
        const tags = new Set([
          ...(found.get(key)?.tags ?? []),
          ...all.flatMap((each) => each.tags),
        ]);
        const { method, path } = first;
        found.set(key, { key, service, method, path, tags: [...tags].sort(compareText) });
      }
    }
    return [...found.values()].sort((a, b) => compareText(a.key, b.key));
  }

  /** The fields of some operations that changed after a point, each once however often it did. */
  churnOf(operations: readonly PoolOperation[], index: number): FieldChurn {
    let fields_at_start = 0;
    let fields_changed = 0;
    let fields_changed_by_head = 0;
    const byOperation = operations.map((operation) => {
      const states = this.points.slice(index).map((point) => point.get(operation.key));
      const changed = new Set<string>();
      let before = 0;
      for (let next = 1; next < states.length; next += 1) {
        before = changed.size;
        this.addChanged(changed, states[next - 1], states[next]);
      }
      fields_at_start += this.fieldsOf(states[0]).size;
      fields_changed += changed.size;
      fields_changed_by_head += changed.size - before;
      return [operation, changed.size] as const;
    });
    return { fields_at_start, fields_changed, fields_changed_by_head, byOperation };
  }

  private addChanged(
    changed: Set<string>,
    before: Mention | undefined,
    after: Mention | undefined,
  ): void {
    if (contentKey(before) === contentKey(after)) return;
    const [older, newer] = [this.fieldsOf(before), this.fieldsOf(after)];
    for (const [name, promise] of older) if (newer.get(name) !== promise) changed.add(name);
    for (const name of newer.keys()) if (!older.has(name)) changed.add(name);
  }

  /** Where several contracts declare an operation, a field is what all of them say of it. */
  private fieldsOf(mention: Mention | undefined): Fields {
    if (mention === undefined) return NO_FIELDS;
    const key = contentKey(mention);
    let fields = this.fields.get(key);
    if (fields === undefined) {
      fields = mergedFields(mention.all);
      this.fields.set(key, fields);
    }
    return fields;
  }
}

function contentKey(mention: Mention | undefined): string {
  if (mention === undefined) return '';
  const [first, second] = mention.all;
  if (first !== undefined && second === undefined) return first.content;
  return [...new Set(mention.all.map(({ content }) => content))].sort().join(' ');
}

function mergedFields(operations: readonly OperationSnapshot[]): Fields {
  const merged = new Map<string, Set<string>>();
  for (const { fields } of operations) {
    for (const [name, promise] of Object.entries(fields))
      merged.set(name, (merged.get(name) ?? new Set()).add(promise));
  }
  return new Map([...merged].map(([name, all]) => [name, [...all].sort().join(' ')]));
}
