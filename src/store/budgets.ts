/** Budgets that were set through the API; those of settings files stay in the files. Scoped by installation. */
import { randomUUID } from 'node:crypto';
import { BUDGET_PROPERTIES } from '../settings/budget-schema.ts';
import type { Budget, BudgetValues } from '../settings/settings.ts';
import { type Queries, reaching } from './client.ts';
import type { Prisma, Budget as Row } from './generated/client.ts';
import { idFromRow } from './identifier.ts';
import { asJson, jsonReader } from './json-column.ts';
import { ofInstallations } from './scope.ts';

/** What a budget is for: within a workspace there is one for each level and name. */
export interface BudgetTarget {
  readonly installationId: number;
  readonly workspace: string;
  readonly level: Budget['level'];
  /** The endpoint (`POST /api/users`), tag, service or workspace. */
  readonly name: string;
}

export interface NewBudget extends BudgetTarget {
  readonly values: BudgetValues;
  /** Who set it: `token:<name>`, `github:<login>`. */
  readonly createdBy: string;
}

export interface StoredBudget extends NewBudget {
  /** A UUID. */
  readonly id: string;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

/** The budgets of one installation that are looked at. */
export interface BudgetScope {
  readonly installationId: number;
  /** Only these workspaces; null for all. */
  readonly workspaces: readonly string[] | null;
}

/** Which budgets are wanted; a key that is absent restricts nothing. */
export interface BudgetFilter {
  readonly workspace?: string;
  readonly level?: Budget['level'];
  readonly name?: string;
}

/** Where a page begins: after what was created then, with this id. */
export interface BudgetCursor {
  readonly createdAt: Date;
  readonly id: string;
}

export interface Budgets {
  /** Adds a budget; null when there is one for the same level and name in the workspace. */
  create(budget: NewBudget): Promise<StoredBudget | null>;
  /** Gives a budget other values; null when there is none. */
  replace(installationId: number, id: string, values: BudgetValues): Promise<StoredBudget | null>;
  /** False when there is none. */
  remove(installationId: number, id: string): Promise<boolean>;
  find(scopes: readonly BudgetScope[], id: string): Promise<StoredBudget | null>;
  /** Those of one workspace, oldest first: what its audits judge by, beside the settings files. */
  listOfWorkspace(installationId: number, workspace: string): Promise<StoredBudget[]>;
  /** Newest first, at most `limit`, after the cursor. */
  list(
    scopes: readonly BudgetScope[],
    filter: BudgetFilter,
    page: { readonly limit: number; readonly after?: BudgetCursor | undefined },
  ): Promise<StoredBudget[]>;
  count(scopes: readonly BudgetScope[], filter: BudgetFilter): Promise<number>;
}

export function budgetsOf(db: Queries): Budgets {
  return {
    create: ({ values, ...budget }) =>
      reaching(async () => {
        // In one statement: a failed one would end the transaction this may be part of.
        const [row] = await db.budget.createManyAndReturn({
          data: [{ id: randomUUID(), ...budget, values: asJson(values) }],
          skipDuplicates: true,
        });
        return row === undefined ? null : fromRow(row);
      }),
    replace: (installationId, id, values) =>
      reaching(async () => {
        const [row] = await db.budget.updateManyAndReturn({
          where: { installationId, id },
          data: { values: asJson(values) },
        });
        return row === undefined ? null : fromRow(row);
      }),
    remove: (installationId, id) =>
      reaching(
        async () => (await db.budget.deleteMany({ where: { installationId, id } })).count > 0,
      ),
    find: (scopes, id) =>
      reaching(async () => {
        const row = await db.budget.findFirst({ where: { id, ...within(scopes) } });
        return row === null ? null : fromRow(row);
      }),
    listOfWorkspace: (installationId, workspace) =>
      reaching(async () => {
        const rows = await db.budget.findMany({
          where: { installationId, workspace },
          orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
        });
        return rows.map(fromRow);
      }),
    list: (scopes, filter, { limit, after }) =>
      reaching(async () => {
        const rows = await db.budget.findMany({
          where: { AND: [within(scopes), filter, afterCursor(after)] },
          orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
          take: limit,
        });
        return rows.map(fromRow);
      }),
    count: (scopes, filter) =>
      reaching(() => db.budget.count({ where: { AND: [within(scopes), filter] } })),
  };
}

function within(scopes: readonly BudgetScope[]): Prisma.BudgetWhereInput {
  return {
    ...ofInstallations(scopes),
    OR: scopes.map(({ installationId, workspaces }) => ({
      installationId,
      ...(workspaces === null ? {} : { workspace: { in: [...workspaces] } }),
    })),
  };
}

function afterCursor(after: BudgetCursor | undefined): Prisma.BudgetWhereInput {
  if (after === undefined) return {};
  const { createdAt, id } = after;
  return { OR: [{ createdAt: { lt: createdAt } }, { createdAt, id: { lt: id } }] };
}

const readValues = jsonReader<BudgetValues>('the values of a budget', {
  type: 'object',
  additionalProperties: false,
  properties: BUDGET_PROPERTIES,
});

function fromRow({ installationId, values, ...row }: Row): StoredBudget {
  return { ...row, installationId: idFromRow(installationId), values: readValues(values) };
}
