/** pg-boss on the store's database: the only file that knows how it is set up. */
import { type Db, PgBoss } from 'pg-boss';
import type { Sql, Store } from '../store/store.ts';

/** Queues of pg-boss: one for webhooks, one for what they ask for, one for what failed for good. */
export const DELIVERIES = 'deliveries';
export const WORK = 'work';
export const EXHAUSTED = 'exhausted';

/** What the calendar says is due; each entry becomes a job of the first queue. */
export const CALENDAR = 'calendar';

/** The database schema that holds pg-boss's tables. */
export const SCHEMA = 'pgboss';

/** What the queue tells operators; pino's loggers fit. */
export interface QueueLog {
  info(details: object, message: string): void;
  warn(details: object, message: string): void;
  error(details: object, message: string): void;
}

/** Bounds of one job, in the units of their names. */
export interface Patience {
  /** How often a job is tried, at least 1. */
  readonly attempts: number;
  /** Before the second attempt, doubled (with jitter) for each further one; 0 for at once. */
  readonly retryDelaySeconds: number;
  /** After which a running job is given up and tried again. */
  readonly expireSeconds: number;
}

/** Longest back off in seconds. */
const LONGEST_DELAY = 600;

/** How often what concludes a failed job is tried: longer than GitHub is usually away. */
const EXHAUSTED_ATTEMPTS = 12;

/** On a server: seconds without a sign of life after which a process's jobs go to others. */
const HEARTBEAT = 60;
const SUPERVISE = 15;

/** Equal messages are logged once in this time, in milliseconds: every worker meets the same outage. */
const QUIET = 30_000;

/**
 * Starts pg-boss; its tables are made or brought up to date. `onActivity` is called whenever one of
 * its statements has run.
 */
export async function openBoss(
  store: Pick<Store, 'kind' | 'sql'>,
  patience: Patience,
  log: QueueLog,
  onActivity: () => void,
): Promise<PgBoss> {
  const boss = new PgBoss({
    db: {
      ...databaseOf(store.sql),
      executeSql: async (text, values) => {
        const result = await databaseOf(store.sql).executeSql(text, values);
        onActivity();
        return result;
      },
    },
    backend: store.kind === 'embedded' ? 'pglite' : 'postgres',
    schema: SCHEMA,
    schedule: true,
    superviseIntervalSeconds: SUPERVISE,
    monitorIntervalSeconds: SUPERVISE,
  });
  const fresh = unrepeated();
  boss.on('error', (error) => {
    if (fresh(error.message)) log.error({ err: error }, 'The job queue met an error and goes on.');
  });
  boss.on('warning', ({ message, data }) => {
    if (fresh(message)) log.warn({ data }, `The job queue warns: ${message}`);
  });
  await boss.start();
  await makeQueues(boss, store, patience);
  if (store.kind === 'embedded') await putBackInterrupted(boss, store.sql, log);
  return boss;
}

/** The store's SQL, in or outside a transaction, as pg-boss takes it. */
export function databaseOf(sql: Sql): Db {
  return { executeSql: async (text, values) => ({ rows: await sql.query(text, values) }) };
}

async function makeQueues(
  boss: PgBoss,
  store: Pick<Store, 'kind'>,
  patience: Patience,
): Promise<void> {
  const common = {
    expireInSeconds: patience.expireSeconds,
    retryDelay: patience.retryDelaySeconds,
    retryBackoff: patience.retryDelaySeconds > 0,
    retryDelayMax: patience.retryDelaySeconds > 0 ? LONGEST_DELAY : null,
    deleteAfterSeconds: 24 * 60 * 60,
    // Alone on its database, a process finds at its start what it had left.
    heartbeatSeconds: store.kind === 'server' ? HEARTBEAT : null,
  };
  const exhausted = { ...common, retryLimit: EXHAUSTED_ATTEMPTS - 1 };
  const work = { ...common, retryLimit: patience.attempts - 1, deadLetter: EXHAUSTED };
  await boss.createQueue(EXHAUSTED);
  // `short`: of the jobs with one key, one may wait.
  await boss.createQueue(DELIVERIES, { policy: 'short' });
  await boss.createQueue(WORK, { policy: 'short' });
  await boss.updateQueue(EXHAUSTED, exhausted);
  await boss.updateQueue(DELIVERIES, work);
  await boss.updateQueue(WORK, work);
  await boss.createQueue(CALENDAR);
  await boss.updateQueue(CALENDAR, common);
  // pg-boss reads a queue's settings when it first uses it. Done now, as in the middle of a
  // transaction the embedded database has no second connection to read them on.
  const nothing = { id: '00000000-0000-0000-0000-000000000000' };
  for (const queue of [DELIVERIES, WORK, EXHAUSTED]) await boss.findJobs(queue, nothing);
}

/** The lock of the data folder says that nobody else runs: active jobs were cut off by a crash. */
async function putBackInterrupted(boss: PgBoss, sql: Sql, log: QueueLog): Promise<void> {
  const rows = await sql.query(
    `select name, id::text as id from ${SCHEMA}.job where state = 'active'`,
  );
  for (const queue of [DELIVERIES, WORK, EXHAUSTED]) {
    const ids = rows.filter((row) => row['name'] === queue).map((row) => String(row['id']));
    if (ids.length === 0) continue;
    log.info(
      { queue, jobs: ids.length },
      'Jobs that were running when the process ended run again.',
    );
    await boss.fail(queue, ids, { message: 'The process ended while the job was running.' });
    // Those with attempts left back off now, without a reason to.
    for (const id of ids) await boss.update(queue, undefined, { id, startAfter: 0 });
  }
}

/** Tells whether a message has not been seen for a while. */
function unrepeated(): (message: string) => boolean {
  const seen = new Map<string, number>();
  return (message) => {
    const now = Date.now();
    for (const [text, time] of seen) if (now - time > QUIET) seen.delete(text);
    if (seen.has(message)) return false;
    seen.set(message, now);
    return true;
  };
}
