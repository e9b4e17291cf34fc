/** Incidents as the API shows them. */
import { AREAS, COMPATIBILITIES, SEVERITIES } from '../drift/drift.ts';
import {
  INCIDENT_EVENT_KINDS,
  INCIDENT_STATUSES,
  INCIDENT_TYPES,
  type Incident,
  type IncidentEvent,
} from '../incidents/incident.ts';
import { driftLinks } from '../report/incident-links.ts';
import type { Caller } from './caller.ts';
import type { ApiResources } from './operation.ts';
import { answer, integer, list, nullable, oneOf, ref, text, time, uuid } from './schema.ts';

const location = nullable({
  ...answer({
    file: text('Path.'),
    line: integer('Line, from 1.'),
    column: integer('Column, from 1.'),
  }),
  description: 'Where it stands.',
});

const details = {
  ...answer({
    drifts: list(
      answer({
        fingerprint: text('Identifies the drift across commits.'),
        rule: text('Id of its rule.'),
        compatibility: oneOf(COMPATIBILITIES, 'How it meets those who rely on the contract.'),
        severity: oneOf(SEVERITIES, 'How bad it is.'),
        message: text('What changed.'),
        why: text('Whom it breaks, and why.'),
        remedy: text('What to do instead.'),
        operations: list(
          answer({ method: text('Method.'), path: text('Path.') }),
          'Every operation that it reaches.',
        ),
        base: location,
        head: location,
        base_sha: nullable(text('The commit of `base`; null: that of the incident.')),
        head_sha: nullable(text('The commit of `head`; null: that of the incident.')),
        base_url: nullable(text('Permanent link to `base`.')),
        head_url: nullable(text('Permanent link to `head`.')),
        before: nullable(text('What stood there: JSON text, shortened and redacted.')),
        after: nullable(text('What stands there.')),
      }),
      'The drifts it is about.',
    ),
    more_drifts: integer('How many drifts are left out of `drifts`.'),
    limits: list(
      answer({
        subject: text('What the limit is for.'),
        key: text('The key of the budget.'),
        limit: { type: 'number', description: 'What is allowed.' },
        used: { type: 'number', description: 'What there is.' },
        fingerprints: list({ type: 'string' }, 'The drifts that were counted.'),
        set_by: text('Who set the limit.'),
      }),
      'The limits that were exceeded.',
    ),
    root_cause: nullable({
      ...answer({
        commits: list(
          answer({
            sha: text('The commit.'),
            title: text('First line of its message.'),
            author: nullable(text('Who wrote it.')),
          }),
          'Newest first; more than one where it is one of these.',
        ),
        pull_request: nullable(integer('Number of the pull request.')),
      }),
      description: 'What brought it, as far as it is known.',
    }),
  }),
  description: 'What else there is to say.',
};

const event = answer({
  kind: oneOf(INCIDENT_EVENT_KINDS, 'What happened.'),
  actor: text('Who or what: `holdfast`, `github:<login>`, `token:<name>`.'),
  at: time('When.'),
  from_status: nullable(oneOf(INCIDENT_STATUSES, 'The status before; null when it was created.')),
  to_status: oneOf(INCIDENT_STATUSES, 'The status afterwards.'),
  note: nullable(text('What was said to it.')),
  sync_cycle_id: nullable(uuid('The cycle in which it happened.')),
  commit_sha: nullable(text('The commit.')),
});

