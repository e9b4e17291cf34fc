import type { FileFacts } from './facts.ts';

/** Room for the facts of this many bytes of source: 48 MiB. Facts take about as much memory as a few times their source. */
const DEFAULT_BYTES = 48 * 1024 * 1024;

/** Manifests that are kept. */
const MAX_TEXTS = 1_000;

/**
 * Facts by the content that they are of, kept between the audits of one process: what has not changed is neither
 * fetched nor parsed again. Those used last stay.
 */
export class FactsCache {
  readonly #facts = new Map<string, { readonly facts: FileFacts; readonly size: number }>();
  readonly #texts = new Map<string, string | null>();
  readonly #marks = new Map<string, boolean>();
  #bytes = 0;

  constructor(private readonly maxBytes: number = DEFAULT_BYTES) {}

  /** For one reading alone: facts are let go of as soon as nobody works on them. */
  static keepingNone(): FactsCache {
    return new FactsCache(0);
  }

  /** The facts of a content that was parsed with a grammar. */
  get(hash: string, grammar: string): FileFacts | undefined {
    const key = `${grammar} ${hash}`;
    const known = this.#facts.get(key);
    if (known === undefined) return undefined;
    this.#facts.delete(key);
    this.#facts.set(key, known);
    return known.facts;
  }

  /** `size` is that of the source, in characters. */
  set(hash: string, grammar: string, facts: FileFacts, size: number): void {
    this.#facts.set(`${grammar} ${hash}`, { facts, size });
    this.#bytes += size;
    for (const [oldest, dropped] of this.#facts) {
      if (this.#bytes <= this.maxBytes) return;
      this.#facts.delete(oldest);
      this.#bytes -= dropped.size;
    }
  }

  /** The text of a file that is no source; undefined where it is not known, null where it cannot be read. */
  text(hash: string): string | null | undefined {
    return this.#texts.get(hash);
  }

  setText(hash: string, text: string | null): void {
    if (this.#texts.size > MAX_TEXTS) this.#texts.clear();
    this.#texts.set(hash, text);
  }

  /** Whether a content has the mark of a question; undefined where that is not known. */
  isMarked(hash: string, question: string): boolean | undefined {
    return this.#marks.get(`${question} ${hash}`);
  }

  setMarked(hash: string, question: string, isMarked: boolean): void {
    if (this.#marks.size > 500_000) this.#marks.clear();
    this.#marks.set(`${question} ${hash}`, isMarked);
  }
}
