import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import MarkdownIt from 'markdown-it';
import type { ReviewCommentSnapshot } from '../../src/playground/client.ts';
import { checkExchanges } from '../playground/github-contract.ts';
import { SETTINGS, shopContract } from './contract.ts';
import { Clone, concluded, repositoryOf, type Stack, startStack } from './stack.ts';

const SHOP = 'acme/shop';
const CONTRACT = 'openapi.yaml';
/** Two properties of a response, with a comment and a fence, as contracts have them. */
const ORDERS = `openapi: 3.0.3
info: {title: Orders, version: 1.0.0}
paths:
  /orders/{id}:
    get:
      parameters:
        - {name: id, in: path, required: true, schema: {type: string}}
      responses:
        '200':
          description: One order.
          content:
            application/json:
              schema:
                type: object
                required:
                  - id
                  - total
                properties:
                  id: {type: string}
                  total: # in cents
                    type: integer
                    description: "As in \`\`\`json {total: 1}\`\`\`"
                  note: {type: string}
`;
const TOTAL = /^ {18}total: #.*\n.*\n.*\n/m;
let stack: Stack;
let clone: Clone;

beforeAll(async () => {
  stack = await startStack();
  const files = {
    [CONTRACT]: shopContract(),
    'orders.yaml': ORDERS,
    'crlf.yaml': ORDERS.replaceAll('\n', '\r\n'),
    '.github/holdfast.yml': SETTINGS,
  };
  await stack.github.createRepository({
    owner: 'acme',
    name: 'shop',
    files,
    collaborators: { dana: 'write' },
  });
  clone = await Clone.of(stack.github, SHOP, 'dana');
}, 60_000);

afterAll(async () => {
  await clone.remove();
  await stack.stop();
}, 30_000);

/** Opens a pull request and waits until it has its comments. */
async function commented(branch: string, files: Readonly<Record<string, string>>) {
  await clone.git('checkout', '--quiet', 'main');
  const sha = await clone.push(branch, files);
  const { number } = await stack.github.openPull({
    repository: SHOP,
    head: branch,
    title: `Change ${branch}`,
    author: 'dana',
  });
  const [run] = await concluded(stack.github, SHOP, sha);
  expect(run?.conclusion).toBe('failure');
  const comments = await commentsOf(number, (found) => found.length > 0);
  return { number, comments };
}

/** The comments on the lines of a pull request, when they are as they should be. */
async function commentsOf(
  number: number,
  isDone: (found: readonly ReviewCommentSnapshot[]) => boolean,
): Promise<readonly ReviewCommentSnapshot[]> {
  return stack.github.waitFor(({ repositories }) => {
    const all = repositoryOf(repositories, SHOP).review_comments;
    const found = all.filter(({ pull }) => pull === number);
    return isDone(found) && found;
  });
}

/** The block that GitHub offers to commit; undefined where there is none. */
function suggestedIn({ body }: ReviewCommentSnapshot): string | undefined {
  return new MarkdownIt()
    .parse(body, {})
    .find(({ type, info }) => type === 'fence' && info === 'suggestion')?.content;
}

/** The file with the suggestion committed, as the button does it: the commented lines go, the block comes. */
async function withSuggestion(comment: ReviewCommentSnapshot): Promise<string> {
  const text = await readFile(join(clone.folder, comment.path), 'utf8');
  const lines = text.split(/(?<=\n)/);
  const from = comment.start_line ?? comment.line ?? 0;
  lines.splice(from - 1, (comment.line ?? 0) - from + 1, suggestedIn(comment) ?? '');
  return lines.join('');
}

describe.each([
  [
    'a property that became required',
    CONTRACT,
    shopContract({ newUserRequired: ['email', 'phone'] }),
  ],
  [
    'a property that was removed, and its line in a list',
    'orders.yaml',
    ORDERS.replace(TOTAL, '').replace(/ +- total\n/, ''),
  ],
])('%s', (_name, file, broken) => {
  test('comes with a suggestion that puts the file back as it was, and is not said again', async () => {
    const before = await readFile(join(clone.folder, file), 'utf8');
    const branch = `break-${file}`;
    const { number, comments } = await commented(branch, { [file]: broken });
    expect(comments).toHaveLength(1);
    const [comment] = comments;
    if (comment === undefined) throw new Error('There is no comment.');
    expect(comment).toMatchObject({ path: file, side: 'RIGHT', minimized: null });
    const fixed = await withSuggestion(comment);
    expect(fixed).toBe(before);

    const sha = await clone.push(branch, { [file]: fixed, 'more.txt': 'more\n' });
    expect(await concluded(stack.github, SHOP, sha)).toMatchObject([{ conclusion: 'success' }]);
    const after = await commentsOf(number, (found) =>
      found.every(({ minimized }) => minimized === 'RESOLVED'),
    );
    expect(after).toHaveLength(1);
  }, 60_000);
});

test('a file with line ends that a page would change has its comment without a suggestion', async () => {
  const broken = ORDERS.replace(TOTAL, '').replaceAll('\n', '\r\n');
  const { comments } = await commented('break-crlf', { 'crlf.yaml': broken });
  expect(comments).toHaveLength(1);
  expect(comments.map(suggestedIn)).toEqual([undefined]);
}, 60_000);

test("every request and every answer so far is one that GitHub's own description allows", async () => {
  expect(checkExchanges(await stack.github.exchanges())).toEqual([]);
}, 60_000);
