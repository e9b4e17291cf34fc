/** No function of the store reaches from one installation into another: each is tried by a stranger. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Fix } from '../../src/incidents/fix.ts';
import type { IncidentEvent } from '../../src/incidents/incident.ts';
import type { Store } from '../../src/store/store.ts';
import { day, openIncident } from '../api/server.ts';
import { area, drift, report } from '../report/make.ts';
import { openTestStore } from './open-test-store.ts';

/** The owner of everything, and who has nothing but knows every id. */
const OWNER = 7;
const STRANGER = 8;

const owned = { installationId: OWNER, repositoryId: 1, branch: 'main' } as const;
/** What a stranger asks for: the owner's repository, as if it were its own. */
const asked = { ...owned, installationId: STRANGER };
const scope = [{ installationId: STRANGER, repositoryIds: null, workspace: null }];
const scopes = [...scope, { installationId: STRANGER, repositoryIds: [1], workspace: 'acme/shop' }];
const page = { limit: 100 };

interface Known {
  readonly audit: string;
  readonly incident: string;
  readonly budget: string;
  readonly token: string;
  readonly fix: Fix;
}

type Attempt = (store: Store, known: Known) => Promise<unknown>;

const event: IncidentEvent = {
  kind: 'closed',
  actor: 'stranger',
  at: day(3),
  fromStatus: 'open',
  toStatus: 'closed',
  note: null,
  auditId: null,
  commitSha: null,
};

const sample = {
  ...owned,
  area: 'contract',
  workspace: 'acme/shop',
  takenAt: day(1),
  nonBreaking: 0,
  potentiallyBreaking: 0,
  definitelyBreaking: 1,
  standing: 1,
  problems: 0,
  aligned: 1,
  total: 2,
  fieldsChanged: 1,
  fieldsTotal: 8,
  budgets: [],
} as const;

const subject = {
  repository: { id: 1, owner: 'acme', name: 'shop' },
  pullRequest: 12,
  branch: null,
  trigger: 'pull_request',
  baseSha: 'b'.repeat(40),
  headSha: 'a'.repeat(40),
} as const;

