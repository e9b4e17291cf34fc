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
  expect(answer).toMatchObject({ ok: true, fixes: [{ target: { incidentIds: [OURS.id] } }] });
  expect(queued).toMatchObject([{ kind: 'publish-fixes' }]);
});

const SECOND = makeIncident({ id: '3f6c1e0a-0000-4000-8000-00000000000c', groupKey: 'second' });

test('an incident whose fix is under way is left to it, also where it is asked for with others', async () => {
  await ask([OURS]);
  const answer = await ask([OURS, SECOND]);
  expect(answer).toMatchObject({
    ok: true,
    fixes: [{ target: { incidentIds: [OURS.id] } }, { target: { incidentIds: [SECOND.id] } }],
  });
  expect(await store.fixes.list(1, 2)).toHaveLength(2);
});

test.each(['wanted', 'open', 'taken_over'] as const)(
  'where all incidents are in fixes that are %s, those are the answer and nothing new is wanted',
  async (status) => {
    await ask([OURS, SECOND]);
    const [both] = await store.fixes.list(1, 2);
    if (both === undefined) throw new Error('no fix');
    await store.fixes.progress(both, { status }, new Date());
    expect(await ask([SECOND])).toMatchObject({ ok: true, fixes: [{ id: both.id, status }] });
    const [again, ...others] = await store.fixes.list(1, 2);
    expect(others).toEqual([]);
    // It may have been closed just now: the new request counts.
    expect(again?.requestedAt.getTime()).toBeGreaterThanOrEqual(both.requestedAt.getTime());
  },
);

test('a fix that was declined does not keep its incidents from another', async () => {
  await ask([OURS, SECOND]);
  const [both] = await store.fixes.list(1, 2);
  if (both === undefined) throw new Error('no fix');
  await store.fixes.progress(both, { status: 'declined' }, new Date());
  expect(await ask([SECOND])).toMatchObject({
    ok: true,
    fixes: [{ target: { incidentIds: [SECOND.id] }, status: 'wanted' }],
  });
});
