/** Which incidents a report calls for: exceeded limits, joined where the same drifts are behind them. */
import { createHash } from 'node:crypto';
import type { AuditReport } from '../audit/report.ts';
import type { ChurnVerdict } from '../budget/churn-verdict.ts';
import type { KeySource, LimitUse, Verdict } from '../budget/verdict.ts';
import {
  AREAS,
  type Area,
  type Compatibility,
  compareDrifts,
  type Drift,
  type OperationSubject,
  SEVERITIES,
  type Severity,
  type Subject,
  subjectName,
} from '../drift/drift.ts';
import { compareText } from '../location.ts';
import { parseEndpoint } from '../settings/endpoint.ts';
import type { ExceededLimit, IncidentDrift, IncidentType } from './incident.ts';
import { redact } from './redact.ts';

/** What an incident would be, before it is known whether there is one already. */
export interface IncidentCandidate {
  readonly area: Area;
  readonly incidentType: IncidentType;
  readonly groupKey: string;
  readonly fingerprints: readonly string[];
  readonly severity: Severity;
  readonly title: string;
  readonly method: string | null;
  readonly endpoint: string | null;
  readonly service: string | null;
  readonly budgetId: string | null;
  readonly beforeSample: string | null;
  readonly afterSample: string | null;
  readonly drifts: readonly IncidentDrift[];
  readonly moreDrifts: number;
  readonly limits: readonly ExceededLimit[];
}

/** Drifts that are kept with an incident at most; the worst come first. */
const MAX_DRIFTS = 50;

/** Limits that are kept with an incident at most: one break of a component can reach a thousand operations. */
const MAX_LIMITS = 200;

/** A title that still fits a list of issues. */
const MAX_TITLE = 180;

const COUNTED: Readonly<Record<LimitUse['key'], Compatibility>> = {
  max_breaking_changes: 'definitely_breaking',
  max_potentially_breaking_changes: 'potentially_breaking',
  max_non_breaking_changes: 'non_breaking',
};

/**
 * The incidents that a report's verdicts call for, worst first. Verdicts that are exceeded by the same drifts are
 * one: a change of a shared component is one incident, whatever number of operations it reaches.
 */
export function incidentCandidates(report: AuditReport): readonly IncidentCandidate[] {
  const drifts = new Map(
    Object.values(report.areas)
      .flatMap(({ changes }) => changes)
      .map((drift) => [drift.fingerprint, drift]),
  );
  const groups = new Map<string, { key: LimitUse['key']; uses: Exceeded[] }>();
  for (const verdict of report.verdicts) {
    if (verdict.status !== 'exceeded') continue;
    for (const limit of verdict.limits) {
      if (!limit.exceeded) continue;
      const counted = countedUnder(limit.key, verdict, drifts);
      const id = groupKeyOf(areaOf(counted, drifts), limit.key, verdict.subject.service, counted);
      const group = groups.get(id) ?? { key: limit.key, uses: [] };
      group.uses.push({ verdict, limit, counted });
      groups.set(id, group);
    }
  }
  return [
    ...[...groups].map(([groupKey, { key, uses }]) => candidateOf(groupKey, key, uses, drifts)),
    ...report.churn.filter(({ status }) => status === 'exceeded').map(overTimeCandidate),
  ].sort(
    (a, b) =>
      SEVERITIES.indexOf(b.severity) - SEVERITIES.indexOf(a.severity) ||
      compareText(a.title, b.title) ||
      compareText(a.groupKey, b.groupKey),
  );
}

/** For each budget over time that was judged, by the identity of its incident: whether it is exceeded. */
export function overTimeOf({ churn }: AuditReport): ReadonlyMap<string, boolean> {
  const judged = churn.filter(({ status }) => status !== 'not_judged');
  return new Map(judged.map((verdict) => [overTimeKey(verdict), verdict.status === 'exceeded']));
}

function overTimeKey({ level, name }: ChurnVerdict): string {
  return groupKeyOf('contract', CHURN_KEY, `${level} ${name}`, []);
}

/** A budget over time that is used up: no drift of its own is at fault, the sum of them is. */
function overTimeCandidate(verdict: ChurnVerdict): IncidentCandidate {
  const { level, name, limit, used, window_days: days, source } = verdict;
  const endpoint = level === 'endpoint' ? parseEndpoint(name) : null;
  const operation = endpoint?.ok ? endpoint.endpoint : null;
  const what = level === 'default' ? 'the repository' : `${level} ${name}`;
  return {
    area: 'contract',
    incidentType: 'threshold_exceeded',
    groupKey: overTimeKey(verdict),
    fingerprints: [],
    severity: 'medium',
    title: `More than ${limit} % of the fields of ${what} changed within ${days} days`,
    method: operation?.method ?? null,
    endpoint: operation?.path ?? null,
    service: level === 'service' ? name : null,
    budgetId: budgetIdOf(source),
    beforeSample: null,
    afterSample: null,
    drifts: [],
    moreDrifts: 0,
    limits: [
      {
        subject: what,
        key: CHURN_KEY,
        limit,
        used: used ?? 0,
        fingerprints: [],
        set_by: setBy(source),
      },
    ],
  };
}

const CHURN_KEY = 'max_field_churn_percent';

/** The identity of an incident: what is exceeded, and by which drifts. */
export function groupKeyOf(
  area: Area,
  limit: string,
  scope: string | null,
  fingerprints: readonly string[],
): string {
  return createHash('sha256')
    .update(JSON.stringify([area, limit, scope, fingerprints]))
    .digest('hex')
    .slice(0, 32);
}

