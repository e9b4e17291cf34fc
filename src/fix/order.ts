// The order in which changes are made that were worked out on the same state of a file.
import type { ValueChange } from './edit.ts';

/**
 * Puts changes of one file into an order in which each still finds its place: later items of a list first, and what
 * is added to an object before what goes. Otherwise they stay in the order they are in.
 */
export function inOrderOfPlaces<T extends { readonly change: ValueChange }>(
  edits: readonly T[],
): readonly T[] {
  return ordered(edits, 0);
}

function ordered<T extends { readonly change: ValueChange }>(
  edits: readonly T[],
  depth: number,
): readonly T[] {
  const groups = new Map<string | number | undefined, T[]>();
  for (const edit of edits) {
    const key = edit.change.path[depth];
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [edit]);
    else group.push(edit);
  }
  return [...groups]
    .map(([key, group]) => {
      const here = group.filter(({ change }) => change.path.length === depth + 1);
      const deeper = group.filter(({ change }) => change.path.length > depth + 1);
      return { key, here, edits: deeper.length === 0 ? [] : ordered(deeper, depth + 1) };
    })
    .sort((a, b) =>
      typeof a.key === 'number' && typeof b.key === 'number'
        ? b.key - a.key
        : rankOf(a.here) - rankOf(b.here),
    )
    .flatMap(({ here, edits: inside }) => {
      // What is put in at one place is put in backwards, so that it stands in its order in the end.
      const inserts = here.filter(({ change }) => change.kind === 'insert').reverse();
      const others = here.filter(({ change }) => change.kind !== 'insert');
      return [...inside, ...others, ...inserts];
    });
}

function rankOf(edits: readonly { readonly change: ValueChange }[]): number {
  const kinds = new Set(edits.map(({ change }) => change.kind));
  return kinds.has('remove') ? 2 : kinds.has('add') ? 1 : 0;
}
