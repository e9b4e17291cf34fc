import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { AuditReport } from '../../src/audit/report.ts';
import type { AuditSubject } from '../../src/store/audits.ts';
import type { NewDelivery } from '../../src/store/deliveries.ts';
import type { Store } from '../../src/store/store.ts';
import { testDatabases } from './test-databases.ts';

const delivery: NewDelivery = {
  guid: '72d3162e-cc78-11e3-81ab-4c9367dc0958',
  event: 'pull_request',
  action: 'opened',
  installationId: 7,
  payload: '{"action":"opened", "note":"größer 🙂"}',
};

const subject: AuditSubject = {
  installationId: 7,
  repository: { id: 5_000_000_001, owner: 'acme', name: 'shop' },
  pullRequest: 12,
  branch: null,
  trigger: 'pull_request',
  baseSha: 'b'.repeat(40),
  headSha: 'a'.repeat(40),
};

const report: AuditReport = {
  report_version: 1,
  workspace: 'acme/shop',
  trigger: 'pull_request',
  base_revision: subject.baseSha,
  head_revision: subject.headSha,
  date: '2025-01-01',
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
};

describe.each(testDatabases())('the $name store', (database) => {
  let store: Store;
  beforeAll(() => database.start(), 60_000);
  afterAll(() => database.stop());
  beforeEach(async () => {
    store = await database.open();
  }, 30_000);
  afterEach(() => store.close());

  describe('deliveries', () => {
    test('of equal GUID are stored once, however many arrive at once', async () => {
      const answers = await Promise.all(
        Array.from({ length: 20 }, (_, index) =>
          store.deliveries.record([{ ...delivery, payload: `{"copy":${index}}` }]),
        ),
      );
      expect(answers.flatMap((stored) => [...stored])).toEqual([delivery.guid]);
    });

    test('of equal GUID are stored once in one statement too', async () => {
      await store.deliveries.record([{ ...delivery, guid: 'known' }]);
      const stored = await store.deliveries.record(
        ['first', 'known', 'second', 'first'].map((guid) => ({ ...delivery, guid })),
      );
      expect([...stored].sort()).toEqual(['first', 'second']);
    });

    test('keep their payload, byte for byte, until they are processed', async () => {
      await store.deliveries.record([delivery]);
      expect(await store.deliveries.begin([delivery.guid])).toMatchObject([
        { ...delivery, attempts: 1 },
      ]);
      await store.deliveries.markProcessed([delivery.guid]);
      expect(await store.deliveries.find(delivery.guid)).toMatchObject({
        state: 'processed',
        payload: null,
        finishedAt: expect.any(Date),
      });
    });

    test('are not begun once processed', async () => {
      await store.deliveries.record([delivery]);
      await store.deliveries.markProcessed([delivery.guid]);
      expect(await store.deliveries.begin([delivery.guid, 'unknown'])).toEqual([]);
    });

    test('that failed keep payload and reason, and a processed one does not fail', async () => {
      await store.deliveries.record([delivery]);
      await store.deliveries.record([{ ...delivery, guid: 'other' }]);
      await store.deliveries.markProcessed(['other']);
      await store.deliveries.markFailed(delivery.guid, 'no such repository');
      await store.deliveries.markFailed('other', 'too late');
      expect(await store.deliveries.find(delivery.guid)).toMatchObject({
        state: 'failed',
        error: 'no such repository',
        payload: delivery.payload,
      });
      expect(await store.deliveries.find('other')).toMatchObject({
        state: 'processed',
        error: null,
      });
    });

    test('not processed yet are listed, finished ones can be forgotten', async () => {
      await store.deliveries.record([delivery]);
      await store.deliveries.record([{ ...delivery, guid: 'done', installationId: null }]);
      await store.deliveries.markProcessed(['done']);
      const later = new Date(Date.now() + 60_000);
      expect(await store.deliveries.listUnprocessed(later, 10)).toEqual([delivery.guid]);
      expect(await store.deliveries.forget(later)).toBe(1);
      expect(await store.deliveries.find('done')).toBeNull();
      expect(await store.deliveries.find(delivery.guid)).not.toBeNull();
    });
  });

  describe('installations', () => {
    test('are added and brought up to date', async () => {
      await store.installations.save({ id: 7, account: 'acme', state: 'active' });
      await store.installations.save({ id: 7, account: 'acme-inc', state: 'suspended' });
      expect(await store.installations.find(7)).toEqual({
        id: 7,
        account: 'acme-inc',
        state: 'suspended',
      });
    });

    test('see their own repositories only, by their present names', async () => {
      await store.installations.saveRepositories(7, [
        { id: 1, owner: 'acme', name: 'zoo' },
        { id: 2, owner: 'acme', name: 'old' },
        { id: 3, owner: 'acme', name: 'gone' },
      ]);
      await store.installations.saveRepositories(8, [{ id: 1, owner: 'other', name: 'thing' }]);
      await store.installations.saveRepositories(7, [{ id: 2, owner: 'acme', name: 'new' }]);
      await store.installations.removeRepositories(7, [3]);
      const names = (await store.installations.listRepositories(7)).map(({ name }) => name);
      expect(names).toEqual(['new', 'zoo']);
      expect(await store.installations.findRepository(8, 2)).toBeNull();
      expect(await store.installations.findRepository(7, 3)).toMatchObject({
        removedAt: expect.any(Date),
      });
    });
  });

  describe('audits', () => {
    test('interrupted at the same commits are continued with their run id and check run', async () => {
      const begun = await store.audits.begin(subject);
      expect(begun).toMatchObject({ state: 'running', attempts: 1, checkRunId: null });
      await store.audits.recordCheckRun(7, begun.id, 31_000_000_007);
      const again = await store.audits.begin(subject);
      expect(again).toMatchObject({ id: begun.id, attempts: 2, checkRunId: 31_000_000_007 });
      expect(await store.audits.begin({ ...subject, headSha: 'c'.repeat(40) })).not.toMatchObject({
        id: begun.id,
      });
    });

    test('begun several times at once are one', async () => {
      const begun = await Promise.all(Array.from({ length: 5 }, () => store.audits.begin(subject)));
      expect(new Set(begun.map(({ id }) => id)).size).toBe(1);
    });

    test('that ended are begun anew', async () => {
      const first = await store.audits.begin(subject);
      await store.audits.conclude(7, first.id, { outcome: 'within', summary: 'Fine', report });
      const second = await store.audits.begin(subject);
      expect(second.id).not.toBe(first.id);
      expect(await store.audits.latest(7, subject.repository.id, 12)).toMatchObject({
        id: second.id,
      });
    });

    test('keep their report as it was, and end once', async () => {
      const { id } = await store.audits.begin(subject);
      const conclusion = { outcome: 'within', summary: 'Fine', report } as const;
      expect(await store.audits.conclude(7, id, conclusion)).toBe(true);
      expect(await store.audits.conclude(7, id, { ...conclusion, summary: 'Twice' })).toBe(false);
      expect(await store.audits.fail(7, id, 'late')).toBe(false);
      expect(await store.audits.supersede(7, id)).toBe(false);
      expect(await store.audits.find(7, id)).toMatchObject({
        state: 'concluded',
        outcome: 'within',
        summary: 'Fine',
        error: null,
      });
      expect(await store.audits.report(7, id)).toEqual(report);
    });

    test('keep a report that holds what PostgreSQL refuses', async () => {
      const { id } = await store.audits.begin(subject);
      const hostile = { ...report, workspace: 'a\u0000b\\u0000 \ud800 🙂' };
      await store.audits.conclude(7, id, {
        outcome: 'within',
        summary: 'x\u0000y',
        report: hostile,
      });
      expect(await store.audits.report(7, id)).toMatchObject({
        workspace: 'a\ufffdb\\u0000 \ufffd 🙂',
      });
      expect(await store.audits.find(7, id)).toMatchObject({ summary: 'x\ufffdy' });
    });

    test('left unfinished are found with what concludes them, the ended ones are not', async () => {
      const left = await store.audits.begin(subject);
      const newer = await store.audits.begin({ ...subject, headSha: 'c'.repeat(40) });
      const ended = await store.audits.begin({ ...subject, pullRequest: 13 });
      await store.audits.supersede(7, ended.id);
      const later = new Date(Date.now() + 60_000);
      const found = await store.audits.listUnfinished(later, 10);
      expect(found.map(({ id }) => id)).toEqual([left.id, newer.id]);
      expect(found[0]?.repository).toEqual(subject.repository);
      expect(await store.audits.listUnfinished(new Date(0), 10)).toEqual([]);
      const ofPullRequest = await store.audits.listUnfinishedOf(7, subject.repository.id, 12);
      expect(ofPullRequest.map(({ id }) => id)).toEqual([left.id, newer.id]);
    });

    test('are out of reach of other installations', async () => {
      const { id } = await store.audits.begin(subject);
      expect(await store.audits.find(8, id)).toBeNull();
      expect(await store.audits.report(8, id)).toBeNull();
      expect(await store.audits.fail(8, id, 'not yours')).toBe(false);
      expect(await store.audits.latest(8, subject.repository.id, 12)).toBeNull();
      expect(await store.audits.listUnfinishedOf(8, subject.repository.id, 12)).toEqual([]);
      await store.audits.recordCheckRun(8, id, 1);
      expect(await store.audits.find(7, id)).toMatchObject({ state: 'running', checkRunId: null });
    });
  });

  describe('a transaction', () => {
    test('that fails leaves nothing behind and runs nothing afterwards', async () => {
      let ran = false;
      const failing = store.transaction(async (transaction) => {
        await transaction.deliveries.record([delivery]);
        transaction.afterCommit(() => {
          ran = true;
        });
        throw new Error('changed my mind');
      });
      await expect(failing).rejects.toThrow('changed my mind');
      expect(await store.deliveries.find(delivery.guid)).toBeNull();
      expect(ran).toBe(false);
    });

    test('that succeeds is there for what runs afterwards', async () => {
      const found = new Promise((resolve) => {
        store.transaction(async (transaction) => {
          await transaction.deliveries.record([delivery]);
          transaction.afterCommit(() => resolve(store.deliveries.find(delivery.guid)));
        });
      });
      expect(await found).toMatchObject({ guid: delivery.guid });
    });

    test('does not mix with others at the same time', async () => {
      const transactions = Array.from({ length: 10 }, (_, index) =>
        store.transaction(async (transaction) => {
          await transaction.deliveries.record([{ ...delivery, guid: `guid-${index}` }]);
          await transaction.sql.query('select 1');
          if (index % 2 === 1) throw new Error('odd');
        }),
      );
      await Promise.allSettled(transactions);
      const left = await store.deliveries.listUnprocessed(new Date(Date.now() + 60_000), 20);
      expect([...left].sort()).toEqual(['guid-0', 'guid-2', 'guid-4', 'guid-6', 'guid-8']);
    });

    test('whose statement fails does not spoil the next', async () => {
      const failing = store.transaction(({ sql }) => sql.query('select 1/0'));
      await expect(failing).rejects.toThrow('division by zero');
      await expect(store.sql.query('begin; select 1/0; commit')).rejects.toThrow(
        'division by zero',
      );
      expect(await store.healthy()).toBe(true);
      expect(await store.deliveries.record([delivery])).toEqual(new Set([delivery.guid]));
    });
  });

  test('SQL gives back the rows of every statement', async () => {
    expect(await store.sql.query('select 1 as a; select 2 as a')).toEqual([{ a: 1 }, { a: 2 }]);
    expect(await store.sql.query('select $1::int as a', [3])).toEqual([{ a: 3 }]);
  });

  test('is healthy while open', async () => {
    expect(await store.healthy()).toBe(true);
  });
});
