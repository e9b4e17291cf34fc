/** What can be asked for: fixes of the default branch's incidents. */
import { afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import type { Incident } from '../../src/incidents/incident.ts';
import type { Job } from '../../src/jobs/job.ts';
import { requestFix } from '../../src/jobs/request-fix.ts';
import type { Store } from '../../src/store/store.ts';
import { makeIncident } from '../report/incident.ts';
import { dataImage, openTestStore } from '../store/open-test-store.ts';

const PLACE = { installationId: 1, repositoryId: 2, owner: 'acme', repo: 'shop' };
const OURS = makeIncident({ id: '3f6c1e0a-0000-4000-8000-00000000000a' });
const THEIRS = makeIncident({
  id: '3f6c1e0a-0000-4000-8000-00000000000b',
  branch: 'release/1',
  groupKey: 'another',
});

let store: Store;
let queued: Job[];

beforeAll(async () => {
  await dataImage();
}, 120_000);

beforeEach(async () => {
  queued = [];
  store = await openTestStore();
  await store.installations.saveRepositories(1, [{ id: 2, owner: 'acme', name: 'shop' }]);
  await store.repositories.remember(1, 2, { defaultBranch: 'main' });
}, 60_000);

afterEach(() => store.close());

async function ask(incidents: readonly Incident[]) {
  const enqueue = async (job: Job) => {
    queued.push(job);
    return 'queued' as const;
  };
  const at = new Date();
  const request = { ...PLACE, incidents, pullRequest: null, requestedBy: 'github:dana', at };
  return requestFix({ store, queue: { enqueue } }, request);
}

test('an incident of another branch has no fix, and who asks is told', async () => {
  const answer = await ask([THEIRS]);
  expect(answer).toEqual({ ok: false, reason: expect.stringContaining('branch release/1') });
  expect(queued).toEqual([]);
  expect(await store.fixes.list(1, 2)).toEqual([]);
});

test('of incidents of several branches those of the default branch have one', async () => {
  const answer = await ask([THEIRS, OURS]);
  expect(answer).toMatchObject({ ok: true, fix: { target: { incidentIds: [OURS.id] } } });
  expect(queued).toMatchObject([{ kind: 'publish-fixes' }]);
});
