/** What a caller of the API sees: reads across the installations and repositories of its scopes. */
import type { Area } from '../drift/drift.ts';
import type { Incident } from '../incidents/incident.ts';
import { type Audit, type AuditState, auditFromRow, WITHOUT_REPORT } from './audits.ts';
import { type Queries, reaching } from './client.ts';
import type { Prisma } from './generated/client.ts';
import { idFromRow } from './identifier.ts';
import {
  type IncidentCursor,
  type IncidentFilter,
  incidentConditions,
  incidentFromRow,
} from './incidents.ts';
import { type RepositoryMemory, repositoryFromRow } from './repositories.ts';
import { type Sample, sampleFromRow } from './samples.ts';

/** What may be seen of one installation. Repositories that it lost access to are never seen. */
export interface Scope {
  readonly installationId: number;
  /** Only these repositories; null for all. */
  readonly repositoryIds: readonly number[] | null;
  /** Only what belongs to this workspace; null for all. */
  readonly workspace: string | null;
}

export type VisibleIncidentFilter = Omit<IncidentFilter, 'workspaces' | 'repositoryIds'> & {
  readonly workspace?: string;
};

export interface VisibleSampleFilter {
  readonly workspace?: string;
  readonly area?: Area;
  /** From this moment on, and before that one. */
  readonly from: Date;
  readonly to: Date;
}

/** Which audits are wanted; a key that is absent restricts nothing. */
export interface AuditFilter {
  readonly workspace?: string;
  readonly repository?: { readonly owner: string; readonly name: string };
  readonly trigger?: Audit['trigger'];
  readonly state?: AuditState;
  readonly outcome?: NonNullable<Audit['outcome']>;
  readonly branch?: string;
  readonly pullRequest?: number;
}

/** A page of a list that is newest first; `time` is when the last one before it was made or found. */
export interface Page<T> {
  readonly limit: number;
  readonly after?: T | undefined;
}

export interface AuditCursor {
  readonly createdAt: Date;
  readonly id: string;
}

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

/** A repository without what is remembered of its settings. */
export type RepositoryLabel = Pick<
  RepositoryMemory,
  'installationId' | 'id' | 'owner' | 'name' | 'workspace' | 'defaultBranch' | 'archived'
>;

export interface Visible {
  /** By owner and name. */
  repositories(
    scopes: readonly Scope[],
    filter?: {
      readonly workspace?: string;
      readonly repository?: { readonly owner: string; readonly name: string };
    },
  ): Promise<RepositoryMemory[]>;
  /** By owner and name; only those with the given ids where any are given. */
  repositoryLabels(scopes: readonly Scope[], ids?: readonly number[]): Promise<RepositoryLabel[]>;
  /** Of active installations, those among these ids: where a caller's GitHub repositories are. */
  placesOf(repositoryIds: readonly number[]): Promise<RepositoryLabel[]>;
  incident(scopes: readonly Scope[], id: string): Promise<Incident | null>;
  /** Newest first. */
  incidents(
    scopes: readonly Scope[],
    filter: VisibleIncidentFilter,
    page: Page<IncidentCursor>,
  ): Promise<Incident[]>;
  countIncidents(scopes: readonly Scope[], filter: VisibleIncidentFilter): Promise<number>;
  incidentStatistics(
    scopes: readonly Scope[],
    filter: VisibleIncidentFilter,
  ): Promise<IncidentStatistics>;
  /** Oldest first. */
  samples(scopes: readonly Scope[], filter: VisibleSampleFilter): Promise<Sample[]>;
  audit(scopes: readonly Scope[], id: string): Promise<Audit | null>;
  /** Newest first. */
  audits(scopes: readonly Scope[], filter: AuditFilter, page: Page<AuditCursor>): Promise<Audit[]>;
  countAudits(scopes: readonly Scope[], filter: AuditFilter): Promise<number>;
}

