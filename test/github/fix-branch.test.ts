import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import {
  deleteFixBranch,
  ensureFixBranch,
  type FixBranch,
  type WantedFixBranch,
} from '../../src/github/fix-branch.ts';
import { NO_GROWTH } from '../../src/incidents/fix-run.ts';
import type { PlaygroundClient } from '../../src/playground/client.ts';
import { closeAll, REPO, start } from '../playground/shop.ts';

const BRANCH = 'holdfast/drift-fix/0f59a89cf251';
const FIXED = 'openapi: 3.0.3\ninfo: {title: Shop, version: 1.0.0}\npaths: {/users: {}}\n';

let github: PlaygroundClient;
let stand: Awaited<ReturnType<typeof start>>;
let app: { readonly slug: string };

beforeEach(async () => {
  stand = await start({ app: { permissions: { contents: 'write', metadata: 'read' } } });
  github = stand.client;
  const { data } = await stand.app.request('GET /app');
  app = { slug: data?.slug ?? '' };
});

afterEach(closeAll);

async function tipOf(branch: string): Promise<string | undefined> {
  const { repositories } = await github.state();
  return repositories[0]?.branches[branch];
}

async function wanted(changes: Partial<WantedFixBranch> = {}): Promise<WantedFixBranch> {
  return {
    ...REPO,
    app,
    branch: BRANCH,
    baseSha: (await tipOf('main')) ?? '',
    knownSha: null,
    growth: NO_GROWTH,
    files: [{ path: 'openapi.yaml', content: Buffer.from(FIXED) }],
    message: 'Fix drift',
    ...changes,
  };
}

const ensure = async (changes?: Partial<WantedFixBranch>): Promise<FixBranch> =>
  ensureFixBranch(stand.installation, await wanted(changes));

async function commitAs(author: string, branch: string, file: string): Promise<string> {
  const { sha } = await github.commit({
    repository: 'acme/shop',
    branch,
    message: `Change ${file}`,
    author,
    files: { [file]: `${file}\n` },
  });
  return sha;
}

async function treeOf(branch: string): Promise<string> {
  const { data } = await stand.installation.request(
    'GET /repos/{owner}/{repo}/git/commits/{commit_sha}',
    { ...REPO, commit_sha: (await tipOf(branch)) ?? '' },
  );
  return data.tree.sha;
}

/** Commits that the branch has and `main` does not, with their number of parents. */
async function commitsOf(branch: string): Promise<readonly number[]> {
  const { data } = await stand.installation.request(
    'GET /repos/{owner}/{repo}/compare/{basehead}',
    { ...REPO, basehead: `main...${branch}` },
  );
  return data.commits.map(({ parents }) => parents.length);
}

