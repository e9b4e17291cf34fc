/** What a request says of a budget: its schema, and what is read from it. */
import { BUDGET_PROPERTIES } from '../settings/budget-schema.ts';
import { METHODS, parseEndpoint } from '../settings/endpoint.ts';
import { NAMES } from '../settings/schema-parts.ts';
import { BUDGET_KEYS, type BudgetValues } from '../settings/settings.ts';
import type { StoredBudget } from '../store/budgets.ts';
import { invalid } from './refusal.ts';
import { type JsonSchema, object, type Shape, text } from './schema.ts';

/** A name that can be seen, without what is only for the settings' messages. */
export const name = (description: string): JsonSchema => ({
  type: 'string',
  minLength: 1,
  maxLength: NAMES.maxLength,
  pattern: NAMES.pattern,
  description,
});

/** How a request names a workspace. */
export const workspaceId = name(
  'The workspace: `owner/name` of the repository unless its settings name another. Needed where the credentials see several.',
);
export const endpoint = text('The path, with its parameters in braces.', {
  pattern: '^/[^\\s?#]*$',
  maxLength: 2000,
  examples: ['/api/users/{id}'],
});
export const method = text('The method.', {
  pattern: `^(?:${METHODS.map((one) => `${one}|${one.toLowerCase()}`).join('|')})$`,
  examples: ['POST'],
});

/** What every request with a budget may say beside what the budget is for. */
export type WithWorkspace = BudgetValues & { readonly workspace_id?: string };

/** The shape of a request with a budget, and of what else it has to say. */
export function bodyOf<T>(
  properties: Readonly<Record<string, JsonSchema>>,
  required = Object.keys(properties),
): Shape<T> {
  return object<T>(
    { ...properties, workspace_id: workspaceId, ...BUDGET_PROPERTIES },
    { required },
  );
}

/** A budget's new values, and perhaps what it is for. */
export type Replacement = WithWorkspace & {
  readonly endpoint?: string;
  readonly method?: string;
  readonly service_name?: string;
  readonly tag?: string;
};

/** `POST /api/users`, as settings files name it. */
export function endpointName(method: string, path: string): string {
  const parsed = parseEndpoint(`${method} ${path}`);
  if (!parsed.ok)
    throw invalid({ pointer: '#/endpoint' }, `The endpoint is not valid: ${parsed.message}.`);
  return `${parsed.endpoint.method} ${parsed.endpoint.path}`;
}

/** Only the keys of a budget. @throws Refusal when there is none. */
export function valuesOf(body: BudgetValues): BudgetValues {
  if (BUDGET_KEYS.every((key) => body[key] === undefined)) {
    throw invalid(
      { pointer: '#' },
      `The budget sets nothing: give one of ${BUDGET_KEYS.join(', ')}.`,
    );
  }
  const {
    max_breaking_changes,
    max_potentially_breaking_changes,
    max_non_breaking_changes,
    max_field_churn_percent,
    time_window_days,
    severity_threshold,
    enabled,
  } = body;
  return {
    ...(max_breaking_changes === undefined ? {} : { max_breaking_changes }),
    ...(max_potentially_breaking_changes === undefined ? {} : { max_potentially_breaking_changes }),
    ...(max_non_breaking_changes === undefined ? {} : { max_non_breaking_changes }),
    ...(max_field_churn_percent === undefined ? {} : { max_field_churn_percent }),
    ...(time_window_days === undefined ? {} : { time_window_days }),
    ...(severity_threshold === undefined ? {} : { severity_threshold }),
    ...(enabled === undefined ? {} : { enabled }),
  };
}

/** @throws Refusal when a replacement is for something else than the budget is. */
export function sameTarget(budget: StoredBudget, body: Replacement): void {
  const [method, endpoint] = budget.level === 'endpoint' ? budget.name.split(' ') : [];
  const said = [
    ['workspace_id', body.workspace_id, budget.workspace],
    ['endpoint', body.endpoint, endpoint],
    ['method', body.method?.toUpperCase(), method],
    ['service_name', body.service_name, budget.level === 'service' ? budget.name : undefined],
    ['tag', body.tag, budget.level === 'tag' ? budget.name : undefined],
  ] as const;
  for (const [key, wanted, present] of said) {
    if (wanted === undefined || wanted === present) continue;
    throw invalid(
      { pointer: `#/${key}` },
      `${key} cannot be changed: make another budget for ${wanted}, and delete this one.`,
    );
  }
}
