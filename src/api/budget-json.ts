/** Budgets as the API shows them. */
import { forceOf } from '../budget/api-budgets.ts';
import { BUDGET_PROPERTIES } from '../settings/budget-schema.ts';
import { BUDGET_LEVELS } from '../settings/settings.ts';
import type { StoredBudget } from '../store/budgets.ts';
import type { RepositoryMemory } from '../store/repositories.ts';
import type { Store } from '../store/store.ts';
import type { Caller } from './caller.ts';
import { answer, integer, list, nullable, oneOf, ref, text, time, uuid } from './schema.ts';

const place = {
  repository: text('`owner/name` of the repository.'),
  file: text('Path of the settings file.'),
  line: integer('Line, from 1.', { minimum: 1 }),
};

/** Schemas that the document names. */
export const BUDGET_SCHEMAS = {
  BudgetValues: {
    type: 'object',
    description: 'The keys of a budget. One that is absent is inherited from the next level.',
    properties: BUDGET_PROPERTIES,
  },
  SettingsPlace: {
    ...answer(place),
    description: 'A place in the settings file of a repository.',
  },
  Budget: {
    ...answer(
      {
        id: uuid('Identifies the budget.'),
        workspace_id: text('The workspace it holds in.'),
        level: oneOf([...BUDGET_LEVELS, 'default'], 'What it is for.'),
        endpoint: nullable(text('Path, for the level `endpoint`.')),
        method: nullable(text('Method, for the level `endpoint`.')),
        service_name: nullable(text('Service, for the level `service`.')),
        tag: nullable(text('Tag, for the level `tag`.')),
        ...BUDGET_PROPERTIES,
        effective: {
          type: 'boolean',
          description:
            'Whether anything that it sets counts. A settings file wins, key by key, where it has a budget for the same.',
        },
        shadowed_by: {
          description: 'The budget or switch of a settings file that wins; null where none does.',
          anyOf: [ref('SettingsPlace'), { type: 'null' }],
        },
        shadowed_keys: list(
          answer({ key: oneOf(Object.keys(BUDGET_PROPERTIES), 'The key.'), ...place }),
          'The keys that a settings file sets for the same, and where.',
        ),
        reason: nullable(text('What is in the way, in a sentence; null where nothing is.')),
        created_by: text('Who made it: `token:<name>` or `github:<login>`.'),
        created_at: time('When it was made.'),
        updated_at: time('When it was changed last.'),
      },
      Object.keys(BUDGET_PROPERTIES),
    ),
    description: 'A budget that was set through the API.',
  },
};

/** Budgets with what the settings files of their workspaces' repositories, as far as the caller sees them, say. */
export async function budgetsJson(store: Store, caller: Caller, budgets: readonly StoredBudget[]) {
  const repositories = new Map<string, Promise<RepositoryMemory[]>>();
  const repositoriesOf = ({ installationId, workspace }: StoredBudget) => {
    const key = `${installationId} ${workspace}`;
    const scopes = caller.scopes.filter((scope) => scope.installationId === installationId);
    const found = repositories.get(key) ?? store.visible.repositories(scopes, { workspace });
    repositories.set(key, found);
    return found;
  };
  return Promise.all(
    budgets.map(async (budget) => budgetJson(budget, await repositoriesOf(budget))),
  );
}

function budgetJson(budget: StoredBudget, repositories: readonly RepositoryMemory[]) {
  const { id, workspace, level, name, values, createdBy, createdAt, updatedAt } = budget;
  const [method = null, endpoint = null] = level === 'endpoint' ? name.split(' ') : [];
  return {
    id,
    workspace_id: workspace,
    level,
    endpoint,
    method,
    service_name: level === 'service' ? name : null,
    tag: level === 'tag' ? name : null,
    ...values,
    ...forceJson(budget, repositories),
    created_by: createdBy,
    created_at: createdAt.toISOString(),
    updated_at: updatedAt.toISOString(),
  };
}

/** In a workspace of several repositories, a budget counts where it counts in one of them. */
function forceJson(budget: StoredBudget, repositories: readonly RepositoryMemory[]) {
  const forces = repositories.flatMap(({ owner, name, settings }) =>
    settings === null ? [] : [{ repository: `${owner}/${name}`, ...forceOf(budget, settings) }],
  );
  const shadowing = forces.find((force) => force.shadowed_by !== null);
  return {
    effective: forces.length === 0 || forces.some(({ effective }) => effective),
    shadowed_by:
      shadowing === undefined || shadowing.shadowed_by === null
        ? null
        : placeJson(shadowing.repository, shadowing.shadowed_by),
    shadowed_keys: (shadowing?.shadowed_keys ?? []).map(({ key, location }) => ({
      key,
      ...placeJson(shadowing?.repository ?? '', location),
    })),
    reason: (shadowing ?? forces.find(({ reason }) => reason !== null))?.reason ?? null,
  };
}

function placeJson(repository: string, { file, line }: { file: string; line: number }) {
  return { repository, file, line };
}
