/** The workflows that are run on the branches of fixes, each once for a commit. Scoped by installation. */
import type { Fix } from '../incidents/fix.ts';
import type { AddedCommit, FixRun, FixStep } from '../incidents/fix-run.ts';
import { type Queries, reaching } from './client.ts';
import type { FixRun as Row } from './generated/client.ts';
import { idFromRow } from './identifier.ts';
import { asJson, jsonReader } from './json-column.ts';
import { storable } from './text.ts';

/** A workflow that somebody wants to dispatch. */
export interface WantedRun {
  readonly step: FixStep;
  readonly workflow: string;
  readonly headSha: string;
  readonly at: Date;
  /** When it was asked for before, to ask once more; null for the first time. */
  readonly before: Date | null;
}

/** What became of a run; a key that is absent stays. */
export type RunProgress = Partial<
  Pick<FixRun, 'state' | 'runId' | 'name' | 'url' | 'conclusion' | 'note' | 'tipSha' | 'commits'>
>;

/** A repository where somebody waits for workflows. */
export interface WaitingRepository {
  readonly installationId: number;
  readonly repositoryId: number;
  readonly owner: string;
  readonly repo: string;
}

export interface FixRuns {
  /** Those of a fix, the oldest first. */
  list(fix: OfFix): Promise<FixRun[]>;
  /**
   * Asks for a run, before it is dispatched. True for one caller only: whoever else asks for the same workflow on the
   * same commit, at the same moment or later, must not dispatch it.
   */
  claim(fix: OfFix, run: WantedRun): Promise<boolean>;
  progress(
    fix: OfFix,
    run: Pick<FixRun, 'workflow' | 'headSha'>,
    progress: RunProgress,
  ): Promise<void>;
  /** Forgets the runs on other commits than these. */
  keepOnly(fix: OfFix, headShas: readonly string[]): Promise<void>;
  /** Repositories where a fix waits for a workflow that was asked for before `before`. Of all installations. */
  listWaiting(before: Date, limit: number): Promise<WaitingRepository[]>;
}

type OfFix = Pick<Fix, 'installationId' | 'repositoryId' | 'id'>;

const readCommits = jsonReader<readonly AddedCommit[]>('commits of a workflow', {
  type: 'array',
  items: {
    type: 'object',
    required: ['sha', 'subject'],
    properties: { sha: { type: 'string' }, subject: { type: 'string' } },
  },
});

export function fixRunsOf(db: Queries): FixRuns {
  return {
    list: ({ installationId, id: fixId }) =>
      reaching(async () => {
        const rows = await db.fixRun.findMany({
          where: { installationId, fixId },
          orderBy: [{ askedAt: 'asc' }, { workflow: 'asc' }, { headSha: 'asc' }],
        });
        return rows.map(runFromRow);
      }),
    claim: ({ installationId, repositoryId, id: fixId }, run) =>
      reaching(async () => {
        const { step, workflow, headSha, at, before } = run;
        const asked = { state: 'asked', askedAt: at } as const;
        if (before !== null) {
          const { count } = await db.fixRun.updateMany({
            where: { installationId, fixId, workflow, headSha, askedAt: before },
            data: { ...asked, step, runId: null, url: null, conclusion: null, note: null },
          });
          return count === 1;
        }
        // Nobody asks for runs on the branch of somebody else's fix.
        if ((await db.fix.count({ where: { installationId, id: fixId } })) === 0) return false;
        const place = { fixId, workflow, headSha, installationId, repositoryId };
        const { count } = await db.fixRun.createMany({
          data: [{ ...place, step, ...asked }],
          skipDuplicates: true,
        });
        return count === 1;
      }),
    progress: ({ installationId, id: fixId }, { workflow, headSha }, { commits, ...progress }) =>
      reaching(async () => {
        const { name, note } = progress;
        await db.fixRun.updateMany({
          where: { installationId, fixId, workflow, headSha },
          data: {
            ...progress,
            ...(typeof name === 'string' ? { name: storable(name) } : {}),
            ...(typeof note === 'string' ? { note: storable(note) } : {}),
            ...(commits === undefined ? {} : { commits: asJson(commits) }),
          },
        });
      }),
    keepOnly: ({ installationId, id: fixId }, headShas) =>
      reaching(async () => {
        await db.fixRun.deleteMany({
          where: { installationId, fixId, headSha: { notIn: [...headShas] } },
        });
      }),
    listWaiting: (before, limit) =>
      reaching(async () => {
        const rows = await db.fix.findMany({
          where: {
            status: { in: ['wanted', 'open'] },
            runs: { some: { state: { in: ['asked', 'dispatched'] }, askedAt: { lt: before } } },
          },
          distinct: ['installationId', 'repositoryId'],
          orderBy: [{ installationId: 'asc' }, { repositoryId: 'asc' }],
          include: { repository: { select: { owner: true, name: true } } },
          take: limit,
        });
        return rows.map(({ installationId, repositoryId, repository }) => ({
          installationId: idFromRow(installationId),
          repositoryId: idFromRow(repositoryId),
          owner: repository.owner,
          repo: repository.name,
        }));
      }),
  };
}

function runFromRow(row: Row): FixRun {
  const { step, workflow, headSha, state, askedAt, name, url, conclusion, note, tipSha } = row;
  return {
    step,
    workflow,
    headSha,
    state,
    askedAt,
    runId: row.runId === null ? null : idFromRow(row.runId),
    name,
    url,
    conclusion,
    note,
    tipSha,
    commits: readCommits(row.commits),
  };
}
