/** The JSON forms of the reports; their schemas are docs/diff.schema.json and docs/check.schema.json. */
import type { AuditAreas, AuditOutcome, AuditReport, Trigger } from '../audit/report.ts';
import type { WaiverUse } from '../audit/waive.ts';
import type { ChurnVerdict } from '../budget/churn-verdict.ts';
import type { KeySource, LimitUse, Verdict } from '../budget/verdict.ts';
import {
  type AreaReport,
  type DriftCounts,
  STATE_AREA_NAMES,
  type StateAreaName,
  type StateAreaReport,
} from '../drift/area-report.ts';
import type { Drift, OperationRef, OperationSubject, Subject } from '../drift/drift.ts';
import type { Location } from '../location.ts';
import type { Problem } from '../problem.ts';
import type { Waiver } from '../settings/settings.ts';

/**
 * A change. Of the operations it reaches only the names are printed: a change in a shared schema can reach all
 * of a contract's, and what they are stands in the contract.
 */
export type ChangeJson = Omit<Drift, 'operations'> & {
  readonly operations: readonly OperationRef[];
};

/** What `holdfast diff --format json` prints, and `check` for each of its areas. */
export interface DiffJson {
  readonly changes: readonly ChangeJson[];
  /** Changes that a waiver accepts; `changes` and `summary` are without them. */
  readonly waived: readonly WaivedJson[];
  /** How many changes the settings' rules leave out. */
  readonly left_out: number;
  readonly summary: DriftCounts;
  readonly problems: readonly Problem[];
  /** Files that were compared. */
  readonly checked: readonly string[];
}

/** What `check` prints for an area that looks at one tree at a time. */
export interface StateJson extends DiffJson {
  /** All that drifts at head, introduced or not; empty for a pull request. */
  readonly standing: readonly ChangeJson[];
  /** How much agrees, of how much there is. */
  readonly alignment: { readonly aligned: number; readonly total: number };
  /** What was worked out for the comparison: sentences. */
  readonly notes: readonly string[];
}

/** A change with the waiver that accepts it. */
export interface WaivedJson {
  readonly change: ChangeJson;
  readonly waiver: Waiver;
}

/** What `holdfast check --format json` prints. */
export interface CheckJson {
  readonly report_version: 1;
  readonly outcome: AuditOutcome;
  readonly workspace: string;
  readonly trigger: Trigger;
  readonly base_revision: string;
  readonly head_revision: string;
  readonly date: string;
  readonly settings_files: readonly string[];
  readonly areas: { readonly contract: DiffJson } & { readonly [K in StateAreaName]?: StateJson };
  readonly verdicts: readonly Verdict[];
  readonly churn: readonly ChurnVerdict[];
  readonly waivers: readonly WaiverUse[];
  readonly problems: readonly Problem[];
}

/** One area's report, with exactly the published keys in the published order. */
export function diffJson(area: AreaReport): DiffJson {
  return {
    changes: area.changes.map(change),
    waived: area.waived.map(({ drift, waiver: by }) => ({
      change: change(drift),
      waiver: waiver(by),
    })),
    left_out: area.left_out,
    summary: {
      definitely_breaking: area.summary.definitely_breaking,
      potentially_breaking: area.summary.potentially_breaking,
      non_breaking: area.summary.non_breaking,
    },
    problems: area.problems.map(problemJson),
    checked: [...area.checked],
  };
}

/** An audit, with exactly the published keys in the published order. */
export function checkJson(report: AuditReport): CheckJson {
  return {
    report_version: report.report_version,
    outcome: report.outcome,
    workspace: report.workspace,
    trigger: report.trigger,
    base_revision: report.base_revision,
    head_revision: report.head_revision,
    date: report.date,
    settings_files: [...report.settings_files],
    areas: areasJson(report.areas),
    verdicts: report.verdicts.map(verdict),
    churn: report.churn.map(churnVerdict),
    waivers: report.waivers.map((use) => ({
      ...waiver(use),
      status: use.status,
      found: use.found,
    })),
    problems: report.problems.map(problemJson),
  };
}

function areasJson({ contract, ...states }: AuditAreas): CheckJson['areas'] {
  const found: { [K in StateAreaName]?: StateJson } = {};
  for (const name of STATE_AREA_NAMES) {
    const area = states[name];
    if (area !== undefined) found[name] = stateJson(area);
  }
  return { contract: diffJson(contract), ...found };
}

