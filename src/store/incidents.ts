/** Incidents and their history. Every query is scoped by installation. */

import type { Area, Severity } from '../drift/drift.ts';
import {
  INCIDENT_EVENT_KINDS,
  type Incident,
  type IncidentEvent,
  type IncidentStatus,
  type IncidentType,
} from '../incidents/incident.ts';
import { type Queries, reaching } from './client.ts';
import type { IncidentEvent as EventRow, Prisma, Incident as Row } from './generated/client.ts';
import { idFromRow } from './identifier.ts';
import { readDetails } from './incident-details.ts';
import { asJson, jsonReader } from './json-column.ts';
import { storable, storableOrNull } from './text.ts';

/** What is known when an incident is created; the rest follows. */
export type NewIncident = Omit<
  Incident,
  | 'status'
  | 'count'
  | 'lastSeenAt'
  | 'endedAt'
  | 'resolvedSha'
  | 'issueNumber'
  | 'externalTicketId'
  | 'externalTicketUrl'
  | 'updatedAt'
>;

/** What can change of an incident; a key that is absent stays. */
export type IncidentUpdate = Partial<
  Pick<
    Incident,
    | 'status'
    | 'severity'
    | 'fingerprints'
    | 'title'
    | 'lastCycleId'
    | 'baseSha'
    | 'headSha'
    | 'beforeSample'
    | 'afterSample'
    | 'details'
    | 'count'
    | 'lastSeenAt'
    | 'endedAt'
    | 'resolvedSha'
    | 'issueNumber'
    | 'externalTicketId'
    | 'externalTicketUrl'
  >
>;

/** Which incidents are wanted; a key that is absent restricts nothing. */
export interface IncidentFilter {
  readonly workspace?: string;
  readonly status?: IncidentStatus;
  readonly severity?: Severity;
  readonly incidentType?: IncidentType;
  readonly endpoint?: string;
  readonly method?: string;
  readonly syncCycleId?: string;
  readonly area?: Area;
  readonly detectedAfter?: Date;
  readonly detectedBefore?: Date;
}

/** Where a page of incidents begins: after this one. */
export interface IncidentCursor {
  readonly detectedAt: Date;
  readonly id: string;
}

/** An incident whose issue does not say yet what it says. */
export interface UnpublishedIncident extends Incident {
  /** What `updatedAt` was when its issue was last brought up to date; null when it never was. */
  readonly publishedAt: Date | null;
}

export interface Incidents {
  /** Adds an incident with the event of its creation. */
  create(incident: NewIncident, event: IncidentEvent): Promise<void>;
  /**
   * Changes an incident that still has the status it is known to have, and writes the event where there is one.
   * False when its status has changed meanwhile: then nothing is written.
   */
  update(
    known: Pick<Incident, 'installationId' | 'id' | 'status'>,
    update: IncidentUpdate,
    event: IncidentEvent | null,
  ): Promise<boolean>;
  find(installationId: number, id: string): Promise<Incident | null>;
  findByIssue(
    installationId: number,
    repositoryId: number,
    issueNumber: number,
  ): Promise<Incident | null>;
  /** The events of an incident, oldest first. */
  history(installationId: number, id: string): Promise<IncidentEvent[]>;
  /** The incidents of a branch, oldest first. */
  listOfBranch(installationId: number, repositoryId: number, branch: string): Promise<Incident[]>;
  /** Those whose issue does not say yet what they say, oldest first. */
  listUnpublished(installationId: number, repositoryId: number): Promise<UnpublishedIncident[]>;
  /** Notes that the issue says what `incident` says; a change meanwhile leaves it unpublished. */
  markPublished(
    incident: Pick<Incident, 'installationId' | 'id' | 'updatedAt'>,
    issueNumber: number | null,
  ): Promise<void>;
  /** How many are open, and how many acknowledged, of all installations: for operators. */
  countUnsettled(): Promise<{ readonly open: number; readonly acknowledged: number }>;
  /** Removes what was resolved or closed before `before`, but not what is resolved because it is waived; returns how many. */
  forget(
    installationId: number,
    repositoryId: number,
    before: Date,
    waived?: readonly string[],
  ): Promise<number>;
}

