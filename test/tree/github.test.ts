import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { Octokit } from '@octokit/rest';
import nock from 'nock';
import { ProbotOctokit } from 'probot';
import { BlobCache } from '../../src/tree/blob-cache.ts';
import { blobHash } from '../../src/tree/content.ts';
import {
  type GitHubReader,
  type GitHubTreeItem,
  openGitHubRepository,
} from '../../src/tree/github.ts';

const REPOSITORY = '/repos/acme/shop';
const quiet = { debug() {}, info() {}, warn() {}, error() {} };
const client: GitHubReader = new Octokit({ log: quiet });

beforeEach(() => nock.disableNetConnect());

afterEach(() => {
  const pending = nock.pendingMocks();
  nock.cleanAll();
  nock.enableNetConnect();
  expect(pending).toEqual([]);
});

function repository() {
  return openGitHubRepository({ client, owner: 'acme', repo: 'shop' });
}

function open(commitSha: string) {
  return repository().tree(commitSha);
}

const file = (path: string, content: string, mode = '100644'): GitHubTreeItem => ({
  path,
  mode,
  type: 'blob',
  sha: blobHash(Buffer.from(content)),
  size: Buffer.byteLength(content),
});

const folderItem = (path: string, sha: string) => ({ path, mode: '040000', type: 'tree', sha });

function replyTree(sha: string, tree: GitHubTreeItem[], truncated = false, recursive = true) {
  nock('https://api.github.com')
    .get(`${REPOSITORY}/git/trees/${sha}`)
    .query(recursive ? { recursive: '1' } : {})
    .reply(200, { sha, tree, truncated });
}

function replyBlob(content: string | Buffer, times = 1) {
  const bytes = Buffer.from(content);
  nock('https://api.github.com')
    .get(`${REPOSITORY}/git/blobs/${blobHash(bytes)}`)
    .times(times)
    .matchHeader('accept', /application\/vnd\.github(\.v3)?\.raw/)
    .reply(200, bytes, { 'content-type': 'application/vnd.github.raw; charset=utf-8' });
}

async function codeOf(tree: ReturnType<typeof open>, path: string) {
  const outcome = await tree.read(path);
  return outcome.ok ? 'read' : outcome.problem.code;
}

