/** Operations on budgets. */
import { budgetKey } from '../budget/resolve.ts';
import { BUDGET_PROPERTIES } from '../settings/budget-schema.ts';
import { METHODS, parseEndpoint } from '../settings/endpoint.ts';
import { NAMES } from '../settings/schema-parts.ts';
import { BUDGET_KEYS, BUDGET_LEVELS, type BudgetValues } from '../settings/settings.ts';
import type { BudgetFilter, BudgetTarget, StoredBudget } from '../store/budgets.ts';
import { budgetsJson } from './budget-json.ts';
import { budgetScopes, forbidden, mayWriteWorkspace, workspaceOf } from './caller.ts';
import { answerPage, readCursor } from './cursor.ts';
import { BASE_PATH, type Call, operation, type Reply } from './operation.ts';
import { PAGING, type Paging, pageOf } from './paging.ts';
import { invalid, notFound, Refusal } from './refusal.ts';
import { type JsonSchema, object, oneOf, ref, type Shape, text } from './schema.ts';

/** A name that can be seen, without what is only for the settings' messages. */
const name = (description: string): JsonSchema => ({
  type: 'string',
  minLength: 1,
  maxLength: NAMES.maxLength,
  pattern: NAMES.pattern,
  description,
});

export const workspaceId = name(
  'The workspace: `owner/name` of the repository unless its settings name another. Needed where the credentials see several.',
);
const endpoint = text('The path, with its parameters in braces.', {
  pattern: '^/[^\\s?#]*$',
  maxLength: 2000,
  examples: ['/api/users/{id}'],
});
const method = text('The method.', {
  pattern: `^(?:${METHODS.map((one) => `${one}|${one.toLowerCase()}`).join('|')})$`,
  examples: ['POST'],
});

type WithWorkspace = BudgetValues & { readonly workspace_id?: string };

function bodyOf<T>(
  properties: Readonly<Record<string, JsonSchema>>,
  required = Object.keys(properties),
): Shape<T> {
  return object<T>(
    { ...properties, workspace_id: workspaceId, ...BUDGET_PROPERTIES },
    { required },
  );
}

const CREATED = {
  201: {
    description: 'The budget was made.',
    schema: ref('Budget'),
    headers: { Location: text('Where it is.') },
  },
};
const ONE = { 200: { description: 'The budget.', schema: ref('Budget') } };
const REFUSALS = [409] as const;

const createEndpoint = operation<
  object,
  WithWorkspace & { readonly endpoint: string; readonly method: string }
>({
  method: 'post',
  path: '/budgets',
  id: 'createEndpointBudget',
  tag: 'budget',
  summary: 'Set a budget for an endpoint',
  access: 'write',
  body: bodyOf({ endpoint, method }),
  example: {
    endpoint: '/api/users',
    method: 'POST',
    max_breaking_changes: 0,
    max_non_breaking_changes: 3,
    enabled: true,
  },
  answers: CREATED,
  refusals: REFUSALS,
  handle: (call) =>
    create(call, call.body, () => ({
      level: 'endpoint',
      name: endpointName(call.body.method, call.body.endpoint),
    })),
});

const createWorkspace = operation<object, WithWorkspace>({
  method: 'post',
  path: '/budgets/workspace',
  id: 'createWorkspaceBudget',
  tag: 'budget',
  summary: 'Set the budget of a workspace',
  access: 'write',
  body: bodyOf({}),
  example: { workspace_id: 'acme/shop', max_breaking_changes: 0 },
  answers: CREATED,
  refusals: REFUSALS,
  handle: (call) =>
    create(call, call.body, (workspace) => ({ level: 'workspace', name: workspace })),
});

const createService = operation<object, WithWorkspace & { readonly service_name: string }>({
  method: 'post',
  path: '/budgets/service',
  id: 'createServiceBudget',
  tag: 'budget',
  summary: 'Set a budget for a service',
  access: 'write',
  body: bodyOf({ service_name: name('The service, as the settings name it.') }),
  example: { service_name: 'user-service', max_breaking_changes: 1 },
  answers: CREATED,
  refusals: REFUSALS,
  handle: (call) =>
    create(call, call.body, () => ({ level: 'service', name: call.body.service_name })),
});

const createTag = operation<object, WithWorkspace & { readonly tag: string }>({
  method: 'post',
  path: '/budgets/tag',
  id: 'createTagBudget',
  tag: 'budget',
  summary: 'Set a budget for the operations with a tag',
  access: 'write',
  body: bodyOf({ tag: name('The tag, as the contract names it.') }),
  example: { tag: 'internal', max_breaking_changes: 5 },
  answers: CREATED,
  refusals: REFUSALS,
  handle: (call) => create(call, call.body, () => ({ level: 'tag', name: call.body.tag })),
});

interface BudgetQuery extends Paging {
  readonly workspace_id?: string;
  readonly level?: StoredBudget['level'];
}

const listBudgets = operation<BudgetQuery>({
  method: 'get',
  path: '/budgets',
  id: 'listBudgets',
  tag: 'budget',
  summary: 'The budgets that were set through the API',
  access: 'read',
  query: object({
    workspace_id: text('Only of this workspace.'),
    level: oneOf(BUDGET_LEVELS, 'Only of this level.'),
    ...PAGING,
  }),
  answers: { 200: pageOf('Budget', 'A page of budgets.') },
  handle: async ({ store, caller, query }) => {
    const scopes = await budgetScopes(store, caller.scopes);
    const filter: BudgetFilter = {
      ...(query.workspace_id === undefined ? {} : { workspace: query.workspace_id }),
      ...(query.level === undefined ? {} : { level: query.level }),
    };
    const place = query.cursor === undefined ? undefined : readCursor(query.cursor);
    const found = await store.budgets.list(scopes, filter, {
      limit: query.limit + 1,
      after: place && { createdAt: place.at, id: place.id },
    });
    const total = await store.budgets.count(scopes, filter);
    return {
      status: 200,
      body: await answerPage(
        found,
        { limit: query.limit, total },
        ({ createdAt, id }) => ({ at: createdAt, id }),
        (items) => budgetsJson(store, caller, items),
      ),
    };
  },
});

