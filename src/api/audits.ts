/** Operations on audits. */
import { globMatcher } from '../settings/glob.ts';
import type { Audit, AuditState } from '../store/audits.ts';
import type { Scope } from '../store/scope.ts';
import type { RepositoryLabel } from '../store/visible.ts';
import type { AuditFilter } from '../store/visible-audits.ts';
import { workspaceId } from './budget-body.ts';
import { forbidden } from './caller.ts';
import { answerPage, readCursor } from './cursor.ts';
import { BASE_PATH, type Call, operation } from './operation.ts';
import { PAGING, type Paging, pageOf } from './paging.ts';
import { invalid, notFound, Refusal } from './refusal.ts';
import { answer, integer, nullable, object, oneOf, ref, text, time, uuid } from './schema.ts';

const TRIGGERS = ['pull_request', 'push', 'schedule', 'manual', 'sync'] as const;
const STATES = [
  'queued',
  'running',
  'concluded',
  'failed',
  'superseded',
] as const satisfies readonly AuditState[];
const OUTCOMES = ['within', 'exceeded', 'unchecked'] as const;

const audit = {
  id: uuid(
    'Identifies the audit: the run id that people are shown, and the `sync_cycle_id` of incidents.',
  ),
  repository: text('`owner/name`.'),
  workspace_id: text('The workspace.'),
  branch: nullable(text('The branch whose cycle it is; null for a pull request.')),
  pull_request: nullable(integer('Number of the pull request.')),
  trigger: oneOf(TRIGGERS, 'What started it.'),
  state: oneOf(STATES, 'How far it got.'),
  outcome: nullable(oneOf(OUTCOMES, 'The verdict; null while there is none.')),
  summary: nullable(text('The verdict in a sentence.')),
  base_sha: text('The commit that was compared with.'),
  head_sha: text('The commit that was audited.'),
  check_run_id: nullable(integer('GitHub’s id of the check run.')),
  requested_by: nullable(text('Who asked for it.')),
  created_at: time('When it began to be.'),
  started_at: nullable(time('When it was begun.')),
  finished_at: nullable(time('When it ended.')),
};

const repository = {
  ...text('`owner/name`. Needed where the workspace has several.', {
    pattern: '^[^/\\s]+/[^/\\s]+$',
    maxLength: 200,
  }),
};

export const AUDIT_SCHEMAS = {
  Audit: {
    ...answer(audit),
    description: 'One evaluation of one repository at one commit.',
  },
  AuditWithReport: {
    ...answer({
      ...audit,
      report: {
        type: ['object', 'null'],
        description: 'Every change, verdict and problem; null until it is concluded.',
      },
    }),
    description: 'An audit and what it found.',
  },
};

interface AuditQuery extends Paging {
  readonly workspace_id?: string;
  readonly repository?: string;
  readonly trigger?: Audit['trigger'];
  readonly state?: AuditState;
  readonly outcome?: (typeof OUTCOMES)[number];
  readonly branch?: string;
  readonly pull_request?: number;
}

const listAudits = operation<AuditQuery>({
  method: 'get',
  path: '/audits',
  id: 'listAudits',
  tag: 'audit',
  summary: 'The audits',
  access: 'read',
  query: object({
    workspace_id: text('Only of this workspace.'),
    repository: { ...repository, description: 'Only of this repository, `owner/name`.' },
    trigger: oneOf(TRIGGERS, 'Only started by this.'),
    state: oneOf(STATES, 'Only in this state.'),
    outcome: oneOf(OUTCOMES, 'Only with this verdict.'),
    branch: text('Only cycles of this branch.'),
    pull_request: integer('Only of this pull request.', { minimum: 1, maximum: 2 ** 31 - 1 }),
    ...PAGING,
  }),
  answers: { 200: pageOf('Audit', 'A page of audits.') },
  handle: async (call) => {
    const { store, caller, query } = call;
    const filter = filterOf(query);
    const place = query.cursor === undefined ? undefined : readCursor(query.cursor);
    const found = await store.visible.audits(caller.scopes, filter, {
      limit: query.limit + 1,
      after: place && { createdAt: place.at, id: place.id },
    });
    const total = await store.visible.countAudits(caller.scopes, filter);
    return {
      status: 200,
      body: await answerPage(
        found,
        { limit: query.limit, total },
        ({ createdAt, id }) => ({ at: createdAt, id }),
        (items) => auditsJson(call, items),
      ),
    };
  },
});

const getAudit = operation({
  method: 'get',
  path: '/audits/{id}',
  id: 'getAudit',
  tag: 'audit',
  summary: 'One audit and its report',
  access: 'read',
  answers: { 200: { description: 'The audit.', schema: ref('AuditWithReport') } },
  refusals: [404],
  handle: async (call) => {
    const found = await call.store.visible.audit(call.caller.scopes, call.id);
    if (found === null) throw notFound('audit');
    const [body] = await auditsJson(call, [found]);
    const report = await call.store.audits.report(found.installationId, found.id);
    return { status: 200, body: { ...body, report } };
  },
});

interface StartAudit {
  readonly workspace_id?: string;
  readonly repository?: string;
  readonly branch?: string;
}

