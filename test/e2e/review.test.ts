import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import MarkdownIt from 'markdown-it';
import { readMarker } from '../../src/report/review-marker.ts';
import { checkExchanges } from '../playground/github-contract.ts';
import { SETTINGS, shopContract } from './contract.ts';
import { Clone, concluded, repositoryOf, runsOf, type Stack, startStack } from './stack.ts';

const SHOP = 'acme/shop';
const CONTRACT = 'openapi.yaml';
const BREAKING = { [CONTRACT]: shopContract({ newUserRequired: ['email', 'phone'] }) };
const REPAIRED = { [CONTRACT]: shopContract({ sortable: true }) };
let stack: Stack;
let clone: Clone;

beforeAll(async () => {
  stack = await startStack();
  await stack.github.createRepository({
    owner: 'acme',
    name: 'shop',
    files: {
      [CONTRACT]: shopContract(),
      'many.yaml': manyOperations(40),
      '.github/holdfast.yml': SETTINGS,
    },
    collaborators: { dana: 'write' },
  });
  clone = await Clone.of(stack.github, SHOP, 'dana');
}, 60_000);

afterAll(async () => {
  await clone.remove();
  await stack.stop();
}, 30_000);

/** A contract with so many operations, each with a parameter that can become required. */
function manyOperations(size: number, required = false): string {
  const operations = Array.from(
    { length: size },
    (_, index) => `  /things/${index}:
    get:
      parameters:
        - name: sort
          in: query
          required: ${required}
          schema:
            type: string
      responses:
        "200":
          description: Things.
`,
  );
  return `openapi: 3.0.3\ninfo: {title: Many, version: 1.0.0}\npaths:\n${operations.join('')}`;
}

async function openPull(
  branch: string,
  files: Readonly<Record<string, string>>,
  { repository = SHOP, from = clone, draft = false } = {},
) {
  await from.git('checkout', '--quiet', 'main');
  const sha = await from.push(branch, files);
  const { number } = await stack.github.openPull({
    repository,
    head: branch,
    title: `Change ${branch}`,
    author: 'dana',
    draft,
  });
  await audited(sha, repository);
  return { sha, number };
}

/**
 * Waits until all that is to be said of a commit is said, and has it audited once more: audits of one pull request
 * follow each other, so the second begins when the first has written everything.
 */
async function audited(sha: string, repository = SHOP) {
  const [first] = await concluded(stack.github, repository, sha);
  await stack.github.recheck({ repository, user: 'dana', check_run: first?.id ?? 0 });
  return stack.github.waitFor(({ repositories }) => {
    const runs = runsOf(repositoryOf(repositories, repository), sha);
    return runs.length === 2 && runs.every(({ status }) => status === 'completed') && runs;
  });
}

async function reviewsOf(number: number, repository = SHOP) {
  const shop = repositoryOf((await stack.github.state()).repositories, repository);
  return {
    reviews: shop.reviews.filter(({ pull }) => pull === number),
    comments: shop.review_comments.filter(({ pull }) => pull === number),
  };
}

describe('what breaks', () => {
  let number: number;

  test('is said on its line of the diff, with why and what to do', async () => {
    const opened = await openPull('break', BREAKING);
    number = opened.number;
    const { reviews, comments } = await reviewsOf(number);

    expect(reviews).toMatchObject([{ user: 'holdfast[bot]', state: 'COMMENTED' }]);
    expect(comments).toMatchObject([
      { path: CONTRACT, side: 'RIGHT', line: 22, commit: opened.sha, minimized: null },
    ]);
    const lines = BREAKING[CONTRACT]?.split('\n') ?? [];
    expect(lines[21]).toContain('required: [email, phone]');
    expect(comments[0]?.body).toContain("Property 'phone'");
    expect(comments[0]?.body).toMatch(/\*\*Why:\*\* .*\n.*\*\*Instead:\*\* /s);
    expect(reviews[0]?.body).toContain('See [the check run](');
  }, 60_000);

  test('is not said again when more is pushed, and what the push adds is', async () => {
    await audited(
      await clone.push('break', { [CONTRACT]: `# Moved down by a line\n${BREAKING[CONTRACT]}` }),
    );
    expect(await reviewsOf(number)).toMatchObject({ reviews: [{}], comments: [{}] });

    await audited(
      await clone.push('break', {
        [CONTRACT]: `${BREAKING[CONTRACT]}`.replace(
          '  /api/users:\n    get:',
          '  /api/users:\n    put:',
        ),
      }),
    );
    const { reviews, comments } = await reviewsOf(number);
    expect(reviews).toHaveLength(2);
    expect(comments.map(({ side, line }) => [side, line])).toEqual([
      ['RIGHT', 22],
      ['RIGHT', 7],
    ]);
  }, 60_000);

  test('and is put right has its comment folded away, once, and shown again if it comes back', async () => {
    await audited(await clone.push('break', REPAIRED));
    const minimized = async () => (await reviewsOf(number)).comments.map((one) => one.minimized);
    expect(await minimized()).toEqual(['RESOLVED', 'RESOLVED']);

    await audited(await clone.push('break', BREAKING));
    expect(await minimized()).toEqual([null, 'RESOLVED']);
    expect((await reviewsOf(number)).reviews).toHaveLength(2);
  }, 60_000);
});

