/** The buttons on the check run of a pull request, pressed by people who may and by people who may not. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { CheckRunSnapshot } from '../../src/playground/client.ts';
import { checkExchanges } from '../playground/github-contract.ts';
import { SETTINGS, shopContract } from './contract.ts';
import { Clone, concluded, repositoryOf, runsOf, type Stack, startStack } from './stack.ts';

const SHOP = 'acme/shop';
const BROKEN = { 'openapi.yaml': shopContract({ newUserRequired: ['email', 'phone'] }) };
let stack: Stack;
let clone: Clone;

beforeAll(async () => {
  stack = await startStack();
  await stack.github.createRepository({
    owner: 'acme',
    name: 'shop',
    files: { 'openapi.yaml': shopContract(), '.github/holdfast.yml': SETTINGS },
    collaborators: { dana: 'write', rita: 'read' },
  });
  clone = await Clone.of(stack.github, SHOP, 'dana');
}, 60_000);

afterAll(async () => {
  await clone.remove();
  await stack.stop();
}, 30_000);

async function openPull(branch: string, files: Readonly<Record<string, string>>) {
  await clone.git('checkout', '--quiet', 'main');
  // The same files in the same second would be the same commit.
  const sha = await clone.push(branch, { ...files, 'branch.txt': `${branch}\n` });
  const { number } = await stack.github.openPull({
    repository: SHOP,
    head: branch,
    title: `Change ${branch}`,
    author: 'dana',
  });
  const [run] = await concluded(stack.github, SHOP, sha);
  return { sha, number, run };
}

/** Presses a button, and gives the runs of the commit as soon as there are `count`, all of them concluded. */
async function press(
  run: CheckRunSnapshot | undefined,
  action: string,
  user: string,
  count: number,
): Promise<readonly CheckRunSnapshot[]> {
  await stack.github.recheck({ repository: SHOP, user, check_run: run?.id ?? 0, action });
  return stack.github.waitFor(({ repositories }) => {
    const runs = runsOf(repositoryOf(repositories, SHOP), run?.head_sha ?? '');
    return runs.length === count && runs.every(({ status }) => status === 'completed') && runs;
  });
}

/** The summary of a check run once it holds a note. */
function noted(run: CheckRunSnapshot | undefined, text: string): Promise<string> {
  return stack.github.waitFor(({ repositories }) => {
    const summary = repositoryOf(repositories, SHOP).check_runs.find(({ id }) => id === run?.id);
    return summary?.summary?.includes(text) ? summary.summary : undefined;
  });
}

describe('Open fix pull request', () => {
  test('opens one that repairs the head, for those who may write', async () => {
    const { run, number } = await openPull('to-be-fixed', BROKEN);
    const press = (user: string) =>
      stack.github.recheck({ repository: SHOP, user, check_run: run?.id ?? 0, action: 'open-fix' });
    await press('rita');
    expect(await noted(run, 'rita')).toContain('*Open fix PR*. Only people who may write');
    await press('dana');
    await press('dana');
    const fix = await stack.github.waitFor(({ repositories }) =>
      repositoryOf(repositories, SHOP).pulls.find(({ base }) => base.ref === 'to-be-fixed'),
    );
    expect(fix.head.ref).toContain(`pull-${number}`);
    const { pulls } = repositoryOf((await stack.github.state()).repositories, SHOP);
    expect(pulls.filter(({ base }) => base.ref === 'to-be-fixed')).toHaveLength(1);
  }, 90_000);

  test('that cannot be says why on the pull request', async () => {
    const { number } = await openPull('nothing-to-fix', { 'nothing.md': 'Nothing.\n' });
    const body = '/holdfast fix';
    await stack.github.comment({ repository: SHOP, number, user: 'dana', body });
    const answer = await stack.github.waitFor(({ repositories }) =>
      repositoryOf(repositories, SHOP).comments.find(
        (comment) => comment.issue === number && comment.user === 'holdfast[bot]',
      ),
    );
    expect(answer.body).toContain('There is nothing left to repair.');
  }, 60_000);

  test('is not offered on a pull request of a fork, and asked for in words it is refused', async () => {
    await stack.github.fork(SHOP, 'mallory');
    const fork = await Clone.of(stack.github, 'mallory/shop', 'mallory');
    const sha = await fork.push('fork-break', { ...BROKEN, 'branch.txt': 'fork\n' });
    await fork.remove();
    const head = 'mallory:fork-break';
    const { number } = await stack.github.openPull({
      repository: SHOP,
      head,
      title: 'From a fork',
      author: 'mallory',
    });
    const [run] = await concluded(stack.github, SHOP, sha);
    expect(run?.conclusion).toBe('failure');
    expect(run?.actions.map(({ label }) => label)).not.toContain('Open fix PR');
    const body = '/holdfast fix';
    await stack.github.comment({ repository: SHOP, number, user: 'dana', body });
    await stack.github.waitFor(({ repositories }) =>
      repositoryOf(repositories, SHOP).comments.find(
        (comment) =>
          comment.issue === number &&
          comment.user === 'holdfast[bot]' &&
          comment.body?.includes('in a fork, where Holdfast never writes'),
      ),
    );
    const { repositories } = await stack.github.state();
    for (const name of [SHOP, 'mallory/shop']) {
      const { pulls } = repositoryOf(repositories, name);
      expect(pulls.filter(({ base }) => base.ref === 'fork-break')).toEqual([]);
    }
  }, 60_000);
});

