import {
  type MediaType,
  mediaTypeCovers,
  mediaTypeSchema,
  valueNode,
} from '../model/media-type.ts';
import type { Site } from '../rules/schema.ts';
import type { Comparison, Flow } from './comparison.ts';
import type { Unit } from './unit.ts';
import type { Label } from './where.ts';

export interface ContentCase {
  readonly comparison: Comparison;
  readonly unit: Unit;
  readonly flow: Flow;
}

export interface ContentPair {
  readonly base: ReadonlyMap<string, MediaType>;
  readonly head: ReadonlyMap<string, MediaType>;
}

export interface ContentDifference {
  readonly removed: readonly MediaType[];
  readonly added: readonly MediaType[];
}

/**
 * Compares the schemas of media types that both sides have, and answers what only one has.
 * A media type that is gone but covered by a wildcard of head (`application/*`) is compared with that.
 */
export function compareContent(
  { comparison, unit, flow }: ContentCase,
  site: Site,
  { base, head }: ContentPair,
): ContentDifference {
  const removed: MediaType[] = [];
  const covered = new Set<string>();
  for (const [name, before] of sorted(base)) {
    const after =
      head.get(name) ?? [...head.values()].find((range) => mediaTypeCovers(range.name, name));
    if (after === undefined) {
      removed.push(before);
      continue;
    }
    covered.add(after.name);
    const label: Label = {
      part: { site, phrase: (outer) => outer },
      isText: before.name.startsWith('text/') && after.name.startsWith('text/'),
    };
    if (before.form === undefined && after.form === undefined) {
      comparison.schemas(unit, label, flow, [valueNode(before)], [valueNode(after)]);
      continue;
    }
    const baseSchema = mediaTypeSchema(comparison.base, before);
    const headSchema = mediaTypeSchema(comparison.head, after);
    if (baseSchema === undefined || headSchema === undefined) continue;
    comparison.schemaPair(unit, label, flow, baseSchema, headSchema);
  }
  const added = sorted(head)
    .map(([, type]) => type)
    .filter(
      ({ name }) =>
        !covered.has(name) && ![...base.keys()].some((range) => mediaTypeCovers(range, name)),
    );
  return { removed, added };
}

function sorted(content: ReadonlyMap<string, MediaType>): [string, MediaType][] {
  return [...content].sort(([a], [b]) => (a < b ? -1 : 1));
}
