import {
  ANY,
  BOOLEAN,
  describeTypes,
  INTEGER,
  isWithin,
  NULL,
  NUMBER,
  STRING,
  type TypeSet,
} from '../schema/types.ts';
import type { SchemaView } from '../schema/view.ts';
import type { SchemaPair } from './schema.ts';
import type { Finding } from './unit.ts';
import { describe, type Where } from './where.ts';

/** Whether the types changed, null aside: to more, to fewer, or to others. */
export function compareTypes(pair: SchemaPair): void {
  const { unit, base, head } = pair;
  const [before, after] = comparableTypes(base, head);
  const [plainBefore, plainAfter] = [before & ~NULL, after & ~NULL];
  // Where nothing is left that is accepted, null went with the rest.
  if (plainBefore === plainAfter && (before === 0) === (after === 0)) return;
  const fact = isTextAnyway(pair) ? 'type-compatible' : typeFact(plainBefore, plainAfter);
  unit.report({
    rule: { fact },
    topic: 'type',
    action: 'change',
    base: base.typeNode,
    head: head.typeNode,
    near: null,
    message: (where) =>
      `${describe(where)} changed type from ${describeTypes(before)} to ${describeTypes(after)}.`,
    before: describeTypes(before),
    after: describeTypes(after),
  });
}

function typeFact(before: TypeSet, after: TypeSet) {
  const isList = isListOfTypes(before) || isListOfTypes(after);
  if (isWithin(before, after)) return isList ? 'list-of-types-widened' : 'type-generalized';
  if (!isWithin(after, before)) return 'type-changed';
  return isList ? 'list-of-types-narrowed' : 'type-specialized';
}

/** Whether there are several types, but not simply all; integers and fractions are one type. */
function isListOfTypes(types: TypeSet): boolean {
  if ((types | NULL) === ANY) return false;
  const one = (types & NUMBER) === NUMBER ? types & ~INTEGER : types;
  return one !== 0 && (one & (one - 1)) !== 0;
}

/**
 * Whether a value is sent as text and text is what the wider side takes, so that another type changes nothing:
 * the number 1 and the text "1" are the same characters in a query.
 */
function isTextAnyway({ unit, base, head, flow }: SchemaPair): boolean {
  if (!unit.isText) return false;
  const [inner, outer] = flow === 'request' ? [base, head] : [head, base];
  const scalars = STRING | NUMBER | BOOLEAN;
  return (
    (outer.types & STRING) !== 0 &&
    outer.values === null &&
    outer.format === null &&
    outer.constraints.size === 0 &&
    isWithin(inner.types & ~NULL, scalars)
  );
}

/** Whether null was and is among the values. Nothing is said where a side allows every type, which is about more than null. */
export function compareNullability({ unit, base, head }: SchemaPair): void {
  const [before, after] = comparableTypes(base, head);
  if (before === ANY || after === ANY || before === 0 || after === 0) return;
  const could = (before & NULL) !== 0;
  const can = (after & NULL) !== 0;
  if (could === can) return;
  const message = (where: Where) => `${describe(where)} can ${can ? 'now' : 'no longer'} be null.`;
  const finding: Omit<Finding, 'rule'> = {
    topic: 'nullable',
    action: 'change',
    base: base.typeNode,
    head: head.typeNode,
    near: null,
    message,
    before: describeTypes(before),
    after: describeTypes(after),
  };
  unit.report({ ...finding, rule: { fact: can ? 'became-nullable' : 'became-not-nullable' } });
}

/**
 * The types to compare. Listed values narrow them, but where only one side lists values that is said
 * by the rules of `enum`, not twice.
 */
function comparableTypes(base: SchemaView, head: SchemaView): readonly [TypeSet, TypeSet] {
  if ((base.values === null) === (head.values === null)) {
    return [base.effectiveTypes, head.effectiveTypes];
  }
  return [ownTypes(base), ownTypes(head)];
}

function ownTypes(view: SchemaView): TypeSet {
  return view.types === ANY ? view.effectiveTypes : view.types;
}
