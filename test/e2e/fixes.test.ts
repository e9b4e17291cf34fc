/** A budget exceeded on the default branch becomes an issue and a pull request that repairs it. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { IssueSnapshot, PullSnapshot } from '../../src/playground/client.ts';
import { SETTINGS, shopContract } from './contract.ts';
import { Clone, concluded, repositoryOf, type Stack, startStack } from './stack.ts';

const SHOP = 'acme/shop';
const FINE = shopContract();
const BROKEN = shopContract({ newUserRequired: ['email', 'phone'] });
const PREFIX = 'holdfast/drift-fix/';
let stack: Stack;
let clone: Clone;

beforeAll(async () => {
  stack = await startStack();
  await stack.github.createRepository({
    owner: 'acme',
    name: 'shop',
    files: {
      'openapi.yaml': FINE,
      '.github/holdfast.yml': `${SETTINGS}  gitops:\n    enabled: true\n`,
      '.github/CODEOWNERS': '* @dana\n',
    },
    collaborators: { dana: 'write' },
  });
  clone = await Clone.of(stack.github, SHOP, 'dana');
}, 60_000);

afterAll(async () => {
  await clone.remove();
  await stack.stop();
}, 30_000);

test('merging the fix resolves the incident', async () => {
  await breakIt();
  const issue = await issueThat(({ state, body }) => state === 'open' && isIncident(body));
  const pull = await fixThat(({ state, body }) => state === 'open' && hasText(body, '### Proof'));
  expect(pull.title).toBe('Fix drift: POST /api/users - breaking change');
  expect(pull.head.ref).toMatch(/^holdfast\/drift-fix\/[0-9a-f]{12}$/);
  await fixThat(({ body }) => hasText(body, `Fixes #${issue.number}`));
  expect(await show(pull.head.ref, 'openapi.yaml')).toBe(FINE);
  expect(await clone.git('rev-list', '--count', `origin/main..origin/${pull.head.ref}`)).toBe('1');
  await change(pull.number, { merge: 'squash' });
  await issueThat(({ number, state }) => number === issue.number && state === 'closed');
}, 120_000);

test('a person who pushes to the branch of the fix has it from then on', async () => {
  await clone.git('pull', '--quiet', 'origin', 'main');
  await breakIt();
  const pull = await fixThat(({ state }) => state === 'open');
  await clone.git('fetch', '--quiet', 'origin');
  await clone.git('checkout', '--quiet', '-B', pull.head.ref, `origin/${pull.head.ref}`);
  const mine = await clone.push(pull.head.ref, { 'notes.txt': 'mine\n' });
  await commentOn(pull.number, 'dana pushed to this branch');
  await clone.git('checkout', '--quiet', 'main');
  const sha = await clone.push('main', { 'README.md': 'Shop\n' });
  await concluded(stack.github, SHOP, sha);
  await clone.git('fetch', '--quiet', 'origin');
  expect(await clone.git('rev-parse', `origin/${pull.head.ref}`)).toBe(mine);
}, 120_000);

test('closed by a person it means no, until somebody asks again; asked twice at once, one is opened', async () => {
  const theirs = await fixThat(({ state }) => state === 'open');
  await change(theirs.number, { state: 'closed' });
  await dashboardThat(({ body }) => hasText(body, `#${theirs.number} (declined)`));
  const sha = await clone.push('main', { 'README.md': 'Our shop\n' });
  await concluded(stack.github, SHOP, sha);
  const board = await dashboardThat(({ body }) => hasText(body, '<!-- holdfast:fix-now:'));
  expect(await openFixes()).toEqual([]);

  // The person's branch is in the way of a new one, and stays.
  await stack.github.deleteBranch(SHOP, theirs.head.ref, 'dana');
  const issue = await issueThat(({ state, body }) => state === 'open' && isIncident(body));
  const asked = { repository: SHOP, user: 'dana' };
  await Promise.all([
    stack.github.changeIssue({ ...asked, number: board.number, checkbox: 2 }),
    stack.github.comment({ ...asked, number: issue.number, body: '/holdfast fix' }),
  ]);
  const again = await fixThat(({ state }) => state === 'open');
  expect(again.number).not.toBe(theirs.number);
  await dashboardThat(({ body }) => hasText(body, `| #${again.number} |`));
  await stack.github.waitFor(({ repositories }) =>
    repositoryOf(repositories, SHOP).comments.some(({ reactions }) => reactions.length > 0)
      ? true
      : undefined,
  );
  expect(await openFixes()).toHaveLength(1);
}, 120_000);

test('it closes itself when the drift is gone, and its branch goes too', async () => {
  const pull = await fixThat(({ state }) => state === 'open');
  await clone.git('checkout', '--quiet', 'main');
  await clone.push('main', { 'openapi.yaml': FINE });
  await commentOn(pull.number, 'There is nothing left to repair.');
  await fixThat(
    ({ number, state, merged }) => number === pull.number && state === 'closed' && !merged,
  );
  await stack.github.waitFor(({ repositories }) =>
    repositoryOf(repositories, SHOP).branches[pull.head.ref] === undefined ? true : undefined,
  );
}, 120_000);

test('killed between the branch and the pull request, it opens one pull request', async () => {
  const { pulls, issues } = repositoryOf((await stack.github.state()).repositories, SHOP);
  const number = pulls.length + issues.length + 1;
  const pause = await stack.github.pauseAt({ method: 'POST', path: '/repos/acme/shop/pulls' });
  await clone.push('main', { 'openapi.yaml': BROKEN });
  await pause.reached();
  const { branches } = repositoryOf((await stack.github.state()).repositories, SHOP);
  expect(Object.keys(branches).filter((branch) => branch.startsWith(PREFIX))).toHaveLength(1);
  await stack.app.kill('SIGKILL');
  await stack.github.clearFaults();
  await stack.restart();
  await dashboardThat(({ body }) => hasText(body, `| #${number} |`));
  expect((await openFixes()).map((pull) => pull.number)).toEqual([number]);
}, 120_000);

async function openFixes(): Promise<readonly PullSnapshot[]> {
  const { repositories } = await stack.github.state();
  return repositoryOf(repositories, SHOP).pulls.filter(
    ({ state, head }) => state === 'open' && head.ref.startsWith(PREFIX),
  );
}

function dashboardThat(isWanted: (issue: IssueSnapshot) => boolean): Promise<IssueSnapshot> {
  return issueThat((issue) => issue.title === 'Drift health' && isWanted(issue));
}

async function breakIt(): Promise<void> {
  await concluded(stack.github, SHOP, await clone.push('main', { 'openapi.yaml': BROKEN }));
}

async function show(branch: string, path: string): Promise<string> {
  await clone.git('fetch', '--quiet', 'origin');
  return `${await clone.git('show', `origin/${branch}:${path}`)}\n`;
}

async function change(
  number: number,
  what: Omit<Parameters<Stack['github']['changePull']>[0], 'repository' | 'number' | 'user'>,
): Promise<void> {
  await stack.github.changePull({ repository: SHOP, number, user: 'dana', ...what });
}

function isIncident(body: string | null): boolean {
  return body?.startsWith('<!-- holdfast:incident:') ?? false;
}

function hasText(body: string | null, text: string): boolean {
  return body?.includes(text) ?? false;
}

function issueThat(isWanted: (issue: IssueSnapshot) => boolean): Promise<IssueSnapshot> {
  return stack.github.waitFor(({ repositories }) =>
    repositoryOf(repositories, SHOP).issues.find(isWanted),
  );
}

function fixThat(isWanted: (pull: PullSnapshot) => boolean): Promise<PullSnapshot> {
  return stack.github.waitFor(({ repositories }) =>
    repositoryOf(repositories, SHOP).pulls.find(
      (pull) => pull.head.ref.startsWith(PREFIX) && isWanted(pull),
    ),
  );
}

function commentOn(issue: number, text: string) {
  return stack.github.waitFor(({ repositories }) =>
    repositoryOf(repositories, SHOP).comments.find(
      (comment) => comment.issue === issue && comment.body.includes(text),
    ),
  );
}
