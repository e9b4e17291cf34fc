import { once } from 'node:events';
import { createAdaptorServer } from '@hono/node-server';
import { type Logger, pino } from 'pino';
import { Probot } from 'probot';
import { holdfastApp } from './app.ts';
import type { Environment } from './environment.ts';
import { AppConnection } from './github/connection.ts';
import { routes } from './inbox/routes.ts';
import { webhookInbox } from './inbox/webhook.ts';
import { openAuditThreads } from './jobs/audit-threads.ts';
import { jobHandlers } from './jobs/handlers.ts';
import { openQueue } from './jobs/queue.ts';
import { sweep } from './jobs/sweep.ts';
import { openStore } from './store/store.ts';

/** A running process. */
export interface RunningServer {
  /** Where it listens, such as http://localhost:3000. */
  readonly url: string;
  /** Stops taking work, ends what runs, lets go of everything. Can be called twice. */
  stop(): Promise<void>;
}

/** How often what was left behind is looked for, in milliseconds. */
const SWEEP_EVERY_MS = 10 * 60 * 1_000;

/**
 * Starts the process: store, queue, workers and HTTP, in the order in which they need each other.
 * Probot dispatches the events; its own HTTP server is not used, as nothing can stand in front of its
 * middleware, and a body limit, several secrets and the inbox must.
 * Rejects with an error for people when the store or the port is not to be had.
 */
export async function startServer(environment: Environment): Promise<RunningServer> {
  const log = pino({ name: 'holdfast', level: environment.logLevel });
  const store = await openStore({
    databaseUrl: environment.databaseUrl ?? undefined,
    dataDir: environment.dataDir,
    log,
  });
  const queue = await openQueue(store, { log });
  const connection = new AppConnection({
    appId: environment.appId,
    privateKey: environment.privateKey,
    address: environment.github,
  });
  const threads = openAuditThreads();
  const probot = await startProbot(environment, log);
  await probot.load(
    holdfastApp({
      enqueue: async (job) => {
        await queue.enqueue(job);
      },
      saveInstallation: (installation, { added, removed }) =>
        store.transaction(async ({ installations }) => {
          await installations.save(installation);
          await installations.saveRepositories(installation.id, added);
          await installations.removeRepositories(installation.id, removed);
        }),
      auditsAt: (...head) => store.audits.listAt(...head),
    }),
  );
  await queue.work(jobHandlers({ store, connection, probot, threads, log, now: () => new Date() }));
  await sweep({ store, queue }, new Date());
  const sweeping = setInterval(() => {
    sweep({ store, queue }, new Date()).catch((error: unknown) => {
      log.warn({ err: error }, 'What was left behind could not be looked for; trying again later.');
    });
  }, SWEEP_EVERY_MS);

  let stopping: Promise<void> | null = null;
  const inbox = webhookInbox({ secrets: environment.webhookSecrets, store, queue, log });
  const http = createAdaptorServer({
    fetch: routes({ inbox, log, ready: async () => stopping === null && (await store.healthy()) })
      .fetch,
  });
  http.listen(environment.port, environment.host);
  await once(http, 'listening');
  const address = http.address();
  const port = typeof address === 'object' && address !== null ? address.port : environment.port;
  const url = `http://${environment.host}:${port}`;
  log.info({ url, store: store.kind }, 'Holdfast is running.');

  const stop = async () => {
    log.info('Stopping: ending what runs, taking nothing new.');
    clearInterval(sweeping);
    const closed = once(http, 'close');
    http.close();
    await queue.stop();
    await threads.close();
    if ('closeAllConnections' in http) http.closeAllConnections();
    await closed;
    await store.close();
    log.info('Stopped.');
  };
  return {
    url,
    stop: () => {
      stopping ??= stop();
      return stopping;
    },
  };
}

/** Probot for its events only: webhooks are verified by the inbox, and jobs make their own clients. */
async function startProbot(environment: Environment, log: Logger): Promise<Probot> {
  const [secret] = environment.webhookSecrets;
  if (secret === undefined) throw new Error('A webhook secret is needed.');
  const probot = new Probot({
    appId: environment.appId,
    privateKey: environment.privateKey,
    secret,
    baseUrl: environment.github.apiUrl,
    log,
  });
  await probot.ready();
  return probot;
}
