/** From here on bits take less room than a list. */
const MANY = 64;

/**
 * A set of operations by index. Most declarations are reached by a few operations, those of shared components by
 * thousands; bits for all operations everywhere would take the square of their number.
 */
export class OperationSet {
  private few: Set<number> | null = new Set();
  private bits = new Uint32Array(0);

  /** `count` is how many operations there are. */
  constructor(private readonly count: number) {}

  /** Adds an operation; whether it was not there before. */
  add(index: number): boolean {
    if (this.few !== null) {
      if (this.few.has(index)) return false;
      this.few.add(index);
      if (this.few.size > MANY) this.spread();
      return true;
    }
    return this.addWord(index >>> 5, (1 << (index & 31)) >>> 0);
  }

  /** Adds the operations of another set; whether that changed this one. */
  addAll(other: OperationSet): boolean {
    let changed = false;
    if (other.few !== null) {
      for (const index of other.few) if (this.add(index)) changed = true;
      return changed;
    }
    this.spread();
    for (let word = 0; word < other.bits.length; word += 1)
      if (this.addWord(word, other.bits[word] ?? 0)) changed = true;
    return changed;
  }

  /** The operations in ascending order. */
  members(): number[] {
    if (this.few !== null) return [...this.few].sort((a, b) => a - b);
    const members: number[] = [];
    this.bits.forEach((word, index) => {
      for (let bit = 0; bit < 32; bit += 1)
        if ((word & (1 << bit)) !== 0) members.push(index * 32 + bit);
    });
    return members;
  }

  /** Goes over to bits. */
  private spread(): void {
    if (this.few === null) return;
    const { few } = this;
    this.few = null;
    this.bits = new Uint32Array(Math.ceil(this.count / 32));
    for (const index of few) this.add(index);
  }

  private addWord(word: number, more: number): boolean {
    const before = this.bits[word] ?? 0;
    const after = (before | more) >>> 0;
    if (after === before) return false;
    this.bits[word] = after;
    return true;
  }
}
