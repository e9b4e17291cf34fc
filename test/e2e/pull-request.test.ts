import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { holdfast } from '../cli/run.ts';
import { checkExchanges } from '../playground/github-contract.ts';
import { SETTINGS, shopContract } from './contract.ts';
import { Clone, concluded, repositoryOf, runsOf, type Stack, startStack } from './stack.ts';

const SHOP = 'acme/shop';
let stack: Stack;
let clone: Clone;

beforeAll(async () => {
  stack = await startStack();
  await stack.github.createRepository({
    owner: 'acme',
    name: 'shop',
    files: { 'openapi.yaml': shopContract(), '.github/holdfast.yml': SETTINGS },
    collaborators: { dana: 'write' },
  });
  clone = await Clone.of(stack.github, SHOP, 'dana');
}, 60_000);

afterAll(async () => {
  await clone.remove();
  await stack.stop();
}, 30_000);

async function shop() {
  return repositoryOf((await stack.github.state()).repositories, SHOP);
}

async function openPull(branch: string, files: Record<string, string>, draft = false) {
  await clone.git('checkout', '--quiet', 'main');
  const sha = await clone.push(branch, files);
  const pull = await stack.github.openPull({
    repository: SHOP,
    head: branch,
    title: `Change ${branch}`,
    author: 'dana',
    draft,
  });
  return { sha, number: pull.number };
}

async function commentsOn(number: number) {
  return (await shop()).comments.filter(({ issue }) => issue === number);
}

describe('a pull request', () => {
  test('that breaks the contract gets a failing check, annotated lines and one comment', async () => {
    const { sha, number } = await openPull('break', {
      'openapi.yaml': shopContract({ newUserRequired: ['email', 'phone'], sortable: true }),
    });
    const runs = await concluded(stack.github, SHOP, sha);
    await stack.github.waitFor(({ repositories }) =>
      repositoryOf(repositories, SHOP).comments.some(({ issue }) => issue === number),
    );

    expect(runs).toHaveLength(1);
    expect(runs[0]).toMatchObject({
      conclusion: 'failure',
      title: '1 breaking change exceeds the budget of POST /api/users',
    });
    expect(runs[0]?.summary).toContain('.github/holdfast.yml:6');
    expect(runs[0]?.annotations).toMatchObject([
      { path: 'openapi.yaml', start_line: 27, annotation_level: 'failure' },
    ]);
    const comments = await commentsOn(number);
    expect(comments).toHaveLength(1);
    expect(comments[0]?.user).toBe('holdfast[bot]');
    expect(comments[0]?.body).toContain("Property 'phone'");
  }, 60_000);

  test('sent again by GitHub changes nothing: one check run, one comment', async () => {
    const state = await stack.github.state();
    const opened = state.deliveries.find(
      ({ event, action }) => event === 'pull_request' && action === 'opened',
    );
    expect(opened?.status_code).toBe(202);
    const again = await stack.github.redeliver(opened?.id ?? 0);
    const answered = await stack.github.waitFor(({ deliveries }) =>
      deliveries.find(({ id, status }) => id === again.id && status !== 'pending'),
    );

    expect(answered.guid).toBe(opened?.guid);
    expect(answered.status_code).toBe(200);
    const { check_runs, comments } = await shop();
    expect(check_runs).toHaveLength(1);
    expect(comments).toHaveLength(1);
  }, 30_000);

  test('that is put right by a push has its comment folded to one line', async () => {
    const sha = await clone.push('break', { 'openapi.yaml': shopContract({ sortable: true }) });
    const runs = await concluded(stack.github, SHOP, sha);
    const comment = await stack.github.waitFor(({ repositories }) =>
      repositoryOf(repositories, SHOP).comments.find(({ body }) => body.includes('all resolved')),
    );

    expect(runs).toMatchObject([{ conclusion: 'success' }]);
    expect(comment.body.split('\n').filter((line) => !line.startsWith('<!--'))).toHaveLength(1);
    expect((await shop()).comments).toHaveLength(1);
  }, 60_000);

  test('that changes no contract passes without a comment', async () => {
    const { sha, number } = await openPull('readme', { 'README.md': 'The shop.\n' });
    const runs = await concluded(stack.github, SHOP, sha);

    expect(runs).toMatchObject([{ conclusion: 'success', annotations: [] }]);
    expect(await commentsOn(number)).toEqual([]);
  }, 60_000);

  test('that changes the settings has them checked, but is judged by those of its base', async () => {
    const { sha } = await openPull('settings', {
      '.github/holdfast.yml': 'drift_budget:\n  default_budget:\n    max_braking_changes: 100\n',
      'openapi.yaml': shopContract({ newUserRequired: ['email', 'phone'] }),
    });
    const verdict = await concluded(stack.github, SHOP, sha);
    const settings = await concluded(stack.github, SHOP, sha, 'Holdfast: .github/holdfast.yml');

    expect(verdict).toMatchObject([{ conclusion: 'failure' }]);
    expect(verdict[0]?.title).toContain('exceeds the budget');
    expect(settings).toMatchObject([
      {
        conclusion: 'failure',
        annotations: [{ path: '.github/holdfast.yml', start_line: 3 }],
      },
    ]);
    expect(settings[0]?.summary).toContain('Did you mean');
  }, 60_000);

  test('from a fork gets the same verdict, written in the base repository', async () => {
    await stack.github.fork(SHOP, 'mallory');
    const fork = await Clone.of(stack.github, 'mallory/shop', 'mallory');
    const sha = await fork.push('fork-break', {
      'openapi.yaml': shopContract({ newUserRequired: ['email', 'phone'] }),
      '.github/holdfast.yml': 'drift_budget:\n  enabled: false\n',
    });
    await fork.remove();
    await stack.github.openPull({
      repository: SHOP,
      head: 'mallory:fork-break',
      title: 'From a fork',
      author: 'mallory',
    });

    expect(await concluded(stack.github, SHOP, sha)).toMatchObject([{ conclusion: 'failure' }]);
    const { repositories } = await stack.github.state();
    expect(runsOf(repositoryOf(repositories, 'mallory/shop'), sha)).toEqual([]);
  }, 60_000);

  test('that is a draft gets its check run, and its comment when it becomes ready', async () => {
    const { sha, number } = await openPull(
      'draft',
      { 'openapi.yaml': shopContract({ newUserRequired: ['email', 'phone'] }) },
      true,
    );
    await concluded(stack.github, SHOP, sha);
    expect(await commentsOn(number)).toEqual([]);

    await stack.github.changePull({ repository: SHOP, number, user: 'dana', draft: false });
    await stack.github.waitFor(({ repositories }) =>
      repositoryOf(repositories, SHOP).comments.some(({ issue }) => issue === number),
    );
  }, 60_000);

  test('is audited again when its base changes and when "Re-run" is pressed', async () => {
    await clone.git('checkout', '--quiet', 'main');
    await clone.push('release', { 'openapi.yaml': shopContract({ sortable: true }) });
    const { sha, number } = await openPull('rebase', { 'notes.md': 'Nothing.\n' });
    const [first] = await concluded(stack.github, SHOP, sha);
    expect(first?.conclusion).toBe('success');

    await stack.github.changePull({ repository: SHOP, number, user: 'dana', base: 'release' });
    const two = await stack.github.waitFor(({ repositories }) => {
      const runs = runsOf(repositoryOf(repositories, SHOP), sha);
      return runs.length === 2 && runs.every(({ status }) => status === 'completed') && runs;
    });
    const pressed = two[1];
    await stack.github.recheck({ repository: SHOP, user: 'dana', check_run: pressed?.id ?? 0 });
    await stack.github.waitFor(({ repositories }) => {
      const runs = runsOf(repositoryOf(repositories, SHOP), sha);
      return runs.length === 3 && runs.every(({ status }) => status === 'completed');
    });
  }, 60_000);

  test('in a merge queue has its candidate audited', async () => {
    const { number } = await openPull('queue', {
      'openapi.yaml': shopContract({ newUserRequired: ['email', 'phone'] }),
    });
    const group = await stack.github.enqueuePull(SHOP, number, 'dana');

    expect(await concluded(stack.github, SHOP, group.head_sha)).toMatchObject([
      { conclusion: 'failure' },
    ]);
  }, 60_000);
});

