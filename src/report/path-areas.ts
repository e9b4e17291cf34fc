/** Groups of paths few enough to read: `/orgs`, `/repos/{owner}/{repo}/issues` … */
import { compareText } from '../location.ts';

const MOST_AREAS = 20;
/** A split keeps its largest parts; the rest stays together under the prefix that was split. */
const MOST_PARTS = 8;
/** An area with more than this share of everything says too little and is looked into. */
const LARGE_SHARE = 0.34;

/** One group of paths: their common prefix and what belongs to it. */
export interface PathArea<T> {
  /** The common start of the paths, in whole segments; `/` for the root. */
  readonly prefix: string;
  /** Whether larger groups with the same start stand beside it: it holds the rest. */
  readonly rest: boolean;
  readonly items: readonly T[];
}

/**
 * Groups items by the start of their paths. Begins with one group of all, and splits the largest by its next
 * segment as long as it holds more than a third of all and no more than twenty groups come of it.
 * Sorted by size, largest first, then by prefix.
 */
export function pathAreas<T>(items: readonly T[], pathOf: (item: T) => string): PathArea<T>[] {
  let areas: PathArea<T>[] = [{ prefix: '', rest: false, items }];
  for (;;) {
    const largest = areas
      .filter((area) => !area.rest && area.items.length > items.length * LARGE_SHARE)
      .sort(bySize)[0];
    if (largest === undefined || areas.length + MOST_PARTS > MOST_AREAS) break;
    areas = areas.filter((area) => area !== largest).concat(splitArea(largest, pathOf));
  }
  return areas.map((area) => ({ ...area, prefix: area.prefix || '/' })).sort(bySize);
}

function splitArea<T>({ prefix, items }: PathArea<T>, pathOf: (item: T) => string): PathArea<T>[] {
  const parts = new Map<string, T[]>();
  const rest: T[] = [];
  for (const item of items) {
    const next = pathOf(item)
      .slice(prefix.length)
      .match(/^\/[^/]+/)?.[0];
    if (next === undefined) {
      rest.push(item);
      continue;
    }
    const part = parts.get(prefix + next);
    if (part === undefined) parts.set(prefix + next, [item]);
    else part.push(item);
  }
  const areas = [...parts]
    .map(([start, held]) => ({ prefix: start, rest: false, items: held }))
    .sort(bySize);
  rest.push(...areas.splice(MOST_PARTS).flatMap((area) => area.items));
  return rest.length === 0 ? areas : [...areas, { prefix, rest: true, items: rest }];
}

function bySize<T>(a: PathArea<T>, b: PathArea<T>): number {
  return b.items.length - a.items.length || compareText(a.prefix, b.prefix);
}
