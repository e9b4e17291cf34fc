import { createHmac } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { PlaygroundClient } from '../../src/playground/client.ts';
import { type Playground, startPlayground } from '../../src/playground/playground.ts';

let playground: Playground;
let client: PlaygroundClient;
let token: string;

beforeEach(async () => {
  playground = await startPlayground({ limits: { webhookTimeoutMs: 200 } });
  client = new PlaygroundClient(playground.url);
  await client.createRepository({
    owner: 'acme',
    name: 'shop',
    files: { 'a.txt': 'a\n' },
    collaborators: { dana: 'admin' },
  });
  token = await client.createUserToken('dana');
});

afterEach(async () => {
  await playground.close();
});

function issues(method: 'GET' | 'POST', signal?: AbortSignal): Promise<Response> {
  return fetch(`${playground.url}/repos/acme/shop/issues`, {
    method,
    headers: { authorization: `Bearer ${token}` },
    ...(method === 'POST' ? { body: JSON.stringify({ title: 'Issue' }) } : {}),
    ...(signal === undefined ? {} : { signal }),
  });
}

async function issueCount(): Promise<number> {
  return (await client.state()).repositories[0]?.issues.length ?? 0;
}

describe('faults', () => {
  test('meet as many requests as they are for, and only those they are for', async () => {
    await client.addFault({
      method: 'GET',
      path: '/repos/*/*/issues',
      times: 2,
      skip: 1,
      effect: { kind: 'status', status: 502 },
    });
    const statuses = [];
    for (const method of ['GET', 'POST', 'GET', 'GET', 'GET'] as const) {
      statuses.push((await issues(method)).status);
    }
    expect(statuses).toEqual([200, 201, 502, 502, 200]);
  });

  test('a lost answer leaves the work done', async () => {
    await client.addFault({
      method: 'POST',
      when: 'after',
      effect: { kind: 'status', status: 500 },
    });
    expect((await issues('POST')).status).toBe(500);
    expect(await issueCount()).toBe(1);
    await client.addFault({ method: 'POST', effect: { kind: 'status', status: 500 } });
    expect((await issues('POST')).status).toBe(500);
    expect(await issueCount()).toBe(1);
  });

  test('rate limits look like GitHub’s', async () => {
    await client.addFault({ effect: { kind: 'secondary-rate-limit', retryAfterSeconds: 7 } });
    const secondary = await issues('GET');
    expect([secondary.status, secondary.headers.get('retry-after')]).toEqual([403, '7']);
    expect(await secondary.text()).toContain('secondary rate limit');
    await client.addFault({ effect: { kind: 'primary-rate-limit', resetInSeconds: 60 } });
    const primary = await issues('GET');
    expect([primary.status, primary.headers.get('x-ratelimit-remaining')]).toEqual([403, '0']);
    expect(Number(primary.headers.get('x-ratelimit-reset'))).toBeGreaterThan(Date.now() / 1000);
  });

  test('connections drop and hang', async () => {
    await client.addFault({ effect: { kind: 'drop' } });
    await expect(issues('GET')).rejects.toThrow('fetch failed');
    const fault = await client.addFault({ effect: { kind: 'hang' } });
    const abort = new AbortController();
    const hanging = issues('GET', abort.signal);
    await fault.reached();
    abort.abort();
    await expect(hanging).rejects.toThrow('aborted');
    expect((await issues('GET')).status).toBe(200);
  });

  test('a request waits where it is told to', async () => {
    const gate = await client.pauseAt({ method: 'POST', path: '/repos/**' });
    const posted = issues('POST');
    await gate.reached();
    expect(await issueCount()).toBe(0);
    await gate.release();
    expect((await posted).status).toBe(201);
    expect(await issueCount()).toBe(1);
  });

  test('closing ends what waits', async () => {
    const other = await startPlayground();
    const gate = other.pauseAt({});
    const asked = fetch(`${other.url}/rate_limit`).then(
      () => 'answered',
      () => 'ended',
    );
    await gate.reached;
    const waiting = other.waitFor(() => false);
    const ended = expect(waiting).rejects.toThrow('closed');
    await other.close();
    await ended;
    expect(await asked).toMatch(/answered|ended/);
  });
});

describe('webhooks', () => {
  let receiver: Server;
  let received: { headers: Record<string, unknown>; body: string }[];
  let answerWith: number | null;

  beforeEach(async () => {
    received = [];
    answerWith = 200;
    receiver = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        received.push({ headers: request.headers, body: Buffer.concat(chunks).toString() });
        if (answerWith !== null) response.writeHead(answerWith).end('noted');
      });
    });
    await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
    const address = receiver.address();
    if (address === null || typeof address === 'string') throw new Error('no port');
    await client.setWebhook({ url: `http://127.0.0.1:${address.port}/`, secret: 'hush' });
  });

  afterEach(async () => {
    receiver.closeAllConnections();
    await new Promise((resolve) => receiver.close(resolve));
  });

  async function push() {
    await client.commit({
      repository: 'acme/shop',
      branch: 'main',
      message: 'Change',
      author: 'dana',
      files: { 'a.txt': `${received.length}\n` },
    });
    await client.webhooksSent();
    return (await client.state()).deliveries.filter(({ event }) => event === 'push');
  }

  test('are signed and can be delivered again with the same GUID', async () => {
    const [delivery] = await push();
    expect(delivery).toMatchObject({ status: 'OK', status_code: 200, redelivery: false });
    const first = received.find(({ headers }) => headers['x-github-event'] === 'push');
    const signature = createHmac('sha256', 'hush')
      .update(first?.body ?? '')
      .digest('hex');
    expect(first?.headers['x-hub-signature-256']).toBe(`sha256=${signature}`);

    await client.redeliver(delivery?.id ?? 0);
    await client.webhooksSent();
    const again = received.filter(({ headers }) => headers['x-github-delivery'] === delivery?.guid);
    expect(again.map(({ body }) => body)).toEqual([first?.body, first?.body]);
  });

  test('are logged when they are refused or not answered, and not tried again', async () => {
    answerWith = 500;
    expect(await push()).toMatchObject([{ status_code: 500 }]);
    answerWith = null;
    const deliveries = await push();
    expect(deliveries).toMatchObject([{ status_code: 500 }, { status: 'timed out' }]);
    expect(received.filter(({ headers }) => headers['x-github-event'] === 'push')).toHaveLength(2);
  });
});

test('the control API is not for web pages', async () => {
  const url = `${playground.url}/_control/tokens`;
  const body = JSON.stringify({ login: 'dana' });
  const form = await fetch(url, { method: 'POST', body });
  expect(form.status).toBe(415);
  const headers = { 'content-type': 'application/json' };
  const other = url.replace('127.0.0.1', 'localhost');
  const elsewhere = await fetch(other, { method: 'POST', body, headers }).then(
    ({ status }) => status,
    // Where `localhost` is another address, nobody answers at all.
    () => 403,
  );
  expect(elsewhere).toBe(403);
});