export function incidentsOf(db: Queries): Incidents {
  const many = (args: Prisma.IncidentFindManyArgs) =>
    reaching(async () => (await db.incident.findMany(args)).map(incidentFromRow));
  const first = (where: Prisma.IncidentWhereInput) =>
    reaching(async () => {
      const row = await db.incident.findFirst({ where });
      return row === null ? null : incidentFromRow(row);
    });

  return {
    create: (incident, event) =>
      reaching(async () => {
        const { detectedAt, details, fingerprints, ...rest } = incident;
        await db.incident.create({
          data: {
            ...rest,
            title: storable(rest.title),
            endpoint: storableOrNull(rest.endpoint),
            beforeSample: storableOrNull(rest.beforeSample),
            afterSample: storableOrNull(rest.afterSample),
            details: asJson(details),
            fingerprints: [...fingerprints],
            detectedAt,
            lastSeenAt: detectedAt,
            updatedAt: new Date(),
          },
        });
        await db.incidentEvent.create({ data: eventRow(incident, event) });
      }),
    update: (known, update, event) =>
      reaching(async () => {
        const { details, fingerprints, title, beforeSample, afterSample, ...others } = update;
        const { externalTicketId, externalTicketUrl, ...rest } = others;
        const { installationId, id, status } = known;
        const { count } = await db.incident.updateMany({
          where: { installationId, id, status },
          data: {
            ...rest,
            updatedAt: new Date(),
            ...(title === undefined ? {} : { title: storable(title) }),
            ...(externalTicketId === undefined
              ? {}
              : { externalTicketId: storableOrNull(externalTicketId) }),
            ...(externalTicketUrl === undefined
              ? {}
              : { externalTicketUrl: storableOrNull(externalTicketUrl) }),
            ...(beforeSample === undefined ? {} : { beforeSample: storableOrNull(beforeSample) }),
            ...(afterSample === undefined ? {} : { afterSample: storableOrNull(afterSample) }),
            ...(details === undefined ? {} : { details: asJson(details) }),
            ...(fingerprints === undefined ? {} : { fingerprints: [...fingerprints] }),
          },
        });
        if (count === 0) return false;
        if (event !== null) await db.incidentEvent.create({ data: eventRow(known, event) });
        return true;
      }),
    find: (installationId, id) => first({ installationId, id }),
    findByIssue: (installationId, repositoryId, issueNumber) =>
      first({ installationId, repositoryId, issueNumber }),
    history: (installationId, incidentId) =>
      reaching(async () => {
        const rows = await db.incidentEvent.findMany({
          where: { installationId, incidentId },
          orderBy: { id: 'asc' },
        });
        return rows.map(eventFromRow);
      }),
    listOfBranch: (installationId, repositoryId, branch) =>
      many({
        where: { installationId, repositoryId, branch },
        orderBy: [{ detectedAt: 'asc' }, { id: 'asc' }],
      }),
    listUnpublished: (installationId, repositoryId) =>
      reaching(async () => {
        const rows = await db.incident.findMany({
          where: {
            installationId,
            repositoryId,
            OR: [{ publishedAt: null }, { publishedAt: { lt: db.incident.fields.updatedAt } }],
          },
          orderBy: [{ detectedAt: 'asc' }, { id: 'asc' }],
        });
        return rows.map((row) => ({ ...incidentFromRow(row), publishedAt: row.publishedAt }));
      }),
    markPublished: ({ installationId, id, updatedAt }, issueNumber) =>
      reaching(async () => {
        await db.incident.updateMany({
          where: { installationId, id },
          data: { publishedAt: updatedAt, ...(issueNumber === null ? {} : { issueNumber }) },
        });
      }),
    countUnsettled: () =>
      reaching(async () => ({
        open: await db.incident.count({ where: { status: 'open' } }),
        acknowledged: await db.incident.count({ where: { status: 'acknowledged' } }),
      })),
    forget: (installationId, repositoryId, before, waived = []) =>
      reaching(async () => {
        const { count } = await db.incident.deleteMany({
          where: {
            installationId,
            repositoryId,
            endedAt: { lt: before },
            OR: [
              { status: 'closed' },
              { status: 'resolved', NOT: { fingerprints: { hasSome: [...waived] } } },
            ],
          },
        });
        return count;
      }),
  };
}

/** What a filter asks of incidents, wherever they are. */
export function incidentConditions({
  detectedAfter,
  detectedBefore,
  ...equal
}: IncidentFilter): Prisma.IncidentWhereInput {
  return {
    ...equal,
    detectedAt: {
      ...(detectedAfter === undefined ? {} : { gt: detectedAfter }),
      ...(detectedBefore === undefined ? {} : { lt: detectedBefore }),
    },
  };
}

function eventRow(
  { installationId, id }: Pick<Incident, 'installationId' | 'id'>,
  { note, ...event }: IncidentEvent,
) {
  return {
    installationId,
    incidentId: id,
    ...event,
    note: storableOrNull(note),
  };
}

/** A row as an incident. */
export function incidentFromRow(row: Row): Incident {
  const { installationId, repositoryId, details, publishedAt: _published, ...rest } = row;
  return {
    ...rest,
    installationId: idFromRow(installationId),
    repositoryId: idFromRow(repositoryId),
    details: readDetails(details),
  };
}

const readKind = jsonReader<IncidentEvent['kind']>('an event', {
  type: 'string',
  enum: INCIDENT_EVENT_KINDS,
});

function eventFromRow(row: EventRow): IncidentEvent {
  const { kind, actor, at, fromStatus, toStatus, note, auditId, commitSha } = row;
  return { kind: readKind(kind), actor, at, fromStatus, toStatus, note, auditId, commitSha };
}
