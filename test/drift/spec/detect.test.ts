import { describe, expect, test } from '@jest/globals';
import { audit } from '../../../src/audit/audit.ts';
import { listOperations } from '../../../src/drift/contract/list-operations.ts';
import { detectSpecDrift } from '../../../src/drift/spec/detect.ts';
import { defaultSettings } from '../../../src/settings/defaults.ts';
import { parseSettings } from '../../../src/settings/load.ts';
import type { Settings } from '../../../src/settings/settings.ts';
import { openFiles } from '../../../src/tree/memory.ts';

/** A contract with operations like `GET /users/{id}`. */
function contract(operations: readonly string[], more: object = {}): string {
  const paths: Record<string, Record<string, object>> = {};
  for (const operation of operations) {
    const [method = '', path = ''] = operation.split(' ');
    const item = paths[path] ?? {};
    item[method.toLowerCase()] = { responses: { 200: { description: 'ok' } } };
    paths[path] = item;
  }
  return JSON.stringify({ openapi: '3.1.0', info: { title: 'x', version: '1' }, ...more, paths });
}

/** An application with routes like `GET /users/:id`. */
function app(routes: readonly string[]): string {
  const lines = routes.map((route) => {
    const [method = '', path = ''] = route.split(' ');
    return `app.${method.toLowerCase()}('${path}', handler);`;
  });
  return ["const app = require('express')();", ...lines].join('\n');
}

async function found(files: Record<string, string>, settings: Partial<Settings> = {}) {
  const tree = openFiles(files, 'head');
  const all = { ...defaultSettings('acme/shop'), ...settings };
  const state = await detectSpecDrift({
    tree,
    settings: all,
    promised: async () => (await listOperations(tree, all)).operations,
  });
  return {
    drifts: state.drifts.map(({ rule, message }) => `${rule}: ${message}`),
    aligned: `${state.aligned}/${state.total}`,
    state,
  };
}

const spec = defaultSettings('acme/shop').spec;

