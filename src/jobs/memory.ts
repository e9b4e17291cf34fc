/** What an audit is told of the past and of what was set from outside: plain data, to be handed to its thread. */
import type { ApiBudget } from '../budget/api-budgets.ts';
import type { HistoryPoint } from '../budget/field-history.ts';
import type { RecordedSettings } from '../settings/recorded.ts';
import type { BudgetValues } from '../settings/settings.ts';
import type { Audit } from '../store/audits.ts';
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
  const isJudged = all.some(looksBack);
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

/**
 * How many days back budgets look that did not look at the past before: at the first cycle, or since the settings or
 * the API have added one. Null where there is nothing new.
 */
export async function newWindow(
  store: Pick<Store, 'repositories' | 'budgets'>,
  place: { readonly installationId: number; readonly repositoryId: number },
  settings: RecordedSettings | null,
  previous: Pick<Audit, 'createdAt'> | null,
): Promise<number | null> {
  if (settings === null) return null;
  const { installationId, repositoryId } = place;
  const ofApi = await store.budgets.listOfWorkspace(installationId, settings.workspace);
  const now = [...settings.budgets, ...ofApi].filter(looksBack);
  if (now.length === 0) return null;
  if (previous === null) return longestWindow(now);
  const recorded = await store.repositories.find(installationId, repositoryId);
  const then = [
    ...(recorded?.settings?.budgets ?? []),
    ...ofApi.filter(({ updatedAt }) => updatedAt < previous.createdAt),
  ].filter(looksBack);
  return then.length > 0 ? null : longestWindow(now);
}

function looksBack({ values }: { readonly values: BudgetValues }): boolean {
  return values.max_field_churn_percent !== undefined;
}

/** The longest window of budgets, in days. */
function longestWindow(budgets: readonly { readonly values: BudgetValues }[]): number {
  return Math.max(USUAL_WINDOW, ...budgets.map(({ values }) => values.time_window_days ?? 0));
}
