/** Operations on fix pull requests. */
import { FIX_STATUSES, type Fix } from '../incidents/fix.ts';
import type { Incident } from '../incidents/incident.ts';
import { workspaceId } from './budget-body.ts';
import { covers, forbidden } from './caller.ts';
import { type Call, operation } from './operation.ts';
import { invalid } from './refusal.ts';
import { answer, integer, list, nullable, object, oneOf, ref, text, uuid } from './schema.ts';

/** Incidents of one request at most. */
const MOST = 100;

const ids = list(uuid('Identifies an incident.'), 'The incidents.');

export const GITOPS_SCHEMAS = {
  Fix: {
    ...answer({
      id: uuid('Identifies the fix.'),
      repository: text('`owner/name`.'),
      incident_ids: ids,
      status: oneOf(
        FIX_STATUSES,
        'How far it got. `wanted`: it is being worked on, or waits until fewer are open.',
      ),
      branch: nullable(text('The branch that carries it.')),
      pull_request: nullable(integer('Number of its pull request, once there is one.')),
      note: nullable(text('Why it is where it is.')),
      requested_by: text('Who asked for it first.'),
    }),
    description: 'A fix pull request that was asked for.',
  },
  FixPreview: {
    ...answer({
      repository: text('`owner/name`.'),
      incident_ids: ids,
      title: nullable(
        text('The title the pull request would have; null where nothing can be repaired.'),
      ),
      body: nullable(text('Its text, as Markdown.')),
      files: list(text('A path.'), 'The files that would be changed.'),
      refused: list(
        answer({
          message: text('The drift.'),
          reason: text('Why no edit was proven to remove it.'),
        }),
        'What would not be repaired.',
      ),
      note: nullable(text('Why nothing would be done.')),
    }),
    description: 'What a fix pull request would be.',
  },
};

interface GeneratePr {
  readonly incident_ids?: readonly string[];
  readonly status?: 'open' | 'acknowledged';
  readonly workspace_id?: string;
  readonly dry_run?: boolean;
}

const refusals = list(
  answer({
    repository: text('`owner/name`.'),
    incident_ids: ids,
    reason: text('Why there can be none.'),
  }),
  'Where there can be no fix pull request.',
);

const leftOut = integer(
  'Incidents that were chosen and not taken, as they are too many for one request: name those with `incident_ids`.',
  { minimum: 0 },
);

const generatePr = operation<object, GeneratePr>({
  method: 'post',
  path: '/gitops/generate-pr',
  id: 'generateFixPullRequest',
  tag: 'incident',
  summary: 'Ask for fix pull requests',
  description:
    'One for each repository that the incidents are of, without those incidents that one is under way for already: that one is given too, and `incident_ids` says which is about what. It is opened by a job, unless nothing can be proven to repair them. One that is open is brought up to date, one that a person closed is opened anew. Chosen by `status` and `workspace_id`, 100 incidents are taken at most, the newest of those that are open first; `left_out` says how many were not. With `dry_run` nothing is written: the answer (200) is what would be.',
  access: 'write',
  body: object({
    incident_ids: {
      type: 'array',
      description: 'The incidents. Left out: those that `status` and `workspace_id` choose.',
      items: uuid('An incident.'),
      minItems: 1,
      maxItems: MOST,
      uniqueItems: true,
    },
    status: oneOf(['open', 'acknowledged'], 'Only incidents of this status.'),
    workspace_id: workspaceId,
    dry_run: { type: 'boolean', description: 'Only say what would be done.' },
  }),
  example: { incident_ids: ['3f6c1e0a-0000-4000-8000-000000000001'], dry_run: true },
  answers: {
    200: {
      description: 'What would be done.',
      schema: answer({
        previews: list(ref('FixPreview'), 'One for each repository.'),
        left_out: leftOut,
      }),
    },
    202: {
      description: 'It is being done.',
      schema: answer({
        pull_requests: list(ref('Fix'), 'One for each repository, and those that were under way.'),
        refused: refusals,
        left_out: leftOut,
      }),
    },
  },
  handle: async (call) => {
    const { incidents, leftOut: left_out } = await chosen(call);
    const groups = byRepository(incidents);
    if (call.body.dry_run === true) {
      const previews = [];
      for (const group of groups) previews.push(await previewJson(call, group));
      return { status: 200, body: { previews, left_out } };
    }
    const pulls = [];
    const refused = [];
    for (const group of groups) {
      const outcome = await call.requestFix(group, call.caller.actor);
      const repository = await nameOf(call, group);
      if (outcome.ok) pulls.push(...outcome.fixes.map((fix) => fixJson(fix, repository)));
      else {
        refused.push({
          repository,
          incident_ids: group.map(({ id }) => id),
          reason: outcome.reason,
        });
      }
    }
    return { status: 202, body: { pull_requests: pulls, refused, left_out } };
  },
});

