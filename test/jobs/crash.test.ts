import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { openQueue } from '../../src/jobs/queue.ts';
import { startProcess } from '../store/child-process.ts';
import { dataImage, openTestStore } from '../store/open-test-store.ts';
import { handlers } from './idle-handlers.ts';

const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };

describe('jobs of a process that was killed', () => {
  let folder: string;
  beforeAll(async () => {
    await dataImage();
  }, 60_000);
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'holdfast-data-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  /** Starts a process that hangs in a job, and kills it there. */
  const crash = async (...lines: string[]) => {
    const process = await startProcess(join(import.meta.dirname, 'work-and-hang.ts'), folder);
    for (const line of lines) expect(await process.line()).toBe(line);
    await process.kill();
  };

  /** Opens the folder again, works until nothing is left, and tells what was run. */
  const restart = async () => {
    const store = await openTestStore({ dataDir: folder });
    const queue = await openQueue(store, { log: silent, deliveriesAtOnce: 1, attempts: 2 });
    const runs: (string | number)[][] = [];
    await queue.work(
      handlers({
        delivery: async ({ deliveryId }, { attempt }) => void runs.push([deliveryId, attempt]),
        onExhausted: async (job, error) => void runs.push([job.kind, error.message]),
      }),
    );
    await queue.idle();
    await queue.stop();
    await store.close();
    return runs;
  };

  test('run again at once after its restart, each once, and the finished ones do not', async () => {
    await crash('done', 'hangs');
    expect((await restart()).sort()).toEqual([
      ['hangs', 2],
      ['waits', 1],
    ]);
    expect(await restart()).toEqual([]);
  }, 60_000);

  test('that it always dies of are given up in the end', async () => {
    await crash('done', 'hangs');
    // The next process finds it first, as it is the oldest.
    await crash('hangs');
    const runs = await restart();
    expect(runs).toContainEqual(['delivery', 'The process ended while the job was running.']);
    expect(runs.map(([name]) => name)).not.toContain('hangs');
  }, 120_000);
});
