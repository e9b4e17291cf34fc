import { type Outcome, type Problem, problem } from '../problem.ts';
import { BlobCache } from './blob-cache.ts';
import type { ByteCache } from './byte-cache.ts';
import { type Content, contentOutcome } from './content.ts';
import { EntryIndex, missingFile } from './entry-index.ts';
import { kindOfMode } from './git.ts';
import { type FileEntry, GitHubBlobs, type GitHubQuery, isFixed } from './github-blobs.ts';
import type { Tree, TreeEntry, TreeFile, TreeListing } from './tree.ts';

/** One entry of GitHub's answer to "Get a tree". */
export interface GitHubTreeItem {
  readonly path?: string;
  readonly mode?: string;
  readonly type?: string;
  readonly sha?: string;
  readonly size?: number;
}

/** The two calls a tree makes. Octokit's clients, Probot's included, fit as they are. */
export interface GitHubReader {
  request(
    route: 'GET /repos/{owner}/{repo}/git/trees/{tree_sha}',
    parameters: { owner: string; repo: string; tree_sha: string; recursive?: string },
  ): Promise<{ readonly data: { readonly tree: GitHubTreeItem[]; readonly truncated: boolean } }>;
  request(
    route: 'GET /repos/{owner}/{repo}/git/blobs/{file_sha}',
    parameters: {
      owner: string;
      repo: string;
      file_sha: string;
      mediaType: { format: 'raw' };
      request: { parseSuccessResponseBody: false };
    },
  ): Promise<{ readonly data: unknown }>;
}

interface GitHubTreeOptions {
  readonly client: GitHubReader;
  readonly owner: string;
  readonly repo: string;
  /** Full SHA of the commit (or of a tree). */
  readonly commitSha: string;
  /** Shared by the trees of one repository, so that no blob is fetched twice. */
  readonly blobs: BlobCache;
  /** Reads the blobs that are not there yet; shared likewise, so that they are read together. */
  readonly source: GitHubBlobs;
  /** What outlives the audit: listings are kept there; null keeps nothing. */
  readonly kept: ByteCache | null;
}

/** How the trees of one repository are read. */
export interface GitHubRepositoryOptions {
  readonly client: GitHubReader;
  readonly owner: string;
  readonly repo: string;
  /** Asks GraphQL queries, which read many files at once; without it each file is one request. */
  readonly query?: GitHubQuery;
  /** What outlives these trees: then nothing is read twice. */
  readonly kept?: ByteCache;
}

/** The trees of one repository on GitHub. */
export interface GitHubRepository {
  /**
   * The tree of one commit: one request for the listing, and the files that are read together in one request.
   * Failing requests reject, so that the job can be run again; a blob that is gone is a `missing-file` problem.
   */
  tree(commitSha: string): Tree;
  /**
   * A few files of a commit as a tree, read at once and without a listing; other paths are as if they were not
   * there. `revision` may be `HEAD`. Where GitHub does not take queries, it is the tree of the commit.
   */
  files(revision: string, paths: readonly string[]): Promise<Tree>;
}

/** Requests for the listing of one tree at most, for repositories too large for one answer. */
const MAX_LISTING_REQUESTS = 100;

/** Opens a repository. Its trees share what they read. */
export function openGitHubRepository(options: GitHubRepositoryOptions): GitHubRepository {
  const { client, owner, repo, query = null, kept = null } = options;
  const readBlob = (hash: string) => fetchBlob(options, hash);
  const source = new GitHubBlobs({ owner, repo, readBlob, query, kept });
  const blobs = new BlobCache();
  const tree = (commitSha: string) =>
    new GitHubTree({ client, owner, repo, commitSha, blobs, source, kept });
  return {
    tree,
    files: async (revision, paths) => {
      const entries = await source.entriesAt(revision, paths);
      if (entries === null) return tree(revision);
      const options = { client, owner, repo, commitSha: revision, blobs, source, kept };
      return new GitHubTree(options, new EntryIndex(entries.map(treeEntry)));
    },
  };
}

function treeEntry({ path, mode, hash, size }: FileEntry): TreeEntry {
  return { path, kind: kindOfMode(mode), size, hash };
}

/** Files that are not read ahead, as nobody may want them after all: larger than 512 KiB. */
const MAX_AHEAD_BYTES = 512 * 1024;

class GitHubTree implements Tree {
  readonly revision: string;
  private index: Promise<EntryIndex> | undefined;

  constructor(
    private readonly options: GitHubTreeOptions,
    index?: EntryIndex,
  ) {
    this.revision = options.commitSha;
    if (index !== undefined) this.index = Promise.resolve(index);
  }

  async list(): Promise<TreeListing> {
    return (await this.entries()).listing;
  }

  async read(path: string): Promise<Outcome<TreeFile>> {
    const entry = (await this.entries()).readable(path);
    if (!entry.ok) return entry;
    const { hash } = entry.value;
    const content = await this.content(entry.value);
    if (content === undefined) return { ok: false, problem: missingFile(path) };
    return contentOutcome(path, hash, content);
  }