describe('Accept as intended', () => {
  test('by someone who may not write is refused, and says so in the check run', async () => {
    const { run } = await openPull('refused', BROKEN);
    expect(run?.actions.map(({ label }) => label)).toEqual([
      'Open fix PR',
      'Accept as intended',
      'Check again',
    ]);
    await stack.github.recheck({
      repository: SHOP,
      user: 'rita',
      check_run: run?.id ?? 0,
      action: 'accept',
    });
    const summary = await noted(run, 'rita');
    expect(summary).toContain('**rita** pressed *Accept as intended*. Only people who may write');
    expect(summary).toContain(run?.summary ?? 'nothing');
    const after = (await stack.github.state()).repositories.flatMap((one) =>
      runsOf(one, run?.head_sha ?? ''),
    );
    expect(after).toMatchObject([{ conclusion: 'failure', title: run?.title }]);
    expect(after[0]?.actions).toEqual(run?.actions);
  }, 60_000);

  test('holds for the pull request, its next commits and its merge, and for nothing else', async () => {
    const { run, number, sha } = await openPull('intended', BROKEN);
    expect(run?.conclusion).toBe('failure');
    const [, accepted] = await press(run, 'accept', 'dana', 2);
    expect(accepted?.conclusion).toBe('success');
    expect(`${accepted?.summary}${accepted?.text}`).toContain(
      `Accepted as intended by @&#8203;dana on \\#&#8203;${number}`,
    );
    expect(accepted?.actions.map(({ label }) => label)).toEqual(['Check again']);

    // The same change on another pull request is judged as ever.
    const other = await openPull('same-elsewhere', BROKEN);
    expect(other.run?.conclusion).toBe('failure');

    // A commit more that breaks nothing else passes; one that breaks something else does not.
    await clone.git('checkout', '--quiet', 'intended');
    const harmless = await clone.push('intended', { 'notes.md': 'Nothing.\n' });
    expect(await concluded(stack.github, SHOP, harmless)).toMatchObject([
      { conclusion: 'success' },
    ]);
    const worse = await clone.push('intended', {
      'openapi.yaml': shopContract({ newUserRequired: ['email', 'phone', 'name'] }),
    });
    expect(await concluded(stack.github, SHOP, worse)).toMatchObject([
      { conclusion: 'failure', title: expect.stringContaining('1 breaking change') },
    ]);
    await clone.git('reset', '--quiet', '--hard', sha);
    await clone.git('push', '--quiet', '--force', 'origin', 'intended');

    // A merge queue's candidate of it passes, and so does its merge: no incident is opened.
    const group = await stack.github.enqueuePull(SHOP, number, 'dana');
    expect(await concluded(stack.github, SHOP, group.head_sha)).toMatchObject([
      { conclusion: 'success' },
    ]);
    await stack.github.changePull({ repository: SHOP, number, user: 'dana', merge: 'squash' });
    const merged = repositoryOf((await stack.github.state()).repositories, SHOP).branches['main'];
    const [cycle] = await concluded(stack.github, SHOP, merged ?? '');
    expect(cycle).toMatchObject({ conclusion: 'success' });
    expect(`${cycle?.summary}${cycle?.text}`).toContain('Accepted as intended by');

    // Taken back and brought again by someone else, it opens an incident.
    await clone.git('checkout', '--quiet', 'main');
    await clone.git('pull', '--quiet', 'origin', 'main');
    const back = await clone.push('main', { 'openapi.yaml': shopContract() });
    await concluded(stack.github, SHOP, back);
    const again = await clone.push('main', BROKEN);
    expect(await concluded(stack.github, SHOP, again)).toMatchObject([{ conclusion: 'failure' }]);
    const issue = await stack.github.waitFor(({ repositories }) =>
      repositoryOf(repositories, SHOP).issues.find(({ body }) =>
        body?.startsWith('<!-- holdfast:incident:'),
      ),
    );
    expect(issue.state).toBe('open');
  }, 120_000);

  test('where nothing exceeds says that there is nothing to accept', async () => {
    const { run } = await openPull('harmless', { 'readme.md': 'The shop.\n' });
    expect(run?.actions.map(({ label }) => label)).toEqual(['Check again']);
    await stack.github.recheck({
      repository: SHOP,
      user: 'dana',
      check_run: run?.id ?? 0,
      action: 'accept',
    });
    expect(await noted(run, 'dana')).toContain('there is nothing to accept');
  }, 60_000);
});

describe('Check again', () => {
  test('audits the commit once more, for those who may write', async () => {
    const { run } = await openPull('again', { 'again.md': 'Again.\n' });
    const runs = await press(run, 'recheck', 'dana', 2);
    expect(runs).toMatchObject([{ conclusion: 'success' }, { conclusion: 'success' }]);
    await stack.github.recheck({
      repository: SHOP,
      user: 'rita',
      check_run: runs[1]?.id ?? 0,
      action: 'recheck',
    });
    expect(await noted(runs[1], 'rita')).toContain('*Check again*. Only people who may write');
  }, 60_000);
});

test('everything that was sent is as GitHub describes it', async () => {
  expect(checkExchanges(await stack.github.exchanges())).toEqual([]);
});