const incident = {
  id: uuid('Identifies the incident.'),
  repository: text('`owner/name`.'),
  branch: text('The branch.'),
  workspace_id: text('The workspace.'),
  area: oneOf(AREAS, 'Where the drift is.'),
  incident_type: oneOf(INCIDENT_TYPES, 'What kind of limit was exceeded.'),
  status: oneOf(INCIDENT_STATUSES, 'What became of it.'),
  severity: oneOf(SEVERITIES, 'That of its worst drift.'),
  title: text('What it is, in a line.'),
  endpoint: nullable(text('Path of the operation.')),
  method: nullable(text('Method of the operation.')),
  service_name: nullable(text('The service.')),
  budget_id: nullable(
    uuid(
      'The budget of the API that was exceeded; null when a file or Holdfast’s default said so.',
    ),
  ),
  sync_cycle_id: uuid('The cycle that opened it.'),
  last_cycle_id: uuid('The cycle that saw it last.'),
  contract_diff_id: nullable(text('The check run that had seen it on the pull request.')),
  pull_request: nullable(integer('The pull request that brought it.')),
  base_sha: text('The commit it is compared with.'),
  head_sha: text('The commit at which it was seen first.'),
  before_sample: nullable(text('The fragment of the contract as it was, redacted.')),
  before_sample_url: nullable(text('Permanent link to where it stood.')),
  after_sample: nullable(text('The fragment as it is.')),
  after_sample_url: nullable(text('Permanent link to where it stands.')),
  details,
  count: integer('How many cycles saw it.'),
  detected_at: time('When it was seen first.'),
  last_seen_at: time('When it was seen last.'),
  ended_at: nullable(time('When it was resolved or closed.')),
  resolved_sha: nullable(text('The commit that did away with it.')),
  issue_number: nullable(integer('Number of its GitHub issue.')),
  issue_url: nullable(text('Address of its GitHub issue.')),
  external_ticket_id: nullable(text('A ticket elsewhere.')),
  external_ticket_url: nullable(text('Its address.')),
  updated_at: time('When it was changed last.'),
};

/** Schemas that the document names. */
export const INCIDENT_SCHEMAS = {
  Incident: { ...answer(incident), description: 'A budget exceeded on a branch.' },
  IncidentEvent: { ...event, description: 'One step in the life of an incident.' },
  IncidentWithHistory: {
    ...answer({ ...incident, history: list(ref('IncidentEvent'), 'Oldest first.') }),
    description: 'An incident and what happened to it.',
  },
};

/** Incidents with the names of their repositories. */
export async function incidentsJson(
  { store, github }: Pick<ApiResources, 'store' | 'github'>,
  caller: Caller,
  incidents: readonly Incident[],
) {
  const ids = [...new Set(incidents.map(({ repositoryId }) => repositoryId))];
  const scopes = caller.scopes.map((scope) => ({ ...scope, workspace: null }));
  const labels = await store.visible.repositoryLabels(scopes, ids);
  const names = new Map(labels.map(({ id, owner, name }) => [id, `${owner}/${name}`]));
  return incidents.map((one) =>
    incidentJson(one, names.get(one.repositoryId) ?? '', github.webUrl),
  );
}

function incidentJson(one: Incident, repository: string, webUrl: string) {
  const [owner = '', repo = ''] = repository.split('/');
  const drifts = one.details.drifts.map((drift) => {
    const { base, head } = driftLinks({ serverUrl: webUrl, owner, repo }, one, drift);
    const { base_sha = null, head_sha = null } = drift;
    return { ...drift, base_sha, head_sha, base_url: base, head_url: head };
  });
  // The samples are those of the worst drift, which comes first.
  const [worst] = drifts;
  return {
    id: one.id,
    repository,
    branch: one.branch,
    workspace_id: one.workspace,
    area: one.area,
    incident_type: one.incidentType,
    status: one.status,
    severity: one.severity,
    title: one.title,
    endpoint: one.endpoint,
    method: one.method,
    service_name: one.service,
    budget_id: one.budgetId,
    sync_cycle_id: one.syncCycleId,
    last_cycle_id: one.lastCycleId,
    contract_diff_id: one.contractDiffId,
    pull_request: one.pullRequest,
    base_sha: one.baseSha,
    head_sha: one.headSha,
    before_sample: one.beforeSample,
    before_sample_url: worst?.base_url ?? null,
    after_sample: one.afterSample,
    after_sample_url: worst?.head_url ?? null,
    details: { ...one.details, drifts },
    count: one.count,
    detected_at: one.detectedAt.toISOString(),
    last_seen_at: one.lastSeenAt.toISOString(),
    ended_at: one.endedAt?.toISOString() ?? null,
    resolved_sha: one.resolvedSha,
    issue_number: one.issueNumber,
    issue_url:
      one.issueNumber === null ? null : `${webUrl}/${repository}/issues/${one.issueNumber}`,
    external_ticket_id: one.externalTicketId,
    external_ticket_url: one.externalTicketUrl,
    updated_at: one.updatedAt.toISOString(),
  };
}

export function eventJson(one: IncidentEvent) {
  return {
    kind: one.kind,
    actor: one.actor,
    at: one.at.toISOString(),
    from_status: one.fromStatus,
    to_status: one.toStatus,
    note: one.note,
    sync_cycle_id: one.auditId,
    commit_sha: one.commitSha,
  };
}
