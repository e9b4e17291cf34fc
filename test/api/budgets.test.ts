import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { fill, settingsOf, startApi } from './server.ts';

let api: Awaited<ReturnType<typeof startApi>>;
let token: string;

beforeAll(async () => {
  api = await startApi();
}, 60_000);
afterAll(() => api.store.close());
beforeEach(async () => {
  await fill(api.store);
  token = await api.token({ workspace: 'acme/shop' });
});

const USERS = {
  endpoint: '/api/users',
  method: 'POST',
  max_breaking_changes: 0,
  max_non_breaking_changes: 3,
  enabled: true,
};

async function make(body: Record<string, unknown> = USERS, path = '/budgets') {
  const made = await api.ask('POST', path, { token, body });
  expect(made.status).toBe(201);
  return made;
}

describe('POST /budgets', () => {
  test('takes the request that users of such APIs write', async () => {
    const made = await make();
    expect(made.body).toMatchObject({
      ...USERS,
      workspace_id: 'acme/shop',
      level: 'endpoint',
      service_name: null,
      tag: null,
      effective: true,
      shadowed_by: null,
      created_by: 'token:ci',
    });
    const location = made.headers.get('location') ?? '';
    expect(location).toBe(`/api/v1/drift/budgets/${made.body['id']}`);
    expect((await api.ask('GET', location, { token })).body).toEqual(made.body);
  });

  test('takes the workspace from the only one that the credentials see', async () => {
    const other = await api.token({ installationId: 8 });
    const made = await api.ask('POST', '/budgets', { token: other, body: USERS });
    expect(made.body).toMatchObject({ workspace_id: 'other/thing' });
  });

  test('asks for the workspace where the credentials see several, and takes one of these only', async () => {
    const wide = await api.token();
    const unnamed = await api.ask('POST', '/budgets', { token: wide, body: USERS });
    expect(unnamed.status).toBe(400);
    expect(unnamed.body).toMatchObject({
      detail: expect.stringMatching(/workspace_id is missing.*acme\/shop, acme\/till/),
      errors: [{ pointer: '#/workspace_id' }],
    });
    const named = { ...USERS, workspace_id: 'acme/till' };
    expect((await api.ask('POST', '/budgets', { token: wide, body: named })).status).toBe(201);
    for (const workspace_id of ['other/thing', 'nobody/knows']) {
      const body = { ...USERS, workspace_id };
      expect((await api.ask('POST', '/budgets', { token: wide, body })).status).toBe(400);
    }
  });

  test('answers 409 with the place of the budget there is for the same endpoint', async () => {
    const made = await make({ ...USERS, endpoint: '/api/users/{id}' });
    const again = await api.ask('POST', '/budgets', {
      token,
      body: { ...USERS, method: 'post', endpoint: '/api/users/{userId}/' },
    });
    expect(again.status).toBe(409);
    expect(again.body).toMatchObject({ code: 'conflict' });
    expect(again.headers.get('location')).toBe(made.headers.get('location'));
  });

  test.each([
    [
      'an unknown key',
      { ...USERS, max_braking_changes: 1 },
      '#/max_braking_changes',
      /Did you mean max_breaking_changes/,
    ],
    ['a negative number', { ...USERS, max_breaking_changes: -1 }, '#/max_breaking_changes', />= 0/],
    [
      'text in place of a number',
      { ...USERS, max_breaking_changes: '0' },
      '#/max_breaking_changes',
      /integer/,
    ],
    [
      'more than all',
      { ...USERS, max_field_churn_percent: 101 },
      '#/max_field_churn_percent',
      /<= 100/,
    ],
    [
      'an unknown severity',
      { ...USERS, severity_threshold: 'huge' },
      '#/severity_threshold',
      /critical/,
    ],
    ['no endpoint', { method: 'GET', enabled: true }, '#/endpoint', /missing/],
    ['an unknown method', { ...USERS, method: 'FETCH' }, '#/method', /not valid.*For example/],
    [
      'a path without a slash',
      { ...USERS, endpoint: 'api' },
      '#/endpoint',
      /not valid.*For example/,
    ],
    ['nothing that is set', { endpoint: '/a', method: 'GET' }, '#', /sets nothing/],
  ])('refuses %s with 400 and its place', async (_what, body, pointer, detail) => {
    const refused = await api.ask('POST', '/budgets', { token, body });
    expect(refused.status).toBe(400);
    expect(refused.headers.get('content-type')).toBe('application/problem+json');
    expect(refused.body).toMatchObject({
      status: 400,
      code: 'invalid-request',
      instance: '/api/v1/drift/budgets',
      errors: [{ pointer, detail: expect.stringMatching(detail) }],
    });
  });

  test('names everything that is wrong at once', async () => {
    const body = { endpoint: 1, max_breaking_changes: -1, what: true };
    const refused = await api.ask('POST', '/budgets', { token, body });
    expect(refused.body['errors']).toHaveLength(4);
  });
});

