/** Metrics for Prometheus, served on a port of their own. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Queue } from './jobs/queue.ts';
import { listen, type Observation } from './observation.ts';
import type { Store } from './store/store.ts';

export interface MetricsResources {
  readonly store: Pick<Store, 'incidents'>;
  readonly queue: Pick<Queue, 'counts'>;
  readonly log: { error(details: object, message: string): void };
}

export interface MetricsServer {
  /** Where it listens, such as http://localhost:9464. */
  readonly url: string;
  close(): Promise<void>;
}

/** Seconds an audit takes: most end within a few, none lasts longer than a thread's deadline. */
const AUDIT_SECONDS = [0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120];

/** The metrics of this process; what is counted is counted from now on. `close` ends that. */
export function openMetrics({ store, queue }: Pick<MetricsResources, 'store' | 'queue'>) {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  const webhooks = new Counter({
    name: 'holdfast_webhooks_total',
    help: 'Webhooks by the status they were answered with.',
    labelNames: ['status'],
    registers,
  });
  const audits = new Histogram({
    name: 'holdfast_audit_duration_seconds',
    help: 'Audits that ended, by trigger and outcome, with the time from their start to their end.',
    labelNames: ['trigger', 'outcome'],
    buckets: AUDIT_SECONDS,
    registers,
  });
  const requests = new Counter({
    name: 'holdfast_github_requests_total',
    help: 'Requests to GitHub by the status of the answer; none: GitHub did not answer.',
    labelNames: ['status'],
    registers,
  });
  const left = new Gauge({
    name: 'holdfast_github_rate_limit_remaining',
    help: 'Requests that the newest answer of GitHub left, by kind of limit. Each installation has its own.',
    labelNames: ['resource'],
    registers,
  });
  new Gauge({
    name: 'holdfast_jobs',
    help: 'Jobs by state: ready, deferred (put off or backing off), active.',
    labelNames: ['state'],
    registers,
    async collect() {
      const { ready, deferred, active } = await queue.counts();
      this.set({ state: 'ready' }, ready);
      this.set({ state: 'deferred' }, deferred);
      this.set({ state: 'active' }, active);
    },
  });
  new Gauge({
    name: 'holdfast_incidents',
    help: 'Incidents that are open or acknowledged.',
    labelNames: ['status'],
    registers,
    async collect() {
      const { open, acknowledged } = await store.incidents.countUnsettled();
      this.set({ status: 'open' }, open);
      this.set({ status: 'acknowledged' }, acknowledged);
    },
  });

  const close = listen((observation: Observation) => {
    switch (observation.kind) {
      case 'webhook':
        webhooks.inc({ status: observation.status });
        break;
      case 'audit': {
        const { trigger, outcome, seconds } = observation;
        audits.observe({ trigger, outcome }, seconds);
        break;
      }
      case 'github':
        requests.inc({ status: observation.status ?? 'none' });
        if (observation.limit !== null) {
          left.set({ resource: observation.limit.resource }, observation.limit.remaining);
        }
    }
  });
  return {
    type: registry.contentType,
    text: () => registry.metrics(),
    close: () => {
      close();
      registry.clear();
    },
  };
}

/** Serves `GET /metrics`; rejects when the port is not to be had. */
export async function serveMetrics(
  resources: MetricsResources,
  { host, port }: { readonly host: string; readonly port: number },
): Promise<MetricsServer> {
  const metrics = openMetrics(resources);
  const server = createServer((request, response) => {
    if (request.url?.split('?')[0] !== '/metrics' || request.method !== 'GET') {
      response.writeHead(404).end('Metrics are at /metrics.\n');
      return;
    }
    metrics.text().then(
      (text) => response.writeHead(200, { 'content-type': metrics.type }).end(text),
      (error: unknown) => {
        resources.log.error({ err: error }, 'The metrics could not be read.');
        response.writeHead(503).end('The metrics cannot be read now.\n');
      },
    );
  });
  const listening = once(server, 'listening');
  server.listen(port, host);
  await listening;
  const address = server.address();
  const actual = typeof address === 'object' && address !== null ? address.port : port;
  return {
    url: `http://${host}:${actual}`,
    close: async () => {
      metrics.close();
      server.closeAllConnections();
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
      });
    },
  };
}
