import { setFlagsFromString } from 'node:v8';

/**
 * For commands that read code once and end: most of what runs, runs too few times to be worth optimizing by the
 * engine, which took as much of the other core as the command takes of its own. What is hot still is optimized.
 */
export function expectShortRun(): void {
  setFlagsFromString('--interrupt-budget=1000000');
}

/**
 * For commands that hold much of what they read until they end: the heap grows by less than the engine would let it,
 * which takes a tenth more time for a seventh less memory.
 */
export function keepHeapSmall(): void {
  setFlagsFromString('--heap-growing-percent=40');
}
