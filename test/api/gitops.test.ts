import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { fill, openIncident, startApi } from './server.ts';

let api: Awaited<ReturnType<typeof startApi>>;
let token: string;

beforeAll(async () => {
  api = await startApi();
}, 60_000);
afterAll(() => api.store.close());
beforeEach(async () => {
  await fill(api.store);
  token = await api.token();
});

const ask = (body: object, by = token) =>
  api.ask('POST', '/gitops/generate-pr', { token: by, body });

test('asks for one fix in each repository of the incidents', async () => {
  const incidents = [await openIncident(api.store), await openIncident(api.store)];
  const ids = incidents.map(({ id }) => id).sort();
  const { status, body } = await ask({ incident_ids: ids });
  expect(status).toBe(202);
  expect(body).toMatchObject({
    pull_requests: [
      {
        repository: 'acme/shop',
        incident_ids: ids,
        status: 'wanted',
        pull_request: null,
        requested_by: 'token:ci',
      },
    ],
    refused: [],
  });
});

test('chooses incidents by status and workspace', async () => {
  const { id } = await openIncident(api.store);
  const chosen = { status: 'open', workspace_id: 'acme/shop' };
  expect((await ask(chosen)).body).toMatchObject({ pull_requests: [{ incident_ids: [id] }] });
  expect((await ask({ status: 'acknowledged' })).body).toEqual({
    pull_requests: [],
    refused: [],
    left_out: 0,
  });
});

test('says how many of the chosen incidents are too many for one request', async () => {
  for (let made = 0; made < 102; made += 1) await openIncident(api.store);
  const { body } = await ask({ workspace_id: 'acme/shop' });
  expect(body).toMatchObject({
    pull_requests: [{ incident_ids: { length: 100 } }],
    left_out: 2,
  });
});

test('says where there can be none', async () => {
  const { id } = await openIncident(api.store, { fingerprints: [] });
  expect((await ask({ incident_ids: [id] })).body).toMatchObject({
    pull_requests: [],
    refused: [{ repository: 'acme/shop', incident_ids: [id] }],
  });
});

test('with dry_run says what would be done, and does nothing', async () => {
  const { id } = await openIncident(api.store);
  expect(await ask({ incident_ids: [id], dry_run: true })).toMatchObject({
    status: 200,
    body: { previews: [{ repository: 'acme/shop', files: ['openapi.yaml'], note: null }] },
  });
  expect(await api.store.fixes.list(7, 1)).toEqual([]);
});

test('refuses what is not there, not said or not allowed', async () => {
  const { id } = await openIncident(api.store);
  expect(await ask({})).toMatchObject({ status: 400 });
  expect(await ask({ incident_ids: [randomUUID()] })).toMatchObject({
    status: 400,
    body: { errors: [{ pointer: '#/incident_ids/0' }] },
  });
  expect(await ask({ incident_ids: [id], force: true })).toMatchObject({ status: 400 });
  const reader = await api.token({ access: 'read' });
  expect(await ask({ incident_ids: [id] }, reader)).toMatchObject({ status: 403 });
});
