/** Audits by the calendar: one schedule a repository, however many processes there are. */
import { createHash } from 'node:crypto';
import type { PgBoss } from 'pg-boss';
import { CALENDAR, type QueueLog } from './boss.ts';
import { InvalidJob, readEnvelope } from './envelope.ts';
import { type Job, jobKey } from './job.ts';

/** When a job is queued again and again. */
export interface Recurrence {
  /** Five fields of cron. */
  readonly cron: string;
  /** IANA name. */
  readonly timezone: string;
}

/** Jobs due at one time are spread over this long, in milliseconds. */
const SPREAD_MS = 60 * 60_000;

/** Queues `job` whenever the recurrence is due; null ends that. There is one schedule for each job key. */
export async function setSchedule(
  boss: PgBoss,
  job: Job,
  recurrence: Recurrence | null,
): Promise<void> {
  // pg-boss takes letters, digits, `_`, `-`, `.` and `/` in keys; those of branches' audits are such.
  const key = jobKey(job);
  if (recurrence === null) return boss.unschedule(CALENDAR, key);
  const known = (await boss.getSchedules(CALENDAR, key)).find((one) => one.key === key);
  const { cron, timezone: tz } = recurrence;
  if (known?.cron === cron && known.timezone === tz) return;
  await boss.schedule(CALENDAR, cron, { job, spent: 0 }, { tz, key, missed: 'once' });
}

/** How much later than its schedule says a job begins, always the same for the same key. */
export function jitterOf(key: string): number {
  return createHash('sha256').update(key).digest().readUInt32BE(0) % SPREAD_MS;
}

/** Works on what has become due: each job is queued for its own moment. */
export async function workCalendar(
  boss: PgBoss,
  log: QueueLog,
  enqueue: (job: Job, startAfter: Date) => Promise<void>,
): Promise<void> {
  await boss.work<unknown>(CALENDAR, async (due) => {
    for (const { data } of due) {
      try {
        const { job } = readEnvelope(data);
        await enqueue(job, new Date(Date.now() + jitterOf(jobKey(job))));
      } catch (error) {
        if (!(error instanceof InvalidJob)) throw error;
        log.error({ err: error, data }, 'A schedule that cannot be understood is passed over.');
      }
    }
  });
}