/** Reads that have to give nothing. */
const READS: Readonly<Record<string, Attempt>> = {
  'acceptances.list': (store) => store.acceptances.list(STRANGER, 1, [12]),
  'acceptances.listUnsettled': (store) => store.acceptances.listUnsettled(STRANGER, 1, 10),
  'audits.find': (store, { audit }) => store.audits.find(STRANGER, audit),
  'audits.report': (store, { audit }) => store.audits.report(STRANGER, audit),
  'audits.findUnfinished': (store, { audit }) => store.audits.findUnfinished(STRANGER, audit),
  'audits.latest': (store) => store.audits.latest(STRANGER, 1, 12),
  'audits.latestCycle': (store) => store.audits.latestCycle(STRANGER, 1, 'main'),
  'audits.latestVerdict': (store) => store.audits.latestVerdict(STRANGER, 1, 12),
  'audits.listAt': (store) => store.audits.listAt(STRANGER, 1, subject.headSha),
  'audits.listUnfinishedOf': (store) => store.audits.listUnfinishedOf(STRANGER, 1, 12),
  'audits.listUnfinishedAt': (store) =>
    store.audits.listUnfinishedAt(STRANGER, 1, subject.headSha, null),
  'audits.listUnfinishedCycles': (store) => store.audits.listUnfinishedCycles(STRANGER, 1, 'main'),
  'budgets.count': (store) =>
    store.budgets.count([{ installationId: STRANGER, workspaces: null }], {}),
  'budgets.find': (store, { budget }) =>
    store.budgets.find([{ installationId: STRANGER, workspaces: null }], budget),
  'budgets.list': (store) =>
    store.budgets.list([{ installationId: STRANGER, workspaces: ['acme/shop'] }], {}, page),
  'budgets.listOfWorkspace': (store) => store.budgets.listOfWorkspace(STRANGER, 'acme/shop'),
  'drifts.list': (store) => store.drifts.list(asked),
  'fixRuns.list': (store, { fix }) => store.fixRuns.list({ ...fix, installationId: STRANGER }),
  'fixes.concerns': (store) => store.fixes.concerns(STRANGER, 1, 12),
  'fixes.hasBranch': (store) => store.fixes.hasBranch(STRANGER, 1, 'holdfast/drift-fix/1'),
  'fixes.find': (store, { fix }) => store.fixes.find(STRANGER, fix.id),
  'fixes.list': (store) => store.fixes.list(STRANGER, 1),
  'incidents.find': (store, { incident }) => store.incidents.find(STRANGER, incident),
  'incidents.findByIssue': (store) => store.incidents.findByIssue(STRANGER, 1, 12),
  'incidents.history': (store, { incident }) => store.incidents.history(STRANGER, incident),
  'incidents.listOfBranch': (store) => store.incidents.listOfBranch(STRANGER, 1, 'main'),
  'incidents.listUnpublished': (store) => store.incidents.listUnpublished(STRANGER, 1),
  'installations.findRepository': (store) => store.installations.findRepository(STRANGER, 1),
  'installations.listRepositories': (store) => store.installations.listRepositories(STRANGER),
  'repositories.find': (store) => store.repositories.find(STRANGER, 1),
  'repositories.findByName': (store) =>
    store.repositories.findByName(STRANGER, { owner: 'acme', name: 'shop' }),
  'repositories.list': (store) => store.repositories.list(STRANGER),
  'samples.latest': (store) => store.samples.latest(STRANGER, 1, 'main', 10),
  'snapshots.any': (store) => store.snapshots.any(asked),
  'snapshots.newestOperations': (store) => store.snapshots.newestOperations(asked),
  'snapshots.since': (store) => store.snapshots.since(asked, day(1)),
  'tokens.list': (store) => store.tokens.list(STRANGER),
  'visible.audit': (store, { audit }) => store.visible.audit(scopes, audit),
  'visible.audits': (store) => store.visible.audits(scopes, {}, page),
  'visible.countAudits': (store) => store.visible.countAudits(scopes, {}),
  'visible.countIncidents': (store) => store.visible.countIncidents(scopes, {}),
  'visible.incident': (store, { incident }) => store.visible.incident(scopes, incident),
  'visible.incidents': (store) => store.visible.incidents(scopes, {}, page),
  'visible.incidentStatistics': async (store) =>
    (await store.visible.incidentStatistics(scopes, {})).total,
  'visible.repositories': (store) => store.visible.repositories(scopes),
  'visible.repositoryLabels': (store) => store.visible.repositoryLabels(scopes, [1]),
  'visible.samples': (store) => store.visible.samples(scopes, { from: day(1), to: day(9) }),
  'waivers.list': (store) => store.waivers.list(STRANGER, 1, '2026-01-01'),
  'waivers.listEnded': (store) => store.waivers.listEnded(STRANGER, 1, ['f1'], '2027-01-01'),
};

