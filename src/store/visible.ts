/** What a caller of the API sees: reads across the installations and repositories of its scopes. */
import type { Area } from '../drift/drift.ts';
import { type Queries, reaching } from './client.ts';
import type { Prisma } from './generated/client.ts';
import { idFromRow } from './identifier.ts';
import { type RepositoryMemory, repositoryFromRow } from './repositories.ts';
import { type Sample, sampleFromRow } from './samples.ts';
import { named, repositoriesWithin, type Scope, within } from './scope.ts';
import { auditReads, type VisibleAudits } from './visible-audits.ts';
import { incidentReads, type VisibleIncidents } from './visible-incidents.ts';

export interface VisibleSampleFilter {
  readonly workspace?: string;
  readonly area?: Area;
  /** From this moment on, and before that one. */
  readonly from: Date;
  readonly to: Date;
}

/** A repository without what is remembered of its settings. */
export type RepositoryLabel = Pick<
  RepositoryMemory,
  'installationId' | 'id' | 'owner' | 'name' | 'workspace' | 'defaultBranch' | 'archived'
>;

export interface Visible extends VisibleIncidents, VisibleAudits {
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
  /** Oldest first. */
  samples(scopes: readonly Scope[], filter: VisibleSampleFilter): Promise<Sample[]>;
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