interface Exceeded {
  readonly verdict: Verdict;
  readonly limit: LimitUse;
  readonly counted: readonly string[];
}

/** The drifts of a verdict that were counted under one of its limits, sorted. */
function countedUnder(
  key: LimitUse['key'],
  { drifts: all, promoted }: Verdict,
  drifts: ReadonlyMap<string, Drift>,
): readonly string[] {
  const breaking = new Set(promoted.map(({ fingerprint }) => fingerprint));
  return all.filter((fingerprint) => {
    const counted = breaking.has(fingerprint)
      ? 'definitely_breaking'
      : drifts.get(fingerprint)?.compatibility;
    return counted === COUNTED[key];
  });
}

function candidateOf(
  groupKey: string,
  key: LimitUse['key'],
  uses: readonly Exceeded[],
  drifts: ReadonlyMap<string, Drift>,
): IncidentCandidate {
  const fingerprints = [...new Set(uses.flatMap(({ counted }) => counted))].sort(compareText);
  const found = fingerprints
    .flatMap((fingerprint) => drifts.get(fingerprint) ?? [])
    .sort(compareDrifts);
  const subjects = uses.map(({ verdict }) => verdict.subject);
  const operation = subjects.find(isOperation);
  const [worst] = found;
  const shown = found.slice(0, MAX_DRIFTS).map(incidentDrift);
  const budgetId = uses.map(({ limit }) => budgetIdOf(limit.source)).find((id) => id !== null);
  return {
    area: areaOf(fingerprints, drifts),
    incidentType: key === 'max_breaking_changes' ? 'breaking_change' : 'threshold_exceeded',
    groupKey,
    fingerprints,
    severity: worstSeverity(found),
    title: titleOf(key, subjects, found),
    method: operation?.method ?? null,
    endpoint: operation?.path ?? null,
    service: subjects[0]?.service ?? null,
    budgetId: budgetId ?? null,
    beforeSample: worst === undefined ? null : sample(worst.before),
    afterSample: worst === undefined ? null : sample(worst.after),
    drifts: shown,
    moreDrifts: found.length - shown.length,
    limits: uses.slice(0, MAX_LIMITS).map(({ verdict, limit, counted }) => ({
      subject: subjectName(verdict.subject),
      key: limit.key,
      limit: limit.limit,
      used: limit.used,
      fingerprints: counted,
      set_by: setBy(limit.source),
    })),
  };
}

/** Where the drifts are: contracts before all else, since it is them that are kept in line. */
function areaOf(fingerprints: readonly string[], drifts: ReadonlyMap<string, Drift>): Area {
  const areas = new Set<Area | undefined>(
    fingerprints.map((fingerprint) => drifts.get(fingerprint)?.area),
  );
  return AREAS.find((area) => areas.has(area)) ?? 'contract';
}

function isOperation(subject: Subject): subject is OperationSubject {
  return subject.kind === 'operation';
}

function incidentDrift(drift: Drift): IncidentDrift {
  const { fingerprint, rule, compatibility, severity, message, why, remedy, base, head } = drift;
  return {
    fingerprint,
    rule,
    compatibility,
    severity,
    message,
    why,
    remedy,
    operations: drift.operations.slice(0, MAX_DRIFTS).map(({ method, path }) => ({ method, path })),
    base,
    head,
    before: sample(drift.before),
    after: sample(drift.after),
  };
}

function sample(text: string | null): string | null {
  return text === null ? null : redact(text);
}

function worstSeverity(drifts: readonly Drift[]): Severity {
  const worst = Math.max(0, ...drifts.map(({ severity }) => SEVERITIES.indexOf(severity)));
  return SEVERITIES[worst] ?? 'info';
}

const NAMES: Readonly<Record<LimitUse['key'], readonly [string, string]>> = {
  max_breaking_changes: ['breaking change', 'breaking changes'],
  max_potentially_breaking_changes: ['potentially breaking change', 'potentially breaking changes'],
  max_non_breaking_changes: ['non-breaking change', 'non-breaking changes'],
};

function titleOf(
  key: LimitUse['key'],
  subjects: readonly Subject[],
  drifts: readonly Drift[],
): string {
  const [first, ...others] = [...new Set(subjects.map(subjectName))].sort(compareText);
  const where = others.length === 0 ? (first ?? '') : `${first ?? ''} and ${others.length} more`;
  const [one, many] = NAMES[key];
  const [only, ...more] = drifts;
  const text =
    only !== undefined && more.length === 0
      ? `${where}: ${only.message.replace(/\.$/, '')}`
      : `${where}: ${drifts.length} ${drifts.length === 1 ? one : many}`;
  return text.length <= MAX_TITLE ? text : `${text.slice(0, MAX_TITLE - 1)}…`;
}

/** Who set a limit, in plain text. */
export function setBy({ level, name, origin, location }: KeySource): string {
  const budget = level === 'default' ? 'the default budget' : `the ${level} budget of ${name}`;
  switch (origin.kind) {
    case 'built_in':
      return 'Holdfast’s built-in default';
    case 'api':
      return `${budget} (set through the API, ${origin.id})`;
    case 'file': {
      const place = location ?? origin.location;
      return `${budget} (${place.file}:${place.line})`;
    }
  }
}

function budgetIdOf({ origin }: KeySource): string | null {
  return origin.kind === 'api' ? origin.id : null;
}
