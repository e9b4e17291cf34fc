import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { day, fill, openIncident, startApi } from './server.ts';

let api: Awaited<ReturnType<typeof startApi>>;
let token: string;

beforeAll(async () => {
  api = await startApi({ now: () => day(20) });
}, 60_000);
afterAll(() => api.store.close());
beforeEach(async () => {
  await fill(api.store);
  api.changed.length = 0;
  token = await api.token();
});

const get = (path: string) => api.ask('GET', path, { token });
const patch = (id: string, body: unknown) => api.ask('PATCH', `/incidents/${id}`, { token, body });

async function idsOf(query: string): Promise<unknown> {
  const { body } = await get(`/incidents?${query}`);
  const items = Array.isArray(body['items']) ? body['items'] : [];
  expect(body['total']).toBe(items.length);
  return items.map((item: Record<string, unknown>) => item['id']);
}

function cursorAt(time: string): string {
  return Buffer.from(`${time} 72d3162e-cc78-11e3-81ab-4c9367dc0958`).toString('base64url');
}

describe('GET /incidents', () => {
  test('is filtered by each of its parameters', async () => {
    const a = await openIncident(api.store);
    const b = await openIncident(api.store, {
      severity: 'low',
      incidentType: 'threshold_exceeded',
      method: 'GET',
      endpoint: '/api/orders',
      area: 'schema',
      repositoryId: 2,
      workspace: 'acme/till',
      detectedAt: day(5),
    });
    await patch(b.id, { status: 'acknowledged' });
    const both = [b.id, a.id];
    expect(await idsOf('')).toEqual(both);
    for (const [query, expected] of [
      ['status=open', [a.id]],
      ['status=acknowledged', [b.id]],
      ['severity=low', [b.id]],
      ['incident_type=breaking_change', [a.id]],
      ['endpoint=/api/orders', [b.id]],
      ['method=post', [a.id]],
      ['workspace_id=acme/till', [b.id]],
      [`sync_cycle_id=${a.syncCycleId.toUpperCase()}`, [a.id]],
      ['area=schema', [b.id]],
      ['detected_after=2026-01-02', [b.id]],
      ['detected_before=2026-01-02T00:00:00Z', [a.id]],
      ['detected_after=2026-01-01T12:00:00Z&detected_before=2026-01-05T12:00:00Z', []],
      ['severity=low&status=open', []],
    ] as const) {
      expect([query, await idsOf(query)]).toEqual([query, expected]);
    }
  });

  test.each([
    'status=gone',
    'detected_after=yesterday',
    'detected_after=2026-13-01',
    'detected_after=0000-01-01',
    'detected_before=2026-06-30T23:59:60Z',
    'workspace_id=%00',
    'endpoint=/a%00',
    'limit=1000000',
    'limit=0',
    'cursor=x',
    `cursor=${cursorAt('-271821-04-20T00:00:00.000Z')}`,
    `cursor=${cursorAt('2026-02-01')}`,
    'sync_cycle_id=1',
    'area=sea',
    'workspace=acme/shop',
  ])('refuses %s', async (query) => {
    const refused = await get(`/incidents?${query}`);
    expect(refused.status).toBe(400);
    expect(refused.body['errors']).toEqual([
      expect.objectContaining({ parameter: query.split('=')[0] }),
    ]);
  });

  test('pages through incidents that were found at the same time, whatever is added meanwhile', async () => {
    const made: string[] = [];
    for (let number = 0; number < 5; number++) made.push((await openIncident(api.store)).id);
    const seen: string[] = [];
    let cursor = '';
    for (let page = 0; page < 3; page++) {
      const { body } = await get(`/incidents?limit=2${cursor}`);
      const items = Array.isArray(body['items']) ? body['items'] : [];
      seen.push(...items.map((item: Record<string, string>) => item['id'] ?? ''));
      cursor = `&cursor=${body['next_cursor']}`;
      expect(body['total']).toBe(5 + page);
      await openIncident(api.store, { detectedAt: day(9) });
    }
    expect(seen.toSorted()).toEqual(made.toSorted());
  });
});

