/** What becomes of a fix when its search finds nothing. */
import { afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { pino } from 'pino';
import { Probot } from 'probot';
import { AppConnection } from '../../src/github/connection.ts';
import type { Fix } from '../../src/incidents/fix.ts';
import { AuditFailed } from '../../src/jobs/audit-threads.ts';
import type { FixFindings, FixTask } from '../../src/jobs/fix-task.ts';
import { type FixPublishing, followFix } from '../../src/jobs/follow-fix.ts';
import { previewFix } from '../../src/jobs/preview-fix.ts';
import type { PlaygroundClient } from '../../src/playground/client.ts';
import { DEFAULT_PERMISSIONS } from '../../src/playground/model/state.ts';
import { DEFAULT_GITOPS } from '../../src/settings/defaults.ts';
import type { Store } from '../../src/store/store.ts';
import { closeAll, start } from '../playground/shop.ts';
import { makeIncident } from '../report/incident.ts';
import { dataImage, openTestStore } from '../store/open-test-store.ts';

const BRANCH = 'holdfast/drift-fix/0123456789ab';
const NOTHING: FixFindings = {
  files: [],
  changes: [],
  proofs: [],
  fixtures: null,
  unread: [],
  removed: [],
  refused: [],
  standing: 1,
  problems: [],
};

let client: PlaygroundClient;
let store: Store;
let publishing: FixPublishing;
let fix: Fix;
let found: FixFindings;

beforeAll(async () => {
  await dataImage();
}, 120_000);

beforeEach(async () => {
  const permissions = {
    ...DEFAULT_PERMISSIONS,
    contents: 'write',
    issues: 'write',
    pull_requests: 'write',
  } as const;
  const { playground, installation, repository, ...shop } = await start({ app: { permissions } });
  client = shop.client;
  store = await openTestStore();
  const place = { installationId: repository.installation_id ?? 0, repositoryId: repository.id };
  await store.installations.save({ id: place.installationId, account: 'acme', state: 'active' });
  await store.installations.saveRepositories(place.installationId, [
    { id: place.repositoryId, owner: 'acme', name: 'shop' },
  ]);
  const target = { kind: 'incidents', incidentIds: [makeIncident().id] } as const;
  const at = new Date();
  const key = '0123456789ab';
  const wanted = await store.fixes.want({ ...place, key, target, requestedBy: 'holdfast', at });
  const { sha: commitSha } = await client.commit({
    repository: 'acme/shop',
    branch: BRANCH,
    message: 'Fix',
    files: { 'fixed.txt': 'fixed\n' },
    author: 'holdfast[bot]',
  });
  const { data: pull } = await installation.request('POST /repos/{owner}/{repo}/pulls', {
    owner: 'acme',
    repo: 'shop',
    title: 'Fix drift',
    head: BRANCH,
    base: 'main',
  });
  await store.fixes.progress(
    wanted,
    { status: 'open', branch: BRANCH, number: pull.number, commitSha },
    at,
  );
  fix = (await store.fixes.find(place.installationId, wanted.id)) ?? wanted;
  found = NOTHING;
  const { appId, privateKey, url: apiUrl } = playground;
  const address = { apiUrl, webUrl: apiUrl };
  publishing = {
    ...place,
    owner: 'acme',
    repo: 'shop',
    store,
    queue: {
      enqueue: async () => 'queued',
      schedule: async () => undefined,
      waits: async () => false,
    },
    connection: new AppConnection({ appId: String(appId), privateKey, address }),
    probot: new Probot({ appId, privateKey, secret: 'secret' }),
    threads: {
      run: () => Promise.reject(new Error('Not asked for.')),
      fix: async () => found,
      close: async () => undefined,
    },
    log: pino({ level: 'silent' }),
    now: () => new Date(),
    client: installation,
    app: { appId, slug: 'holdfast' },
    signal: new AbortController().signal,
    gitops: DEFAULT_GITOPS,
    defaultBranch: 'main',
    defaultSha: 'a'.repeat(40),
    isJudged: true,
    incidents: [makeIncident(place)],
    workflows: [],
    workflowClient: async () => null,
    lookAgain: () => undefined,
    reviewersOf: async () => [],
  };
}, 60_000);

afterEach(async () => {
  await store.close();
  await closeAll();
});

async function stateOfPull(): Promise<string | undefined> {
  const { repositories } = await client.state();
  return repositories[0]?.pulls[0]?.state;
}

test('stays open while the settings do not hold', async () => {
  found = { ...NOTHING, problems: ['There is no such key.'] };
  expect(await followFix(publishing, fix, 1)).toBe('open');
  expect(await stateOfPull()).toBe('open');
});

test('is impossible when its search fails, so that nobody waits for ever', async () => {
  const fails = async () => Promise.reject(new AuditFailed('Too large.'));
  const failing = { ...publishing, threads: { ...publishing.threads, fix: fails } };
  const wanted = { ...fix, status: 'wanted', number: null, requestedBy: 'github:dana' } as const;
  await expect(followFix(failing, wanted, 1)).rejects.toThrow('Too large.');
  const noted = await store.fixes.find(fix.installationId, fix.id);
  expect(noted).toMatchObject({
    status: 'impossible',
    note: expect.stringContaining('search for it failed'),
  });
});

test('a preview leaves out what is in a fix that is under way, and says so', async () => {
  const { installationId, repositoryId, incidents, threads } = publishing;
  await store.repositories.remember(installationId, repositoryId, { defaultBranch: 'main' });
  const asked: string[][] = [];
  const previewing = {
    ...publishing,
    threads: {
      ...threads,
      fix: async ({ repairs }: FixTask) => {
        asked.push(repairs.flatMap(({ fingerprints }) => fingerprints ?? []));
        return found;
      },
    },
  };
  expect(await previewFix(previewing, incidents)).toMatchObject({
    title: null,
    note: `It is under way already: #${fix.number}.`,
  });
  const place = { installationId, repositoryId };
  const other = makeIncident({
    ...place,
    id: '3f6c1e0a-0000-4000-8000-00000000000b',
    fingerprints: ['b'],
  });
  await previewFix(previewing, [...incidents, other]);
  expect(asked).toEqual([['b']]);
});

test('what has become impossible is not forgotten by a crash before its pull request is closed', async () => {
  const crash = () => Promise.reject(new Error('killed'));
  const request: typeof publishing.client.request = Object.assign(
    (...[route, ...rest]: Parameters<typeof publishing.client.request>) =>
      typeof route === 'string' && route.startsWith('PATCH /repos/{owner}/{repo}/pulls')
        ? crash()
        : publishing.client.request(route, ...rest),
    publishing.client.request,
  );
  const dying = { ...publishing, client: { ...publishing.client, request } };
  await expect(followFix(dying, fix, 1)).rejects.toThrow('killed');
  const between = await store.fixes.find(fix.installationId, fix.id);
  expect(between).toMatchObject({ status: 'impossible' });
  expect(await stateOfPull()).toBe('open');
  expect(await followFix(publishing, between ?? fix, 1)).toBe('impossible');
  expect(await stateOfPull()).toBe('closed');
  const after = await store.fixes.find(fix.installationId, fix.id);
  expect(after).toMatchObject({ status: 'impossible', branch: null, note: expect.any(String) });
  // What was found stands as long as nothing changes.
  const unasked = { ...publishing.threads, fix: () => Promise.reject(new Error('Asked again.')) };
  expect(await followFix({ ...publishing, threads: unasked }, after ?? fix, 1)).toBe('impossible');
});

describe('an incident that another fix has a pull request for', () => {
  const OTHER = '3f6c1e0a-0000-4000-8000-00000000000b';

  /** A fix of some incidents that was asked for at the same moment as the one that is open. */
  async function crossed(incidentIds: readonly string[]): Promise<Fix> {
    const { installationId, repositoryId } = publishing;
    const target = { kind: 'incidents', incidentIds } as const;
    const place = { installationId, repositoryId, key: 'fedcba987654', target };
    return store.fixes.want({ ...place, requestedBy: 'holdfast', at: new Date() });
  }

  test('is left to it', async () => {
    const { installationId, repositoryId, incidents, threads } = publishing;
    const place = { installationId, repositoryId };
    const other = makeIncident({ ...place, id: OTHER, fingerprints: ['b'] });
    const looked: unknown[] = [];
    const looking = {
      ...publishing,
      incidents: [...incidents, other],
      threads: {
        ...threads,
        fix: async ({ repairs }: FixTask) => {
          looked.push(repairs.flatMap(({ fingerprints }) => fingerprints));
          return found;
        },
      },
    };
    const wanted = await crossed([makeIncident().id, OTHER]);
    expect(await followFix(looking, wanted, 1)).toBe('impossible');
    expect(looked).toEqual([['b']]);
    expect(await store.fixes.find(installationId, wanted.id)).toMatchObject({
      target: { incidentIds: [OTHER] },
    });
  });

  test('has no second one', async () => {
    const wanted = await crossed([makeIncident().id]);
    expect(await followFix(publishing, wanted, 1)).toBe('withdrawn');
    expect(await store.fixes.find(publishing.installationId, wanted.id)).toMatchObject({
      note: `It is repaired in #${fix.number} already.`,
    });
  });
});
