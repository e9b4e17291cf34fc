/** Drifts of branches: when each was seen first and last. */
import type { Area, Compatibility, Drift, Severity } from '../drift/drift.ts';
import { type Queries, reaching } from './client.ts';
import type { Drift as Row } from './generated/client.ts';
import type { BranchRef } from './snapshots.ts';
import { storable } from './text.ts';

/** A drift as it is remembered. */
export interface SeenDrift {
  readonly fingerprint: string;
  readonly area: Area;
  readonly rule: string;
  readonly compatibility: Compatibility;
  readonly severity: Severity;
  readonly method: string | null;
  readonly endpoint: string | null;
  readonly service: string | null;
  readonly message: string;
  readonly firstSeenAt: Date;
  readonly firstAuditId: string;
  readonly lastSeenAt: Date;
  readonly lastAuditId: string;
  /** When it was looked for and not found any more. */
  readonly goneAt: Date | null;
}

/** The cycle that saw them, and when. */
export interface Sighting {
  readonly auditId: string;
  readonly at: Date;
}

export interface Drifts {
  /** Remembers drifts that a cycle found; those known are seen again. */
  seen(branch: BranchRef, drifts: readonly Drift[], sighting: Sighting): Promise<void>;
  /** Known drifts that still stand. */
  stand(branch: BranchRef, fingerprints: readonly string[], sighting: Sighting): Promise<void>;
  /** Known drifts that were looked for and are gone. */
  gone(branch: BranchRef, fingerprints: readonly string[], at: Date): Promise<void>;
  list(branch: BranchRef): Promise<SeenDrift[]>;
}

/** Rows of one statement: PostgreSQL takes 65,535 values, a drift has fifteen. */
const AT_ONCE = 1_000;

export function driftsOf(db: Queries): Drifts {
  return {
    seen: (branch, drifts, { auditId, at }) =>
      reaching(async () => {
        const all = [...new Map(drifts.map((drift) => [drift.fingerprint, drift])).values()];
        for (let start = 0; start < all.length; start += AT_ONCE) {
          const some = all.slice(start, start + AT_ONCE);
          await db.drift.createMany({
            data: some.map((drift) => ({
              ...branch,
              ...described(drift),
              firstSeenAt: at,
              firstAuditId: auditId,
              lastSeenAt: at,
              lastAuditId: auditId,
            })),
            skipDuplicates: true,
          });
          await db.drift.updateMany({
            where: { ...branch, fingerprint: { in: some.map(({ fingerprint }) => fingerprint) } },
            data: { lastSeenAt: at, lastAuditId: auditId, goneAt: null },
          });
        }
      }),
    stand: (branch, fingerprints, { auditId, at }) =>
      reaching(async () => {
        await db.drift.updateMany({
          where: { ...branch, fingerprint: { in: [...fingerprints] } },
          data: { lastSeenAt: at, lastAuditId: auditId, goneAt: null },
        });
      }),
    gone: (branch, fingerprints, at) =>
      reaching(async () => {
        await db.drift.updateMany({
          where: { ...branch, fingerprint: { in: [...fingerprints] }, goneAt: null },
          data: { goneAt: at },
        });
      }),
    list: (branch) =>
      reaching(async () => {
        const rows = await db.drift.findMany({
          where: { ...branch },
          orderBy: [{ firstSeenAt: 'asc' }, { fingerprint: 'asc' }],
        });
        return rows.map(fromRow);
      }),
  };
}

function described(drift: Drift) {
  const { subject, fingerprint, area, rule, compatibility, severity } = drift;
  const operation = subject.kind === 'operation' ? subject : null;
  return {
    fingerprint,
    area,
    rule,
    compatibility,
    severity,
    method: operation?.method ?? null,
    endpoint: operation === null ? null : storable(operation.path),
    service: subject.service,
    message: storable(drift.message),
  };
}

function fromRow(row: Row): SeenDrift {
  const { installationId: _i, repositoryId: _r, branch: _b, ...drift } = row;
  return drift;
}
