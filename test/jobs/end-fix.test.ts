/** What is said, and where, when a fix comes to rest. */
import { afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import type { KnownFixPull } from '../../src/github/fix-pull-request.ts';
import type { Fix } from '../../src/incidents/fix.ts';
import { type FixEnding, leaveAlone, settle } from '../../src/jobs/end-fix.ts';
import type { PlaygroundClient } from '../../src/playground/client.ts';
import { DEFAULT_PERMISSIONS } from '../../src/playground/model/state.ts';
import type { Store } from '../../src/store/store.ts';
import { closeAll, openPull, start } from '../playground/shop.ts';
import { makeIncident } from '../report/incident.ts';
import { dataImage, openTestStore } from '../store/open-test-store.ts';

const BRANCH = 'holdfast/drift-fix/pull-1';
const INPUT = '0123456789abcdef';

let client: PlaygroundClient;
let store: Store;
let ending: FixEnding;
let fix: Fix;
let asked: number;

beforeAll(async () => {
  await dataImage();
}, 120_000);

beforeEach(async () => {
  const permissions = { ...DEFAULT_PERMISSIONS, issues: 'write', pull_requests: 'write' } as const;
  const shop = await start({ app: { permissions } });
  client = shop.client;
  asked = (await openPull(client)).number;
  store = await openTestStore();
  const installationId = shop.repository.installation_id ?? 0;
  const repositoryId = shop.repository.id;
  await store.installations.save({ id: installationId, account: 'acme', state: 'active' });
  await store.installations.saveRepositories(installationId, [
    { id: repositoryId, owner: 'acme', name: 'shop' },
  ]);
  fix = await store.fixes.want({
    installationId,
    repositoryId,
    key: `pull-${asked}`,
    target: { kind: 'pull_request', number: asked },
    requestedBy: 'github:dana',
    at: new Date(),
  });
  ending = {
    owner: 'acme',
    repo: 'shop',
    app: { appId: shop.playground.appId, slug: 'holdfast' },
    client: shop.installation,
    now: () => new Date(),
    incidents: [],
    defaultSha: 'main',
    store,
  };
}, 60_000);

afterEach(async () => {
  await store.close();
  await closeAll();
});

async function comments(): Promise<readonly string[]> {
  const { repositories } = await client.state();
  return (repositories[0]?.comments ?? []).map(({ body }) => body);
}

const known = (state: KnownFixPull['state']): KnownFixPull => ({
  number: asked,
  nodeId: '',
  closedAt: null,
  state,
  draft: false,
  title: '',
  body: '',
  base: 'main',
  headSha: '',
});

const found = async () => store.fixes.find(fix.installationId, fix.id);

test('a branch in the way of a new pull request is told to who asks, with what to do', async () => {
  const again = { ...fix, number: 7 };
  const theirs = { branch: BRANCH, by: 'dana', input: INPUT };
  expect(await leaveAlone(ending, again, known('closed'), theirs)).toBe('impossible');
  expect(await comments()).toEqual([expect.stringContaining('Delete the branch, and ask again')]);
  expect(await found()).toMatchObject({ status: 'impossible', input: INPUT });
  // Asking again has an effect.
  const { installationId, repositoryId, key, target, requestedBy } = fix;
  const wanted = { installationId, repositoryId, key, target, requestedBy, at: new Date() };
  expect(await store.fixes.want(wanted)).toMatchObject({ status: 'wanted', input: null });
});

test('a pull request that somebody pushes to says how to get a new one', async () => {
  const theirs = { branch: BRANCH, by: 'dana', input: INPUT };
  expect(await leaveAlone(ending, { ...fix, status: 'open' }, known('open'), theirs)).toBe(
    'taken_over',
  );
  const [said = ''] = await comments();
  expect(said).toContain('dana pushed to this branch');
  expect(said).toContain('close it, delete its branch');
  expect(said).toContain(`on #${asked}.`);
});

test('who asks again hears why there is none, also where an earlier one was closed', async () => {
  const note = 'No edit was found that repairs it.';
  await settle(ending, { ...fix, number: 7 }, { status: 'impossible', note });
  expect(await comments()).toEqual([expect.stringContaining(note)]);
});

test('who asked on an issue that is gone keeps nothing from being written down', async () => {
  const incident = makeIncident({ issueNumber: 999 });
  const target = { kind: 'incidents', incidentIds: [incident.id] } as const;
  const note = 'No edit was found that repairs it.';
  const there = { ...ending, incidents: [incident] };
  await settle(there, { ...fix, target }, { status: 'impossible', note });
  expect(await found()).toMatchObject({ status: 'impossible', note });
});
