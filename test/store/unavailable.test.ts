import { afterAll, describe, expect, test } from '@jest/globals';
import { openStore, StoreUnavailable } from '../../src/store/store.ts';
import { openTestStore } from './open-test-store.ts';
import { startPostgresServer } from './postgres-server.ts';

const delivery = {
  guid: 'guid',
  event: 'push',
  action: null,
  installationId: null,
  payload: '{}',
};

describe('a database that is away', () => {
  test('cannot be opened, and says so', async () => {
    const opening = openStore({ databaseUrl: 'postgres://nobody@127.0.0.1:1/nothing' });
    await expect(opening).rejects.toThrow(StoreUnavailable);
    await expect(opening).rejects.toThrow(/DATABASE_URL/);
  });

  test('is what a closed embedded store is', async () => {
    const store = await openTestStore();
    await store.close();
    expect(await store.healthy()).toBe(false);
    await expect(store.deliveries.record([delivery])).rejects.toThrow(StoreUnavailable);
    await expect(store.transaction(async () => undefined)).rejects.toThrow(StoreUnavailable);
  }, 30_000);
});

const onServer = startPostgresServer === null ? describe.skip : describe;
onServer('a server that goes away', () => {
  const starting = startPostgresServer?.();
  afterAll(async () => (await starting)?.stop());

  test('is told apart from a mistake, and used again when it is back', async () => {
    const server = await starting;
    if (server === undefined) throw new Error('No server.');
    const store = await openStore({ databaseUrl: await server.createDatabase() });
    const inside = store.transaction(async (transaction) => {
      await transaction.deliveries.record([delivery]);
      await server.kill();
      await transaction.deliveries.record([{ ...delivery, guid: 'other' }]);
    });
    await expect(inside).rejects.toThrow(StoreUnavailable);
    await expect(store.deliveries.record([delivery])).rejects.toThrow(StoreUnavailable);
    await expect(store.transaction(async () => undefined)).rejects.toThrow(StoreUnavailable);
    await expect(store.sql.query('select 1')).rejects.toThrow(StoreUnavailable);
    expect(await store.healthy()).toBe(false);

    await server.restart();
    expect(await store.deliveries.find(delivery.guid)).toBeNull();
    expect(await store.deliveries.record([delivery])).toEqual(new Set([delivery.guid]));
    expect(await store.healthy()).toBe(true);
    await expect(store.sql.query('select 1/0')).rejects.not.toThrow(StoreUnavailable);
    await store.close();
  }, 60_000);
});
