import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Signature } from './commit.ts';
import type { GitProcesses } from './process.ts';

/** What a file is to become: text, bytes, a link, a submodule, or gone (null). */
export type FileContent =
  | string
  | Uint8Array
  | { readonly symlink: string }
  | { readonly submodule: string }
  | null;

/** A commit to write on a branch. */
export interface NewCommit {
  readonly branch: string;
  /** The parent; null starts a history. */
  readonly parent: string | null;
  readonly message: string;
  readonly author: Signature;
  readonly files: ReadonlyMap<string, FileContent>;
}

function seconds(date: string): number {
  return Math.floor(Date.parse(date) / 1000);
}

/** A path as `git fast-import` wants it: quoted C style, which is always allowed. */
function quotePath(path: string): string {
  const escaped = path.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n');
  return `"${escaped}"`;
}

function change(path: string, content: FileContent): Buffer[] {
  if (content === null) return [Buffer.from(`D ${quotePath(path)}\n`)];
  if (typeof content === 'object' && 'submodule' in content) {
    return [Buffer.from(`M 160000 ${content.submodule} ${quotePath(path)}\n`)];
  }
  const link = typeof content === 'object' && 'symlink' in content;
  const bytes = Buffer.from(link ? content.symlink : content);
  const mode = link ? '120000' : '100644';
  return [
    Buffer.from(`M ${mode} inline ${quotePath(path)}\ndata ${bytes.length}\n`),
    bytes,
    Buffer.from('\n'),
  ];
}

/** Writes a commit through `git fast-import` and moves the branch to it. Answers its SHA. */
export async function writeCommit(
  git: GitProcesses,
  folder: string,
  commit: NewCommit,
): Promise<string> {
  const { name, email, date } = commit.author;
  const who = `${name.replace(/[<>\n]/g, '')} <${email.replace(/[<>\n]/g, '')}>`;
  const message = Buffer.from(commit.message);
  const ref = `refs/heads/${commit.branch}`;
  const input = Buffer.concat([
    Buffer.from(`commit ${ref}\ncommitter ${who} ${seconds(date)} +0000\ndata ${message.length}\n`),
    message,
    Buffer.from(`\n${commit.parent === null ? '' : `from ${commit.parent}\n`}`),
    ...[...commit.files].flatMap(([path, content]) => change(path, content)),
    Buffer.from('\ndone\n'),
  ]);
  await git.run(folder, ['fast-import', '--quiet', '--force', '--done', '--date-format=raw'], {
    input,
  });
  return git.text(folder, ['rev-parse', '--verify', ref]);
}

/** Author and committer for `git commit-tree`, which takes them from the environment. */
export function signatureEnvironment(
  author: Signature,
  committer: Signature,
): Record<string, string> {
  return {
    GIT_AUTHOR_NAME: author.name,
    GIT_AUTHOR_EMAIL: author.email,
    GIT_AUTHOR_DATE: `${seconds(author.date)} +0000`,
    GIT_COMMITTER_NAME: committer.name,
    GIT_COMMITTER_EMAIL: committer.email,
    GIT_COMMITTER_DATE: `${seconds(committer.date)} +0000`,
  };
}

/** Writes a commit object for a tree that exists. Moves no branch. Answers its SHA. */
export async function commitTree(
  git: GitProcesses,
  folder: string,
  commit: {
    readonly tree: string;
    readonly parents: readonly string[];
    readonly message: string;
    readonly author: Signature;
    readonly committer: Signature;
  },
): Promise<string> {
  const parents = commit.parents.flatMap((parent) => ['-p', parent]);
  return git.text(folder, ['commit-tree', commit.tree, ...parents], {
    input: commit.message,
    env: signatureEnvironment(commit.author, commit.committer),
  });
}

/** One entry of a tree to write: a blob, link or submodule by its SHA, or null to take the path out. */
export interface NewTreeEntry {
  readonly path: string;
  readonly mode: string;
  readonly sha: string | null;
}

/** Writes a tree from entries laid over a base tree, through an index of its own. Answers its SHA. */
export async function writeTree(
  git: GitProcesses,
  folder: string,
  baseTree: string | null,
  entries: readonly NewTreeEntry[],
): Promise<string> {
  const index = join(folder, `index-${randomUUID()}`);
  const env = { GIT_INDEX_FILE: index };
  try {
    await git.run(folder, ['read-tree', baseTree ?? '--empty'], { env });
    const zero = '0'.repeat(40);
    const input = entries
      .map(({ path, mode, sha }) =>
        sha === null ? `0 ${zero}\t${path}\0` : `${mode} ${sha}\t${path}\0`,
      )
      .join('');
    await git.run(folder, ['update-index', '-z', '--index-info'], { env, input });
    return await git.text(folder, ['write-tree'], { env });
  } finally {
    await rm(index, { force: true });
  }
}
