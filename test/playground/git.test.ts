import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { PlaygroundClient } from '../../src/playground/client.ts';
import { mergeCommits, mergeThroughIndex } from '../../src/playground/git/merge.ts';
import { type Playground, startPlayground } from '../../src/playground/playground.ts';

const execute = promisify(execFile);

let playground: Playground;
let client: PlaygroundClient;
let folder: string;

beforeEach(async () => {
  playground = await startPlayground({ app: { webhookUrl: 'http://127.0.0.1:9/' } });
  client = new PlaygroundClient(playground.url);
  folder = await mkdtemp(join(tmpdir(), 'playground-test-'));
  await client.createRepository({
    owner: 'acme',
    name: 'shop',
    files: { 'a.txt': 'one\ntwo\nthree\n', 'b.txt': 'b\n' },
    collaborators: { dana: 'write' },
  });
});

afterEach(async () => {
  await playground.close();
  await rm(folder, { recursive: true, force: true });
});

/** Real git, without the machine's own settings. */
async function git(...args: string[]): Promise<string> {
  const identity = ['-c', 'user.name=dana', '-c', 'user.email=dana@localhost'];
  const env = {
    PATH: process.env['PATH'],
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_TERMINAL_PROMPT: '0',
  };
  const { stdout } = await execute('git', [...identity, ...args], { cwd: folder, env });
  return stdout.trim();
}

async function cloneAs(login: string): Promise<void> {
  await git('clone', '--quiet', await client.gitUrl('acme/shop', login), '.');
}

async function commitOn(branch: string, files: Record<string, string>): Promise<string> {
  await git('checkout', '--quiet', '-B', branch);
  for (const [path, text] of Object.entries(files)) await writeFile(join(folder, path), text);
  await git('add', '--all');
  await git('commit', '--quiet', '--message', `Change ${Object.keys(files).join(', ')}`);
  return git('rev-parse', 'HEAD');
}

function events(): string[] {
  return playground.site.webhooks.deliveries.map(({ event, action }) =>
    action === null ? event : `${event}.${action}`,
  );
}

async function pull(number: number) {
  const state = await client.state();
  const found = state.repositories
    .find(({ full_name }) => full_name === 'acme/shop')
    ?.pulls.find((one) => one.number === number);
  if (found === undefined) throw new Error(`no pull request ${number}`);
  return found;
}

describe('git over HTTP', () => {
  test('a real clone, push and second push move the pull request’s head', async () => {
    await cloneAs('dana');
    const first = await commitOn('feature/x', { 'a.txt': 'one\n2\nthree\n' });
    await git('push', '--quiet', 'origin', 'feature/x');
    expect(events()).toEqual(['installation.created', 'push', 'check_suite.requested']);

    const { number } = await client.openPull({
      repository: 'acme/shop',
      head: 'feature/x',
      title: 'Two',
      author: 'dana',
    });
    expect((await pull(number)).head.sha).toBe(first);
    const second = await commitOn('feature/x', { 'a.txt': 'one\n22\nthree\n' });
    await git('push', '--quiet', 'origin', 'feature/x');

    expect((await pull(number)).head.sha).toBe(second);
    const moved = playground.site.webhooks.deliveries.find(
      ({ action }) => action === 'synchronize',
    );
    expect(moved?.payload).toMatchObject({ before: first, after: second, number });
    expect(await git('ls-remote', 'origin', `refs/pull/${number}/head`)).toContain(second);
  });

  test('a push says which files its commits touch, and a tag is a push too', async () => {
    await cloneAs('dana');
    const before = await git('rev-parse', 'HEAD');
    await git('rm', '--quiet', 'b.txt');
    const first = await commitOn('main', { 'a.txt': 'x\n', 'c.txt': 'c\n' });
    const after = await commitOn('main', { 'c.txt': 'd\n' });
    await git('tag', 'v1');
    await git('push', '--quiet', 'origin', 'main', 'v1');
    const pushes = playground.site.webhooks.deliveries.filter(({ event }) => event === 'push');
    expect(pushes.map(({ payload }) => payload)).toMatchObject([
      {
        ref: 'refs/heads/main',
        before,
        after,
        created: false,
        commits: [
          { id: first, added: ['c.txt'], removed: ['b.txt'], modified: ['a.txt'] },
          { id: after, added: [], removed: [], modified: ['c.txt'] },
        ],
        head_commit: { id: after, modified: ['c.txt'] },
      },
      { ref: 'refs/tags/v1', created: true, after, head_commit: { id: after } },
    ]);
  });

  test('a forced push and a deleted branch are noticed', async () => {
    await cloneAs('dana');
    const before = await commitOn('topic', { 'a.txt': 'x\n' });
    await git('push', '--quiet', 'origin', 'topic');
    const { number } = await client.openPull({
      repository: 'acme/shop',
      head: 'topic',
      title: 'X',
      author: 'dana',
    });
    await git('reset', '--quiet', '--hard', 'origin/main');
    const after = await commitOn('topic', { 'a.txt': 'y\n' });
    await git('push', '--quiet', '--force', 'origin', 'topic');
    const push = playground.site.webhooks.deliveries.findLast(({ event }) => event === 'push');
    expect(push?.payload).toMatchObject({ before, after, forced: true });

    await git('push', '--quiet', 'origin', '--delete', 'topic');
    expect((await pull(number)).state).toBe('closed');
  });

  test('strangers may read a public repository and not push', async () => {
    await git('clone', '--quiet', `${playground.url}/acme/shop.git`, '.');
    await commitOn('topic', { 'a.txt': 'x\n' });
    await expect(git('push', '--quiet', 'origin', 'topic')).rejects.toThrow(/401|could not read/);
    const eve = await client.gitUrl('acme/shop', 'eve');
    await expect(git('push', '--quiet', eve, 'topic')).rejects.toThrow(/403/);
  });

  test('nobody sees a private repository without a token', async () => {
    await client.createRepository({
      owner: 'acme',
      name: 'secret',
      private: true,
      files: { a: '' },
    });
    const url = `${playground.url}/acme/secret.git`;
    await expect(git('ls-remote', url)).rejects.toThrow(/could not read|Authentication/);
    const dana = await client.gitUrl('acme/secret', 'dana');
    await expect(git('ls-remote', dana)).rejects.toThrow(/not found/);
  });
});

