/** Budgets that were set through the API beside those of the settings files: the files win. */
import type { Location } from '../location.ts';
import {
  BUDGET_KEYS,
  type Budget,
  type BudgetKey,
  type BudgetValues,
  type Settings,
} from '../settings/settings.ts';
import { type BudgetSettings, budgetKey } from './resolve.ts';

/** A budget as the API holds it. */
export interface ApiBudget {
  readonly id: string;
  /** The workspace it holds in; others do not see it. */
  readonly workspace: string;
  readonly level: Budget['level'];
  readonly name: string;
  readonly values: BudgetValues;
}

/**
 * Settings with the API's budgets of their workspace. At the same level and name, a key that a settings file
 * has is the file's; the others are the API's. Of several API budgets for the same thing, the first wins.
 */
export function withApiBudgets<T extends Pick<Settings, 'workspace' | 'budgets'>>(
  settings: T,
  budgets: readonly ApiBudget[],
): T {
  const added = budgets
    .filter(({ workspace }) => workspace === settings.workspace)
    .map(
      ({ id, level, name, values }): Budget => ({
        level,
        name,
        values,
        origin: { kind: 'api', id },
        key_locations: {},
      }),
    );
  const builtIn = (budget: Budget) => budget.origin.kind === 'built_in';
  return {
    ...settings,
    budgets: [
      ...settings.budgets.filter((budget) => !builtIn(budget)),
      ...added,
      ...settings.budgets.filter(builtIn),
    ],
  };
}

/** Whether a budget of the API has a say, and what keeps it from having one. */
export interface BudgetForce {
  /** False: nothing that it sets counts. */
  readonly effective: boolean;
  /** Where a settings file says otherwise: the budget there, or the switch. Null where none does. */
  readonly shadowed_by: Location | null;
  /** The keys that a settings file sets for the same thing, in the order of `BUDGET_KEYS`, and where. */
  readonly shadowed_keys: readonly { readonly key: BudgetKey; readonly location: Location }[];
  /** What is in the way, for people; null where nothing is. */
  readonly reason: string | null;
}

/** Holds a budget of the API against the settings files of a repository of its workspace. */
export function forceOf(budget: Omit<ApiBudget, 'id'>, settings: BudgetSettings): BudgetForce {
  const { budget_enabled_origin: off, precedence } = settings;
  if (!settings.budget_enabled && off.kind === 'file') {
    return shadowed(off.location, [], 'The settings file switches budgets off.');
  }
  const { level } = budget;
  if (level !== 'default' && !precedence.includes(level)) {
    const reason = `The settings' precedence does not list the level ${level}.`;
    return { effective: false, shadowed_by: null, shadowed_keys: [], reason };
  }
  const same = settings.budgets.filter(
    (other) => other.origin.kind === 'file' && budgetKey(other) === budgetKey(budget),
  );
  const set = BUDGET_KEYS.filter((key) => budget.values[key] !== undefined);
  const keys = set.flatMap((key) => {
    const location = same.find(({ values }) => values[key] !== undefined)?.key_locations[key];
    return location === undefined ? [] : [{ key, location }];
  });
  const [first] = keys;
  if (first === undefined) {
    return { effective: true, shadowed_by: null, shadowed_keys: [], reason: null };
  }
  const owner = same.find(({ values }) => values[first.key] !== undefined)?.origin;
  const place = owner?.kind === 'file' ? owner.location : first.location;
  const left = set.length - keys.length;
  return left === 0
    ? shadowed(place, keys, 'A settings file has a budget for the same, which sets all its keys.')
    : {
        effective: true,
        shadowed_by: place,
        shadowed_keys: keys,
        reason: 'A settings file has a budget for the same, which sets some of its keys.',
      };
}

function shadowed(
  location: Location,
  keys: BudgetForce['shadowed_keys'],
  reason: string,
): BudgetForce {
  return { effective: false, shadowed_by: location, shadowed_keys: keys, reason };
}
