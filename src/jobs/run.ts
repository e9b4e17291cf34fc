/** One run of one job: what the handler is told, and what becomes of the job afterwards. */
import { randomUUID } from 'node:crypto';
import type { JobWithMetadata, PgBoss } from 'pg-boss';
import type { Sql, Store } from '../store/store.ts';
import { DELIVERIES, databaseOf, EXHAUSTED, type QueueLog, SCHEMA, WORK } from './boss.ts';
import { type Envelope, InvalidJob, readEnvelope } from './envelope.ts';
import { type Job, type JobOf, jobGroup, jobKey } from './job.ts';

/** Thrown by a handler: run the job again at `date`, without using up an attempt. */
export class RunAgainAt extends Error {
  override readonly name = 'RunAgainAt';
  readonly date: Date;

  constructor(date: Date, reason: string) {
    super(`${reason}; to be run again at ${date.toISOString()}`);
    this.date = date;
  }
}

/** What a handler is told about its run. */
export interface JobContext {
  /** 1 for the first. */
  readonly attempt: number;
  /** Whether a failure now is the last: `onExhausted` comes next. */
  readonly lastAttempt: boolean;
  /** Aborted when the job takes too long, is taken away, or the process stops. */
  readonly signal: AbortSignal;
}

export type JobHandlers = {
  readonly [K in Job['kind']]: (job: JobOf<K>, context: JobContext) => Promise<void>;
} & {
  /**
   * A job failed for good, or the process died with it once too often. Retried like a job, so that
   * what it should have concluded is concluded. `error` is the last failure.
   */
  readonly onExhausted: (job: Job, error: Error, context: JobContext) => Promise<void>;
};

/** A job as it was taken from pg-boss. */
export type Taken = JobWithMetadata<unknown>;

/** Between two runs of one job: a date in the past must not make it run in circles. */
const SHORTEST_WAIT = 1_000;

/** Where the runs find what they need. */
export interface RunPlace {
  readonly boss: PgBoss;
  readonly store: Store;
  readonly log: QueueLog;
}

/**
 * Runs a job. Returning completes it, throwing lets pg-boss retry it or, after the last attempt,
 * move it to those exhausted.
 */
export async function runJob(place: RunPlace, taken: Taken, handlers: JobHandlers): Promise<void> {
  const envelope = readEnvelope(taken.data);
  const { job, spent } = envelope;
  const context = contextOf(taken, spent);
  try {
    if (await runsElsewhere(place.store, taken)) {
      throw new RunAgainAt(new Date(), 'Another process works on the same');
    }
    await handle(job, context, handlers);
  } catch (error) {
    if (error instanceof RunAgainAt) {
      place.log.info({ job, reason: error.message }, 'A job is put off.');
      return putOff(place, taken.name, taken, envelope, error.date);
    }
    place.log.warn(
      { err: error, job, attempt: context.attempt },
      context.lastAttempt ? 'A job failed for good.' : 'A job failed and will be tried again.',
    );
    throw error;
  }
}

/** Runs what is to be done about a job that failed for good. */
export async function runExhausted(
  place: RunPlace,
  taken: Taken,
  handlers: JobHandlers,
): Promise<void> {
  let envelope: Envelope;
  try {
    envelope = readEnvelope(taken.data);
  } catch (error) {
    if (!(error instanceof InvalidJob)) throw error;
    place.log.error(
      { err: error, data: taken.data },
      'A job that cannot be understood is dropped.',
    );
    return;
  }
  const context = contextOf(taken, 0);
  try {
    await handlers.onExhausted(envelope.job, failureOf(taken.sourceOutput), context);
  } catch (error) {
    if (error instanceof RunAgainAt) {
      return putOff(place, EXHAUSTED, taken, envelope, error.date);
    }
    place.log.error(
      { err: error, job: envelope.job, attempt: context.attempt },
      context.lastAttempt
        ? 'What failed for good could not be concluded either.'
        : 'What failed for good could not be concluded yet.',
    );
    throw error;
  }
}

