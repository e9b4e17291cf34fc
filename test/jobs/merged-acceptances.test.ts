import { beforeEach, expect, test } from '@jest/globals';
import { applyWaivers } from '../../src/audit/waive.ts';
import { readMergedAcceptances } from '../../src/jobs/merged-acceptances.ts';
import type { Waiver } from '../../src/settings/settings.ts';
import type { Store } from '../../src/store/store.ts';
import { drift } from '../budget/examples.ts';
import { client, Exchange, REPO, reset } from '../github/exchange.ts';

const [BASE, HEAD, MERGE] = ['a', 'b', 'c'].map((digit) => digit.repeat(40));
const LAST_DAY = '2026-01-31';

const DRIFT = drift('f', { after: null });

const ACCEPTED: Waiver = {
  fingerprint: 'f',
  reason: 'One caller.',
  expires: LAST_DAY,
  by: 'dana',
  location: null,
  accepted: {
    pull_request: 12,
    compatibility: 'definitely_breaking',
    after: null,
    head_sha: 'a'.repeat(40),
  },
};

/** A store that knows of one acceptance, on pull request 12. */
const store: Pick<Store, 'acceptances'> = {
  acceptances: {
    accept: async () => {},
    list: async (_installation, _repository, pulls) => (pulls.includes(12) ? [ACCEPTED] : []),
    listUnsettled: async () => [12],
    settle: async () => {},
    end: async () => {},
    forget: async () => {},
  },
};

beforeEach(reset);

test.each([
  ['on its last day holds', '2026-01-31T23:59:59Z', 1],
  ['after it does not', '2026-02-01T00:00:00Z', 0],
])('what was accepted and is merged %s when that is audited later', async (_, mergedAt, held) => {
  const repository = { full_name: 'acme/shop' };
  new Exchange()
    .reads('/repos/acme/shop/pulls/12', {
      merged: true,
      merged_at: mergedAt,
      merge_commit_sha: MERGE,
      base: { ref: 'main', repo: repository },
      head: { sha: HEAD, repo: repository },
    })
    .reads(`/repos/acme/shop/compare/${MERGE}...${HEAD}`, { status: 'ahead' })
    .reads(`/repos/acme/shop/compare/${MERGE}...${BASE}`, { status: 'behind' });
  const place = { ...REPO, installationId: 7, repositoryId: 9, branch: 'main' };
  const range = { baseSha: `${BASE}`, headSha: `${HEAD}`, at: new Date('2026-02-03') };
  const found = await readMergedAcceptances({ store }, client(), { ...place, ...range });
  expect(found.settled).toEqual([12]);
  expect(applyWaivers([DRIFT], found.waivers, '2026-02-03').waived).toHaveLength(held);
});

test.each([
  ['may still be merged within a month', '2026-01-20T00:00:00Z', []],
  ['ends after that', '2026-01-01T00:00:00Z', [12]],
])(
  'what was accepted on a pull request that was closed and never merged %s',
  async (_, closed, ended) => {
    const repository = { full_name: 'acme/shop' };
    new Exchange()
      .reads('/repos/acme/shop/pulls/12', {
        merged: false,
        merged_at: null,
        closed_at: closed,
        merge_commit_sha: null,
        base: { ref: 'main', repo: repository },
        head: { sha: MERGE, repo: repository },
      })
      .reads(`/repos/acme/shop/compare/${MERGE}...${HEAD}`, { status: 'diverged' });
    const place = { ...REPO, installationId: 7, repositoryId: 9, branch: 'main' };
    const range = { baseSha: `${BASE}`, headSha: `${HEAD}`, at: new Date('2026-02-03') };
    const found = await readMergedAcceptances({ store }, client(), { ...place, ...range });
    expect(found).toEqual({ waivers: [], settled: [], ended });
  },
);
