/** The databases that suites of the store run on: always the embedded one, and a server where PostgreSQL is installed. */
import { openStore, type Store } from '../../src/store/store.ts';
import { openEmptyStore } from './empty-store.ts';
import { dataImage, makeQueueTables } from './open-test-store.ts';
import { type PostgresServer, startPostgresServer } from './postgres-server.ts';

/** One kind of database to run a suite on. */
export interface TestDatabase {
  readonly name: string;
  /** Starts what the suite needs. */
  start(): Promise<void>;
  stop(): Promise<void>;
  /** An empty store of its own. */
  open(): Promise<Store>;
}

/** The databases to test with: always the embedded one, and a server where PostgreSQL is installed. */
export function testDatabases(): TestDatabase[] {
  const embedded = {
    name: 'embedded',
    start: async () => {
      await dataImage();
    },
    stop: async () => undefined,
    open: () => openEmptyStore(),
  };
  let server: PostgresServer | undefined;
  let original = '';
  const databases: TestDatabase[] = [embedded];
  if (startPostgresServer === null) return databases;
  const start = startPostgresServer;
  databases.push({
    name: 'server',
    start: async () => {
      server = await start();
      original = await server.createDatabase();
      const store = await openStore({ databaseUrl: original });
      await makeQueueTables(store);
      await store.close();
    },
    stop: async () => {
      await server?.stop();
    },
    open: async () => {
      if (server === undefined) throw new Error('The server has not been started.');
      return openStore({ databaseUrl: await server.createDatabase(original) });
    },
  });
  return databases;
}
