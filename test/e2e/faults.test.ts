import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { packageRoot } from '../../src/package-root.ts';
import { startAppProcess } from '../../src/playground/processes.ts';
import { checkExchanges } from '../playground/github-contract.ts';
import { shopContract } from './contract.ts';
import { Clone, concluded, repositoryOf, runsOf, type Stack, startStack } from './stack.ts';

const SHOP = 'acme/shop';
const CONCLUDE = { method: 'PATCH', path: '/repos/acme/shop/check-runs/*' } as const;
const TREES = { method: 'GET', path: '/repos/acme/shop/git/trees/*' } as const;
const BREAKING = { 'openapi.yaml': shopContract({ newUserRequired: ['email', 'phone'] }) };
let stack: Stack;
let clone: Clone;

beforeAll(async () => {
  stack = await startStack();
  await stack.github.createRepository({
    owner: 'acme',
    name: 'shop',
    files: { 'openapi.yaml': shopContract() },
    collaborators: { dana: 'write' },
  });
  clone = await Clone.of(stack.github, SHOP, 'dana');
}, 60_000);

afterEach(async () => {
  await stack.github.clearFaults();
});

afterAll(async () => {
  await clone.remove();
  await stack.stop();
}, 30_000);

async function openPull(branch: string) {
  await clone.git('checkout', '--quiet', 'main');
  const sha = await clone.push(branch, { ...BREAKING, 'branch.txt': `${branch}\n` });
  const pull = await stack.github.openPull({
    repository: SHOP,
    head: branch,
    title: `Change ${branch}`,
    author: 'dana',
  });
  return { sha, number: pull.number };
}

async function seen(sha: string, number: number) {
  const shop = repositoryOf((await stack.github.state()).repositories, SHOP);
  return {
    runs: runsOf(shop, sha),
    comments: shop.comments.filter(({ issue }) => issue === number),
  };
}

function comment(number: number) {
  return stack.github.waitFor(({ repositories }) =>
    repositoryOf(repositories, SHOP).comments.find(({ issue }) => issue === number),
  );
}

describe('killed with kill -9', () => {
  test('between the webhook and the verdict, it concludes exactly one check run after a restart', async () => {
    const pause = await stack.github.pauseAt(CONCLUDE);
    const { sha, number } = await openPull('crash-before');
    await pause.reached();
    await stack.app.kill('SIGKILL');
    await pause.release();
    await stack.restart();

    const runs = await concluded(stack.github, SHOP, sha);
    await comment(number);
    expect(runs).toMatchObject([{ conclusion: 'failure', annotations: [{ start_line: 22 }] }]);
  }, 60_000);

  test('after the verdict and before the comment, it writes the comment and nothing twice', async () => {
    const pause = await stack.github.pauseAt({
      method: 'POST',
      path: '/repos/acme/shop/issues/*/comments',
    });
    const { sha, number } = await openPull('crash-after');
    await pause.reached();
    await stack.app.kill('SIGKILL');
    await stack.github.clearFaults();
    await stack.restart();

    await comment(number);
    const runs = await concluded(stack.github, SHOP, sha);
    expect(runs).toHaveLength(1);
    expect(runs[0]?.annotations).toHaveLength(1);
    expect((await seen(sha, number)).comments).toHaveLength(1);
  }, 60_000);
});

test('where a head moves during the audit, the newest one gets the verdict, and nothing of the old one stays', async () => {
  const pause = await stack.github.pauseAt(TREES);
  const { sha: old, number } = await openPull('moving');
  await pause.reached();
  const newest = await clone.push('moving', { 'openapi.yaml': shopContract({ sortable: true }) });
  await pause.release();

  expect(await concluded(stack.github, SHOP, newest)).toMatchObject([{ conclusion: 'success' }]);
  // The old one is given up as soon as the webhook of the push has come; before that, it ends as it would.
  const [run] = await concluded(stack.github, SHOP, old);
  expect(['cancelled', 'failure']).toContain(run?.conclusion);
  await stack.github.waitFor(({ repositories }) =>
    repositoryOf(repositories, SHOP)
      .comments.filter(({ issue }) => issue === number)
      .every(({ body }) => body.includes('resolved'))
      ? true
      : undefined,
  );
}, 60_000);

