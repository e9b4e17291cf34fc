/** A setting that the code begins to need is told on the pull request that brings it. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { SETTINGS, shopContract } from './contract.ts';
import { Clone, concluded, repositoryOf, type Stack, startStack } from './stack.ts';

const SHOP = 'acme/shop';
const SECRET = 'hunter2-is-the-value';
let stack: Stack;
let clone: Clone;

beforeAll(async () => {
  stack = await startStack();
  await stack.github.createRepository({
    owner: 'acme',
    name: 'shop',
    files: {
      'openapi.yaml': shopContract(),
      'src/config.js': 'export const port = process.env.PORT_NUMBER ?? 3000;\n',
      '.env.example': `PORT_NUMBER=3000\nOLD_TOKEN=${SECRET}\n`,
      '.github/holdfast.yml': `${SETTINGS}  gitops:\n    enabled: true\n`,
    },
    collaborators: { dana: 'write' },
  });
  clone = await Clone.of(stack.github, SHOP, 'dana');
}, 60_000);

afterAll(async () => {
  await clone.remove();
  await stack.stop();
}, 30_000);

const NEEDED = `export const port = process.env.PORT_NUMBER ?? 3000;
export const url = new URL(process.env.STORE_URL);
`;

test('a pull request is told of a variable that nothing documents, and never of a value', async () => {
  const sha = await clone.push('store', { 'src/config.js': NEEDED });
  await stack.github.openPull({ repository: SHOP, head: 'store', title: 'Store', author: 'dana' });
  const [run] = await concluded(stack.github, SHOP, sha);
  expect(run).toMatchObject({ conclusion: 'failure' });
  expect(run?.summary).toContain(
    'The code needs STORE\\_URL, but nothing documents or supplies it.',
  );
  expect(run?.summary).not.toContain('OLD_TOKEN');
  expect(run?.annotations).toMatchObject([{ path: 'src/config.js', start_line: 2 }]);
}, 60_000);

test('on the default branch a fix adds it to the example', async () => {
  await clone.git('checkout', '--quiet', 'main');
  await concluded(stack.github, SHOP, await clone.push('main', { 'README.md': 'Shop\n' }));
  await clone.push('main', { 'src/config.js': NEEDED });
  const fix = await stack.github.waitFor(({ repositories }) =>
    repositoryOf(repositories, SHOP).pulls.find(
      ({ head, body }) => head.ref.startsWith('holdfast/') && body?.includes('### Proof'),
    ),
  );
  await clone.git('fetch', '--quiet', 'origin');
  const fixed = await clone.git('show', `origin/${fix.head.ref}:.env.example`);
  expect(fixed).toMatch(/^PORT_NUMBER=3000\nOLD_TOKEN=.*\n(?:.*\n)*STORE_URL=$/);
  const { repositories } = await stack.github.state();
  const { issues, comments, check_runs } = repositoryOf(repositories, SHOP);
  expect(JSON.stringify([issues, comments, check_runs, fix])).not.toContain(SECRET);
}, 120_000);