/** Writes that have to leave what the owner has as it is. */
const WRITES: Readonly<Record<string, Attempt>> = {
  'acceptances.accept': (store) =>
    store.acceptances.accept({ ...acceptance, installationId: STRANGER, reason: 'Stranger' }),
  'acceptances.forget': (store) => store.acceptances.forget(STRANGER, 1, day(30)),
  'acceptances.end': (store) => store.acceptances.end(STRANGER, 1, [12]),
  'acceptances.settle': (store) => store.acceptances.settle(STRANGER, 1, [12], day(3)),
  'audits.begin': (store) => store.audits.begin({ ...subject, installationId: STRANGER }),
  'audits.conclude': (store, { audit }) =>
    store.audits.conclude(STRANGER, audit, {
      outcome: 'within',
      summary: 'Stranger',
      report: report(area([])),
    }),
  'audits.fail': (store, { audit }) => store.audits.fail(STRANGER, audit, 'Stranger'),
  'audits.recordCheckRun': (store, { audit }) => store.audits.recordCheckRun(STRANGER, audit, 66),
  'audits.supersede': (store, { audit }) => store.audits.supersede(STRANGER, audit),
  'budgets.create': (store) =>
    store.budgets.create({ ...budget, installationId: STRANGER, values: { enabled: false } }),
  'budgets.remove': (store, { budget: id }) => store.budgets.remove(STRANGER, id),
  'budgets.replace': (store, { budget: id }) =>
    store.budgets.replace(STRANGER, id, { enabled: false }),
  'drifts.gone': (store) => store.drifts.gone(asked, [known.fingerprint], day(3)),
  'drifts.seen': (store) =>
    store.drifts.seen(asked, [known], { auditId: randomUUID(), at: day(3) }),
  'drifts.stand': (store) =>
    store.drifts.stand(asked, [known.fingerprint], { auditId: randomUUID(), at: day(3) }),
  'fixRuns.claim': (store, { fix }) =>
    store.fixRuns.claim({ ...fix, installationId: STRANGER }, { ...wantedRun, workflow: 'x.yml' }),
  'fixRuns.keepOnly': (store, { fix }) =>
    store.fixRuns.keepOnly({ ...fix, installationId: STRANGER }, []),
  'fixRuns.progress': (store, { fix }) =>
    store.fixRuns.progress({ ...fix, installationId: STRANGER }, wantedRun, { note: 'Stranger' }),
  'fixes.progress': (store, { fix }) =>
    store.fixes.progress({ ...fix, installationId: STRANGER }, { note: 'Stranger' }, day(3)),
  'fixes.reopen': (store) => store.fixes.reopen(STRANGER, 1, 12, day(3)),
  'fixes.want': (store) => store.fixes.want({ ...wantedFix, installationId: STRANGER, at: day(3) }),
  'incidents.create': (store) => openIncident(store, { installationId: STRANGER }),
  'incidents.forget': (store) => store.incidents.forget(STRANGER, 1, day(30)),
  'incidents.markPublished': (store, { incident }) =>
    store.incidents.markPublished(
      { installationId: STRANGER, id: incident, updatedAt: day(3) },
      66,
    ),
  'incidents.update': (store, { incident }) =>
    store.incidents.update(
      { installationId: STRANGER, id: incident, status: 'open' },
      { status: 'closed' },
      event,
    ),
  'installations.removeRepositories': (store) =>
    store.installations.removeRepositories(STRANGER, [1]),
  'installations.save': (store) =>
    store.installations.save({ id: STRANGER, account: 'acme', state: 'deleted' }),
  'installations.saveRepositories': (store) =>
    store.installations.saveRepositories(STRANGER, [{ id: 1, owner: 'stranger', name: 'mine' }]),
  'repositories.recordDashboard': (store) => store.repositories.recordDashboard(STRANGER, 1, 66),
  'repositories.remember': (store) =>
    store.repositories.remember(STRANGER, 1, { defaultBranch: 'stranger', archived: true }),
  'samples.record': (store) =>
    store.samples.record({ ...sample, installationId: STRANGER, auditId: randomUUID() }),
  'snapshots.forget': (store) => store.snapshots.forget(asked, day(30)),
  'snapshots.record': (store) => store.snapshots.record(asked, { ...snapshot, takenAt: day(3) }),
  'tokens.create': (store) =>
    store.tokens.create({ ...token, installationId: STRANGER, access: 'read' }),
  'tokens.revoke': (store, { token: id }) => store.tokens.revoke(STRANGER, id, day(3)),
  'tokens.used': (store, { token: id }) => store.tokens.used(STRANGER, id, day(3)),
  'waivers.give': (store) => store.waivers.give({ ...waiver, installationId: STRANGER }),
};

/** What is not of one installation, and why. */
const OTHERS: readonly string[] = [
  // Webhooks, by GitHub's id of each, before it is known whose they are.
  'deliveries.begin',
  'deliveries.find',
  'deliveries.forget',
  'deliveries.listUnprocessed',
  'deliveries.markFailed',
  'deliveries.markProcessed',
  'deliveries.record',
  // Of an installation itself, and of all of them, for the process and its operator.
  'audits.listUnfinished',
  'fixRuns.listWaiting',
  'incidents.countUnsettled',
  'installations.find',
  'installations.list',
  'repositories.listScheduled',
  // Whose a request is: what leads to the scopes.
  'tokens.findBySecret',
  'visible.placesOf',
];

const known = drift('POST /api/users');
const budget = {
  workspace: 'acme/shop',
  level: 'endpoint',
  name: 'POST /api/users',
  values: { max_breaking_changes: 0 },
  createdBy: 'token:ci',
} as const;
const token = { workspace: null, access: 'write', name: 'ci', expiresAt: null } as const;
const waiver = {
  ...owned,
  fingerprint: 'f1',
  reason: 'Agreed.',
  expires: '2026-12-31',
  createdBy: 'github:dana',
};
const wantedFix = {
  ...owned,
  key: 'pull-request-12',
  target: { kind: 'pull_request', number: 12 },
  requestedBy: 'github:dana',
  at: day(1),
} as const;
const wantedRun = {
  step: 'run_tests',
  workflow: 'test.yml',
  headSha: 'a'.repeat(40),
  at: day(1),
  before: null,
} as const;
const acceptance = {
  ...owned,
  pullRequest: 12,
  headSha: 'a'.repeat(40),
  changes: [{ fingerprint: 'f1', compatibility: 'definitely_breaking', after: null }],
  reason: 'Agreed.',
  expires: null,
  createdBy: 'github:dana',
} as const;
const snapshot = {
  commitSha: 'a'.repeat(40),
  takenAt: day(1),
  auditId: null,
  operations: [
    {
      file: 'openapi.yaml',
      service: null,
      method: 'POST',
      path: '/api/users',
      tags: [],
      operation_id: null,
      content: 'c'.repeat(64),
      fields: { 'query.sort': 'd' },
    },
  ],
};