describe('code against contracts', () => {
  test('what is on one side only is told, where it stands', async () => {
    const { drifts, aligned, state } = await found({
      'api.json': contract(['GET /users', 'GET /users/{id}', 'DELETE /users/{id}']),
      'app.js': app(['get /users', 'get /users/:userId', 'post /users', 'get /health']),
    });
    expect(drifts).toEqual([
      'unimplemented-operation: DELETE /users/{id} is in api.json, but the code does not serve it.',
      'undocumented-operation: The code serves POST /users, but no contract has it.',
      'path-parameter-mismatch: The path parameter {id} of /users/{id} is called {userId} in the code.',
    ]);
    expect(state.drifts.map(({ head }) => `${head?.file}:${head?.line}`)).toEqual([
      'api.json:1',
      'app.js:4',
      'app.js:3',
    ]);
    expect(aligned).toBe('2/4');
  });

  test('another method of the same path is one drift, not two', async () => {
    const { drifts } = await found({
      'api.json': contract(['GET /users', 'PUT /users']),
      'app.js': app(['get /users', 'patch /users']),
    });
    expect(drifts).toEqual([
      'method-mismatch: api.json has PUT /users, but the code serves this path by PATCH.',
    ]);
  });

  test('each contract has a prefix of its own', async () => {
    const { drifts, aligned, state } = await found({
      'orders.json': contract(['GET /', 'GET /{id}'], { servers: [{ url: '/api/orders' }] }),
      'users.json': contract(['GET /', 'GET /me'], { servers: [{ url: '/api/users' }] }),
      'app.js': app([
        'get /api/orders',
        'get /api/orders/:id',
        'post /api/orders',
        'get /api/users',
        'get /api/users/me',
      ]),
    });
    expect(drifts).toEqual([
      'undocumented-operation: The code serves POST /api/orders, but no contract has it.',
    ]);
    expect(state.drifts.map(({ subject }) => subject)).toMatchObject([{ path: '/' }]);
    expect(aligned).toBe('4/5');
    expect(state.notes).toEqual([
      'Paths begin with this in the code, and not in the contract: /api/orders (orders.json), /api/users (users.json) (`spec.base_path` sets it).',
    ]);
  });

  test('what is served a second time below another base needs no contract of its own', async () => {
    const paths = ['/info', '/volumes', '/volumes/:name', '/networks'];
    const files = (more: readonly string[]) => ({
      'api.json': contract(['GET /info', 'GET /volumes', 'GET /volumes/{name}', 'GET /networks']),
      'app.js': app([
        ...paths.flatMap((path) => [`get ${path}`, `get /v:version${path}`]),
        ...more,
      ]),
    });
    const own = await found(files([]));
    expect(own.drifts).toEqual([]);
    expect(own.aligned).toBe('4/4');
    const more = await found(files(['get /v:version/plugins', 'get /other/info']));
    expect(more.drifts.map((drift) => drift.slice(0, 60))).toEqual([
      'undocumented-operation: The code serves GET /other/info, but',
      'undocumented-operation: The code serves GET /v{version}/plug',
    ]);
  });

  test.each([
    ['the path of a server', { servers: [{ url: 'https://x.example/api/v1' }] }, '/api/v1'],
    ['what the code has more', {}, '/internal-name/v2'],
  ])('a prefix is worked out: %s', async (_, more, prefix) => {
    const { drifts, aligned } = await found({
      'api.json': contract(['GET /users', 'GET /orders'], more),
      'app.js': app([`get ${prefix}/users`, `get ${prefix}/orders`]),
    });
    expect(drifts).toEqual([]);
    expect(aligned).toBe('2/2');
  });

  test('a prefix that the code has not, as behind a gateway', async () => {
    const { drifts } = await found({
      'api.json': contract(['GET /shop/users', 'GET /shop/orders']),
      'app.js': app(['get /users', 'get /orders', 'get /carts']),
    });
    expect(drifts).toEqual([
      'undocumented-operation: The code serves GET /carts, but no contract has it.',
    ]);
  });

  test('a prefix that the settings give', async () => {
    const files = {
      'api.json': contract(['GET /users']),
      'app.js': app(['get /users', 'get /v2/users']),
    };
    expect((await found(files)).aligned).toBe('1/2');
    const { drifts } = await found(files, { spec: { ...spec, base_path: '/v2' } });
    expect(drifts).toEqual([
      'undocumented-operation: The code serves GET /users, but no contract has it.',
    ]);
  });

  test('a route that is known in part may serve what begins as it does', async () => {
    const { drifts, state } = await found({
      'api.json': contract(['GET /v1', 'GET /v1/users/{id}', 'GET /v2/users']),
      'app.js':
        "const app = require('express')();\nlet path = '/v1';\nif (name) path = '/v1/' + name;\napp.get(path, h);",
    });
    expect(drifts).toEqual([
      'unimplemented-operation: GET /v2/users is in api.json, but the code does not serve it.',
    ]);
    expect(state.problems.map(({ line }) => line)).toEqual([4]);
  });

  test('a query behind a path of a contract tells variants apart', async () => {
    const { drifts } = await found({
      'api.json': contract(['GET /users', 'GET /users?recursion=1']),
      'app.js': app(['get /users', 'all /about']),
    });
    expect(drifts).toEqual([
      'undocumented-operation: The code serves GET /about, but no contract has it.',
    ]);
  });

  test('what takes all that is left is no operation', async () => {
    const { drifts } = await found({
      'api.json': contract(['GET /api/users']),
      'app.js': app(['get /api/users', 'all /api/*']),
    });
    expect(drifts).toEqual([]);
  });

  test('paths that the settings exclude, and routes that are not known whole, are not held against anybody', async () => {
    const files = {
      'api.json': contract(['GET /users', 'GET /reports/daily']),
      'app.js': `${app(['get /users', 'get /secret/a'])}\napp.get('/reports/' + kind, h);`,
    };
    const { drifts, state } = await found(files, { spec: { ...spec, exclude: ['/secret/**'] } });
    expect(drifts).toEqual([]);
    expect(state.problems.map(({ line }) => line)).toEqual([4]);
  });

  test('a contract of which the code serves nothing is somebody else’s', async () => {
    const { drifts } = await found({
      'api.json': contract(['GET /users']),
      'vendor-api.json': contract(['GET /v3/payments', 'POST /v3/refunds']),
      'app.js': app(['get /users']),
    });
    expect(drifts).toEqual([]);
  });

  test('services are held against their own code', async () => {
    const settings = parseSettings(
      [
        {
          file: '.github/holdfast.yml',
          text: `services:
  users: { contracts: [users/api.json], sources: ['users/**'] }
  orders: { contracts: [orders/api.json], sources: ['orders/**'] }
`,
        },
      ],
      { repository: 'acme/shop' },
    );
    if (!settings.ok) throw new Error('settings');
    const { state } = await found(
      {
        'users/api.json': contract(['GET /list', 'GET /one']),
        'users/app.js': app(['get /list', 'get /one']),
        'orders/api.json': contract(['GET /list']),
        'orders/app.js': app(['get /list', 'get /one']),
      },
      settings.settings,
    );
    expect(state.drifts.map(({ rule, subject }) => `${rule} ${subject.service}`)).toEqual([
      'undocumented-operation orders',
    ]);
  });
});

