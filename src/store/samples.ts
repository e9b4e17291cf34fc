/** Points of the curves over time: what each area came to in each cycle. */
import type { Area } from '../drift/drift.ts';
import { type Queries, reaching } from './client.ts';
import type { Sample as Row } from './generated/client.ts';
import { idFromRow } from './identifier.ts';
import { asJson, jsonReader } from './json-column.ts';

/** How much of one limit a cycle found used. */
export interface BudgetUse {
  readonly level: string;
  readonly name: string;
  readonly key: string;
  readonly limit: number;
  readonly used: number;
}

/** What one area came to in one cycle. */
export interface Sample {
  readonly installationId: number;
  readonly repositoryId: number;
  readonly auditId: string;
  readonly area: Area;
  readonly branch: string;
  readonly workspace: string;
  readonly takenAt: Date;
  /** What the cycle found to be new. */
  readonly nonBreaking: number;
  readonly potentiallyBreaking: number;
  readonly definitelyBreaking: number;
  /** Incidents of the area that are open or acknowledged afterwards. */
  readonly standing: number;
  /** What could not be checked. */
  readonly problems: number;
  /** Aligned of total; null where the area has no such measure. */
  readonly aligned: number | null;
  readonly total: number | null;
  /** Fields that differ from the state recorded before, and fields there are; null where it is not known. */
  readonly fieldsChanged: number | null;
  readonly fieldsTotal: number | null;
  readonly budgets: readonly BudgetUse[];
}

export interface Samples {
  record(sample: Sample): Promise<void>;
  /** The newest of a branch, at most `limit`, newest first. */
  latest(
    installationId: number,
    repositoryId: number,
    branch: string,
    limit: number,
  ): Promise<Sample[]>;
}

const readBudgets = jsonReader<readonly BudgetUse[]>('the budgets of a sample', {
  type: 'array',
  items: {
    type: 'object',
    required: ['level', 'name', 'key', 'limit', 'used'],
    properties: {
      level: { type: 'string' },
      name: { type: 'string' },
      key: { type: 'string' },
      limit: { type: 'number' },
      used: { type: 'number' },
    },
  },
});

export function samplesOf(db: Queries): Samples {
  return {
    record: ({ budgets, ...sample }) =>
      reaching(async () => {
        await db.sample.createMany({
          data: [{ ...sample, budgets: asJson(budgets) }],
          skipDuplicates: true,
        });
      }),
    latest: (installationId, repositoryId, branch, limit) =>
      reaching(async () => {
        const rows = await db.sample.findMany({
          where: { installationId, repositoryId, branch },
          orderBy: [{ takenAt: 'desc' }, { auditId: 'desc' }, { area: 'asc' }],
          take: limit,
        });
        return rows.map(sampleFromRow);
      }),
  };
}

/** A row as a sample. */
export function sampleFromRow({ installationId, repositoryId, budgets, ...row }: Row): Sample {
  return {
    ...row,
    installationId: idFromRow(installationId),
    repositoryId: idFromRow(repositoryId),
    budgets: readBudgets(budgets),
  };
}
