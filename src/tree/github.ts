import { type Outcome, type Problem, problem } from '../problem.ts';
import type { BlobCache } from './blob-cache.ts';
import { type Content, contentOutcome, decodeContent } from './content.ts';
import { EntryIndex, missingFile } from './entry-index.ts';
import { kindOfMode } from './git.ts';
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

export interface GitHubTreeOptions {
  readonly client: GitHubReader;
  readonly owner: string;
  readonly repo: string;
  /** Full SHA of the commit (or of a tree). */
  readonly commitSha: string;
  /** Shared by the trees of one repository, so that no blob is fetched twice. */
  readonly blobs: BlobCache;
}

/** Requests for the listing of one tree at most, for repositories too large for one answer. */
const MAX_LISTING_REQUESTS = 100;

/**
 * The tree of one commit, read through GitHub's API: one request for the listing, one for each file read.
 * Failing requests reject, so that the job can be run again; a blob that is gone is a `missing-file` problem.
 */
export function openGitHubTree(options: GitHubTreeOptions): Tree {
  return new GitHubTree(options);
}

class GitHubTree implements Tree {
  readonly revision: string;
  private index: Promise<EntryIndex> | undefined;

  constructor(private readonly options: GitHubTreeOptions) {
    this.revision = options.commitSha;
  }

  async list(): Promise<TreeListing> {
    return (await this.entries()).listing;
  }

  async read(path: string): Promise<Outcome<TreeFile>> {
    const entry = (await this.entries()).readable(path);
    if (!entry.ok) return entry;
    const { hash } = entry.value;
    const content = await this.options.blobs.get(hash, () => this.fetchBlob(hash));
    if (content === undefined) return { ok: false, problem: missingFile(path) };
    return contentOutcome(path, hash, content);
  }

  private async entries(): Promise<EntryIndex> {
    this.index ??= new GitHubListing(this.options).load();
    try {
      return await this.index;
    } catch (error) {
      this.index = undefined;
      throw error;
    }
  }

  private async fetchBlob(hash: string): Promise<Content | undefined> {
    const { client, owner, repo } = this.options;
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
      return decodeContent(await bytesOf(data));
    } catch (error) {
      if (isNotFound(error)) return undefined;
      throw error;
    }
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
