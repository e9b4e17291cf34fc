/** What Holdfast remembers, behind one door: PostgreSQL in a folder, or a PostgreSQL server. */
import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { packageRoot } from '../package-root.ts';
import { type Acceptances, acceptancesOf } from './acceptances.ts';
import { type Audits, auditsOf } from './audits.ts';
import { type Budgets, budgetsOf } from './budgets.ts';
import { type Client, openClient, type Queries, reaching } from './client.ts';
import { type Deliveries, deliveriesOf } from './deliveries.ts';
import { type Drifts, driftsOf } from './drifts.ts';
import { openEmbeddedDatabase } from './embedded.ts';
import { type FixRuns, fixRunsOf } from './fix-runs.ts';
import { type Fixes, fixesOf } from './fixes.ts';
import { lockFolder } from './folder-lock.ts';
import { type Incidents, incidentsOf } from './incidents.ts';
import { type Installations, installationsOf } from './installations.ts';
import { migrate, migrateServer } from './migrate.ts';
import { type Repositories, repositoriesOf } from './repositories.ts';
import { type Samples, samplesOf } from './samples.ts';
import { type Snapshots, snapshotsOf } from './snapshots.ts';
import { MigrationFailed } from './store-error.ts';
import { type Tokens, tokensOf } from './tokens.ts';
import { urgently } from './urgent-pool.ts';
import { type Visible, visibleOf } from './visible.ts';
import { type Waivers, waiversOf } from './waivers.ts';

export type { Audit, AuditSubject, Conclusion, UnfinishedAudit } from './audits.ts';
export type { Delivery, NewDelivery } from './deliveries.ts';
export type { Installation, Repository, RepositoryName } from './installations.ts';
export { DataFolderInUse, MigrationFailed, StoreUnavailable } from './store-error.ts';

/** Runs SQL text with values for `$1`, `$2` …; for what keeps its own tables, as the job queue. */
export interface Sql {
  /** Rows of all statements in `text`; only a single statement may have values. */
  query(text: string, values?: readonly unknown[]): Promise<Record<string, unknown>[]>;
}

/** The store's modules, inside or outside a transaction. */
export interface StoreView {
  readonly installations: Installations;
  readonly deliveries: Deliveries;
  readonly audits: Audits;
  readonly drifts: Drifts;
  readonly fixes: Fixes;
  readonly fixRuns: FixRuns;
  readonly incidents: Incidents;
  readonly repositories: Repositories;
  readonly samples: Samples;
  readonly snapshots: Snapshots;
  readonly budgets: Budgets;
  readonly tokens: Tokens;
  readonly visible: Visible;
  readonly waivers: Waivers;
  readonly acceptances: Acceptances;
  readonly sql: Sql;
}

/** All that is written through it is committed together, or not at all. */
export interface Transaction extends StoreView {
  /** Runs `action` once the transaction has been committed; never when it was rolled back. */
  afterCommit(action: () => void): void;
}

export interface Store extends StoreView {
  /** `embedded`: this process is the only one. `server`: others may use the database too. */
  readonly kind: 'embedded' | 'server';
  /** Runs `work` in a transaction and commits it when `work` succeeds. */
  transaction<T>(work: (transaction: Transaction) => Promise<T>): Promise<T>;
  /** The same for what somebody waits for: where there is one connection, it gets it next. */
  urgentTransaction<T>(work: (transaction: Transaction) => Promise<T>): Promise<T>;
  /** How many wait for a connection to the database: the embedded one has a single one. */
  waiting(): number;
  /** Whether the database answers, and answers right. Never throws. */
  healthy(): Promise<boolean>;
  close(): Promise<void>;
}

/** What the store tells operators; pino's loggers fit. */
export interface StoreLog {
  info(details: object, message: string): void;
  warn(details: object, message: string): void;
}

export interface StoreOptions {
  /** A PostgreSQL server: `postgres://user:password@host:port/database`. */
  readonly databaseUrl?: string | undefined;
  /** Where the embedded database keeps its data; without both, it is kept in memory and lost. */
  readonly dataDir?: string | undefined;
  readonly log?: StoreLog;
  /** Folder of the migrations, where they are not beside this program. */
  readonly migrationsDir?: string;
  /** Data to start an embedded database from that has none yet. */
  readonly image?: Blob;
  /** Connections to a server at most; default 10. */
  readonly connections?: number;
}

/**
 * Opens the store and brings its schema up to date.
 *
 * @throws DataFolderInUse when another process uses `dataDir`.
 * @throws StoreUnavailable when the server cannot be reached.
 * @throws MigrationFailed when the schema cannot be brought up to date.
 */
