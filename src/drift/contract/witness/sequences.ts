import type { JsonValue } from '../../../document/document.ts';

/** One of each, then the next of each, until all are at their end. */
export function* inTurn(sources: readonly Iterable<JsonValue>[]): Generator<JsonValue> {
  let left = sources.map((source) => source[Symbol.iterator]());
  while (left.length > 0) {
    const going: Iterator<JsonValue>[] = [];
    for (const source of left) {
      const { done, value } = source.next();
      if (done === true) continue;
      yield value;
      going.push(source);
    }
    left = going;
  }
}

/** At most so many from the start. */
export function* firstOf(values: Iterable<JsonValue>, most: number): Generator<JsonValue> {
  let count = 0;
  for (const value of values) {
    if (count >= most) return;
    count += 1;
    yield value;
  }
}
