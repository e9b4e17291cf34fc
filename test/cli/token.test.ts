import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { openTestStore } from '../store/open-test-store.ts';
import { holdfast } from './run.ts';

let folder: string;

/** The data as a stopped server leaves it. */
const openData = () => openTestStore({ dataDir: join(folder, 'data') });
const token = (...args: string[]) =>
  holdfast(['token', ...args], { cwd: folder, env: { HOLDFAST_DATA_DIR: join(folder, 'data') } });

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'holdfast-token-'));
  const store = await openData();
  await store.installations.saveRepositories(7, [{ id: 1, owner: 'acme', name: 'shop' }]);
  await store.close();
}, 60_000);
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('holdfast token', () => {
  test('makes a token that the store knows, lists it without its secret, and revokes it', async () => {
    const made = await token('create', '--name', 'ci', '--workspace', 'acme/shop');
    expect(made).toMatchObject({ code: 0, stdout: expect.stringMatching(/^hf_\S{43}\n$/) });
    expect(made.stderr).toMatch(/for acme\/shop \(read, until .*not shown again/);
    const secret = made.stdout.trim();

    const listed = await token('list', '--format', 'json');
    expect(listed.stdout).not.toContain(secret);
    const [one]: { id: string }[] = JSON.parse(listed.stdout);
    expect(one).toMatchObject({ name: 'ci', access: 'read', account: 'acme', revoked_at: null });

    expect((await token('revoke', one?.id ?? '')).stderr).toBe('Revoked ci.\n');
    expect((await token('revoke', one?.id ?? '')).stderr).toMatch(/already/);
    expect((await token('list')).stdout).toMatch(/ci {2}acme\/shop {2}read {2}revoked/);
    const store = await openData();
    expect(await store.tokens.findBySecret(secret)).toMatchObject({
      token: { workspace: 'acme/shop', revokedAt: expect.any(Date) },
    });
    await store.close();
  }, 60_000);

  test.each([
    [['create'], /--name/],
    [['create', '--name', ' '], /1 to 100/],
    [['create', '--name', 'x', '--expires', '0'], /days from 1/],
    [['create', '--name', 'x', '--access', 'admin'], /read, write/],
    [['create', '--name', 'x', '--installation', 'other'], /acme \(7\)/],
    [['create', '--name', 'x', '--workspace', 'acme/shp'], /it has acme\/shop/],
    [['revoke', 'x'], /no token x/],
  ])('%j ends with 2 and says why', async (args, message) => {
    const { code, stdout, stderr } = await token(...args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(message);
  });

  test('says what to do while a process works on the embedded database', async () => {
    const store = await openData();
    const { code, stderr } = await token('list');
    await store.close();
    expect(code).toBe(2);
    expect(stderr).toMatch(/stop `holdfast serve`[\s\S]*DATABASE_URL/);
  });

  test('makes no data where there is none', async () => {
    const env = { HOLDFAST_DATA_DIR: join(folder, 'elsewhere') };
    const { code, stderr } = await holdfast(['token', 'list'], { cwd: folder, env });
    expect(code).toBe(2);
    expect(stderr).toMatch(/no data in .*elsewhere/);
  });
});
