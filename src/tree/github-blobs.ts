import type { ByteCache } from './byte-cache.ts';
import { blobHash, type Content, decodeContent } from './content.ts';

/**
 * Asks a GraphQL query of GitHub. Null where GitHub refuses it: then the same is read through REST.
 * Rejects when GitHub does not answer or asks to wait.
 */
export type GitHubQuery = (
  query: string,
  variables: Readonly<Record<string, string>>,
) => Promise<unknown>;

/** Reads one blob through GitHub's REST API: its bytes, or undefined where there is none. */
export type ReadBlob = (hash: string) => Promise<Buffer | undefined>;

export interface GitHubBlobsOptions {
  readonly owner: string;
  readonly repo: string;
  readonly readBlob: ReadBlob;
  /** Null where queries cannot be asked. */
  readonly query: GitHubQuery | null;
  /** What outlives the audit; null keeps nothing. */
  readonly kept: ByteCache | null;
}

/** One entry of a commit as a query gives it. */
export interface FileEntry {
  readonly path: string;
  /** Octal, as git writes it: `100644`. */
  readonly mode: string;
  readonly hash: string;
  readonly size: number;
}

/** Larger blobs are read one by one: a query's answer is JSON, and GitHub cuts long texts in it. */
const QUERIED_BYTES = 256 * 1024;
/** What one query asks for at most, in bytes and in files: GitHub gives a query ten seconds. */
const QUERY_BYTES = 1024 * 1024;
const QUERY_FILES = 100;
/** Blobs that are read one by one at the same time. */
const AT_ONCE = 4;

const BLOB_FIELDS = '... on Blob { byteSize isTruncated text }';

interface WaitingBlob {
  readonly hash: string;
  readonly size: number | null;
  readonly resolve: (content: Content | undefined) => void;
  readonly reject: (error: unknown) => void;
}

interface WaitingFiles {
  readonly revision: string;
  readonly paths: readonly string[];
  readonly resolve: (entries: readonly FileEntry[] | null) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Blobs of one repository. What is asked for at the same time is read together: from what is kept, the rest in as
 * few queries as may be, and what a query cannot give one by one.
 */
export class GitHubBlobs {
  readonly #options: GitHubBlobsOptions;
  #blobs: WaitingBlob[] = [];
  #files: WaitingFiles[] = [];
  #scheduled = false;
  /** Contents that came with entries, until they are asked for. */
  readonly #ahead = new Map<string, Content>();

  constructor(options: GitHubBlobsOptions) {
    this.#options = options;
  }

  /** The content of a blob; undefined where GitHub has none. `size` in bytes, null where it is not known. */
  load(hash: string, size: number | null): Promise<Content | undefined> {
    const ahead = this.#ahead.get(hash);
    if (ahead !== undefined) return Promise.resolve(ahead);
    return new Promise((resolve, reject) => {
      this.#blobs.push({ hash, size, resolve, reject });
      this.#schedule();
    });
  }

  /**
   * What a commit has at a few paths, without listing it; their contents come along. Null where that cannot be
   * asked for, or not at this revision.
   */
  entriesAt(revision: string, paths: readonly string[]): Promise<readonly FileEntry[] | null> {
    if (this.#options.query === null) return Promise.resolve(null);
    return new Promise((resolve, reject) => {
      this.#files.push({ revision, paths, resolve, reject });
      this.#schedule();
    });
  }

  #schedule(): void {
    if (this.#scheduled) return;
    this.#scheduled = true;
    // Whatever else is asked for before the next turn of the event loop comes along.
    setImmediate(() => {
      this.#scheduled = false;
      const blobs = this.#blobs;
      const files = this.#files;
      this.#blobs = [];
      this.#files = [];
      this.#readAll(blobs, files).catch((error: unknown) => {
        for (const waiting of [...blobs, ...files]) waiting.reject(error);
      });
    });
  }

