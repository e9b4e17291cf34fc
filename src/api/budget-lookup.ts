/** The operation that says which budget applies, and which level gave each of its keys. */
import { withApiBudgets } from '../budget/api-budgets.ts';
import { explainBudget } from '../budget/explain.ts';
import type { BudgetSettings } from '../budget/resolve.ts';
import type { KeySource, ResolvedKey } from '../budget/verdict.ts';
import { BUDGET_PROPERTIES } from '../settings/budget-schema.ts';
import { defaultSettings } from '../settings/defaults.ts';
import { parseEndpoint } from '../settings/endpoint.ts';
import { BUDGET_LEVELS } from '../settings/settings.ts';
import type { RepositoryMemory } from '../store/repositories.ts';
import type { Store } from '../store/store.ts';
import { type Caller, type WorkspacePlace, workspaceOf } from './caller.ts';
import { operation } from './operation.ts';
import { invalid } from './refusal.ts';
import { answer, integer, list, nullable, object, oneOf, ref, text, uuid } from './schema.ts';

const source = {
  level: oneOf([...BUDGET_LEVELS, 'default'], 'The level that gave it.'),
  name: text('The endpoint, tag, service or workspace the budget is for; empty for the default.'),
  origin: oneOf(['file', 'api', 'built_in'], 'Who said so.'),
  budget_id: nullable(uuid('The budget of the API, where one said so.')),
  file: nullable(text('The settings file, where one said so.')),
  line: nullable(integer('Line of the key in that file, from 1.')),
};
const value = { description: 'The value.', type: ['number', 'string', 'boolean'] };
const key = oneOf(Object.keys(BUDGET_PROPERTIES), 'The key.');

export const LOOKUP_SCHEMAS = {
  BudgetSource: { ...answer(source), description: 'Which budget said something, and where.' },
  EffectiveBudget: {
    ...answer({
      workspace_id: text('The workspace.'),
      repository: nullable(
        text('The repository whose settings file was looked at; null where none is known yet.'),
      ),
      endpoint: nullable(text('The path asked for.')),
      method: nullable(text('The method asked for.')),
      service_name: nullable(text('The service asked for.')),
      tags: list({ type: 'string' }, 'The tags asked for.'),
      budget: ref('BudgetValues'),
      keys: list(
        answer({
          key,
          value,
          ...source,
          shadowed: list(
            answer({ value, ...source }),
            'What the key would be without that, strongest first.',
          ),
        }),
        'Each key in force, and which level gave it.',
      ),
      unset: list(key, 'Keys that no level sets: there is no such limit.'),
      levels_not_considered: list(
        oneOf(BUDGET_LEVELS, 'A level.'),
        'Levels that the precedence of the settings leaves out.',
      ),
      switched_off_by: {
        description: 'Who switched judging off; null where it is on.',
        anyOf: [ref('BudgetSource'), { type: 'null' }],
      },
    }),
    description: 'The budget that applies to something, and how it came about.',
  },
};

interface LookupQuery {
  readonly endpoint?: string;
  readonly method?: string;
  readonly workspace_id?: string;
  readonly repository?: string;
  readonly service_name?: string;
  readonly tags?: readonly string[];
}

