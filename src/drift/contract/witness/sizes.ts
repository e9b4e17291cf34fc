import { strongest } from '../schema/bounds.ts';
import type { SchemaView } from '../schema/view.ts';

/** Texts, lists and objects are made no larger than this. */
export const MAX_SIZE = 2_000;

/** Sizes at, below and above the bounds of two schemas. */
export function edgeSizes(
  views: readonly (SchemaView | undefined)[],
  keywords: readonly string[],
): number[] {
  const sizes = new Set<number>();
  for (const view of views) {
    for (const keyword of keywords) {
      const bound = view === undefined ? null : strongest(view, keyword);
      if (bound === null) continue;
      for (const size of [bound, bound - 1, bound + 1]) {
        if (Number.isInteger(size) && size >= 0 && size <= MAX_SIZE) sizes.add(size);
      }
    }
  }
  return [...sizes];
}
