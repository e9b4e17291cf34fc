/** The REST API of a running process, asked by a person with their GitHub token. */
import { setImmediate } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { isObject } from '../../src/document/document.ts';
import { complaints } from '../api/described.ts';
import { SETTINGS, shopContract } from './contract.ts';
import { Clone, concluded, repositoryOf, type Stack, startStack } from './stack.ts';

const SHOP = 'acme/shop';
let stack: Stack;
let clone: Clone;
let token: string;

beforeAll(async () => {
  stack = await startStack();
  await stack.github.createRepository({
    owner: 'acme',
    name: 'shop',
    files: { 'openapi.yaml': shopContract(), '.github/holdfast.yml': SETTINGS },
    collaborators: { dana: 'write' },
  });
  clone = await Clone.of(stack.github, SHOP, 'dana');
  token = await stack.github.createUserToken('dana');
}, 60_000);

afterAll(async () => {
  await clone.remove();
  await stack.stop();
}, 30_000);

async function ask(method: string, path: string, body?: unknown) {
  const response = await fetch(`${stack.app.url}/api/v1/drift${path}`, {
    method,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const answer: unknown = await response.json();
  expect(
    complaints(method.toLowerCase(), new URL(response.url).pathname, response, answer),
  ).toEqual([]);
  return { status: response.status, ...(isObject(answer) ? answer : {}) };
}

test('nobody gets in without credentials', async () => {
  expect((await fetch(`${stack.app.url}/api/v1/drift/incidents`)).status).toBe(401);
  expect((await fetch(`${stack.app.url}/api/v1/openapi.json`)).status).toBe(200);
});

test('an incident that is changed through the API has an issue that follows', async () => {
  const broken = await clone.push('main', {
    'openapi.yaml': shopContract({ newUserRequired: ['email', 'phone'] }),
  });
  await concluded(stack.github, SHOP, broken);
  const issue = await stack.github.waitFor(({ repositories }) =>
    repositoryOf(repositories, SHOP).issues.find(({ state }) => state === 'open'),
  );
  const listed = await ask('GET', '/incidents?status=open');
  expect(listed).toMatchObject({
    status: 200,
    total: 1,
    items: [{ endpoint: '/api/users', method: 'POST', head_sha: broken }],
  });
  const [id] = /[0-9a-f]{8}-[0-9a-f-]{27}/.exec(JSON.stringify(listed)) ?? [''];
  const note = 'Planned for May.';
  expect(await ask('PATCH', `/incidents/${id}`, { status: 'closed', note })).toMatchObject({
    status: 'closed',
    history: [{}, { actor: 'github:dana', note }],
  });
  await stack.github.waitFor(({ repositories }) =>
    repositoryOf(repositories, SHOP).issues.find(
      ({ number, state }) => number === issue.number && state === 'closed',
    ),
  );
}, 60_000);

test('a budget that is set through the API judges the next push', async () => {
  const budget = { endpoint: '/api/users', method: 'GET', max_non_breaking_changes: 0 };
  expect(await ask('POST', '/budgets', budget)).toMatchObject({ status: 201, effective: true });
  const added = await clone.push('main', {
    'openapi.yaml': shopContract({ newUserRequired: ['email', 'phone'], sortable: true }),
  });
  expect(await concluded(stack.github, SHOP, added)).toMatchObject([{ conclusion: 'failure' }]);
  expect(await ask('GET', '/budgets/lookup?endpoint=/api/users&method=POST')).toMatchObject({
    keys: [
      { key: 'max_breaking_changes', level: 'endpoint', file: '.github/holdfast.yml' },
      {},
      {},
      {},
    ],
  });
  expect(await ask('GET', '/metrics')).toMatchObject({
    series: [{ workspace_id: SHOP, area: 'contract' }],
  });
}, 60_000);

test('an audit that is asked for is run, in the name of who asked', async () => {
  const head = await clone.git('rev-parse', 'origin/main');
  expect(await ask('POST', '/audits', { branch: 'feature' })).toMatchObject({ status: 400 });
  // As long as one waits that will do, none is added: the first cycle may have been put off by the push after it.
  let answer = await ask('POST', '/audits', {});
  while (String(answer.status) === 'coalesced') answer = await ask('POST', '/audits', {});
  expect(answer).toMatchObject({ status: 'queued', branch: null });
  // A cycle that finds nothing new writes nothing at GitHub, but says so in the log.
  const isDone = (line: string) => line.includes('"outcome":"within"') && line.includes(head);
  while (!stack.app.log.some(isDone)) await setImmediate();
  expect(await ask('GET', '/audits?trigger=manual')).toMatchObject({
    total: 1,
    items: [{ branch: 'main', state: 'concluded', requested_by: 'github:dana', head_sha: head }],
  });
}, 60_000);