describe('GET /incidents/{id}', () => {
  test('shows the incident as it is, with its history', async () => {
    const made = await openIncident(api.store);
    await api.store.incidents.update({ ...made, status: 'open' }, { issueNumber: 12 }, null);
    const { status, body } = await get(`/incidents/${made.id}`);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      repository: 'acme/shop',
      workspace_id: 'acme/shop',
      incident_type: 'breaking_change',
      status: 'open',
      endpoint: '/api/users',
      sync_cycle_id: made.syncCycleId,
      before_sample: '{"type":"object"}',
      before_sample_url: `https://github.test/acme/shop/blob/${'b'.repeat(40)}/openapi.yaml#L3`,
      after_sample_url: null,
      issue_url: 'https://github.test/acme/shop/issues/12',
      detected_at: day(1).toISOString(),
      details: { drifts: [{ fingerprint: 'f1' }], limits: [{ set_by: 'built-in default' }] },
      history: [{ kind: 'created', actor: 'holdfast', from_status: null, to_status: 'open' }],
    });
  });

  test.each(['0', 'stats2', '72d3162e-cc78-11e3-81ab-4c9367dc0958', "' or 1=1 --"])(
    'answers 404 for %s',
    async (id) => {
      expect((await get(`/incidents/${encodeURIComponent(id)}`)).status).toBe(404);
    },
  );

  test('answers 404 for what another installation has', async () => {
    const { id } = await openIncident(api.store);
    const other = await api.token({ installationId: 8 });
    for (const [method, path, body] of [
      ['GET', `/incidents/${id}`, undefined],
      ['PATCH', `/incidents/${id}`, { status: 'closed' }],
      ['POST', `/incidents/${id}/resolve`, {}],
    ] as const) {
      expect((await api.ask(method, path, { token: other, body })).status).toBe(404);
    }
    expect((await get(`/incidents/${id}`)).body['status']).toBe('open');
  });
});

describe('PATCH /incidents/{id}', () => {
  test('changes status and ticket, and the history says who, when and why', async () => {
    const { id } = await openIncident(api.store);
    const changed = await patch(id, {
      status: 'acknowledged',
      external_ticket_id: 'SHOP-12',
      external_ticket_url: 'https://tickets.test/SHOP-12',
      note: 'Planned for May.',
    });
    expect(changed.status).toBe(200);
    expect(changed.body).toMatchObject({
      status: 'acknowledged',
      external_ticket_id: 'SHOP-12',
      external_ticket_url: 'https://tickets.test/SHOP-12',
      ended_at: null,
    });
    expect(changed.body['history']).toMatchObject([
      { kind: 'created' },
      {
        kind: 'acknowledged',
        actor: 'token:ci',
        at: day(20).toISOString(),
        from_status: 'open',
        to_status: 'acknowledged',
        note: 'Planned for May.',
      },
    ]);
    expect(api.changed).toEqual([[7, 1]]);
  });

  test('keeps what the database refuses out of a ticket', async () => {
    const { id } = await openIncident(api.store);
    const ticket = { external_ticket_id: 'a\0b', external_ticket_url: 'https://a.test/\0' };
    expect((await patch(id, ticket)).body).toMatchObject({
      external_ticket_id: 'a\ufffdb',
      external_ticket_url: 'https://a.test/\ufffd',
    });
  });

  test('goes the whole way and back', async () => {
    const { id } = await openIncident(api.store);
    const endOf = async (status: string) => (await patch(id, { status })).body['ended_at'];
    expect(await endOf('resolved')).toBe(day(20).toISOString());
    expect(await endOf('closed')).toBe(day(20).toISOString());
    expect(await endOf('open')).toBeNull();
    const { body } = await get(`/incidents/${id}`);
    expect(body['history']).toMatchObject(
      ['created', 'resolved', 'closed', 'reopened'].map((kind) => ({ kind })),
    );
  });

  test('refuses what cannot follow the present status with 409, and says what can', async () => {
    const { id } = await openIncident(api.store);
    await patch(id, { status: 'closed' });
    api.changed.length = 0;
    const refused = await patch(id, { status: 'acknowledged', note: 'No' });
    expect(refused.status).toBe(409);
    expect(refused.body['detail']).toMatch(/closed cannot become acknowledged.*can become open/);
    expect((await get(`/incidents/${id}`)).body['history']).toHaveLength(2);
    expect(api.changed).toEqual([]);
  });

  test.each([
    ['an unknown key', { severity: 'low' }, '#/severity'],
    ['nothing', {}, '#'],
    ['a status that is none', { status: 'done' }, '#/status'],
    [
      'an address that is none',
      { external_ticket_url: 'javascript:alert(1)' },
      '#/external_ticket_url',
    ],
    ['an empty note', { note: '' }, '#/note'],
    ['a list', [], '#'],
    ['null', null, '#'],
  ])('refuses %s with 400', async (_what, body, pointer) => {
    const { id } = await openIncident(api.store);
    const refused = await patch(id, body);
    expect(refused.status).toBe(400);
    expect(refused.body['errors']).toMatchObject([{ pointer }]);
  });

  test('takes a ticket off with null, and remembers that', async () => {
    const { id } = await openIncident(api.store);
    await patch(id, { external_ticket_id: 'SHOP-12' });
    const { body } = await patch(id, { external_ticket_id: null });
    expect(body['external_ticket_id']).toBeNull();
    expect(body['history']).toMatchObject([
      {},
      { kind: 'updated', note: 'External ticket: SHOP-12.' },
      { kind: 'updated', note: 'The external ticket was taken off.' },
    ]);
  });

  test('that changes nothing leaves no trace', async () => {
    const { id } = await openIncident(api.store);
    const same = await patch(id, { status: 'open' });
    expect(same.status).toBe(200);
    expect(same.body['history']).toHaveLength(1);
    expect(api.changed).toEqual([]);
  });

  test('is undone when what shows the incident cannot be told', async () => {
    const failing = await startApi({
      store: api.store,
      incidentChanged: async () => {
        throw new Error('The queue is away.');
      },
    });
    const { id } = await openIncident(api.store);
    const answer = await failing.ask('PATCH', `/incidents/${id}`, {
      token,
      body: { status: 'closed' },
    });
    expect(answer.status).toBe(500);
    expect(answer.body['detail']).not.toContain('queue');
    expect(failing.logged).toEqual([expect.stringContaining('The queue is away.')]);
    expect((await get(`/incidents/${id}`)).body['status']).toBe('open');
  });

  test('of several at once leaves a history without gaps', async () => {
    const { id } = await openIncident(api.store);
    const answers = await Promise.all(
      ['one', 'two', 'three'].map((note) => patch(id, { status: 'resolved', note })),
    );
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    const { body } = await get(`/incidents/${id}`);
    expect(body['history']).toMatchObject([
      { kind: 'created' },
      { kind: 'resolved', from_status: 'open' },
      { kind: 'updated', from_status: 'resolved' },
      { kind: 'updated', from_status: 'resolved' },
    ]);
  });
});

