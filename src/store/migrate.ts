/** Brings a database to the schema in prisma/migrations, at every start. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { types } from 'node:util';
import { PrismaPg } from '@prisma/adapter-pg';
import {
  DriverAdapterError,
  type SqlMigrationAwareDriverAdapterFactory,
} from '@prisma/driver-adapter-utils';
import type { MigrationList } from '@prisma/schema-engine-wasm';
import pg from 'pg';
import { openSchemaEngine } from './schema-engine.ts';
import { MigrationFailed, storeError } from './store-error.ts';

/** Any number, the same in every process: whoever holds this advisory lock migrates. */
const MIGRATION_LOCK = 5_110_412_025;

/** pg-boss keeps its own tables up to date, in a schema of its own. */
const NOT_OURS = { externalTables: [], externalEnums: [] };

/**
 * Applies what is missing, in order, and returns the names of what was applied. For one process at
 * a time: see `migrateServer`.
 *
 * @throws MigrationFailed when a migration fails; it is tried again at the next start.
 */
export async function migrate(pool: pg.Pool, migrationsFolder: string): Promise<string[]> {
  const migrationsList = await readMigrations(migrationsFolder);
  if (await isUpToDate(pool, migrationsList)) return [];
  const engine = await openSchemaEngine(migrationAdapter(pool), undefined);
  try {
    // A script runs whole or not at all, so one that failed or was cut off by a crash left nothing.
    const { failedMigrationNames } = await engine.diagnoseMigrationHistory({
      migrationsList,
      optInToShadowDatabase: false,
      filters: NOT_OURS,
    });
    for (const migrationName of failedMigrationNames) {
      await engine.markMigrationRolledBack({ migrationName });
    }
    const applied = await engine.applyMigrations({ migrationsList, filters: NOT_OURS });
    return applied.appliedMigrationNames;
  } catch (error) {
    throw migrationError(error);
  } finally {
    engine.free();
  }
}

/** `migrate` for a server, where several processes may start at once: the others wait for the first. */
export async function migrateServer(
  pool: pg.Pool,
  databaseUrl: string,
  migrationsFolder: string,
): Promise<string[]> {
  // The lock belongs to a connection, and the pool drops a connection whose query failed.
  const keeper = new pg.Client({
    connectionString: databaseUrl,
    application_name: 'holdfast migrations',
    connectionTimeoutMillis: 5_000,
  });
  let lost: Error | undefined;
  keeper.on('error', (error) => {
    lost = error;
  });
  await keeper.connect();
  try {
    await keeper.query('select pg_advisory_lock($1)', [MIGRATION_LOCK]);
    const applied = await migrate(pool, migrationsFolder);
    if (lost !== undefined) throw lost;
    return applied;
  } finally {
    await keeper.end();
  }
}

/** Whether all migrations are applied: the usual case, for which the engine need not be loaded. */
async function isUpToDate(pool: pg.Pool, migrations: MigrationList): Promise<boolean> {
  const { rows: tables } = await pool.query(
    "select to_regclass('_prisma_migrations') is not null as made",
  );
  if (tables[0]?.made !== true) return false;
  const { rows } = await pool.query(
    'select migration_name from _prisma_migrations where finished_at is not null and rolled_back_at is null',
  );
  const applied = new Set(rows.map((row) => row.migration_name));
  return migrations.migrationDirectories.every(({ path }) => applied.has(path));
}

/** The migrations of the folder, ordered by name, in the form the engine takes. */
export async function readMigrations(folder: string): Promise<MigrationList> {
  const lockfile = 'migration_lock.toml';
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  return {
    baseDir: folder,
    lockfile: { path: lockfile, content: await readFile(join(folder, lockfile), 'utf8') },
    shadowDbInitScript: '',
    migrationDirectories: await Promise.all(
      names.sort().map(async (name) => ({
        path: name,
        migrationFile: {
          path: 'migration.sql',
          content: {
            tag: 'ok' as const,
            value: await readFile(join(folder, name, 'migration.sql'), 'utf8'),
          },
        },
      })),
    ),
  };
}

/**
 * Prisma's adapter for `pg`, but for scripts: it cuts them at every semicolon, also inside function
 * bodies and texts. The server takes a whole script in one message, and as one transaction.
 */
export function migrationAdapter(pool: pg.Pool): SqlMigrationAwareDriverAdapterFactory {
  const factory = new PrismaPg(pool);
  return {
    provider: factory.provider,
    adapterName: factory.adapterName,
    connect: async () => {
      const adapter = await factory.connect();
      return {
        provider: adapter.provider,
        adapterName: adapter.adapterName,
        queryRaw: (query) => adapter.queryRaw(query),
        executeRaw: (query) => adapter.executeRaw(query),
        startTransaction: (level) => adapter.startTransaction(level),
        getConnectionInfo: () => adapter.getConnectionInfo(),
        dispose: () => adapter.dispose(),
        executeScript: (script) => executeScript(pool, script),
      };
    },
    connectToShadowDb: async () => {
      throw new Error('Applying migrations needs no shadow database.');
    },
  };
}

async function executeScript(pool: pg.Pool, script: string): Promise<void> {
  try {
    await pool.query(script);
  } catch (error) {
    if (!hasSqlState(error)) throw error;
    throw new DriverAdapterError({
      kind: 'postgres',
      code: error.code ?? 'XX000',
      severity: error.severity ?? 'ERROR',
      message: error.message,
      detail: error.detail,
      column: error.column,
      hint: error.hint,
    });
  }
}

/** The embedded database's errors have the fields of `pg`'s, but not its class. */
function hasSqlState(error: unknown): error is pg.DatabaseError {
  return types.isNativeError(error) && 'code' in error && 'severity' in error;
}

function migrationError(error: unknown): unknown {
  const known = storeError(error);
  if (known !== error || !types.isNativeError(error)) return known;
  return new MigrationFailed(
    `The database could not be brought up to date: ${error.message.trim()}\n` +
      'Restore the backup made before the update, or ask for help with this message; nothing else was changed.',
    { cause: error },
  );
}