function stateJson(area: StateAreaReport): StateJson {
  const { aligned, total } = area.alignment;
  return {
    ...diffJson(area),
    standing: area.standing.map(change),
    alignment: { aligned, total },
    notes: [...area.notes],
  };
}

/** JSON text as it is printed: two spaces, the operations of a change on one line, a line feed at the end. */
export function jsonText(value: DiffJson | CheckJson): string {
  // A text of JSON holds no line feed inside a string, so these are the objects with a name alone.
  const text = JSON.stringify(value, null, 2);
  return `${text.replace(NAMED_OPERATION, '{"method":$1,"path":$2}$3')}\n`;
}

const NAMED_OPERATION = /\n *\{\n *"method": (.*),\n *"path": (.*)\n *\}(,?)(?:\n *(?=\]))?/g;

function change(drift: Drift): ChangeJson {
  return {
    rule: drift.rule,
    area: drift.area,
    compatibility: drift.compatibility,
    severity: drift.severity,
    mismatch_type: drift.mismatch_type,
    direction: drift.direction,
    action: drift.action,
    subject: subject(drift.subject),
    operations: drift.operations.map(({ method, path }) => ({ method, path })),
    message: drift.message,
    why: drift.why,
    remedy: drift.remedy,
    base: location(drift.base),
    head: location(drift.head),
    base_pointer: drift.base_pointer,
    head_pointer: drift.head_pointer,
    before: drift.before,
    after: drift.after,
    witness:
      drift.witness === null
        ? null
        : { value: drift.witness.value, accepted_by: drift.witness.accepted_by },
    fingerprint: drift.fingerprint,
  };
}

function waiver(of: Waiver): Waiver {
  return {
    fingerprint: of.fingerprint,
    reason: of.reason,
    expires: of.expires,
    by: of.by,
    location: of.location === null ? null : location(of.location),
  };
}

function subject(of: Subject): Subject {
  switch (of.kind) {
    case 'operation':
      return operation(of);
    case 'contract':
      return { kind: 'contract', file: of.file, service: of.service };
    case 'variable':
      return { kind: 'variable', name: of.name, service: of.service };
  }
}

function operation(of: OperationSubject): OperationSubject {
  return {
    kind: 'operation',
    method: of.method,
    path: of.path,
    tags: [...of.tags],
    operation_id: of.operation_id,
    service: of.service,
  };
}

function location(of: Location): Location;
function location(of: Location | null): Location | null;
function location(of: Location | null): Location | null {
  return of === null ? null : { file: of.file, line: of.line, column: of.column };
}

function problemJson(of: Problem): Problem {
  return {
    code: of.code,
    message: of.message,
    file: of.file,
    line: of.line,
    column: of.column,
    side: of.side,
  };
}

function verdict(of: Verdict): Verdict {
  return {
    subject: subject(of.subject),
    status: of.status,
    counts: {
      definitely_breaking: of.counts.definitely_breaking,
      potentially_breaking: of.counts.potentially_breaking,
      non_breaking: of.counts.non_breaking,
    },
    limits: of.limits.map(limit),
    judged_by: source(of.judged_by),
    drifts: [...of.drifts],
    promoted: of.promoted.map(({ fingerprint, reason }) => ({ fingerprint, reason })),
  };
}

function limit(of: LimitUse): LimitUse {
  return {
    key: of.key,
    limit: of.limit,
    used: of.used,
    left: of.left,
    exceeded: of.exceeded,
    source: source(of.source),
  };
}

function churnVerdict(of: ChurnVerdict): ChurnVerdict {
  return {
    level: of.level,
    name: of.name,
    status: of.status,
    reason: of.reason,
    limit: of.limit,
    used: of.used,
    left: of.left,
    fields_changed: of.fields_changed,
    fields_changed_by_head: of.fields_changed_by_head,
    fields_at_start: of.fields_at_start,
    window_days: of.window_days,
    since: of.since,
    is_shortened: of.is_shortened,
    source: source(of.source),
    most_changed: of.most_changed.map(({ method, path, service, fields_changed }) => ({
      method,
      path,
      service,
      fields_changed,
    })),
  };
}

function source({ level, name, origin, location: at }: KeySource): KeySource {
  return {
    level,
    name,
    origin:
      origin.kind === 'file'
        ? { kind: 'file', location: location(origin.location) }
        : { ...origin },
    location: location(at),
  };
}
