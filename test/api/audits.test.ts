import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Sample } from '../../src/store/samples.ts';
import { day, fill, settingsOf, startApi } from './server.ts';

let api: Awaited<ReturnType<typeof startApi>>;
let token: string;

beforeAll(async () => {
  api = await startApi({ now: () => day(20) });
}, 60_000);
afterAll(() => api.store.close());
beforeEach(async () => {
  await fill(api.store);
  api.started.length = 0;
  token = await api.token();
});

const get = (path: string) => api.ask('GET', path, { token });

function begin(changes: { pullRequest?: number; headSha?: string } = {}) {
  const { pullRequest = null } = changes;
  return api.store.audits.begin({
    installationId: 7,
    repository: { id: 1, owner: 'acme', name: 'shop' },
    pullRequest,
    branch: pullRequest === null ? 'main' : null,
    trigger: pullRequest === null ? 'push' : 'pull_request',
    baseSha: 'b'.repeat(40),
    headSha: changes.headSha ?? 'a'.repeat(40),
  });
}

describe('GET /audits', () => {
  test('lists audits by repository, branch, pull request and state', async () => {
    const cycle = await begin();
    const pull = await begin({ pullRequest: 12 });
    await api.store.audits.fail(7, pull.id, 'A secret path of the operator.');
    const ids = async (query: string) => {
      const { status, body } = await get(`/audits?${query}`);
      expect(status).toBe(200);
      return Array.isArray(body['items'])
        ? body['items'].map((item: Record<string, unknown>) => item['id'])
        : [];
    };
    expect(await ids('')).toEqual([pull.id, cycle.id]);
    expect(await ids('repository=ACME/shop&branch=main')).toEqual([cycle.id]);
    expect(await ids('pull_request=12')).toEqual([pull.id]);
    expect(await ids('state=running')).toEqual([cycle.id]);
    expect(await ids('trigger=push')).toEqual([cycle.id]);
    expect(await ids('outcome=exceeded')).toEqual([]);
    expect(await ids('workspace_id=acme/till')).toEqual([]);
    expect(await ids('limit=1')).toEqual([pull.id]);
    expect(JSON.stringify((await get('/audits')).body)).not.toContain('secret path');
    expect((await get('/audits?pull_request=0')).status).toBe(400);
  });
});

describe('GET /audits/{id}', () => {
  test('shows the report once there is one', async () => {
    const { id } = await begin();
    expect((await get(`/audits/${id}`)).body).toMatchObject({
      repository: 'acme/shop',
      workspace_id: 'acme/shop',
      state: 'running',
      report: null,
    });
    await api.store.audits.conclude(7, id, {
      outcome: 'within',
      summary: 'Fine',
      report: {
        report_version: 1,
        workspace: 'acme/shop',
        trigger: 'push',
        base_revision: 'b',
        head_revision: 'a',
        date: '2026-01-01',
        outcome: 'within',
        settings_files: [],
        areas: {
          contract: {
            changes: [],
            waived: [],
            left_out: 0,
            summary: { non_breaking: 0, potentially_breaking: 0, definitely_breaking: 0 },
            problems: [],
            checked: [],
          },
        },
        verdicts: [],
        churn: [],
        waivers: [],
        problems: [],
      },
    });
    expect((await get(`/audits/${id}`)).body).toMatchObject({
      outcome: 'within',
      summary: 'Fine',
      report: { report_version: 1 },
    });
    const other = await api.token({ installationId: 8 });
    expect((await api.ask('GET', `/audits/${id}`, { token: other })).status).toBe(404);
  });
});

describe('POST /audits', () => {
  const start = (body?: unknown, as = token) => api.ask('POST', '/audits', { token: as, body });

  test('queues an audit of the named repository, in the name of the caller', async () => {
    const answer = await start({ repository: 'Acme/Shop', branch: 'release/1.x' });
    expect(answer.status).toBe(202);
    expect(answer.headers.get('location')).toBe('/api/v1/drift/audits?repository=acme%2Fshop');
    expect(answer.body).toEqual({
      status: 'queued',
      repository: 'acme/shop',
      workspace_id: 'acme/shop',
      branch: 'release/1.x',
      requested_by: 'token:ci',
    });
    expect(api.started).toEqual([
      {
        installationId: 7,
        repositoryId: 1,
        owner: 'acme',
        repo: 'shop',
        branch: 'release/1.x',
        requestedBy: 'token:ci',
      },
    ]);
  });

  test('needs no body where there is only one repository', async () => {
    const only = await api.token({ workspace: 'acme/till' });
    expect((await start(undefined, only)).body).toMatchObject({
      repository: 'acme/till',
      branch: null,
    });
  });

  test('asks which where there are several', async () => {
    const asked = await start({});
    expect(asked.status).toBe(400);
    expect(asked.body['detail']).toMatch(/acme\/shop, acme\/till/);
    expect((await start({ workspace_id: 'acme/till' })).status).toBe(202);
  });

  test.each([
    ['another installation’s repository', { repository: 'other/thing' }, 400],
    ['a name that is none', { repository: 'shop' }, 400],
    ['a branch that cannot be', { repository: 'acme/shop', branch: 'a b' }, 400],
    ['an unknown key', { repository: 'acme/shop', force: true }, 400],
  ])('refuses %s', async (_what, body, status) => {
    expect((await start(body)).status).toBe(status);
    expect(api.started).toEqual([]);
  });

  test('refuses a branch that is not audited, once that is known', async () => {
    const settings = settingsOf("branches: ['release/*']\n");
    await api.store.repositories.remember(7, 1, { defaultBranch: 'main', settings });
    const on = (branch: string) => start({ repository: 'acme/shop', branch });
    expect((await on('main')).status).toBe(202);
    expect((await on('release/1.x')).status).toBe(202);
    const refused = await on('feature');
    expect(refused.status).toBe(400);
    expect(refused.body['detail']).toMatch(/feature of acme\/shop is not audited: only main/);
  });

  test('refuses an archived repository', async () => {
    await api.store.repositories.remember(7, 1, { archived: true });
    expect((await start({ repository: 'acme/shop' })).status).toBe(409);
    expect(api.started).toEqual([]);
  });
});