test("the command line gives the same verdict with a caller's own token", async () => {
  const { pulls } = await shop();
  const number = pulls.find(({ head }) => head.ref === 'fork-break')?.number;
  const { code, stdout } = await holdfast(
    ['check', '--pull-request', `${SHOP}#${number}`, '--format', 'json'],
    {
      env: {
        GITHUB_API_URL: `${stack.github.url}/api/v3`,
        GITHUB_TOKEN: await stack.github.createUserToken('dana'),
      },
    },
  );

  expect(code).toBe(1);
  expect(JSON.parse(stdout)).toMatchObject({ outcome: 'exceeded', workspace: SHOP });
}, 30_000);

test("an organisation's defaults judge where the repository says nothing", async () => {
  await stack.github.createRepository({
    owner: 'globex',
    name: '.github',
    files: {
      '.github/holdfast.yml': 'drift_budget:\n  default_budget:\n    max_breaking_changes: 7\n',
    },
  });
  await stack.github.createRepository({
    owner: 'globex',
    name: 'api',
    files: { 'openapi.yaml': shopContract() },
    collaborators: { dana: 'write' },
  });
  await stack.github.commit({
    repository: 'globex/api',
    branch: 'break',
    message: 'Ask for a phone number',
    files: { 'openapi.yaml': shopContract({ newUserRequired: ['email', 'phone'] }) },
    author: 'dana',
  });
  const pull = await stack.github.openPull({
    repository: 'globex/api',
    head: 'break',
    title: 'Ask for a phone number',
    author: 'dana',
  });
  const [run] = await concluded(stack.github, 'globex/api', pull.head_sha);

  expect(run?.conclusion).toBe('success');
  expect(run?.text).toContain('globex/.github:.github/holdfast.yml:3');
}, 60_000);

test("every request and every answer so far is one that GitHub's own description allows", async () => {
  const exchanges = await stack.github.exchanges();

  expect(exchanges.length).toBeGreaterThan(50);
  expect(checkExchanges(exchanges)).toEqual([]);
}, 60_000);