describe('a tree on GitHub', () => {
  test('takes one request for the listing and one for each file', async () => {
    const text = 'openapi: 3.1.0 # ü\n'.repeat(20);
    replyTree('c1', [folderItem('api', 't1'), file('api/a.yaml', text), file('README.md', 'x')]);
    replyBlob(text);
    const tree = open('c1');
    expect(tree.revision).toBe('c1');
    expect((await tree.list()).entries.map(({ path }) => path)).toEqual([
      'README.md',
      'api/a.yaml',
    ]);
    const expected = {
      ok: true,
      value: { path: 'api/a.yaml', text, hash: blobHash(Buffer.from(text)) },
    };
    expect(await tree.read('api/a.yaml')).toEqual(expected);
    expect(await tree.read('api/a.yaml')).toEqual(expected);
    expect(await codeOf(tree, 'api')).toBe('missing-file');
  });

  test('base and head fetch a blob that both have once, also at the same time', async () => {
    replyTree('c1', [file('a.yaml', 'same'), file('b.yaml', 'old')]);
    replyTree('c2', [file('renamed.yaml', 'same'), file('b.yaml', 'new')]);
    for (const content of ['same', 'old', 'new']) replyBlob(content);
    const both = repository();
    const [base, head] = [both.tree('c1'), both.tree('c2')];
    const read = await Promise.all([
      base.read('a.yaml'),
      head.read('renamed.yaml'),
      base.read('b.yaml'),
      head.read('b.yaml'),
    ]);
    expect(read.map((outcome) => outcome.ok && outcome.value.text)).toEqual([
      'same',
      'same',
      'old',
      'new',
    ]);
  });

  test('links, submodules, binary and large files are problems, and none of them is fetched in vain', async () => {
    const binary = Buffer.from([1, 0]);
    replyTree('c1', [
      file('link', '/etc/passwd', '120000'),
      { path: 'module', mode: '160000', type: 'commit', sha: 'f'.repeat(40) },
      { ...file('binary', ''), sha: blobHash(binary) },
      { ...file('huge.yaml', ''), size: 100 * 1024 * 1024 },
    ]);
    replyBlob(binary);
    const tree = open('c1');
    expect(await codeOf(tree, 'link')).toBe('symlink');
    expect(await codeOf(tree, 'module/a.yaml')).toBe('submodule');
    expect(await codeOf(tree, 'binary')).toBe('binary-file');
    expect(await codeOf(tree, 'huge.yaml')).toBe('file-too-large');
    expect(await codeOf(tree, '../x')).toBe('reference-outside-tree');
  });

  test('a blob that disappears between two reads is missing, and is asked for again', async () => {
    replyTree('c1', [file('a.yaml', 'text')]);
    const sha = blobHash(Buffer.from('text'));
    nock('https://api.github.com').get(`${REPOSITORY}/git/blobs/${sha}`).reply(404, {});
    const tree = open('c1');
    expect(await codeOf(tree, 'a.yaml')).toBe('missing-file');
    replyBlob('text');
    expect(await codeOf(tree, 'a.yaml')).toBe('read');
  });

  test('other failures reject, and the next attempt asks again', async () => {
    nock('https://api.github.com')
      .get(`${REPOSITORY}/git/trees/c1`)
      .query(true)
      .reply(502, { message: 'bad gateway' });
    const tree = open('c1');
    await expect(tree.list()).rejects.toMatchObject({ status: 502 });
    replyTree('c1', [file('a.yaml', 'text')]);
    const sha = blobHash(Buffer.from('text'));
    nock('https://api.github.com').get(`${REPOSITORY}/git/blobs/${sha}`).reply(403, {});
    await expect(tree.read('a.yaml')).rejects.toMatchObject({ status: 403 });
    replyBlob('text');
    expect(await codeOf(tree, 'a.yaml')).toBe('read');
  });

  test('a listing that GitHub cuts short is taken folder by folder', async () => {
    replyTree('c1', [file('a', '')], true);
    replyTree(
      'c1',
      [file('a', ''), folderItem('big', 't1'), folderItem('small', 't2')],
      false,
      false,
    );
    replyTree('t1', [file('b', '')], true);
    replyTree('t1', [file('b', ''), folderItem('deep', 't3')], false, false);
    replyTree('t2', [file('x/y', '')]);
    replyTree('t3', [file('c', '')]);
    const { entries, problems } = await open('c1').list();
    expect(entries.map(({ path }) => path)).toEqual(['a', 'big/b', 'big/deep/c', 'small/x/y']);
    expect(problems).toEqual([]);
  });

  test('a folder that GitHub cannot list in full is said', async () => {
    replyTree('c1', [], true);
    replyTree('c1', [file('a', '')], true, false);
    const { entries, problems } = await open('c1').list();
    expect(entries.map(({ path }) => path)).toEqual(['a']);
    expect(problems).toMatchObject([{ code: 'tree-truncated' }]);
  });

  test('a repository that takes too many requests is said to be incomplete', async () => {
    const folders = Array.from({ length: 150 }, (_, i) => folderItem(`f${i}`, `t${i}`));
    replyTree('c1', [], true);
    replyTree('c1', folders, false, false);
    for (let i = 0; i < 98; i++) replyTree(`t${i}`, [file('a', '')]);
    const { entries, problems } = await open('c1').list();
    expect(entries).toHaveLength(98);
    expect(problems).toMatchObject([{ code: 'tree-truncated' }]);
  });

  test("Probot's client fits too", () => {
    const probot: GitHubReader = new ProbotOctokit();
    expect(typeof probot.request).toBe('function');
  });
});

describe('the cache of blobs', () => {
  test('drops what was used longest ago when it is full', async () => {
    const cache = new BlobCache(3000);
    const fetched: string[] = [];
    const get = (hash: string) =>
      cache.get(hash, async () => {
        fetched.push(hash);
        return { text: 'x'.repeat(500) };
      });
    for (const hash of ['a', 'b', 'a', 'c', 'a', 'b']) await get(hash);
    expect(fetched).toEqual(['a', 'b', 'c', 'b']);
  });
});
