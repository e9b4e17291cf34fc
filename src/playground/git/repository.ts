import { mkdir } from 'node:fs/promises';
import { type Commit, parseCommit } from './commit.ts';
import { diffTrees, type FileChange } from './diff.ts';
import { type MergeResult, mergeCommits } from './merge.ts';
import { type GitObject, ObjectReader } from './object-reader.ts';
import type { GitProcesses } from './process.ts';

/** One entry of a tree listing. */
export interface TreeItem {
  readonly path: string;
  readonly mode: string;
  readonly type: 'blob' | 'tree' | 'commit';
  readonly sha: string;
  /** Bytes; null for trees and submodules. */
  readonly size: number | null;
}

/** How two commits relate. */
export interface Comparison {
  readonly mergeBase: string;
  readonly ahead: readonly string[];
  readonly behindBy: number;
  readonly files: readonly FileChange[];
}

/** Results for immutable objects, kept up to a number, oldest out first. */
class Memory<T> {
  readonly #kept = new Map<string, Promise<T>>();
  constructor(readonly limit: number) {}

  get(key: string, make: () => Promise<T>): Promise<T> {
    const known = this.#kept.get(key);
    if (known !== undefined) return known;
    const made = make();
    this.#kept.set(key, made);
    made.catch(() => this.#kept.delete(key));
    const oldest = this.#kept.keys().next();
    if (this.#kept.size > this.limit && !oldest.done) this.#kept.delete(oldest.value);
    return made;
  }
}

/** A bare repository on disk: what the stand-in reads from it. */
export class GitRepository {
  readonly #objects: ObjectReader;
  readonly #trees = new Memory<TreeItem[]>(100);
  readonly #comparisons = new Memory<Comparison | null>(200);

  constructor(
    readonly git: GitProcesses,
    readonly folder: string,
  ) {
    this.#objects = new ObjectReader(git, folder);
  }

  /** Makes an empty bare repository in the folder. */
  static async create(
    git: GitProcesses,
    folder: string,
    defaultBranch: string,
  ): Promise<GitRepository> {
    await mkdir(folder, { recursive: true });
    await git.run(folder, ['init', '--bare', '--quiet', `--initial-branch=${defaultBranch}`, '.']);
    const settings = [
      ['receive.advertisePushOptions', 'false'],
      ['receive.denyDeleteCurrent', 'refuse'],
      ['uploadpack.allowAnySHA1InWant', 'true'],
      ['gc.auto', '0'],
      ['core.logAllRefUpdates', 'false'],
    ] as const;
    for (const [key, value] of settings) await git.run(folder, ['config', key, value]);
    return new GitRepository(git, folder);
  }

  /** All refs and the objects they name. */
  async refs(): Promise<Map<string, string>> {
    const listing = await this.git.text(this.folder, [
      'for-each-ref',
      '--format=%(refname) %(objectname)',
    ]);
    const pairs = listing.split('\n').filter((line) => line !== '');
    return new Map(
      pairs.map((line): [string, string] => {
        const space = line.indexOf(' ');
        return [line.slice(0, space), line.slice(space + 1)];
      }),
    );
  }

  async updateRef(ref: string, sha: string): Promise<void> {
    await this.git.run(this.folder, ['update-ref', ref, sha]);
  }

  async deleteRef(ref: string): Promise<void> {
    await this.git.run(this.folder, ['update-ref', '-d', ref]);
  }

  object(sha: string): Promise<GitObject | null> {
    return this.#objects.read(sha);
  }

  /** The commit with this SHA; null where there is none. */
  async commit(sha: string): Promise<Commit | null> {
    const object = await this.#objects.read(sha);
    return object?.type === 'commit' ? parseCommit(sha, object.content.toString('utf8')) : null;
  }

  /** The commit that a branch, a tag, a full ref name or a SHA names; null where there is none. */
  async resolve(name: string): Promise<string | null> {
    if (/^[0-9a-f]{40}$/.test(name)) {
      const object = await this.#objects.read(name);
      if (object?.type === 'commit') return name;
    }
    if (name === '' || name.startsWith('-') || /[\s~^:?*[\\]|\.\.|@\{/.test(name)) return null;
    const candidates = [`refs/heads/${name}`, `refs/tags/${name}`, `refs/${name}`, name];
    for (const candidate of candidates) {
      if (candidate === name && !/^(HEAD|refs\/.+|[0-9a-f]{7,40})$/.test(name)) continue;
      const { code, stdout } = await this.git.run(
        this.folder,
        ['rev-parse', '--verify', '--quiet', `${candidate}^{commit}`],
        { allow: [1, 128] },
      );
      if (code === 0) return stdout.toString('utf8').trim();
    }
    return null;
  }

  /** The entries of a tree or of a commit's tree. */
  tree(sha: string, recursive: boolean): Promise<TreeItem[]> {
    return this.#trees.get(`${sha} ${recursive}`, async () => {
      const args = ['ls-tree', '-z', '-l', ...(recursive ? ['-r', '-t'] : []), sha];
      const listing = await this.git.text(this.folder, args);
      return listing
        .split('\0')
        .filter((line) => line !== '')
        .map(parseTreeLine);
    });
  }

  /** Commits reachable from `head` and not from `base`, oldest first. */
  async commitsBetween(base: string, head: string): Promise<string[]> {
    const listing = await this.git.text(this.folder, [
      'rev-list',
      '--reverse',
      '--topo-order',
      head,
      `^${base}`,
    ]);
    return listing === '' ? [] : listing.split('\n');
  }

  async mergeBase(base: string, head: string): Promise<string | null> {
    const { code, stdout } = await this.git.run(this.folder, ['merge-base', base, head], {
      allow: [1],
    });
    return code === 0 ? stdout.toString('utf8').trim() : null;
  }

  async isAncestor(ancestor: string, commit: string): Promise<boolean> {
    const { code } = await this.git.run(
      this.folder,
      ['merge-base', '--is-ancestor', ancestor, commit],
      { allow: [1] },
    );
    return code === 0;
  }

  /** The three-dot comparison of GitHub: files against the merge base; null without a common history. */
  compare(base: string, head: string): Promise<Comparison | null> {
    return this.#comparisons.get(`${base} ${head}`, async () => {
      const mergeBase = await this.mergeBase(base, head);
      if (mergeBase === null) return null;
      const [ahead, behind, files] = await Promise.all([
        this.commitsBetween(base, head),
        this.commitsBetween(head, base),
        diffTrees(this.git, this.folder, mergeBase, head),
      ]);
      return { mergeBase, ahead, behindBy: behind.length, files };
    });
  }

  merge(base: string, head: string): Promise<MergeResult> {
    return mergeCommits(this.git, this.folder, base, head);
  }

  /** Copies a branch's commits of another repository under a ref of this one. */
  async fetchFrom(source: GitRepository, sha: string, ref: string): Promise<void> {
    await this.git.run(this.folder, [
      'fetch',
      '--quiet',
      '--no-tags',
      '--no-write-fetch-head',
      source.folder,
      `+${sha}:${ref}`,
    ]);
  }
}

function parseTreeLine(line: string): TreeItem {
  const tab = line.indexOf('\t');
  const [mode = '', type = '', sha = '', size = '-'] = line.slice(0, tab).split(/ +/);
  return {
    path: line.slice(tab + 1),
    mode,
    type: type === 'tree' || type === 'commit' ? type : 'blob',
    sha,
    size: size === '-' ? null : Number(size),
  };
}
