import { type Node, nearest } from '../model/node.ts';
import type { SchemaNode } from '../schema/schema-node.ts';
import { ARRAY, OBJECT } from '../schema/types.ts';
import type { SchemaView } from '../schema/view.ts';
import { compareAnnotations } from './annotation.ts';
import { compareBounds } from './bound.ts';
import type { Comparison, Flow } from './comparison.ts';
import { compareConstraints, compareItems, orAny } from './constraint.ts';
import { compareEnum } from './enum.ts';
import { compareFormat } from './format.ts';
import { judge } from './judge.ts';
import { comparePatterns } from './pattern.ts';
import { compareProperties } from './property.ts';
import { compareNullability, compareTypes } from './type.ts';
import { compareUnions } from './union.ts';
import type { Unit } from './unit.ts';
import { describe } from './where.ts';

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
  base: SchemaNode,
  head: SchemaNode,
): void {
  const views = { base: base.view(), head: head.view() };
  if (views.base.broken.has('schema') || views.head.broken.has('schema')) return;
  if (leadsElsewhere(views.base) !== leadsElsewhere(views.head)) return;
  if (comparison.areEquivalent(base, head, flow)) return;
  compareKeywords({ comparison, unit, flow, ...views });
  judge(comparison, unit, flow, base, head);
}

/**
 * Whether a reference that is not followed says the better part of a schema. Where only one side has it, what the
 * other side says cannot be told from what was moved there; a problem names the place.
 */
function leadsElsewhere({ broken }: SchemaView): boolean {
  return broken.has('$dynamicRef') || broken.has('$recursiveRef');
}

function compareKeywords(pair: SchemaPair): void {
  const { base, head } = pair;
  compareAnnotations(pair);
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
  if ((common & ARRAY) !== 0) compareItems(pair);
  compareBounds(pair);
  comparePatterns(pair);
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

/** Whether `additionalProperties` forbids what is not listed; `unevaluatedProperties` has rules of its own. */
function isClosing(closed: Node | null): boolean {
  return closed !== null && closed.key !== 'unevaluatedProperties';
}

/** Whether properties that are not listed may come, and what they have to be. */
function compareAdditional({ comparison, unit, flow, base, head }: SchemaPair): void {
  if (
    base.closed === null &&
    head.closed === null &&
    base.additional.length + head.additional.length > 0
  ) {
    const [before, after] = [orAny(base.additional, base.node), orAny(head.additional, head.node)];
    comparison.schemas(unit, { step: '.*' }, flow, before, after);
  }
  if (base.closed === null && isClosing(head.closed)) {
    unit.report({
      rule: { fact: 'additional-properties-forbidden' },
      action: 'change',
      base: nearest(base.node, 'additionalProperties'),
      head: head.closed,
      near: null,
      message: (where) => `${describe(where)} no longer allows properties that are not listed.`,
    });
  }
  if (isClosing(base.closed) && head.closed === null) {
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
