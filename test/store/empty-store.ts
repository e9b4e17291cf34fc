/** An embedded store in memory for each test of a file, emptied rather than opened again. */
import { afterAll } from '@jest/globals';
import type { Store } from '../../src/store/store.ts';
import { openTestStore } from './open-test-store.ts';

/** Stores that nobody uses now. */
const kept: Store[] = [];
afterAll(async () => {
  for (const store of kept.splice(0)) await store.close();
});

/** An empty store. What a test closes is kept for the next: opening one takes longer than most tests that use it. */
export async function openEmptyStore(): Promise<Store> {
  const free = kept.pop();
  if (free !== undefined) await empty(free);
  const store = free ?? (await openTestStore());
  return {
    ...store,
    close: async () => {
      kept.push(store);
    },
  };
}

/** What says how the tables are made; everything else in the store is data. */
const STRUCTURE = ['_prisma_migrations', 'queue', 'version', 'bam'];

/** Deletes all data. */
async function empty({ sql }: Store): Promise<void> {
  const tables = await sql.query(
    `select quote_ident(schemaname) || '.' || quote_ident(tablename) as name from pg_tables
     where schemaname in ('public', 'pgboss') and tablename <> all($1)`,
    [STRUCTURE],
  );
  const deletions = tables.map(({ name }) => `delete from ${String(name)};`).join(' ');
  // Without this, rows that others refer to would have to be deleted after those.
  await sql.query(
    `set session_replication_role = replica; ${deletions} set session_replication_role = default;`,
  );
}
