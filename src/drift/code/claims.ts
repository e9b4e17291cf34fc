/**
 * Which parts of a work are taken, over memory that several threads share: each takes the next part that nobody has,
 * so that none waits while there is something to do.
 */
export class Claims {
  readonly #taken: Int32Array | undefined;
  readonly #own = new Set<number>();

  /** @param buffer as `room` makes it; none where nobody shares the work */
  constructor(buffer: SharedArrayBuffer | undefined) {
    this.#taken = buffer === undefined ? undefined : new Int32Array(buffer);
  }

  /** Room for the claims on this many parts. */
  static room(parts: number): SharedArrayBuffer {
    return new SharedArrayBuffer(parts * Int32Array.BYTES_PER_ELEMENT);
  }

  /** Takes a part; false where another thread has it. */
  take(part: number): boolean {
    const isFree = this.#taken === undefined || Atomics.exchange(this.#taken, part, 1) === 0;
    if (isFree) this.#own.add(part);
    return isFree;
  }

  /** Whether a part was taken here. */
  has(part: number): boolean {
    return this.#own.has(part);
  }
}
