import { compareText } from '../../location.ts';
import {
  COMPATIBILITIES,
  type Compatibility,
  type ContractDrift,
  type ContractSubject,
  compareDrifts,
  type Direction,
  type OperationSubject,
} from '../drift.ts';
import { fingerprint } from '../fingerprint.ts';
import type { Rule } from '../rule.ts';
import type { ContractFindings } from './compare/contract.ts';
import { type Reach, reachOf } from './compare/reach.ts';
import type { Finding } from './compare/unit.ts';
import type { Where } from './compare/where.ts';
import { declarationKey } from './declaration.ts';
import type { Contract } from './model/contract.ts';
import { type Node, pathOf, pointerOf } from './model/node.ts';
import { type Operation, operationName } from './model/operation.ts';
import { USUAL_SEVERITY } from './rules/define.ts';
import { contractRule } from './rules/index.ts';
import { ACCEPTED, EXPECTED, remedyOf } from './rules/judgement.ts';
import { type LifecycleSubject, lifecycleRuleId } from './rules/lifecycle.ts';
import { type Site, schemaRuleId } from './rules/schema.ts';
import { canonical, preview } from './schema/canonical.ts';

/** A finding with its rule and whom it reaches. */
interface Case {
  readonly finding: Finding;
  readonly rule: Rule;
  readonly compatibility: Compatibility;
  /** Whom it breaks and why, or why that is not certain. */
  readonly why: string;
  readonly where: Where;
  readonly operations: ReadonlySet<number>;
}

/** What the report has to know about the two contracts beside the findings. */
export interface ReportContext {
  readonly base: Contract;
  readonly head: Contract;
  readonly service: string | null;
}

/** Brings what a comparison found into the form of a report: each cause once, with all operations it reaches. */
export function reportDrifts(findings: ContractFindings, context: ReportContext): ContractDrift[] {
  const subjects = findings.operations.map((operation, index) => ({
    ...subjectOf(operation, context.service),
    tags: findings.tags[index] ?? [],
  }));
  const order = inOrder(findings.operations);
  const ranks = new Map(order.map((index, rank) => [index, rank]));
  const reach = reachOf(findings.units, order);
  const merged = mergeCases(findings, reach);
  const drafts = merged.map((found) => {
    const operations = [...found.operations]
      .sort((a, b) => (ranks.get(a) ?? 0) - (ranks.get(b) ?? 0))
      .map((index) => subjects[index])
      .filter((subject) => subject !== undefined);
    return { found, operations, key: keyOf(found, context) };
  });
  const counts = new Map<string, number>();
  for (const { key } of drafts) counts.set(key, (counts.get(key) ?? 0) + 1);
  const copies = new Map<string, number>();
  return drafts
    .map(({ found, operations, key }) => {
      const parts = [key, ...((counts.get(key) ?? 0) > 1 ? [extendedKey(found, context)] : [])];
      // What stands in a list twice, word for word, is told apart by which copy it is.
      const text = parts.join('\0');
      const copy = copies.get(text) ?? 0;
      copies.set(text, copy + 1);
      if (copy > 0) parts.push(String(copy));
      return driftOf(found, operations, parts, context);
    })
    .sort(compareDrifts);
}

/** An operation as the subject of a drift. */
export function subjectOf(operation: Operation, service: string | null): OperationSubject {
  return {
    kind: 'operation',
    method: operation.method,
    path: operation.path,
    tags: operation.tags,
    operation_id: operation.operationId,
    service,
  };
}

/** Indexes of operations in the order of the report: by path, then method. */
function inOrder(operations: readonly Operation[]): number[] {
  const keys = operations.map(({ path, method, kind }) => [path, method, kind].join('\0'));
  return operations
    .map((_, index) => index)
    .sort((a, b) => compareText(keys[a] ?? '', keys[b] ?? ''));
}

/** One case for each cause: findings about the same declarations are one, as bad as the worst. */
function mergeCases(findings: ContractFindings, reach: ReadonlyMap<unknown, Reach>): Case[] {
  const cases = new Map<string, Case>();
  for (const unit of findings.units) {
    const reached = reach.get(unit);
    if (reached === undefined) continue;
    for (const finding of unit.findings) {
      const found = caseOf(finding, reached, findings.unstable);
      const key = causeKey(found, unit.direction);
      const known = cases.get(key);
      cases.set(key, known === undefined ? found : mergeTwo(known, found));
    }
  }
  return [...cases.values()];
}

