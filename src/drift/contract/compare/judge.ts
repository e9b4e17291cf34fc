import type { Compatibility } from '../../drift.ts';
import { contractRule } from '../rules/index.ts';
import { factOf } from '../rules/schema.ts';
import type { SchemaNode } from '../schema/schema-node.ts';
import type { SchemaView } from '../schema/view.ts';
import { alternativeOf } from './alternative.ts';
import type { Comparison, Flow } from './comparison.ts';
import type { Finding, Unit } from './unit.ts';

/**
 * Puts what keywords say to the test of meaning: where everything that was accepted is proven to be accepted still,
 * no keyword of the schema breaks anything. What remains is a claim, to be shown by a value.
 */
export function judge(
  comparison: Comparison,
  unit: Unit,
  flow: Flow,
  base: SchemaNode,
  head: SchemaNode,
): void {
  const open = unit.findings.filter((finding) => isClaim(finding, flow));
  if (open.length === 0) return;
  if (comparison.isSafe(base, head, flow)) {
    for (const finding of open) {
      if (isFact(finding) || isRefusal(finding)) finding.compatibility = 'non_breaking';
      // Schemas that nothing can be of are within all others, and what was promised is gone all the same.
      else finding.isUnshown = true;
    }
    return;
  }
  const findings = open.filter((finding) => {
    if (!isWithinOthers(finding, comparison, flow, base, head)) return true;
    finding.compatibility = 'non_breaking';
    finding.isCovered = true;
    return false;
  });
  if (findings.length > 0) unit.claim = { base, head, flow, findings };
}

/** Whether all values of an alternative that came or went are values of the other side: then others break, not it. */
function isWithinOthers(
  finding: Finding,
  comparison: Comparison,
  flow: Flow,
  base: SchemaNode,
  head: SchemaNode,
): boolean {
  const alternative = alternativeOf(finding, flow);
  if (alternative === null) return false;
  const { schemas } = flow === 'request' ? comparison.base : comparison.head;
  const around = flow === 'request' ? base : head;
  // With what stands beside it, it may be less than by itself.
  const tries = restricts(around.view())
    ? [[alternative], [...around.parts, alternative]]
    : [[alternative]];
  return tries.some((nodes) => {
    const own = schemas.of(nodes);
    if (own === undefined) return false;
    return flow === 'request'
      ? comparison.isSafe(own, head, flow)
      : comparison.isSafe(base, own, flow);
  });
}

/** Whether a schema says more than its types and its alternatives. */
function restricts({ properties, required, constraints, values, closed, additional }: SchemaView) {
  const isOpen = values === null && closed === null && additional.length === 0;
  return !isOpen || properties.size + required.size + constraints.size > 0;
}

function isFact({ rule }: Finding): boolean {
  return typeof rule !== 'string' && 'fact' in rule;
}

/** Whether a finding says that a value is refused, as a rule of its own that is not about schemas of one place. */
function isRefusal({ rule }: Finding): boolean {
  return typeof rule === 'string' && REFUSALS.some((start) => rule.startsWith(start));
}

const REFUSALS = [
  'request-enum-value-removed',
  'request-property-became-required',
  'new-required-request-property',
  'response-property-became-optional',
] as const;

/** Whether a finding says that values are refused or unexpected, or leaves that open. */
function isClaim(finding: Finding, flow: Flow): boolean {
  const { rule } = finding;
  if (typeof rule === 'string') return compatibilityOf(finding, flow) === 'definitely_breaking';
  if ('event' in rule) return false;
  const fact = factOf(rule.fact);
  if (fact.annotation === true) return false;
  return compatibilityOf(finding, flow) !== 'non_breaking' && !KNOWN_DOUBTS.has(rule.fact);
}

/** Facts that only may break although a value shows them, as it depends on how tolerant consumers are. */
const KNOWN_DOUBTS: ReadonlySet<string> = new Set([
  'enum-value-added',
  'became-not-enum',
  'additional-properties-allowed',
]);

/** How a finding about a schema is judged before containment has its say. */
export function compatibilityOf({ rule, compatibility }: Finding, flow: Flow): Compatibility {
  if (compatibility !== undefined) return compatibility;
  if (typeof rule === 'string') return contractRule(rule).compatibility;
  return 'fact' in rule ? factOf(rule.fact)[flow].compatibility : 'non_breaking';
}
