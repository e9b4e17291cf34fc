/** What an incident is: a budget exceeded on a branch, with its history. Plain data. */
import type { Area, Compatibility, OperationRef, Severity } from '../drift/drift.ts';
import type { Location } from '../location.ts';

export const INCIDENT_STATUSES = ['open', 'acknowledged', 'resolved', 'closed'] as const;
export type IncidentStatus = (typeof INCIDENT_STATUSES)[number];

export const INCIDENT_TYPES = ['breaking_change', 'threshold_exceeded'] as const;
export type IncidentType = (typeof INCIDENT_TYPES)[number];

/** What is said of each drift of an incident; unescaped text. */
export interface IncidentDrift {
  readonly fingerprint: string;
  readonly rule: string;
  readonly compatibility: Compatibility;
  readonly severity: Severity;
  readonly message: string;
  readonly why: string;
  readonly remedy: string;
  readonly operations: readonly OperationRef[];
  /** Where it stood and stands. */
  readonly base: Location | null;
  readonly head: Location | null;
  /** The commits of these places; those of the incident where they are not said. */
  readonly base_sha?: string;
  readonly head_sha?: string;
  /** JSON text, shortened and redacted; null where there is none. */
  readonly before: string | null;
  readonly after: string | null;
}

/** One limit that was exceeded, and by what. */
export interface ExceededLimit {
  /** `POST /api/users` for an operation, a file for a contract, or what a budget over time is for. */
  readonly subject: string;
  readonly key: string;
  readonly limit: number;
  readonly used: number;
  /** The drifts that were counted, by fingerprint; empty for a budget over time. */
  readonly fingerprints: readonly string[];
  /** Who set the limit, for people: `.github/holdfast.yml:12`, `API budget <id>`, `built-in default`. */
  readonly set_by: string;
}

/** The commit or pull request that brought an incident, as far as it is known. */
export interface RootCause {
  /** Newest first; more than one where it is one of these. */
  readonly commits: readonly {
    readonly sha: string;
    readonly title: string;
    readonly author: string | null;
  }[];
  readonly pull_request: number | null;
}

/** What else there is to say of an incident. */
export interface IncidentDetails {
  readonly drifts: readonly IncidentDrift[];
  /** How many drifts are left out of `drifts`. */
  readonly more_drifts: number;
  readonly limits: readonly ExceededLimit[];
  readonly root_cause: RootCause | null;
}

/** A budget exceeded on a branch, and what became of it. */
export interface Incident {
  /** A UUID. */
  readonly id: string;
  readonly installationId: number;
  readonly repositoryId: number;
  readonly branch: string;
  readonly workspace: string;
  readonly area: Area;
  readonly incidentType: IncidentType;
  readonly status: IncidentStatus;
  /** That of its worst drift. */
  readonly severity: Severity;
  /** Which incident this is, whatever its state: see groups.ts. */
  readonly groupKey: string;
  /** The drifts it is about, sorted; empty for a budget over time. */
  readonly fingerprints: readonly string[];
  readonly title: string;
  readonly method: string | null;
  readonly endpoint: string | null;
  readonly service: string | null;
  /** The API's budget that was exceeded; null when a file or Holdfast's own default said so. */
  readonly budgetId: string | null;
  /** The cycle that opened it, and the one that saw it last. */
  readonly syncCycleId: string;
  readonly lastCycleId: string;
  /** The commit it is compared with to see whether it is still there, and the one at which it was seen first. */
  readonly baseSha: string;
  readonly headSha: string;
  /** The check run that had seen it on the pull request. */
  readonly contractDiffId: string | null;
  readonly pullRequest: number | null;
  readonly beforeSample: string | null;
  readonly afterSample: string | null;
  readonly details: IncidentDetails;
  /** How many cycles saw it. */
  readonly count: number;
  readonly detectedAt: Date;
  readonly lastSeenAt: Date;
  /** When it was resolved or closed; null while it is open or acknowledged. */
  readonly endedAt: Date | null;
  /** The commit that did away with it, where one did. */
  readonly resolvedSha: string | null;
  /** Number of its issue; null until there is one. */
  readonly issueNumber: number | null;
  readonly externalTicketId: string | null;
  readonly externalTicketUrl: string | null;
  readonly updatedAt: Date;
}

export const INCIDENT_EVENT_KINDS = [
  'created',
  'refreshed',
  'acknowledged',
  'resolved',
  'closed',
  'reopened',
  'updated',
  'waived',
] as const;
export type IncidentEventKind = (typeof INCIDENT_EVENT_KINDS)[number];

/** One step in the life of an incident. */
export interface IncidentEvent {
  readonly kind: IncidentEventKind;
  /** Who or what: `holdfast`, `github:<login>`, `token:<name>`. */
  readonly actor: string;
  readonly at: Date;
  /** Null when it was created. */
  readonly fromStatus: IncidentStatus | null;
  readonly toStatus: IncidentStatus;
  readonly note: string | null;
  /** The cycle in which it happened, where one did. */
  readonly auditId: string | null;
  readonly commitSha: string | null;
}

/** Whether an incident still asks for something. */
export function isUnsettled(status: IncidentStatus): boolean {
  return status === 'open' || status === 'acknowledged';
}
