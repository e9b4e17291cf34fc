/** Operations on budgets. */
import { budgetKey } from '../budget/resolve.ts';
import { BUDGET_LEVELS } from '../settings/settings.ts';
import type { BudgetFilter, BudgetTarget, StoredBudget } from '../store/budgets.ts';
import {
  bodyOf,
  endpoint,
  endpointName,
  method,
  name,
  type Replacement,
  sameTarget,
  valuesOf,
  type WithWorkspace,
} from './budget-body.ts';
import { budgetsJson } from './budget-json.ts';
import { budgetScopes, forbidden, mayWriteWorkspace, workspaceOf } from './caller.ts';
import { answerPage, readCursor } from './cursor.ts';
import { BASE_PATH, type Call, operation, type Reply } from './operation.ts';
import { PAGING, type Paging, pageOf } from './paging.ts';
import { notFound, Refusal } from './refusal.ts';
import { object, oneOf, ref, text } from './schema.ts';

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
