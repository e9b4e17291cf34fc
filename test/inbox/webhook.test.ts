import { createHmac, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { routes, WEBHOOK_PATH } from '../../src/inbox/routes.ts';
import { webhookInbox } from '../../src/inbox/webhook.ts';
import { openQueue, type Queue } from '../../src/jobs/queue.ts';
import { type Store, StoreUnavailable } from '../../src/store/store.ts';
import { openTestStore } from '../store/open-test-store.ts';

const log = { info() {}, warn() {}, error() {} };
let store: Store;
let queue: Queue;

beforeAll(async () => {
  store = await openTestStore();
  queue = await openQueue(store, { log });
}, 60_000);

afterAll(async () => {
  await queue.stop();
  await store.close();
});

function app(
  overrides: { store?: Pick<Store, 'kind' | 'urgentTransaction'>; ready?: boolean } = {},
) {
  return routes({
    inbox: webhookInbox({ secrets: ['new', 'old'], store: overrides.store ?? store, queue, log }),
    ready: async () => overrides.ready ?? true,
    log,
  });
}

function webhook(options: { body?: string; secret?: string; guid?: string; event?: string } = {}) {
  const body = options.body ?? JSON.stringify({ action: 'opened', installation: { id: 5 } });
  return {
    method: 'POST',
    body,
    headers: {
      'content-type': 'application/json',
      'x-github-event': options.event ?? 'pull_request',
      'x-github-delivery': options.guid ?? randomUUID(),
      'x-hub-signature-256': `sha256=${createHmac('sha256', options.secret ?? 'new')
        .update(body)
        .digest('hex')}`,
    },
  };
}

describe('a webhook', () => {
  test.each(['new', 'old'])('signed with the %s secret is stored and queued', async (secret) => {
    const guid = randomUUID();
    const before = (await queue.counts()).ready;
    const answer = await app().request(WEBHOOK_PATH, webhook({ secret, guid }));

    expect(answer.status).toBe(202);
    expect(await store.deliveries.find(guid)).toMatchObject({
      event: 'pull_request',
      action: 'opened',
      installationId: 5,
      state: 'received',
    });
    expect((await queue.counts()).ready).toBe(before + 1);
  });

  test.each([
    ['has not ended', 'requested', 'workflow_dispatch', 200],
    ['nobody dispatched', 'completed', 'push', 200],
    ['was dispatched and has ended', 'completed', 'workflow_dispatch', 202],
  ])(
    'about a run of a workflow that %s: only what a fix may wait for is stored',
    async (...row) => {
      const [, action, event, status] = row;
      const guid = randomUUID();
      const body = JSON.stringify({ action, workflow_run: { event }, installation: { id: 5 } });
      const answer = await app().request(
        WEBHOOK_PATH,
        webhook({ guid, body, event: 'workflow_run' }),
      );
      expect(answer.status).toBe(status);
      expect((await store.deliveries.find(guid)) !== null).toBe(status === 202);
    },
  );

  test.each([
    ['a command', 'created', '/holdfast audit', 202],
    ['no command', 'created', 'Thank you.\n/holdfast audit', 200],
    ['a command and was edited', 'edited', '/holdfast audit', 200],
  ])('about a comment that has %s: only what may be obeyed is stored', async (...row) => {
    const [, action, text, status] = row;
    for (const event of ['issue_comment', 'pull_request_review_comment']) {
      const guid = randomUUID();
      const body = JSON.stringify({ action, comment: { body: text }, installation: { id: 5 } });
      const answer = await app().request(WEBHOOK_PATH, webhook({ guid, body, event }));
      expect(answer.status).toBe(status);
      expect((await store.deliveries.find(guid)) !== null).toBe(status === 202);
    }
  });

  test('signed with any other secret is refused and leaves nothing behind', async () => {
    const guid = randomUUID();
    const answer = await app().request(WEBHOOK_PATH, webhook({ secret: 'wrong', guid }));

    expect(answer.status).toBe(401);
    expect(await store.deliveries.find(guid)).toBeNull();
  });

  test('without the headers of GitHub is refused', async () => {
    const answer = await app().request(WEBHOOK_PATH, { method: 'POST', body: '{}' });
    expect(answer.status).toBe(400);
  });

  test.each(['not json', '[]', 'null'])('with the body %s is refused', async (body) => {
    expect((await app().request(WEBHOOK_PATH, webhook({ body }))).status).toBe(400);
  });

  test('over 25 MB is refused before it is read to its end', async () => {
    const answer = await app().request(
      WEBHOOK_PATH,
      webhook({ body: ' '.repeat(26 * 1024 * 1024) }),
    );
    expect(answer.status).toBe(413);
  });

  test('that arrives many times at once is stored and queued once', async () => {
    const request = webhook();
    const before = (await queue.counts()).ready;
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => app().request(WEBHOOK_PATH, request)),
    );

    expect(answers.map(({ status }) => status).sort()).toEqual([...Array(7).fill(200), 202]);
    expect((await queue.counts()).ready).toBe(before + 1);
  });

  test('that had failed is tried again when GitHub sends it again', async () => {
    const guid = randomUUID();
    await app().request(WEBHOOK_PATH, webhook({ guid }));
    await store.deliveries.markFailed(guid, 'It went wrong.');

    expect((await app().request(WEBHOOK_PATH, webhook({ guid }))).status).toBe(202);
  });

  test('gets 503 while the database does not answer', async () => {
    const away = {
      kind: 'server' as const,
      urgentTransaction: () =>
        Promise.reject(new StoreUnavailable('The database does not answer.')),
    };
    expect((await app({ store: away }).request(WEBHOOK_PATH, webhook())).status).toBe(503);
  });
});

test('health and readiness are told apart', async () => {
  expect((await app({ ready: false }).request('/healthz')).status).toBe(200);
  expect((await app({ ready: false }).request('/readyz')).status).toBe(503);
  expect((await app({ ready: true }).request('/readyz')).status).toBe(200);
  expect((await app().request('/elsewhere')).status).toBe(404);
});