describe('GET /metrics', () => {
  const sample = (changes: Partial<Sample>): Sample => ({
    installationId: 7,
    repositoryId: 1,
    auditId: randomUUID(),
    area: 'contract',
    branch: 'main',
    workspace: 'acme/shop',
    takenAt: day(5),
    nonBreaking: 1,
    potentiallyBreaking: 0,
    definitelyBreaking: 2,
    standing: 3,
    problems: 1,
    aligned: 9,
    total: 12,
    fieldsChanged: 1,
    fieldsTotal: 8,
    budgets: [{ level: 'default', name: '', key: 'max_breaking_changes', limit: 1, used: 2 }],
    ...changes,
  });

  async function record(...changes: Partial<Sample>[]) {
    for (const one of changes) await api.store.samples.record(sample(one));
  }

  test('sums what was new, and shows what stood at the end, by day and by week', async () => {
    // 5 January 2026 is a Monday.
    const later = { standing: 1, aligned: 12, fieldsChanged: 2, nonBreaking: 4, budgets: [] };
    await record({}, { ...later, takenAt: new Date(day(5).getTime() + 1) }, { takenAt: day(11) });
    const byDay = (await get('/metrics?from=2026-01-01')).body;
    expect(byDay).toMatchObject({
      from: '2026-01-01T00:00:00.000Z',
      to: day(20).toISOString(),
      interval: 'day',
      series: [
        {
          workspace_id: 'acme/shop',
          area: 'contract',
          points: [
            {
              date: '2026-01-05',
              cycles: 2,
              drifts: { non_breaking: 5, potentially_breaking: 0, definitely_breaking: 4 },
              open_incidents: 1,
              problems: 1,
              alignment_percent: 100,
              churn_percent: 37.5,
              budgets: [],
            },
            {
              date: '2026-01-11',
              cycles: 1,
              alignment_percent: 75,
              churn_percent: 12.5,
              budgets: [{ limit: 1, used: 2, left: 0 }],
            },
          ],
        },
      ],
    });
    const byWeek = (await get('/metrics?interval=week')).body;
    expect(byWeek['series']).toMatchObject([
      { points: [{ date: '2026-01-05', cycles: 3, alignment_percent: 75, open_incidents: 3 }] },
    ]);
  });

  test('adds up the repositories of a workspace, and keeps workspaces and areas apart', async () => {
    await record(
      {},
      { repositoryId: 2, aligned: null, total: null, standing: 4 },
      { repositoryId: 2, workspace: 'acme/till' },
      { area: 'spec', fieldsChanged: null, fieldsTotal: null },
    );
    const { body } = await get('/metrics');
    expect(body['series']).toMatchObject([
      {
        workspace_id: 'acme/shop',
        area: 'contract',
        points: [{ open_incidents: 7, alignment_percent: 75 }],
      },
      { workspace_id: 'acme/shop', area: 'spec', points: [{ churn_percent: null }] },
      { workspace_id: 'acme/till', area: 'contract' },
    ]);
    expect((await get('/metrics?area=spec&workspace_id=acme/till')).body['series']).toEqual([]);
  });

  test('is of the default branch, or of the one that is named', async () => {
    await api.store.repositories.remember(7, 1, { defaultBranch: 'main' });
    await record({}, { branch: 'release', standing: 9 });
    const standing = async (query: string) => (await get(`/metrics?${query}`)).body['series'];
    expect(await standing('')).toMatchObject([{ points: [{ cycles: 1, open_incidents: 3 }] }]);
    expect(await standing('branch=release')).toMatchObject([{ points: [{ open_incidents: 9 }] }]);
    expect(await standing('branch=none')).toEqual([]);
  });

  test('shows nothing of others', async () => {
    await record({ installationId: 8, repositoryId: 3, workspace: 'other/thing' });
    expect((await get('/metrics')).body['series']).toEqual([]);
  });

  test.each([
    'interval=year',
    'from=2026-02-01',
    'from=2020-01-01',
    'to=x',
    'from=2026-01-20T13:00:00Z',
  ])('refuses %s', async (query) => {
    expect((await get(`/metrics?${query}`)).status).toBe(400);
  });
});
