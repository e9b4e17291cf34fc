/** The branch of a fix: exactly one commit on its base, made through the Git data API, and never anyone else's work. */
import type { Growth } from '../incidents/fix-run.ts';
import { type BranchCommit, isByApp, isOfWorkflow, readCommitsSince } from './branch-growth.ts';
import { type AppIdentity, botLogin, type GitHubClient, type RepositoryRef } from './client.ts';
import { GitHubRefused, toGitHubError } from './request-error.ts';

/** A file as the commit is to have it; null to delete it. */
export interface FixFile {
  readonly path: string;
  readonly content: Uint8Array | null;
}

export interface WantedFixBranch extends RepositoryRef {
  readonly app: Pick<AppIdentity, 'slug'>;
  /** Its name, without `refs/heads/`. */
  readonly branch: string;
  /** The commit it is to stand on. */
  readonly baseSha: string;
  /** The commit that was put there last: as long as it is the tip, nobody else was there. */
  readonly knownSha: string | null;
  /** What workflows of ours may have put above it. */
  readonly growth: Growth;
  readonly files: readonly FixFile[];
  readonly message: string;
}

/**
 * `ready`: the branch is as wanted. `sha` is our commit, `tip` the newest: another one where a workflow of ours has
 * put commits above it. `foreign`: it has a commit that is not ours, by `by` where
 * GitHub knows the person; nothing was written.
 */
export type FixBranch =
  | {
      readonly kind: 'ready';
      readonly sha: string;
      readonly tip: string;
      readonly written: boolean;
    }
  | { readonly kind: 'foreign'; readonly by: string | null };

/** A file larger than this is sent by itself rather than within the tree, in bytes. */
const MAX_INLINE = 1_000_000;

/** No app may write there without a permission that Holdfast does not ask for; and it must not. */
const WORKFLOWS = /^\.github\/workflows\//i;

/** Whether Holdfast never writes a path, whatever a fix says. */
export function isForbiddenPath(path: string): boolean {
  return WORKFLOWS.test(path);
}

/** Brings the branch to what it is to be. Run again, it writes nothing. @throws Error for a forbidden path. */
export async function ensureFixBranch(
  client: GitHubClient,
  wanted: WantedFixBranch,
): Promise<FixBranch> {
  const forbidden = wanted.files.find(({ path }) => isForbiddenPath(path));
  if (forbidden !== undefined) throw new Error(`A fix must not write ${forbidden.path}.`);
  const tip = await readTip(client, wanted);
  const own = tip === null ? null : await ownCommitBelow(client, wanted, tip);
  if (own?.kind === 'foreign') return own;
  const tree = await writeTree(client, wanted);
  if (tip !== null && own !== null && (await isCommitOf(client, wanted, own.sha, tree))) {
    return { kind: 'ready', sha: own.sha, tip, written: false };
  }
  const { owner, repo, branch, baseSha, message } = wanted;
  const { data: commit } = await client.request('POST /repos/{owner}/{repo}/git/commits', {
    owner,
    repo,
    message,
    tree,
    parents: [baseSha],
  });
  if (tip === null) {
    const made = await makeBranch(client, wanted, commit.sha);
    return made
      ? { kind: 'ready', sha: commit.sha, tip: commit.sha, written: true }
      : ensureFixBranch(client, wanted);
  }
  // Somebody may have pushed since it was looked at: what they pushed must not be lost.
  if ((await readTip(client, wanted)) !== tip) return ensureFixBranch(client, wanted);
  await client.request('PATCH /repos/{owner}/{repo}/git/refs/{ref}', {
    owner,
    repo,
    ref: `heads/${branch}`,
    sha: commit.sha,
    force: true,
  });
  return { kind: 'ready', sha: commit.sha, tip: commit.sha, written: true };
}

/** False where another process has made it meanwhile. */
async function makeBranch(client: GitHubClient, wanted: Place, sha: string): Promise<boolean> {
  const { owner, repo, branch } = wanted;
  try {
    const ref = `refs/heads/${branch}`;
    await client.request('POST /repos/{owner}/{repo}/git/refs', { owner, repo, ref, sha });
    return true;
  } catch (caught) {
    const error = toGitHubError(caught, new Date());
    const isRefused = error instanceof GitHubRefused && error.status === 422;
    if (isRefused && (await readTip(client, wanted)) !== null) return false;
    throw caught;
  }
}

/** Deletes the branch, unless somebody else's commit is on it. */
export async function deleteFixBranch(
  client: GitHubClient,
  wanted: Place,
): Promise<'deleted' | 'gone' | 'foreign'> {
  const tip = await readTip(client, wanted);
  if (tip === null) return 'gone';
  if ((await ownCommitBelow(client, wanted, tip)).kind === 'foreign') return 'foreign';
  // Somebody may have pushed since it was looked at: what they pushed must not be lost.
  const isAsSeen = tip === wanted.knownSha || (await readTip(client, wanted)) === tip;
  if (!isAsSeen) return deleteFixBranch(client, wanted);
  const { owner, repo, branch } = wanted;
  await client.request('DELETE /repos/{owner}/{repo}/git/refs/{ref}', {
    owner,
    repo,
    ref: `heads/${branch}`,
  });
  return 'deleted';
}

type Place = Omit<WantedFixBranch, 'files' | 'message'>;

