import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { IssueSnapshot } from '../../src/playground/control/messages.ts';
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

describe('the default branch', () => {
  test('is audited at each push against the cycle before', async () => {
    const fine = await clone.push('main', { 'README.md': 'Shop' });
    const more = await clone.push('main', { 'openapi.yaml': shopContract({ sortable: true }) });
    expect(await concluded(stack.github, SHOP, more)).toMatchObject([{ conclusion: 'success' }]);
    const { repositories } = await stack.github.state();
    const shop = repositoryOf(repositories, SHOP);
    expect(runsOf(shop, fine).every(({ conclusion }) => conclusion === 'success')).toBe(true);
    expect(shop.issues).toEqual([]);
  }, 60_000);

  test('has one issue for an incident, which follows it', async () => {
    const broken = await clone.push('main', {
      'openapi.yaml': shopContract({ newUserRequired: ['email', 'phone'] }),
    });
    expect(await concluded(stack.github, SHOP, broken)).toMatchObject([{ conclusion: 'failure' }]);
    const opened = await issueThat(({ state }) => state === 'open');
    expect(opened.labels).toEqual(expect.arrayContaining(['drift', 'contract']));
    expect(opened.body ?? '').toContain('POST /api/users');
    expect(opened.body ?? '').toContain(broken.slice(0, 7));

    const repaired = await clone.push('main', { 'openapi.yaml': shopContract() });
    await issueThat(({ number, state }) => number === opened.number && state === 'closed');
    const comments = await commentsOn(opened.number);
    expect(
      comments.some((body) => body.includes('Resolved') && body.includes(repaired.slice(0, 7))),
    ).toBe(true);

    await clone.push('main', {
      'openapi.yaml': shopContract({ newUserRequired: ['email', 'phone'] }),
    });
    await issueThat(({ number, state }) => number === opened.number && state === 'open');
    expect((await issues()).filter(({ body }) => body?.includes('holdfast:incident'))).toHaveLength(
      1,
    );
  }, 90_000);
});

describe('branches beside the default one', () => {
  test('are audited when the settings of the default branch list them', async () => {
    const settings = `branches: ['release/*']\n${SETTINGS}`;
    const listed = await clone.push('main', { '.github/holdfast.yml': settings });
    await concluded(stack.github, SHOP, listed);
    await clone.push('release/1', { 'openapi.yaml': shopContract() });
    const broken = await clone.push('release/1', {
      'openapi.yaml': shopContract({ newUserRequired: ['email', 'phone'], sortable: true }),
    });
    expect((await concluded(stack.github, SHOP, broken)).at(-1)).toMatchObject({
      conclusion: 'failure',
    });
    await clone.git('checkout', '--quiet', 'main');
  }, 60_000);
});

describe('an archived repository', () => {
  test('is left alone, and audited again when it is not archived any more', async () => {
    const name = 'acme/attic';
    await stack.github.createRepository({
      owner: 'acme',
      name: 'attic',
      files: { 'openapi.yaml': shopContract() },
      collaborators: { dana: 'write' },
    });
    const attic = await Clone.of(stack.github, name, 'dana');
    await concluded(stack.github, name, await attic.push('main', { 'README.md': 'Attic' }));
    await stack.github.changeRepository({ repository: name, user: 'acme', archived: true });
    await stack.github.dispatch({ repository: name, event: 'holdfast-audit', user: 'dana' });
    await stack.github.changeRepository({ repository: name, user: 'acme', archived: false });
    const sha = await attic.push('main', { 'README.md': 'Open again' });
    expect(await concluded(stack.github, name, sha)).toMatchObject([{ conclusion: 'success' }]);
    await attic.remove();
  }, 60_000);
});

describe('a repository with a past', () => {
  test('is judged over time by what it was before', async () => {
    const name = 'acme/old';
    const settings = 'drift_budget:\n  default_budget:\n    max_field_churn_percent: 5\n';
    await stack.github.setWebhook({ url: null });
    await stack.github.createRepository({
      owner: 'acme',
      name: 'old',
      files: { 'openapi.yaml': shopContract(), '.github/holdfast.yml': settings },
      collaborators: { dana: 'write' },
    });
    const old = await Clone.of(stack.github, name, 'dana');
    await old.push('main', { 'openapi.yaml': shopContract({ sortable: true }) });
    await stack.github.setWebhook({ url: `${stack.app.url}/api/github/webhooks` });

    // The first cycle has nothing to compare with; what it reads of the past counts in the next.
    const first = await old.push('main', { 'README.md': 'Old' });
    expect(await concluded(stack.github, name, first)).toMatchObject([{ conclusion: 'success' }]);
    for (let change = 1; ; change++) {
      const sha = await old.push('main', { 'README.md': `Old, change ${change}` });
      const [run] = await concluded(stack.github, name, sha);
      if (run?.conclusion === 'failure') break;
      expect(change).toBeLessThan(20);
    }
    const issue = await stack.github.waitFor(
      ({ repositories }) => repositoryOf(repositories, name).issues[0],
    );
    expect(issue.title).toBe(
      'More than 5 % of the fields of the repository changed within 30 days',
    );
    await old.remove();
  }, 90_000);
});

async function issues(): Promise<readonly IssueSnapshot[]> {
  return repositoryOf((await stack.github.state()).repositories, SHOP).issues;
}

/** Waits for an issue. */
function issueThat(isWanted: (issue: IssueSnapshot) => boolean): Promise<IssueSnapshot> {
  return stack.github.waitFor(({ repositories }) =>
    repositoryOf(repositories, SHOP).issues.find(isWanted),
  );
}

async function commentsOn(number: number): Promise<string[]> {
  const { comments } = repositoryOf((await stack.github.state()).repositories, SHOP);
  return comments.filter(({ issue }) => issue === number).map(({ body }) => body);
}