const startAudit = operation<object, StartAudit>({
  method: 'post',
  path: '/audits',
  id: 'startAudit',
  tag: 'audit',
  summary: 'Start an audit of a branch',
  description: 'It is queued; the list of audits shows it once it has begun.',
  access: 'write',
  body: object({
    workspace_id: workspaceId,
    repository,
    branch: text(
      'The branch: the default branch, which it is unless given, or one that the settings list under `branches`.',
      {
        pattern: '^[^\\s\\x00-\\x1f\\x7f~^:?*\\[\\\\]+$',
        maxLength: 255,
      },
    ),
  }),
  bodyOptional: true,
  example: { repository: 'acme/shop' },
  answers: {
    202: {
      description: 'It was queued.',
      schema: answer({
        status: oneOf(['queued', 'coalesced'], '`coalesced`: one that waits already will do.'),
        repository: text('`owner/name`.'),
        workspace_id: text('The workspace.'),
        branch: nullable(text('The branch; null for the default branch.')),
        requested_by: text('Who asked for it.'),
      }),
      headers: { Location: text('Where the audits of the repository are listed.') },
    },
  },
  refusals: [409],
  handle: async (call) => {
    const { caller, body } = call;
    const label = await repositoryFor(call);
    const name = `${label.owner}/${label.name}`;
    if (label.archived) {
      throw new Refusal('conflict', `${name} is archived: nothing is audited there.`);
    }
    const branch = body.branch ?? null;
    if (branch !== null) await checkBranch(call, label, branch);
    const status = await call.startAudit({
      installationId: label.installationId,
      repositoryId: label.id,
      owner: label.owner,
      repo: label.name,
      branch,
      requestedBy: caller.actor,
    });
    return {
      status: 202,
      body: {
        status,
        repository: name,
        workspace_id: label.workspace,
        branch,
        requested_by: caller.actor,
      },
      headers: { location: `${BASE_PATH}/audits?repository=${encodeURIComponent(name)}` },
    };
  },
});

/** In the order of the document. */
export const auditOperations = [listAudits, startAudit, getAudit];

/** The repository to audit: the one that is named, or the only one. */
async function repositoryFor(call: Call<object, StartAudit>): Promise<RepositoryLabel> {
  const { caller, body } = call;
  const writable = matching(await labelsOf(call, caller.writable), body);
  const [first, ...others] = writable;
  if (first !== undefined && others.length === 0) return first;
  if (first !== undefined) {
    const names = writable.slice(0, 10).map(({ owner, name }) => `${owner}/${name}`);
    throw invalid(
      { pointer: '#/repository' },
      `repository is missing: there are several, such as ${names.join(', ')}.`,
    );
  }
  const readable = matching(await labelsOf(call, caller.scopes), body);
  if (readable.length > 0) {
    throw forbidden(
      'The credentials may not start audits there: that takes a token with write access, or push permission on the repository.',
    );
  }
  const pointer = body.repository === undefined ? '#/workspace_id' : '#/repository';
  throw invalid({ pointer }, 'The credentials see no such repository.');
}

/** @throws Refusal for a branch that is known not to be audited: the job would do nothing, and not say so. */
async function checkBranch(
  { store }: Call<object, object>,
  { installationId, id, owner, name, defaultBranch }: RepositoryLabel,
  branch: string,
): Promise<void> {
  if (defaultBranch === null || branch === defaultBranch) return;
  const memory = await store.repositories.find(installationId, id);
  if (globMatcher(memory?.settings?.branches ?? [])(branch)) return;
  throw invalid(
    { pointer: '#/branch' },
    `The branch ${branch} of ${owner}/${name} is not audited: only ${defaultBranch} is, and what the settings list under branches.`,
  );
}

function labelsOf({ store }: Call<object, object>, scopes: readonly Scope[]) {
  return store.visible.repositoryLabels(scopes);
}

function matching(
  labels: readonly RepositoryLabel[],
  { workspace_id: workspace, repository: wanted }: StartAudit,
): readonly RepositoryLabel[] {
  return labels.filter(
    (label) =>
      (workspace === undefined || label.workspace === workspace) &&
      (wanted === undefined ||
        `${label.owner}/${label.name}`.toLowerCase() === wanted.toLowerCase()),
  );
}

function filterOf(query: AuditQuery): AuditFilter {
  const { trigger, state, outcome, branch } = query;
  const [owner, name] = query.repository?.split('/') ?? [];
  return {
    ...(trigger === undefined ? {} : { trigger }),
    ...(state === undefined ? {} : { state }),
    ...(outcome === undefined ? {} : { outcome }),
    ...(branch === undefined ? {} : { branch }),
    ...(query.pull_request === undefined ? {} : { pullRequest: query.pull_request }),
    ...(query.workspace_id === undefined ? {} : { workspace: query.workspace_id }),
    ...(owner === undefined || name === undefined ? {} : { repository: { owner, name } }),
  };
}

async function auditsJson(call: Call<object, object>, audits: readonly Audit[]) {
  const ids = [...new Set(audits.map(({ repositoryId }) => repositoryId))];
  const labels = await call.store.visible.repositoryLabels(call.caller.scopes, ids);
  const byId = new Map(labels.map((label) => [label.id, label]));
  return audits.map((one) => auditJson(one, byId.get(one.repositoryId)));
}

function auditJson(one: Audit, label: RepositoryLabel | undefined) {
  return {
    id: one.id,
    repository: label === undefined ? '' : `${label.owner}/${label.name}`,
    workspace_id: label?.workspace ?? '',
    branch: one.branch,
    pull_request: one.pullRequest,
    trigger: one.trigger,
    state: one.state,
    outcome: one.outcome,
    summary: one.summary,
    base_sha: one.baseSha,
    head_sha: one.headSha,
    check_run_id: one.checkRunId,
    requested_by: one.requestedBy,
    created_at: one.createdAt.toISOString(),
    started_at: one.startedAt?.toISOString() ?? null,
    finished_at: one.finishedAt?.toISOString() ?? null,
  };
}
