import { type Node, nearest } from '../model/node.ts';
import { ARRAY, OBJECT } from '../schema/types.ts';
import type { SchemaView } from '../schema/view.ts';
import type { Comparison, Flow } from './comparison.ts';
import { compareEnum } from './enum.ts';
import { compareFormat } from './format.ts';
import { compareProperties } from './property.ts';
import { compareNullability, compareTypes } from './type.ts';
import { compareUnions } from './union.ts';
import type { Unit } from './unit.ts';
import { describe, quote } from './where.ts';

/** What the handlers of schema keywords get. */
export interface SchemaPair {
  readonly comparison: Comparison;
  readonly unit: Unit;
  readonly flow: Flow;
  readonly base: SchemaView;
  readonly head: SchemaView;
}

/** Compares what two schemas say by themselves, and goes on to the schemas inside them. */
export function compareSchema(
  comparison: Comparison,
  unit: Unit,
  flow: Flow,
  base: SchemaView,
  head: SchemaView,
): void {
  if (base.broken.has('schema') || head.broken.has('schema')) return;
  const pair: SchemaPair = { comparison, unit, flow, base, head };
  if (compareUnions(pair) === 'instead') return;
  if (isKnown(pair, 'type')) {
    compareTypes(pair);
    compareNullability(pair);
  }
  // Where no type is left in common, all there is to say is that the type changed.
  const common = base.types & head.types;
  if (common === 0) return;
  if (isKnown(pair, 'enum')) compareEnum(pair);
  compareFormat(pair);
  if ((common & OBJECT) !== 0) compareObjects(pair);
  if ((common & ARRAY) !== 0) {
    comparison.schemas(unit, { step: '[]' }, flow, base.items, head.items);
  }
  compareConstraints(pair);
}

function compareObjects(pair: SchemaPair): void {
  if (isKnown(pair, 'properties') && isKnown(pair, 'required')) compareProperties(pair);
  compareAdditional(pair);
}

/** Whether a keyword could be read on both sides. */
function isKnown(pair: SchemaPair, keyword: string): boolean {
  return !pair.base.broken.has(keyword) && !pair.head.broken.has(keyword);
}

/** Whether properties that are not listed may come, and what they have to be. */
function compareAdditional({ comparison, unit, flow, base, head }: SchemaPair): void {
  comparison.schemas(unit, { step: '.*' }, flow, base.additional, head.additional);
  if (base.closed === null && head.closed !== null) {
    unit.report({
      rule: { fact: 'additional-properties-forbidden' },
      action: 'change',
      base: nearest(base.node, 'additionalProperties'),
      head: head.closed,
      near: null,
      message: (where) => `${describe(where)} no longer allows properties that are not listed.`,
    });
  }
  if (base.closed !== null && head.closed === null) {
    unit.report({
      rule: { fact: 'additional-properties-allowed' },
      action: 'change',
      base: base.closed,
      head: nearest(head.node, 'additionalProperties'),
      near: null,
      message: (where) => `${describe(where)} now allows properties that are not listed.`,
    });
  }
}

/** Keywords without a rule of their own: that they changed is said, not what it means. */
function compareConstraints(pair: SchemaPair): void {
  const { unit, base, head } = pair;
  const keywords = new Set([...base.constraints.keys(), ...head.constraints.keys()]);
  for (const keyword of [...keywords].sort()) {
    const before = base.constraints.get(keyword) ?? [];
    const after = head.constraints.get(keyword) ?? [];
    if (sameConstraint(pair, keyword, before, after)) continue;
    const [baseNode] = before;
    const [headNode] = after;
    unit.report({
      rule: { fact: 'constraint-changed' },
      detail: keyword,
      topic: `constraint ${keyword}`,
      action: baseNode === undefined ? 'add' : headNode === undefined ? 'remove' : 'change',
      base: baseNode ?? null,
      head: headNode ?? null,
      near: head.node,
      message: (where) => {
        const verb =
          baseNode === undefined
            ? 'was added to'
            : headNode === undefined
              ? 'was removed from'
              : 'changed in';
        return `${quote(keyword)} ${verb} ${describe(where)}.`;
      },
      ...(baseNode === undefined ? {} : { before: baseNode.value }),
      ...(headNode === undefined ? {} : { after: headNode.value }),
    });
  }
}

function sameConstraint(
  { comparison }: SchemaPair,
  keyword: string,
  before: readonly Node[],
  after: readonly Node[],
): boolean {
  if (before.length !== after.length) return false;
  return before.every((node, index) => {
    const other = after[index];
    return other !== undefined && comparison.sameness.sameHeld(keyword, node, other);
  });
}
