/** What somebody asks of an incident, as the update and the event it comes to. Pure. */
import type { IncidentUpdate } from '../store/incidents.ts';
import { type Incident, type IncidentEvent, type IncidentStatus, isUnsettled } from './incident.ts';
import { transition } from './lifecycle.ts';

/** What is asked; what is absent stays. */
export interface IncidentRequest {
  readonly status?: IncidentStatus;
  readonly note?: string;
  readonly externalTicketId?: string | null;
  readonly externalTicketUrl?: string | null;
}

export type RequestedChange =
  | {
      readonly kind: 'change';
      readonly update: IncidentUpdate;
      readonly event: IncidentEvent;
    }
  | { readonly kind: 'unchanged' }
  /** `message` says what is possible instead. */
  | { readonly kind: 'impossible'; readonly message: string };

/** Holds a request against an incident. `by` is who asks: `token:<name>`, `github:<login>`. */
export function requestedChange(
  incident: Incident,
  request: IncidentRequest,
  by: { readonly actor: string; readonly at: Date },
): RequestedChange {
  const { status = incident.status, note } = request;
  const step = transition(incident.status, status);
  if (step.kind === 'impossible') return step;
  const tickets = {
    ...(request.externalTicketId === undefined
      ? {}
      : { externalTicketId: request.externalTicketId }),
    ...(request.externalTicketUrl === undefined
      ? {}
      : { externalTicketUrl: request.externalTicketUrl }),
  };
  const moved =
    (request.externalTicketId !== undefined &&
      request.externalTicketId !== incident.externalTicketId) ||
    (request.externalTicketUrl !== undefined &&
      request.externalTicketUrl !== incident.externalTicketUrl);
  if (step.kind === 'unchanged' && note === undefined && !moved) return { kind: 'unchanged' };
  return {
    kind: 'change',
    update: { ...tickets, ...(step.kind === 'allowed' ? statusUpdate(status, by.at) : {}) },
    event: {
      kind: step.kind === 'allowed' ? step.event : 'updated',
      actor: by.actor,
      at: by.at,
      fromStatus: incident.status,
      toStatus: status,
      note: note ?? (moved ? ticketNote({ ...incident, ...tickets }) : null),
      auditId: null,
      commitSha: null,
    },
  };
}

function statusUpdate(status: IncidentStatus, at: Date): IncidentUpdate {
  return isUnsettled(status)
    ? { status, endedAt: null, resolvedSha: null }
    : { status, endedAt: at };
}

function ticketNote({
  externalTicketId,
  externalTicketUrl,
}: Pick<Incident, 'externalTicketId' | 'externalTicketUrl'>): string {
  const ticket = [externalTicketId, externalTicketUrl].filter((part) => part !== null).join(', ');
  return ticket === '' ? 'The external ticket was taken off.' : `External ticket: ${ticket}.`;
}
