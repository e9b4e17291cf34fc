import { describe, expect, test } from '@jest/globals';
import { audit } from '../../../src/audit/audit.ts';
import { proposeFixTogether } from '../../../src/fix/propose.ts';
import { defaultSettings } from '../../../src/settings/defaults.ts';
import type { Settings } from '../../../src/settings/settings.ts';
import { openFiles } from '../../../src/tree/memory.ts';

const CONTRACT = `openapi: 3.0.3
info: { title: Shop, version: 1.0.0 }
servers:
  - url: https://shop.example/api
paths:
  # Everything about users.
  /users:
    get:
      tags: [users]
      responses:
        '200': { description: All of them. }
  /users/{userId}:
    parameters:
      - { name: userId, in: path, required: true, schema: { type: string } }
    get:
      tags: [users]
      responses:
        '200': { description: One of them. }
  /carts:
    get:
      responses:
        '200': { description: ok }
`;

const defaults = defaultSettings('acme/shop');

async function fixed(
  routes: readonly string[],
  more: Partial<Settings> = {},
  contracts: Record<string, string> = { 'openapi.yaml': CONTRACT },
) {
  const code = ["const app = require('express')();", ...routes].join('\n');
  const head = openFiles({ ...contracts, 'app.js': code }, 'head');
  const settings = { ...defaults, ...more };
  const date = '2026-11-21';
  const { areas } = await audit({
    repository: 'acme/shop',
    trigger: 'manual',
    base: openFiles({}, 'base'),
    head,
    settings: { ok: true, settings, problems: [] },
    date,
  });
  const drifts = (areas.spec?.standing ?? []).filter(({ rule }) => rule.endsWith('-operation'));
  const { fixes, refused } = await proposeFixTogether({ base: head, head, settings, date, drifts });
  return {
    files: fixes.flatMap(({ files }) => files.map(({ path }) => path)),
    text: fixes.map(({ files }) => files[0]?.after ?? '').join(''),
    gone: fixes.flatMap(({ proof }) => proof.gone.map(({ message }) => message)),
    refused: refused.map(({ reason }) => reason),
  };
}

const USERS = [
  "app.get('/api/users', h);",
  "app.get('/api/users/:userId', h);",
  "app.get('/api/carts', h);",
];

describe('an operation that no contract has', () => {
  test('is added behind its neighbours, and nothing else changes', async () => {
    const { text, gone, refused } = await fixed([
      ...USERS,
      "app.delete('/api/users/:id', h);",
      "app.post('/api/users/:id/orders', h);",
    ]);
    expect(refused).toEqual([]);
    expect(gone).toHaveLength(2);
    expect(text).toBe(
      CONTRACT.replace(
        `        '200': { description: One of them. }
`,
        `        '200': { description: One of them. }
    delete:
      tags:
        - users
      responses:
        default:
          description: Default response
  /users/{id}/orders:
    post:
      tags:
        - users
      parameters:
        - name: id
          in: path
          required: true
          schema:
            type: string
      responses:
        default:
          description: Default response
`,
      ),
    );
  });
});

describe('contracts with bases of their own', () => {
  test('the right one gets the operation, though both have its path', async () => {
    const contract = (name: string) =>
      `openapi: 3.0.3\ninfo: { title: ${name}, version: 1.0.0 }\nservers: [{ url: /api/${name} }]\npaths:\n  /all:\n    get:\n      responses:\n        '200': { description: ok }\n`;
    const { files, refused } = await fixed(
      [
        "app.get('/api/users/all', h);",
        "app.get('/api/orders/all', h);",
        "app.post('/api/orders/all', h);",
      ],
      {},
      { 'orders.yaml': contract('orders'), 'users.yaml': contract('users') },
    );
    expect(refused).toEqual([]);
    expect(files).toEqual(['orders.yaml']);
  });
});

describe('an operation that the code does not serve', () => {
  test('stays unless the settings say otherwise', async () => {
    const { text, refused } = await fixed(USERS.slice(0, 2));
    expect(text).toBe('');
    expect(refused).toEqual(['The settings do not want fixes of this kind.']);
  });

  test('goes with its path when it is the last there', async () => {
    const { text } = await fixed(USERS.slice(0, 2), {
      spec: { ...defaults.spec, remove_unimplemented: true },
    });
    expect(text).toBe(CONTRACT.slice(0, CONTRACT.indexOf('  /carts:')));
  });
});
