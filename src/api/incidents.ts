/** Operations on incidents. */
import { AREAS, type Area, SEVERITIES, type Severity } from '../drift/drift.ts';
import { type IncidentRequest, requestedChange } from '../incidents/change.ts';
import {
  INCIDENT_STATUSES,
  INCIDENT_TYPES,
  type Incident,
  type IncidentStatus,
  type IncidentType,
} from '../incidents/incident.ts';
import type { IncidentFilter } from '../store/incidents.ts';
import { covers, forbidden } from './caller.ts';
import { answerPage, readCursor } from './cursor.ts';
import { eventJson, incidentsJson } from './incident-json.ts';
import { type Call, operation, type Reply } from './operation.ts';
import { PAGING, type Paging, pageOf } from './paging.ts';
import { notFound, Refusal } from './refusal.ts';
import {
  answer,
  integer,
  moment,
  nullable,
  object,
  oneOf,
  readMoment,
  ref,
  text,
} from './schema.ts';

interface IncidentQuery {
  readonly status?: IncidentStatus;
  readonly severity?: Severity;
  readonly incident_type?: IncidentType;
  readonly endpoint?: string;
  readonly method?: string;
  readonly workspace_id?: string;
  readonly sync_cycle_id?: string;
  readonly area?: Area;
  readonly detected_after?: string;
  readonly detected_before?: string;
}

const FILTERS = {
  status: oneOf(INCIDENT_STATUSES, 'Only of this status.'),
  severity: oneOf(SEVERITIES, 'Only of this severity.'),
  incident_type: oneOf(INCIDENT_TYPES, 'Only of this type.'),
  endpoint: text('Only of this path.'),
  method: text('Only of this method, whatever its case.'),
  workspace_id: text('Only of this workspace.'),
  sync_cycle_id: text('Only those that this cycle opened.', { format: 'uuid' }),
  area: oneOf(AREAS, 'Only of this area.'),
  detected_after: moment('Only those seen first after this.'),
  detected_before: moment('Only those seen first before this.'),
};

const listIncidents = operation<IncidentQuery & Paging>({
  method: 'get',
  path: '/incidents',
  id: 'listIncidents',
  tag: 'incident',
  summary: 'The incidents',
  access: 'read',
  query: object({ ...FILTERS, ...PAGING }),
  answers: { 200: pageOf('Incident', 'A page of incidents.') },
  handle: async (call) => {
    const { store, caller, query } = call;
    const filter = filterOf(query);
    const place = query.cursor === undefined ? undefined : readCursor(query.cursor);
    const found = await store.visible.incidents(caller.scopes, filter, {
      limit: query.limit + 1,
      after: place && { detectedAt: place.at, id: place.id },
    });
    const total = await store.visible.countIncidents(caller.scopes, filter);
    return {
      status: 200,
      body: await answerPage(
        found,
        { limit: query.limit, total },
        ({ detectedAt, id }) => ({ at: detectedAt, id }),
        (items) => incidentsJson(call, caller, items),
      ),
    };
  },
});

const counts = (description: string) => ({
  type: 'object',
  description,
  additionalProperties: integer('How many.', { minimum: 0 }),
});

const incidentStats = operation<IncidentQuery>({
  method: 'get',
  path: '/incidents/stats',
  id: 'incidentStats',
  tag: 'incident',
  summary: 'How many incidents there are of each kind',
  access: 'read',
  query: object(FILTERS),
  answers: {
    200: {
      description: 'The counts. A kind of which there is none is left out.',
      schema: answer({
        total: integer('All of them.', { minimum: 0 }),
        by_status: counts('By status.'),
        by_severity: counts('By severity.'),
        by_type: counts('By type.'),
        by_area: counts('By area.'),
        by_workspace: counts('By workspace.'),
        mean_time_to_resolve_seconds: nullable(
          integer('From detection to the last resolution, of those that are resolved.'),
        ),
      }),
    },
  },
  handle: async ({ store, caller, query }) => {
    const found = await store.visible.incidentStatistics(caller.scopes, filterOf(query));
    return {
      status: 200,
      body: {
        total: found.total,
        by_status: found.byStatus,
        by_severity: found.bySeverity,
        by_type: found.byType,
        by_area: found.byArea,
        by_workspace: found.byWorkspace,
        mean_time_to_resolve_seconds: found.meanSecondsToResolve,
      },
    };
  },
});

const ONE = { 200: { description: 'The incident.', schema: ref('IncidentWithHistory') } };

const getIncident = operation({
  method: 'get',
  path: '/incidents/{id}',
  id: 'getIncident',
  tag: 'incident',
  summary: 'One incident and its history',
  access: 'read',
  answers: ONE,
  refusals: [404],
  handle: async (call) => reply(call, await found(call)),
});

const note = text('What to remember of it.', { minLength: 1, maxLength: 5000 });

