/** Fix pull requests that were asked for, and what became of them. Scoped by installation. */
import { randomUUID } from 'node:crypto';
import type { Fix, FixStatus, FixTarget } from '../incidents/fix.ts';
import { type Queries, reaching } from './client.ts';
import type { Fix as Row } from './generated/client.ts';
import { idFromRow } from './identifier.ts';
import { storable } from './text.ts';

/** A fix that somebody asks for. */
export interface WantedFix {
  readonly installationId: number;
  readonly repositoryId: number;
  readonly key: string;
  readonly target: FixTarget;
  readonly requestedBy: string;
  readonly at: Date;
}

/** What became of a fix; a key that is absent stays. */
export interface FixProgress {
  readonly status?: FixStatus;
  /** The incidents it is for, where they have become fewer. */
  readonly incidentIds?: readonly string[];
  readonly branch?: string | null;
  readonly number?: number | null;
  readonly companyNumber?: number | null;
  readonly commitSha?: string | null;
  readonly input?: string;
  readonly note?: string | null;
  readonly heldBack?: boolean;
}

export interface Fixes {
  /** Asks for a fix, again where it was asked for before: one that was declined is wanted again. Gives it. */
  want(fix: WantedFix): Promise<Fix>;
  find(installationId: number, id: string): Promise<Fix | null>;
  /** Those of a repository, the oldest request first. */
  list(installationId: number, repositoryId: number): Promise<Fix[]>;
  /** Whether a pull request is one of a fix, or has one. */
  concerns(installationId: number, repositoryId: number, pullRequest: number): Promise<boolean>;
  /** Whether a branch carries one that is not done. */
  hasBranch(installationId: number, repositoryId: number, branch: string): Promise<boolean>;
  /** Its status does not change where it was asked for again since `fix` was read: then that request counts. */
  progress(fix: Fix, progress: FixProgress, at: Date): Promise<void>;
  /** Takes back that a person had closed a pull request of a fix: it is open again. */
  reopen(installationId: number, repositoryId: number, number: number, at: Date): Promise<void>;
}

export function fixesOf(db: Queries): Fixes {
  return {
    want: ({ installationId, repositoryId, key, target, requestedBy, at }) =>
      reaching(async () => {
        const where = { installationId_repositoryId_key: { installationId, repositoryId, key } };
        const asked = { ...columnsOf(target), requestedBy, requestedAt: at, updatedAt: at };
        const known = await db.fix.findUnique({ where });
        // What is open already stays so, with whom it was opened for; it may have been closed just now.
        const isUnderWay = known?.status === 'open' || known?.status === 'taken_over';
        const row = await db.fix.upsert({
          where,
          create: { id: randomUUID(), installationId, repositoryId, key, ...asked },
          update: isUnderWay
            ? { ...columnsOf(target), requestedAt: at, updatedAt: at }
            : { ...asked, status: 'wanted', note: null, input: null },
        });
        return fixFromRow(row);
      }),
    find: (installationId, id) =>
      reaching(async () => {
        const row = await db.fix.findFirst({ where: { installationId, id } });
        return row === null ? null : fixFromRow(row);
      }),
    list: (installationId, repositoryId) =>
      reaching(async () => {
        const rows = await db.fix.findMany({
          where: { installationId, repositoryId },
          orderBy: [{ requestedAt: 'asc' }, { key: 'asc' }],
        });
        return rows.map(fixFromRow);
      }),
    concerns: (installationId, repositoryId, number) =>
      reaching(async () => {
        const found = await db.fix.count({
          where: { installationId, repositoryId, OR: [{ number }, { pullRequest: number }] },
        });
        return found > 0;
      }),
    hasBranch: (installationId, repositoryId, branch) =>
      reaching(async () => {
        const place = { installationId, repositoryId, branch };
        const found = await db.fix.count({
          where: { ...place, status: { in: ['wanted', 'open'] } },
        });
        return found > 0;
      }),
    reopen: (installationId, repositoryId, number, updatedAt) =>
      reaching(async () => {
        await db.fix.updateMany({
          where: { installationId, repositoryId, number, status: 'declined' },
          data: { status: 'open', note: null, updatedAt },
        });
      }),
    progress: (
      { installationId, id, requestedAt },
      { note, incidentIds, ...progress },
      updatedAt,
    ) =>
      reaching(async () => {
        const asked = progress.status === undefined ? {} : { requestedAt };
        await db.fix.updateMany({
          where: { installationId, id, ...asked },
          data: {
            ...progress,
            ...(incidentIds === undefined ? {} : { incidentIds: [...incidentIds].sort() }),
            ...(note === undefined ? {} : { note: note === null ? null : storable(note) }),
            updatedAt,
          },
        });
      }),
  };
}

function columnsOf(target: FixTarget) {
  return target.kind === 'incidents'
    ? { incidentIds: [...target.incidentIds].sort(), pullRequest: null }
    : { incidentIds: [], pullRequest: target.number };
}

function fixFromRow(row: Row): Fix {
  const { id, key, status, requestedBy, branch, number, commitSha, input, note } = row;
  return {
    id,
    installationId: idFromRow(row.installationId),
    repositoryId: idFromRow(row.repositoryId),
    key,
    target:
      row.pullRequest === null
        ? { kind: 'incidents', incidentIds: row.incidentIds }
        : { kind: 'pull_request', number: row.pullRequest },
    status,
    requestedBy,
    branch,
    number,
    companyNumber: row.companyNumber,
    commitSha,
    input,
    note,
    heldBack: row.heldBack,
    requestedAt: row.requestedAt,
    updatedAt: row.updatedAt,
  };
}
