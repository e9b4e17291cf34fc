/** Writes down what a cycle came to, all of it or nothing: verdict, drifts, incidents, a point of the curves. */
import { type AuditReport, allChanges } from '../audit/report.ts';
import type { StandingDrifts } from '../audit/standing.ts';
import { type AreaReport, STATE_AREA_NAMES } from '../drift/area-report.ts';
import type { Area } from '../drift/drift.ts';
import { contractAlignment } from '../incidents/alignment.ts';
import { isUnsettled, type RootCause } from '../incidents/incident.ts';
import type { RecordedSettings } from '../settings/recorded.ts';
import type { BudgetUse, Sample } from '../store/samples.ts';
import type { BranchRef } from '../store/snapshots.ts';
import type { Store, Transaction } from '../store/store.ts';
import type { HeadFields } from './audit-task.ts';
import { settleIncidents } from './settle-incidents.ts';

/** A cycle that has been audited and is to be recorded. */
export interface Cycle extends BranchRef {
  /** The audit's run id. */
  readonly id: string;
  /** The cycle it is compared with; null for the first. */
  readonly previousId: string | null;
  readonly owner: string;
  readonly repo: string;
  readonly isDefaultBranch: boolean;
  readonly defaultBranch: string;
  readonly baseSha: string;
  readonly headSha: string;
  readonly at: Date;
  readonly summary: string;
  readonly report: AuditReport;
  /** Null when the settings do not hold: then nothing was judged, and incidents stay as they are. */
  readonly settings: RecordedSettings | null;
  readonly standing: readonly StandingDrifts[];
  /** The fields of the contracts at head; null where they are not known. */
  readonly fields: HeadFields | null;
  /** What brought the change, for incidents that it opens; null where it is not known. */
  readonly rootCause: RootCause | null;
  /** The check run that had seen the change on its pull request. */
  readonly contractDiffId: string | null;
}

/** `overtaken`: another cycle of the branch was recorded meanwhile, and nothing of this one was. */
export type Recorded = 'recorded' | 'overtaken';

/** Budget limits that a sample keeps at most, the most used first. */
const MAX_BUDGETS = 100;

/**
 * Records a cycle in one transaction. `afterwards` runs within it, for jobs that follow from it.
 * Whoever records second finds that its previous cycle is not the newest any more and writes nothing.
 */
export function recordCycle(
  store: Pick<Store, 'transaction'>,
  cycle: Cycle,
  afterwards: (transaction: Transaction) => Promise<void>,
): Promise<Recorded> {
  return store.transaction(async (transaction) => {
    const { installationId, repositoryId, branch } = cycle;
    // Two cycles of one repository are recorded one after the other.
    await transaction.sql.query(
      'select 1 from repositories where installation_id = $1::bigint and id = $2::bigint for update',
      [installationId, repositoryId],
    );
    const newest = await transaction.audits.latestCycle(installationId, repositoryId, branch);
    if ((newest?.id ?? null) !== cycle.previousId) return 'overtaken';
    const { report, summary } = cycle;
    const concluded = { outcome: report.outcome, summary, report };
    if (!(await transaction.audits.conclude(installationId, cycle.id, concluded))) {
      return 'overtaken';
    }
    await rememberRepository(transaction, cycle);
    await rememberDrifts(transaction, cycle);
    await settleIncidents(transaction, cycle);
    await takeSnapshot(transaction, cycle);
    await takeSamples(transaction, cycle);
    await forgetOld(transaction, cycle);
    await afterwards(transaction);
    return 'recorded';
  });
}

async function rememberRepository({ repositories }: Transaction, cycle: Cycle): Promise<void> {
  const { installationId, repositoryId, isDefaultBranch, defaultBranch, settings } = cycle;
  await repositories.remember(installationId, repositoryId, {
    defaultBranch,
    archived: false,
    ...(isDefaultBranch && settings !== null ? { settings, settingsSha: cycle.headSha } : {}),
  });
}

async function rememberDrifts({ drifts }: Transaction, cycle: Cycle): Promise<void> {
  const branch = branchOf(cycle);
  const sighting = { auditId: cycle.id, at: cycle.at };
  await drifts.seen(branch, allChanges(cycle.report), sighting);
  const found = cycle.standing.flatMap((one) => [...one.fingerprints, ...one.waived]);
  await drifts.stand(branch, found, sighting);
}

