/** What people accept in comments, on each kind of database. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Store } from '../../src/store/store.ts';
import { testDatabases } from './test-databases.ts';

const FINGERPRINT = 'f'.repeat(32);
const given = {
  installationId: 7,
  repositoryId: 1,
  fingerprint: FINGERPRINT,
  reason: 'The last caller moves in March.',
  expires: '2026-03-31',
  createdBy: 'github:dana',
} as const;

describe.each(testDatabases())('waivers in the $name store', (database) => {
  let store: Store;
  beforeAll(() => database.start(), 60_000);
  afterAll(() => database.stop());
  beforeEach(async () => {
    store = await database.open();
    await store.installations.saveRepositories(7, [
      { id: 1, owner: 'acme', name: 'shop' },
      { id: 2, owner: 'acme', name: 'till' },
    ]);
    await store.installations.saveRepositories(8, [{ id: 1, owner: 'acme', name: 'shop' }]);
  });
  afterEach(() => store.close());

  test('are given as audits take them, to the day', async () => {
    await store.waivers.give(given);
    expect(await store.waivers.list(7, 1, '2026-03-31')).toEqual([
      {
        fingerprint: FINGERPRINT,
        reason: 'The last caller moves in March.',
        expires: '2026-03-31',
        by: 'dana',
        location: null,
      },
    ]);
  });

  test('are renewed, not doubled', async () => {
    await store.waivers.give(given);
    await store.waivers.give({ ...given, expires: '2026-06-30', createdBy: 'token:ci' });
    expect(await store.waivers.list(7, 1, '2026-01-01')).toMatchObject([
      { expires: '2026-06-30', by: 'token:ci' },
    ]);
  });

  test('are not seen by others, and forgotten a month after their last day', async () => {
    await store.waivers.give(given);
    expect(await store.waivers.list(7, 2, '2026-01-01')).toEqual([]);
    expect(await store.waivers.list(8, 1, '2026-01-01')).toEqual([]);
    expect(await store.waivers.list(7, 1, '2026-04-30')).toHaveLength(1);
    expect(await store.waivers.list(7, 1, '2026-05-01')).toEqual([]);
  });

  test('keep what a database refuses out', async () => {
    await store.waivers.give({ ...given, reason: 'a\u0000b' });
    expect(await store.waivers.list(7, 1, '2026-01-01')).toHaveLength(1);
  });

  test('that have ended are listed with their last day, for the changes asked for', async () => {
    await store.waivers.give(given);
    const { fingerprint, expires } = given;
    const later = '2027-01-01';
    expect(await store.waivers.listEnded(7, 1, [fingerprint, 'other'], later)).toEqual(
      new Map([[fingerprint, expires]]),
    );
    expect(await store.waivers.listEnded(7, 1, [fingerprint], expires)).toEqual(new Map());
    expect(await store.waivers.listEnded(7, 1, ['other'], later)).toEqual(new Map());
    expect(await store.waivers.listEnded(8, 1, [fingerprint], later)).toEqual(new Map());
  });
});
