import { lifecycleOf } from '../model/lifecycle.ts';
import { type Node, nearest } from '../model/node.ts';
import { type Parameter, type ParameterUse, readParameters } from '../model/parameter.ts';
import { ANY, OBJECT, STRUCTURED, type TypeSet } from '../schema/types.ts';
import type { Comparison, Flow } from './comparison.ts';
import { compareLifecycle, type Removal, removalOf } from './lifecycle.ts';
import { compareContent } from './media-type.ts';
import type { OperationCase } from './operation.ts';
import type { Unit } from './unit.ts';
import { describe, type Label, quote, within } from './where.ts';

/** Compares the parameters in force for an operation, wherever they are listed. */
export function compareParameters(operation: OperationCase): void {
  const { comparison, pair } = operation;
  const base = readParameters(comparison.base, pair.base);
  const head = readParameters(comparison.head, pair.head);
  if (base === undefined || head === undefined) return;
  const moves = findMoves(base, head);
  const arrived = new Set(moves.values());
  for (const key of [...new Set([...base.keys(), ...head.keys()])].sort()) {
    const before = base.get(key);
    const after = head.get(key);
    const moved = before === undefined ? undefined : moves.get(before);
    if (before !== undefined && moved !== undefined) reportMoved(operation, key, before, moved);
    else if (after !== undefined && arrived.has(after)) continue;
    else if (before !== undefined && after !== undefined)
      compareParameter(operation, before.parameter, after.parameter);
    else if (before !== undefined) reportRemoved(operation, key, before);
    else if (after !== undefined) reportAdded(operation, key, after);
  }
}

/** Parameters that are gone from one place while one of the same name, and only one, is new in another. */
function findMoves(
  base: ReadonlyMap<string, ParameterUse>,
  head: ReadonlyMap<string, ParameterUse>,
): ReadonlyMap<ParameterUse, ParameterUse> {
  const moves = new Map<ParameterUse, ParameterUse>();
  const gone = byName([...base].filter(([key]) => !head.has(key)));
  if (gone.size === 0) return moves;
  const added = byName([...head].filter(([key]) => !base.has(key)));
  for (const [name, [before, another]] of gone) {
    const [after, second] = added.get(name) ?? [];
    if (before !== undefined && after !== undefined && (another ?? second) === undefined)
      moves.set(before, after);
  }
  return moves;
}

function byName(
  uses: readonly (readonly [string, ParameterUse])[],
): ReadonlyMap<string, readonly ParameterUse[]> {
  const found = new Map<string, ParameterUse[]>();
  for (const [, use] of uses) {
    const name = use.parameter.name.toLowerCase();
    const known = found.get(name);
    if (known === undefined) found.set(name, [use]);
    else known.push(use);
  }
  return found;
}

/** A move is one change: old requests have the parameter in a place that is not read any more. */
function reportMoved(
  { unit }: OperationCase,
  key: string,
  before: ParameterUse,
  after: ParameterUse,
): void {
  unit.report({
    rule: 'request-parameter-moved',
    detail: key,
    action: 'change',
    base: nearest(before.parameter.node, 'in'),
    head: nearest(after.parameter.node, 'in'),
    near: null,
    message: () => `${nameOf(before.parameter)} moved to the ${after.parameter.in}.`,
    before: before.parameter.in,
    after: after.parameter.in,
  });
}

function nameOf({ in: place, name }: Parameter): string {
  return `${place} parameter ${quote(name)}`;
}

/** Compares one parameter on both sides, of an operation or by itself. */
export function compareParameter(
  operation: Pick<OperationCase, 'comparison' | 'unit' | 'request'>,
  base: Parameter,
  head: Parameter,
): void {
  const { comparison, unit, request: flow } = operation;
  const site = flow === 'request' ? 'request-parameter' : 'response-header';
  const label: Label = { part: { site, phrase: (outer) => within(nameOf(head), outer) } };
  comparison.enter(unit, label, flow, { base, head }, (own) => {
    if (base.required !== head.required && head.in !== 'path')
      reportRequired(own, flow, base, head);
    if (flow === 'request') {
      compareStyle(comparison, own, base, head);
      compareFlags(own, base, head);
      compareLifecycle({
        unit: own,
        base: lifecycleOf(base.node),
        head: lifecycleOf(head.node),
        date: comparison.date,
        ruleOf: (event) => ({ event }),
        nameOf: describe,
      });
    }
    if (base.content === undefined || head.content === undefined) return;
    if (base.content === null && head.content === null) {
      const isAlwaysSent = base.required && head.required;
      const inside: Label = isAlwaysSent ? { isText: true, isAlwaysSent } : { isText: true };
      comparison.schemas(own, inside, flow, [schemaOf(base)], [schemaOf(head)]);
    } else if (base.content !== null && head.content !== null) {
      const content = { base: base.content, head: head.content };
      compareContent({ comparison, unit: own, flow }, site, content);
    }
  });
}

