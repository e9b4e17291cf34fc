/** What the REST API keeps and reads: budgets, tokens, and what a caller sees. */
import { createHash, randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { NewIncident } from '../../src/store/incidents.ts';
import type { Sample } from '../../src/store/samples.ts';
import type { Scope } from '../../src/store/scope.ts';
import type { Store } from '../../src/store/store.ts';
import { testDatabases } from './test-databases.ts';

const everything = (installationId: number): Scope => ({
  installationId,
  repositoryIds: null,
  workspace: null,
});

const day = (number: number) => new Date(Date.UTC(2026, 0, number, 12));

const budget = {
  installationId: 7,
  workspace: 'acme/shop',
  level: 'endpoint',
  name: 'POST /api/users',
  values: { max_breaking_changes: 0, max_field_churn_percent: 2.5, enabled: true },
  createdBy: 'token:ci',
} as const;

function incident(changes: Partial<NewIncident> = {}): NewIncident {
  const cycle = randomUUID();
  return {
    id: randomUUID(),
    installationId: 7,
    repositoryId: 1,
    branch: 'main',
    workspace: 'acme/shop',
    area: 'contract',
    incidentType: 'breaking_change',
    severity: 'high',
    groupKey: randomUUID(),
    fingerprints: ['f1'],
    title: 'POST /api/users breaks its callers',
    method: 'POST',
    endpoint: '/api/users',
    service: null,
    budgetId: null,
    syncCycleId: cycle,
    lastCycleId: cycle,
    baseSha: 'b'.repeat(40),
    headSha: 'a'.repeat(40),
    contractDiffId: null,
    pullRequest: null,
    beforeSample: null,
    afterSample: null,
    details: { drifts: [], more_drifts: 0, limits: [], root_cause: null },
    detectedAt: day(1),
    ...changes,
  };
}

describe.each(testDatabases())('the $name store', (database) => {
  let store: Store;
  beforeAll(() => database.start(), 60_000);
  afterAll(() => database.stop());
  beforeEach(async () => {
    store = await database.open();
    await store.installations.saveRepositories(7, [
      { id: 1, owner: 'acme', name: 'shop' },
      { id: 2, owner: 'acme', name: 'till' },
    ]);
    await store.installations.saveRepositories(8, [{ id: 3, owner: 'other', name: 'thing' }]);
  });
  afterEach(() => store.close());

  async function open(changes: Partial<NewIncident> = {}) {
    const made = incident(changes);
    await store.incidents.create(made, {
      kind: 'created',
      actor: 'holdfast',
      at: made.detectedAt,
      fromStatus: null,
      toStatus: 'open',
      note: null,
      auditId: made.syncCycleId,
      commitSha: made.headSha,
    });
    return made;
  }

  describe('budgets', () => {
    test('are one for each level and name of a workspace, however many ask at once', async () => {
      const answers = await Promise.all(
        Array.from({ length: 5 }, () => store.budgets.create(budget)),
      );
      expect(answers.filter((made) => made !== null)).toHaveLength(1);
      expect(await store.budgets.create({ ...budget, workspace: 'acme/till' })).not.toBeNull();
      expect(await store.budgets.create({ ...budget, level: 'tag' })).not.toBeNull();
      expect(await store.budgets.listOfWorkspace(7, 'acme/shop')).toHaveLength(2);
    });

    test('are read back as they were set, replaced and removed', async () => {
      const made = await store.budgets.create(budget);
      const id = made?.id ?? '';
      const scopes = [{ installationId: 7, workspaces: ['acme/shop'] }];
      expect(await store.budgets.find(scopes, id)).toMatchObject(budget);
      await store.budgets.replace(7, id, { max_breaking_changes: 4 });
      expect((await store.budgets.find(scopes, id))?.values).toEqual({ max_breaking_changes: 4 });
      expect(await store.budgets.remove(7, id)).toBe(true);
      expect(await store.budgets.remove(7, id)).toBe(false);
      expect(await store.budgets.replace(7, id, {})).toBeNull();
    });

    test('are not reached from another installation or workspace', async () => {
      const made = await store.budgets.create(budget);
      const id = made?.id ?? '';
      expect(await store.budgets.find([{ installationId: 8, workspaces: null }], id)).toBeNull();
      const elsewhere = [{ installationId: 7, workspaces: ['acme/till'] }];
      expect(await store.budgets.find(elsewhere, id)).toBeNull();
      expect(await store.budgets.count(elsewhere, {})).toBe(0);
      expect(await store.budgets.count([], {})).toBe(0);
      expect(await store.budgets.replace(8, id, {})).toBeNull();
      expect(await store.budgets.remove(8, id)).toBe(false);
    });

    test('are listed page by page without losing or doubling one', async () => {
      for (const name of ['a', 'b', 'c', 'd', 'e']) {
        await store.budgets.create({ ...budget, level: 'tag', name });
      }
      const scopes = [{ installationId: 7, workspaces: null }];
      const names: string[] = [];
      for (let after: { createdAt: Date; id: string } | undefined; ; ) {
        const page = await store.budgets.list(scopes, { level: 'tag' }, { limit: 2, after });
        names.push(...page.map(({ name }) => name));
        after = page.at(-1);
        if (page.length < 2) break;
      }
      expect(names.toSorted()).toEqual(['a', 'b', 'c', 'd', 'e']);
    });
  });

  describe('tokens', () => {
    const wanted = {
      installationId: 7,
      workspace: null,
      access: 'write',
      name: 'ci',
      expiresAt: null,
    } as const;

    test('are found by their secret, of which only the hash is kept', async () => {
      const { token, secret } = await store.tokens.create(wanted);
      expect(secret).toMatch(/^hf_[A-Za-z0-9_-]{43}$/);
      expect(await store.tokens.findBySecret(secret)).toEqual({ token, installation: 'active' });
      expect(await store.tokens.findBySecret(`${secret}x`)).toBeNull();
      const rows = await store.sql.query('select * from api_tokens');
      expect(JSON.stringify(rows)).not.toContain(secret);
      expect(rows[0]?.['hash']).toBe(createHash('sha256').update(secret).digest('hex'));
    });

    test('are revoked once, and only within their installation', async () => {
      const { token, secret } = await store.tokens.create(wanted);
      expect(await store.tokens.revoke(8, token.id, day(1))).toBe(false);
      expect(await store.tokens.revoke(7, token.id, day(1))).toBe(true);
      expect(await store.tokens.revoke(7, token.id, day(2))).toBe(false);
      await store.tokens.used(7, token.id, day(3));
      expect((await store.tokens.findBySecret(secret))?.token).toMatchObject({
        revokedAt: day(1),
        lastUsedAt: day(3),
      });
      expect(await store.tokens.list(7)).toHaveLength(1);
      expect(await store.tokens.list(8)).toEqual([]);
    });
  });

  describe('what a caller sees', () => {
    test('are the incidents of its scopes, whatever installation they are of', async () => {
      const shop = await open();
      const till = await open({ repositoryId: 2, workspace: 'acme/till' });
      const other = await open({ installationId: 8, repositoryId: 3, workspace: 'other/thing' });
      const seen = async (scopes: Scope[]) =>
        (await store.visible.incidents(scopes, {}, { limit: 10 })).map(({ id }) => id).toSorted();

      expect(await seen([everything(7)])).toEqual([shop.id, till.id].toSorted());
      expect(await seen([{ ...everything(7), repositoryIds: [2] }])).toEqual([till.id]);
      expect(await seen([{ ...everything(7), workspace: 'acme/shop' }])).toEqual([shop.id]);
      expect(await seen([{ ...everything(7), repositoryIds: [1] }, everything(8)])).toEqual(
        [shop.id, other.id].toSorted(),
      );
      expect(await seen([])).toEqual([]);
      expect(await seen([{ ...everything(7), repositoryIds: [] }])).toEqual([]);
      expect(await store.visible.incident([everything(7)], other.id)).toBeNull();
      expect(await store.visible.incident([everything(8)], other.id)).toMatchObject({
        id: other.id,
      });
    });

    test('does not include repositories that the installation lost', async () => {
      const { id } = await open();
      await store.installations.removeRepositories(7, [1]);
      expect(await store.visible.incident([everything(7)], id)).toBeNull();
      expect(await store.visible.repositories([everything(7)])).toMatchObject([{ name: 'till' }]);
      expect(await store.visible.placesOf([1, 2])).toMatchObject([{ id: 2 }]);
    });

    test('does not include what suspended installations have, for callers from GitHub', async () => {
      await store.installations.save({ id: 8, account: 'other', state: 'suspended' });
      expect((await store.visible.placesOf([1, 3])).map(({ id }) => id)).toEqual([1]);
    });

    test('is filtered by each of the keys, with a total that fits the pages', async () => {
      await open({ detectedAt: day(1) });
      await open({ detectedAt: day(2), severity: 'critical', method: 'GET' });
      await open({ detectedAt: day(2), incidentType: 'threshold_exceeded', endpoint: '/other' });
      const total = (filter: Parameters<typeof store.visible.countIncidents>[1]) =>
        store.visible.countIncidents([everything(7)], filter);
      expect(await total({})).toBe(3);
      expect(await total({ severity: 'critical' })).toBe(1);
      expect(await total({ incidentType: 'threshold_exceeded' })).toBe(1);
      expect(await total({ endpoint: '/api/users', method: 'POST' })).toBe(1);
      expect(await total({ status: 'closed' })).toBe(0);
      expect(await total({ area: 'contract', workspace: 'acme/shop' })).toBe(3);
      expect(await total({ workspace: 'acme/till' })).toBe(0);
      expect(await total({ detectedAfter: day(1), detectedBefore: day(3) })).toBe(2);
      const seen = new Set<string>();
      for (let after: { detectedAt: Date; id: string } | undefined; ; ) {
        const [one] = await store.visible.incidents([everything(7)], {}, { limit: 1, after });
        if (one === undefined) break;
        seen.add(one.id);
        after = one;
      }
      expect(seen.size).toBe(3);
    });

    test('is counted by status, severity, type, area and workspace', async () => {
      const first = await open({ detectedAt: day(1) });
      await open({ severity: 'low', incidentType: 'threshold_exceeded', area: 'schema' });
      await open({ repositoryId: 2, workspace: 'acme/till' });
      const statistics = () => store.visible.incidentStatistics([everything(7)], {});
      expect(await statistics()).toMatchObject({ meanSecondsToResolve: null });
      await store.incidents.update(
        { ...first, status: 'open' },
        { status: 'resolved', endedAt: day(3) },
        null,
      );
      expect(await statistics()).toEqual({
        total: 3,
        byStatus: { open: 2, resolved: 1 },
        bySeverity: { high: 2, low: 1 },
        byType: { breaking_change: 2, threshold_exceeded: 1 },
        byArea: { contract: 2, schema: 1 },
        byWorkspace: { 'acme/shop': 2, 'acme/till': 1 },
        meanSecondsToResolve: 2 * 24 * 60 * 60,
      });
      expect(await store.visible.incidentStatistics([everything(8)], {})).toMatchObject({
        total: 0,
      });
      expect(await store.incidents.countUnsettled()).toEqual({ open: 2, acknowledged: 0 });
    });

    test('are samples from one moment to before another', async () => {
      const sample: Sample = {
        installationId: 7,
        repositoryId: 1,
        auditId: randomUUID(),
        area: 'contract',
        branch: 'main',
        workspace: 'acme/shop',
        takenAt: day(1),
        nonBreaking: 1,
        potentiallyBreaking: 0,
        definitelyBreaking: 0,
        standing: 0,
        problems: 0,
        aligned: null,
        total: null,
        fieldsChanged: null,
        fieldsTotal: null,
        budgets: [],
      };
      await store.samples.record(sample);
      await store.samples.record({ ...sample, auditId: randomUUID(), takenAt: day(2) });
      const between = { from: day(1), to: day(2) };
      expect(await store.visible.samples([everything(7)], between)).toEqual([sample]);
      expect(await store.visible.samples([everything(8)], between)).toEqual([]);
      const spec = { ...between, area: 'spec' } as const;
      expect(await store.visible.samples([everything(7)], spec)).toEqual([]);
    });

    test('are audits of its repositories, by their names whatever the case', async () => {
      const audit = await store.audits.begin({
        installationId: 7,
        repository: { id: 1, owner: 'acme', name: 'shop' },
        pullRequest: null,
        branch: 'main',
        trigger: 'manual',
        baseSha: 'b'.repeat(40),
        headSha: 'a'.repeat(40),
      });
      const page = { limit: 5 };
      const seen = (scope: Scope, filter = {}) => store.visible.audits([scope], filter, page);
      expect(await seen(everything(7))).toEqual([audit]);
      expect(
        await seen(everything(7), { repository: { owner: 'ACME', name: 'Shop' } }),
      ).toHaveLength(1);
      expect(await seen(everything(7), { workspace: 'acme/till' })).toEqual([]);
      expect(await seen({ ...everything(7), workspace: 'acme/till' })).toEqual([]);
      expect(await seen({ ...everything(7), repositoryIds: [2] })).toEqual([]);
      expect(await store.visible.audit([everything(8)], audit.id)).toBeNull();
      expect(await store.visible.countAudits([everything(7)], { branch: 'main' })).toBe(1);
    });
  });
});