describe('POST /incidents/{id}/resolve', () => {
  test('resolves, with or without a note, once', async () => {
    const { id } = await openIncident(api.store);
    const resolve = (body?: unknown) =>
      api.ask('POST', `/incidents/${id}/resolve`, { token, body });
    expect((await resolve({ note: 'Fixed in 2.1.' })).body).toMatchObject({
      status: 'resolved',
      ended_at: day(20).toISOString(),
      history: [{}, { kind: 'resolved', note: 'Fixed in 2.1.' }],
    });
    expect((await resolve()).body['history']).toHaveLength(2);
    expect((await resolve({ status: 'open' })).status).toBe(400);
    await patch(id, { status: 'closed' });
    expect((await resolve()).status).toBe(409);
  });
});

describe('GET /incidents/stats', () => {
  test('counts each kind, and the mean time to resolve', async () => {
    const { id } = await openIncident(api.store);
    await openIncident(api.store, { severity: 'low', repositoryId: 2, workspace: 'acme/till' });
    await openIncident(api.store, { installationId: 8, repositoryId: 3, workspace: 'other/thing' });
    await patch(id, { status: 'resolved' });
    expect((await get('/incidents/stats')).body).toEqual({
      total: 2,
      by_status: { open: 1, resolved: 1 },
      by_severity: { high: 1, low: 1 },
      by_type: { breaking_change: 2 },
      by_area: { contract: 2 },
      by_workspace: { 'acme/shop': 1, 'acme/till': 1 },
      mean_time_to_resolve_seconds: 19 * 24 * 60 * 60,
    });
    expect((await get('/incidents/stats?workspace_id=acme/till')).body).toMatchObject({
      total: 1,
      mean_time_to_resolve_seconds: null,
    });
  });
});
