import { compareLocations, compareText, type Location } from '../location.ts';

/** Where drift can happen. */
export const AREAS = ['contract', 'spec', 'test', 'config', 'schema'] as const;
export type Area = (typeof AREAS)[number];

/** How a change meets those who rely on what was promised, from harmless to certain to break. */
export const COMPATIBILITIES = [
  'non_breaking',
  'potentially_breaking',
  'definitely_breaking',
] as const;
export type Compatibility = (typeof COMPATIBILITIES)[number];

/** How bad a drift is, from least to worst. */
export const SEVERITIES = ['info', 'low', 'medium', 'high', 'critical'] as const;
export type Severity = (typeof SEVERITIES)[number];

/** One operation of a contract, as people name it. `method` is upper case. */
export interface OperationRef {
  readonly method: string;
  readonly path: string;
}

/** A drift about an operation. */
export interface OperationSubject extends OperationRef {
  readonly kind: 'operation';
  readonly tags: readonly string[];
  readonly operation_id: string | null;
  /** The service whose contract this is; null where the settings name none. */
  readonly service: string | null;
}

/** A drift about a contract as a whole: its servers, its security schemes, its version. */
export interface ContractSubject {
  readonly kind: 'contract';
  readonly file: string;
  readonly service: string | null;
}

/** A drift about a setting that code reads or documents name. */
export interface VariableSubject {
  readonly kind: 'variable';
  readonly name: string;
  readonly service: string | null;
}

export type Subject = OperationSubject | ContractSubject | VariableSubject;

/**
 * The kind of mismatch, coarser than the rule: what `breaking_change_rules` of type `mismatch_type` name.
 */
export const MISMATCH_TYPES = [
  'endpoint_not_found',
  'method_not_allowed',
  'missing_required_field',
  'unexpected_field',
  'type_mismatch',
  'format_mismatch',
  'constraint_violation',
  'header_mismatch',
  'query_param_mismatch',
  'media_type_mismatch',
  'status_code_mismatch',
  'security_mismatch',
  'metadata_mismatch',
  'configuration_mismatch',
] as const;
export type MismatchType = (typeof MISMATCH_TYPES)[number];

/** Where data flows: callers send requests, consumers read responses. */
export type Direction = 'request' | 'response' | 'none';

/** What every drift says, whatever its area. Immutable data; field names are those of the JSON report. */
interface DriftBase {
  /** Id of the rule in its area's catalogue. */
  readonly rule: string;
  readonly compatibility: Compatibility;
  readonly severity: Severity;
  readonly mismatch_type: MismatchType;
  /** What changed: one plain sentence, unescaped text. */
  readonly message: string;
  /** Whom it breaks and why: one sentence, unescaped text. */
  readonly why: string;
  /** What to do instead: one sentence, unescaped text. */
  readonly remedy: string;
  /** Where it stands at base; null for what base does not have. */
  readonly base: Location | null;
  /** Where it stands at head; for removed things the nearest surviving place; null when the file is gone. */
  readonly head: Location | null;
  /** Stable identity across commits: hexadecimal, see `fingerprint`. */
  readonly fingerprint: string;
  /** Whether the thing was added, removed or changed; of two that disagree: is missing, is too much, differs. */
  readonly action: 'add' | 'remove' | 'change';
  /** What was promised, or stood there before, for display: shortened; null where there is none. */
  readonly before: string | null;
  /** What is there now, for display: shortened; null where there is none. */
  readonly after: string | null;
  /**
   * Every operation the cause reaches, sorted; `subject` is the first of them where there is one.
   * Each is counted in its own budget. Empty for a drift about no operation.
   */
  readonly operations: readonly OperationSubject[];
  /** Where the data flows that it is about; `none` for drifts about no data. */
  readonly direction: Direction;
  /** RFC 6901 pointers of the thing in its own file, on each side that has it. */
  readonly base_pointer: string | null;
  readonly head_pointer: string | null;
  /**
   * A value that shows the break: JSON text of a value of the thing that changed (or of the alternatives around it),
   * which one side accepts and the other refuses, confirmed by validation. Null where there is none.
   */
  readonly witness: Witness | null;
}

/** A contract changed between two commits. */
export interface ContractDrift extends DriftBase {
  readonly area: 'contract';
  readonly subject: OperationSubject | ContractSubject;
}

/** A value as JSON text, and the side whose contract accepts it. */
export interface Witness {
  readonly value: string;
  readonly accepted_by: 'base' | 'head';
}

/**
 * The code and a contract disagree. `head` is where: in the code, or in the contract for what only that has. `before` is
 * what the contract promises, `after` what the code serves.
 */
export interface SpecDrift extends DriftBase {
  readonly area: 'spec';
  readonly subject: OperationSubject;
}

/** The code and what documents or supplies its settings disagree. Values never stand in it. */
export interface ConfigDrift extends DriftBase {
  readonly area: 'config';
  readonly subject: VariableSubject;
}

export type Drift = ContractDrift | SpecDrift | ConfigDrift;

/** Whether `a` is at least as severe as `b`. */
export function atLeastAsSevere(a: Severity, b: Severity): boolean {
  return SEVERITIES.indexOf(a) >= SEVERITIES.indexOf(b);
}

/** `POST /api/users` for an operation, the file's name for a contract, the name of a variable. */
export function subjectName(subject: Subject): string {
  switch (subject.kind) {
    case 'operation':
      return `${subject.method} ${subject.path}`;
    case 'contract':
      return subject.file;
    case 'variable':
      return subject.name;
  }
}

/** The order of reports: worst first, then by subject, rule and place; total, so that output is stable. */
export function compareDrifts(a: Drift, b: Drift): number {
  return (
    COMPATIBILITIES.indexOf(b.compatibility) - COMPATIBILITIES.indexOf(a.compatibility) ||
    SEVERITIES.indexOf(b.severity) - SEVERITIES.indexOf(a.severity) ||
    compareText(subjectName(a.subject), subjectName(b.subject)) ||
    compareText(a.rule, b.rule) ||
    compareLocations(a.head, b.head) ||
    compareLocations(a.base, b.base) ||
    compareText(a.fingerprint, b.fingerprint)
  );
}