describe('budgets of other levels', () => {
  test.each([
    ['workspace', {}, { level: 'workspace', tag: null }],
    ['service', { service_name: 'users' }, { level: 'service', service_name: 'users' }],
    ['tag', { tag: 'internal' }, { level: 'tag', tag: 'internal' }],
  ])('are made with POST /budgets/%s, once', async (level, names, shown) => {
    const body = { ...names, max_breaking_changes: 2 };
    const made = await make(body, `/budgets/${level}`);
    expect(made.body).toMatchObject({ ...shown, max_breaking_changes: 2, endpoint: null });
    expect((await api.ask('POST', `/budgets/${level}`, { token, body })).status).toBe(409);
  });
});

describe('GET /budgets', () => {
  test('lists page by page, with the total of all', async () => {
    for (const tag of ['a', 'b', 'c']) await make({ tag, enabled: true }, '/budgets/tag');
    const first = await api.ask('GET', '/budgets?limit=2&level=tag', { token });
    expect(first.body).toMatchObject({ total: 3, items: [{}, {}] });
    const next = encodeURIComponent(String(first.body['next_cursor']));
    const second = await api.ask('GET', `/budgets?limit=2&level=tag&cursor=${next}`, { token });
    expect(second.body).toMatchObject({ total: 3, items: [{}], next_cursor: null });
    const tags = [first, second].flatMap(({ body }) => JSON.stringify(body).match(/"tag":"\w"/g));
    expect(tags.toSorted()).toEqual(['"tag":"a"', '"tag":"b"', '"tag":"c"']);
  });

  test.each([
    'limit=0',
    'limit=101',
    'limit=x',
    'cursor=x',
    'limit=1&limit=2',
    'page=2',
    'level=a',
  ])('refuses %s', async (query) => {
    const refused = await api.ask('GET', `/budgets?${query}`, { token });
    expect(refused.status).toBe(400);
    expect(refused.body['errors']).toMatchObject([{ parameter: query.split('=')[0] }]);
  });
});

describe('PUT and DELETE /budgets/{id}', () => {
  test('replace all values, and take the budget away', async () => {
    const { body } = await make();
    const path = `/budgets/${body['id']}`;
    const put = await api.ask('PUT', path, { token, body: { max_breaking_changes: 4 } });
    expect(put.status).toBe(200);
    expect(put.body).toMatchObject({ max_breaking_changes: 4, endpoint: '/api/users' });
    expect(put.body).not.toHaveProperty('max_non_breaking_changes');
    expect((await api.ask('DELETE', path, { token })).status).toBe(204);
    expect((await api.ask('DELETE', path, { token })).status).toBe(404);
    expect((await api.ask('GET', path, { token })).status).toBe(404);
    expect((await api.ask('PUT', path, { token, body: { enabled: true } })).status).toBe(404);
  });

  test('take what the budget is for when it is said again, and refuse to change it', async () => {
    const { body } = await make();
    const path = `/budgets/${body['id']}`;
    expect((await api.ask('PUT', path, { token, body: USERS })).status).toBe(200);
    const moved = await api.ask('PUT', path, { token, body: { ...USERS, endpoint: '/other' } });
    expect(moved.status).toBe(400);
    expect(moved.body['errors']).toMatchObject([{ pointer: '#/endpoint' }]);
  });
});

