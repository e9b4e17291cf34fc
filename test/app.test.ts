import { generateKeyPairSync } from 'node:crypto';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { Probot } from 'probot';
import { type AppActions, holdfastApp } from '../src/app.ts';
import type { Job } from '../src/jobs/job.ts';

const PLACE = {
  installation: { id: 5 },
  repository: { id: 9, name: 'shop', owner: { login: 'acme' } },
};
const AT = { installationId: 5, repositoryId: 9, owner: 'acme', repo: 'shop' };
let jobs: Job[] = [];
let saved: Parameters<AppActions['saveInstallation']>[] = [];
let audited: Awaited<ReturnType<AppActions['auditsAt']>> = [];
/** The branches that were asked for. */
let asked: string[] = [];
let probot: Probot;
const FIX_BRANCH = 'holdfast/drift-fix/0123456789ab';

beforeAll(async () => {
  const { privateKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  });
  probot = new Probot({ appId: 1, privateKey, secret: 'x', logLevel: 'fatal' });
  await probot.load(
    holdfastApp({
      enqueue: async (job) => {
        jobs.push(job);
      },
      saveInstallation: async (...call) => {
        saved.push(call);
      },
      repositoriesOf: async () => [{ id: 9, owner: 'acme', name: 'shop' }],
      auditsAt: async () => audited,
      isFixBranch: async (...[, , branch]) => {
        asked.push(branch);
        return branch === FIX_BRANCH;
      },
    }),
  );
});

/** What an event sets off, sent as the inbox's job sends it: name and payload as GitHub gives them. */
async function receive(name: string, payload: object): Promise<readonly Job[]> {
  jobs = [];
  saved = [];
  asked = [];
  const event = { id: 'guid', name, payload };
  // The library's types want whole payloads; these have just the parts that are read.
  await Reflect.apply(probot.webhooks.receive, probot.webhooks, [event]);
  return jobs;
}

const pull = (action: string, more: object = {}) => ({
  action,
  ...PLACE,
  pull_request: { number: 12 },
  ...more,
});
const PULL_JOB = { kind: 'audit-pull-request', ...AT, pullRequest: 12, trigger: 'pull_request' };

describe('a pull request', () => {
  test.each(['opened', 'synchronize', 'reopened', 'ready_for_review'])(
    '%s is audited',
    async (action) => {
      expect(await receive('pull_request', pull(action))).toEqual([PULL_JOB]);
    },
  );

  test('edited is audited when its base changed, and only then', async () => {
    expect(
      await receive('pull_request', pull('edited', { changes: { title: { from: 'a' } } })),
    ).toEqual([]);
    const changes = { base: { ref: { from: 'main' }, sha: { from: 'abc' } } };
    expect(await receive('pull_request', pull('edited', { changes }))).toEqual([PULL_JOB]);
  });

  test.each(['labeled', 'assigned'])('%s sets nothing off', async (action) => {
    expect(await receive('pull_request', pull(action))).toEqual([]);
  });

  test('closed may be that of a fix', async () => {
    expect(await receive('pull_request', pull('closed'))).toEqual([
      { kind: 'publish-fixes', ...AT },
    ]);
  });

  test("of a repository's own webhook, without an installation, sets nothing off", async () => {
    const { repository } = PLACE;
    expect(
      await receive('pull_request', { action: 'opened', repository, pull_request: { number: 1 } }),
    ).toEqual([]);
  });
});

