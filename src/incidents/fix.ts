/** A fix pull request that was asked for, and what became of it. Plain data. */
import { createHash } from 'node:crypto';
import { type Incident, isUnsettled } from './incident.ts';

/**
 * - `wanted`: to be opened, or waiting until fewer are open.
 * - `open`: its pull request is open.
 * - `impossible`: no edit could be proven; looked at again with the next cycle.
 * - `declined`: a person closed the pull request. Nothing more happens until somebody asks again.
 * - `taken_over`: somebody else's commit is on the branch, which is theirs from then on.
 * - `withdrawn`: closed by Holdfast, as there is nothing left to repair.
 * - `merged`: merged.
 */
export const FIX_STATUSES = [
  'wanted',
  'open',
  'impossible',
  'declined',
  'taken_over',
  'withdrawn',
  'merged',
] as const;
export type FixStatus = (typeof FIX_STATUSES)[number];

/** What a fix repairs: incidents of the default branch, or what a pull request's head breaks. */
export type FixTarget =
  | { readonly kind: 'incidents'; readonly incidentIds: readonly string[] }
  | { readonly kind: 'pull_request'; readonly number: number };

export interface Fix {
  /** A UUID. */
  readonly id: string;
  readonly installationId: number;
  readonly repositoryId: number;
  /** Which fix it is, whatever its state: 12 hexadecimal digits, or `pull-<number>`. */
  readonly key: string;
  readonly target: FixTarget;
  readonly status: FixStatus;
  /** Who asked for it: `holdfast`, `github:<login>`, `token:<name>`. */
  readonly requestedBy: string;
  /** The branch that carries it; null until there is one, and when it is gone. */
  readonly branch: string | null;
  /** Number of its own pull request. */
  readonly number: number | null;
  /** The pull request that was given its labels and reviewers; what a person takes away later is not given back. */
  readonly companyNumber: number | null;
  /** The commit that Holdfast put on the branch. */
  readonly commitSha: string | null;
  /** What the newest search was made of, as a digest: as long as it is the same, so is what was found. */
  readonly input: string | null;
  /** Why it is where it is, for people: one sentence. */
  readonly note: string | null;
  /** Whether Holdfast keeps its pull request a draft until its workflows have succeeded. */
  readonly heldBack: boolean;
  /** When it was asked for last. */
  readonly requestedAt: Date;
  readonly updatedAt: Date;
}

/** What came of asking: the fixes that are about it, or why there can be none, as one plain sentence. */
export type FixAnswer =
  | { readonly ok: true; readonly fixes: readonly Fix[] }
  | { readonly ok: false; readonly reason: string };

/** What a fix pull request would be. */
export interface FixPreview {
  /** Null where nothing would be done. */
  readonly title: string | null;
  readonly body: string | null;
  readonly files: readonly string[];
  readonly refused: readonly { readonly message: string; readonly reason: string }[];
  /** Why nothing would be done; null where something would. */
  readonly note: string | null;
}

/** The identity of a fix: the same for the same incidents, in whatever order, however often they come back. */
export function fixKey(
  target: FixTarget,
  incidents: readonly Pick<Incident, 'groupKey'>[],
): string {
  if (target.kind === 'pull_request') return `pull-${target.number}`;
  const groups = [...new Set(incidents.map(({ groupKey }) => groupKey))].sort();
  return createHash('sha256').update(JSON.stringify(groups)).digest('hex').slice(0, 12);
}

/** Whether edits can remove it: a budget over time is used up by many changes, none of which is at fault alone. */
export function isRepairable({ status, fingerprints }: Incident): boolean {
  return isUnsettled(status) && fingerprints.length > 0;
}

/** Fixes that a person has not ended and that time has not: what an incident is not given another one beside. */
const STANDING: ReadonlySet<FixStatus> = new Set([
  'wanted',
  'open',
  'impossible',
  'declined',
  'taken_over',
]);

/** Those incidents that no fix is about yet; one that was merged stands until a cycle has seen the incident since. */
export function withoutFix(
  incidents: readonly Incident[],
  fixes: readonly Fix[],
): readonly Incident[] {
  return incidents.filter(
    (incident) =>
      isRepairable(incident) &&
      !fixes.some((fix) => isAbout(fix, incident) && isStanding(fix, incident)),
  );
}

/** Fixes that have a pull request, or are about to get one. */
const UNDER_WAY: ReadonlySet<FixStatus> = new Set(['wanted', 'open', 'taken_over']);

/** Incidents that are asked for, and the fixes that some of them are in. */
export interface Coverage {
  /** Those that no fix under way is about. */
  readonly left: readonly Incident[];
  /** The fixes under way that are about the others, the oldest request first. */
  readonly underWay: readonly Fix[];
}

/** Which incidents still need a fix: a second one beside the first would repair the same twice. */
export function coverageOf(incidents: readonly Incident[], fixes: readonly Fix[]): Coverage {
  const underWay = fixes.filter(
    (fix) => UNDER_WAY.has(fix.status) && incidents.some((incident) => isAbout(fix, incident)),
  );
  const left = incidents.filter((incident) => !underWay.some((fix) => isAbout(fix, incident)));
  return { left, underWay };
}

function isAbout({ target }: Fix, { id }: Incident): boolean {
  return target.kind === 'incidents' && target.incidentIds.includes(id);
}

function isStanding({ status, updatedAt }: Fix, { lastSeenAt }: Incident): boolean {
  return STANDING.has(status) || (status === 'merged' && updatedAt >= lastSeenAt);
}

/** The incidents that a fix is for and that edits can still repair. */
export function incidentsOf({ target }: Fix, incidents: readonly Incident[]): readonly Incident[] {
  if (target.kind === 'pull_request') return [];
  return incidents.filter((one) => target.incidentIds.includes(one.id) && isRepairable(one));
}

/** What is to be undone since one commit: the drifts, by fingerprint; null for all that break. */
export interface Repair {
  readonly baseSha: string;
  readonly fingerprints: readonly string[] | null;
}

/** What incidents ask to be undone: those that are compared with the same commit together. */
export function repairsOf(incidents: readonly Incident[]): readonly Repair[] {
  const byBase = new Map<string, string[]>();
  for (const { baseSha, fingerprints } of incidents) {
    byBase.set(baseSha, [...(byBase.get(baseSha) ?? []), ...fingerprints]);
  }
  return [...byBase].map(([baseSha, fingerprints]) => ({ baseSha, fingerprints }));
}