const FILE = `drift_budget:
  per_endpoint_budgets:
    'POST /api/users':
      max_breaking_changes: 1
`;

describe('beside a settings file', () => {
  beforeEach(() => api.store.repositories.remember(7, 1, { settings: settingsOf(FILE) }));

  test('a budget says which of its keys the file wins', async () => {
    const { body } = await make();
    expect(body).toMatchObject({
      effective: true,
      shadowed_by: { repository: 'acme/shop', file: '.github/holdfast.yml', line: 3 },
      shadowed_keys: [{ key: 'max_breaking_changes', line: 4 }],
    });
    const put = await api.ask('PUT', `/budgets/${body['id']}`, {
      token,
      body: { max_breaking_changes: 9 },
    });
    expect(put.body).toMatchObject({
      effective: false,
      shadowed_by: { file: '.github/holdfast.yml', line: 3 },
      reason: expect.stringContaining('settings file'),
    });
  });

  test('the lookup says which level gave each key', async () => {
    const { body: made } = await make();
    await make({ tag: 'users', max_potentially_breaking_changes: 2 }, '/budgets/tag');
    const query = 'endpoint=/api/users&method=post&service_name=users&tags=users&tags=other';
    const { status, body } = await api.ask('GET', `/budgets/lookup?${query}`, { token });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      workspace_id: 'acme/shop',
      repository: 'acme/shop',
      method: 'POST',
      tags: ['users', 'other'],
      switched_off_by: null,
      budget: {
        max_breaking_changes: 1,
        max_potentially_breaking_changes: 2,
        max_non_breaking_changes: 3,
      },
    });
    expect(body['keys']).toMatchObject([
      {
        key: 'max_breaking_changes',
        value: 1,
        level: 'endpoint',
        origin: 'file',
        file: '.github/holdfast.yml',
        line: 4,
        budget_id: null,
        shadowed: [
          { value: 0, origin: 'api', budget_id: made['id'] },
          { value: 0, level: 'default', origin: 'built_in' },
        ],
      },
      { key: 'max_potentially_breaking_changes', level: 'tag', name: 'users', origin: 'api' },
      { key: 'max_non_breaking_changes', level: 'endpoint', origin: 'api' },
      { key: 'time_window_days', level: 'default' },
      { key: 'severity_threshold' },
      { key: 'enabled', value: true, origin: 'api' },
    ]);
  });

  test('the lookup says that judging is switched off, and by which line', async () => {
    const settings = settingsOf('drift_budget:\n  enabled: false\n');
    await api.store.repositories.remember(7, 1, { settings });
    const { body } = await api.ask('GET', '/budgets/lookup', { token });
    expect(body['switched_off_by']).toMatchObject({ file: '.github/holdfast.yml', line: 2 });
  });

  test('the lookup asks which repository where several share the workspace', async () => {
    const shared = `workspace: acme/shop\n${FILE.replace('changes: 1', 'changes: 7')}`;
    await api.store.repositories.remember(7, 2, { settings: settingsOf(shared, 'acme/till') });
    const path = '/budgets/lookup?endpoint=/api/users&method=POST';
    const asked = await api.ask('GET', path, { token });
    expect(asked.status).toBe(400);
    expect(asked.body['detail']).toMatch(/acme\/shop, acme\/till/);
    const named = await api.ask('GET', `${path}&repository=acme/till`, { token });
    expect(named.body['budget']).toMatchObject({ max_breaking_changes: 7 });
    expect((await api.ask('GET', `${path}&repository=other/thing`, { token })).status).toBe(400);
  });

  test.each(['endpoint=/a', 'method=GET', 'endpoint=a&method=GET', 'endpoint=/a&method=FETCH'])(
    'the lookup refuses %s',
    async (query) => {
      expect((await api.ask('GET', `/budgets/lookup?${query}`, { token })).status).toBe(400);
    },
  );
});
