import { factOf } from '../rules/schema.ts';
import type { SchemaNode } from '../schema/schema-node.ts';
import type { Comparison } from './comparison.ts';
import { compatibilityOf } from './judge.ts';
import type { Finding, Unit } from './unit.ts';
import { describe } from './where.ts';

/**
 * Looks again at pairs of schemas where nothing that was found is said to break, here or inside: that nothing breaks
 * has to be proven too. What is not proven may break, until a value shows it. Innermost first, so that it is said once.
 */
export function judgeUnclaimed(comparison: Comparison): void {
  const explained = new Set<Unit>();
  const schemas = comparison.units.filter((unit) => unit.schemas !== null);
  for (const unit of schemas)
    if (isUnread(unit) || unit.findings.some((it) => explains(it, unit))) mark(unit, explained);
  for (const unit of innermostFirst(schemas)) {
    if (explained.has(unit) || isProven(comparison, unit)) continue;
    doubt(unit);
    mark(unit, explained);
  }
}

/** Whether a finding says that values may be refused, or is harmless for another reason than what is accepted. */
function explains(finding: Finding, { direction }: Unit): boolean {
  const { rule, action } = finding;
  if (direction === 'none' || isAbout(finding, 'annotation')) return false;
  if (compatibilityOf(finding, direction) !== 'non_breaking') return true;
  if (finding.reason !== undefined) return true;
  // What was announced may go, and what is sent as text is text whatever its type.
  return typeof rule === 'string' ? action === 'remove' : isAbout(finding, 'type-compatible');
}

function isAbout({ rule }: Finding, what: 'annotation' | 'type-compatible'): boolean {
  if (typeof rule === 'string') return false;
  if ('event' in rule) return what === 'annotation';
  return what === 'annotation' ? factOf(rule.fact).annotation === true : rule.fact === what;
}

/** Adds a pair and all that it stands in. */
function mark(unit: Unit, marked: Set<Unit>): void {
  const waiting = [unit];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (marked.has(next)) continue;
    marked.add(next);
    for (const { unit: parent } of next.parents) waiting.push(parent);
  }
}

function innermostFirst(units: readonly Unit[]): Unit[] {
  const inside = new Map<Unit, Unit[]>();
  for (const unit of units) {
    for (const { unit: parent } of unit.parents) {
      const known = inside.get(parent);
      if (known === undefined) inside.set(parent, [unit]);
      else known.push(unit);
    }
  }
  const met = new Set<Unit>();
  const order: Unit[] = [];
  for (const root of units) {
    const waiting: { readonly unit: Unit; readonly isDone: boolean }[] = [
      { unit: root, isDone: false },
    ];
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      if (next.isDone) order.push(next.unit);
      else if (!met.has(next.unit)) {
        met.add(next.unit);
        waiting.push({ unit: next.unit, isDone: true });
        for (const unit of inside.get(next.unit) ?? []) waiting.push({ unit, isDone: false });
      }
    }
  }
  return order;
}

/** Whether a keyword could not be read, which a problem says: then too little is known to doubt anything. */
function isUnread({ schemas }: Unit): boolean {
  if (schemas === null) return false;
  return schemas.base.view().broken.size > 0 || schemas.head.view().broken.size > 0;
}

/** Whether nothing is left to doubt. */
function isProven(comparison: Comparison, { schemas, direction }: Unit): boolean {
  if (schemas === null || direction === 'none') return true;
  const { base, head } = schemas;
  return comparison.isCustomarilySafe(base, head, direction);
}

/** Claims that something may break, by what was found or, where that is nothing, by all keywords together. */
function doubt(unit: Unit): void {
  const { schemas, direction: flow } = unit;
  if (schemas === null || flow === 'none') return;
  const { base, head } = schemas;
  const findings = unit.findings.filter(
    (finding) => typeof finding.rule !== 'string' && !isAbout(finding, 'annotation'),
  );
  if (findings.length === 0) {
    const finding = together(base, head);
    unit.report(finding);
    findings.push(finding);
  }
  for (const finding of findings) {
    if (compatibilityOf(finding, flow) === 'non_breaking') finding.isDoubted = true;
    finding.compatibility = 'potentially_breaking';
  }
  unit.claim = { base, head, flow, findings };
}

const TOGETHER = 'together';

/** What is said where no keyword alone tells what changed. */
function together(base: SchemaNode, head: SchemaNode): Finding {
  return {
    rule: { fact: 'constraint-changed' },
    detail: TOGETHER,
    topic: TOGETHER,
    action: 'change',
    base: base.node,
    head: head.node,
    near: null,
    message: (where) => `What the keywords of ${describe(where)} accept together changed.`,
  };
}
