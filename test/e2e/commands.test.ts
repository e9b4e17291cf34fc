/** Commands in comments on pull requests, by people who may write and by people who may not. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { tokenClient } from '../../src/github/connection.ts';
import type { CommentSnapshot } from '../../src/playground/client.ts';
import { checkExchanges } from '../playground/github-contract.ts';
import { SETTINGS, shopContract } from './contract.ts';
import { Clone, concluded, repositoryOf, runsOf, type Stack, startStack } from './stack.ts';

const SHOP = 'acme/shop';
let stack: Stack;
let clone: Clone;
let number: number;
let sha: string;

beforeAll(async () => {
  stack = await startStack();
  await stack.github.createRepository({
    owner: 'acme',
    name: 'shop',
    files: { 'openapi.yaml': shopContract(), '.github/holdfast.yml': SETTINGS },
    collaborators: { dana: 'write', rita: 'read' },
  });
  clone = await Clone.of(stack.github, SHOP, 'dana');
  sha = await clone.push('break', {
    'openapi.yaml': shopContract({ newUserRequired: ['email', 'phone'] }),
  });
  const pull = await stack.github.openPull({
    repository: SHOP,
    head: 'break',
    title: 'Ask for the phone',
    author: 'dana',
  });
  number = pull.number;
  await concluded(stack.github, SHOP, sha);
}, 120_000);

afterAll(async () => {
  await clone.remove();
  await stack.stop();
}, 30_000);

/** Says something on the pull request. Gives the reaction to it and, where one is expected, the reply. */
async function say(user: string, body: string, hasReply = true) {
  const { id } = await stack.github.comment({ repository: SHOP, number, user, body });
  return stack.github.waitFor(({ repositories }) => {
    const { comments } = repositoryOf(repositories, SHOP);
    const mine = comments.find((comment) => comment.id === id);
    const reply = repliesTo(id, comments)[0] ?? null;
    if (mine === undefined || mine.reactions.length === 0) return undefined;
    return hasReply && reply === null
      ? undefined
      : { id, reactions: mine.reactions, reply: reply?.body ?? null };
  });
}

function repliesTo(id: number, comments: readonly CommentSnapshot[]) {
  return comments.filter(({ body }) => body.startsWith(`<!-- holdfast:command:${id} -->`));
}

test('help and explain are for everybody', async () => {
  const help = await say('rita', '/holdfast help');
  expect(help.reactions).toEqual(['holdfast[bot]: +1']);
  expect(help.reply).toContain(
    '| `/holdfast waive <until> <reason>` | an incident, a pull request |',
  );

  const explained = await say('rita', '/holdfast explain');
  expect(explained.reply).toContain('1 breaking change exceeds the budget of POST /api/users');
  expect(explained.reply).toContain('.github/holdfast.yml:6');
  expect(explained.reply).toContain('**Instead:**');
  expect(explained.reply).toContain(`at \`${sha.slice(0, 7)}\``);

  const rule = /#### .* `([a-z-]+)`/.exec(explained.reply ?? '')?.[1] ?? '';
  const ruled = await say('rita', `/holdfast explain ${rule}`);
  expect(ruled.reply).toContain('**What to do:**');
  expect(ruled.reply).toContain('```diff');
}, 60_000);

test('the rest is refused to those who may not write, and says so', async () => {
  const refused = await say('rita', '/holdfast waive 30d please');
  expect(refused.reactions).toEqual(['holdfast[bot]: confused']);
  expect(refused.reply).toContain('Only people who may write');
  const { repositories } = await stack.github.state();
  expect(runsOf(repositoryOf(repositories, SHOP), sha)).toHaveLength(1);
}, 60_000);

