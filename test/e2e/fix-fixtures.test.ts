/** Fixtures follow their contract in fix pull requests: what is restored, and what was meant. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { PullSnapshot } from '../../src/playground/client.ts';
import { Clone, concluded, repositoryOf, type Stack, startStack } from './stack.ts';

const SHOP = 'acme/shop';
const CONTRACT = 'openapi.yaml';
const USER = 'fixtures/users/{id}/get.200.json';
const MAPPED = 'test/data/ada.json';
const SETTINGS = `drift_budget:
  gitops:
    enabled: true
    fixtures:
      - { file: test/data/*.json, operation: "GET /users/{name}" }
`;

/** A user, with the type of the id and the names of what is required. */
function contract({ id = 'string', required = 'id, name' } = {}): string {
  return `openapi: 3.0.3
info: {title: Users, version: 1.0.0}
paths:
  /users/{id}:
    get:
      parameters:
        - {name: id, in: path, required: true, schema: {type: string}}
      responses:
        '200':
          description: One user.
          content:
            application/json:
              schema:
                type: object
                required: [${required}]
                properties:
                  id: {type: ${id}}
                  name: {type: string}
                  role: {type: string, enum: [admin, guest]}
`;
}

const body = (user: Readonly<Record<string, unknown>>) => `${JSON.stringify(user, null, 2)}\n`;

let stack: Stack;
let clone: Clone;

beforeAll(async () => {
  stack = await startStack();
  await stack.github.createRepository({
    owner: 'acme',
    name: 'shop',
    files: {
      [CONTRACT]: contract(),
      [USER]: body({ id: 'u1', name: 'Ada' }),
      [MAPPED]: body({ id: 'u2', name: 'Ada' }),
      'fixtures/users/{id}/get.old.json': body({ id: 7 }),
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

test('a restored contract takes the fixtures with it that had followed the change', async () => {
  const files = {
    [CONTRACT]: contract({ id: 'integer' }),
    [USER]: body({ id: 1, name: 'Ada' }),
    [MAPPED]: body({ id: 2, name: 'Ada' }),
  };
  await concluded(stack.github, SHOP, await clone.push('main', files));
  const pull = await fixThat(({ title }) => title.startsWith('Fix drift: '));
  expect(await show(pull, CONTRACT)).toBe(contract());
  const user: unknown = JSON.parse(await show(pull, USER));
  expect(user).toEqual({ id: expect.any(String), name: 'Ada' });
  expect(JSON.parse(await show(pull, MAPPED))).toEqual(user);
  expect(await changedIn(pull)).toEqual([USER, CONTRACT, MAPPED]);
  expect(pull.body).toContain('3 fixtures checked by ajv');
  await stack.github.changePull({
    repository: SHOP,
    number: pull.number,
    user: 'dana',
    merge: 'squash',
  });
}, 120_000);

test('a change that was meant has its fixtures updated for who asks', async () => {
  await clone.git('checkout', '--quiet', 'main');
  await clone.git('pull', '--quiet', 'origin', 'main');
  const sha = await clone.push('roles', { [CONTRACT]: contract({ required: 'id, name, role' }) });
  const { number } = await stack.github.openPull({
    repository: SHOP,
    head: 'roles',
    title: 'Every user has a role',
    author: 'dana',
  });
  expect(await concluded(stack.github, SHOP, sha)).toMatchObject([
    { conclusion: 'success', actions: [{ label: 'Open fix PR' }, { label: 'Check again' }] },
  ]);
  await stack.github.comment({
    repository: SHOP,
    number,
    user: 'dana',
    body: '/holdfast fix',
  });
  const pull = await fixThat(({ title }) => title === `Update fixtures for #${number}`);
  expect(pull.base.ref).toBe('roles');
  expect(JSON.parse(await show(pull, MAPPED))).toMatchObject({ name: 'Ada', role: 'admin' });
  expect(await changedIn(pull)).toEqual([USER, MAPPED]);
  expect(pull.body).toContain('This brings 2 fixtures in line with the contracts');
}, 120_000);

function fixThat(isWanted: (pull: PullSnapshot) => boolean): Promise<PullSnapshot> {
  return stack.github.waitFor(({ repositories }) =>
    repositoryOf(repositories, SHOP).pulls.find(
      (pull) => pull.head.ref.startsWith('holdfast/drift-fix/') && isWanted(pull),
    ),
  );
}

async function show({ head }: PullSnapshot, path: string): Promise<string> {
  await clone.git('fetch', '--quiet', 'origin');
  return `${await clone.git('show', `origin/${head.ref}:${path}`)}\n`;
}

/** The files that the one commit of a fix changes. */
async function changedIn({ head }: PullSnapshot): Promise<readonly string[]> {
  const range = [`origin/${head.ref}~1`, `origin/${head.ref}`];
  return (await clone.git('diff', '--name-only', ...range)).split('\n');
}
