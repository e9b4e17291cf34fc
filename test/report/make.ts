/** Reports as the audit makes them, for the tests of everything that shows them. */
import type { AuditReport } from '../../src/audit/report.ts';
import type { ChurnVerdict, NotJudgedReason } from '../../src/budget/churn-verdict.ts';
import type { KeySource, LimitUse, Verdict } from '../../src/budget/verdict.ts';
import { type AreaReport, countDrifts } from '../../src/drift/area-report.ts';
import type { ContractDrift, Drift, OperationSubject } from '../../src/drift/drift.ts';
import { fingerprint } from '../../src/drift/fingerprint.ts';
import type { Rule } from '../../src/drift/rule.ts';
import type { Problem } from '../../src/problem.ts';

export const CONTRACT = 'specs/openapi.yaml';

export const BASE_SHA = 'a'.repeat(40);
export const HEAD_SHA = 'b'.repeat(40);

export function operation(name: string, more: Partial<OperationSubject> = {}): OperationSubject {
  const [method = '', path = ''] = name.split(' ');
  return {
    kind: 'operation',
    method,
    path,
    tags: [],
    operation_id: null,
    service: null,
    ...more,
  };
}

/** A removed response property, unless told otherwise. */
export function drift(name: string, more: Partial<ContractDrift> = {}): ContractDrift {
  const subject = operation(name);
  const made: Omit<ContractDrift, 'fingerprint'> = {
    area: 'contract',
    rule: 'response-property-removed',
    compatibility: 'definitely_breaking',
    severity: 'high',
    mismatch_type: 'missing_required_field',
    subject,
    operations: [subject],
    direction: 'response',
    action: 'remove',
    message: 'The property email was removed from the response with status 200',
    why: 'Consumers that read email find nothing there',
    remedy: 'Keep email, mark it as deprecated and remove it after its sunset date',
    base: { file: CONTRACT, line: 20, column: 9 },
    head: { file: CONTRACT, line: 18, column: 7 },
    base_pointer: '/paths/~1users/get',
    head_pointer: null,
    before: '{"type":"string"}',
    after: null,
    witness: null,
    ...more,
  };
  return {
    ...made,
    fingerprint:
      more.fingerprint ?? fingerprint('contract', made.rule, [name, made.message, made.direction]),
  };
}

export function harmless(name: string, more: Partial<ContractDrift> = {}): ContractDrift {
  return drift(name, {
    rule: 'response-property-added',
    compatibility: 'non_breaking',
    severity: 'info',
    mismatch_type: 'unexpected_field',
    action: 'add',
    message: 'The property nickname was added to the response with status 200',
    why: 'Consumers ignore what they do not know',
    remedy: 'Nothing to do',
    before: null,
    after: '{"type":"string"}',
    ...more,
  });
}

export function risky(name: string, more: Partial<ContractDrift> = {}): ContractDrift {
  return drift(name, {
    rule: 'response-enum-value-added',
    compatibility: 'potentially_breaking',
    severity: 'medium',
    action: 'add',
    message: 'The value paused was added to the enum of status',
    why: 'Consumers that know all values meet one that they do not know',
    remedy: 'Tell consumers first, or mark the enum as extensible',
    ...more,
  });
}

export const DEFAULT_SOURCE: KeySource = {
  level: 'default',
  name: '',
  origin: { kind: 'file', location: { file: '.github/holdfast.yml', line: 3, column: 3 } },
  location: { file: '.github/holdfast.yml', line: 4, column: 5 },
};

export function use(key: LimitUse['key'], used: number, limit: number): LimitUse {
  return {
    key,
    used,
    limit,
    left: Math.max(0, limit - used),
    exceeded: used > limit,
    source: DEFAULT_SOURCE,
  };
}