  async prefetch(paths: readonly string[]): Promise<void> {
    const index = await this.entries();
    const entries = paths
      .map((path) => index.readable(path))
      .flatMap((entry) => (entry.ok ? [entry.value] : []))
      .filter(({ size }) => size !== null && size <= MAX_AHEAD_BYTES);
    await Promise.all(entries.map((entry) => this.content(entry)));
  }

  private content({ hash, size }: TreeEntry): Promise<Content | undefined> {
    return this.options.blobs.get(hash, () => this.options.source.load(hash, size));
  }

  private async entries(): Promise<EntryIndex> {
    this.index ??= loadListing(this.options);
    try {
      return await this.index;
    } catch (error) {
      this.index = undefined;
      throw error;
    }
  }
}

/** The listing of a commit, from what is kept where it is there. */
async function loadListing(options: GitHubTreeOptions): Promise<EntryIndex> {
  const { kept, commitSha } = options;
  if (kept === null || !isFixed(commitSha)) return new GitHubListing(options).load();
  const key = `listing ${commitSha}`;
  const bytes = (await kept.get([key])).get(key);
  if (bytes !== undefined) return readListing(bytes);
  const index = await new GitHubListing(options).load();
  kept.put(key, Buffer.from(JSON.stringify(index.listing)));
  return index;
}

/** A listing as it was put away. */
function readListing(bytes: Uint8Array): EntryIndex {
  const { entries, problems }: TreeListing = JSON.parse(Buffer.from(bytes).toString('utf8'));
  return new EntryIndex(entries, problems);
}

/** The bytes of a blob as they are; undefined where GitHub has none. */
async function fetchBlob(
  { client, owner, repo }: GitHubRepositoryOptions,
  hash: string,
): Promise<Buffer | undefined> {
  try {
    const { data } = await client.request('GET /repos/{owner}/{repo}/git/blobs/{file_sha}', {
      owner,
      repo,
      file_sha: hash,
      // The bytes as they are: in JSON they would be a third more, and Octokit cannot read JSON that
      // holds a string of many megabytes.
      mediaType: { format: 'raw' },
      request: { parseSuccessResponseBody: false },
    });
    return await bytesOf(data);
  } catch (error) {
    if (isNotFound(error)) return undefined;
    throw error;
  }
}

/** The whole of an answer that Octokit was told not to read. */
async function bytesOf(body: unknown): Promise<Buffer> {
  if (body instanceof ReadableStream) return Buffer.from(await new Response(body).arrayBuffer());
  // An empty file can come without a body.
  if (body === null || body === undefined || body === '') return Buffer.alloc(0);
  throw new Error('GitHub answered the request for a file with something that is not its content.');
}

/** Lists a tree, folder by folder where GitHub cuts its answer short. */
class GitHubListing {
  private readonly entries: TreeEntry[] = [];
  /** Folders that were not listed, or not in full. */
  private readonly incomplete: string[] = [];
  private requests = 0;

  constructor(private readonly options: GitHubTreeOptions) {}

  async load(): Promise<EntryIndex> {
    await this.addTree('', this.options.commitSha);
    return new EntryIndex(this.entries, truncationProblems(this.incomplete));
  }

  private async addTree(prefix: string, sha: string): Promise<void> {
    const whole = await this.fetchTree(prefix, sha, true);
    if (whole === undefined) return;
    if (!whole.truncated) {
      this.addItems(prefix, whole.tree);
      return;
    }
    const level = await this.fetchTree(prefix, sha, false);
    if (level === undefined) return;
    if (level.truncated) this.incomplete.push(prefix);
    this.addItems(prefix, level.tree);
    for (const item of level.tree) {
      if (item.type !== 'tree' || item.path === undefined || item.sha === undefined) continue;
      await this.addTree(`${prefix}${item.path}/`, item.sha);
    }
  }

  private async fetchTree(prefix: string, sha: string, recursive: boolean) {
    if (this.requests === MAX_LISTING_REQUESTS) {
      this.incomplete.push(prefix);
      return undefined;
    }
    this.requests += 1;
    const { client, owner, repo } = this.options;
    const { data } = await client.request('GET /repos/{owner}/{repo}/git/trees/{tree_sha}', {
      owner,
      repo,
      tree_sha: sha,
      ...(recursive ? { recursive: '1' } : {}),
    });
    return data;
  }

  private addItems(prefix: string, items: readonly GitHubTreeItem[]): void {
    for (const { path, mode, type, sha, size } of items) {
      if (type === 'tree' || path === undefined || mode === undefined || sha === undefined)
        continue;
      this.entries.push({
        path: `${prefix}${path}`,
        kind: kindOfMode(mode),
        size: size ?? null,
        hash: sha,
      });
    }
  }
}

function truncationProblems(folders: readonly string[]): Problem[] {
  const [first] = folders;
  if (first === undefined) return [];
  const name = first === '' ? 'the top folder' : `"${first.slice(0, -1)}"`;
  const where = folders.length === 1 ? name : `${folders.length} folders (the first is ${name})`;
  return [
    problem(
      'tree-truncated',
      `The repository has more files than GitHub lists: ${where} could not be listed in full, so files there were not looked at. Run "holdfast check" in a clone to see all.`,
    ),
  ];
}

function isNotFound(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'status' in error && error.status === 404;
}
