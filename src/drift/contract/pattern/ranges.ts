/** A set of UTF-16 code units as sorted, disjoint, inclusive ranges. */
export type Ranges = readonly (readonly [low: number, high: number])[];

/** The last code unit. */
export const LAST = 0xffff;

/** One code unit. */
export function single(code: number): Ranges {
  return [[code, code]];
}

/** The one code unit of a set; undefined where there are more. */
export function only(ranges: Ranges): number | undefined {
  const [first] = ranges;
  return ranges.length === 1 && first !== undefined && first[0] === first[1] ? first[0] : undefined;
}

/** Sorted and without overlaps. */
export function merge(ranges: readonly (readonly [number, number])[]): Ranges {
  const merged: [number, number][] = [];
  for (const [low, high] of [...ranges].sort((a, b) => a[0] - b[0])) {
    const last = merged.at(-1);
    if (last !== undefined && low <= last[1] + 1) last[1] = Math.max(last[1], high);
    else merged.push([low, high]);
  }
  return merged;
}

/** All code units that are not in a set. */
export function invert(ranges: Ranges): Ranges {
  const rest: [number, number][] = [];
  let from = 0;
  for (const [low, high] of ranges) {
    if (low > from) rest.push([from, low - 1]);
    from = high + 1;
  }
  if (from <= LAST) rest.push([from, LAST]);
  return rest;
}

// ECMA-262, section 22.2.2 (character class escapes), without the flags `i` and `u`.
export const DIGITS: Ranges = [[48, 57]];
export const WORD: Ranges = merge([
  [48, 57],
  [65, 90],
  [95, 95],
  [97, 122],
]);
export const SPACES: Ranges = merge([
  [9, 13],
  [32, 32],
  [0xa0, 0xa0],
  [0x1680, 0x1680],
  [0x2000, 0x200a],
  [0x2028, 0x2029],
  [0x202f, 0x202f],
  [0x205f, 0x205f],
  [0x3000, 0x3000],
  [0xfeff, 0xfeff],
]);
export const LINE_ENDS: Ranges = merge([
  [10, 10],
  [13, 13],
  [0x2028, 0x2029],
]);
