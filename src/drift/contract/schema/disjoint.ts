import type { ContractModel } from '../model/contract-model.ts';
import type { Node } from '../model/node.ts';
import { findText } from '../pattern/automaton.ts';
import { Acceptance } from './accepts.ts';
import { countOf, lowerLimit, textsOf, upperLimit } from './bounds.ts';
import { canonical } from './canonical.ts';
import { isNumberOf } from './formats.ts';
import { type DataFlow, propertyShape, requiredNames } from './shape.ts';
import { ARRAY, INTEGER, NUMBER, OBJECT, STRING } from './types.ts';
import type { SchemaView, Union } from './view.ts';

/** Schemas inside schemas that are looked at. */
const MAX_DEPTH = 3;
/** Pairs of schemas that one answer may take. */
const MAX_STEPS = 200;

/** The contract of one of two schemas. */
interface Side {
  readonly model: ContractModel;
  readonly acceptance: Acceptance;
}

/** Proves that no value is accepted by a schema of one contract and by a schema of another. `false`: not proven. */
export class Disjointness {
  private readonly left: Side;
  private readonly right: Side;
  private steps = 0;

  constructor(
    left: ContractModel,
    right: ContractModel,
    private readonly flow: DataFlow,
    /** Whether it is taken for granted that the left side has no names that an open object says nothing of. */
    private readonly isCustomary: boolean,
  ) {
    this.left = { model: left, acceptance: new Acceptance(left, flow, isNumberOf) };
    this.right = { model: right, acceptance: new Acceptance(right, flow, isNumberOf) };
  }

  areDisjoint(left: SchemaView, right: SchemaView): boolean {
    this.steps = 0;
    return this.views(left, right, 0);
  }

  private views(left: SchemaView, right: SchemaView, depth: number): boolean {
    this.steps += 1;
    if (left.broken.size > 0 || right.broken.size > 0 || this.steps > MAX_STEPS) return false;
    const common = left.effectiveTypes & right.effectiveTypes;
    if (common === 0) return true;
    if (left.values !== null && areRefused(left, right, this.right)) return true;
    if (right.values !== null && areRefused(right, left, this.left)) return true;
    const apart =
      common === STRING
        ? areTextsApart(left, right)
        : (common & ~NUMBER) === 0
          ? areNumbersApart(left, right, common === INTEGER)
          : common === ARRAY
            ? areCountsApart(left, right, 'Items')
            : common === OBJECT && this.objects(left, right, depth);
    if (apart) return true;
    return (
      left.unions.some((union) => this.isApart(union, left, this.left, right, depth, true)) ||
      right.unions.some((union) => this.isApart(union, right, this.right, left, depth, false))
    );
  }

  /** Whether every alternative of a union is apart from what the other side accepts. */
  private isApart(
    union: Union,
    owner: SchemaView,
    { model }: Side,
    other: SchemaView,
    depth: number,
    isLeft: boolean,
  ): boolean {
    if (depth > MAX_DEPTH || union.orNull || owner.unions.length === 0) return false;
    return union.members.every((member) => {
      const view = model.schemas.of([member])?.view();
      if (view === undefined) return false;
      return isLeft ? this.views(view, other, depth + 1) : this.views(other, view, depth + 1);
    });
  }

  private objects(left: SchemaView, right: SchemaView, depth: number): boolean {
    if (areCountsApart(left, right, 'Properties')) return true;
    const needed = {
      left: requiredNames(this.left.model, left, this.flow),
      right: requiredNames(this.right.model, right, this.flow),
    };
    return [...new Set([...needed.left, ...needed.right])].some((name) => {
      const own = this.shapeOf(left, this.left, name);
      const other = this.shapeOf(right, this.right, name);
      if (own === 'forbidden' || other === 'forbidden') return true;
      if (own.length > 0 && other.length > 0) return this.nodes(own, other, depth);
      return (
        this.isCustomary &&
        left.properties.size > 0 &&
        own.length === 0 &&
        !needed.left.includes(name) &&
        isUnnamed(left, name)
      );
    });
  }

  private nodes(left: readonly Node[], right: readonly Node[], depth: number): boolean {
    if (depth > MAX_DEPTH) return false;
    const own = this.left.model.schemas.of(left)?.view();
    const other = this.right.model.schemas.of(right)?.view();
    return own !== undefined && other !== undefined && this.views(own, other, depth + 1);
  }

  /** What is known of a property by its name; nothing where patterns of names or parts may say something else. */
  private shapeOf(view: SchemaView, { model }: Side, name: string): readonly Node[] | 'forbidden' {
    const { schemas, forbidden } = propertyShape(model, view, name, this.flow);
    if (view.properties.has(name)) return schemas;
    if (view.mixed || view.constraints.has('patternProperties')) return [];
    return forbidden ? 'forbidden' : schemas;
  }
}

/** Whether an open object says nothing of a name. */
function isUnnamed(view: SchemaView, name: string): boolean {
  return !view.properties.has(name) && !view.constraints.has('patternProperties');
}

/** Whether the other side is known to refuse each value that is listed. */
function areRefused(listed: SchemaView, other: SchemaView, { acceptance }: Side): boolean {
  return [...(listed.values ?? [])].every(([text, { value }]) => {
    return acceptance.byView(other, canonical(value) === text ? value : null) === false;
  });
}

function areTextsApart(left: SchemaView, right: SchemaView): boolean {
  if (areCountsApart(left, right, 'Length')) return true;
  const patterns = [...new Set([...textsOf(left, 'pattern'), ...textsOf(right, 'pattern')])].sort();
  if (patterns.length === 0) return false;
  const least = Math.max(countOf(left, 'minLength'), countOf(right, 'minLength'));
  const most = Math.min(countOf(left, 'maxLength'), countOf(right, 'maxLength'));
  return findText(patterns, [], [least, most])?.text === null;
}

function areNumbersApart(left: SchemaView, right: SchemaView, integers: boolean): boolean {
  const isBelow = (low: SchemaView, high: SchemaView): boolean => {
    const [upper, lower] = [upperLimit(low, integers), lowerLimit(high, integers)];
    if (upper === null || lower === null) return false;
    return (
      upper.value < lower.value ||
      (upper.value === lower.value && (upper.exclusive || lower.exclusive))
    );
  };
  return isBelow(left, right) || isBelow(right, left);
}

function areCountsApart(
  left: SchemaView,
  right: SchemaView,
  of: 'Length' | 'Items' | 'Properties',
): boolean {
  return (
    countOf(left, `max${of}`) < countOf(right, `min${of}`) ||
    countOf(right, `max${of}`) < countOf(left, `min${of}`)
  );
}