function contextOf(taken: Taken, spent: number): JobContext {
  return {
    attempt: spent + taken.retryCount + 1,
    lastAttempt: taken.retryCount >= taken.retryLimit,
    signal: taken.signal,
  };
}

function handle(job: Job, context: JobContext, handlers: JobHandlers): Promise<void> {
  switch (job.kind) {
    case 'delivery':
      return handlers.delivery(job, context);
    case 'audit-pull-request':
      return handlers['audit-pull-request'](job, context);
    case 'audit-merge-group':
      return handlers['audit-merge-group'](job, context);
    case 'audit-branch':
      return handlers['audit-branch'](job, context);
    case 'publish-incidents':
      return handlers['publish-incidents'](job, context);
    case 'publish-fixes':
      return handlers['publish-fixes'](job, context);
    case 'issue-state':
      return handlers['issue-state'](job, context);
    case 'issue-command':
      return handlers['issue-command'](job, context);
    case 'check-action':
      return handlers['check-action'](job, context);
    case 'backfill':
      return handlers.backfill(job, context);
    case 'conclude-abandoned':
      return handlers['conclude-abandoned'](job, context);
  }
}

/**
 * Whether a job of the same group runs in another process. pg-boss looks before it hands out a job,
 * but two processes can look at the same moment; then at least one of them sees the other here.
 */
async function runsElsewhere(store: Store, taken: Taken): Promise<boolean> {
  // A delivery is queued again only once it has failed for good.
  if (store.kind === 'embedded' || taken.name === DELIVERIES) return false;
  const rows = await store.sql.query(
    `select 1 from ${SCHEMA}.job
     where name = $1 and group_id = $2 and state = 'active' and id <> $3::uuid limit 1`,
    [WORK, taken.groupId ?? null, taken.id],
  );
  return rows.length > 0;
}

/** Replaces a running job by one that waits, with the attempts that are left. */
async function putOff(
  place: RunPlace,
  queue: string,
  taken: Taken,
  { job, spent }: Envelope,
  date: Date,
): Promise<void> {
  const earliest = new Date(Date.now() + SHORTEST_WAIT);
  await place.store.transaction(async ({ sql }) => {
    const db = databaseOf(sql);
    const { id, retryCount } = taken;
    const completed = await place.boss.complete(queue, { id, retryCount }, null, { db });
    // It was taken away while it ran: whoever did that decides what comes next.
    if (!('affected' in completed) || completed.affected !== 1) return;
    await send(place.boss, sql, queue, [
      {
        envelope: { job, spent: spent + retryCount },
        startAfter: date > earliest ? date : earliest,
        retryLimit: taken.retryLimit - retryCount,
        priority: taken.priority,
      },
    ]);
  });
}

/** A job to be queued. */
export interface Entry {
  readonly envelope: Envelope;
  readonly priority: number;
  readonly startAfter?: Date;
  readonly retryLimit?: number;
}

/** Puts jobs into a queue. Gives those that were: not one whose key another one has that waits there. */
export async function send(
  boss: PgBoss,
  sql: Sql,
  queue: string,
  entries: readonly Entry[],
): Promise<Entry[]> {
  const jobs = entries.map(({ envelope, ...options }) => {
    const { job } = envelope;
    const group = { id: jobGroup(job) };
    return { ...options, id: randomUUID(), data: envelope, singletonKey: jobKey(job), group };
  });
  const ids = await boss.insert(queue, jobs, { db: databaseOf(sql), returnId: true });
  const queued = new Set(ids);
  return entries.filter((_, index) => queued.has(jobs[index]?.id ?? ''));
}

/** pg-boss keeps a failure as plain data. */
function failureOf(output: unknown): Error {
  if (typeof output !== 'object' || output === null) return new Error('The job failed.');
  const message = 'message' in output ? String(output.message) : JSON.stringify(output);
  const error = new Error(message);
  if ('name' in output) error.name = String(output.name);
  if ('stack' in output) error.stack = String(output.stack);
  return error;
}