describe('asked to check again', () => {
  const run = (pull_requests: object[]) => ({ head_sha: 'head', pull_requests });

  test('it audits the pull requests that the event names', async () => {
    audited = [];
    const payload = { action: 'rerequested', ...PLACE, check_run: run([{ number: 12 }]) };
    expect(await receive('check_run', payload)).toEqual([PULL_JOB]);
  });

  test('it leaves alone what the event names of another repository', async () => {
    audited = [];
    const [here, upstream] = [9, 10].map((id) => ({ number: id + 3, base: { repo: { id } } }));
    const check_run = { head_sha: 'head', pull_requests: [here, upstream] };
    const payload = { action: 'rerequested', ...PLACE, check_run };
    expect(await receive('check_run', payload)).toEqual([PULL_JOB]);
  });

  test("it finds a fork's pull request and a merge group among what was audited before", async () => {
    audited = [
      { pullRequest: 12, branch: null, baseSha: 'base' },
      { pullRequest: null, branch: null, baseSha: 'base' },
    ];
    const payload = { action: 'rerequested', ...PLACE, check_suite: run([]) };
    expect(await receive('check_suite', payload)).toEqual([
      { kind: 'audit-merge-group', ...AT, baseSha: 'base', headSha: 'head' },
      PULL_JOB,
    ]);
  });

  test('it knows its own button from others', async () => {
    audited = [];
    const pressed = (identifier: string, check_suite: object = { head_branch: 'main' }) => ({
      action: 'requested_action',
      ...PLACE,
      ...DANA,
      requested_action: { identifier },
      check_run: { ...run([{ number: 12 }]), id: 70, external_id: 'pull/12#run', check_suite },
    });
    const job = (action: string, more: object = {}) => ({
      kind: 'check-action',
      ...AT,
      action,
      checkRunId: 70,
      headSha: 'head',
      externalId: 'pull/12#run',
      login: 'dana',
      ...more,
    });
    expect(await receive('check_run', pressed('recheck'))).toEqual([job('recheck')]);
    expect(await receive('check_run', pressed('accept'))).toEqual([job('accept')]);
    expect(await receive('check_run', pressed('open-fix'))).toEqual([job('open-fix')]);
    expect(await receive('check_run', pressed('unknown'))).toEqual([]);
    const queued = { head_branch: `gh-readonly-queue/release/1.x/pr-12-${'a'.repeat(40)}` };
    expect(await receive('check_run', pressed('recheck', queued))).toEqual([
      job('recheck', { pullRequest: 12 }),
    ]);
  });
});

describe('the end of a workflow', () => {
  const run = (event: string, head_branch: string | null) => ({
    action: 'completed',
    ...PLACE,
    workflow_run: { id: 3, event, head_branch },
  });

  test('on the branch of a fix brings the fix further', async () => {
    expect(await receive('workflow_run', run('workflow_dispatch', FIX_BRANCH))).toEqual([
      { kind: 'publish-fixes', ...AT },
    ]);
  });

  test('on another branch sets nothing off', async () => {
    expect(await receive('workflow_run', run('workflow_dispatch', 'main'))).toEqual([]);
    expect(asked).toEqual(['main']);
  });

  test.each([
    ['a push', run('push', FIX_BRANCH)],
    ['no branch', run('workflow_dispatch', null)],
    ['a run that has only begun', { ...run('workflow_dispatch', FIX_BRANCH), action: 'requested' }],
  ])('of %s is not even looked at', async (_, payload) => {
    expect(await receive('workflow_run', payload)).toEqual([]);
    expect(asked).toEqual([]);
  });
});

test('a merge group is audited between its own two commits', async () => {
  const merge_group = { base_sha: 'base', head_sha: 'head' };
  expect(
    await receive('merge_group', { action: 'checks_requested', ...PLACE, merge_group }),
  ).toEqual([{ kind: 'audit-merge-group', ...AT, baseSha: 'base', headSha: 'head' }]);
  const head_ref = `refs/heads/gh-readonly-queue/main/pr-12-${'a'.repeat(40)}`;
  expect(
    await receive('merge_group', {
      action: 'checks_requested',
      ...PLACE,
      merge_group: { ...merge_group, head_ref },
    }),
  ).toMatchObject([{ kind: 'audit-merge-group', pullRequest: 12 }]);
});

