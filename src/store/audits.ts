/** Audits, from the moment they begin: so that what a crash left behind is found and concluded. */
import { randomUUID } from 'node:crypto';
import type { AuditOutcome, AuditReport, Trigger } from '../audit/report.ts';
import { observed } from '../observation.ts';
import { type Queries, reaching } from './client.ts';
import type { Prisma, Audit as Row } from './generated/client.ts';
import { idFromRow } from './identifier.ts';
import { installationsOf, type RepositoryName } from './installations.ts';
import { asJson } from './json-column.ts';
import { storable } from './text.ts';

export type AuditState = 'queued' | 'running' | 'concluded' | 'failed' | 'superseded';

/** What an audit is about. `pullRequest` is null where there is none, as in a merge queue. */
export interface AuditSubject {
  readonly installationId: number;
  readonly repository: RepositoryName;
  readonly pullRequest: number | null;
  /** The branch whose cycle it is; null for a pull request or a merge group. */
  readonly branch: string | null;
  /** Who asked for it, where somebody did. */
  readonly requestedBy?: string | null;
  readonly trigger: Trigger;
  readonly baseSha: string;
  readonly headSha: string;
}

/** One evaluation and how far it got. */
export interface Audit {
  /** The run id that people are shown: a UUID. */
  readonly id: string;
  readonly installationId: number;
  readonly repositoryId: number;
  readonly pullRequest: number | null;
  /** The branch whose cycle it is; null for a pull request or a merge group. */
  readonly branch: string | null;
  readonly requestedBy: string | null;
  readonly trigger: Trigger;
  readonly baseSha: string;
  readonly headSha: string;
  readonly state: AuditState;
  /** How many times it was begun. */
  readonly attempts: number;
  /** GitHub's id of the check run that shows it; null until there is one. */
  readonly checkRunId: number | null;
  readonly outcome: AuditOutcome | null;
  /** The verdict in a sentence. */
  readonly summary: string | null;
  /** What went wrong, for operators. */
  readonly error: string | null;
  readonly createdAt: Date;
  readonly startedAt: Date | null;
  readonly finishedAt: Date | null;
}

/** An unfinished audit with the name of its repository: what is needed to conclude its check run. */
export interface UnfinishedAudit extends Audit {
  readonly repository: RepositoryName;
}

/** What was audited at some head; without pull request and branch it is a merge group. */
export type AuditedHead = Pick<Audit, 'pullRequest' | 'branch' | 'baseSha'>;

export interface Conclusion {
  readonly outcome: AuditOutcome;
  readonly summary: string;
  readonly report: AuditReport;
}

export interface Audits {
  /**
   * Begins an audit, or continues the unfinished one of the same pull request, base and head, with
   * its run id and check run. The repository is added when missing.
   */
  begin(subject: AuditSubject): Promise<Audit>;
  recordCheckRun(installationId: number, id: string, checkRunId: number): Promise<void>;
  /** Ends it with a verdict. False when it had ended already: then nothing changes. */
  conclude(installationId: number, id: string, conclusion: Conclusion): Promise<boolean>;
  /** Ends it without a verdict. False when it had ended already. */
  fail(installationId: number, id: string, error: string): Promise<boolean>;
  /** Ends it because a newer head replaced its own. False when it had ended already. */
  supersede(installationId: number, id: string): Promise<boolean>;
  find(installationId: number, id: string): Promise<Audit | null>;
  /** The report of a concluded audit; null when there is none. It is the text as it was stored. */
  report(installationId: number, id: string): Promise<unknown>;
  /** The newest audit of a pull request. */
  latest(installationId: number, repositoryId: number, pullRequest: number): Promise<Audit | null>;
  /** The newest audit of a pull request that came to a verdict; `by` leaves out those that came to it later. */
  latestVerdict(
    installationId: number,
    repositoryId: number,
    pullRequest: number,
    by?: Date,
  ): Promise<Audit | null>;
  /** The newest cycle of a branch that came to a verdict. */
  latestCycle(installationId: number, repositoryId: number, branch: string): Promise<Audit | null>;
  /** Unfinished audits of a pull request, oldest first. */
  listUnfinishedOf(
    installationId: number,
    repositoryId: number,
    pullRequest: number,
  ): Promise<UnfinishedAudit[]>;
  /** Unfinished audits at this head of a branch, or of a merge group (`branch` null). */
  listUnfinishedAt(
    installationId: number,
    repositoryId: number,
    headSha: string,
    branch: string | null,
  ): Promise<UnfinishedAudit[]>;
  /** Unfinished cycles of a branch; of all branches where it is null. */
  listUnfinishedCycles(
    installationId: number,
    repositoryId: number,
    branch: string | null,
  ): Promise<UnfinishedAudit[]>;
  /** What was audited at this head, each once: pull requests, branches and merge groups. */
  listAt(installationId: number, repositoryId: number, headSha: string): Promise<AuditedHead[]>;
  /** An audit that has not ended; null when it has, or there is none. */
  findUnfinished(installationId: number, id: string): Promise<UnfinishedAudit | null>;
  /** Unfinished audits of all installations begun before `before`, oldest first: for cleaning up. */
  listUnfinished(before: Date, limit: number): Promise<UnfinishedAudit[]>;
}

