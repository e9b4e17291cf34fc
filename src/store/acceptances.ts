/** Changes accepted on pull requests, for them and for their merges. Scoped by installation. */
import type { AcceptedChange, Waiver } from '../settings/settings.ts';
import { type Queries, reaching } from './client.ts';
import { storable } from './text.ts';

/** What one person accepts on a pull request at once. */
export interface NewAcceptance {
  readonly installationId: number;
  readonly repositoryId: number;
  readonly pullRequest: number;
  /** The head whose audit found the changes. */
  readonly headSha: string;
  readonly changes: readonly (Pick<AcceptedChange, 'compatibility' | 'after'> & {
    readonly fingerprint: string;
  })[];
  readonly reason: string;
  /** The last day it holds: `YYYY-MM-DD`; null for as long as the pull request. */
  readonly expires: string | null;
  /** Who accepts: `github:<login>`. */
  readonly createdBy: string;
}

export interface Acceptances {
  /** Adds acceptances; what was said before of the same changes of the pull request is replaced. */
  accept(acceptance: NewAcceptance): Promise<void>;
  /** What was accepted on these pull requests, as audits take it, by pull request and fingerprint. */
  list(
    installationId: number,
    repositoryId: number,
    pullRequests: readonly number[],
  ): Promise<Waiver[]>;
  /** Pull requests with acceptances whose merge no cycle has recorded, the newest first. */
  listUnsettled(installationId: number, repositoryId: number, limit: number): Promise<number[]>;
  /** Notes that the merge of these pull requests was recorded. */
  settle(
    installationId: number,
    repositoryId: number,
    pullRequests: readonly number[],
    at: Date,
  ): Promise<void>;
  /** Removes what was accepted on these pull requests. */
  end(installationId: number, repositoryId: number, pullRequests: readonly number[]): Promise<void>;
  /** Removes what was settled before `before`. */
  forget(installationId: number, repositoryId: number, before: Date): Promise<void>;
}

export function acceptancesOf(db: Queries): Acceptances {
  return {
    accept: ({ installationId, repositoryId, pullRequest, changes, ...said }) =>
      reaching(async () => {
        const place = { installationId, repositoryId, pullRequest };
        const { headSha, reason, expires, createdBy } = said;
        await db.acceptance.deleteMany({
          where: { ...place, fingerprint: { in: changes.map(({ fingerprint }) => fingerprint) } },
        });
        await db.acceptance.createMany({
          data: changes.map(({ fingerprint, compatibility, after }) => ({
            ...place,
            fingerprint,
            compatibility,
            after: after === null ? null : storable(after),
            headSha,
            reason: storable(reason),
            expires: expires === null ? null : new Date(`${expires}T00:00:00.000Z`),
            createdBy,
          })),
          // Somebody else accepts the same at the same moment: one of the two is enough.
          skipDuplicates: true,
        });
      }),
    list: (installationId, repositoryId, pullRequests) =>
      reaching(async () => {
        if (pullRequests.length === 0) return [];
        const rows = await db.acceptance.findMany({
          where: { installationId, repositoryId, pullRequest: { in: [...pullRequests] } },
          orderBy: [{ pullRequest: 'asc' }, { fingerprint: 'asc' }],
        });
        return rows.map(({ fingerprint, reason, expires, createdBy, ...accepted }) => ({
          fingerprint,
          reason,
          expires: expires?.toISOString().slice(0, 10) ?? null,
          by: createdBy.replace(/^github:/, ''),
          location: null,
          accepted: {
            pull_request: accepted.pullRequest,
            compatibility: accepted.compatibility,
            after: accepted.after,
            head_sha: accepted.headSha,
          },
        }));
      }),
    listUnsettled: (installationId, repositoryId, limit) =>
      reaching(async () => {
        const rows = await db.acceptance.groupBy({
          by: ['pullRequest'],
          where: { installationId, repositoryId, settledAt: null },
          orderBy: { pullRequest: 'desc' },
          take: limit,
        });
        return rows.map(({ pullRequest }) => pullRequest);
      }),
    settle: (installationId, repositoryId, pullRequests, at) =>
      reaching(async () => {
        await db.acceptance.updateMany({
          where: {
            installationId,
            repositoryId,
            pullRequest: { in: [...pullRequests] },
            settledAt: null,
          },
          data: { settledAt: at },
        });
      }),
    end: (installationId, repositoryId, pullRequests) =>
      reaching(async () => {
        await db.acceptance.deleteMany({
          where: { installationId, repositoryId, pullRequest: { in: [...pullRequests] } },
        });
      }),
    forget: (installationId, repositoryId, before) =>
      reaching(async () => {
        await db.acceptance.deleteMany({
          where: { installationId, repositoryId, settledAt: { lt: before } },
        });
      }),
  };
}
