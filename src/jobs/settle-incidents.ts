/** What a cycle does to the incidents of its branch: opened, refreshed, reopened, resolved, each with its event. */
import { randomUUID } from 'node:crypto';
import { type IncidentCandidate, incidentCandidates, overTimeOf } from '../incidents/groups.ts';
import {
  type Incident,
  type IncidentDetails,
  type IncidentDrift,
  type IncidentEvent,
  isUnsettled,
} from '../incidents/incident.ts';
import { HOLDFAST } from '../incidents/lapse.ts';
import { type IncidentChange, reconcile } from '../incidents/reconcile.ts';
import type { Transaction } from '../store/store.ts';
import { readLapsed } from './lapsed.ts';
import type { Cycle } from './record-cycle.ts';

/** Drifts that are kept with an incident at most, when new ones join those it had. */
const MAX_DRIFTS = 50;
const MAX_LIMITS = 200;

/** Opens, refreshes, reopens and resolves incidents as the cycle found them. */
export async function settleIncidents(transaction: Transaction, cycle: Cycle): Promise<void> {
  if (cycle.settings === null) return;
  const { drifts, incidents } = transaction;
  const { installationId, repositoryId, branch, standing, report, at } = cycle;
  const known = await incidents.listOfBranch(installationId, repositoryId, branch);
  const changes = reconcile({
    known,
    candidates: incidentCandidates(report),
    standing: new Map(
      standing.map((one) => [
        one.baseSha,
        { fingerprints: new Set(one.fingerprints), waived: new Set(one.waived) },
      ]),
    ),
    overTime: overTimeOf(report),
    lapsed: await readLapsed(transaction, known, at.toISOString().slice(0, 10)),
  });
  for (const change of changes) await apply(transaction, cycle, change);
  const resolved = changes.flatMap((change) =>
    change.kind === 'resolve' ? change.incident.fingerprints : [],
  );
  await drifts.gone({ installationId, repositoryId, branch }, resolved, at);
}

async function apply(
  { incidents }: Transaction,
  cycle: Cycle,
  change: IncidentChange,
): Promise<void> {
  const { id: auditId, at, headSha } = cycle;
  const by = { actor: HOLDFAST, at, auditId, commitSha: headSha };
  if (change.kind === 'create') {
    await incidents.create(newIncident(cycle, change.candidate), {
      ...by,
      kind: 'created',
      fromStatus: null,
      toStatus: 'open',
      note: null,
    });
    return;
  }
  const { incident } = change;
  const seen = { count: incident.count + 1, lastSeenAt: at, lastCycleId: auditId };
  switch (change.kind) {
    case 'refresh': {
      const { candidate } = change;
      const known = new Set(incident.fingerprints);
      const isWorse = candidate?.fingerprints.some((fingerprint) => !known.has(fingerprint));
      const event: IncidentEvent | null = !isWorse
        ? null
        : {
            ...by,
            kind: 'refreshed',
            fromStatus: incident.status,
            toStatus: incident.status,
            note: 'More changes exceed the same budget.',
          };
      await incidents.update(
        incident,
        candidate === null ? seen : { ...seen, ...joined(incident, candidate, cycle) },
        event,
      );
      return;
    }
    case 'reopen': {
      const { candidate } = change;
      // What was there all the time keeps the commits between which it came.
      const brought =
        candidate === null
          ? {}
          : {
              ...joined(incident, candidate, cycle),
              baseSha: cycle.baseSha,
              headSha,
            };
      await incidents.update(
        incident,
        { ...seen, ...brought, status: 'open', endedAt: null, resolvedSha: null },
        {
          ...by,
          kind: 'reopened',
          fromStatus: incident.status,
          toStatus: 'open',
          note: change.note,
        },
      );
      return;
    }
    case 'confirm':
      await incidents.update(
        incident,
        { lastCycleId: auditId, endedAt: at, resolvedSha: headSha },
        {
          ...by,
          kind: 'updated',
          fromStatus: incident.status,
          toStatus: incident.status,
          note: change.note,
        },
      );
      return;
    case 'resolve':
      await incidents.update(
        incident,
        { lastCycleId: auditId, status: 'resolved', endedAt: at, resolvedSha: headSha },
        {
          ...by,
          kind: 'resolved',
          fromStatus: incident.status,
          toStatus: 'resolved',
          note: change.note,
        },
      );
  }
}

function newIncident(cycle: Cycle, candidate: IncidentCandidate) {
  const { installationId, repositoryId, branch, id: auditId, headSha, baseSha, at } = cycle;
  const { drifts, moreDrifts, limits, ...what } = candidate;
  return {
    id: randomUUID(),
    installationId,
    repositoryId,
    branch,
    workspace: cycle.report.workspace,
    ...what,
    syncCycleId: auditId,
    lastCycleId: auditId,
    baseSha,
    headSha,
    contractDiffId: cycle.contractDiffId,
    pullRequest: cycle.rootCause?.pull_request ?? null,
    details: {
      drifts: drifts.map((drift) => seenIn(cycle, drift)),
      more_drifts: moreDrifts,
      limits,
      root_cause: cycle.rootCause,
    },
    detectedAt: at,
  };
}

/** Its places are lines of the commits that the cycle compared. */
function seenIn({ baseSha, headSha }: Cycle, drift: IncidentDrift): IncidentDrift {
  return { ...drift, base_sha: baseSha, head_sha: headSha };
}

/** An incident that more drifts have joined, or that the same ones have brought back. */
function joined(incident: Incident, candidate: IncidentCandidate, cycle: Cycle) {
  const fresh = new Set(candidate.fingerprints);
  const before = isUnsettled(incident.status) ? incident.details : NOTHING;
  const kept = before.drifts.filter(({ fingerprint }) => !fresh.has(fingerprint));
  const drifts = [...candidate.drifts.map((drift) => seenIn(cycle, drift)), ...kept];
  const older = isUnsettled(incident.status) ? incident.fingerprints : [];
  const fingerprints = [...new Set([...candidate.fingerprints, ...older])].sort();
  const details: IncidentDetails = {
    drifts: drifts.slice(0, MAX_DRIFTS),
    more_drifts: Math.max(0, fingerprints.length - MAX_DRIFTS),
    limits:
      candidate.fingerprints.length === 0
        ? candidate.limits
        : [...candidate.limits, ...before.limits].slice(0, MAX_LIMITS),
    root_cause: cycle.rootCause ?? incident.details.root_cause,
  };
  return {
    fingerprints,
    severity: candidate.severity,
    title: candidate.title,
    beforeSample: candidate.beforeSample,
    afterSample: candidate.afterSample,
    details,
  };
}

const NOTHING: Pick<IncidentDetails, 'drifts' | 'limits'> = { drifts: [], limits: [] };