describe('pull requests', () => {
  test('conflicts make a pull request unmergeable, and go away again', async () => {
    await cloneAs('dana');
    await commitOn('topic', { 'a.txt': 'one\ntopic\nthree\n' });
    await git('push', '--quiet', 'origin', 'topic');
    const { number } = await client.openPull({
      repository: 'acme/shop',
      head: 'topic',
      title: 'X',
      author: 'dana',
    });
    expect((await pull(number)).mergeable).toBe(true);
    await git('checkout', '--quiet', 'main');
    await commitOn('main', { 'a.txt': 'one\nmain\nthree\n' });
    await git('push', '--quiet', 'origin', 'main');
    expect((await pull(number)).mergeable).toBe(false);
    await git('checkout', '--quiet', 'topic');
    await git('merge', '--quiet', '--strategy-option', 'ours', 'main');
    await git('push', '--quiet', 'origin', 'topic');
    expect((await pull(number)).mergeable).toBe(true);
  });

  test('a fork’s pull request can be read in the base repository', async () => {
    await client.fork('acme/shop', 'eve');
    const { sha } = await client.commit({
      repository: 'eve/shop',
      branch: 'topic',
      message: 'From a fork',
      author: 'eve',
      files: { 'a.txt': 'eve\n' },
    });
    const { number } = await client.openPull({
      repository: 'acme/shop',
      head: 'eve:topic',
      title: 'From a fork',
      author: 'eve',
    });
    expect((await pull(number)).head).toEqual({ repository: 'eve/shop', ref: 'topic', sha });
    const base = playground.site.state.repository('acme', 'shop');
    expect((await base?.git.commit(sha))?.message).toBe('From a fork');
  });

  test('a merge closes the issues that it mentions and a direct push merges too', async () => {
    const issue = await client.openIssue({
      repository: 'acme/shop',
      title: 'Broken',
      user: 'dana',
    });
    const commit = async (branch: string) =>
      client.commit({
        repository: 'acme/shop',
        branch,
        message: branch,
        author: 'dana',
        files: { [`${branch}.txt`]: branch },
      });
    await commit('one');
    const first = await client.openPull({
      repository: 'acme/shop',
      head: 'one',
      title: 'One',
      body: `Fixes #${issue.number}`,
      author: 'dana',
    });
    await client.changePull({
      repository: 'acme/shop',
      number: first.number,
      user: 'dana',
      merge: 'merge',
    });
    expect((await pull(first.number)).merged).toBe(true);
    const state = await client.state();
    expect(state.repositories[0]?.issues[0]).toMatchObject({ state: 'closed' });

    await commit('two');
    const second = await client.openPull({
      repository: 'acme/shop',
      head: 'two',
      title: 'Two',
      author: 'dana',
    });
    await cloneAs('dana');
    await git('push', '--quiet', 'origin', 'origin/two:main');
    expect((await pull(second.number)).merged).toBe(true);
  });
});

test('both ways to merge agree', async () => {
  const repository = playground.site.state.repository('acme', 'shop');
  if (repository === undefined) throw new Error('no repository');
  const commit = async (branch: string, files: Record<string, string | null>) =>
    (
      await client.commit({
        repository: 'acme/shop',
        branch,
        message: branch,
        author: 'dana',
        files,
      })
    ).sha;
  const main = await commit('main', { 'c.txt': '1\n2\n3\n4\n5\n6\n7\n8\n9\n' });
  const top = await commit('top', { 'c.txt': '0\n2\n3\n4\n5\n6\n7\n8\n9\n' });
  const bottom = await commit('bottom', { 'c.txt': '1\n2\n3\n4\n5\n6\n7\n8\n10\n' });
  const clash = await commit('clash', { 'c.txt': 'zero\n2\n3\n4\n5\n6\n7\n8\n9\n', 'b.txt': null });
  const { git: processes } = playground.site;
  const { folder: bare } = repository.git;
  for (const [one, other] of [
    [main, top],
    [top, bottom],
    [top, clash],
    [bottom, clash],
  ] as const) {
    const modern = await mergeCommits(processes, bare, one, other);
    expect(await mergeThroughIndex(processes, bare, one, other)).toEqual(modern);
  }
  expect(await mergeCommits(processes, bare, top, clash)).toEqual({
    clean: false,
    conflicts: ['c.txt'],
  });
});
