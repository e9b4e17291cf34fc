/** A waiver that ends while nobody looks: its incident and its issue open again with the next audit. */
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { IssueSnapshot } from '../../src/playground/client.ts';
import { openStore } from '../../src/store/store.ts';
import { SETTINGS, shopContract } from './contract.ts';
import { Clone, concluded, repositoryOf, type Stack, startStack } from './stack.ts';

const SHOP = 'acme/shop';
let stack: Stack;
let clone: Clone;

beforeAll(async () => {
  stack = await startStack();
  await stack.github.createRepository({
    owner: 'acme',
    name: 'shop',
    files: { 'openapi.yaml': shopContract(), '.github/holdfast.yml': SETTINGS },
    collaborators: { dana: 'write' },
  });
  clone = await Clone.of(stack.github, SHOP, 'dana');
}, 60_000);

afterAll(async () => {
  await clone.remove();
  await stack.stop();
}, 30_000);

test('an incident whose waiver has ended opens again, and so does its issue', async () => {
  const broken = await clone.push('main', {
    'openapi.yaml': shopContract({ newUserRequired: ['email', 'phone'] }),
  });
  await concluded(stack.github, SHOP, broken);
  const { number } = await incidentIssue('open');
  const body = '/holdfast waive 1d until the caller moves';
  await stack.github.comment({ repository: SHOP, number, user: 'dana', body });
  await incidentIssue('closed');

  await stack.app.kill('SIGTERM');
  await moveBack(4);
  await stack.restart();
  await clone.push('main', { 'README.md': 'Nothing of the contract changed' });
  await incidentIssue('open');
  const comments = await stack.github.waitFor(({ repositories }) => {
    const said = repositoryOf(repositories, SHOP).comments.filter(
      (comment) => comment.issue === number && comment.body.includes('waiver ended'),
    );
    return said.length > 0 ? said : undefined;
  });
  expect(comments).toHaveLength(1);
  expect(comments[0]?.body).toMatch(/Open again .* and the change is still there\./);
}, 60_000);

/** Lets what was waived today have been waived some days ago. */
async function moveBack(days: number): Promise<void> {
  const store = await openStore({ dataDir: join(stack.place.dataDir, 'data') });
  try {
    const moved = await store.sql.query(
      'update waivers set expires = expires - $1::int returning id',
      [days],
    );
    expect(moved).toHaveLength(1);
    await store.sql.query('update incidents set ended_at = ended_at - make_interval(days => $1)', [
      days,
    ]);
  } finally {
    await store.close();
  }
}

function incidentIssue(state: IssueSnapshot['state']): Promise<IssueSnapshot> {
  return stack.github.waitFor(({ repositories }) =>
    repositoryOf(repositories, SHOP).issues.find(
      (issue) => issue.state === state && issue.body?.startsWith('<!-- holdfast:incident:'),
    ),
  );
}