const DANA = { sender: { login: 'dana', type: 'User' } };
const BOT = { sender: { login: 'holdfast[bot]', type: 'Bot' } };
const CYCLE = { kind: 'audit-branch', ...AT, branch: null, trigger: 'manual' };

describe('a push', () => {
  const push = (ref: string, more: object = {}) => ({
    ref,
    before: 'before',
    created: false,
    deleted: false,
    ...PLACE,
    repository: { ...PLACE.repository, default_branch: 'main' },
    ...more,
  });
  const job = (branch: string, more: object = {}) => [
    {
      ...CYCLE,
      branch,
      trigger: 'push',
      before: 'before',
      isDefaultBranch: true,
      requestedBy: null,
      ...more,
    },
  ];

  test('to the default branch is a cycle, whatever slashes its name has', async () => {
    expect(await receive('push', push('refs/heads/main'))).toEqual(job('main'));
    const repository = { ...PLACE.repository, default_branch: 'release/1' };
    expect(await receive('push', push('refs/heads/release/1', { repository }))).toEqual(
      job('release/1'),
    );
  });

  test('to another branch says that it is another', async () => {
    expect(await receive('push', push('refs/heads/dev'))).toEqual(
      job('dev', { isDefaultBranch: false }),
    );
  });

  test('that makes a branch has nothing before it', async () => {
    const { before: _, ...made } = job('main')[0] ?? {};
    expect(await receive('push', push('refs/heads/main', { created: true }))).toEqual([made]);
  });

  test('of a tag, or that deletes a branch, sets nothing off', async () => {
    expect(await receive('push', push('refs/tags/v1'))).toEqual([]);
    expect(await receive('push', push('refs/heads/main', { deleted: true }))).toEqual([]);
  });
});

test('a script that asks for an audit gets one, by its type', async () => {
  const dispatch = (action: string) => ({ action, ...PLACE, ...DANA });
  expect(await receive('repository_dispatch', dispatch('holdfast-audit'))).toEqual([
    { ...CYCLE, requestedBy: 'github:dana' },
  ]);
  expect(await receive('repository_dispatch', dispatch('deploy'))).toEqual([]);
});

describe('an issue', () => {
  const issue = (action: string, more: object = {}, sender: object = DANA) => ({
    action,
    ...PLACE,
    ...sender,
    issue: { number: 3, state_reason: null, body: 'Text', ...more },
  });
  const job = (change: string) => [{ kind: 'issue-state', ...AT, issue: 3, change, login: 'dana' }];
  const ticked = '<!-- holdfast:dashboard -->\n- [x] <!-- holdfast:audit-now --> Audit now';

  test.each([
    ['closed', { state_reason: 'completed' }, 'completed'],
    ['closed', { state_reason: null }, 'completed'],
    ['closed', { state_reason: 'not_planned' }, 'not_planned'],
    ['reopened', {}, 'reopened'],
    ['edited', { body: ticked }, 'audit_ticked'],
  ])('%s (%j) is followed as %s', async (action, more, change) => {
    expect(await receive('issues', issue(action, more))).toEqual(job(change));
  });

  test.each([
    ['edited', { body: ticked.replace('[x]', '[ ]') }, DANA],
    ['opened', {}, DANA],
    ['labeled', {}, DANA],
    ['closed', {}, BOT],
    ['edited', { body: ticked }, BOT],
  ])('%s (%j) by %j sets nothing off', async (action, more, sender) => {
    expect(await receive('issues', issue(action, more, sender))).toEqual([]);
  });
});

