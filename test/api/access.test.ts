/** Who gets in, and to what: tokens of our own, people with GitHub's, and nobody else. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { BELIEVED_MS } from '../../src/api/github-access.ts';
import { OPERATIONS } from '../../src/api/operations.ts';
import { PlaygroundClient } from '../../src/playground/client.ts';
import type { Permissions } from '../../src/playground/model/records.ts';
import { type Playground, startPlayground } from '../../src/playground/playground.ts';
import { checkExchanges } from '../playground/github-contract.ts';
import { BASE, day, fill, openIncident, startApi } from './server.ts';

let api: Awaited<ReturnType<typeof startApi>>;
let now = day(20);

beforeAll(async () => {
  api = await startApi({ now: () => now, limits: { failuresPerMinute: 1_000 } });
}, 60_000);
afterAll(() => api.store.close());
beforeEach(async () => {
  now = day(20);
  await fill(api.store);
});

const SOME_ID = '72d3162e-cc78-41e3-81ab-4c9367dc0958';
const endpoints = OPERATIONS.map(
  ({ method, path, access }) =>
    [method.toUpperCase(), path.replace('{id}', SOME_ID), access] as const,
);

describe('without credentials', () => {
  test.each(endpoints)('%s %s is refused', async (method, path) => {
    const refused = await api.ask(method, path, method === 'GET' ? {} : { raw: '{}' });
    expect(refused.status).toBe(401);
    expect(refused.headers.get('www-authenticate')).toBe('Bearer realm="Holdfast"');
    expect(refused.headers.get('content-type')).toBe('application/problem+json');
  });

  test.each(['Basic Zm9vOmJhcg==', 'Bearer', 'Bearer a b', 'hf_x', `Bearer ${'x'.repeat(600)}`])(
    'with the header %s neither',
    async (authorization) => {
      const refused = await api.ask('GET', '/budgets', { headers: { authorization } });
      expect(refused.status).toBe(401);
    },
  );
});

describe('a token', () => {
  const status = async (token: string) => (await api.ask('GET', '/budgets', { token })).status;

  test('counts until it expires or is revoked, and while its installation is active', async () => {
    const token = await api.token({ expiresAt: day(21) });
    expect(await status(token)).toBe(200);
    expect(await status(`${token.slice(0, -1)}${token.endsWith('A') ? 'B' : 'A'}`)).toBe(401);
    now = day(21);
    expect(await status(token)).toBe(401);
    now = day(20);
    await api.store.installations.save({ id: 7, account: 'acme', state: 'suspended' });
    expect(await status(token)).toBe(401);
    await api.store.installations.save({ id: 7, account: 'acme', state: 'active' });
    const [{ id } = { id: '' }] = await api.store.tokens.list(7);
    await api.store.tokens.revoke(7, id, now);
    const refused = await api.ask('GET', '/budgets', { token });
    expect(refused.status).toBe(401);
    expect(refused.headers.get('www-authenticate')).toContain('error="invalid_token"');
  });

  test('is noted as used, not more often than every minute', async () => {
    const token = await api.token();
    const used = async () => (await api.store.tokens.list(7))[0]?.lastUsedAt;
    await status(token);
    expect(await used()).toEqual(day(20));
    now = new Date(day(20).getTime() + 30_000);
    await status(token);
    expect(await used()).toEqual(day(20));
    now = new Date(day(20).getTime() + 61_000);
    await status(token);
    expect(await used()).toEqual(now);
  });

  test.each(endpoints.filter(([, , access]) => access === 'write'))(
    'that may only read cannot %s %s',
    async (method, path) => {
      const token = await api.token({ access: 'read' });
      const refused = await api.ask(method, path, { token, raw: '{}' });
      expect(refused.status).toBe(403);
      expect(refused.headers.get('www-authenticate')).toContain('insufficient_scope');
    },
  );

  test('for one workspace sees and changes nothing of another', async () => {
    const wide = await api.token();
    const till = await api.token({ workspace: 'acme/till' });
    const shop = await openIncident(api.store);
    const body = { endpoint: '/a', method: 'GET', enabled: true, workspace_id: 'acme/shop' };
    const made = await api.ask('POST', '/budgets', { token: wide, body });
    for (const path of [`/incidents/${shop.id}`, `/budgets/${made.body['id']}`]) {
      expect((await api.ask('GET', path, { token: till })).status).toBe(404);
    }
    for (const path of ['/incidents', '/budgets']) {
      expect((await api.ask('GET', path, { token: till })).body).toMatchObject({ total: 0 });
    }
    expect((await api.ask('POST', '/budgets', { token: till, body })).status).toBe(400);
    const audit = { repository: 'acme/shop' };
    expect((await api.ask('POST', '/audits', { token: till, body: audit })).status).toBe(400);
    const path = `/budgets/lookup?workspace_id=acme/shop`;
    expect((await api.ask('GET', path, { token: till })).status).toBe(400);
  });
});

describe('a person with a GitHub token', () => {
  let github: Playground;
  let people: PlaygroundClient;
  let own: Awaited<ReturnType<typeof startApi>>;
  let shop: string;
  let till: string;

  beforeAll(async () => {
    github = await startPlayground();
    people = new PlaygroundClient(github.url);
    for (const [name, collaborators] of [
      ['shop', { dana: 'write', rita: 'read' }],
      ['till', { dana: 'read' }],
      ['unseen', { dana: 'write' }],
    ] as const) {
      const isPrivate = name === 'till';
      await people.createRepository({
        owner: 'acme',
        name,
        files: { a: 'a' },
        collaborators,
        private: isPrivate,
      });
    }
    own = await startApi({
      store: api.store,
      now: () => now,
      github: { webUrl: github.url, apiUrl: github.url },
    });
  }, 60_000);
  afterAll(() => github.close());

  beforeEach(async () => {
    const ids = new Map(
      [...github.site.state.repositories.values()].map(({ name, id }) => [name, id]),
    );
    const repository = (name: string) => ({ id: ids.get(name) ?? 0, owner: 'acme', name });
    await api.store.sql.query('truncate installations, repositories cascade');
    await api.store.installations.saveRepositories(9, [repository('shop'), repository('till')]);
    await api.store.installations.saveRepositories(8, [{ id: 3, owner: 'other', name: 'thing' }]);
    const at = (name: string, workspace: string) =>
      openIncident(api.store, { installationId: 9, repositoryId: ids.get(name) ?? 0, workspace });
    shop = (await at('shop', 'acme/shop')).id;
    till = (await at('till', 'acme/till')).id;
    await openIncident(api.store, { installationId: 8, repositoryId: 3, workspace: 'other/thing' });
    now = new Date(now.getTime() + 2 * BELIEVED_MS);
  });

  const as = async (login: string) => (await people.createUserToken(login)).toString();
  const close = (id: string, token: string) =>
    own.ask('PATCH', `/incidents/${id}`, { token, body: { status: 'closed' } });

  test('sees the repositories that GitHub lists for them, and no others', async () => {
    const seen = async (login: string) => {
      const { body } = await own.ask('GET', '/incidents', { token: await as(login) });
      return [body['total'], JSON.stringify(body).includes('acme/till')];
    };
    expect(await seen('dana')).toEqual([2, true]);
    expect(await seen('rita')).toEqual([1, false]);
    expect(await seen('eve')).toEqual([0, false]);
    const rita = await as('rita');
    expect((await own.ask('GET', `/incidents/${shop}`, { token: rita })).status).toBe(200);
    expect((await own.ask('GET', `/incidents/${till}`, { token: rita })).status).toBe(404);
    expect(checkExchanges(github.exchanges)).toEqual([]);
  });

  test('changes what they may push to, in their own name', async () => {
    const dana = await as('dana');
    const changed = await close(shop, dana);
    expect(changed.status).toBe(200);
    expect(changed.body['history']).toMatchObject([{}, { actor: 'github:dana' }]);
    expect((await close(till, dana)).status).toBe(403);
    expect((await close(shop, await as('rita'))).status).toBe(403);
    expect((await close(shop, await as('eve'))).status).toBe(403);
    const audit = (repository: string) =>
      own.ask('POST', '/audits', { token: dana, body: { repository } });
    expect((await audit('acme/shop')).body).toMatchObject({ requested_by: 'github:dana' });
    expect((await audit('acme/till')).status).toBe(403);
    expect((await audit('acme/unseen')).status).toBe(400);
  });

  test('sets budgets where they may push to every repository of the workspace', async () => {
    const dana = await as('dana');
    const body = { endpoint: '/a', method: 'GET', enabled: true };
    const set = (workspace_id: string) =>
      own.ask('POST', '/budgets', { token: dana, body: { ...body, workspace_id } });
    const made = await set('acme/shop');
    expect(made.status).toBe(201);
    expect((await set('acme/till')).status).toBe(403);
    expect((await set('other/thing')).status).toBe(400);
    const rita = await as('rita');
    const path = `/budgets/${made.body['id']}`;
    expect((await own.ask('GET', path, { token: rita })).status).toBe(200);
    expect((await own.ask('DELETE', path, { token: rita })).status).toBe(403);
    expect((await own.ask('GET', path, { token: await as('eve') })).status).toBe(404);
    await api.store.sql.query(
      `update repositories set workspace = 'acme/shop' where name = 'till'`,
    );
    expect((await own.ask('DELETE', path, { token: dana })).status).toBe(403);
  });

  test('is asked for at GitHub once a minute, and no longer believed afterwards', async () => {
    const dana = await as('dana');
    const asked = () => github.exchanges.filter(({ path }) => path.startsWith('/user')).length;
    const before = asked();
    await Promise.all([1, 2, 3].map(() => own.ask('GET', '/incidents', { token: dana })));
    await own.ask('GET', '/budgets', { token: dana });
    expect(asked() - before).toBe(2);
    now = new Date(now.getTime() + BELIEVED_MS + 1);
    await own.ask('GET', '/incidents', { token: dana });
    expect(asked() - before).toBe(4);
  });

  test('of a workflow sees the repositories whose files it may read, and changes nothing', async () => {
    const { state } = github.site;
    const tokenFor = (wanted: string, permissions: Permissions) => {
      const repository = [...state.repositories.values()].find(({ name }) => name === wanted);
      const installation = repository && state.installationOf(repository);
      if (repository === undefined || installation === undefined) throw new Error('No repository.');
      const only = new Set([repository.id]);
      return state.createInstallationToken(installation, permissions, only, 60_000).token;
    };
    const token = tokenFor('till', { metadata: 'read', contents: 'read' });
    const { body } = await own.ask('GET', '/incidents', { token });
    expect(body).toMatchObject({ total: 1, items: [{ repository: 'acme/till' }] });
    expect((await own.ask('GET', `/incidents/${shop}`, { token })).status).toBe(404);
    expect((await close(till, token)).status).toBe(403);
    const blind = tokenFor('till', { metadata: 'read', checks: 'write' });
    expect((await own.ask('GET', '/incidents', { token: blind })).body['total']).toBe(0);
    expect(checkExchanges(github.exchanges)).toEqual([]);
  });

  test('is refused when GitHub does not know the token', async () => {
    const refused = await own.ask('GET', '/incidents', { token: 'ghp_nobody' });
    expect(refused.status).toBe(401);
    expect(refused.body['detail']).toMatch(/GitHub does not accept/);
  });

  test('has to wait while GitHub cannot be asked, and then gets in', async () => {
    const dana = await as('dana');
    const fault = github.faults.add({ path: '/user', effect: { kind: 'status', status: 502 } });
    const refused = await own.ask('GET', '/incidents', { token: dana });
    expect(refused.status).toBe(503);
    expect(refused.headers.get('retry-after')).toBe('30');
    fault.release();
    github.faults.clear();
    expect((await own.ask('GET', '/incidents', { token: dana })).status).toBe(200);
  });
});

describe('limits', () => {
  test('of a caller are said in every answer, and end in 429', async () => {
    const strict = await startApi({ store: api.store, limits: { requestsPerMinute: 2 } });
    const token = await api.token();
    const ask = () => strict.ask('GET', '/budgets', { token });
    const first = await ask();
    expect(first.headers.get('ratelimit-policy')).toBe('"default";q=2;w=60');
    expect(first.headers.get('ratelimit')).toMatch(/^"default";r=1;t=\d+$/);
    await ask();
    const refused = await ask();
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(refused.headers.get('ratelimit')).toMatch(/r=0/);
    const other = await api.token();
    expect((await strict.ask('GET', '/budgets', { token: other })).status).toBe(200);
  });

  test('of failures keep an address from having GitHub asked, but not from using a good token', async () => {
    const github = await startPlayground();
    const strict = await startApi({
      store: api.store,
      github: { webUrl: github.url, apiUrl: github.url },
      limits: { failuresPerMinute: 2 },
    });
    const status = async (token: string) => (await strict.ask('GET', '/budgets', { token })).status;
    expect(await status('ghp_1')).toBe(401);
    expect(await status('ghp_2')).toBe(401);
    const before = github.exchanges.length;
    expect(await status('ghp_3')).toBe(429);
    expect(github.exchanges.length).toBe(before);
    expect(await status(await api.token())).toBe(200);
    await github.close();
  });
});

describe('what is no request of the API', () => {
  test.each([
    ['GET', '/api/v1/drift/nothing', 404],
    ['GET', '/api/v1', 404],
    ['GET', '/api/v1/', 404],
    ['PATCH', `${BASE}/budgets`, 405],
    ['DELETE', `${BASE}/incidents/${SOME_ID}`, 405],
    ['POST', '/api/v1/openapi.json', 405],
  ])('%s %s is answered with a problem', async (method, path, status) => {
    const refused = await api.ask(method, path);
    expect(refused.status).toBe(status);
    if (status === 405) expect(refused.headers.get('allow')).toMatch(/GET, HEAD/);
  });

  test('a body that is no JSON, too large or of another type is refused', async () => {
    const token = await api.token({ workspace: 'acme/shop' });
    const post = (raw: string, headers = {}) =>
      api.ask('POST', '/budgets', { token, raw, headers });
    expect((await post('{"a":')).status).toBe(400);
    expect((await post('')).status).toBe(400);
    expect((await post('"text"')).status).toBe(400);
    expect((await post('{"__proto__":{"enabled":true}}')).status).toBe(400);
    expect(
      (await post('a=1', { 'content-type': 'application/x-www-form-urlencoded' })).status,
    ).toBe(415);
    expect((await post(JSON.stringify({ endpoint: 'x'.repeat(70_000) }))).status).toBe(413);
  });
});

test('the database away is answered with 503', async () => {
  const away = await startApi();
  await fill(away.store);
  const token = await away.token();
  await away.store.close();
  const answer = await away.ask('GET', '/incidents', { token });
  expect(answer.status).toBe(503);
  expect(answer.headers.get('retry-after')).toBe('5');
});
