/** A crash while a fix pull request is opened leaves nothing out, and nothing that a person took away comes back. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { PullSnapshot } from '../../src/playground/client.ts';
import { checkExchanges } from '../playground/github-contract.ts';
import { SETTINGS, shopContract } from './contract.ts';
import { Clone, concluded, repositoryOf, type Stack, startStack } from './stack.ts';

const SHOP = 'acme/shop';
const BROKEN = shopContract({ newUserRequired: ['email', 'phone'] });
const PULLS = '/repos/acme/shop/pulls';
const REVIEWERS = `${PULLS}/*/requested_reviewers`;
let stack: Stack;
let clone: Clone;

beforeAll(async () => {
  stack = await startStack();
  await stack.github.createRepository({
    owner: 'acme',
    name: 'shop',
    files: {
      'openapi.yaml': shopContract(),
      '.github/holdfast.yml': `${SETTINGS}  gitops:\n    enabled: true\n    reviewers: [erin]\n`,
    },
    collaborators: { dana: 'write', erin: 'write' },
  });
  clone = await Clone.of(stack.github, SHOP, 'dana');
}, 60_000);

afterAll(async () => {
  await clone.remove();
  await stack.stop();
}, 30_000);

/** The one fix pull request that is open, as soon as it is as wanted. */
function fixThat(isWanted: (pull: PullSnapshot) => boolean): Promise<PullSnapshot> {
  return stack.github.waitFor(({ repositories }) => {
    const pulls = repositoryOf(repositories, SHOP).pulls.filter(({ state }) => state === 'open');
    expect(pulls.length).toBeLessThan(2);
    return pulls.find(isWanted);
  });
}

/** Kills the process before a request is done or before its answer comes, and starts it again. */
async function crashAt(path: string, when: 'before' | 'after'): Promise<void> {
  const pause = await stack.github.pauseAt({ method: 'POST', path, when });
  await clone.git('checkout', '--quiet', 'main');
  await clone.push('main', { 'openapi.yaml': BROKEN });
  await pause.reached();
  await stack.app.kill('SIGKILL');
  await stack.github.clearFaults();
  await stack.restart();
}

const LABELS = ['drift', 'drift-fix'];
const hasCompany = ({ labels, reviewers }: PullSnapshot) =>
  LABELS.every((name) => labels.includes(name)) && reviewers.includes('erin');

test('killed with kill -9 when its pull request is opened, it gives it labels and reviewers', async () => {
  await crashAt(PULLS, 'after');
  const pull = await fixThat(hasCompany);
  expect(pull.labels).toEqual(LABELS);
  expect(pull.reviewers).toEqual(['erin']);
}, 120_000);

test('what a person takes away then is not given back', async () => {
  const { number, head } = await fixThat(hasCompany);
  await stack.github.changeIssue({ repository: SHOP, number, user: 'dana', labels: ['drift'] });
  await concluded(stack.github, SHOP, await clone.push('main', { 'README.md': 'Shop\n' }));
  const moved = await fixThat((pull) => pull.head.sha !== head.sha);
  expect(moved).toMatchObject({ number, labels: ['drift'] });
  await stack.github.changePull({ repository: SHOP, number, user: 'dana', merge: 'squash' });
  await clone.git('pull', '--quiet', 'origin', 'main');
}, 120_000);

test('killed between labels and reviewers, it gives both to the next one', async () => {
  await crashAt(REVIEWERS, 'before');
  expect((await fixThat(hasCompany)).reviewers).toEqual(['erin']);
}, 120_000);

test("every request and every answer so far is one that GitHub's own description allows", async () => {
  expect(checkExchanges(await stack.github.exchanges())).toEqual([]);
}, 60_000);