async function takeSnapshot({ snapshots }: Transaction, cycle: Cycle): Promise<void> {
  const { fields, headSha: commitSha, at: takenAt, id: auditId } = cycle;
  if (fields === null) return;
  const { operations } = fields;
  await snapshots.record(branchOf(cycle), { commitSha, takenAt, auditId, operations });
}

/** A point for each area: contracts are measured by incidents, others by how far both sides agree. */
async function takeSamples({ samples, incidents }: Transaction, cycle: Cycle): Promise<void> {
  const { installationId, repositoryId, branch, report, id: auditId, at } = cycle;
  const known = await incidents.listOfBranch(installationId, repositoryId, branch);
  const { contract, ...states } = report.areas;
  const record = (area: Area, found: AreaReport, more: AreaMeasures) =>
    samples.record({
      installationId,
      repositoryId,
      auditId,
      area,
      branch,
      workspace: report.workspace,
      takenAt: at,
      nonBreaking: found.summary.non_breaking,
      potentiallyBreaking: found.summary.potentially_breaking,
      definitelyBreaking: found.summary.definitely_breaking,
      standing: known.filter((one) => one.area === area && isUnsettled(one.status)).length,
      ...more,
    });
  const operations = cycle.fields?.operations ?? null;
  const alignment = operations === null ? null : contractAlignment(operations, known);
  await record('contract', contract, {
    problems: contract.problems.length + report.problems.length,
    aligned: alignment?.aligned ?? null,
    total: alignment?.total ?? null,
    fieldsChanged: cycle.fields?.changed ?? null,
    fieldsTotal: cycle.fields?.total ?? null,
    budgets: budgetsUsed(report),
  });
  for (const area of STATE_AREA_NAMES) {
    const found = states[area];
    if (found === undefined || found.alignment.total === 0) continue;
    await record(area, found, {
      problems: found.problems.length,
      ...found.alignment,
      fieldsChanged: null,
      fieldsTotal: null,
      budgets: [],
    });
  }
}

type AreaMeasures = Pick<
  Sample,
  'problems' | 'aligned' | 'total' | 'fieldsChanged' | 'fieldsTotal' | 'budgets'
>;

/** Snapshots older than the longest window a budget can have, and a month more, are not needed. */
const KEEP_SNAPSHOTS_MS = (365 + 31) * 86_400_000;

async function forgetOld(
  { incidents, snapshots, waivers, acceptances }: Transaction,
  cycle: Cycle,
): Promise<void> {
  const { installationId, repositoryId, settings, at } = cycle;
  if (settings !== null) {
    const kept = settings.incident_retention_days * 86_400_000;
    const before = new Date(at.getTime() - kept);
    const given = await waivers.list(installationId, repositoryId, at.toISOString().slice(0, 10));
    // What is waived comes back when its waiver ends, however long that takes.
    const waived = given.map(({ fingerprint }) => fingerprint);
    await incidents.forget(installationId, repositoryId, before, waived);
    await acceptances.forget(installationId, repositoryId, before);
  }
  await snapshots.forget(branchOf(cycle), new Date(at.getTime() - KEEP_SNAPSHOTS_MS));
}

/** The limits of the verdicts, each budget once with the most that was used of it. */
function budgetsUsed({ verdicts, churn }: AuditReport): readonly BudgetUse[] {
  const uses = new Map<string, BudgetUse>();
  for (const { level, name, limit, used } of churn) {
    if (used === null) continue;
    const key = 'max_field_churn_percent';
    uses.set(JSON.stringify([level, name, key]), { level, name, key, limit, used });
  }
  for (const { limits } of verdicts) {
    for (const { key, limit, used, source } of limits) {
      const { level, name } = source;
      const id = JSON.stringify([level, name, key]);
      const known = uses.get(id);
      if (known === undefined || known.used < used) uses.set(id, { level, name, key, limit, used });
    }
  }
  return [...uses.values()].sort((a, b) => b.used - a.used).slice(0, MAX_BUDGETS);
}

function branchOf({ installationId, repositoryId, branch }: Cycle): BranchRef {
  return { installationId, repositoryId, branch };
}
