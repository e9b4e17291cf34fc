import { isObject } from '../../../document/document.ts';
import { COMPATIBILITIES, type Compatibility } from '../../drift.ts';
import type { Node } from '../model/node.ts';
import { contractRule } from '../rules/index.ts';
import type { Comparison } from './comparison.ts';
import { Effort, nameLikeness } from './likeness.ts';
import type { Finding, Unit } from './unit.ts';
import { describeProperty } from './where.ts';

/** Names that have less in common are not those of one property. */
const ENOUGH = 0.7;

/** The same where one property left and one came: there is nothing to mistake it for. */
const ENOUGH_ALONE = 0.5;

/** Properties of one object that are looked at most; more are no rename. */
const MAX_PROPERTIES = 200;

/** A property that is gone or new, with its schema. */
interface Change {
  readonly finding: Finding;
  readonly node: Node;
  readonly name: string;
}

interface Rename {
  readonly removed: Change;
  readonly added: Change;
  readonly score: number;
}

/**
 * Makes one change of a property that is gone and a new one beside it with the same schema and a similar name.
 * It is as bad as the worse of the two.
 */
export function joinRenamed(comparison: Comparison): void {
  const effort = new Effort();
  for (const unit of comparison.units) {
    const removed = changesOf(unit, 'property-removed');
    if (removed.length === 0) continue;
    const added = changesOf(unit, 'property-added');
    if (added.length === 0 || removed.length + added.length > MAX_PROPERTIES) continue;
    for (const rename of findRenames(comparison, removed, added, effort)) replace(unit, rename);
  }
}

function changesOf({ findings }: Unit, topic: string): Change[] {
  return findings.flatMap((finding) => {
    const node = finding.base ?? finding.head;
    if (finding.topic !== topic || node === null) return [];
    return [{ finding, node, name: String(node.key) }];
  });
}

function findRenames(
  { sameness }: Comparison,
  removed: readonly Change[],
  added: readonly Change[],
  effort: Effort,
): readonly Rename[] {
  const isAlone = removed.length === 1 && added.length === 1;
  const scored: Rename[] = [];
  for (const before of removed) {
    for (const after of added) {
      const likeness = nameLikeness(before.name, after.name, effort);
      // The only one that left and the only one that came, of a kind that is not met everywhere.
      const score =
        isAlone && isSpecific(before.node) ? Math.max(likeness, ENOUGH_ALONE) : likeness;
      if (score >= (isAlone ? ENOUGH_ALONE : ENOUGH) && sameness.same(before.node, after.node))
        scored.push({ removed: before, added: after, score });
    }
  }
  const key = ({ removed: { name }, added: { name: other } }: Rename) =>
    [name, other].sort().join(' ');
  scored.sort((a, b) => b.score - a.score || (key(a) < key(b) ? -1 : 1));
  const taken = new Set<Change>();
  return scored.filter((rename) => {
    if (taken.has(rename.removed) || taken.has(rename.added)) return false;
    taken.add(rename.removed).add(rename.added);
    return true;
  });
}

/** Whether a schema says more than a type. */
function isSpecific({ value }: Node): boolean {
  if (!isObject(value)) return false;
  return ['$ref', 'properties', 'enum', 'pattern', 'format', 'allOf', 'oneOf', 'anyOf'].some(
    (keyword) => Object.hasOwn(value, keyword),
  );
}

function replace(unit: Unit, { removed, added, score }: Rename): void {
  const { direction } = unit;
  const compatibility = worse(compatibilityOf(removed.finding), compatibilityOf(added.finding));
  const kept = unit.findings.filter(
    (finding) => finding !== removed.finding && finding !== added.finding,
  );
  unit.findings.splice(0, unit.findings.length, ...kept);
  unit.report({
    ...removed.finding,
    rule: direction === 'request' ? 'request-property-renamed' : 'response-property-renamed',
    topic: 'property-renamed',
    action: 'change',
    head: added.node,
    near: null,
    message: (where) =>
      `${describeProperty(where, removed.name)} of ${where.phrase} was likely renamed to '${added.name.slice(0, 120)}' (${percent(score)}).`,
    compatibility,
  });
}

/** A score as people read it. */
export function percent(score: number): string {
  return `${Math.round(score * 100)} % alike`;
}

function compatibilityOf({ rule, compatibility }: Finding): Compatibility {
  if (compatibility !== undefined) return compatibility;
  return typeof rule === 'string' ? contractRule(rule).compatibility : 'potentially_breaking';
}

function worse(a: Compatibility, b: Compatibility): Compatibility {
  return COMPATIBILITIES.indexOf(a) > COMPATIBILITIES.indexOf(b) ? a : b;
}
