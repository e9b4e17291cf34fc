/** What a caller of the API sees of audits. */
import { type Audit, type AuditState, auditFromRow, WITHOUT_REPORT } from './audits.ts';
import { type Queries, reaching } from './client.ts';
import type { Prisma } from './generated/client.ts';
import type { Page } from './page.ts';
import { named, repositoriesWithin, type Scope } from './scope.ts';

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

/** Where an audit stands in a list that is newest first. */
export interface AuditCursor {
  readonly createdAt: Date;
  readonly id: string;
}

/** Reads of the audits of some scopes. */
export interface VisibleAudits {
  audit(scopes: readonly Scope[], id: string): Promise<Audit | null>;
  /** Newest first. */
  audits(scopes: readonly Scope[], filter: AuditFilter, page: Page<AuditCursor>): Promise<Audit[]>;
  countAudits(scopes: readonly Scope[], filter: AuditFilter): Promise<number>;
}

export function auditReads(db: Queries): VisibleAudits {
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
