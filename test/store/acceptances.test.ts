/** What people accept on pull requests, on each kind of database. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { NewAcceptance } from '../../src/store/acceptances.ts';
import type { Store } from '../../src/store/store.ts';
import { testDatabases } from './test-databases.ts';

const HEAD = 'a'.repeat(40);

const given: NewAcceptance = {
  installationId: 7,
  repositoryId: 1,
  pullRequest: 12,
  headSha: HEAD,
  changes: [
    { fingerprint: 'f1', compatibility: 'definitely_breaking', after: '["email"]' },
    { fingerprint: 'f2', compatibility: 'potentially_breaking', after: null },
  ],
  reason: 'Accepted as intended by @dana on #12',
  expires: null,
  createdBy: 'github:dana',
};

describe.each(testDatabases())('acceptances in the $name store', (database) => {
  let store: Store;
  beforeAll(() => database.start(), 60_000);
  afterAll(() => database.stop());
  beforeEach(async () => {
    store = await database.open();
    await store.installations.saveRepositories(7, [
      { id: 1, owner: 'acme', name: 'shop' },
      { id: 2, owner: 'acme', name: 'till' },
    ]);
    await store.installations.saveRepositories(8, [{ id: 1, owner: 'acme', name: 'shop' }]);
  }, 30_000);
  afterEach(() => store.close());

  test('are given as audits take them, to their pull request and to nobody else', async () => {
    await store.acceptances.accept(given);
    await store.acceptances.accept(given);
    expect(await store.acceptances.list(7, 1, [12])).toEqual([
      {
        fingerprint: 'f1',
        reason: 'Accepted as intended by @dana on #12',
        expires: null,
        by: 'dana',
        location: null,
        accepted: {
          pull_request: 12,
          compatibility: 'definitely_breaking',
          after: '["email"]',
          head_sha: HEAD,
        },
      },
      expect.objectContaining({
        fingerprint: 'f2',
        accepted: {
          pull_request: 12,
          compatibility: 'potentially_breaking',
          after: null,
          head_sha: HEAD,
        },
      }),
    ]);
    expect(await store.acceptances.list(7, 1, [13])).toEqual([]);
    expect(await store.acceptances.list(7, 1, [])).toEqual([]);
    expect(await store.acceptances.list(7, 2, [12])).toEqual([]);
    expect(await store.acceptances.list(8, 1, [12])).toEqual([]);
  });

  test('are replaced by what is said later of the same change', async () => {
    await store.acceptances.accept(given);
    const [first] = given.changes;
    await store.acceptances.accept({
      ...given,
      changes: first === undefined ? [] : [{ ...first, after: '["phone"]' }],
      expires: '2026-03-31',
      createdBy: 'github:erin',
    });
    expect(await store.acceptances.list(7, 1, [12])).toMatchObject([
      { fingerprint: 'f1', expires: '2026-03-31', by: 'erin', accepted: { after: '["phone"]' } },
      { fingerprint: 'f2', expires: null, by: 'dana' },
    ]);
  });

  test('are asked for until their merge is recorded, and forgotten some time after', async () => {
    await store.acceptances.accept(given);
    await store.acceptances.accept({ ...given, pullRequest: 14 });
    expect(await store.acceptances.listUnsettled(7, 1, 10)).toEqual([14, 12]);
    expect(await store.acceptances.listUnsettled(7, 1, 1)).toEqual([14]);
    await store.acceptances.settle(7, 1, [12], new Date('2026-02-01T00:00:00Z'));
    expect(await store.acceptances.listUnsettled(7, 1, 10)).toEqual([14]);
    expect(await store.acceptances.listUnsettled(8, 1, 10)).toEqual([]);
    await store.acceptances.forget(7, 1, new Date('2026-02-01T00:00:00Z'));
    expect(await store.acceptances.list(7, 1, [12, 14])).toHaveLength(4);
    await store.acceptances.forget(7, 1, new Date('2026-02-02T00:00:00Z'));
    expect(await store.acceptances.list(7, 1, [12, 14])).toHaveLength(2);
    await store.acceptances.end(7, 1, [12]);
    expect(await store.acceptances.list(7, 1, [14])).toHaveLength(2);
    await store.acceptances.end(7, 1, [14]);
    expect(await store.acceptances.list(7, 1, [14])).toEqual([]);
  });
});
