/** What contracts promised, field by field, at the commits of a branch. Contents are stored once for each hash. */
import { createHash, randomUUID } from 'node:crypto';
import type { OperationRef } from '../drift/drift.ts';
import { type Queries, reaching } from './client.ts';
import { asJson, jsonReader } from './json-column.ts';

/** One operation as it was at one commit. */
export interface RecordedOperation {
  readonly file: string;
  readonly service: string | null;
  readonly method: string;
  readonly path: string;
  readonly tags: readonly string[];
  readonly operation_id: string | null;
  /** Hash of the fields. */
  readonly content: string;
  /** From each field to a digest of what is promised of it. */
  readonly fields: Readonly<Record<string, string>>;
}

/** The operations of a branch at one commit. */
export interface RecordedSnapshot {
  readonly commitSha: string;
  readonly takenAt: Date;
  readonly operations: readonly RecordedOperation[];
}

export interface NewSnapshot extends RecordedSnapshot {
  /** The cycle that took it; null when it was read from the history. */
  readonly auditId: string | null;
}

/** The branch of one repository. */
export interface BranchRef {
  readonly installationId: number;
  readonly repositoryId: number;
  readonly branch: string;
}

export interface Snapshots {
  /** Keeps a snapshot, unless it says the same as the newest before it or its commit is known. */
  record(branch: BranchRef, snapshot: NewSnapshot): Promise<'recorded' | 'unchanged'>;
  /** Those taken since, with the newest before, oldest first. */
  since(branch: BranchRef, since: Date): Promise<RecordedSnapshot[]>;
  /** The operations of the newest, without their fields; null where there is none. */
  newestOperations(branch: BranchRef): Promise<readonly OperationRef[] | null>;
  /** Whether a branch has any. */
  any(branch: BranchRef): Promise<boolean>;
  /** Removes snapshots older than the newest before `before`, and contents that nothing refers to. */
  forget(branch: BranchRef, before: Date): Promise<number>;
}

type StoredOperation = Omit<RecordedOperation, 'fields'>;

const text = { type: 'string' } as const;
const maybeText = { type: 'string', nullable: true } as const;

const readOperations = jsonReader<readonly StoredOperation[]>('a snapshot', {
  type: 'array',
  items: {
    type: 'object',
    required: ['file', 'service', 'method', 'path', 'tags', 'operation_id', 'content'],
    properties: {
      file: text,
      service: maybeText,
      method: text,
      path: text,
      tags: { type: 'array', items: text },
      operation_id: maybeText,
      content: text,
    },
  },
});
const readFields = jsonReader<Readonly<Record<string, string>>>('the fields of an operation', {
  type: 'object',
  additionalProperties: text,
});

const OLDEST_FIRST = [{ takenAt: 'asc' as const }, { id: 'asc' as const }];
const NEWEST_FIRST = [{ takenAt: 'desc' as const }, { id: 'desc' as const }];

/** Contents asked for or written in one statement. */
const AT_ONCE = 500;

export function snapshotsOf(db: Queries): Snapshots {
  const fieldsOf = async (installationId: number, hashes: ReadonlySet<string>) => {
    const fields = new Map<string, Readonly<Record<string, string>>>();
    for (const some of inSlices([...hashes])) {
      const rows = await db.snapshotContent.findMany({
        where: { installationId, hash: { in: some } },
      });
      for (const row of rows) fields.set(row.hash, readFields(row.fields));
    }
    return fields;
  };

  return {
    record: (branch, { commitSha, takenAt, auditId, operations }) =>
      reaching(async () => {
        const stored = operations.map(({ fields: _fields, ...operation }) => operation);
        const digest = createHash('sha256').update(JSON.stringify(stored)).digest('hex');
        const latest = await db.snapshot.findFirst({
          where: { ...branch, takenAt: { lte: takenAt } },
          orderBy: NEWEST_FIRST,
          select: { digest: true },
        });
        if (latest?.digest === digest) return 'unchanged';
        const contents = new Map(operations.map(({ content, fields }) => [content, fields]));
        for (const some of inSlices([...contents])) {
          await db.snapshotContent.createMany({
            data: some.map(([hash, fields]) => ({
              installationId: branch.installationId,
              hash,
              fields: asJson(fields),
            })),
            skipDuplicates: true,
          });
        }
        const { count } = await db.snapshot.createMany({
          data: [
            {
              id: randomUUID(),
              ...branch,
              commitSha,
              takenAt,
              auditId,
              digest,
              operations: asJson(stored),
            },
          ],
          skipDuplicates: true,
        });
        return count === 1 ? 'recorded' : 'unchanged';
      }),
    since: (branch, since) =>
      reaching(async () => {
        const before = await db.snapshot.findFirst({
          where: { ...branch, takenAt: { lte: since } },
          orderBy: NEWEST_FIRST,
        });
        const within = await db.snapshot.findMany({
          where: { ...branch, takenAt: { gt: since } },
          orderBy: OLDEST_FIRST,
        });
        const rows = (before === null ? within : [before, ...within]).map((row) => ({
          commitSha: row.commitSha,
          takenAt: row.takenAt,
          operations: readOperations(row.operations),
        }));
        const hashes = new Set(
          rows.flatMap(({ operations }) => operations.map(({ content }) => content)),
        );
        const fields = await fieldsOf(branch.installationId, hashes);
        return rows.map((row) => ({
          ...row,
          operations: row.operations.map((operation) => ({
            ...operation,
            fields: fields.get(operation.content) ?? {},
          })),
        }));
      }),
    newestOperations: (branch) =>
      reaching(async () => {
        const newest = await db.snapshot.findFirst({
          where: { ...branch },
          orderBy: NEWEST_FIRST,
          select: { operations: true },
        });
        return newest === null ? null : readOperations(newest.operations);
      }),
    any: (branch) =>
      reaching(async () => {
        const found = await db.snapshot.findFirst({ where: { ...branch }, select: { id: true } });
        return found !== null;
      }),
    forget: (branch, before) =>
      reaching(async () => {
        const kept = await db.snapshot.findFirst({
          where: { ...branch, takenAt: { lte: before } },
          orderBy: NEWEST_FIRST,
          select: { takenAt: true },
        });
        if (kept === null) return 0;
        const { count } = await db.snapshot.deleteMany({
          where: { ...branch, takenAt: { lt: kept.takenAt } },
        });
        if (count > 0) await forgetContents(db, branch.installationId);
        return count;
      }),
  };
}

async function forgetContents(db: Queries, installationId: number): Promise<void> {
  await db.$executeRaw`
    delete from snapshot_contents c
    where c.installation_id = ${installationId}::bigint and not exists (
      select 1 from snapshots s, jsonb_array_elements(s.operations) o
      where s.installation_id = c.installation_id and o ->> 'content' = c.hash
    )`;
}

function inSlices<T>(items: readonly T[]): T[][] {
  const slices: T[][] = [];
  for (let start = 0; start < items.length; start += AT_ONCE)
    slices.push(items.slice(start, start + AT_ONCE));
  return slices;
}
