import { afterEach, describe, expect, test } from '@jest/globals';
import { tokenClient } from '../../src/github/connection.ts';
import { askQuery } from '../../src/github/query.ts';
import { type ByteCache, MemoryByteCache, scopedCache } from '../../src/tree/byte-cache.ts';
import { openGitHubRepository } from '../../src/tree/github.ts';
import { checkExchanges } from '../playground/github-contract.ts';
import { closeAll, REPO, start } from '../playground/shop.ts';

afterEach(closeAll);

const FILES = {
  'a.yaml': 'a: 1\n',
  'b.yaml': 'b: ü\n',
  'long.yaml': `text: ${'x'.repeat(3000)}\n`,
  'mark.yaml': { base64: Buffer.from('\uFEFFmarked: true\n').toString('base64') },
  'latin.yaml': { base64: Buffer.from('text: \xfc\n', 'latin1').toString('base64') },
  'binary.yaml': { base64: Buffer.from([1, 0, 2]).toString('base64') },
  'link.yaml': { symlink: 'a.yaml' },
  'folder/file.txt': 'text\n',
};

/** A repository with all kinds of files, and a way to read it; `asked` gives the requests since the last time. */
async function opened(kept: ByteCache = new MemoryByteCache()) {
  const { playground, client: people } = await start({ limits: { blobTextBytes: 2000 } });
  const { sha } = await people.commit({
    repository: 'acme/shop',
    branch: 'main',
    message: 'All kinds',
    author: 'dana',
    files: FILES,
  });
  const token = await people.createUserToken('dana');
  const client = tokenClient(token, { webUrl: playground.url, apiUrl: playground.url });
  const open = () =>
    openGitHubRepository({
      client,
      ...REPO,
      query: (query, variables) => askQuery<unknown>(client, query, variables),
      kept,
    });
  let seen = 0;
  const asked = () => {
    const paths = playground.exchanges.slice(seen).map(({ path }) => path);
    seen = playground.exchanges.length;
    return paths.map((path) => path.replace('/repos/acme/shop', ''));
  };
  return { playground, sha, open, asked };
}

const PATHS = ['a.yaml', 'b.yaml', 'long.yaml', 'mark.yaml', 'latin.yaml', 'binary.yaml'];

describe('files that are read together', () => {
  test('come in one query; only what a query cannot give is read by itself', async () => {
    const { playground, sha, open, asked } = await opened();
    const tree = open().tree(sha);
    await tree.prefetch?.([...PATHS, 'link.yaml', 'missing.yaml']);
    const requests = asked();
    expect(requests.filter((path) => path === '/graphql')).toHaveLength(1);
    // The long one is cut, one is not text, one is not UTF-8.
    expect(requests.filter((path) => path.startsWith('/git/blobs/'))).toHaveLength(3);

    const outcomes = await Promise.all(PATHS.map((path) => tree.read(path)));
    expect(
      outcomes.map((outcome) => (outcome.ok ? outcome.value.text : outcome.problem.code)),
    ).toEqual([
      FILES['a.yaml'],
      FILES['b.yaml'],
      FILES['long.yaml'],
      'marked: true\n',
      'unreadable-file',
      'binary-file',
    ]);
    expect(asked()).toEqual([]);
    expect(checkExchanges(playground.exchanges)).toEqual([]);
  });

  test('are not asked for again by another audit, nor is the listing', async () => {
    const { sha, open, asked } = await opened();
    const first = open().tree(sha);
    const read = await Promise.all(PATHS.map((path) => first.read(path)));
    asked();
    const second = open().tree(sha);
    expect(await Promise.all(PATHS.map((path) => second.read(path)))).toEqual(read);
    expect(await second.list()).toEqual(await first.list());
    expect(asked()).toEqual([]);
  });

  test('are read one by one where GitHub refuses the query', async () => {
    const { playground, sha, open, asked } = await opened();
    playground.faults.add({
      path: '/graphql',
      effect: { kind: 'status', status: 502 },
      times: 5,
    });
    const tree = open().tree(sha);
    const [a, b] = await Promise.all([tree.read('a.yaml'), tree.read('b.yaml')]);
    expect([a.ok && a.value.text, b.ok && b.value.text]).toEqual([
      FILES['a.yaml'],
      FILES['b.yaml'],
    ]);
    expect(asked().filter((path) => path.startsWith('/git/blobs/'))).toHaveLength(2);
  });
});

describe('a few files of a commit', () => {
  test('are read without a listing, with what they are', async () => {
    const { sha, open, asked } = await opened();
    const paths = ['a.yaml', 'link.yaml', 'folder', 'none.yaml'];
    const tree = await open().files(sha, paths);
    expect((await tree.list()).entries.map(({ path, kind }) => `${kind} ${path}`)).toEqual([
      'file a.yaml',
      'symlink link.yaml',
    ]);
    const read = await tree.read('a.yaml');
    expect(read.ok && read.value.text).toBe(FILES['a.yaml']);
    expect(asked()).toEqual(['/graphql']);
    await (await open().files(sha, paths)).read('a.yaml');
    expect(asked()).toEqual([]);
  });

  test('of the newest commit are asked for each time, as it moves', async () => {
    const { open, asked } = await opened();
    await open().files('HEAD', ['a.yaml']);
    await open().files('HEAD', ['a.yaml']);
    expect(asked()).toEqual(['/graphql', '/graphql']);
  });

  test('are those of the listing where GitHub refuses the query', async () => {
    const { playground, sha, open } = await opened();
    playground.faults.add({ path: '/graphql', effect: { kind: 'status', status: 404 } });
    const tree = await open().files(sha, ['a.yaml']);
    expect((await tree.list()).entries.length).toBeGreaterThan(5);
  });
});

describe('what is kept', () => {
  test('is dropped when there is no room, what was used longest ago first', async () => {
    const cache = new MemoryByteCache(10);
    const bytes = new Uint8Array(4);
    cache.put('a', bytes);
    cache.put('b', bytes);
    await cache.get(['a']);
    cache.put('c', bytes);
    expect([...(await cache.get(['a', 'b', 'c'])).keys()]).toEqual(['a', 'c']);
  });

  test('belongs to one repository', async () => {
    const cache = new MemoryByteCache();
    scopedCache(cache, 'acme/shop').put('hash', new Uint8Array(1));
    expect((await scopedCache(cache, 'acme/other').get(['hash'])).size).toBe(0);
    expect((await scopedCache(cache, 'acme/shop').get(['hash'])).size).toBe(1);
  });
});
