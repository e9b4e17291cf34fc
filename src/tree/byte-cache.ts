/** What was read from a repository, by names that never change their content, kept beyond one audit. */
export interface ByteCache {
  /** What is kept of these names; the others are left out. */
  get(keys: readonly string[]): Promise<ReadonlyMap<string, Uint8Array>>;
  put(key: string, bytes: Uint8Array): void;
}

/** Room for several large contracts and listings: 128 MiB. */
const DEFAULT_BYTES = 128 * 1024 * 1024;

/** Keeps what was used last in memory, up to a number of bytes. */
export class MemoryByteCache implements ByteCache {
  readonly #kept = new Map<string, Uint8Array>();
  readonly #maxBytes: number;
  #bytes = 0;

  constructor(maxBytes: number = DEFAULT_BYTES) {
    this.#maxBytes = maxBytes;
  }

  async get(keys: readonly string[]): Promise<ReadonlyMap<string, Uint8Array>> {
    const found = new Map<string, Uint8Array>();
    for (const key of keys) {
      const bytes = this.#kept.get(key);
      if (bytes === undefined) continue;
      this.#kept.delete(key);
      this.#kept.set(key, bytes);
      found.set(key, bytes);
    }
    return found;
  }

  put(key: string, bytes: Uint8Array): void {
    this.#drop(key);
    this.#kept.set(key, bytes);
    this.#bytes += bytes.length;
    for (const oldest of this.#kept.keys()) {
      if (this.#bytes <= this.#maxBytes) return;
      this.#drop(oldest);
    }
  }

  #drop(key: string): void {
    this.#bytes -= this.#kept.get(key)?.length ?? 0;
    this.#kept.delete(key);
  }
}

/** A part of a cache under a prefix of its own, so that repositories do not meet. */
export function scopedCache(cache: ByteCache, scope: string): ByteCache {
  const prefix = `${scope} `;
  return {
    get: async (keys) => {
      const found = await cache.get(keys.map((key) => prefix + key));
      return new Map([...found].map(([key, bytes]) => [key.slice(prefix.length), bytes]));
    },
    put: (key, bytes) => cache.put(prefix + key, bytes),
  };
}