test('a command in a reply on a line of the diff is answered there', async () => {
  const ours = await stack.github.waitFor(({ repositories }) =>
    repositoryOf(repositories, SHOP).review_comments.find(({ user }) => user === 'holdfast[bot]'),
  );
  const address = { webUrl: stack.github.url, apiUrl: stack.github.url };
  const reply = async (user: string, body: string) => {
    const people = tokenClient(await stack.github.createUserToken(user), address);
    const { data } = await people.request(
      'POST /repos/{owner}/{repo}/pulls/{pull_number}/comments/{comment_id}/replies',
      { owner: 'acme', repo: 'shop', pull_number: number, comment_id: ours.id, body },
    );
    return stack.github.waitFor(({ repositories }) => {
      const { review_comments: all } = repositoryOf(repositories, SHOP);
      const answer = all.find((one) => one.body.startsWith(`<!-- holdfast:command:${data.id} -->`));
      const { reactions } = all.find(({ id }) => id === data.id) ?? { reactions: [] };
      return answer === undefined ? undefined : { reactions, answer };
    });
  };
  const explained = await reply('rita', '/holdfast explain');
  expect(explained.reactions).toEqual(['holdfast[bot]: +1']);
  expect(explained.answer).toMatchObject({ reply_to: ours.id, minimized: null });
  expect(explained.answer.body).toContain('**Instead:**');
  const refused = await reply('rita', '/holdfast waive 30d please');
  expect(refused.reactions).toEqual(['holdfast[bot]: confused']);
  expect(refused.answer.body).toContain('Only people who may write');
}, 60_000);

test('a wrong one is answered with what is near', async () => {
  const wrong = await say('dana', '/holdfast adit');
  expect(wrong.reactions).toEqual(['holdfast[bot]: confused']);
  expect(wrong.reply).toContain('Did you mean `/holdfast audit`?');
  expect((await say('dana', '/holdfast ack')).reply).toContain('for the issue of an incident');
}, 60_000);

test('an audit is started', async () => {
  const said = await say('dana', '/holdfast audit', false);
  expect(said).toMatchObject({ reactions: ['holdfast[bot]: eyes'], reply: null });
  await stack.github.waitFor(({ repositories }) => {
    const runs = runsOf(repositoryOf(repositories, SHOP), sha);
    return runs.length === 2 && runs.every(({ status }) => status === 'completed');
  });
}, 60_000);

test('a waiver with an end and a reason holds for the pull request, and the check says who gave it', async () => {
  const said = await say('dana', '/holdfast waive 30d one caller, who knows', false);
  expect(said).toMatchObject({ reactions: ['holdfast[bot]: +1'], reply: null });
  const runs = await stack.github.waitFor(({ repositories }) => {
    const all = runsOf(repositoryOf(repositories, SHOP), sha);
    return all.length === 3 && all.every(({ status }) => status === 'completed') && all;
  });
  expect(runs[2]?.conclusion).toBe('success');
  expect(`${runs[2]?.summary}${runs[2]?.text}`).toMatch(
    /waived until \d{4}-\d\d-\d\d by dana: one caller, who knows \(given in a comment, for this pull request and its merge\)/,
  );
}, 60_000);

test('sent again, a command is not answered again; edited, it is not read', async () => {
  const before = repositoryOf((await stack.github.state()).repositories, SHOP).comments.length;
  const { deliveries } = await stack.github.state();
  const asked = deliveries.find(
    ({ event, action }) => event === 'issue_comment' && action === 'created',
  );
  const again = await stack.github.redeliver(asked?.id ?? 0);
  await stack.github.waitFor((state) =>
    state.deliveries.find(({ id, status }) => id === again.id && status !== 'pending'),
  );
  const plain = await stack.github.comment({ repository: SHOP, number, user: 'dana', body: 'Hm.' });
  await stack.github.editComment({
    repository: SHOP,
    comment: plain.id,
    user: 'dana',
    body: '/holdfast help',
  });
  // What comes after is answered; by then what came before would have been.
  const last = await say('dana', '/holdfast help');
  const { comments } = repositoryOf((await stack.github.state()).repositories, SHOP);
  expect(comments).toHaveLength(before + 3);
  expect(repliesTo(plain.id, comments)).toEqual([]);
  expect(repliesTo(last.id, comments)).toHaveLength(1);
}, 60_000);

test('everything that was sent is as GitHub describes it', async () => {
  expect(checkExchanges(await stack.github.exchanges())).toEqual([]);
}, 60_000);
