import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Exchange } from '../../src/playground/client.ts';
import { checkExchanges } from '../playground/github-contract.ts';
import { SETTINGS, shopContract } from './contract.ts';
import { concluded, repositoryOf, type Stack, startStack } from './stack.ts';

/** A contract that breaks the one in the repository, and is like no other. */
const breaking = (branch: string) =>
  `# ${branch}\n${shopContract({ newUserRequired: ['email', 'phone'] })}`;
const CONTRACTS = 20;
const contractPath = (index: number) => `services/s${index}/openapi.yaml`;
const many = (text: string, count: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [contractPath(index), text]));
/** Files that no audit looks at, to make a repository large. */
const other = Object.fromEntries(
  Array.from({ length: 1500 }, (_, index) => [`src/f${index % 30}/m${index}.ts`, `${index}\n`]),
);

let stack: Stack;

beforeAll(async () => {
  stack = await startStack();
  const files = { ...many(shopContract(), CONTRACTS), '.github/holdfast.yml': SETTINGS };
  for (const [name, more] of [
    ['small', {}],
    ['large', other],
  ] as const) {
    await stack.github.createRepository({ owner: 'acme', name, files: { ...files, ...more } });
  }
  // The first audits of an installation ask for tokens, which then last an hour.
  for (const name of ['small', 'large']) {
    await audit(name, 'first', 0);
    // The first audit of a branch reads its code, once for all.
    await moveOn(name, { 'first.txt': 'first' });
  }
}, 120_000);

afterAll(async () => {
  await stack.stop();
}, 30_000);

/** Audits a pull request that changes so many contracts, and gives what was asked of GitHub for it. */
async function audit(name: string, branch: string, contracts: number, base = 'main') {
  const repository = `acme/${name}`;
  const { sha } = await stack.github.commit({
    repository,
    branch,
    from: base,
    message: branch,
    author: 'dana',
    files: { ...many(breaking(branch), contracts), 'branch.txt': branch },
  });
  const after = await lastExchange();
  const { number } = await stack.github.openPull({
    repository,
    head: branch,
    base,
    title: branch,
    author: 'dana',
  });
  await concluded(stack.github, repository, sha);
  if (contracts > 0) {
    await stack.github.waitFor(({ repositories }) =>
      repositoryOf(repositories, repository).comments.some(({ issue }) => issue === number),
    );
  }
  const requests = await requestsAfter(after);
  return { sha, number, requests };
}

/** Commits to the default branch, and waits until its own audit is done. */
async function moveOn(name: string, files: Readonly<Record<string, string>>): Promise<void> {
  const repository = `acme/${name}`;
  const { sha } = await stack.github.commit({
    repository,
    branch: 'main',
    message: 'Move on',
    author: 'dana',
    files,
  });
  await concluded(stack.github, repository, sha);
}

async function lastExchange(): Promise<number> {
  return (await stack.github.exchanges()).at(-1)?.number ?? 0;
}

async function requestsAfter(after: number): Promise<readonly string[]> {
  return (await stack.github.exchanges(after)).map(line);
}

function line({ method, template, path }: Exchange): string {
  return `${method} ${(template ?? path).replace('/repos/{owner}/{repo}', '')}`;
}

/** Of a pull request that is like nothing that was audited before, and gets a comment; in the order of names. */
const ONE_CONTRACT = [
  'GET /git/trees/{tree_sha}',
  'GET /git/trees/{tree_sha}',
  'PATCH /check-runs/{check_run_id}',
  'POST /check-runs',
  'POST /graphql',
  'POST /graphql',
  'POST /issues/{issue_number}/comments',
  'POST /pulls/{pull_number}/reviews',
];

describe('what is asked of GitHub for a pull request', () => {
  test('that changes one contract is 8 requests, the review among them, whatever the size of the repository', async () => {
    for (const name of ['small', 'large']) {
      // A branch that is not watched: nothing of it has been read before.
      await stack.github.commit({
        repository: `acme/${name}`,
        branch: 'release',
        message: 'Release',
        author: 'dana',
        files: { [contractPath(0)]: `# ${name}\n${shopContract()}` },
      });
      const { requests } = await audit(name, `one-${name}`, 1, 'release');
      expect([...requests].sort()).toEqual(ONE_CONTRACT);
    }
  }, 60_000);

  test('to a branch that is watched is fewer: it has been read already', async () => {
    const { requests } = await audit('small', 'known-base', 1);
    expect(requests.filter((request) => request.includes('trees'))).toHaveLength(1);
    expect(requests.length).toBeLessThanOrEqual(7);
  }, 60_000);

  test('whose base has moved on meanwhile is at most 8 requests', async () => {
    await stack.github.commit({
      repository: 'acme/small',
      branch: 'moved',
      message: 'Before the base moves',
      author: 'dana',
      files: { [contractPath(1)]: breaking('moved') },
    });
    await moveOn('small', { 'moved.txt': 'again\n' });
    const { requests } = await audit('small', 'moved', 1);
    expect(requests.length).toBeLessThanOrEqual(8);
  }, 60_000);

  test('that changes 20 contracts is at most 11 requests', async () => {
    const { requests } = await audit('large', 'many', CONTRACTS);
    expect(requests.length).toBeLessThanOrEqual(11);
  }, 60_000);

  test('that is audited again reads no file and no listing, and writes one check run', async () => {
    const { sha } = await audit('large', 'again', 3);
    const [run] = await concluded(stack.github, 'acme/large', sha);
    const after = await lastExchange();
    await stack.github.recheck({
      repository: 'acme/large',
      user: 'dana',
      check_run: run?.id ?? 0,
    });
    await stack.github.waitFor(({ repositories }) => {
      const runs = repositoryOf(repositories, 'acme/large').check_runs.filter(
        (one) => one.head_sha === sha,
      );
      return runs.length === 2 && runs.every(({ status }) => status === 'completed');
    });
    expect([...(await requestsAfter(after))].sort()).toEqual([
      'PATCH /check-runs/{check_run_id}',
      'POST /check-runs',
      'POST /graphql',
    ]);
  }, 60_000);
});

test('all of it is as GitHub describes it', async () => {
  expect(checkExchanges(await stack.github.exchanges())).toEqual([]);
});