/** Our commit that the newest of the branch is, or stands on; or who else has a commit there. */
async function ownCommitBelow(
  client: GitHubClient,
  { owner, repo, app, baseSha, knownSha, growth }: Place,
  tip: string,
): Promise<{ readonly kind: 'ours'; readonly sha: string } | (FixBranch & { kind: 'foreign' })> {
  if (tip === knownSha) return { kind: 'ours', sha: tip };
  if (knownSha !== null && tip === growth.tipSha) return { kind: 'ours', sha: knownSha };
  const place = { owner, repo, from: baseSha, tip };
  const { commits, isComplete } = await readCommitsSince(client, place);
  if (!isComplete) return { kind: 'foreign', by: null };
  const below = commits.findIndex(({ sha }) => sha === knownSha);
  const mayBeGrown = growth.mayGrow && below !== -1;
  const stranger = commits.find(
    (commit, index) =>
      !isByApp(commit, app) && !(mayBeGrown && index > below && isOfWorkflow(commit, app)),
  );
  if (stranger !== undefined) return { kind: 'foreign', by: strangerOf(stranger, app) };
  return { kind: 'ours', sha: mayBeGrown && knownSha !== null ? knownSha : tip };
}

/** Whose work a commit is: who has amended ours is its committer. */
function strangerOf(
  { author, committer }: BranchCommit,
  app: Pick<AppIdentity, 'slug'>,
): string | null {
  return author?.toLowerCase() === botLogin(app) ? committer : author;
}

/** The newest commit of a branch; null where there is no such branch. */
export async function readTip(
  client: GitHubClient,
  { owner, repo, branch }: RepositoryRef & { readonly branch: string },
): Promise<string | null> {
  try {
    const { data } = await client.request('GET /repos/{owner}/{repo}/git/ref/{ref}', {
      owner,
      repo,
      ref: `heads/${branch}`,
    });
    return data.object.sha;
  } catch (caught) {
    const error = toGitHubError(caught, new Date());
    if (error instanceof GitHubRefused && error.status === 404) return null;
    throw caught;
  }
}

/** Writes the tree that the base has with the fix. */
async function writeTree(
  client: GitHubClient,
  { owner, repo, baseSha, files }: WantedFixBranch,
): Promise<string> {
  const { data: base } = await client.request('GET /repos/{owner}/{repo}/git/trees/{tree_sha}', {
    owner,
    repo,
    tree_sha: baseSha,
    recursive: '1',
  });
  const paths = files.map(({ path }) => path);
  const modes = base.truncated
    ? await modesIn(client, { owner, repo }, base.sha, paths)
    : new Map(base.tree.map(({ path, mode }) => [path, mode]));
  const entries: TreeEntry[] = [];
  for (const { path, content } of files) {
    const mode = modes.get(path) === '100755' ? '100755' : '100644';
    const place = { path, mode, type: 'blob' } as const;
    if (content === null) entries.push({ ...place, sha: null });
    else entries.push({ ...place, ...(await contentOf(client, { owner, repo }, content)) });
  }
  const { data } = await client.request('POST /repos/{owner}/{repo}/git/trees', {
    owner,
    repo,
    base_tree: base.sha,
    tree: entries,
  });
  return data.sha;
}

/**
 * The modes of files, read folder by folder: where a repository has more files than GitHub lists at once, one that is
 * not listed may be there, and executable. @throws Error where a folder itself has more.
 */
async function modesIn(
  client: GitHubClient,
  { owner, repo }: RepositoryRef,
  treeSha: string,
  paths: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const { data } = await client.request('GET /repos/{owner}/{repo}/git/trees/{tree_sha}', {
    owner,
    repo,
    tree_sha: treeSha,
  });
  const modes = new Map<string, string>();
  for (const { path: name, mode, type, sha } of data.tree) {
    const inside = paths.filter((path) => path.startsWith(`${name}/`));
    if (type !== 'tree') modes.set(name, mode);
    else if (inside.length > 0) {
      const below = inside.map((path) => path.slice(name.length + 1));
      for (const [path, each] of await modesIn(client, { owner, repo }, sha, below)) {
        modes.set(`${name}/${path}`, each);
      }
    }
  }
  if (data.truncated) {
    throw new Error('A folder has more files than GitHub lists, so their modes are not known.');
  }
  return modes;
}

interface TreeEntry {
  path: string;
  mode: '100644' | '100755';
  type: 'blob';
  content?: string;
  sha?: string | null;
}

/** A small text goes with the tree; what is large, or is not UTF-8, is a blob of its own. */
async function contentOf(
  client: GitHubClient,
  { owner, repo }: RepositoryRef,
  bytes: Uint8Array,
): Promise<{ content: string } | { sha: string }> {
  const buffer = Buffer.from(bytes);
  const text = buffer.toString('utf8');
  if (bytes.length <= MAX_INLINE && Buffer.from(text).equals(buffer)) return { content: text };
  const { data } = await client.request('POST /repos/{owner}/{repo}/git/blobs', {
    owner,
    repo,
    content: buffer.toString('base64'),
    encoding: 'base64',
  });
  return { sha: data.sha };
}

/** Whether a commit is the one that would be made: same tree, on the same base. */
async function isCommitOf(
  client: GitHubClient,
  { owner, repo, baseSha }: WantedFixBranch,
  sha: string,
  tree: string,
): Promise<boolean> {
  const { data } = await client.request('GET /repos/{owner}/{repo}/git/commits/{commit_sha}', {
    owner,
    repo,
    commit_sha: sha,
  });
  return data.tree.sha === tree && data.parents.length === 1 && data.parents[0]?.sha === baseSha;
}