test('a pull request answers for what it introduces; an audit of a branch shows all', async () => {
  const api = contract(['GET /users', 'GET /gone']);
  const input = {
    repository: 'acme/shop',
    base: openFiles({ 'api.json': api, 'app.js': app(['get /users']) }, 'base'),
    head: openFiles({ 'api.json': api, 'app.js': app(['get /users', 'get /new']) }, 'head'),
    settings: { ok: true, settings: defaultSettings('acme/shop'), problems: [] },
    date: '2026-11-21',
  } as const;
  const onPull = (await audit({ ...input, trigger: 'pull_request' })).areas.spec;
  expect(onPull?.changes.map(({ subject }) => subject)).toMatchObject([{ path: '/new' }]);
  expect(onPull?.standing).toEqual([]);
  const onPush = (await audit({ ...input, trigger: 'push' })).areas.spec;
  expect(onPush?.changes).toEqual(onPull?.changes);
  expect(onPush?.standing.map(({ rule }) => rule)).toEqual([
    'unimplemented-operation',
    'undocumented-operation',
  ]);
  expect(onPush?.alignment).toEqual({ aligned: 1, total: 3 });
});

test('code that is too much to be fetched is not read, and that is said', async () => {
  const files: Record<string, string> = {
    'api.json': contract(['GET /users']),
    'app.js': app(['get /users', 'get /new']),
    '.env.example': 'NEVER_READ=1\n',
  };
  for (let index = 0; index < 4_001; index += 1) files[`src/f${index}.js`] = '';
  const local = openFiles(files, 'head');
  const remote = { ...local, prefetch: async () => undefined };
  const report = (head: typeof local) =>
    audit({
      repository: 'acme/shop',
      base: openFiles({ 'api.json': contract(['GET /users']) }, 'base'),
      head,
      settings: { ok: true, settings: defaultSettings('acme/shop'), problems: [] },
      date: '2026-11-21',
      trigger: 'push',
    });
  const { areas, outcome } = await report(remote);
  expect(areas.spec).toMatchObject({ changes: [], standing: [], alignment: { total: 0 } });
  expect(areas.spec?.problems).toMatchObject([{ code: 'limit-reached' }]);
  expect(areas.config).toMatchObject({ changes: [], standing: [] });
  expect(outcome).toBe('within');
  expect((await report(local)).areas.spec?.changes).toHaveLength(1);
}, 60_000);

test('what could not be read before is not told again on each pull request', async () => {
  const unknown = `app.get(known() + '/x', h);`;
  const files = (...more: readonly string[]) => ({
    'api.json': contract(['GET /users']),
    'app.js': [app(['get /users']), unknown, ...more].join('\n'),
  });
  const problemsOf = async (trigger: 'pull_request' | 'push', ...more: readonly string[]) => {
    const { areas } = await audit({
      repository: 'acme/shop',
      base: openFiles(files(), 'base'),
      head: openFiles(files('// later', ...more), 'head'),
      settings: { ok: true, settings: defaultSettings('acme/shop'), problems: [] },
      date: '2026-11-21',
      trigger,
    });
    return areas.spec?.problems.map(({ line }) => line);
  };
  expect(await problemsOf('pull_request')).toEqual([]);
  expect(await problemsOf('pull_request', `app.get('/a/' + other(), h);`)).toEqual([5]);
  expect(await problemsOf('push')).toEqual([3]);
});
