/** Commands in comments that are obeyed twice: a process may die when it has done one and not yet said so. */
import { generateKeyPairSync } from 'node:crypto';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import nock from 'nock';
import { pino } from 'pino';
import { audit } from '../../src/audit/audit.ts';
import { isObject } from '../../src/document/document.ts';
import { AppConnection } from '../../src/github/connection.ts';
import { obeyCommand } from '../../src/jobs/issue-command.ts';
import type { IssueCommandJob, Job } from '../../src/jobs/job.ts';
import { judgedChanges } from '../../src/report/judgement.ts';
import { defaultSettings } from '../../src/settings/defaults.ts';
import type { Store } from '../../src/store/store.ts';
import { openFiles } from '../../src/tree/memory.ts';
import { openIncident } from '../api/server.ts';
import { shopContract } from '../e2e/contract.ts';
import { API, reset } from '../github/exchange.ts';
import { openEmptyStore } from '../store/empty-store.ts';
import { dataImage } from '../store/open-test-store.ts';

const AT = { installationId: 7, repositoryId: 9 };
const ID = '11111111-2222-4333-8444-555555555555';
const ISSUE = 3;
const OTHER = 4;
const NOW = new Date('2026-01-31T12:00:10Z');
const REPO = '/repos/acme/shop';

let store: Store;
let connection: AppConnection;
let queued: Job[];
/** Comments of the bot, and reactions to the command, as GitHub has them. */
let comments: { readonly body: unknown; readonly user: { readonly login: string } }[];
let reactions: Set<unknown>;
let pullState: 'open' | 'closed';
/** Whether nobody may write under the issue any more. */
let isLocked: boolean;

const log = pino({ level: 'silent' });
const LOCKED = { message: 'Unable to create comment because issue is locked.' };

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
  comments = [];
  reactions = new Set();
  pullState = 'open';
  isLocked = false;
  reset();
  answerAsGitHub();
  store = await openEmptyStore();
  await openedInIssue();
}, 30_000);

afterEach(async () => {
  reset();
  await store.close();
});

/** GitHub with dana, who may write, and rita, who may read. A reaction that is there is not added again. */
function answerAsGitHub(): void {
  const token = { token: 'ghs_1', expires_at: '2999-01-01T00:00:00Z', permissions: {} };
  const github = nock(API).persist();
  github.post('/app/installations/7/access_tokens').reply(201, token);
  github.get('/app').reply(200, { id: 1, slug: 'holdfast' });
  const roles = { dana: 'write', rita: 'read' };
  for (const [login, permission] of Object.entries(roles)) {
    github.get(`${REPO}/collaborators/${login}/permission`).reply(200, { permission });
  }
  github.post(`${REPO}/issues/comments/70/reactions`).reply((_, body) => {
    if (isLocked) return [403, LOCKED];
    reactions.add(isObject(body) ? body['content'] : null);
    return [200, {}];
  });
  github.get(`${REPO}/pulls/${OTHER}`).reply(200, () => ({
    number: OTHER,
    state: pullState,
    head: { ref: 'h', sha: 'b'.repeat(40), repo: { full_name: 'acme/shop' } },
    base: { ref: 'main', sha: 'a'.repeat(40), repo: { full_name: 'acme/shop' } },
  }));
  for (const number of [ISSUE, OTHER]) {
    github
      .get(`${REPO}/issues/${number}/comments`)
      .query(true)
      .reply(200, () => comments);
    github.post(`${REPO}/issues/${number}/comments`).reply((_, body) => {
      if (isLocked) return [403, LOCKED];
      comments.push({
        body: isObject(body) ? body['body'] : null,
        user: { login: 'holdfast[bot]' },
      });
      return [201, {}];
    });
  }
}

/** An incident of two changes, shown in the issue. */
async function openedInIssue(): Promise<void> {
  const { installationId, repositoryId } = AT;
  const shop = { id: repositoryId, owner: 'acme', name: 'shop' };
  await store.installations.saveRepositories(installationId, [shop]);
  await openIncident(store, { ...AT, id: ID, fingerprints: ['f1', 'f2'] });
  const made = await store.incidents.find(installationId, ID);
  if (made === null) throw new Error('There is no incident.');
  await store.incidents.markPublished(made, ISSUE);
}

/** Obeys a command twice, as after a crash. Gives the incident's events after its opening, and the answers. */
async function twice(line: string, login = 'dana', more: Partial<IssueCommandJob> = {}) {
  const job: IssueCommandJob = {
    kind: 'issue-command',
    ...AT,
    owner: 'acme',
    repo: 'shop',
    issue: ISSUE,
    isPullRequest: false,
    commentId: 70,
    login,
    line,
    writtenAt: '2026-01-31T12:00:00Z',
    ...more,
  };
  const queue = {
    enqueue: async (next: Job) => {
      queued.push(next);
      return 'queued' as const;
    },
    schedule: async () => {},
    waits: async () => false,
  };
  for (const now of [NOW, new Date(NOW.getTime() + 60_000)]) {
    await obeyCommand({ store, queue, connection, log, now: () => now }, job);
  }
  const [, ...events] = await store.incidents.history(AT.installationId, ID);
  return {
    events: events.map(({ kind, actor, toStatus, note, at }) => ({
      said: `${kind} by ${actor}: ${toStatus}`,
      note,
      at,
    })),
    reactions: [...reactions],
    comments: comments.map(({ body }) => String(body)),
  };
}

