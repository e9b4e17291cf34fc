/** The job queue, on the store's own database: what is queued is committed with what caused it. */
import { EventEmitter, once } from 'node:events';
import type { JobResult } from 'pg-boss';
import { grouping } from '../store/group-commit.ts';
import type { Sql, Store, Transaction } from '../store/store.ts';
import { CALENDAR, DELIVERIES, EXHAUSTED, openBoss, type QueueLog, SCHEMA, WORK } from './boss.ts';
import { type Job, jobKey } from './job.ts';
import { type JobHandlers, type RunPlace, runExhausted, runJob, type Taken } from './run.ts';
import { type Recurrence, setSchedule, workCalendar } from './schedule.ts';
import { queueOf, sendAll } from './turns.ts';

export type { QueueLog } from './boss.ts';
export { type JobContext, type JobHandlers, RunAgainAt } from './run.ts';

/** How many jobs there are. */
export interface JobCounts {
  /** May start now. */
  readonly ready: number;
  /** Wait for their time: put off, or backing off after a failure. */
  readonly deferred: number;
  readonly active: number;
}

export interface Queue {
  /**
   * Queues a job; in a transaction it is committed, and starts, with it. `coalesced`: one with the
   * same key is waiting already and will do.
   */
  enqueue(
    job: Job,
    options?: { readonly transaction?: Transaction },
  ): Promise<'queued' | 'coalesced'>;
  /** Queues jobs in a transaction, of which some may be coalesced. */
  enqueueAll(jobs: readonly Job[], options: { readonly transaction: Transaction }): Promise<void>;
  /** Queues a job whenever a recurrence is due, spread by its key; null ends that. */
  schedule(job: Job, recurrence: Recurrence | null): Promise<void>;
  /** Starts working. To be called once. */
  work(handlers: JobHandlers): Promise<void>;
  counts(): Promise<JobCounts>;
  /** Whether a job with the same key waits to be run: something has happened since this one was begun. */
  waits(job: Job): Promise<boolean>;
  /** Resolves when no job is active or ready, and none deferred either unless `ignoreDeferred`. */
  idle(options?: { readonly ignoreDeferred?: boolean }): Promise<void>;
  /** Takes no more jobs and resolves when those running have ended. */
  drain(): Promise<void>;
  /** Drains, then lets go; what still runs after `timeoutMs` (25 s) is aborted and runs again later. */
  stop(options?: { readonly timeoutMs?: number }): Promise<void>;
}

export interface QueueOptions {
  readonly log: QueueLog;
  /** Jobs that run at once in this process; default 4. */
  readonly concurrency?: number;
  /** Webhooks that are turned into jobs together, at most; default 16. */
  readonly deliveriesAtOnce?: number;
  /** How often a job is tried; default 12, which takes about half an hour. */
  readonly attempts?: number;
  /** Seconds before the second attempt, doubled (with jitter) for each further one; 0 for at once; default 2. */
  readonly retryDelaySeconds?: number;
  /** Seconds between looks for jobs that others queued or that became due; default 2, at least 0.5. */
  readonly pollSeconds?: number;
  /** Seconds after which a running job is given up and tried again; default 900. */
  readonly expireSeconds?: number;
}

/** Opens the queue, and puts back what a crash had interrupted. It works once told to. */
export async function openQueue(store: Store, options: QueueOptions): Promise<Queue> {
  const activity = new EventEmitter().setMaxListeners(0);
  const patience = {
    attempts: options.attempts ?? 12,
    retryDelaySeconds: options.retryDelaySeconds ?? 2,
    expireSeconds: options.expireSeconds ?? 900,
  };
  const boss = await openBoss(store, patience, options.log, () => activity.emit('activity'));
  const place = { boss, store, log: options.log };
  const workers: QueueWorker[] = [];
  const together = grouping((jobs: readonly Job[]) => sendAll(boss, store.sql, jobs));
  const wakeWorkersOf = (queue: string) =>
    patiently(store, () => {
      for (const { id } of workers.filter((one) => one.queue === queue)) boss.notifyWorker(id);
    });
  const wakes = new Map([DELIVERIES, WORK].map((queue) => [queue, wakeWorkersOf(queue)]));
  const wake = (jobs: readonly Job[]) => {
    for (const queue of new Set(jobs.map(queueOf))) wakes.get(queue)?.();
  };
  const next = ({ id, queue }: QueueWorker) => {
    if (isBusy(store)) wakes.get(queue)?.();
    else boss.notifyWorker(id);
  };
  const drain = async () => {
    workers.length = 0;
    await Promise.all([CALENDAR, DELIVERIES, WORK, EXHAUSTED].map((queue) => boss.offWork(queue)));
  };

  return {
    enqueue: async (job, { transaction } = {}) => {
      const [queued] = transaction
        ? await sendAll(boss, transaction.sql, [job])
        : [await together(job)];
      if (transaction === undefined) wake([job]);
      else transaction.afterCommit(() => wake([job]));
      return queued === true ? 'queued' : 'coalesced';
    },
    enqueueAll: async (jobs, { transaction }) => {
      await sendAll(boss, transaction.sql, jobs);
      transaction.afterCommit(() => wake(jobs));
    },
    schedule: (job, recurrence) => setSchedule(boss, job, recurrence),
    work: async (handlers) => {
      workers.push(...(await startWorkers(place, handlers, options, next)));
      await workCalendar(boss, options.log, async (job, startAfter) => {
        await sendAll(boss, store.sql, [job], startAfter);
      });
    },
    counts: () => countJobs(store.sql),
    waits: (job) => isWaiting(store.sql, job),
    idle: async ({ ignoreDeferred = false } = {}) => {
      for (;;) {
        const change = once(activity, 'activity');
        const { ready, deferred, active } = await countJobs(store.sql);
        if (ready + active + (ignoreDeferred ? 0 : deferred) === 0) return;
        await change;
      }
    },
    drain,
    stop: async ({ timeoutMs = 25_000 } = {}) => {
      await within(timeoutMs, drain());
      await boss.stop({ graceful: false, close: false });
    },
  };
}