export function visibleOf(db: Queries): Visible {
  return {
    repositories: (scopes, { workspace, repository } = {}) =>
      reaching(async () => {
        const rows = await db.repository.findMany({
          where: {
            AND: [
              repositoriesWithin(scopes),
              workspace === undefined ? {} : { workspace },
              repository === undefined ? {} : named(repository),
            ],
          },
          orderBy: BY_NAME,
        });
        return rows.map(repositoryFromRow);
      }),
    repositoryLabels: (scopes, ids) =>
      labels(db, {
        AND: [repositoriesWithin(scopes), ids === undefined ? {} : { id: { in: [...ids] } }],
      }),
    placesOf: (ids) =>
      labels(db, {
        id: { in: [...ids] },
        removedAt: null,
        installation: { state: 'active' },
      }),
    ...incidentReads(db),
    samples: (scopes, { workspace, area, from, to }) =>
      reaching(async () => {
        const rows = await db.sample.findMany({
          where: {
            ...within(scopes),
            ...(workspace === undefined ? {} : { workspace }),
            ...(area === undefined ? {} : { area }),
            takenAt: { gte: from, lt: to },
          },
          orderBy: [{ takenAt: 'asc' }, { auditId: 'asc' }, { area: 'asc' }],
        });
        return rows.map(sampleFromRow);
      }),
    ...auditReads(db),
  };
}

function incidentReads(
  db: Queries,
): Pick<Visible, 'incident' | 'incidents' | 'countIncidents' | 'incidentStatistics'> {
  const where = (scopes: readonly Scope[], filter: VisibleIncidentFilter) => ({
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

function auditReads(db: Queries): Pick<Visible, 'audit' | 'audits' | 'countAudits'> {
  const where = (scopes: readonly Scope[], filter: AuditFilter): Prisma.AuditWhereInput => {
    const { workspace, repository, ...equal } = filter;
    return {
      ...equal,
      repository: {
        AND: [
          repositoriesWithin(scopes),
          workspace === undefined ? {} : { workspace },
          repository === undefined ? {} : named(repository),
        ],
      },
    };
  };
  return {
    audit: (scopes, id) =>
      reaching(async () => {
        const row = await db.audit.findFirst({
          where: { id, ...where(scopes, {}) },
          omit: WITHOUT_REPORT,
        });
        return row === null ? null : auditFromRow(row);
      }),
    audits: (scopes, filter, { limit, after }) =>
      reaching(async () => {
        const rows = await db.audit.findMany({
          where: {
            AND: [
              where(scopes, filter),
              after === undefined
                ? {}
                : {
                    OR: [
                      { createdAt: { lt: after.createdAt } },
                      { createdAt: after.createdAt, id: { lt: after.id } },
                    ],
                  },
            ],
          },
          orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
          take: limit,
          omit: WITHOUT_REPORT,
        });
        return rows.map(auditFromRow);
      }),
    countAudits: (scopes, filter) =>
      reaching(() => db.audit.count({ where: where(scopes, filter) })),
  };
}

const BY_NAME = [{ owner: 'asc' as const }, { name: 'asc' as const }, { id: 'asc' as const }];

async function labels(db: Queries, where: Prisma.RepositoryWhereInput): Promise<RepositoryLabel[]> {
  return reaching(async () => {
    const rows = await db.repository.findMany({
      where,
      orderBy: BY_NAME,
      omit: { settings: true },
    });
    return rows.map(({ installationId, id, owner, name, workspace, defaultBranch, archived }) => ({
      installationId: idFromRow(installationId),
      id: idFromRow(id),
      owner,
      name,
      workspace,
      defaultBranch,
      archived,
    }));
  });
}

/** GitHub compares names without case. */
function named({ owner, name }: { readonly owner: string; readonly name: string }) {
  return {
    owner: { equals: owner, mode: 'insensitive' as const },
    name: { equals: name, mode: 'insensitive' as const },
  };
}

/** Without a scope there is nothing: an empty `OR` alone would let everything through. */
export function ofInstallations(scopes: readonly { readonly installationId: number }[]) {
  return { installationId: { in: scopes.map(({ installationId }) => installationId) } };
}

function repositoriesWithin(scopes: readonly Scope[]) {
  return {
    ...ofInstallations(scopes),
    OR: scopes.map(({ installationId, repositoryIds, workspace }) => ({
      installationId,
      removedAt: null,
      ...(repositoryIds === null ? {} : { id: { in: [...repositoryIds] } }),
      ...(workspace === null ? {} : { workspace }),
    })),
  };
}

/** For what carries the workspace it was recorded under. */
function within(scopes: readonly Scope[]) {
  return {
    ...ofInstallations(scopes),
    OR: scopes.map(({ installationId, repositoryIds, workspace }) => ({
      installationId,
      repository: { removedAt: null },
      ...(repositoryIds === null ? {} : { repositoryId: { in: [...repositoryIds] } }),
      ...(workspace === null ? {} : { workspace }),
    })),
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
