import { createHmac, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { tokenClient } from '../src/github/connection.ts';
import { routes, WEBHOOK_PATH } from '../src/inbox/routes.ts';
import { webhookInbox } from '../src/inbox/webhook.ts';
import { openQueue, type Queue } from '../src/jobs/queue.ts';
import { type MetricsServer, serveMetrics } from '../src/metrics.ts';
import { startPlayground } from '../src/playground/playground.ts';
import type { Store } from '../src/store/store.ts';
import { fill, openIncident } from './api/server.ts';
import { openTestStore } from './store/open-test-store.ts';

const log = { info() {}, warn() {}, error() {} };
let store: Store;
let queue: Queue;
let metrics: MetricsServer;

beforeAll(async () => {
  store = await openTestStore();
  queue = await openQueue(store, { log });
  metrics = await serveMetrics({ store, queue, log }, { host: 'localhost', port: 0 });
}, 60_000);
afterAll(async () => {
  await metrics.close();
  await queue.stop();
  await store.close();
});

const scrape = async () => (await fetch(`${metrics.url}/metrics`)).text();

describe('the metrics', () => {
  test('count webhooks by answer, and the jobs that wait', async () => {
    const inbox = webhookInbox({ secrets: ['secret'], store, queue, log });
    const app = routes({ inbox, ready: async () => true, log });
    const body = JSON.stringify({ action: 'opened', installation: { id: 5 } });
    const send = (secret: string) =>
      app.request(WEBHOOK_PATH, {
        method: 'POST',
        body,
        headers: {
          'content-type': 'application/json',
          'x-github-event': 'pull_request',
          'x-github-delivery': randomUUID(),
          'x-hub-signature-256': `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`,
        },
      });
    await send('secret');
    await send('secret');
    await send('wrong');
    const text = await scrape();
    expect(text).toContain('holdfast_webhooks_total{status="202"} 2');
    expect(text).toContain('holdfast_webhooks_total{status="401"} 1');
    expect(text).toContain('holdfast_jobs{state="ready"} 2');
    expect(text).toContain('holdfast_jobs{state="active"} 0');
  });

  test('count audits by outcome, each once', async () => {
    await fill(store);
    const audit = await store.audits.begin({
      installationId: 7,
      repository: { id: 1, owner: 'acme', name: 'shop' },
      pullRequest: 1,
      branch: null,
      trigger: 'pull_request',
      baseSha: 'b'.repeat(40),
      headSha: 'a'.repeat(40),
    });
    expect(await store.audits.fail(7, audit.id, 'No memory.')).toBe(true);
    expect(await store.audits.fail(7, audit.id, 'No memory.')).toBe(false);
    const labels = 'trigger="pull_request",outcome="failed"';
    expect(await scrape()).toContain(`holdfast_audit_duration_seconds_count{${labels}} 1`);
  });

  test('count requests to GitHub, with what is left of its limit', async () => {
    const github = await startPlayground();
    const address = { webUrl: github.url, apiUrl: github.url };
    await tokenClient(null, address).request('GET /rate_limit');
    await expect(tokenClient('wrong', address).request('GET /user')).rejects.toThrow();
    await github.close();
    await expect(tokenClient(null, address).request('GET /rate_limit')).rejects.toThrow();
    const text = await scrape();
    for (const status of ['200', '401', 'none']) {
      expect(text).toContain(`holdfast_github_requests_total{status="${status}"} 1`);
    }
  });

  test('show open incidents, and what every process has', async () => {
    await fill(store);
    const { id } = await openIncident(store);
    await openIncident(store);
    await store.incidents.update(
      { installationId: 7, id, status: 'open' },
      { status: 'acknowledged' },
      null,
    );
    const text = await scrape();
    expect(text).toContain('holdfast_incidents{status="open"} 1');
    expect(text).toContain('holdfast_incidents{status="acknowledged"} 1');
    expect(text).toContain('process_resident_memory_bytes');
  });

  test('are the only thing on their port', async () => {
    expect((await fetch(`${metrics.url}/`)).status).toBe(404);
    expect((await fetch(`${metrics.url}/metrics`, { method: 'POST' })).status).toBe(404);
  });
});