export const gitopsOperations = [generatePr];

interface Chosen {
  readonly incidents: readonly Incident[];
  readonly leftOut: number;
}

/** The incidents that a request is about, all of which the caller may change, and how many more there are. */
async function chosen(call: Call<object, GeneratePr>): Promise<Chosen> {
  const { store, caller, body } = call;
  const { incident_ids: wanted, status, workspace_id: workspace } = body;
  if (wanted !== undefined) {
    const incidents = await Promise.all(wanted.map((id, index) => incidentAt(call, id, index)));
    return { incidents, leftOut: 0 };
  }
  if (status === undefined && workspace === undefined) {
    throw invalid(
      { pointer: '#/incident_ids' },
      'incident_ids is missing: name the incidents, or choose them with status and workspace_id.',
    );
  }
  const incidents: Incident[] = [];
  let total = 0;
  for (const one of status === undefined ? (['open', 'acknowledged'] as const) : [status]) {
    const filter = { status: one, ...(workspace === undefined ? {} : { workspace }) };
    total += await store.visible.countIncidents(caller.writable, filter);
    const limit = MOST - incidents.length;
    if (limit > 0) {
      incidents.push(...(await store.visible.incidents(caller.writable, filter, { limit })));
    }
  }
  return { incidents, leftOut: Math.max(0, total - incidents.length) };
}

async function incidentAt(
  { store, caller }: Call<object, GeneratePr>,
  id: string,
  index: number,
): Promise<Incident> {
  const incident = await store.visible.incident(caller.scopes, id.toLowerCase());
  if (incident === null) {
    throw invalid({ pointer: `#/incident_ids/${index}` }, `The credentials see no incident ${id}.`);
  }
  if (!covers(caller.writable, incident)) {
    throw forbidden(
      'The credentials may not ask for fixes there: that takes a token with write access, or push permission on the repository.',
    );
  }
  return incident;
}

function byRepository(incidents: readonly Incident[]): readonly (readonly Incident[])[] {
  const groups = new Map<string, Incident[]>();
  for (const incident of incidents) {
    const key = `${incident.installationId}/${incident.repositoryId}`;
    groups.set(key, [...(groups.get(key) ?? []), incident]);
  }
  return [...groups.values()];
}

async function nameOf(
  { store }: Call<object, object>,
  [first]: readonly Incident[],
): Promise<string> {
  if (first === undefined) return '';
  const memory = await store.repositories.find(first.installationId, first.repositoryId);
  return memory === null ? '' : `${memory.owner}/${memory.name}`;
}

function fixJson(fix: Fix, repository: string) {
  return {
    id: fix.id,
    repository,
    incident_ids: fix.target.kind === 'incidents' ? fix.target.incidentIds : [],
    status: fix.status,
    branch: fix.branch,
    pull_request: fix.number,
    note: fix.note,
    requested_by: fix.requestedBy,
  };
}

async function previewJson(call: Call<object, GeneratePr>, group: readonly Incident[]) {
  const preview = await call.previewFix(group);
  return {
    repository: await nameOf(call, group),
    incident_ids: group.map(({ id }) => id),
    ...preview,
  };
}
