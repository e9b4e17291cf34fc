/**
 * Faults that Holdfast must survive: a short version of each with `npm test`, the full one with `npm run soak`.
 * What `kill -9` does is in storm.ts.
 */

import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { FaultOptions } from '../../src/playground/client.ts';
import { type PostgresServer, startPostgresServer } from '../store/postgres-server.ts';
import { faultsAtGitHub, faultsInStore } from './invariants.ts';
import { Service, type ServiceOptions } from './service.ts';

const isFull = process.env['HOLDFAST_SOAK'] === 'full';
const size = isFull
  ? {
      actions: 200,
      repositories: 5,
      awaySeconds: 30,
      shared: 100,
      hangGuard: 30 * 60_000,
    }
  : { actions: 20, repositories: 2, awaySeconds: 2, shared: 12, hangGuard: 180_000 };

let service: Service | null = null;
afterEach(async () => {
  await service?.stop();
  service = null;
}, 60_000);

async function start(options: Partial<ServiceOptions> = {}): Promise<Service> {
  service = await Service.start({ repositories: size.repositories, ...options });
  return service;
}

/** Ends all work with one break in each repository, and says what is not as it must be. */
async function faultsOf(running: Service, databaseUrl?: string): Promise<string[]> {
  await running.pushAll('fine');
  await running.settled();
  await running.pushAll('broken');
  await running.settled();
  const state = await running.github.state();
  await running.stopApps();
  const place =
    databaseUrl === undefined ? { dataDir: join(running.dataDir, 'data') } : { databaseUrl };
  return [...faultsAtGitHub(state), ...(await faultsInStore(place, state))];
}

async function send(running: Service, actions: number): Promise<void> {
  for (let action = 0; action < actions; action++) await running.traffic();
}

describe('GitHub', () => {
  test(
    'failing, asking to wait or silent for a while gets everything later, once',
    async () => {
      const running = await start();
      const outages: readonly FaultOptions['effect'][] = [
        { kind: 'status', status: 500 },
        { kind: 'secondary-rate-limit', retryAfterSeconds: size.awaySeconds },
        isFull ? { kind: 'hang' } : { kind: 'drop' },
      ];
      for (const effect of outages) {
        // After some requests, so that the fault comes in the middle of things; and on writes done but not answered.
        await running.github.addFault({ effect, skip: 7, times: 1_000 });
        await running.github.addFault({ effect: { kind: 'drop' }, method: 'POST', when: 'after' });
        await send(running, Math.ceil(size.actions / 6));
        await delay(size.awaySeconds * 500);
        await running.github.clearFaults();
        await running.settled();
      }
      expect(await faultsOf(running)).toEqual([]);
    },
    size.hangGuard,
  );
});

const onServer = startPostgresServer === null ? describe.skip : describe;
onServer('on PostgreSQL', () => {
  let started: PostgresServer | undefined;
  beforeAll(async () => {
    started = await startPostgresServer?.();
  }, 60_000);
  afterAll(() => started?.stop());
  const server = (): PostgresServer => {
    if (started === undefined) throw new Error('No server.');
    return started;
  };

  test(
    'a database that is away makes webhooks wait, and then all goes on',
    async () => {
      const database = server();
      const databaseUrl = await database.createDatabase();
      const running = await start({ databaseUrl });
      await send(running, size.actions / 4);
      // What is in hand when the database goes waits for its heartbeat: a minute that the short version spares.
      if (!isFull) await running.settled();
      const before = (await running.github.state()).deliveries.length;
      await database.kill();
      await send(running, size.actions / 4);
      await running.github.webhooksSent();
      const refused = (await running.github.state()).deliveries
        .slice(before)
        .filter(({ event }) => event === 'push' || event === 'pull_request');
      expect(refused.length).toBeGreaterThan(0);
      expect([...new Set(refused.map(({ status_code: code }) => code))]).toEqual([503]);
      await delay(size.awaySeconds * 1_000);
      await database.restart();
      expect(await faultsOf(running, databaseUrl)).toEqual([]);
    },
    size.hangGuard,
  );

  test(
    'two processes share the work and never double it',
    async () => {
      const databaseUrl = await server().createDatabase();
      const running = await start({ databaseUrl, processes: 2, repositories: 4 });
      for (let action = 0; action < size.shared; action++) {
        await running.aim(action % 2);
        await running.traffic();
      }
      await running.settled();
      expect(await running.audits(0)).toBeGreaterThan(0);
      expect(await running.audits(1)).toBeGreaterThan(0);
      expect(await faultsOf(running, databaseUrl)).toEqual([]);
    },
    size.hangGuard,
  );

  (isFull ? test : test.skip)(
    'a process that is killed with a job in hand leaves it to the other, by its heartbeat',
    async () => {
      const databaseUrl = await server().createDatabase();
      const running = await start({ databaseUrl, processes: 2 });
      await running.aim(1);
      const pause = await running.github.pauseAt({ method: 'PATCH' });
      await send(running, 2);
      await pause.reached();
      await running.kill(1);
      await running.github.clearFaults();
      await running.aim(0);
      await running.settled();
      expect(await faultsOf(running, databaseUrl)).toEqual([]);
    },
    size.hangGuard,
  );
});