let store: Store;
let ids: Known;

beforeAll(async () => {
  store = await openTestStore();
}, 60_000);
afterAll(() => store.close());

beforeEach(async () => {
  await store.sql.query('truncate installations, repositories, deliveries cascade');
  await store.installations.saveRepositories(OWNER, [subject.repository]);
  await store.installations.save({ id: STRANGER, account: 'other', state: 'active' });
  const audit = await store.audits.begin({ ...subject, installationId: OWNER });
  const cycle = await store.audits.begin({
    ...subject,
    installationId: OWNER,
    pullRequest: null,
    branch: 'main',
    trigger: 'push',
  });
  await store.audits.conclude(OWNER, cycle.id, {
    outcome: 'exceeded',
    summary: 'Exceeded',
    report: report(area([])),
  });
  const incident = await openIncident(store);
  await store.incidents.markPublished(
    { installationId: OWNER, id: incident.id, updatedAt: day(1) },
    12,
  );
  await openIncident(store);
  await store.drifts.seen(owned, [known], { auditId: cycle.id, at: day(1) });
  await store.samples.record({ ...sample, auditId: cycle.id });
  await store.snapshots.record(owned, snapshot);
  await store.waivers.give(waiver);
  await store.acceptances.accept(acceptance);
  const { installationId, repositoryId } = owned;
  const { key, target, requestedBy, at } = wantedFix;
  const fix = await store.fixes.want({
    installationId,
    repositoryId,
    key,
    target,
    requestedBy,
    at,
  });
  await store.fixes.progress(fix, { branch: 'holdfast/drift-fix/1' }, day(1));
  await store.fixRuns.claim(fix, wantedRun);
  const made = await store.budgets.create({ ...budget, installationId: OWNER });
  const secret = await store.tokens.create({ ...token, installationId: OWNER });
  ids = {
    audit: audit.id,
    incident: incident.id,
    budget: made?.id ?? '',
    token: secret.token.id,
    fix,
  };
});

/** Every row that the owner has, as text. */
async function rowsOfOwner(): Promise<readonly string[]> {
  const tables = await store.sql.query(
    `select table_name as name from information_schema.columns
      where table_schema = 'public' and column_name = 'installation_id' order by 1`,
  );
  const rows = [await store.sql.query(`select * from installations where id = ${OWNER}`)];
  for (const { name } of tables) {
    rows.push(
      await store.sql.query(
        `select '${name}' as table, to_json(t)::text as row from ${name} t
          where installation_id = ${OWNER} order by 2`,
      ),
    );
  }
  return rows
    .flat()
    .map((row) => JSON.stringify(row, (_, one) => (typeof one === 'bigint' ? `${one}` : one)));
}

function isNothing(answer: unknown): boolean {
  if (answer instanceof Map) return answer.size === 0;
  if (Array.isArray(answer)) return answer.length === 0;
  return answer === null || answer === undefined || answer === false || answer === 0;
}

test('every function of the store is tried, or said not to be of one installation', () => {
  const functions = Object.entries(store).flatMap(([name, part]) =>
    typeof part === 'object' && part !== null && name !== 'sql'
      ? Object.keys(part).map((key) => `${name}.${key}`)
      : [],
  );
  const listed = [...Object.keys(READS), ...Object.keys(WRITES), ...OTHERS];
  expect(listed.sort()).toEqual(functions.sort());
});

describe('a stranger who knows every id', () => {
  test.each(Object.keys(READS))('reads nothing with %s', async (name) => {
    const answer = await READS[name]?.(store, ids);
    expect(isNothing(answer) || answer).toBe(true);
  });

  test.each(Object.keys(WRITES))('changes nothing with %s', async (name) => {
    const before = await rowsOfOwner();
    expect(before.length).toBeGreaterThan(10);
    // Some are refused by the database: they name a repository that the stranger has not.
    await WRITES[name]?.(store, ids).catch((error: unknown) => {
      expect(String(error)).toMatch(/[Ff]oreign key/);
    });
    expect(await rowsOfOwner()).toEqual(before);
  });
});
