/** Buttons whose job is done twice: a process may die when it has done one and not yet said so. */
import { generateKeyPairSync } from 'node:crypto';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import nock from 'nock';
import { audit } from '../../src/audit/audit.ts';
import { isObject } from '../../src/document/document.ts';
import { AppConnection } from '../../src/github/connection.ts';
import { pressButton } from '../../src/jobs/check-action.ts';
import type { CheckActionJob, Job } from '../../src/jobs/job.ts';
import { defaultSettings } from '../../src/settings/defaults.ts';
import type { Store } from '../../src/store/store.ts';
import { openFiles } from '../../src/tree/memory.ts';
import { shopContract } from '../e2e/contract.ts';
import { API, reset } from '../github/exchange.ts';
import { openEmptyStore } from '../store/empty-store.ts';
import { dataImage } from '../store/open-test-store.ts';

const AT = { installationId: 7, repositoryId: 9, owner: 'acme', repo: 'shop' };
const HEAD = 'b'.repeat(40);
const REPO = '/repos/acme/shop';

let store: Store;
let connection: AppConnection;
let queued: Job[];
let summary: string;
let writes: number;
let pullState: 'open' | 'closed';

beforeAll(async () => {
  await dataImage();
  const { privateKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  });
  const address = { apiUrl: API, webUrl: 'https://github.com' };
  connection = new AppConnection({ appId: '1', privateKey, address });
}, 60_000);

beforeEach(async () => {
  queued = [];
  summary = 'The verdict.';
  writes = 0;
  pullState = 'open';
  reset();
  answerAsGitHub();
  store = await openEmptyStore();
}, 30_000);

afterEach(async () => {
  reset();
  await store.close();
});

/** GitHub with dana, who may write, rita, who may read, and one check run. */
function answerAsGitHub(): void {
  const github = nock(API).persist();
  const token = { token: 'ghs_1', expires_at: '2999-01-01T00:00:00Z', permissions: {} };
  github.post('/app/installations/7/access_tokens').reply(201, token);
  for (const [login, permission] of Object.entries({ dana: 'write', rita: 'read' })) {
    github.get(`${REPO}/collaborators/${login}/permission`).reply(200, { permission });
  }
  github.get(`${REPO}/pulls/12`).reply(200, () => ({
    number: 12,
    state: pullState,
    base: { ref: 'main', sha: 'a', repo: { full_name: 'acme/shop' } },
    head: { ref: 'topic', sha: HEAD, repo: { full_name: 'acme/shop' } },
  }));
  github.get(`${REPO}/check-runs/70`).reply(200, () => ({
    id: 70,
    name: 'Holdfast',
    output: { title: 'Exceeded', summary, text: null },
  }));
  github.patch(`${REPO}/check-runs/70`).reply(200, (_, body) => {
    writes += 1;
    const output = isObject(body) ? body['output'] : null;
    summary = isObject(output) ? String(output['summary']) : '';
    return {};
  });
}

/** An audit of a pull request, or of a branch, that is under way. */
async function begun(branch: string | null = null): Promise<string> {
  const repository = { id: 9, owner: 'acme', name: 'shop' };
  const { id } = await store.audits.begin({
    installationId: 7,
    repository,
    pullRequest: branch === null ? 12 : null,
    branch,
    trigger: 'pull_request',
    baseSha: 'a'.repeat(40),
    headSha: HEAD,
  });
  return id;
}

/** A concluded one. */
async function audited(required: readonly string[], branch: string | null = null): Promise<string> {
  const id = await begun(branch);
  const report = await audit({
    repository: 'acme/shop',
    trigger: 'pull_request',
    base: openFiles({ 'openapi.yaml': shopContract() }),
    head: openFiles({ 'openapi.yaml': shopContract({ newUserRequired: required }) }),
    settings: { ok: true, settings: defaultSettings('acme/shop'), problems: [] },
    date: '2026-01-31',
  });
  await store.audits.conclude(7, id, { outcome: report.outcome, summary: 's', report });
  return id;
}

