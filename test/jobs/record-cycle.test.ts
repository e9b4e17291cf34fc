import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { auditWithSnapshot } from '../../src/audit/audit.ts';
import { standingStates } from '../../src/audit/report.ts';
import { standingDrifts } from '../../src/audit/standing.ts';
import { type Recorded, recordCycle } from '../../src/jobs/record-cycle.ts';
import { parseSettings } from '../../src/settings/load.ts';
import { recordedSettings } from '../../src/settings/recorded.ts';
import type { Store } from '../../src/store/store.ts';
import { openFiles } from '../../src/tree/memory.ts';
import { shopContract } from '../e2e/contract.ts';
import { testDatabases } from '../store/test-databases.ts';

const AT = { installationId: 7, repositoryId: 5_000_000_001 };
const MAIN = { ...AT, branch: 'main' };
const REPOSITORY = { id: AT.repositoryId, owner: 'acme', name: 'shop' };
const DAY = 86_400_000;

const FINE = shopContract();
const BROKEN = shopContract({ newUserRequired: ['email', 'phone'] });

/** The contracts of commits, by SHA. */
type History = Readonly<Record<string, string>>;

describe.each(testDatabases())('cycles recorded on the $name database', (database) => {
  let store: Store;
  beforeAll(() => database.start(), 60_000);
  afterAll(() => database.stop());
  beforeEach(async () => {
    store = await database.open();
  }, 30_000);
  afterEach(() => store.close());

  /** One cycle as a job would do it: from the last one to `headSha`, on a day. */
  async function cycle(history: History, headSha: string, day: number, settings = '') {
    const previous = await store.audits.latestCycle(AT.installationId, AT.repositoryId, 'main');
    const baseSha = previous?.headSha ?? headSha;
    const { id } = await store.audits.begin({
      installationId: AT.installationId,
      repository: REPOSITORY,
      pullRequest: null,
      branch: 'main',
      trigger: 'push',
      baseSha,
      headSha,
    });
    const treeOf = (sha: string) => openFiles({ 'openapi.yaml': history[sha] ?? '' }, sha);
    const date = new Date(day * DAY).toISOString().slice(0, 10);
    const files = settings === '' ? [] : [{ file: '.github/holdfast.yml', text: settings }];
    const parsed = parseSettings(files, { repository: 'acme/shop' });
    if (!parsed.ok) throw new Error(parsed.problems[0]?.message);
    const given = await store.waivers.list(AT.installationId, AT.repositoryId, date);
    const waivers = [...parsed.settings.waivers, ...given];
    const outcome = { ...parsed, settings: { ...parsed.settings, waivers } };
    const { report, snapshot } = await auditWithSnapshot({
      repository: 'acme/shop',
      trigger: 'push',
      base: treeOf(baseSha),
      head: treeOf(headSha),
      settings: outcome,
      date,
      history: (await store.snapshots.since(MAIN, new Date(0))).map((one) => ({
        at: one.takenAt.toISOString(),
        commit: one.commitSha,
        operations: one.operations,
      })),
      snapshot: true,
    });
    const known = await store.incidents.listOfBranch(AT.installationId, AT.repositoryId, 'main');
    const standing = await Promise.all(
      [...new Set(known.map((incident) => incident.baseSha))].map((sha) =>
        standingDrifts({
          base: treeOf(sha),
          head: treeOf(headSha),
          settings: outcome.settings,
          date,
          states: standingStates(report),
        }),
      ),
    );
    const record = (): Promise<Recorded> =>
      recordCycle(
        store,
        {
          ...MAIN,
          id,
          previousId: previous?.id ?? null,
          owner: 'acme',
          repo: 'shop',
          isDefaultBranch: true,
          defaultBranch: 'main',
          baseSha,
          headSha,
          at: new Date(day * DAY),
          summary: 'Summary',
          report,
          settings: recordedSettings(outcome.settings),
          standing,
          fields: snapshot && { operations: snapshot.operations, total: 10, changed: 2 },
          rootCause: null,
          contractDiffId: null,
        },
        async () => {},
      );
    return { id, record };
  }

  const run = async (...args: Parameters<typeof cycle>) => {
    const begun = await cycle(...args);
    expect(await begun.record()).toBe('recorded');
    return begun.id;
  };

  const incidents = () => store.incidents.listOfBranch(AT.installationId, AT.repositoryId, 'main');

  const events = async (id: string) =>
    (await store.incidents.history(AT.installationId, id)).map(
      ({ kind, actor, commitSha, fromStatus, toStatus }) =>
        `${kind} by ${actor} at ${commitSha}: ${fromStatus} -> ${toStatus}`,
    );

  test('open an incident, refresh it, resolve it with the commit, and reopen it', async () => {
    const history = { a: FINE, b: BROKEN, c: `${BROKEN}# more\n`, d: FINE, e: BROKEN };
    await run(history, 'a', 1);
    expect(await incidents()).toEqual([]);

    const opened = await run(history, 'b', 2);
    const [incident] = await incidents();
    expect(incident).toMatchObject({
      status: 'open',
      incidentType: 'breaking_change',
      method: 'POST',
      endpoint: '/api/users',
      syncCycleId: opened,
      baseSha: 'a',
      headSha: 'b',
      count: 1,
      workspace: 'acme/shop',
    });

    const refreshed = await run(history, 'c', 3);
    expect(await incidents()).toMatchObject([
      { status: 'open', count: 2, lastCycleId: refreshed, lastSeenAt: new Date(3 * DAY) },
    ]);

    await run(history, 'd', 4);
    expect(await incidents()).toMatchObject([
      { status: 'resolved', resolvedSha: 'd', endedAt: new Date(4 * DAY) },
    ]);

    await run(history, 'e', 5);
    expect(await incidents()).toMatchObject([
      { status: 'open', baseSha: 'd', headSha: 'e', resolvedSha: null, endedAt: null },
    ]);
    expect(await events(incident?.id ?? '')).toEqual([
      'created by holdfast at b: null -> open',
      'resolved by holdfast at d: open -> resolved',
      'reopened by holdfast at e: resolved -> open',
    ]);
  });

  test('remember when each drift was seen first and last, and when it was gone', async () => {
    const history = { a: FINE, b: BROKEN, c: `${BROKEN}# more\n`, d: FINE };
    await run(history, 'a', 1);
    await run(history, 'b', 2);
    await run(history, 'c', 3);
    await run(history, 'd', 4);
    const [, broke] = await store.drifts
      .list(MAIN)
      .then((drifts) => [
        drifts.length,
        drifts.find(({ compatibility }) => compatibility === 'definitely_breaking'),
      ]);
    expect(broke).toMatchObject({
      firstSeenAt: new Date(2 * DAY),
      lastSeenAt: new Date(3 * DAY),
      goneAt: new Date(4 * DAY),
    });
  });

  test('take a point of the curves each', async () => {
    const history = { a: FINE, b: BROKEN };
    await run(history, 'a', 1);
    const second = await run(history, 'b', 2);
    const { installationId, repositoryId } = AT;
    const newest = await store.samples.latest(installationId, repositoryId, 'main', 9);
    const samples = newest.toReversed();
    expect(
      samples.map(({ definitelyBreaking, standing }) => [definitelyBreaking, standing]),
    ).toEqual([
      [0, 0],
      [1, 1],
    ]);
    expect(samples.map(({ aligned, total }) => `${aligned} of ${total}`)).toEqual([
      '2 of 2',
      '1 of 2',
    ]);
    expect(samples[1]).toMatchObject({
      auditId: second,
      budgets: [{ level: 'default', name: '', key: 'max_breaking_changes', limit: 0, used: 1 }],
    });
  });

  test('settle what a waiver of the settings accepts', async () => {
    const history = { a: FINE, b: BROKEN, c: `${BROKEN}# more\n` };
    await run(history, 'a', 1);
    await run(history, 'b', 2);
    const [fingerprint] = (await incidents())[0]?.fingerprints ?? [];
    await run(
      history,
      'c',
      3,
      `waivers:\n  - fingerprint: "${fingerprint}"\n    reason: Agreed.\n    expires: 2030-01-01\n`,
    );
    expect(await incidents()).toMatchObject([{ status: 'resolved' }]);
  });

  /** What `/holdfast waive` does to the incident there is. */
  async function waive(day: number, until: number): Promise<void> {
    const [incident] = await incidents();
    if (incident === undefined) throw new Error('There is no incident.');
    const at = new Date(day * DAY);
    for (const fingerprint of incident.fingerprints) {
      await store.waivers.give({
        ...AT,
        fingerprint,
        reason: 'Agreed.',
        expires: new Date(until * DAY).toISOString().slice(0, 10),
        createdBy: 'github:dana',
      });
    }
    await store.incidents.update(
      incident,
      { status: 'resolved', endedAt: at },
      {
        kind: 'waived',
        actor: 'github:dana',
        at,
        fromStatus: incident.status,
        toStatus: 'resolved',
        note: 'Agreed.',
        auditId: null,
        commitSha: null,
      },
    );
  }

  test('reopen what was waived when the waiver has ended and the change still stands', async () => {
    const history = { a: FINE, b: BROKEN, c: `${BROKEN}# more\n` };
    await run(history, 'a', 1);
    await run(history, 'b', 2);
    await waive(3, 10);
    await run(history, 'c', 10);
    expect(await incidents()).toMatchObject([{ status: 'resolved' }]);
    // Nothing was pushed: the calendar started it.
    const reopening = await run(history, 'c', 11);
    expect(await incidents()).toMatchObject([
      {
        status: 'open',
        endedAt: null,
        baseSha: 'a',
        headSha: 'b',
        lastCycleId: reopening,
        lastSeenAt: new Date(11 * DAY),
      },
    ]);
    const [incident] = await incidents();
    expect((await store.incidents.history(7, incident?.id ?? '')).at(-1)).toMatchObject({
      kind: 'reopened',
      actor: 'holdfast',
      note: 'Its waiver ended after 1970-01-11, and the change is still there.',
    });
    await run(history, 'c', 12);
    expect(await incidents()).toMatchObject([{ status: 'open' }]);
    expect(await events(incident?.id ?? '')).toHaveLength(3);
  });

  test('leave what was waived resolved when its change is gone by then', async () => {
    const history = { a: FINE, b: BROKEN, c: FINE, d: `${FINE}# more\n` };
    await run(history, 'a', 1);
    await run(history, 'b', 2);
    await waive(3, 10);
    await run(history, 'c', 5);
    await run(history, 'd', 11);
    await run(history, 'd', 12);
    expect(await incidents()).toMatchObject([
      { status: 'resolved', endedAt: new Date(11 * DAY), resolvedSha: 'd' },
    ]);
    const [incident] = await incidents();
    expect(await events(incident?.id ?? '')).toEqual([
      'created by holdfast at b: null -> open',
      'waived by github:dana at null: open -> resolved',
      'updated by holdfast at d: resolved -> resolved',
    ]);
  });

  test('keep what is waived past the time after which resolved ones are forgotten', async () => {
    const settings = 'drift_budget:\n  incident_retention_days: 5\n';
    const history = { a: FINE, b: BROKEN };
    await run(history, 'a', 1, settings);
    await run(history, 'b', 2, settings);
    await waive(3, 20);
    await run(history, 'b', 15, settings);
    expect(await incidents()).toMatchObject([{ status: 'resolved' }]);
    await run(history, 'b', 21, settings);
    expect(await incidents()).toMatchObject([{ status: 'open' }]);
  });

  test('are forgotten with their incident when the settings say so', async () => {
    const history = { a: FINE, b: BROKEN, c: FINE, d: `${FINE}# more\n` };
    await run(history, 'a', 1);
    await run(history, 'b', 2);
    await run(history, 'c', 3);
    await run(history, 'd', 12, 'drift_budget:\n  incident_retention_days: 10\n');
    expect(await incidents()).toHaveLength(1);
    await run({ ...history, e: FINE }, 'e', 14, 'drift_budget:\n  incident_retention_days: 10\n');
    expect(await incidents()).toEqual([]);
  });

  test('begun at once are recorded once', async () => {
    const history = { a: FINE, b: BROKEN, c: `${BROKEN}# more\n` };
    await run(history, 'a', 1);
    const both = [await cycle(history, 'b', 2), await cycle(history, 'c', 2)];
    const recorded = await Promise.all(both.map(({ record }) => record()));
    expect(recorded.sort()).toEqual(['overtaken', 'recorded']);
    expect(await incidents()).toHaveLength(1);
  });

  test('open an incident for a budget over time, once, and resolve it when the window has passed', async () => {
    const settings =
      'drift_budget:\n  default_budget:\n    max_field_churn_percent: 5\n    time_window_days: 10\n';
    const history = { a: FINE, b: shopContract({ sortable: true }), c: FINE, d: `${FINE}# more\n` };
    await run(history, 'a', 1, settings);
    await run(history, 'b', 2, settings);
    expect(await incidents()).toMatchObject([
      { status: 'open', incidentType: 'threshold_exceeded', fingerprints: [], count: 1 },
    ]);
    const [incident] = await incidents();
    await run(history, 'c', 3, settings);
    expect(await incidents()).toMatchObject([{ id: incident?.id, status: 'open', count: 2 }]);
    await run(history, 'd', 20, settings);
    expect(await incidents()).toMatchObject([{ status: 'resolved' }]);
    expect(await events(incident?.id ?? '')).toEqual([
      'created by holdfast at b: null -> open',
      'resolved by holdfast at d: open -> resolved',
    ]);
  });
});
