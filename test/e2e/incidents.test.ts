import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { CommentSnapshot, IssueSnapshot } from '../../src/playground/client.ts';
import { SETTINGS, shopContract } from './contract.ts';
import { Clone, concluded, repositoryOf, type Stack, startStack } from './stack.ts';

const SHOP = 'acme/shop';
const BROKEN = shopContract({ newUserRequired: ['email', 'phone'] });
let stack: Stack;
let clone: Clone;

beforeAll(async () => {
  stack = await startStack();
  await stack.github.createRepository({
    owner: 'acme',
    name: 'shop',
    files: {
      'openapi.yaml': shopContract(),
      '.github/holdfast.yml': `${SETTINGS}incidents:\n  issues:\n    assign_code_owners: true\n`,
      '.github/CODEOWNERS': '* @nobody-we-know @dana @acme/api\n',
    },
    collaborators: { dana: 'write', rita: 'read' },
  });
  clone = await Clone.of(stack.github, SHOP, 'dana');
}, 60_000);

afterAll(async () => {
  await clone.remove();
  await stack.stop();
}, 30_000);

/** Breaks the contract, and gives the open issue about it. */
async function broken(): Promise<IssueSnapshot> {
  const sha = await clone.push('main', { 'openapi.yaml': BROKEN });
  await concluded(stack.github, SHOP, sha);
  return issueThat(({ body, state }) => state === 'open' && isIncident(body));
}

describe('the issue of an incident', () => {
  test('is assigned to those owners of the contract who can be assigned', async () => {
    const issue = await broken();
    expect(issue.assignees).toEqual(['dana']);
  }, 90_000);

  test('closed as completed while it still breaks is opened again, and says why', async () => {
    const { number } = await issueThat(({ body }) => isIncident(body));
    await change(number, { state: 'closed', reason: 'completed' });
    await commentThat(number, ({ body }) => body.includes('still finds'));
    await issueThat((issue) => issue.number === number && issue.state === 'open');
  }, 60_000);

  test('takes commands of those who may write, and of nobody else', async () => {
    const { number } = await issueThat(({ body }) => isIncident(body));
    const refused = await say(number, 'rita', '/holdfast ack');
    await commentThat(number, ({ body }) => body.includes('Only people who may write'));
    expect(await reactionTo(refused)).toEqual(['holdfast[bot]: confused']);

    const wrong = await say(number, 'dana', '/holdfast waive soon');
    await commentThat(number, ({ body }) => body.includes('not clear until when'));
    expect(await reactionTo(wrong)).toEqual(['holdfast[bot]: confused']);

    const done = await say(number, 'dana', '/holdfast ack\n\nI take it.');
    await issueThat((issue) => issue.number === number && saysIts(issue, 'acknowledged'));
    expect(await reactionTo(done)).toEqual(['holdfast[bot]: +1']);
  }, 60_000);

  test('waived is closed, and the change counts no more', async () => {
    const { number } = await issueThat(({ body }) => isIncident(body));
    await say(number, 'dana', '/holdfast waive 30d one caller, who knows');
    const closed = await issueThat((issue) => issue.number === number && issue.state === 'closed');
    expect(closed.state_reason).toBe('completed');
    await commentThat(number, ({ body }) => body.includes('Waived by dana'));
    // The same change on a pull request is accepted as well.
    await clone.push('main', { 'openapi.yaml': shopContract() });
    const sha = await clone.push('again', { 'openapi.yaml': BROKEN });
    await stack.github.openPull({
      repository: SHOP,
      title: 'Again',
      author: 'dana',
      head: 'again',
      base: 'main',
    });
    const [run] = await concluded(stack.github, SHOP, sha);
    expect(run?.conclusion).toBe('success');
    expect(`${run?.summary}${run?.text}`).toContain('by dana: one caller, who knows');
    await clone.git('checkout', '--quiet', 'main');
  }, 90_000);

  test('closed as not planned stays closed', async () => {
    const eased = await clone.push('main', {
      'openapi.yaml': shopContract({ newUserRequired: [] }),
    });
    await concluded(stack.github, SHOP, eased);
    await clone.push('main', { 'openapi.yaml': shopContract() });
    const { number } = await issueThat(({ body, state }) => state === 'open' && isIncident(body));
    await change(number, { state: 'closed', reason: 'not_planned' });
    await commentThat(number, ({ body }) => body.includes('Closed by dana'));
    const sha = await clone.push('main', { 'README.md': 'Shop' });
    await concluded(stack.github, SHOP, sha);
    const [issue] = (await issues()).filter((one) => one.number === number);
    expect(issue).toMatchObject({ state: 'closed', state_reason: 'not_planned' });

    await change(number, { state: 'open' });
    await commentThat(number, ({ body }) => body.includes('Open again by dana'));
    await issueThat((one) => one.number === number && saysIts(one, 'open'));
  }, 90_000);
});

describe('the dashboard', () => {
  test('is one issue that shows how things stand, and whose box starts an audit', async () => {
    const board = await issueThat(({ body }) => body?.startsWith('<!-- holdfast:dashboard -->'));
    expect(board.title).toBe('Drift health');
    const { repositories } = await stack.github.state();
    const before = repositoryOf(repositories, SHOP).comments.length;
    await change(board.number, { checkbox: 1 });
    await stack.github.waitForRequest({
      method: 'PATCH',
      path: `/repos/acme/shop/issues/${board.number}`,
    });
    const again = await issueThat(
      ({ number, body }) =>
        number === board.number && body?.includes('- [ ] <!-- holdfast:audit-now'),
    );
    expect(again.body).toContain('### Open incidents');
    expect((await issues()).filter(({ title }) => title === 'Drift health')).toHaveLength(1);
    expect(repositoryOf((await stack.github.state()).repositories, SHOP).comments).toHaveLength(
      before,
    );
  }, 60_000);
});

function isIncident(body: string | null): boolean {
  return body?.startsWith('<!-- holdfast:incident:') ?? false;
}

function saysIts({ body }: IssueSnapshot, status: string): boolean {
  return body?.includes(`**${status}**`) ?? false;
}

async function issues(): Promise<readonly IssueSnapshot[]> {
  return repositoryOf((await stack.github.state()).repositories, SHOP).issues;
}

function issueThat(
  isWanted: (issue: IssueSnapshot) => boolean | undefined,
): Promise<IssueSnapshot> {
  return stack.github.waitFor(({ repositories }) =>
    repositoryOf(repositories, SHOP).issues.find(isWanted),
  );
}

function commentThat(
  issue: number,
  isWanted: (comment: CommentSnapshot) => boolean,
): Promise<CommentSnapshot> {
  return stack.github.waitFor(({ repositories }) =>
    repositoryOf(repositories, SHOP).comments.find(
      (comment) => comment.issue === issue && isWanted(comment),
    ),
  );
}

async function say(number: number, user: string, body: string): Promise<number> {
  return (await stack.github.comment({ repository: SHOP, number, user, body })).id;
}

/** The reactions to a comment, once there are any. */
function reactionTo(id: number): Promise<readonly string[]> {
  return stack.github.waitFor(({ repositories }) => {
    const found = repositoryOf(repositories, SHOP).comments.find((comment) => comment.id === id);
    return found !== undefined && found.reactions.length > 0 ? found.reactions : undefined;
  });
}

async function change(
  number: number,
  what: Omit<Parameters<Stack['github']['changeIssue']>[0], 'repository' | 'number' | 'user'>,
): Promise<void> {
  await stack.github.changeIssue({ repository: SHOP, number, user: 'dana', ...what });
}