describe('a command that is obeyed twice leaves one event and one answer', () => {
  test.each([
    ['/holdfast ack', 'acknowledged by github:dana: acknowledged', null],
    ['/holdfast resolve Paid back.', 'resolved by github:dana: resolved', 'Paid back.'],
    [
      '/holdfast waive 30d One caller.',
      'waived by github:dana: resolved',
      'Until 2026-03-02: One caller.',
    ],
  ])('%s', async (line, said, note) => {
    expect(await twice(line)).toEqual({
      events: [{ said, note, at: NOW }],
      reactions: ['+1'],
      comments: [],
    });
    expect(new Set(queued.map(({ kind }) => kind))).toEqual(new Set(['publish-incidents']));
  });

  test('and one waiver for each change', async () => {
    await twice('/holdfast waive 2026-02-10 One caller.');
    const waivers = await store.waivers.list(AT.installationId, AT.repositoryId, '2026-01-31');
    expect(waivers).toMatchObject([
      { fingerprint: 'f1', expires: '2026-02-10', reason: 'One caller.', by: 'dana' },
      { fingerprint: 'f2', expires: '2026-02-10', reason: 'One caller.', by: 'dana' },
    ]);
  });
});

describe('a command that cannot be done is answered once, with what would be right', () => {
  test.each([
    ['/holdfast waive soon', 'dana', 'not clear until when'],
    ['/holdfast frobnicate', 'dana', 'no such command'],
    ['/holdfast ack', 'rita', 'Only people who may write'],
    ['/holdfast fix', 'rita', 'Only people who may write'],
    [
      '/holdfast explain endpiont-deprecated',
      'rita',
      'Did you mean `/holdfast explain endpoint-deprecated`?',
    ],
    ['/holdfast explain 0000', 'rita', 'No change here has a fingerprint that begins so'],
  ])('%s by %s', async (line, login, answer) => {
    expect(await twice(line, login)).toEqual({
      events: [],
      reactions: ['confused'],
      comments: [expect.stringContaining(answer)],
    });
    expect(queued).toEqual([]);
  });
});

describe('what everybody may ask is answered once', () => {
  test.each([
    ['/holdfast', 'rita', '| `/holdfast waive <until> <reason>` |'],
    ['/holdfast help', 'rita', '| `/holdfast explain [rule or fingerprint]` |'],
    ['/holdfast explain endpoint-deprecated', 'rita', '```diff'],
    ['/holdfast explain', 'rita', 'The budgets that said so:'],
  ])('%s by %s', async (line, login, answer) => {
    expect(await twice(line, login)).toEqual({
      events: [],
      reactions: ['+1'],
      comments: [expect.stringContaining(answer)],
    });
    expect(queued).toEqual([]);
  });
});

test('a command on a line of a diff is answered once, in its thread', async () => {
  const said: unknown[] = [];
  const github = nock(API).persist();
  github.post(`${REPO}/pulls/comments/70/reactions`).reply(200, (_, body) => {
    reactions.add(isObject(body) ? body['content'] : null);
    return {};
  });
  const bot = { login: 'holdfast[bot]', type: 'Bot' };
  github
    .get(`${REPO}/pulls/${OTHER}/comments`)
    .query(true)
    .reply(200, () => said.map((body) => ({ body, user: bot, in_reply_to_id: 60 })));
  github.post(`${REPO}/pulls/${OTHER}/comments/60/replies`).reply(201, (_, body) => {
    said.push(isObject(body) ? body['body'] : null);
    return {};
  });
  const onDiff = { issue: OTHER, isPullRequest: true, threadId: 60 };
  const { comments: inConversation } = await twice('/holdfast help', 'rita', onDiff);
  expect(inConversation).toEqual([]);
  expect([...reactions]).toEqual(['+1']);
  expect(said).toEqual([expect.stringMatching(/^<!-- holdfast:command:70 -->/)]);
});

test('where nobody may write any more a command is done all the same', async () => {
  isLocked = true;
  const { events, ...answers } = await twice('/holdfast ack');
  expect(events).toHaveLength(1);
  expect(answers).toEqual({ reactions: [], comments: [] });
  expect(await twice('/holdfast frobnicate')).toMatchObject({ comments: [] });
});

test('an audit that has been started is answered with eyes', async () => {
  expect(await twice('/holdfast audit')).toEqual({ events: [], reactions: ['eyes'], comments: [] });
  expect(queued).toMatchObject([
    { kind: 'audit-branch', trigger: 'manual', requestedBy: 'github:dana' },
    { kind: 'audit-branch' },
  ]);
});

