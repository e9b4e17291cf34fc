/** What an audit is told of the past and of what was set from outside: plain data, to be handed to its thread. */
import type { ApiBudget } from '../budget/api-budgets.ts';
import type { HistoryPoint } from '../budget/field-history.ts';
import type { BudgetValues } from '../settings/settings.ts';
import type { Store } from '../store/store.ts';

/** The past of a repository's default branch, or of another branch, and the budgets of the API. */
export interface AuditMemory {
  /** Recorded states of the branch, oldest first, as far back as the longest window. */
  readonly history: readonly HistoryPoint[];
  readonly budgets: readonly ApiBudget[];
}

/** The window of a budget that sets none, in days. */
const USUAL_WINDOW = 30;
const DAY_MS = 86_400_000;

/**
 * Reads what an audit at `now` needs; `branch` null for the default branch. The past is only read where a budget
 * looks at it; a cycle needs the newest state in any case.
 */
export async function readMemory(
  store: Pick<Store, 'repositories' | 'budgets' | 'snapshots'>,
  place: {
    readonly installationId: number;
    readonly repositoryId: number;
    readonly branch: string | null;
    readonly isCycle: boolean;
  },
  now: Date,
): Promise<AuditMemory> {
  const { installationId, repositoryId } = place;
  const repository = await store.repositories.find(installationId, repositoryId);
  if (repository === null) return { history: [], budgets: [] };
  const budgets = await store.budgets.listOfWorkspace(installationId, repository.workspace);
  const branch = place.branch ?? repository.defaultBranch;
  if (branch === null) return { history: [], budgets };
  const all = [...(repository.settings?.budgets ?? []), ...budgets];
  const isJudged = all.some(({ values }) => values.max_field_churn_percent !== undefined);
  if (!isJudged && !place.isCycle) return { history: [], budgets };
  const window = isJudged ? longestWindow(all) : 0;
  const recorded = await store.snapshots.since(
    { installationId, repositoryId, branch },
    new Date(now.getTime() - window * DAY_MS),
  );
  return {
    history: recorded.map(({ takenAt, commitSha, operations }) => ({
      at: takenAt.toISOString(),
      commit: commitSha,
      operations,
    })),
    budgets,
  };
}

/** The longest window of budgets, in days. */
export function longestWindow(budgets: readonly { readonly values: BudgetValues }[]): number {
  return Math.max(USUAL_WINDOW, ...budgets.map(({ values }) => values.time_window_days ?? 0));
}