describe('the branch of a fix', () => {
  test('is one commit on its base, and is not written again', async () => {
    const first = await ensure();
    const sha = await tipOf(BRANCH);
    expect(first).toEqual({ kind: 'ready', sha, tip: sha, written: true });
    expect(await commitsOf(BRANCH)).toEqual([1]);
    expect(await ensure()).toEqual({ ...first, written: false });
  });

  test('is one commit on the newest base when that has moved', async () => {
    await ensure();
    const base = await commitAs('dana', 'main', 'more.txt');
    const moved = await ensure();
    const sha = await tipOf(BRANCH);
    expect(moved).toEqual({ kind: 'ready', sha, tip: sha, written: true });
    expect(await commitsOf(BRANCH)).toEqual([1]);
    const { data } = await stand.installation.request(
      'GET /repos/{owner}/{repo}/git/commits/{commit_sha}',
      { ...REPO, commit_sha: (await tipOf(BRANCH)) ?? '' },
    );
    expect(data.parents.map(({ sha }) => sha)).toEqual([base]);
  });

  test('is left to whoever else has a commit on it', async () => {
    await ensure();
    const theirs = await commitAs('dana', BRANCH, 'notes.txt');
    expect(await ensure()).toEqual({ kind: 'foreign', by: 'dana' });
    expect(await deleteFixBranch(stand.installation, await wanted())).toBe('foreign');
    expect(await tipOf(BRANCH)).toBe(theirs);
  });

  test('is left to whoever has amended our commit, which keeps its author', async () => {
    await ensure();
    const knownSha = (await tipOf(BRANCH)) ?? '';
    const { data: ours } = await stand.installation.request(
      'GET /repos/{owner}/{repo}/git/commits/{commit_sha}',
      { ...REPO, commit_sha: knownSha },
    );
    const { data: theirs } = await stand.installation.request(
      'POST /repos/{owner}/{repo}/git/commits',
      {
        ...REPO,
        message: 'Fix drift, my way',
        tree: await treeOf('main'),
        parents: ours.parents.map(({ sha }) => sha),
        author: ours.author,
        committer: { name: 'dana', email: 'dana@users.noreply.localhost' },
      },
    );
    const ref = { ref: `heads/${BRANCH}`, sha: theirs.sha, force: true };
    await stand.installation.request('PATCH /repos/{owner}/{repo}/git/refs/{ref}', {
      ...REPO,
      ...ref,
    });
    expect(await ensure({ knownSha })).toEqual({ kind: 'foreign', by: 'dana' });
    expect(await tipOf(BRANCH)).toBe(theirs.sha);
  });

  test('is left to whoever pushes while it is being made anew', async () => {
    await ensure();
    await commitAs('dana', 'main', 'more.txt');
    let theirs = '';
    stand.installation.hook.after('request', async (_, { method, url }) => {
      if (theirs === '' && method === 'POST' && url.endsWith('/git/commits')) {
        theirs = await commitAs('dana', BRANCH, 'notes.txt');
      }
    });
    expect(await ensure()).toEqual({ kind: 'foreign', by: 'dana' });
    expect(await tipOf(BRANCH)).toBe(theirs);
  });

  describe('above whose commit a workflow of ours', () => {
    const BOT = 'github-actions[bot]';
    let knownSha: string;

    beforeEach(async () => {
      await ensure();
      knownSha = (await tipOf(BRANCH)) ?? '';
    });

    test('may put commits is as wanted with them', async () => {
      const tip = await commitAs(BOT, BRANCH, 'client.ts');
      const growth = { tipSha: null, mayGrow: true };
      const ready = { kind: 'ready', sha: knownSha, tip, written: false };
      expect(await ensure({ knownSha, growth })).toEqual(ready);
      expect(await ensure({ knownSha, growth: { tipSha: tip, mayGrow: false } })).toEqual(ready);
    });

    test('may put commits is made anew without them when the base has moved', async () => {
      await commitAs(BOT, BRANCH, 'client.ts');
      await commitAs('dana', 'main', 'more.txt');
      const growth = { tipSha: null, mayGrow: true };
      expect(await ensure({ knownSha, growth })).toMatchObject({ kind: 'ready', written: true });
      expect(await commitsOf(BRANCH)).toEqual([1]);
    });

    test('may not put any is somebody else’s when there are some', async () => {
      await commitAs(BOT, BRANCH, 'client.ts');
      expect(await ensure({ knownSha })).toEqual({ kind: 'foreign', by: BOT });
    });

    test('has put all it will is somebody else’s when there are more', async () => {
      const tipSha = await commitAs(BOT, BRANCH, 'client.ts');
      await commitAs(BOT, BRANCH, 'another.ts');
      const growth = { tipSha, mayGrow: false };
      expect(await ensure({ knownSha, growth })).toEqual({ kind: 'foreign', by: BOT });
    });

    test('may put commits is still left to a person, wherever theirs is', async () => {
      const growth = { tipSha: null, mayGrow: true };
      await commitAs('dana', BRANCH, 'notes.txt');
      await commitAs(BOT, BRANCH, 'client.ts');
      expect(await ensure({ knownSha, growth })).toEqual({ kind: 'foreign', by: 'dana' });
      const place = await wanted({ knownSha, growth });
      expect(await deleteFixBranch(stand.installation, place)).toBe('foreign');
    });
  });

  test('is made once when two make it at the same time', async () => {
    const made = await Promise.all([ensure(), ensure()]);
    expect(made.map(({ kind }) => kind)).toEqual(['ready', 'ready']);
    expect(await commitsOf(BRANCH)).toEqual([1]);
  });

  test('keeps the mode of a file also where GitHub does not list all files at once', async () => {
    const many = await start({
      app: { permissions: { contents: 'write', metadata: 'read' } },
      limits: { treeEntries: 1 },
    });
    const request = many.installation.request;
    const { repositories } = await many.client.state();
    const main = repositories[0]?.branches['main'] ?? '';
    const path = 'scripts/api/openapi.yaml';
    const entry = { path, mode: '100755', type: 'blob', content: 'a: 1\n' } as const;
    const { data: tree } = await request('POST /repos/{owner}/{repo}/git/trees', {
      ...REPO,
      base_tree: main,
      tree: [entry],
    });
    const { data: commit } = await request('POST /repos/{owner}/{repo}/git/commits', {
      ...REPO,
      message: 'A script',
      tree: tree.sha,
      parents: [main],
    });
    const files = [{ path, content: Buffer.from('a: 2\n') }];
    const fix = { ...(await wanted()), files, baseSha: commit.sha };
    const made = await ensureFixBranch(many.installation, fix);
    let sha = made.kind === 'ready' ? made.sha : '';
    let last: string | undefined;
    for (const part of path.split('/')) {
      const place = { ...REPO, tree_sha: sha };
      const { data } = await request('GET /repos/{owner}/{repo}/git/trees/{tree_sha}', place);
      const found = data.tree.find((each) => each.path === part);
      sha = found?.sha ?? '';
      last = found?.mode;
    }
    expect(last).toBe('100755');
  });

  test('is left to whoever pushes while it is being deleted', async () => {
    await ensure();
    let theirs = '';
    stand.installation.hook.after('request', async (_, { url }) => {
      if (theirs === '' && url.includes('/compare/')) {
        theirs = await commitAs('dana', BRANCH, 'notes.txt');
      }
    });
    expect(await deleteFixBranch(stand.installation, await wanted())).toBe('foreign');
    expect(await tipOf(BRANCH)).toBe(theirs);
  });

  test('goes when it is deleted, which can be done twice', async () => {
    await ensure();
    expect(await deleteFixBranch(stand.installation, await wanted())).toBe('deleted');
    expect(await deleteFixBranch(stand.installation, await wanted())).toBe('gone');
    expect(await tipOf(BRANCH)).toBeUndefined();
  });

  test('never has a workflow in it', async () => {
    const files = [{ path: '.github/workflows/ci.yml', content: Buffer.from('on: push\n') }];
    await expect(ensure({ files })).rejects.toThrow('.github/workflows/ci.yml');
    expect(await tipOf(BRANCH)).toBeUndefined();
  });
});
