import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { PgBoss } from 'pg-boss';
import { CALENDAR, openBoss } from '../../src/jobs/boss.ts';
import type { AuditBranchJob, Job } from '../../src/jobs/job.ts';
import { jitterOf, setSchedule, workCalendar } from '../../src/jobs/schedule.ts';
import type { Store } from '../../src/store/store.ts';
import { openEmptyStore } from '../store/empty-store.ts';

const HOUR = 3_600_000;
const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };

const job: AuditBranchJob = {
  kind: 'audit-branch',
  installationId: 7,
  repositoryId: 12,
  owner: 'acme',
  repo: 'shop',
  branch: null,
  trigger: 'schedule',
  requestedBy: null,
};

let store: Store;
let boss: PgBoss;
beforeAll(async () => {
  store = await openEmptyStore();
  const patience = { attempts: 2, retryDelaySeconds: 0, expireSeconds: 60 };
  boss = await openBoss(store, patience, silent, () => undefined);
}, 60_000);
afterAll(async () => {
  await boss.stop({ graceful: false, close: false });
  await store.close();
});

describe('the schedule of a repository', () => {
  const schedules = async () =>
    (await boss.getSchedules(CALENDAR)).map(({ cron, timezone }) => `${cron} ${timezone}`);

  beforeEach(() => setSchedule(boss, job, null));

  test('is one, however often it is set, and follows the settings', async () => {
    const monday = { cron: '0 9 * * 1', timezone: 'UTC' };
    await setSchedule(boss, job, monday);
    await setSchedule(boss, job, monday);
    expect(await schedules()).toEqual(['0 9 * * 1 UTC']);
    await setSchedule(boss, job, { cron: '30 6 * * *', timezone: 'Europe/Berlin' });
    expect(await schedules()).toEqual(['30 6 * * * Europe/Berlin']);
  });

  test('ends when the settings switch it off', async () => {
    await setSchedule(boss, job, { cron: '0 9 * * 1', timezone: 'UTC' });
    await setSchedule(boss, job, null);
    expect(await schedules()).toEqual([]);
  });
});

test('what is due is queued for a moment of its own within the hour', async () => {
  const queued = new Promise<{ job: Job; startAfter: Date }>((resolve) => {
    void workCalendar(boss, silent, async (due, startAfter) => {
      resolve({ job: due, startAfter });
    });
  });
  const before = Date.now();
  await boss.send(CALENDAR, { job, spent: 0 });
  const due = await queued;
  expect(due.job).toEqual(job);
  const later = due.startAfter.getTime() - before;
  expect(later).toBeGreaterThanOrEqual(0);
  expect(later).toBeLessThan(HOUR + 30_000);
}, 30_000);

test('the moment of a repository is always the same, and those of many are spread', () => {
  expect(jitterOf('branch/7/12/')).toBe(jitterOf('branch/7/12/'));
  const moments = Array.from({ length: 200 }, (_, index) => jitterOf(`branch/7/${index}/`));
  expect(Math.max(...moments)).toBeLessThan(HOUR);
  for (const quarter of [0, 1, 2, 3]) {
    const within = moments.filter((moment) => Math.floor(moment / (HOUR / 4)) === quarter);
    expect(within.length).toBeGreaterThan(25);
  }
});