const getBudget = operation({
  method: 'get',
  path: '/budgets/{id}',
  id: 'getBudget',
  tag: 'budget',
  summary: 'One budget',
  access: 'read',
  answers: ONE,
  refusals: [404],
  handle: async (call) => reply(call, 200, await found(call)),
});

type Replacement = WithWorkspace & {
  readonly endpoint?: string;
  readonly method?: string;
  readonly service_name?: string;
  readonly tag?: string;
};

const putBudget = operation<object, Replacement>({
  method: 'put',
  path: '/budgets/{id}',
  id: 'replaceBudget',
  tag: 'budget',
  summary: 'Replace the values of a budget',
  description:
    'A key that is absent is inherited afterwards. What the budget is for cannot be changed; it can be said again.',
  access: 'write',
  body: bodyOf({ endpoint, method, service_name: name('The service.'), tag: name('The tag.') }, []),
  example: { max_breaking_changes: 1, max_non_breaking_changes: 8 },
  answers: ONE,
  refusals: [404],
  handle: async (call) => {
    const budget = await changeable(call);
    sameTarget(budget, call.body);
    const { installationId, id } = budget;
    const replaced = await call.store.budgets.replace(installationId, id, valuesOf(call.body));
    if (replaced === null) throw notFound('budget');
    return reply(call, 200, replaced);
  },
});

const deleteBudget = operation({
  method: 'delete',
  path: '/budgets/{id}',
  id: 'deleteBudget',
  tag: 'budget',
  summary: 'Take a budget away',
  access: 'write',
  answers: { 204: { description: 'It is gone.', schema: null } },
  refusals: [404],
  handle: async (call) => {
    const { installationId, id } = await changeable(call);
    if (!(await call.store.budgets.remove(installationId, id))) throw notFound('budget');
    return { status: 204 };
  },
});

/** In the order of the document. */
export const budgetOperations = [
  listBudgets,
  createEndpoint,
  createWorkspace,
  createService,
  createTag,
  getBudget,
  putBudget,
  deleteBudget,
];

async function create(
  call: Call<object, WithWorkspace>,
  body: WithWorkspace,
  targetIn: (workspace: string) => Pick<BudgetTarget, 'level' | 'name'>,
): Promise<Reply> {
  const { store, caller } = call;
  const place = await workspaceOf(store, caller.scopes, body.workspace_id, {
    pointer: '#/workspace_id',
  });
  if (!(await mayWriteWorkspace(store, caller, place))) throw readOnly(place.workspace);
  const target = { ...place, ...targetIn(place.workspace) };
  const existing = await store.budgets.listOfWorkspace(place.installationId, place.workspace);
  const same = existing.find((other) => budgetKey(other) === budgetKey(target));
  const made =
    same === undefined
      ? await store.budgets.create({
          ...target,
          values: valuesOf(body),
          createdBy: caller.actor,
        })
      : null;
  if (made === null) throw alreadyThere(same);
  return reply(call, 201, made, { location: `${BASE_PATH}/budgets/${made.id}` });
}

function alreadyThere(same: StoredBudget | undefined): Refusal {
  const path = same === undefined ? `${BASE_PATH}/budgets` : `${BASE_PATH}/budgets/${same.id}`;
  return new Refusal(
    'conflict',
    `There is a budget for the same already${same === undefined ? '' : `: ${path}`}. Replace it with PUT.`,
    { headers: { location: path } },
  );
}

function readOnly(workspace: string): Refusal {
  return forbidden(
    `The credentials may not change the budgets of ${workspace}: that takes a token with write access, or push permission on all of its repositories.`,
  );
}

async function found({ store, caller, id }: Call<object, object>): Promise<StoredBudget> {
  const budget = await store.budgets.find(await budgetScopes(store, caller.scopes), id);
  if (budget === null) throw notFound('budget');
  return budget;
}

async function changeable(call: Call<object, object>): Promise<StoredBudget> {
  const budget = await found(call);
  if (await mayWriteWorkspace(call.store, call.caller, budget)) return budget;
  throw readOnly(budget.workspace);
}

async function reply(
  { store, caller }: Call<object, object>,
  status: number,
  budget: StoredBudget,
  headers: Readonly<Record<string, string>> = {},
): Promise<Reply> {
  const [body] = await budgetsJson(store, caller, [budget]);
  return { status, body, headers };
}

/** `POST /api/users`, as settings files name it. */
function endpointName(method: string, path: string): string {
  const parsed = parseEndpoint(`${method} ${path}`);
  if (!parsed.ok)
    throw invalid({ pointer: '#/endpoint' }, `The endpoint is not valid: ${parsed.message}.`);
  return `${parsed.endpoint.method} ${parsed.endpoint.path}`;
}

/** Only the keys of a budget. @throws Refusal when there is none. */
function valuesOf(body: BudgetValues): BudgetValues {
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
function sameTarget(budget: StoredBudget, body: Replacement): void {
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