test('of many changes the first 30 have comments, and the review says how many more there are', async () => {
  const { number } = await openPull('many', { 'many.yaml': manyOperations(40, true) });
  const { reviews, comments } = await reviewsOf(number);

  expect(reviews).toHaveLength(1);
  expect(reviews[0]?.body).toContain('10 more');
  expect(comments).toHaveLength(30);
  expect(new Set(comments.map(({ body }) => readMarker(body)?.marks[0])).size).toBe(30);
  const lines = manyOperations(40, true).split('\n');
  for (const { line, side } of comments) {
    expect(side).toBe('RIGHT');
    expect(lines[line - 1]).toContain('required: true');
  }
}, 60_000);

test('a draft gets no comments on its lines until it is ready', async () => {
  const { sha, number } = await openPull('draft', BREAKING, { draft: true });
  expect(await reviewsOf(number)).toEqual({ reviews: [], comments: [] });

  await stack.github.changePull({ repository: SHOP, number, user: 'dana', draft: false });
  await stack.github.waitFor(({ repositories }) =>
    repositoryOf(repositories, SHOP).review_comments.some(
      ({ pull, commit }) => pull === number && commit === sha,
    ),
  );
}, 60_000);

test('a pull request of a fork gets its comments in the base repository', async () => {
  await stack.github.fork(SHOP, 'mallory');
  const fork = await Clone.of(stack.github, 'mallory/shop', 'mallory');
  await fork.push('fork-break', BREAKING);
  await fork.remove();
  const { number } = await stack.github.openPull({
    repository: SHOP,
    head: 'mallory:fork-break',
    title: 'From a fork',
    author: 'mallory',
  });
  await stack.github.waitFor(({ repositories }) =>
    repositoryOf(repositories, SHOP).review_comments.some(({ pull }) => pull === number),
  );
  const { repositories } = await stack.github.state();
  expect(repositoryOf(repositories, 'mallory/shop').review_comments).toEqual([]);
}, 60_000);

test('a repository that wants none gets none, whatever the head says', async () => {
  const repository = 'acme/quiet';
  await stack.github.createRepository({
    owner: 'acme',
    name: 'quiet',
    files: { [CONTRACT]: shopContract(), '.github/holdfast.yml': `review: off\n${SETTINGS}` },
    collaborators: { dana: 'write' },
  });
  const quiet = await Clone.of(stack.github, repository, 'dana');
  const { number } = await openPull(
    'break',
    { ...BREAKING, '.github/holdfast.yml': `review: comments\n${SETTINGS}` },
    { repository, from: quiet },
  );
  await quiet.remove();
  expect(await reviewsOf(number, repository)).toEqual({ reviews: [], comments: [] });
}, 60_000);

test('a head that moves during the audit gets no comments on what is not there any more', async () => {
  const pause = await stack.github.pauseAt({
    method: 'POST',
    path: '/repos/acme/shop/check-runs',
    when: 'after',
  });
  await clone.git('checkout', '--quiet', 'main');
  await clone.push('moving', BREAKING);
  const { number } = await stack.github.openPull({
    repository: SHOP,
    head: 'moving',
    title: 'Moving',
    author: 'dana',
  });
  await pause.reached();
  const newest = await clone.push('moving', REPAIRED);
  await pause.release();
  await audited(newest);
  expect(await reviewsOf(number)).toEqual({ reviews: [], comments: [] });
}, 60_000);

test('killed with kill -9 after its comments on lines, it does not write them again', async () => {
  const pause = await stack.github.pauseAt({
    method: 'POST',
    path: '/repos/acme/shop/issues/*/comments',
  });
  await clone.git('checkout', '--quiet', 'main');
  const sha = await clone.push('crash', BREAKING);
  const { number } = await stack.github.openPull({
    repository: SHOP,
    head: 'crash',
    title: 'Crash',
    author: 'dana',
  });
  await pause.reached();
  expect((await reviewsOf(number)).comments).toHaveLength(1);
  await stack.app.kill('SIGKILL');
  await stack.github.clearFaults();
  await stack.restart();
  await audited(sha);
  const { reviews, comments } = await reviewsOf(number);
  expect([reviews.length, comments.length]).toEqual([1, 1]);
}, 60_000);

