import { once } from 'node:events';
import { createAdaptorServer, type ServerType } from '@hono/node-server';
import { type Logger, pino } from 'pino';
import { Probot } from 'probot';
import { type ApiResources, apiRoutes } from './api/routes.ts';
import { type AppActions, holdfastApp } from './app.ts';
import type { Environment } from './environment.ts';
import { AppConnection } from './github/connection.ts';
import { routes } from './inbox/routes.ts';
import { webhookInbox } from './inbox/webhook.ts';
import { openAuditThreads } from './jobs/audit-threads.ts';
import { jobHandlers } from './jobs/handlers.ts';
import { type Previewing, previewFix } from './jobs/preview-fix.ts';
import { openQueue, type Queue } from './jobs/queue.ts';
import { requestFix } from './jobs/request-fix.ts';
import { sweep } from './jobs/sweep.ts';
import { type MetricsResources, serveMetrics } from './metrics.ts';
import { openStore, type Store } from './store/store.ts';

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
  const closing: (() => Promise<void>)[] = [];
  const closeAll = async () => {
    for (const close of closing.splice(0).reverse()) await close();
  };
  try {
    const url = await startAll(environment, log, closing);
    let stopping: Promise<void> | null = null;
    return {
      url,
      stop: () => {
        log.info('Stopping: ending what runs, taking nothing new.');
        stopping ??= closeAll();
        return stopping;
      },
    };
  } catch (error) {
    await closeAll();
    throw error;
  }
}

/** Starts everything and gives the address; what was started is to be closed in the reverse order. */
async function startAll(
  environment: Environment,
  log: Logger,
  closing: (() => Promise<void>)[],
): Promise<string> {
  const store = await openStore({
    databaseUrl: environment.databaseUrl ?? undefined,
    dataDir: environment.dataDir,
    log,
  });
  closing.push(() => store.close());
  const threads = openAuditThreads();
  closing.push(() => threads.close());
  const queue = await openQueue(store, { log });
  closing.push(() => queue.stop());

  let ready = false;
  const inbox = webhookInbox({ secrets: environment.webhookSecrets, store, queue, log });
  const isReady = async () => ready && (await store.healthy());
  const now = () => new Date();
  const { appId, privateKey, github: address } = environment;
  const connection = new AppConnection({ appId, privateKey, address });
  const api = apiRoutes({
    store,
    now,
    log,
    github: address,
    ...apiActions({ store, queue, connection, threads, now }),
  });
  const http = createAdaptorServer({ fetch: routes({ inbox, log, ready: isReady, api }).fetch });
  const url = await listen(http, environment);
  closing.push(async () => {
    ready = false;
    await new Promise<void>((resolve) => {
      http.close(() => resolve());
      if ('closeIdleConnections' in http) http.closeIdleConnections();
    });
  });

  await startMetrics(environment, { store, queue, log }, closing);
  const probot = await startProbot(environment, log);
  await probot.load(holdfastApp(appActions(store, queue)));
  connection.identity().catch((error: unknown) => {
    log.warn({ err: error }, 'GitHub did not say who this app is; the first job asks again.');
  });
  await queue.work(jobHandlers({ store, queue, connection, probot, threads, log, now }));
  await sweep({ store, queue }, now());
  const sweeping = setInterval(() => {
    sweep({ store, queue }, now()).catch((error: unknown) => {
      log.warn({ err: error }, 'What was left behind could not be looked for; trying again later.');
    });
  }, SWEEP_EVERY_MS);
  closing.push(async () => clearInterval(sweeping));
  ready = true;
  log.info({ url, store: store.kind }, 'Holdfast is running.');
  return url;
}

/** Serves metrics where a port is set for them. */
async function startMetrics(
  { host, metricsPort: port }: Environment,
  resources: MetricsResources & { readonly log: Logger },
  closing: (() => Promise<void>)[],
): Promise<void> {
  if (port === null) return;
  const metrics = await serveMetrics(resources, { host, port });
  closing.push(() => metrics.close());
  resources.log.info({ url: `${metrics.url}/metrics` }, 'Metrics are served.');
}

/** Listens; rejects when the address is not to be had. */
async function listen(http: ServerType, { host, port }: Environment): Promise<string> {
  const listening = once(http, 'listening');
  http.listen(port, host);
  await listening;
  const address = http.address();
  return `http://${host}:${typeof address === 'object' && address !== null ? address.port : port}`;
}

function appActions(store: Store, queue: Queue): AppActions {
  return {
    enqueue: async (job) => {
      await queue.enqueue(job);
    },
    saveInstallation: (installation, { added, removed }) =>
      store.transaction(async ({ installations }) => {
        await installations.save(installation);
        await installations.saveRepositories(installation.id, added);
        await installations.removeRepositories(installation.id, removed);
      }),
    repositoriesOf: (installationId) => store.installations.listRepositories(installationId),
    auditsAt: (...head) => store.audits.listAt(...head),
    isFixBranch: (...branch) => store.fixes.hasBranch(...branch),
  };
}

/** What the API sets off, as jobs. */
function apiActions(
  resources: Previewing & { readonly queue: Queue },
): Pick<ApiResources, 'startAudit' | 'incidentChanged' | 'requestFix' | 'previewFix'> {
  const { store, queue, now } = resources;
  return {
    previewFix: (incidents) => previewFix(resources, incidents),
    requestFix: async (incidents, requestedBy) => {
      const [first] = incidents;
      if (first === undefined) return { ok: false, reason: 'There is no open incident.' };
      const { installationId, repositoryId } = first;
      const repository = await store.repositories.find(installationId, repositoryId);
      if (repository === null)
        return { ok: false, reason: 'The repository is not known any more.' };
      const { owner, name: repo } = repository;
      const place = { installationId, repositoryId, owner, repo };
      return requestFix(
        { store, queue },
        { ...place, incidents, pullRequest: null, requestedBy, at: now() },
      );
    },
    startAudit: (request) => queue.enqueue({ kind: 'audit-branch', ...request, trigger: 'manual' }),
    incidentChanged: async (installationId, repositoryId, transaction) => {
      const repository = await transaction.repositories.find(installationId, repositoryId);
      if (repository === null) return;
      const { owner, name: repo } = repository;
      await queue.enqueue(
        { kind: 'publish-incidents', installationId, repositoryId, owner, repo },
        { transaction },
      );
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
