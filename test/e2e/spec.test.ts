/** Code that leaves its contract behind is told so on the pull request, and on the default branch it is repaired. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { SETTINGS, shopContract } from './contract.ts';
import { Clone, concluded, repositoryOf, type Stack, startStack } from './stack.ts';

const SHOP = 'acme/shop';
let stack: Stack;
let clone: Clone;

const app = (...more: readonly string[]) =>
  [
    "import express from 'express';",
    '',
    'const app = express();',
    "app.get('/api/users', list);",
    "app.post('/api/users', create);",
    ...more,
    '',
  ].join('\n');

beforeAll(async () => {
  stack = await startStack();
  await stack.github.createRepository({
    owner: 'acme',
    name: 'shop',
    files: {
      'openapi.yaml': shopContract(),
      'src/app.js': app(),
      '.github/holdfast.yml': `rules:\n  undocumented-operation: { severity: high }\n${SETTINGS}  gitops:\n    enabled: true\n`,
    },
    collaborators: { dana: 'write' },
  });
  clone = await Clone.of(stack.github, SHOP, 'dana');
}, 60_000);

afterAll(async () => {
  await clone.remove();
  await stack.stop();
}, 30_000);

test('a pull request is told of an operation that it does not document, on the line of the route', async () => {
  const sha = await clone.push('carts', { 'src/app.js': app("app.post('/api/carts', add);") });
  await stack.github.openPull({ repository: SHOP, head: 'carts', title: 'Carts', author: 'dana' });
  const [run] = await concluded(stack.github, SHOP, sha);
  expect(run).toMatchObject({ conclusion: 'failure' });
  expect(run?.summary).toContain('The code serves POST /api/carts, but no contract has it.');
  expect(run?.summary).toContain('Code and contracts agree on 2 of 3 operations (66 %).');
  expect(run?.annotations).toMatchObject([{ path: 'src/app.js', start_line: 6 }]);
}, 60_000);

test('on the default branch it becomes an incident, and a fix that documents it', async () => {
  await clone.git('checkout', '--quiet', 'main');
  await concluded(stack.github, SHOP, await clone.push('main', { 'README.md': 'Shop\n' }));
  await clone.push('main', { 'src/app.js': app("app.post('/api/carts', add);") });
  const fix = await stack.github.waitFor(({ repositories }) =>
    repositoryOf(repositories, SHOP).pulls.find(
      ({ head, body }) => head.ref.startsWith('holdfast/') && body?.includes('### Proof'),
    ),
  );
  expect(fix.body).toContain('POST /api/carts');
  await clone.git('fetch', '--quiet', 'origin');
  const fixed = await clone.git('show', `origin/${fix.head.ref}:openapi.yaml`);
  expect(`${fixed}\n`).toContain(`  /api/carts:
    post:
      tags:
        - users
      responses:
        default:
          description: Default response
`);
}, 120_000);