export const lookupBudget = operation<LookupQuery>({
  method: 'get',
  path: '/budgets/lookup',
  id: 'lookupBudget',
  tag: 'budget',
  summary: 'The budget that applies, and which level gave each key',
  description:
    'Budgets of the settings file and of the API together. The file is the one that the last audit of the default branch read.',
  access: 'read',
  query: object(
    {
      endpoint: text('The path, such as `/api/users/{id}`.'),
      method: text('The method; needed with `endpoint`.'),
      workspace_id: text('The workspace. Needed where the credentials see several.'),
      repository: text('`owner/name`. Needed where several repositories share the workspace.'),
      service_name: text('The service the endpoint belongs to.'),
      tags: {
        type: 'array',
        items: { type: 'string', maxLength: 200 },
        maxItems: 50,
        description: 'The tags of the operation; the parameter is repeated for several.',
      },
    },
    { dependentRequired: { endpoint: ['method'], method: ['endpoint'] } },
  ),
  answers: { 200: { description: 'The effective budget.', schema: ref('EffectiveBudget') } },
  handle: async ({ store, caller, query }) => {
    const place = await workspaceOf(store, caller.scopes, query.workspace_id, {
      parameter: 'workspace_id',
    });
    const repository = await repositoryIn(store, caller, place, query.repository);
    const settings = await settingsOf(store, place, repository);
    const { tags = [], service_name: service = null } = query;
    const subject = {
      kind: 'operation' as const,
      ...endpointOf(query),
      tags,
      operation_id: null,
      service,
    };
    const explained = explainBudget(settings, subject);
    return {
      status: 200,
      body: {
        workspace_id: place.workspace,
        repository: repository === null ? null : `${repository.owner}/${repository.name}`,
        endpoint: query.endpoint ?? null,
        method: query.method === undefined ? null : subject.method,
        service_name: service,
        tags,
        budget: explained.values,
        keys: explained.keys.map(({ shadowed, ...resolved }) => ({
          key: resolved.key,
          ...keyJson(resolved),
          shadowed: shadowed.map(keyJson),
        })),
        unset: explained.unset,
        levels_not_considered: explained.not_considered,
        switched_off_by:
          explained.switched_off_by === null ? null : sourceJson(explained.switched_off_by),
      },
    };
  },
});

/** Without an endpoint, a subject that no endpoint's budget is for. */
function endpointOf({ endpoint, method }: LookupQuery) {
  if (endpoint === undefined || method === undefined) return { method: '', path: '' };
  const parsed = parseEndpoint(`${method} ${endpoint}`);
  if (parsed.ok) return parsed.endpoint;
  throw invalid({ parameter: 'endpoint' }, `The endpoint is not valid: ${parsed.message}.`);
}

async function repositoryIn(
  store: Store,
  caller: Caller,
  { installationId, workspace }: WorkspacePlace,
  wanted: string | undefined,
): Promise<RepositoryMemory | null> {
  const scopes = caller.scopes.filter((scope) => scope.installationId === installationId);
  const all = await store.visible.repositories(scopes, { workspace });
  if (wanted !== undefined) {
    const named = all.find(
      ({ owner, name }) => `${owner}/${name}`.toLowerCase() === wanted.toLowerCase(),
    );
    if (named !== undefined) return named;
    throw invalid({ parameter: 'repository' }, `The workspace has no repository ${wanted}.`);
  }
  const audited = all.filter(({ settings }) => settings !== null);
  if (audited.length > 1) {
    const names = audited.map(({ owner, name }) => `${owner}/${name}`).join(', ');
    throw invalid(
      { parameter: 'repository' },
      `Several repositories share the workspace, each with settings of its own; name one with repository: ${names}.`,
    );
  }
  return audited[0] ?? all[0] ?? null;
}

async function settingsOf(
  store: Store,
  { installationId, workspace }: WorkspacePlace,
  repository: RepositoryMemory | null,
): Promise<BudgetSettings> {
  const budgets = await store.budgets.listOfWorkspace(installationId, workspace);
  const settings = repository?.settings ?? defaultSettings(workspace);
  return withApiBudgets<BudgetSettings>({ ...settings, workspace }, budgets);
}

function keyJson({ value, source }: ResolvedKey) {
  return { value, ...sourceJson(source) };
}

function sourceJson({ level, name, origin, location }: KeySource) {
  const place = location ?? (origin.kind === 'file' ? origin.location : null);
  return {
    level,
    name,
    origin: origin.kind,
    budget_id: origin.kind === 'api' ? origin.id : null,
    file: place?.file ?? null,
    line: place?.line ?? null,
  };
}