/** What may stand in the value of a query parameter. */
function compareFlags(unit: Unit, base: Parameter, head: Parameter): void {
  const flags = [
    [base.emptyValue, head.emptyValue, 'empty-value', 'allowEmptyValue', 'be sent without a value'],
    [base.reserved, head.reserved, 'reserved', 'allowReserved', 'hold reserved characters'],
  ] as const;
  for (const [before, after, flag, keyword, what] of flags) {
    if (before === after) continue;
    unit.report({
      rule: `request-parameter-${flag}-${after ? 'allowed' : 'forbidden'}`,
      action: 'change',
      base: nearest(base.node, keyword),
      head: nearest(head.node, keyword),
      near: null,
      message: () => `${nameOf(head)} may ${after ? 'now' : 'no longer'} ${what}.`,
      before,
      after,
    });
  }
}

/** The schema of a parameter; without one every value goes. */
function schemaOf({ schema, node }: Parameter): Node {
  return schema ?? { ...node, value: true };
}

function reportRequired(unit: Unit, flow: Flow, base: Parameter, head: Parameter): void {
  const change = head.required ? 'became-required' : 'became-optional';
  unit.report({
    rule: flow === 'request' ? `request-parameter-${change}` : `webhook-parameter-${change}`,
    action: 'change',
    base: nearest(base.node, 'required'),
    head: nearest(head.node, 'required'),
    near: null,
    message: ({ phrase }) => `${phrase} became ${head.required ? 'required' : 'optional'}.`,
    before: base.required,
    after: head.required,
  });
}

/** Style and explode only show in values of some types; a media type always does. */
function compareStyle(comparison: Comparison, unit: Unit, base: Parameter, head: Parameter): void {
  if (base.style === head.style) return;
  const before = comparison.base.schemas.of([schemaOf(base)])?.view().types ?? 0;
  const after = comparison.head.schemas.of([schemaOf(head)])?.view().types ?? 0;
  const hasContent = base.content !== null || head.content !== null;
  if (!hasContent && (before & after & typesThatShow(base.style, head.style)) === 0) return;
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

/** The types whose values are written in other ways in two styles (OpenAPI 3.1, section 4.8.12.3). */
function typesThatShow(before: string, after: string): TypeSet {
  const [old, now] = [before, after].map((style) => style.replace(', exploded', ''));
  if (old === now) return old === 'simple' ? OBJECT : STRUCTURED;
  const hasPrefix = [old, now].some((style) => style === 'label' || style === 'matrix');
  return hasPrefix ? ANY : STRUCTURED;
}

function reportAdded(
  { unit, request: flow }: OperationCase,
  key: string,
  { use, parameter }: ParameterUse,
): void {
  const isPath = parameter.in === 'path';
  const rule =
    flow === 'response'
      ? 'webhook-parameter-added'
      : isPath
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
    message: ({ phrase }) =>
      `${parameter.required && !isPath ? 'required ' : ''}${within(nameOf(parameter), phrase)} was ${isPath ? 'declared' : 'added'}.`,
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
  const isSent = operation.request === 'request';
  const removal = removalOf(comparison.base, parameter, comparison.date);
  unit.report({
    rule: isSent
      ? REMOVED[removal]
      : parameter.required
        ? 'webhook-required-parameter-removed'
        : 'webhook-optional-parameter-removed',
    topic: 'parameter-removed',
    detail: key,
    action: 'remove',
    base: use,
    head: null,
    near: nearest(pair.head.node, 'parameters'),
    message: ({ phrase }) => {
      const when = isSent && removal === 'before-sunset' ? ' before its sunset date' : '';
      return `${within(nameOf(parameter), phrase)} was removed${when}.`;
    },
    before: parameter.node.value,
  });
}

const REMOVED = {
  'without-deprecation': 'request-parameter-removed',
  'before-sunset': 'request-parameter-removed-before-sunset',
  'with-deprecation': 'request-parameter-removed-with-deprecation',
} as const satisfies Readonly<Record<Removal, string>>;