/** The verdict of drifts that all stand at one subject. */
export function verdict(
  drifts: readonly Drift[],
  limits: readonly LimitUse[],
  more: Partial<Verdict> = {},
): Verdict {
  const subject = drifts[0]?.subject ?? operation('GET /none');
  return {
    subject,
    status: limits.some(({ exceeded }) => exceeded) ? 'exceeded' : 'within',
    counts: countDrifts(drifts),
    limits,
    judged_by: DEFAULT_SOURCE,
    drifts: drifts.map((one) => one.fingerprint).sort(),
    promoted: [],
    ...more,
  };
}

/** A budget over time of the whole repository with 4 of 10 percent used, unless told otherwise. */
export function churn(more: Partial<ChurnVerdict> = {}): ChurnVerdict {
  return {
    level: 'default',
    name: '',
    status: 'within',
    reason: null,
    limit: 10,
    used: 4,
    left: 6,
    fields_changed: 4,
    fields_changed_by_head: 1,
    fields_at_start: 100,
    window_days: 30,
    since: '2025-12-01T08:00:00.000Z',
    is_shortened: false,
    source: DEFAULT_SOURCE,
    most_changed: [{ method: 'GET', path: '/users', service: null, fields_changed: 4 }],
    ...more,
  };
}

/** The same budget, used up. */
export function exceededChurn(more: Partial<ChurnVerdict> = {}): ChurnVerdict {
  return churn({ status: 'exceeded', used: 12.5, left: 0, fields_changed: 1250, ...more });
}

/** The same budget where it was not judged. */
export function unjudgedChurn(
  reason: NotJudgedReason,
  more: Partial<ChurnVerdict> = {},
): ChurnVerdict {
  const none = { used: null, left: null, fields_changed: 0, fields_at_start: 0, most_changed: [] };
  return churn({ status: 'not_judged', reason, ...none, since: null, ...more });
}

export function area(
  changes: readonly Drift[],
  problems: readonly Problem[] = [],
  checked: readonly string[] = [CONTRACT],
): AreaReport {
  return { changes, waived: [], left_out: 0, summary: countDrifts(changes), problems, checked };
}

export function report(
  contract: AreaReport,
  verdicts: readonly Verdict[] = [],
  more: Partial<AuditReport> = {},
): AuditReport {
  const exceeded = verdicts.some(({ status }) => status === 'exceeded');
  return {
    report_version: 1,
    workspace: 'acme/shop',
    trigger: 'pull_request',
    base_revision: BASE_SHA,
    head_revision: HEAD_SHA,
    date: '2026-01-05',
    outcome: exceeded ? 'exceeded' : contract.problems.length > 0 ? 'unchecked' : 'within',
    settings_files: ['.github/holdfast.yml'],
    areas: { contract },
    verdicts,
    churn: [],
    waivers: [],
    problems: [],
    ...more,
  };
}

/** One breaking, one risky and one harmless change of one endpoint, over its budget. */
export function exceededReport(): AuditReport {
  const changes = [drift('POST /api/users'), risky('POST /api/users'), harmless('POST /api/users')];
  return report(area(changes), [
    verdict(changes, [
      use('max_breaking_changes', 1, 0),
      use('max_potentially_breaking_changes', 1, 5),
    ]),
  ]);
}

/** `size` breaking changes over many endpoints, all over their budget. */
export function largeReport(size: number): AuditReport {
  const changes = Array.from({ length: size }, (_, index) =>
    drift(`GET /api/area${index % 7}/things/${index}`, {
      rule: `rule-${index % 40}`,
      head: { file: CONTRACT, line: index + 1, column: 1 },
    }),
  );
  return report(
    area(changes),
    changes.map((change) => verdict([change], [use('max_breaking_changes', 1, 0)])),
  );
}

export function rule(id: string, more: Partial<Rule> = {}): Rule {
  return {
    id,
    area: 'contract',
    direction: 'response',
    compatibility: 'definitely_breaking',
    severity: 'high',
    mismatch_type: 'missing_required_field',
    title: 'Response property removed',
    why: 'Consumers that read it find nothing there',
    remedy: 'Keep it',
    ...more,
  };
}