/** What a repository can say to those who show it. */
const HOSTILE =
  '@everyone fixes #1 <!-- holdfast:verdict --> | a | b | ```x``` \u202e<img src=x> GH-2 [x](javascript:1)';

/** A contract that says it wherever a contract can say something. */
function hostileContract(broken: boolean): string {
  const say = JSON.stringify(HOSTILE);
  return JSON.stringify(
    {
      openapi: '3.0.3',
      info: { title: HOSTILE, description: HOSTILE, version: '1.0.0' },
      paths: {
        [`/a/${HOSTILE}`]: {
          post: {
            summary: HOSTILE,
            description: HOSTILE,
            operationId: HOSTILE,
            tags: [HOSTILE],
            requestBody: {
              required: true,
              content: {
                'application/json': {
                  schema: {
                    title: HOSTILE,
                    type: 'object',
                    required: broken ? [HOSTILE] : [],
                    properties: {
                      [HOSTILE]: { type: 'string', enum: broken ? ['x'] : ['x', HOSTILE, say] },
                    },
                  },
                },
              },
            },
            responses: { '200': { description: HOSTILE } },
          },
        },
      },
    },
    null,
    2,
  );
}

const markdown = new MarkdownIt({ html: true, linkify: true });

/** What GitHub would look at for mentions, references and closing words: all that is not code or hidden. */
function heard(source: string): string {
  return markdown.render(source).replace(/<code[^>]*>.*?<\/code>/gs, '');
}

describe('a contract that says @everyone fixes #1 <!-- holdfast:… --> everywhere', () => {
  const repository = 'acme/hostile';
  let texts: readonly string[];

  beforeAll(async () => {
    await stack.github.createRepository({
      owner: 'acme',
      name: 'hostile',
      files: { 'openapi.json': hostileContract(false) },
      collaborators: { dana: 'write' },
    });
    const hostile = await Clone.of(stack.github, repository, 'dana');
    await openPull(
      'break',
      { 'openapi.json': hostileContract(true) },
      { repository, from: hostile },
    );
    await hostile.git('checkout', '--quiet', 'main');
    await hostile.push('main', { 'openapi.json': hostileContract(true) });
    await hostile.remove();
    const shop = await stack.github.waitFor(({ repositories }) => {
      const one = repositoryOf(repositories, repository);
      return one.issues.some(({ title }) => !title.includes('health')) ? one : undefined;
    });
    texts = [
      ...shop.check_runs.flatMap(({ summary, text }) => [summary, text]),
      ...shop.comments.map(({ body }) => body),
      ...shop.reviews.map(({ body }) => body),
      ...shop.review_comments.map(({ body }) => body),
      ...shop.issues.map(({ body }) => body),
    ].filter((text) => text !== null);
    expect(shop.comments.length).toBeGreaterThan(0);
    expect(shop.review_comments.length).toBeGreaterThan(0);
  }, 90_000);

  test('is heard by nobody and hides nothing in check run, comment, review and issue', () => {
    expect(texts.join('\n')).toContain('everyone');
    for (const text of texts) {
      const own = text.replace(/^(<!-- holdfast:[^>]*-->\n?)+/, '');
      expect(own).not.toContain('<!--');
      expect(own).not.toMatch(/[\u202a-\u202e\u2066-\u2069]/);
      const rendered = heard(own);
      expect(rendered).not.toMatch(/@everyone/);
      expect(rendered).not.toMatch(/#1\b/);
      expect(rendered).not.toMatch(/GH-\d/);
      expect(rendered).not.toMatch(/<img|href="javascript/);
    }
  });

  test('breaks no table and opens no fence', () => {
    for (const text of texts) {
      const tokens = markdown.parse(text, {});
      expect(tokens.filter(({ type }) => type === 'fence')).toEqual([]);
      const rows = markdown.render(text).match(/<tr>.*?<\/tr>/gs) ?? [];
      const tables = markdown.render(text).match(/<table>.*?<\/table>/gs) ?? [];
      for (const table of tables) {
        const heads = table.match(/<th[ >]/g)?.length;
        for (const row of table.match(/<tr>.*?<\/tr>/gs) ?? []) {
          expect(row.match(/<t[hd][ >]/g)).toHaveLength(heads ?? 0);
        }
      }
      expect(rows.length).toBeGreaterThanOrEqual(tables.length);
    }
  });
});

test("every request and every answer so far is one that GitHub's own description allows", async () => {
  expect(checkExchanges(await stack.github.exchanges())).toEqual([]);
}, 60_000);
