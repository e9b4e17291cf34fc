/** Which queue a job waits in, and in which turn. */
import type { PgBoss } from 'pg-boss';
import type { Sql } from '../store/store.ts';
import { DELIVERIES, SCHEMA, WORK } from './boss.ts';
import type { Job } from './job.ts';
import { type Entry, send } from './run.ts';

/** Goes before audits, which share what is left: see `prioritiesOf`. */
const FIRST = 500_000;

/** Queues jobs, each where it belongs. Says of each whether it was queued, or another one will do. */
export async function sendAll(
  boss: PgBoss,
  sql: Sql,
  jobs: readonly Job[],
  startAfter?: Date,
): Promise<boolean[]> {
  const priorities = await prioritiesOf(jobs, sql);
  const entries = jobs.map(
    (job, index): Entry => ({
      envelope: { job, spent: 0 },
      priority: priorities[index] ?? 0,
      ...(startAfter === undefined ? {} : { startAfter }),
    }),
  );
  const queued = new Set<Entry>();
  for (const queue of [DELIVERIES, WORK]) {
    const own = entries.filter(({ envelope: { job } }) => queueOf(job) === queue);
    if (own.length === 0) continue;
    for (const entry of await send(boss, sql, queue, own)) queued.add(entry);
  }
  return entries.map((entry) => queued.has(entry));
}

/** The queue that a job waits in: webhooks do not wait behind audits. */
export function queueOf(job: Job): string {
  return job.kind === 'delivery' ? DELIVERIES : WORK;
}

/**
 * Audits take turns between installations: the more an installation has waiting, the further back
 * its next one stands, so that one that is busy does not keep the others waiting.
 */
async function prioritiesOf(jobs: readonly Job[], sql: Sql): Promise<number[]> {
  const installations = new Set(jobs.flatMap((job) => sharingOf(job) ?? []));
  const waiting = new Map<string, number>();
  if (installations.size > 0) {
    const rows = await sql.query(
      `select data -> 'job' ->> 'installationId' as installation, count(*)::int as waiting
       from ${SCHEMA}.job
       where name = $1 and state < 'active' and data -> 'job' ->> 'installationId' = any($2)
       group by 1`,
      [WORK, [...installations]],
    );
    for (const row of rows) waiting.set(String(row['installation']), Number(row['waiting']));
  }
  return jobs.map((job) => {
    const installation = sharingOf(job);
    if (installation === null) return FIRST;
    const before = waiting.get(installation) ?? 0;
    waiting.set(installation, before + 1);
    return -before;
  });
}

/** The installation that a job takes turns for; null for one that takes no turns. */
function sharingOf(job: Job): string | null {
  if (job.kind === 'delivery' || job.kind === 'conclude-abandoned') return null;
  return String(job.installationId);
}