async function twice(action: CheckActionJob['action'], login: string, runId: string) {
  const job: CheckActionJob = {
    kind: 'check-action',
    ...AT,
    action,
    checkRunId: 70,
    headSha: HEAD,
    externalId: `pull/12#${runId}`,
    login,
  };
  const queue = {
    enqueue: async (next: Job) => {
      queued.push(next);
      return 'queued' as const;
    },
    schedule: async () => {},
    waits: async () => false,
  };
  const now = () => new Date('2026-01-31T12:00:00Z');
  await pressButton({ store, queue, connection, now }, job);
  await pressButton({ store, queue, connection, now }, job);
  return {
    accepted: await store.acceptances.list(7, 9, [12]),
    kinds: queued.map(({ kind }) => kind),
  };
}

const UNKNOWN = '11111111-2222-4333-8444-555555555555';

describe('Accept as intended, done twice', () => {
  test('is one acceptance of what exceeds, with who and where, and nothing is said', async () => {
    const { accepted, kinds } = await twice('accept', 'dana', await audited(['email', 'phone']));
    expect(accepted).toMatchObject([
      {
        reason: 'Accepted as intended by @dana on #12',
        by: 'dana',
        expires: null,
        accepted: { pull_request: 12, compatibility: 'definitely_breaking' },
      },
    ]);
    expect(new Set(kinds)).toEqual(new Set(['audit-pull-request']));
    expect(writes).toBe(0);
  });

  test.each([
    ['by who may not write', 'rita', ['email', 'phone'], 'Only people who may write'],
    ['where nothing exceeds', 'dana', ['email'], 'there is nothing to accept'],
  ])('%s is refused, and says so once', async (_, login, required, said) => {
    expect(await twice('accept', login, await audited(required))).toEqual({
      accepted: [],
      kinds: [],
    });
    expect(summary).toContain(said);
    expect(writes).toBe(1);
  });

  test('while the verdict is not recorded yet is put off, and nothing is said', async () => {
    const id = await begun();
    await expect(twice('accept', 'dana', id)).rejects.toMatchObject({ name: 'RunAgainAt' });
    expect(queued).toEqual([]);
    expect(writes).toBe(0);
  });

  test('on a closed pull request points to the incident', async () => {
    pullState = 'closed';
    await twice('accept', 'dana', await audited(['email', 'phone']));
    expect(await store.acceptances.list(7, 9, [12])).toEqual([]);
    expect(summary).toContain('This pull request is closed');
  });

  test('on a check run of a branch, or one that is not known, does nothing but say so', async () => {
    await twice('accept', 'dana', await audited(['email', 'phone'], 'main'));
    expect(summary).toContain('Only what a pull request brings');
    await twice('accept', 'dana', UNKNOWN);
    expect(summary).toContain('Press *Re-run* instead');
    expect(queued).toEqual([]);
  });
});

describe('Check again', () => {
  test('audits what was audited: a pull request or a branch', async () => {
    await twice('recheck', 'dana', await audited(['email']));
    expect(queued[0]).toMatchObject({ kind: 'audit-pull-request', pullRequest: 12 });
    queued = [];
    await twice('recheck', 'dana', await audited(['email'], 'main'));
    expect(queued[0]).toMatchObject({
      kind: 'audit-branch',
      branch: 'main',
      requestedBy: 'github:dana',
    });
    expect(writes).toBe(0);
  });
});

test('Check again on a pull request that is closed says that it is not audited', async () => {
  pullState = 'closed';
  await twice('recheck', 'dana', await audited(['email']));
  expect(queued).toEqual([]);
  expect(summary).toContain('This pull request is closed and is not audited any more');
});

describe('Open fix pull request, done twice', () => {
  test('is one fix that is wanted', async () => {
    await twice('open-fix', 'dana', await audited(['email', 'phone']));
    expect(queued[0]).toMatchObject({ kind: 'publish-fixes' });
    expect(await store.fixes.list(7, 9)).toMatchObject([
      {
        target: { kind: 'pull_request', number: 12 },
        status: 'wanted',
        requestedBy: 'github:dana',
      },
    ]);
    expect(writes).toBe(0);
  });

  test('by who may not write is refused, and says so', async () => {
    await twice('open-fix', 'rita', await audited(['email', 'phone']));
    expect(await store.fixes.list(7, 9)).toEqual([]);
    expect(summary).toContain('*Open fix PR*. Only people who may write');
  });
});