const UNFINISHED = { in: ['queued', 'running'] } satisfies Prisma.EnumAuditStateFilter;

/** Everything but the report, which can be large. */
export const WITHOUT_REPORT = { report: true } as const;

const BY_AGE = [
  { createdAt: 'asc' },
  { id: 'asc' },
] satisfies Prisma.AuditOrderByWithRelationInput[];

const NEWEST_FIRST = [
  { createdAt: 'desc' },
  { id: 'desc' },
] satisfies Prisma.AuditOrderByWithRelationInput[];

export function auditsOf(db: Queries): Audits {
  /** Ends an audit that has not ended. */
  const end = (installationId: number, id: string, data: Prisma.AuditUpdateManyMutationInput) =>
    reaching(async () => {
      const [ended] = await db.audit.updateManyAndReturn({
        where: { installationId, id, state: UNFINISHED },
        data: { ...data, unfinishedKey: null, finishedAt: new Date() },
        select: { state: true, outcome: true, trigger: true, startedAt: true, finishedAt: true },
      });
      if (ended === undefined) return false;
      const { state, outcome, trigger, startedAt, finishedAt } = ended;
      const seconds = ((finishedAt?.getTime() ?? 0) - (startedAt?.getTime() ?? 0)) / 1_000;
      if (startedAt !== null) {
        observed({ kind: 'audit', trigger, outcome: outcome ?? state, seconds });
      }
      return true;
    });

  const listUnfinished = (where: Prisma.AuditWhereInput, limit?: number) =>
    reaching(async () => {
      const rows = await db.audit.findMany({
        where: { ...where, state: UNFINISHED },
        omit: WITHOUT_REPORT,
        include: { repository: true },
        orderBy: BY_AGE,
        ...(limit === undefined ? {} : { take: limit }),
      });
      return rows.map((row) => ({
        ...auditFromRow(row),
        repository: {
          id: idFromRow(row.repository.id),
          owner: row.repository.owner,
          name: row.repository.name,
        },
      }));
    });

  return {
    begin: (subject) =>
      reaching(async () => {
        const { installationId, repository, pullRequest, trigger, baseSha, headSha } = subject;
        const { branch, requestedBy = null } = subject;
        await installationsOf(db).saveRepositories(installationId, [repository]);
        const begun = { state: 'running' as const, startedAt: new Date() };
        const unfinishedKey = keyOf(subject);
        const row = await db.audit.upsert({
          where: { unfinishedKey },
          create: {
            id: randomUUID(),
            installationId,
            repositoryId: repository.id,
            pullRequest,
            branch,
            requestedBy,
            trigger,
            baseSha,
            headSha,
            attempts: 1,
            unfinishedKey,
            ...begun,
          },
          update: { ...begun, attempts: { increment: 1 } },
          omit: WITHOUT_REPORT,
        });
        return auditFromRow(row);
      }),
    recordCheckRun: (installationId, id, checkRunId) =>
      reaching(async () => {
        await db.audit.updateMany({ where: { installationId, id }, data: { checkRunId } });
      }),
    conclude: (installationId, id, { outcome, summary, report }) =>
      end(installationId, id, {
        state: 'concluded',
        outcome,
        summary: storable(summary),
        report: asJson(report),
      }),
    fail: (installationId, id, error) =>
      end(installationId, id, { state: 'failed', error: storable(error) }),
    supersede: (installationId, id) => end(installationId, id, { state: 'superseded' }),
    find: (installationId, id) =>
      reaching(async () => {
        const row = await db.audit.findFirst({
          where: { installationId, id },
          omit: WITHOUT_REPORT,
        });
        return row === null ? null : auditFromRow(row);
      }),
    report: (installationId, id) =>
      reaching(async () => {
        const row = await db.audit.findFirst({
          where: { installationId, id },
          select: { report: true },
        });
        return row?.report ?? null;
      }),
    latest: (installationId, repositoryId, pullRequest) =>
      reaching(async () => {
        const row = await db.audit.findFirst({
          where: { installationId, repositoryId, pullRequest },
          orderBy: NEWEST_FIRST,
          omit: WITHOUT_REPORT,
        });
        return row === null ? null : auditFromRow(row);
      }),
    latestVerdict: (installationId, repositoryId, pullRequest, by) =>
      reaching(async () => {
        const row = await db.audit.findFirst({
          where: {
            installationId,
            repositoryId,
            pullRequest,
            state: 'concluded',
            ...(by === undefined ? {} : { finishedAt: { lte: by } }),
          },
          orderBy: NEWEST_FIRST,
          omit: WITHOUT_REPORT,
        });
        return row === null ? null : auditFromRow(row);
      }),
    latestCycle: (installationId, repositoryId, branch) =>
      reaching(async () => {
        const row = await db.audit.findFirst({
          where: { installationId, repositoryId, branch, state: 'concluded' },
          orderBy: NEWEST_FIRST,
          omit: WITHOUT_REPORT,
        });
        return row === null ? null : auditFromRow(row);
      }),
    listUnfinishedOf: (installationId, repositoryId, pullRequest) =>
      listUnfinished({ installationId, repositoryId, pullRequest }),
    listUnfinishedAt: (installationId, repositoryId, headSha, branch) =>
      listUnfinished({ installationId, repositoryId, headSha, pullRequest: null, branch }),
    listUnfinishedCycles: (installationId, repositoryId, branch) =>
      listUnfinished({
        installationId,
        repositoryId,
        branch: branch === null ? { not: null } : branch,
      }),
    listAt: (installationId, repositoryId, headSha) =>
      reaching(() =>
        db.audit.findMany({
          where: { installationId, repositoryId, headSha },
          distinct: ['pullRequest', 'branch'],
          orderBy: [{ pullRequest: 'asc' }, { createdAt: 'desc' }],
          select: { pullRequest: true, branch: true, baseSha: true },
        }),
      ),
    findUnfinished: async (installationId, id) =>
      (await listUnfinished({ installationId, id }, 1))[0] ?? null,
    listUnfinished: (before, limit) => listUnfinished({ startedAt: { lt: before } }, limit),
  };
}

/** Two audits with the same key would do the same work. */
function keyOf(subject: AuditSubject): string {
  const { installationId, repository, pullRequest, branch, baseSha, headSha } = subject;
  const about = pullRequest ?? (branch === null ? '-' : `branch:${branch}`);
  return [installationId, repository.id, about, baseSha, headSha].join('/');
}

/** A row as an audit. */
export function auditFromRow(row: Omit<Row, 'report'>): Audit {
  return {
    id: row.id,
    installationId: idFromRow(row.installationId),
    repositoryId: idFromRow(row.repositoryId),
    pullRequest: row.pullRequest,
    branch: row.branch,
    requestedBy: row.requestedBy,
    trigger: row.trigger,
    baseSha: row.baseSha,
    headSha: row.headSha,
    state: row.state,
    attempts: row.attempts,
    checkRunId: row.checkRunId === null ? null : idFromRow(row.checkRunId),
    outcome: row.outcome,
    summary: row.summary,
    error: row.error,
    createdAt: row.createdAt,
    startedAt: row.startedAt,
    finishedAt: row.finishedAt,
  };
}
