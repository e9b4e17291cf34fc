/** The examples of docs/api.md, each sent as it is written. */
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { fill, openIncident, startApi } from './server.ts';

const docs = readFileSync('docs/api.md', 'utf8');

/** `curl` commands of the page's shell blocks, as what they send. */
const examples = [...docs.matchAll(/```sh\n(.*?)```/gs)]
  .flatMap(([, block = '']) => block.replaceAll('\\\n', ' ').trim().split('\n'))
  .map((command) => {
    const [, path] = /"\$HOLDFAST([^"]*)"/.exec(command) ?? [];
    const [, method = 'GET'] = / -X (\w+)/.exec(command) ?? [];
    const [, body] = / -d '([^']*)'/.exec(command) ?? [];
    if (path === undefined || !command.startsWith('curl ')) throw new Error(command);
    return { method, path, body };
  });

let api: Awaited<ReturnType<typeof startApi>>;

beforeAll(async () => {
  api = await startApi();
  await fill(api.store);
}, 60_000);
afterAll(() => api.store.close());

test('the examples of docs/api.md do what the page says', async () => {
  expect(examples.length).toBeGreaterThan(12);
  const token = await api.token({ workspace: 'acme/shop' });
  const incident = await openIncident(api.store);
  let budget = '';
  for (const { method, path, body } of examples) {
    const { status, body: answer } = await api.ask(
      method,
      path.replace('$BUDGET', budget).replace('$INCIDENT', incident.id),
      { token, ...(body === undefined ? {} : { raw: body }) },
    );
    expect([method, path, status]).toEqual([method, path, statusOf(method, path)]);
    if (budget === '') budget = String(answer['id']);
  }
  expect(api.started).toHaveLength(1);
});

function statusOf(method: string, path: string): number {
  if (path === '/audits' && method === 'POST') return 202;
  return method === 'POST' && path.startsWith('/budgets') ? 201 : 200;
}

test('docs/api.md names every filter of incidents', () => {
  for (const name of ['incident_type', 'sync_cycle_id', 'detected_before', 'area']) {
    expect(docs).toContain(`\`${name}\``);
  }
});