interface IncidentPatch {
  readonly status?: IncidentStatus;
  readonly external_ticket_id?: string | null;
  readonly external_ticket_url?: string | null;
  readonly note?: string;
}

const patchIncident = operation<object, IncidentPatch>({
  method: 'patch',
  path: '/incidents/{id}',
  id: 'updateIncident',
  tag: 'incident',
  summary: 'Change an incident',
  description:
    'A status that cannot follow the present one is refused with 409. Its GitHub issue follows.',
  access: 'write',
  body: object(
    {
      status: oneOf(INCIDENT_STATUSES, 'The status it gets.'),
      external_ticket_id: nullable(
        text('A ticket elsewhere; null takes it off.', { minLength: 1, maxLength: 200 }),
      ),
      external_ticket_url: nullable(
        text('Its address; null takes it off.', {
          maxLength: 2000,
          pattern: '^https?://[^\\s]+$',
        }),
      ),
      note,
    },
    { minProperties: 1 },
  ),
  example: { status: 'acknowledged', external_ticket_id: 'SHOP-12', note: 'Planned for May.' },
  answers: ONE,
  refusals: [404, 409],
  handle: ({ body, ...call }) =>
    change(
      { ...call, body },
      {
        ...(body.status === undefined ? {} : { status: body.status }),
        ...(body.note === undefined ? {} : { note: body.note }),
        ...(body.external_ticket_id === undefined
          ? {}
          : { externalTicketId: body.external_ticket_id }),
        ...(body.external_ticket_url === undefined
          ? {}
          : { externalTicketUrl: body.external_ticket_url }),
      },
    ),
});

const resolveIncident = operation<object, { readonly note?: string }>({
  method: 'post',
  path: '/incidents/{id}/resolve',
  id: 'resolveIncident',
  tag: 'incident',
  summary: 'Resolve an incident',
  description: 'Its GitHub issue is closed. It is reopened when a new change brings it back.',
  access: 'write',
  body: object({ note }),
  bodyOptional: true,
  example: { note: 'Fixed in 2.1.' },
  answers: ONE,
  refusals: [404, 409],
  handle: (call) =>
    change(call, {
      status: 'resolved',
      ...(call.body.note === undefined ? {} : { note: call.body.note }),
    }),
});

/** In the order of the document. */
export const incidentOperations = [
  listIncidents,
  incidentStats,
  getIncident,
  patchIncident,
  resolveIncident,
];

function filterOf(query: IncidentQuery): IncidentFilter {
  const { status, severity, area, endpoint } = query;
  return {
    ...(status === undefined ? {} : { status }),
    ...(severity === undefined ? {} : { severity }),
    ...(area === undefined ? {} : { area }),
    ...(endpoint === undefined ? {} : { endpoint }),
    ...(query.incident_type === undefined ? {} : { incidentType: query.incident_type }),
    ...(query.method === undefined ? {} : { method: query.method.toUpperCase() }),
    ...(query.workspace_id === undefined ? {} : { workspace: query.workspace_id }),
    ...(query.sync_cycle_id === undefined
      ? {}
      : { syncCycleId: query.sync_cycle_id.toLowerCase() }),
    ...(query.detected_after === undefined
      ? {}
      : { detectedAfter: readMoment(query.detected_after, 'detected_after') }),
    ...(query.detected_before === undefined
      ? {}
      : { detectedBefore: readMoment(query.detected_before, 'detected_before') }),
  };
}

async function found({ store, caller, id }: Call<object, object>): Promise<Incident> {
  const incident = await store.visible.incident(caller.scopes, id);
  if (incident === null) throw notFound('incident');
  return incident;
}

async function reply(call: Call<object, object>, incident: Incident): Promise<Reply> {
  const [body] = await incidentsJson(call, call.caller, [incident]);
  const history = await call.store.incidents.history(incident.installationId, incident.id);
  return { status: 200, body: { ...body, history: history.map(eventJson) } };
}

/** How often a change is tried again that met another. */
const ATTEMPTS = 3;

async function change(call: Call<object, object>, request: IncidentRequest): Promise<Reply> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const incident = await found(call);
    if (!covers(call.caller.writable, incident)) {
      throw forbidden(
        'The credentials may not change this incident: that takes a token with write access, or push permission on its repository.',
      );
    }
    const by = { actor: call.caller.actor, at: call.now() };
    const change = requestedChange(incident, request, by);
    if (change.kind === 'impossible') throw new Refusal('conflict', change.message);
    if (change.kind === 'unchanged') return reply(call, incident);
    const done = await call.store.transaction(async (transaction) => {
      const { update, event } = change;
      if (!(await transaction.incidents.update(incident, update, event))) return false;
      await call.incidentChanged(incident.installationId, incident.repositoryId, transaction);
      return true;
    });
    if (!done) continue;
    return reply(call, await found(call));
  }
  throw new Refusal('conflict', 'The incident is being changed by others; try again.');
}