/** With so many waiting for the database, webhooks among them, jobs hold back: GitHub waits ten seconds at most. */
const BUSY = 8;

/** How soon jobs look again whether the database has time for them, in milliseconds. */
const LOOK_AGAIN_MS = 100;

function isBusy(store: Store): boolean {
  return store.waiting() > BUSY;
}

/** Does something at once, or as soon as the database is not busy any more. */
function patiently(store: Store, act: () => void): () => void {
  let later: NodeJS.Timeout | null = null;
  const attempt = () => {
    later = null;
    if (isBusy(store)) later = setTimeout(attempt, LOOK_AGAIN_MS).unref();
    else act();
  };
  return () => {
    if (later === null) attempt();
  };
}

/** A worker of pg-boss, by its id, and the queue that it takes jobs from. */
interface QueueWorker {
  readonly id: string;
  readonly queue: string;
}

/** Starts the workers. */
async function startWorkers(
  place: RunPlace,
  handlers: JobHandlers,
  { concurrency = 4, deliveriesAtOnce = 16, pollSeconds = 2 }: QueueOptions,
  next: (worker: QueueWorker) => void,
): Promise<QueueWorker[]> {
  const polling = { includeMetadata: true, pollingIntervalSeconds: pollSeconds } as const;
  const settings = { ...polling, groupConcurrency: 1 } as const;
  const workers: QueueWorker[] = [];
  // Each is started by itself, as pg-boss tells the id of the first of several only.
  for (let count = 0; count < concurrency; count++) {
    let own = '';
    own = await place.boss.work<unknown, void, typeof settings>(WORK, settings, async (jobs) => {
      try {
        for (const taken of jobs) await runJob(place, taken, handlers);
      } finally {
        // Where one job was, the next may wait: without this it waits until the next look.
        next({ id: own, queue: WORK });
      }
    });
    workers.push({ id: own, queue: WORK });
  }
  // Taken together, as each takes next to nothing but statements, which are then done together too.
  const inbox = { ...polling, batchSize: deliveriesAtOnce, perJobResults: true } as const;
  const own = await place.boss.work<unknown, unknown, typeof inbox>(
    DELIVERIES,
    inbox,
    async (jobs) => {
      try {
        return await Promise.all(jobs.map((taken) => resultOf(place, taken, handlers)));
      } finally {
        next({ id: own, queue: DELIVERIES });
      }
    },
  );
  workers.push({ id: own, queue: DELIVERIES });
  await place.boss.work<unknown, void, typeof settings>(EXHAUSTED, settings, async (jobs) => {
    for (const taken of jobs) await runExhausted(place, taken, handlers);
  });
  return workers;
}

/** Runs one of several jobs that were taken together, and says how it went. */
async function resultOf(
  place: RunPlace,
  taken: Taken,
  handlers: JobHandlers,
): Promise<JobResult<unknown>> {
  try {
    await runJob(place, taken, handlers);
    return { id: taken.id, status: 'completed' };
  } catch (error) {
    return { id: taken.id, status: 'failed', output: error };
  }
}

async function isWaiting(sql: Sql, job: Job): Promise<boolean> {
  const rows = await sql.query(
    `select 1 from ${SCHEMA}.job
     where name = $1 and singleton_key = $2 and state < 'active' limit 1`,
    [queueOf(job), jobKey(job)],
  );
  return rows.length > 0;
}

async function countJobs(sql: Sql): Promise<JobCounts> {
  const [row] = await sql.query(
    `select count(*) filter (where state < 'active' and start_after <= now())::int as ready,
            count(*) filter (where state < 'active' and start_after > now())::int as deferred,
            count(*) filter (where state = 'active')::int as active
     from ${SCHEMA}.job where name in ($1, $2, $3) and state <= 'active'`,
    [DELIVERIES, WORK, EXHAUSTED],
  );
  return {
    ready: Number(row?.['ready']),
    deferred: Number(row?.['deferred']),
    active: Number(row?.['active']),
  };
}

/** Waits for `work`, but no longer than `milliseconds`. */
async function within(milliseconds: number, work: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const timeUp = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, milliseconds);
  });
  await Promise.race([work, timeUp]);
  clearTimeout(timer);
}
