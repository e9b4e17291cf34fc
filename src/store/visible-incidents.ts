/** What a caller of the API sees of incidents. */
import type { Incident } from '../incidents/incident.ts';
import { type Queries, reaching } from './client.ts';
import {
  type IncidentCursor,
  type IncidentFilter,
  incidentConditions,
  incidentFromRow,
} from './incidents.ts';
import type { Page } from './page.ts';
import { type Scope, within } from './scope.ts';

/** How many incidents there are of each kind. */
export interface IncidentStatistics {
  readonly total: number;
  readonly byStatus: Readonly<Record<string, number>>;
  readonly bySeverity: Readonly<Record<string, number>>;
  readonly byType: Readonly<Record<string, number>>;
  readonly byArea: Readonly<Record<string, number>>;
  readonly byWorkspace: Readonly<Record<string, number>>;
  /** From detection to the last resolution, mean of those resolved, in seconds; null where none is. */
  readonly meanSecondsToResolve: number | null;
}

/** Reads of the incidents of some scopes. */
export interface VisibleIncidents {
  incident(scopes: readonly Scope[], id: string): Promise<Incident | null>;
  /** Newest first. */
  incidents(
    scopes: readonly Scope[],
    filter: IncidentFilter,
    page: Page<IncidentCursor>,
  ): Promise<Incident[]>;
  countIncidents(scopes: readonly Scope[], filter: IncidentFilter): Promise<number>;
  incidentStatistics(scopes: readonly Scope[], filter: IncidentFilter): Promise<IncidentStatistics>;
}

export function incidentReads(db: Queries): VisibleIncidents {
  const where = (scopes: readonly Scope[], filter: IncidentFilter) => ({
    ...within(scopes),
    ...incidentConditions(filter),
  });
  return {
    incident: (scopes, id) =>
      reaching(async () => {
        const row = await db.incident.findFirst({ where: { id, ...within(scopes) } });
        return row === null ? null : incidentFromRow(row);
      }),
    incidents: (scopes, filter, { limit, after }) =>
      reaching(async () => {
        const rows = await db.incident.findMany({
          where: {
            AND: [
              where(scopes, filter),
              after === undefined
                ? {}
                : {
                    OR: [
                      { detectedAt: { lt: after.detectedAt } },
                      { detectedAt: after.detectedAt, id: { lt: after.id } },
                    ],
                  },
            ],
          },
          orderBy: [{ detectedAt: 'desc' }, { id: 'desc' }],
          take: limit,
        });
        return rows.map(incidentFromRow);
      }),
    countIncidents: (scopes, filter) =>
      reaching(() => db.incident.count({ where: where(scopes, filter) })),
    incidentStatistics: (scopes, filter) =>
      reaching(async () => {
        const matching = where(scopes, filter);
        const groups = await db.incident.groupBy({
          by: ['status', 'severity', 'incidentType', 'area', 'workspace'],
          where: matching,
          _count: { _all: true },
        });
        const resolved = await db.incident.findMany({
          where: { AND: [matching, { status: 'resolved' }] },
          select: { detectedAt: true, endedAt: true },
        });
        const by = (key: (group: (typeof groups)[number]) => string) =>
          sums(groups.map((group) => [key(group), group._count._all]));
        return {
          total: groups.reduce((sum, { _count }) => sum + _count._all, 0),
          byStatus: by(({ status }) => status),
          bySeverity: by(({ severity }) => severity),
          byType: by(({ incidentType }) => incidentType),
          byArea: by(({ area }) => area),
          byWorkspace: by(({ workspace }) => workspace),
          meanSecondsToResolve: meanSeconds(resolved),
        };
      }),
  };
}

/** Sums by key, the keys in order. */
function sums(entries: readonly (readonly [string, number])[]): Readonly<Record<string, number>> {
  const found = new Map<string, number>();
  for (const [key, count] of entries) found.set(key, (found.get(key) ?? 0) + count);
  return Object.fromEntries([...found].sort(([a], [b]) => (a < b ? -1 : 1)));
}

function meanSeconds(
  spans: readonly { readonly detectedAt: Date; readonly endedAt: Date | null }[],
): number | null {
  const seconds = spans.flatMap(({ detectedAt, endedAt }) =>
    endedAt === null ? [] : [(endedAt.getTime() - detectedAt.getTime()) / 1_000],
  );
  if (seconds.length === 0) return null;
  return Math.round(seconds.reduce((sum, one) => sum + one, 0) / seconds.length);
}
