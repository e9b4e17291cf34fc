import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { lockFolder } from '../../src/store/folder-lock.ts';
import { DataFolderInUse } from '../../src/store/store-error.ts';
import { startProcess, type TestProcess } from './child-process.ts';
import { dataImage, openTestStore } from './open-test-store.ts';

const holdFolder = join(import.meta.dirname, 'hold-folder.ts');

let folder: string;
let processes: TestProcess[];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'holdfast-data-'));
  processes = [];
});
afterEach(async () => {
  for (const process of processes) await process.kill();
  await rm(folder, { recursive: true, force: true });
});

const start = async (): Promise<TestProcess> => {
  const process = await startProcess(holdFolder, folder);
  processes.push(process);
  return process;
};

describe('a data folder', () => {
  beforeAll(async () => {
    await dataImage();
  }, 60_000);

  test('is refused to a second process, which is told by whom and what to do', async () => {
    const first = await start();
    expect(await first.line()).toBe('open');
    const refusal = openTestStore({ dataDir: folder });
    await expect(refusal).rejects.toThrow(DataFolderInUse);
    await expect(refusal).rejects.toThrow(
      new RegExp(`process ${first.pid} on .+ set DATABASE_URL to a PostgreSQL server`),
    );
  }, 30_000);

  test('is free at once, with all that was acknowledged, when its process is killed', async () => {
    const first = await start();
    expect(await first.line()).toBe('open');
    await first.kill();
    const store = await openTestStore({ dataDir: folder });
    expect(await store.deliveries.find(`from-${first.pid}`)).toMatchObject({ state: 'received' });
    await store.close();
  }, 30_000);

  test('goes to one of several that start after a crash', async () => {
    const dead = await start();
    await dead.line();
    await dead.kill();
    const started = await Promise.all([start(), start(), start()]);
    const lines = await Promise.all(started.map((process) => process.line()));
    expect(lines.filter((line) => line === 'open')).toHaveLength(1);
    expect(lines.filter((line) => line.startsWith('DataFolderInUse:'))).toHaveLength(2);
  }, 60_000);

  test('is free again after it was closed, and nothing of the lock is left', async () => {
    await (await openTestStore({ dataDir: folder })).close();
    expect(await readdir(folder)).toEqual(['database']);
    await (await openTestStore({ dataDir: folder })).close();
  }, 30_000);
});

describe('the lock of a folder', () => {
  const lockFile = () => join(folder, 'holdfast.lock');
  const holder = async (changes: object) => {
    const lock = await lockFolder(folder);
    const mine: object = JSON.parse(await readFile(lockFile(), 'utf8'));
    await lock.release();
    await writeFile(lockFile(), JSON.stringify({ ...mine, id: 'other', socket: '', ...changes }));
  };

  test('is held once in one process too', async () => {
    const lock = await lockFolder(folder);
    await expect(lockFolder(folder)).rejects.toThrow(DataFolderInUse);
    await lock.release();
    await (await lockFolder(folder)).release();
  });

  test('is taken by one of many at once, also from a dead holder', async () => {
    await holder({ pid: 2 ** 30, started: '1' });
    const taken = await Promise.allSettled(Array.from({ length: 20 }, () => lockFolder(folder)));
    const locks = taken.filter((one) => one.status === 'fulfilled').map((one) => one.value);
    expect(locks).toHaveLength(1);
    for (const one of taken) {
      if (one.status === 'rejected') expect(one.reason).toBeInstanceOf(DataFolderInUse);
    }
    for (const lock of locks) await lock.release();
    expect(await readdir(folder)).toEqual([]);
  });

  test('is taken from a holder whose process id, here our own, belongs to another now', async () => {
    await holder({ started: '1' });
    await (await lockFolder(folder)).release();
  });

  test('is taken from a holder that was there before the machine was started again', async () => {
    await holder({ boot: 'an earlier one' });
    await (await lockFolder(folder)).release();
  });

  test('is taken from a killed container, which has a host name and process ids of its own', async () => {
    const killed = await startProcess(holdFolder, folder);
    await killed.line();
    await killed.kill();
    const left: object = JSON.parse(await readFile(lockFile(), 'utf8'));
    const other = { ...left, host: '0a1b2c3d4e5f', pidNamespace: 'pid:[1]', pid: process.pid };
    await writeFile(lockFile(), JSON.stringify(other));
    await (await lockFolder(folder)).release();
  }, 30_000);

  test.each([
    ['another machine', { host: 'elsewhere', boot: 'another' }],
    ['another container, where its socket is not to be had', { pidNamespace: 'pid:[1]' }],
    ['a process that lives', {}],
  ])('is not taken from %s', async (_name, changes) => {
    await holder(changes);
    await expect(lockFolder(folder)).rejects.toThrow(DataFolderInUse);
  });

  test('that cannot be read is not taken', async () => {
    await writeFile(lockFile(), 'not JSON');
    await expect(lockFolder(folder)).rejects.toThrow(/delete the file and start again/);
  });
});