function caseOf(
  finding: Finding,
  { where, operations }: Reach,
  unstable: readonly boolean[],
): Case {
  const rule = contractRule(ruleIdOf(finding, where));
  const own = finding.compatibility ?? rule.compatibility;
  const isSoftened =
    own === 'definitely_breaking' &&
    operations.length > 0 &&
    operations.every((index) => unstable[index] === true);
  const compatibility = isSoftened ? 'potentially_breaking' : own;
  const told = isSoftened ? `${rule.why} ${UNSTABLE}` : whyOf(finding, rule, compatibility);
  const spoken = where.isSent === true && rule.direction !== 'none' ? ofReceivers(told) : told;
  const why = finding.isCutShort === true ? `${spoken} ${CUT_SHORT}` : spoken;
  return { finding, rule, compatibility, why, where, operations: new Set(operations) };
}

/** What rules say of callers and consumers, said of those who get webhooks and callbacks, and answer them. */
function ofReceivers(why: string): string {
  return why
    .replace(/\b(Requests|requests) of callers\b/g, (_, first) =>
      first === 'Requests' ? 'Answers of receivers' : 'answers of receivers',
    )
    .replace(/\btheir requests\b/g, 'their answers')
    .replace(/\b(?:Callers|Consumers)\b/g, 'Receivers')
    .replace(/\b(?:callers|consumers)\b/g, 'receivers');
}

/** Why a change matters; where it is the value that tells, or none could be made, that is said too. */
function whyOf(
  { doubt, reason, isCovered, isUnshown, witness }: Finding,
  { why, compatibility: usual, direction }: Rule,
  compatibility: Compatibility,
): string {
  if (doubt !== undefined) return doubt;
  if (reason !== undefined) return reason;
  if (compatibility === 'non_breaking' && usual !== compatibility && direction !== 'none')
    return isCovered === true
      ? COVERED[direction]
      : (direction === 'request' ? ACCEPTED : EXPECTED).why;
  if (witness !== undefined && usual !== 'definitely_breaking') return SHOWN[witness.accepted_by];
  const isOpen = isUnshown === true && compatibility === 'definitely_breaking';
  return isOpen ? `${why} No value could be made here that shows it.` : why;
}

const COVERED = {
  request: 'Every value of the alternative is accepted by what is left.',
  response: 'Every value of the alternative could come before.',
} as const;

const SHOWN = {
  base: 'Callers may send values that were accepted and are refused now: the value shown is one.',
  head: 'Consumers may get values that could not come before: the value shown is one.',
} as const;

const CUT_SHORT =
  'How the patterns compare is not known: those of the contract take more work together than is done.';

const UNSTABLE =
  'It is not counted as a certain break, as what it reaches is declared draft or alpha.';

function ruleIdOf({ rule }: Finding, { site }: Where) {
  if (typeof rule === 'string') return rule;
  if ('fact' in rule) return schemaRuleId(site, rule.fact);
  return lifecycleRuleId(LIFECYCLE_OF_SITE[site], rule.event);
}

/** What a deprecated schema is, where it is used: a body as a whole counts as a property. */
const LIFECYCLE_OF_SITE = {
  'request-body': 'request-property',
  'request-property': 'request-property',
  'request-parameter': 'request-parameter',
  'response-body': 'response-property',
  'response-property': 'response-property',
  'response-header': 'response-header',
} as const satisfies Readonly<Record<Site, LifecycleSubject>>;

function topicOf({ rule, topic }: Finding, id: string): string {
  if (topic !== undefined) return topic;
  if (typeof rule === 'string') return id;
  return 'fact' in rule ? rule.fact : rule.event;
}

function causeKey({ finding, rule }: Case, direction: Direction): string {
  const topic = topicOf(finding, rule.id);
  const places = [finding.base, finding.head].map((node) =>
    node === null ? '' : `${node.document.file}#${pointerOf(node)}`,
  );
  return [direction, topic, finding.detail ?? '', ...places].join('\0');
}