describe('a comment', () => {
  const said = (body: string, more: object = {}) => ({
    action: 'created',
    ...PLACE,
    ...DANA,
    issue: { number: 3 },
    comment: {
      id: 70,
      body,
      created_at: '2026-01-31T12:00:00Z',
      user: DANA.sender,
    },
    ...more,
  });
  const job = (isPullRequest: boolean) => [
    {
      kind: 'issue-command',
      ...AT,
      issue: 3,
      isPullRequest,
      commentId: 70,
      login: 'dana',
      line: '/holdfast ack',
      writtenAt: '2026-01-31T12:00:00Z',
    },
  ];

  test('with a command in it is obeyed, on an issue and on a pull request', async () => {
    expect(await receive('issue_comment', said('/holdfast ack\n\nMine.'))).toEqual(job(false));
    const pull = { issue: { number: 3, pull_request: { url: 'x' } } };
    expect(await receive('issue_comment', said('/holdfast ack', pull))).toEqual(job(true));
  });

  test('on a line of a diff with a command in it is obeyed, and answered in its thread', async () => {
    const on = (comment: object, more: object = {}) => {
      const { issue: _, ...payload } = said('/holdfast ack', more);
      return {
        ...payload,
        pull_request: { number: 3 },
        comment: { ...payload.comment, ...comment },
      };
    };
    const [first] = job(true);
    expect(await receive('pull_request_review_comment', on({}))).toEqual([
      { ...first, threadId: 70 },
    ]);
    expect(await receive('pull_request_review_comment', on({ in_reply_to_id: 60 }))).toEqual([
      { ...first, threadId: 60 },
    ]);
    expect(await receive('pull_request_review_comment', on({}, BOT))).toEqual([]);
    expect(await receive('pull_request_review_comment', on({ body: 'Hm.' }))).toEqual([]);
  });

  test.each([
    ['without a command', said('Thank you')],
    ['with a command further down', said('Thank you\n/holdfast ack')],
    ['of a bot', said('/holdfast ack', BOT)],
    ['edited', said('/holdfast ack', { action: 'edited' })],
  ])('%s sets nothing off', async (_, payload) => {
    expect(await receive('issue_comment', payload)).toEqual([]);
  });
});

describe('an installation', () => {
  const installation = { id: 5, account: { login: 'acme' } };
  const repositories = [{ id: 9, name: 'shop', full_name: 'acme/shop' }];
  const first = [{ ...CYCLE, trigger: 'sync', requestedBy: null }];

  test('begins with a first look at each repository, and so does one that is added', async () => {
    expect(
      await receive('installation', { action: 'created', installation, repositories }),
    ).toEqual(first);
    expect(
      await receive('installation_repositories', {
        action: 'added',
        installation,
        repositories_added: repositories,
        repositories_removed: [],
      }),
    ).toEqual(first);
  });

  test.each(['suspend', 'deleted'])('that is %s has nothing looked at', async (action) => {
    expect(await receive('installation', { action, installation, repositories })).toEqual([]);
  });

  test('whose new permissions are accepted does at once what it might not before', async () => {
    const action = 'new_permissions_accepted';
    expect(await receive('installation', { action, installation })).toEqual([
      { kind: 'publish-incidents', ...AT },
      { kind: 'publish-fixes', ...AT },
    ]);
  });

  test.each([
    ['created', 'active'],
    ['suspend', 'suspended'],
    ['unsuspend', 'active'],
    ['deleted', 'deleted'],
  ])('that is %s is %s', async (action, state) => {
    await receive('installation', {
      action,
      installation,
      repositories: [{ id: 9, name: 'shop', full_name: 'acme/shop' }],
    });
    const added = action === 'created' ? [{ id: 9, owner: 'acme', name: 'shop' }] : [];
    expect(saved).toEqual([
      [
        { id: 5, account: 'acme', state },
        { added, removed: [] },
      ],
    ]);
  });

  test('gains and loses repositories', async () => {
    await receive('installation_repositories', {
      action: 'removed',
      installation,
      repositories_added: [],
      repositories_removed: [{ id: 9, name: 'shop', full_name: 'acme/shop' }],
    });
    expect(saved[0]?.[1]).toEqual({ added: [], removed: [9] });
  });
});
