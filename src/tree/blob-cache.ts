import type { Content } from './content.ts';

/** Room for the texts of one audit's contracts, base and head: 128 MiB. */
const DEFAULT_BYTES = 128 * 1024 * 1024;

/**
 * Contents by git's object id, shared by trees so that none is fetched twice.
 * Keeps those used last, up to a number of bytes; requests that are under way are shared too.
 */
export class BlobCache {
  private readonly kept = new Map<string, Content>();
  private readonly underWay = new Map<string, Promise<Content | undefined>>();
  private bytes = 0;

  constructor(private readonly maxBytes: number = DEFAULT_BYTES) {}

  /**
   * The content of a blob, fetched only if it is not kept. What `fetch` finds missing (undefined),
   * or fails at, is not remembered.
   */
  async get(hash: string, fetch: () => Promise<Content | undefined>): Promise<Content | undefined> {
    const kept = this.kept.get(hash);
    if (kept !== undefined) {
      this.kept.delete(hash);
      this.kept.set(hash, kept);
      return kept;
    }
    const running = this.underWay.get(hash);
    if (running !== undefined) return running;
    const started = this.fetchAndKeep(hash, fetch);
    this.underWay.set(hash, started);
    return started;
  }

  private async fetchAndKeep(
    hash: string,
    fetch: () => Promise<Content | undefined>,
  ): Promise<Content | undefined> {
    try {
      const content = await fetch();
      if (content !== undefined) this.keep(hash, content);
      return content;
    } finally {
      this.underWay.delete(hash);
    }
  }

  private keep(hash: string, content: Content): void {
    this.kept.set(hash, content);
    this.bytes += sizeOf(content);
    for (const [oldest, dropped] of this.kept) {
      if (this.bytes <= this.maxBytes) return;
      this.kept.delete(oldest);
      this.bytes -= sizeOf(dropped);
    }
  }
}

/** Bytes a content may take in memory: two for each character, and something for the entry. */
function sizeOf(content: Content): number {
  return 200 + ('text' in content ? 2 * content.text.length : 0);
}