export async function openStore(options: StoreOptions = {}): Promise<Store> {
  const database = await openDatabase(options);
  const { pool, close } = database;
  pool.on('error', (error) => {
    options.log?.warn(
      { err: error },
      'A database connection was lost; a new one is made when needed.',
    );
  });
  try {
    const migrations = options.migrationsDir ?? defaultMigrations();
    const applied = await reaching(() =>
      options.databaseUrl
        ? migrateServer(pool, options.databaseUrl, migrations)
        : migrate(pool, migrations),
    );
    if (applied.length > 0)
      options.log?.info({ applied }, 'The database schema was brought up to date.');
    return storeOn(openClient(pool), database, options.log);
  } catch (error) {
    await close();
    throw error;
  }
}

interface Database {
  readonly pool: pg.Pool;
  readonly kind: Store['kind'];
  waiting(): number;
  close(): Promise<void>;
}

async function openDatabase(options: StoreOptions): Promise<Database> {
  if (options.databaseUrl) {
    const pool = new pg.Pool({
      connectionString: options.databaseUrl,
      application_name: 'holdfast',
      max: options.connections ?? 10,
      connectionTimeoutMillis: 5_000,
      keepAlive: true,
    });
    const waiting = () => pool.waitingCount;
    return { pool, kind: 'server', waiting, close: () => pool.end() };
  }
  const folder = options.dataDir;
  if (folder === undefined) {
    const { pool, close } = await openEmbeddedDatabase(undefined, options.image);
    return { pool, kind: 'embedded', waiting: () => pool.waiting(), close };
  }
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const lock = await lockFolder(folder);
  try {
    const embedded = await openEmbeddedDatabase(join(folder, 'database'), options.image);
    return {
      pool: embedded.pool,
      kind: 'embedded',
      waiting: () => embedded.pool.waiting(),
      close: async () => {
        await embedded.close();
        await lock.release();
      },
    };
  } catch (error) {
    await lock.release();
    throw error;
  }
}

function storeOn(client: Client, database: Database, log: StoreLog | undefined): Store {
  const { pool, kind } = database;
  const sql: Sql = {
    query: (text, values) =>
      reaching(async () => {
        // Text without values may hold several statements, each with a result of its own.
        const result: unknown = await pool.query(
          text,
          values === undefined ? undefined : [...values],
        );
        return Array.isArray(result) ? result.flatMap(rowsOf) : rowsOf(result);
      }),
  };
  const transaction: Store['transaction'] = async (work) => {
    const committed: (() => void)[] = [];
    const result = await reaching(() =>
      client.$transaction((queries) =>
        work({
          ...viewOf(queries, sqlOf(queries)),
          afterCommit: (action) => {
            committed.push(action);
          },
        }),
      ),
    );
    for (const action of committed) action();
    return result;
  };
  return {
    ...viewOf(client, sql),
    kind,
    waiting: database.waiting,
    transaction,
    urgentTransaction: (work) => urgently(() => transaction(work)),
    healthy: async () => {
      try {
        // A broken embedded database can answer with no rows and no error.
        const [row] = await sql.query('select 42 as answer');
        return row?.['answer'] === 42;
      } catch (error) {
        log?.warn({ err: error }, 'The database does not answer.');
        return false;
      }
    },
    close: async () => {
      await client.$disconnect();
      await database.close();
    },
  };
}

function viewOf(queries: Queries, sql: Sql): StoreView {
  return {
    installations: installationsOf(queries),
    deliveries: deliveriesOf(queries),
    audits: auditsOf(queries),
    drifts: driftsOf(queries),
    fixes: fixesOf(queries),
    fixRuns: fixRunsOf(queries),
    incidents: incidentsOf(queries),
    repositories: repositoriesOf(queries),
    samples: samplesOf(queries),
    snapshots: snapshotsOf(queries),
    budgets: budgetsOf(queries),
    tokens: tokensOf(queries),
    visible: visibleOf(queries),
    waivers: waiversOf(queries),
    acceptances: acceptancesOf(queries),
    sql,
  };
}

/** SQL inside a transaction of Prisma's. */
function sqlOf(queries: Queries): Sql {
  return {
    query: (text, values) =>
      reaching(() => queries.$queryRawUnsafe<Record<string, unknown>[]>(text, ...(values ?? []))),
  };
}

function rowsOf(result: unknown): Record<string, unknown>[] {
  if (typeof result !== 'object' || result === null || !('rows' in result)) return [];
  return Array.isArray(result.rows) ? result.rows : [];
}

/** prisma/migrations, found upwards from this file: it may have been bundled to another depth. */
function defaultMigrations(): string {
  const migrations = join(packageRoot(import.meta.url), 'prisma/migrations');
  if (existsSync(migrations)) return migrations;
  throw new MigrationFailed(
    'The folder prisma/migrations is missing beside this program. Install Holdfast again.',
  );
}