describe('GitHub', () => {
  test('asking to wait is obeyed: nothing more is sent until then, and the verdict comes once', async () => {
    const { sha, number } = await limitedPull('limited', {
      kind: 'secondary-rate-limit',
      retryAfterSeconds: 2,
    });

    const runs = await concluded(stack.github, SHOP, sha);
    await comment(number);
    expect(runs).toHaveLength(1);
    const exchanges = await stack.github.exchanges();
    const refused = exchanges.filter(({ fault }) => fault !== null);
    expect(refused).toHaveLength(1);
    expect(stack.app.log.join('\n')).toContain('A job is put off.');
  }, 60_000);

  test('failing for a moment is tried again', async () => {
    const { sha } = await limitedPull('unavailable', { kind: 'status', status: 502 });

    expect(await concluded(stack.github, SHOP, sha)).toMatchObject([{ conclusion: 'failure' }]);
  }, 90_000);

  test('whose answer to a write was lost gets no second check run', async () => {
    await stack.github.addFault({
      method: 'POST',
      path: '/repos/acme/shop/check-runs',
      effect: { kind: 'drop' },
      when: 'after',
    });
    const { sha, number } = await openPull('lost-answer');

    await comment(number);
    expect(await concluded(stack.github, SHOP, sha)).toHaveLength(1);
  }, 90_000);
});

async function limitedPull(
  branch: string,
  effect:
    | { kind: 'secondary-rate-limit'; retryAfterSeconds: number }
    | { kind: 'status'; status: number },
) {
  await stack.github.addFault({ ...CONCLUDE, effect });
  return openPull(branch);
}

test('what Holdfast itself cannot do concludes the check run with a run id and no stack trace', async () => {
  await stack.github.addFault({ ...TREES, effect: { kind: 'status', status: 422 } });
  const { sha } = await openPull('fault');
  const [run] = await concluded(stack.github, SHOP, sha);

  expect(run?.conclusion).toBe('failure');
  expect(run?.title).toMatch(/^Holdfast could not finish; run [0-9a-f-]{36}$/);
  expect(`${run?.summary}${run?.text}`).not.toMatch(/\bat .*:\d+:\d+/);
}, 60_000);

test('the process ends what runs when it is asked to stop, and refuses webhooks that are not signed', async () => {
  const pause = await stack.github.pauseAt(CONCLUDE);
  const { sha } = await openPull('stopping');
  await pause.reached();
  const stopped = stack.app.kill('SIGTERM');
  await pause.release();

  expect(await stopped).toBe(0);
  expect(await concluded(stack.github, SHOP, sha)).toHaveLength(1);
  await stack.restart();
  const forged = await fetch(`${stack.app.url}/api/github/webhooks`, {
    method: 'POST',
    headers: {
      'x-github-event': 'pull_request',
      'x-github-delivery': '11111111-2222-3333-4444-555555555555',
      'x-hub-signature-256': `sha256=${'0'.repeat(64)}`,
    },
    body: '{}',
  });
  expect(forged.status).toBe(401);
  expect((await fetch(`${stack.app.url}/readyz`)).status).toBe(200);
}, 60_000);

test('a second process on the same data, or on a port that is taken, refuses to start and says why', async () => {
  const root = packageRoot(import.meta.url);
  await expect(startAppProcess({ root, ...stack.place })).rejects.toThrow('exit code 2');
  const dataDir = await mkdtemp(join(tmpdir(), 'holdfast-second-'));
  const taken = { PORT: new URL(stack.app.url).port };
  await expect(
    startAppProcess({ root, ...stack.place, dataDir, environment: taken }),
  ).rejects.toThrow('exit code 2');
  await rm(dataDir, { recursive: true, force: true });
}, 60_000);

test("every request and every answer so far is one that GitHub's own description allows", async () => {
  expect(checkExchanges(await stack.github.exchanges())).toEqual([]);
}, 60_000);