function mergeTwo(a: Case, b: Case): Case {
  const worse =
    COMPATIBILITIES.indexOf(b.compatibility) - COMPATIBILITIES.indexOf(a.compatibility) ||
    compareText(a.rule.id, b.rule.id) ||
    compareText(a.where.phrase, b.where.phrase) ||
    compareText(a.where.steps, b.where.steps);
  const operations = new Set([...a.operations, ...b.operations]);
  return { ...(worse > 0 ? b : a), operations };
}

/** What a fingerprint is made of: rule and declaration, the place at base where there is one. */
function keyOf({ finding, rule }: Case, context: ReportContext): string {
  const place =
    finding.base === null
      ? finding.head === null
        ? ''
        : declarationKey(finding.head, context.head)
      : declarationKey(finding.base, context.base);
  return JSON.stringify([rule.id, rule.direction, place, finding.detail ?? '']);
}

/** What tells two changes of one declaration apart, where its uses went different ways. */
function extendedKey({ finding }: Case, context: ReportContext): string {
  const place = finding.head === null ? '' : declarationKey(finding.head, context.head);
  const near = finding.near === null ? '' : declarationKey(finding.near, context.head);
  return canonical(
    [place, near, finding.before ?? null, finding.after ?? null].map((part) =>
      typeof part === 'string' ? part : preview(part),
    ),
  );
}

function driftOf(
  { finding, rule, compatibility, why, where }: Case,
  operations: readonly OperationSubject[],
  key: readonly string[],
  context: ReportContext,
): ContractDrift {
  const [first] = operations;
  const headPlace = finding.head ?? finding.near;
  return {
    area: 'contract',
    rule: rule.id,
    compatibility,
    severity: compatibility === rule.compatibility ? rule.severity : USUAL_SEVERITY[compatibility],
    mismatch_type: rule.mismatch_type,
    message: sentence(finding.message(where)),
    why,
    remedy: remedyOf(rule, compatibility),
    base: locate(finding.base),
    head: locate(headPlace),
    fingerprint: fingerprint('contract', rule.id, key),
    subject: first ?? contractSubject(context),
    direction: rule.direction,
    action: finding.action,
    base_pointer: finding.base === null ? null : pointerOf(finding.base),
    head_pointer: finding.head === null ? null : pointerOf(finding.head),
    before: finding.before === undefined ? null : preview(finding.before),
    after: finding.after === undefined ? null : preview(finding.after),
    operations,
    witness: compatibility === 'definitely_breaking' ? (finding.witness ?? null) : null,
  };
}

function contractSubject({ head, service }: ReportContext): ContractSubject {
  return { kind: 'contract', file: head.file, service };
}

function locate(node: Node | null) {
  return node === null ? null : node.document.locate(pathOf(node));
}

/** Text with a capital first letter. */
function sentence(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}

/** One drift about a contract that is there on one side only, with all its operations. */
export function reportWholeContract(
  rule: 'contract-added' | 'contract-removed',
  contract: Contract,
  operations: readonly Operation[],
  service: string | null,
): ContractDrift {
  const { why, remedy, ...declared } = contractRule(rule);
  const place = locate(contract.root);
  const isAdded = rule === 'contract-added';
  const names = operations.map(operationName);
  const count = `${names.length} ${names.length === 1 ? 'operation' : 'operations'}`;
  return {
    area: 'contract',
    rule,
    compatibility: declared.compatibility,
    severity: declared.severity,
    mismatch_type: declared.mismatch_type,
    message: `The contract ${contract.file} with ${count} was ${isAdded ? 'added' : 'removed'}.`,
    why,
    remedy,
    base: isAdded ? null : place,
    head: isAdded ? place : null,
    fingerprint: fingerprint('contract', rule, [contract.file]),
    subject: { kind: 'contract', file: contract.file, service },
    direction: declared.direction,
    action: isAdded ? 'add' : 'remove',
    base_pointer: isAdded ? null : '',
    head_pointer: isAdded ? '' : null,
    before: null,
    after: null,
    operations: inOrder(operations).flatMap((index) => {
      const operation = operations[index];
      return operation === undefined ? [] : [subjectOf(operation, service)];
    }),
    witness: null,
  };
}