test('an audit of a pull request is started as long as it is open', async () => {
  const pull = { issue: OTHER, isPullRequest: true };
  expect(await twice('/holdfast audit', 'dana', pull)).toMatchObject({ reactions: ['eyes'] });
  expect(queued).toMatchObject([{ kind: 'audit-pull-request' }, { kind: 'audit-pull-request' }]);
  pullState = 'closed';
  queued = [];
  reactions.clear();
  expect(await twice('/holdfast audit', 'dana', pull)).toMatchObject({
    reactions: ['confused'],
    comments: [expect.stringContaining('This pull request is closed')],
  });
  expect(queued).toEqual([]);
});

test('a fix that is asked for is wanted once', async () => {
  expect(await twice('/holdfast fix')).toEqual({ events: [], reactions: ['eyes'], comments: [] });
  expect(new Set(queued.map(({ kind }) => kind))).toEqual(new Set(['publish-fixes']));
  expect(await store.fixes.list(AT.installationId, AT.repositoryId)).toMatchObject([
    { target: { kind: 'incidents', incidentIds: [ID] }, requestedBy: 'github:dana' },
  ]);
});

describe('on an issue that is not ours', () => {
  test('who may not write is answered without a comment', async () => {
    expect(await twice('/holdfast ack', 'rita', { issue: OTHER })).toEqual({
      events: [],
      reactions: ['confused'],
      comments: [],
    });
  });

  test('who may write is told where the command belongs', async () => {
    expect(await twice('/holdfast waive 30d x', 'dana', { issue: OTHER })).toMatchObject({
      reactions: ['confused'],
      comments: [expect.stringContaining('for pull requests and for the issues of incidents')],
    });
  });

  test('a rule is explained, a change is not', async () => {
    expect(await twice('/holdfast explain', 'rita', { issue: OTHER })).toMatchObject({
      reactions: ['confused'],
      comments: [expect.stringContaining('Here only a rule can be explained')],
    });
  });
});

describe('/holdfast waive on a pull request', () => {
  test('accepts what the verdict said when it was written, however late it is done', async () => {
    const first = await verdictOf('b'.repeat(40), ['email', 'phone']);
    const written = new Date();
    const late = { issue: OTHER, isPullRequest: true, writtenAt: written.toISOString() };
    // A push whose check is done before the command is.
    await new Promise((resolve) => setTimeout(resolve, 1_100));
    await verdictOf('c'.repeat(40), ['email', 'phone', 'name']);
    expect(await twice('/holdfast waive 30d One caller.', 'dana', late)).toMatchObject({
      reactions: ['+1'],
      comments: [],
    });
    const accepted = await store.acceptances.list(AT.installationId, AT.repositoryId, [OTHER]);
    expect(accepted.map(({ fingerprint }) => fingerprint).sort()).toEqual(first);
  });

  test('is as good done twice where the audit in between finds nothing any more', async () => {
    await verdictOf('b'.repeat(40), ['email', 'phone']);
    const written = new Date();
    await new Promise((resolve) => setTimeout(resolve, 1_100));
    await verdictOf('b'.repeat(40), ['email']);
    const late = { issue: OTHER, isPullRequest: true, writtenAt: written.toISOString() };
    expect(await twice('/holdfast waive 30d One caller.', 'dana', late)).toMatchObject({
      reactions: ['+1'],
      comments: [],
    });
  });

  test('accepts nothing that nobody can have seen', async () => {
    await verdictOf('b'.repeat(40), ['email', 'phone']);
    const early = { issue: OTHER, isPullRequest: true, writtenAt: '2026-01-31T12:00:00Z' };
    expect(await twice('/holdfast waive 30d One caller.', 'dana', early)).toMatchObject({
      reactions: ['confused'],
      comments: [expect.stringContaining('give the command again')],
    });
    expect(await store.acceptances.list(AT.installationId, AT.repositoryId, [OTHER])).toEqual([]);
  });

  /** An audit that came to a verdict just now; the fingerprints of what it found. */
  async function verdictOf(headSha: string, newUserRequired: string[]): Promise<string[]> {
    const { installationId, repositoryId } = AT;
    const begun = await store.audits.begin({
      installationId,
      repository: { id: repositoryId, owner: 'acme', name: 'shop' },
      pullRequest: OTHER,
      branch: null,
      trigger: 'pull_request',
      baseSha: 'a'.repeat(40),
      headSha,
    });
    const report = await audit({
      repository: 'acme/shop',
      trigger: 'pull_request',
      base: openFiles({ 'openapi.yaml': shopContract() }),
      head: openFiles({ 'openapi.yaml': shopContract({ newUserRequired }) }),
      settings: { ok: true, settings: defaultSettings('acme/shop'), problems: [] },
      date: '2026-01-31',
    });
    const { outcome } = report;
    await store.audits.conclude(installationId, begun.id, { outcome, summary: 's', report });
    return judgedChanges(report)
      .filter(({ exceeds }) => exceeds)
      .map(({ drift }) => drift.fingerprint)
      .sort();
  }
});