  async #readAll(wanted: WaitingBlob[], named: WaitingFiles[]): Promise<void> {
    const { blobs: unknown, files } = await this.#fromKept(wanted, named);
    const small = unknown.filter(
      ({ hash, size }) => isName(hash) && size !== null && size <= QUERIED_BYTES,
    );
    const alone = files.length === 0 && small.length === 1;
    const queried = this.#options.query === null || alone ? [] : small;
    const single = unknown.filter((blob) => !queried.includes(blob));
    let asked = files;
    for (const chunk of inChunks(queried)) {
      single.push(...(await this.#ask(chunk, asked)));
      asked = [];
    }
    if (asked.length > 0) single.push(...(await this.#ask([], asked)));
    for (let start = 0; start < single.length; start += AT_ONCE) {
      await Promise.all(single.slice(start, start + AT_ONCE).map((blob) => this.#readOne(blob)));
    }
  }

  /** Answers what is kept; gives back the rest. */
  async #fromKept(blobs: readonly WaitingBlob[], files: readonly WaitingFiles[]) {
    const { kept } = this.#options;
    if (kept === null) return { blobs: [...blobs], files: [...files] };
    const names = [...blobs.map(({ hash }) => hash), ...files.map(filesKey)];
    const found = await kept.get(names);
    return {
      blobs: blobs.filter(({ hash, resolve }) => {
        const bytes = found.get(hash);
        if (bytes !== undefined) resolve(decodeContent(bufferOf(bytes)));
        return bytes === undefined;
      }),
      files: files.filter((each) => {
        const bytes = found.get(filesKey(each));
        if (bytes !== undefined) each.resolve(JSON.parse(bufferOf(bytes).toString('utf8')));
        return bytes === undefined;
      }),
    };
  }

  /** Asks for blobs and files in one query; gives back the blobs that it did not give. */
  async #ask(
    blobs: readonly WaitingBlob[],
    files: readonly WaitingFiles[],
  ): Promise<WaitingBlob[]> {
    const { query, owner, repo } = this.#options;
    if (query === null) return [...blobs];
    const selections = [
      ...blobs.map(({ hash }, index) => `b${index}: object(oid: "${hash}") { ${BLOB_FIELDS} }`),
      ...files.map(({ revision, paths }, index) => {
        const inner = paths.map(
          (path, at) =>
            `f${at}: file(path: ${JSON.stringify(path)}) { mode oid object { ${BLOB_FIELDS} } }`,
        );
        const name = JSON.stringify(revision);
        return `c${index}: object(expression: ${name}) { ... on Commit { ${inner.join(' ')} } }`;
      }),
    ];
    const text = `query ($owner: String!, $repo: String!) { repository(owner: $owner, name: $repo) { ${selections.join(' ')} } }`;
    const answer = member(await query(text, { owner, repo }), 'repository');
    for (const [index, each] of files.entries()) {
      const entries = this.#entriesOf(member(answer, `c${index}`), each.paths);
      if (entries !== null && isFixed(each.revision)) {
        this.#options.kept?.put(filesKey(each), Buffer.from(JSON.stringify(entries)));
      }
      each.resolve(entries);
    }
    return blobs.filter(({ hash, resolve }, index) => {
      const content = this.#contentOf(hash, member(answer, `b${index}`));
      if (content === undefined) return true;
      resolve(content);
      return false;
    });
  }

  #entriesOf(commit: unknown, paths: readonly string[]): FileEntry[] | null {
    if (typeof commit !== 'object' || commit === null || !('f0' in commit)) return null;
    const entries: FileEntry[] = [];
    for (const [at, path] of paths.entries()) {
      const file = member(commit, `f${at}`);
      const mode = member(file, 'mode');
      const hash = member(file, 'oid');
      const blob = member(file, 'object');
      const size = member(blob, 'byteSize');
      if (typeof mode !== 'number' || typeof hash !== 'string') continue;
      // A folder has this name; no file.
      if (typeof size !== 'number' && mode !== SUBMODULE) continue;
      entries.push({
        path,
        mode: mode.toString(8),
        hash,
        size: typeof size === 'number' ? size : 0,
      });
      const content = this.#contentOf(hash, blob);
      if (content !== undefined) this.#ahead.set(hash, content);
    }
    return entries;
  }

  /** The content of a blob, if the answer holds all of its bytes: GitHub gives text, of any encoding, as UTF-8. */
  #contentOf(hash: string, blob: unknown): Content | undefined {
    const text = member(blob, 'text');
    if (typeof text !== 'string' || member(blob, 'isTruncated') !== false) return undefined;
    const bytes = Buffer.from(text);
    if (blobHash(bytes) !== hash) return undefined;
    this.#options.kept?.put(hash, bytes);
    return decodeContent(bytes);
  }

  async #readOne({ hash, resolve, reject }: WaitingBlob): Promise<void> {
    try {
      const bytes = await this.#options.readBlob(hash);
      if (bytes !== undefined) this.#options.kept?.put(hash, bytes);
      resolve(bytes === undefined ? undefined : decodeContent(bytes));
    } catch (error) {
      reject(error);
    }
  }
}

/** Whether a revision is a commit's full name, so that what hangs on it never changes. */
export function isFixed(revision: string): boolean {
  return /^[0-9a-f]{40,64}$/.test(revision);
}

function filesKey({ revision, paths }: WaitingFiles): string {
  return `files ${revision} ${paths.join(' ')}`;
}

function bufferOf({ buffer, byteOffset, byteLength }: Uint8Array): Buffer {
  return Buffer.from(buffer, byteOffset, byteLength);
}

/** Git's mode of a submodule. */
const SUBMODULE = 0o160000;

/** Whether a name is one of git's SHA-1 object names, which queries take. */
function isName(hash: string): boolean {
  return /^[0-9a-f]{40}$/.test(hash);
}

function inChunks(blobs: readonly WaitingBlob[]): WaitingBlob[][] {
  const chunks: WaitingBlob[][] = [];
  let bytes = Number.POSITIVE_INFINITY;
  for (const blob of blobs) {
    const size = blob.size ?? 0;
    const last = chunks.at(-1);
    if (last === undefined || bytes + size > QUERY_BYTES || last.length === QUERY_FILES) {
      chunks.push([blob]);
      bytes = size;
    } else {
      last.push(blob);
      bytes += size;
    }
  }
  return chunks;
}

function member(value: unknown, key: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
  return Reflect.get(value, key);
}
