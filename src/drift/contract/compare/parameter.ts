import { type Node, nearest } from '../model/node.ts';
import { type Parameter, type ParameterUse, readParameters } from '../model/parameter.ts';
import { STRUCTURED } from '../schema/types.ts';
import type { Comparison } from './comparison.ts';
import { removalOf } from './lifecycle.ts';
import { compareContent } from './media-type.ts';
import type { OperationCase } from './operation.ts';
import type { Unit } from './unit.ts';
import { type Label, quote } from './where.ts';

/** Compares the parameters in force for an operation, wherever they are listed. */
export function compareParameters(operation: OperationCase): void {
  const { comparison, pair } = operation;
  const base = readParameters(comparison.base, pair.base);
  const head = readParameters(comparison.head, pair.head);
  if (base === undefined || head === undefined) return;
  for (const key of [...new Set([...base.keys(), ...head.keys()])].sort()) {
    const before = base.get(key);
    const after = head.get(key);
    if (before !== undefined && after !== undefined)
      comparePair(operation, before.parameter, after.parameter);
    else if (before !== undefined) reportRemoved(operation, key, before);
    else if (after !== undefined) reportAdded(operation, key, after);
  }
}

function nameOf({ in: place, name }: Parameter): string {
  return `${place} parameter ${quote(name)}`;
}

function comparePair({ comparison, unit }: OperationCase, base: Parameter, head: Parameter): void {
  const label: Label = { part: { site: 'request-parameter', phrase: () => nameOf(head) } };
  comparison.enter(unit, label, 'request', { base, head }, (own) => {
    if (base.required !== head.required && head.in !== 'path') reportRequired(own, base, head);
    compareStyle(comparison, own, base, head);
    if (base.content === undefined || head.content === undefined) return;
    if (base.content === null && head.content === null) {
      comparison.schemas(own, { isText: true }, 'request', [schemaOf(base)], [schemaOf(head)]);
    } else if (base.content !== null && head.content !== null) {
      const content = { base: base.content, head: head.content };
      compareContent({ comparison, unit: own, flow: 'request' }, 'request-parameter', content);
    }
  });
}

/** The schema of a parameter; without one every value goes. */
function schemaOf({ schema, node }: Parameter): Node {
  return schema ?? { ...node, value: true };
}

function reportRequired(unit: Unit, base: Parameter, head: Parameter): void {
  unit.report({
    rule: head.required ? 'request-parameter-became-required' : 'request-parameter-became-optional',
    action: 'change',
    base: nearest(base.node, 'required'),
    head: nearest(head.node, 'required'),
    near: null,
    message: () => `${nameOf(head)} became ${head.required ? 'required' : 'optional'}.`,
    before: base.required,
    after: head.required,
  });
}

/** Style and explode only show where a value is a list or an object; a media type always does. */
function compareStyle(comparison: Comparison, unit: Unit, base: Parameter, head: Parameter): void {
  if (base.style === head.style) return;
  const before = comparison.base.schemas.of([schemaOf(base)])?.view().types ?? 0;
  const after = comparison.head.schemas.of([schemaOf(head)])?.view().types ?? 0;
  const hasContent = base.content !== null || head.content !== null;
  if (!hasContent && (before & after & STRUCTURED) === 0) return;
  unit.report({
    rule: 'request-parameter-style-changed',
    action: 'change',
    base: base.styleNode,
    head: head.styleNode,
    near: null,
    message: () => `${nameOf(head)} is now written as '${head.style}' instead of '${base.style}'.`,
    before: base.style,
    after: head.style,
  });
}

function reportAdded({ unit }: OperationCase, key: string, { use, parameter }: ParameterUse): void {
  const isPath = parameter.in === 'path';
  const rule = isPath
    ? 'new-request-path-parameter'
    : parameter.required
      ? 'new-required-request-parameter'
      : 'new-optional-request-parameter';
  unit.report({
    rule,
    detail: key,
    action: 'add',
    base: null,
    head: use,
    near: null,
    message: () =>
      `${parameter.required && !isPath ? 'required ' : ''}${nameOf(parameter)} was ${isPath ? 'declared' : 'added'}.`,
    after: parameter.node.value,
  });
}

function reportRemoved(
  operation: OperationCase,
  key: string,
  { use, parameter }: ParameterUse,
): void {
  const { comparison, unit, pair } = operation;
  // The place in the path is still there; only its description is gone.
  if (parameter.in === 'path') return;
  const removal = removalOf(comparison.base, parameter, comparison.date);
  unit.report({
    rule:
      removal === 'without-deprecation'
        ? 'request-parameter-removed'
        : `request-parameter-removed-${removal}`,
    topic: 'parameter-removed',
    detail: key,
    action: 'remove',
    base: use,
    head: null,
    near: nearest(pair.head.node, 'parameters'),
    message: () => {
      const when = removal === 'before-sunset' ? ' before its sunset date' : '';
      return `${nameOf(parameter)} was removed${when}.`;
    },
    before: parameter.node.value,
  });
}
