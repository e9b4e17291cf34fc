import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { AuditPullRequestJob, DeliveryJob, Job } from '../../src/jobs/job.ts';
import { openQueue, type Queue, type QueueOptions, RunAgainAt } from '../../src/jobs/queue.ts';
import type { Store } from '../../src/store/store.ts';
import { testDatabases } from '../store/test-databases.ts';
import { handlers } from './idle-handlers.ts';

const delivery: DeliveryJob = { kind: 'delivery', deliveryId: 'guid' };
const audit: AuditPullRequestJob = {
  kind: 'audit-pull-request',
  installationId: 7,
  repositoryId: 1,
  owner: 'acme',
  repo: 'shop',
  pullRequest: 12,
  trigger: 'pull_request',
};

const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** A door that opens once. */
function gate(): { readonly opened: Promise<void>; open(): void } {
  let open: () => void = () => undefined;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open: () => open() };
}

describe.each(testDatabases())('the queue on the $name store', (database) => {
  let store: Store;
  let queues: Queue[];
  beforeAll(() => database.start(), 60_000);
  afterAll(() => database.stop());
  beforeEach(async () => {
    store = await database.open();
    queues = [];
  }, 30_000);
  afterEach(async () => {
    for (const queue of queues) await queue.stop({ timeoutMs: 5_000 });
    await store.close();
  });

  const open = async (options: Partial<QueueOptions> = {}): Promise<Queue> => {
    const queue = await openQueue(store, {
      log: silent,
      pollSeconds: 0.5,
      retryDelaySeconds: 0,
      ...options,
    });
    queues.push(queue);
    return queue;
  };

  test('runs what is queued, in and before work', async () => {
    const queue = await open();
    const seen: Job[] = [];
    const see = async (job: Job) => {
      seen.push(job);
    };
    expect(await queue.enqueue(delivery)).toBe('queued');
    await queue.work(handlers({ delivery: see, 'audit-pull-request': see }));
    await queue.idle();
    await queue.enqueue(audit);
    await queue.idle();
    expect(seen).toEqual([delivery, audit]);
    expect(await queue.counts()).toEqual({ ready: 0, deferred: 0, active: 0 });
  });

  test('starts at once what this process queues, without waiting for the next look', async () => {
    const queue = await open({ pollSeconds: 3_600 });
    await queue.work(handlers({}));
    await queue.enqueue(delivery);
    await queue.idle();
    await store.transaction((transaction) => queue.enqueue(audit, { transaction }));
    await queue.idle();
    expect(await queue.counts()).toEqual({ ready: 0, deferred: 0, active: 0 });
  });

  test('goes on with what waits as soon as a job has ended, however long the next look is away', async () => {
    const queue = await open({ pollSeconds: 3_600, concurrency: 1 });
    const seen: string[] = [];
    const ids = ['first', 'second', 'third', 'fourth'];
    for (const deliveryId of ids) await queue.enqueue({ kind: 'delivery', deliveryId });
    await queue.work(
      handlers({
        delivery: async (job) => {
          seen.push(job.deliveryId);
        },
      }),
    );
    await queue.idle();
    expect(seen.sort()).toEqual([...ids].sort());
  });

  test('commits a job with the transaction that causes it', async () => {
    const queue = await open();
    const row = { guid: 'guid', event: 'push', action: null, installationId: 7, payload: '{}' };
    const failing = store.transaction(async (transaction) => {
      await transaction.deliveries.record([row]);
      await queue.enqueue(delivery, { transaction });
      throw new Error('changed my mind');
    });
    await expect(failing).rejects.toThrow('changed my mind');
    expect(await queue.counts()).toMatchObject({ ready: 0 });
    await store.transaction(async (transaction) => {
      await transaction.deliveries.record([row]);
      expect(await queue.enqueue(delivery, { transaction })).toBe('queued');
    });
    expect(await queue.counts()).toMatchObject({ ready: 1 });
    expect(await store.deliveries.find('guid')).toMatchObject({ state: 'received' });
  });

  test('lets one job of a pull request run and one wait, however many arrive', async () => {
    const queue = await open();
    const running = gate();
    const finish = gate();
    let atOnce = 0;
    let runs = 0;
    await queue.work(
      handlers({
        'audit-pull-request': async () => {
          runs++;
          atOnce++;
          expect(atOnce).toBe(1);
          running.open();
          await finish.opened;
          atOnce--;
        },
      }),
    );
    await queue.enqueue(audit);
    await running.opened;
    const answers: string[] = [];
    for (let arrival = 0; arrival < 5; arrival++) answers.push(await queue.enqueue(audit));
    expect(answers).toEqual(['queued', 'coalesced', 'coalesced', 'coalesced', 'coalesced']);
    expect(await queue.counts()).toEqual({ ready: 1, deferred: 0, active: 1 });
    finish.open();
    await queue.idle();
    expect(runs).toBe(2);
  });

  test('does not let a waiting job of a busy pull request hold up another', async () => {
    const queue = await open({ concurrency: 2 });
    const running = gate();
    const finish = gate();
    const other = gate();
    await queue.work(
      handlers({
        'audit-pull-request': async ({ pullRequest }) => {
          if (pullRequest === 13) return other.open();
          running.open();
          await finish.opened;
        },
      }),
    );
    await queue.enqueue(audit);
    await running.opened;
    await queue.enqueue(audit);
    await queue.enqueue({ ...audit, pullRequest: 13 });
    await other.opened;
    expect(await queue.counts()).toMatchObject({ ready: 1 });
    finish.open();
    await queue.idle();
  });

  test('gives installations turns: a busy one does not keep another waiting', async () => {
    const queue = await open({ concurrency: 1 });
    for (let pullRequest = 1; pullRequest <= 4; pullRequest++) {
      await queue.enqueue({ ...audit, pullRequest });
    }
    await queue.enqueue({ ...audit, installationId: 8, pullRequest: 99 });
    const order: number[] = [];
    await queue.work(
      handlers({
        'audit-pull-request': async ({ pullRequest }) => void order.push(pullRequest),
      }),
    );
    await queue.idle();
    expect(order).toEqual([1, 99, 2, 3, 4]);
  });

  test('tries again, so often and no more, and then says so', async () => {
    const queue = await open({ attempts: 3 });
    const attempts: [number, boolean][] = [];
    const exhausted: unknown[] = [];
    await queue.work(
      handlers({
        'audit-pull-request': async (_job, { attempt, lastAttempt }) => {
          attempts.push([attempt, lastAttempt]);
          throw new TypeError(`attempt ${attempt}`);
        },
        onExhausted: async (job, error) => {
          exhausted.push(job, error.name, error.message);
        },
      }),
    );
    await queue.enqueue(audit);
    await queue.idle();
    expect(attempts).toEqual([
      [1, false],
      [2, false],
      [3, true],
    ]);
    expect(exhausted).toEqual([audit, 'TypeError', 'attempt 3']);
  });

  test('tries again what concludes a failed job', async () => {
    const queue = await open({ attempts: 1 });
    let tries = 0;
    await queue.work(
      handlers({
        delivery: async () => {
          throw new Error('broken');
        },
        onExhausted: async () => {
          tries++;
          if (tries < 3) throw new Error('GitHub is away');
        },
      }),
    );
    await queue.enqueue(delivery);
    await queue.idle();
    expect(tries).toBe(3);
  });

  test('backs off before it tries again', async () => {
    const queue = await open({ retryDelaySeconds: 60 });
    await queue.work(
      handlers({
        delivery: async () => {
          throw new Error('broken');
        },
      }),
    );
    await queue.enqueue(delivery);
    await queue.idle({ ignoreDeferred: true });
    expect(await queue.counts()).toEqual({ ready: 0, deferred: 1, active: 0 });
    const [row] = await store.sql.query(
      "select extract(epoch from start_after - now())::float as wait from pgboss.job where state = 'retry'",
    );
    expect(row?.['wait']).toBeGreaterThan(30);
    expect(row?.['wait']).toBeLessThanOrEqual(120);
  });

  test('puts a job off without using up an attempt', async () => {
    const queue = await open({ attempts: 2 });
    const attempts: number[] = [];
    await queue.work(
      handlers({
        delivery: async (_job, { attempt, lastAttempt }) => {
          attempts.push(attempt);
          if (attempts.length === 1) throw new Error('broken');
          if (attempts.length < 4) throw new RunAgainAt(new Date(0), 'GitHub asks for patience');
          expect(lastAttempt).toBe(true);
        },
        onExhausted: async () => {
          throw new Error('must not be reached');
        },
      }),
    );
    await queue.enqueue(delivery);
    await queue.idle();
    expect(attempts).toEqual([1, 2, 2, 2]);
  }, 15_000);

  test('runs a job that was put off at its time', async () => {
    const queue = await open();
    const time = new Date(Date.now() + 3_600_000);
    await queue.work(
      handlers({
        'audit-pull-request': async () => {
          throw new RunAgainAt(time, 'GitHub asks for patience');
        },
      }),
    );
    await queue.enqueue(audit);
    await queue.idle({ ignoreDeferred: true });
    const rows = await store.sql.query(
      "select start_after from pgboss.job where name = 'work' and state = 'created'",
    );
    expect(rows).toEqual([{ start_after: time }]);
    expect(await queue.enqueue(audit)).toBe('coalesced');
  });

  test('drops a job it does not know, with a word to operators', async () => {
    const errors: string[] = [];
    const queue = await open({
      attempts: 1,
      log: { ...silent, error: (_details, message) => void errors.push(message) },
    });
    await queue.enqueue(delivery);
    await store.sql.query(`update pgboss.job set data = '{"job":{"kind":"unknown"},"spent":0}'`);
    await queue.work(
      handlers({
        onExhausted: async () => {
          throw new Error('must not be reached');
        },
      }),
    );
    await queue.idle();
    expect(errors).toEqual(['A job that cannot be understood is dropped.']);
  });

  test('drains: finishes what runs and takes nothing more', async () => {
    const queue = await open({ concurrency: 1 });
    const running = gate();
    const finish = gate();
    let finished = 0;
    await queue.work(
      handlers({
        delivery: async () => {
          running.open();
          await finish.opened;
          finished++;
        },
      }),
    );
    await queue.enqueue(delivery);
    await running.opened;
    await queue.enqueue({ ...delivery, deliveryId: 'other' });
    const drained = queue.drain();
    finish.open();
    await drained;
    expect(finished).toBe(1);
    expect(await queue.counts()).toMatchObject({ ready: 1, active: 0 });
  });

  test('aborts what does not end in time, for another attempt', async () => {
    const queue = await open();
    const running = gate();
    const aborted = gate();
    await queue.work(
      handlers({
        delivery: async (_job, { signal }) => {
          running.open();
          await new Promise<void>((resolve) => {
            signal.addEventListener('abort', () => resolve());
          });
          aborted.open();
        },
      }),
    );
    await queue.enqueue(delivery);
    await running.opened;
    await queue.stop({ timeoutMs: 1 });
    await aborted.opened;
    expect(await queue.counts()).toMatchObject({ ready: 1, active: 0 });
  });

  if (database.name === 'server') {
    test('shares the work between processes and never doubles it', async () => {
      const first = await open();
      const second = await open();
      const seen: string[] = [];
      const running = new Set<number>();
      const work = handlers({
        delivery: async ({ deliveryId }) => void seen.push(deliveryId),
        'audit-pull-request': async ({ pullRequest }) => {
          expect(running).not.toContain(pullRequest);
          running.add(pullRequest);
          await store.sql.query('select pg_sleep(0.01)');
          running.delete(pullRequest);
        },
      });
      const ids = Array.from({ length: 30 }, (_, index) => `guid-${index}`);
      for (const [index, deliveryId] of ids.entries()) {
        await first.enqueue({ kind: 'delivery', deliveryId });
        await second.enqueue({ ...audit, pullRequest: 1 + (index % 3) });
      }
      await Promise.all([first.work(work), second.work(work)]);
      for (const deliveryId of ids) {
        await second.enqueue({ ...audit, pullRequest: 1 + (ids.indexOf(deliveryId) % 3) });
      }
      await first.idle();
      expect(seen.sort()).toEqual([...ids].sort());
    }, 30_000);
  }
});
