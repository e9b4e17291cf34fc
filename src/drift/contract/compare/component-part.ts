import type { JsonValue } from '../../../document/document.ts';
import { namedIn } from '../model/component.ts';
import type { ContractModel } from '../model/contract-model.ts';
import { objectField } from '../model/fields.ts';
import { type Node, nearest } from '../model/node.ts';
import { readCallbacks, readItem } from '../model/operation.ts';
import { readHeaders } from '../model/response.ts';
import { sameValue } from '../schema/sameness.ts';
import { enterCallback } from './callback.ts';
import type { Comparison } from './comparison.ts';
import { compareHeader } from './header.ts';
import { PHRASES, removalOf } from './lifecycle.ts';
import { compareLink } from './link.ts';
import { compareOperation } from './operation.ts';
import { pairOperations } from './pair-operations.ts';
import { compareParameter } from './parameter.ts';
import { compareBody } from './request-body.ts';
import { compareResponse } from './response.ts';
import { Unit } from './unit.ts';
import { quote, within } from './where.ts';

/** What each side leads to from its operations. */
interface Reached {
  readonly base: ReadonlySet<JsonValue>;
  readonly head: ReadonlySet<JsonValue>;
}

/** One component on both sides, with the unit that it is reported to. */
interface PartPair {
  readonly comparison: Comparison;
  readonly unit: Unit;
  readonly name: string;
  readonly base: Node;
  readonly head: Node;
}

/** How components of each kind are called, and compared. */
const KINDS: readonly (readonly [string, string, (pair: PartPair) => void])[] = [
  ['parameters', 'Parameter', compareParameters],
  ['requestBodies', 'Request body', compareBodies],
  ['responses', 'Response', compareResponses],
  ['headers', 'Header', compareHeaders],
  ['callbacks', 'Callback', compareCallbacks],
  ['links', 'Link', compareLinks],
  ['pathItems', 'Path item', comparePathItem],
];

/** Compares the components other than schemas that no operation leads to. */
export function compareParts(comparison: Comparison, reached: Reached): void {
  for (const [section, kind, compare] of KINDS) {
    const base = namedIn(comparison.base.contract, section, reached.base);
    const head = namedIn(comparison.head.contract, section, reached.head);
    for (const [name, before] of base.unreached) {
      const after = head.all.get(name);
      const unit = unitOf(comparison, `${section}/${name}`);
      if (after === undefined) reportRemoved(comparison, unit, kind, before);
      else if (!sameValue(before.value, after.value) || hasReference(before.value))
        compare({ comparison, unit, name, base: before, head: after });
    }
    for (const [name, after] of head.unreached) {
      if (base.all.has(name)) continue;
      unitOf(comparison, `${section}/${name}`).report({
        rule: 'api-component-added',
        action: 'add',
        base: null,
        head: after,
        near: null,
        message: () => `${kind} ${quote(name)} was added to the components.`,
      });
    }
  }
}

/** What it refers to may have changed, though it is written the same. */
function hasReference(value: JsonValue): boolean {
  return JSON.stringify(value).includes('"$ref"');
}

function unitOf(comparison: Comparison, name: string): Unit {
  const top = new Unit('none');
  const unit = new Unit('none');
  const phrase = () => `component ${quote(name)}`;
  unit.parents.push({ unit: top, label: { part: { site: 'request-body', phrase } } });
  comparison.units.push(top, unit);
  return unit;
}

function reportRemoved({ head }: Comparison, unit: Unit, kind: string, before: Node): void {
  unit.report({
    rule: 'api-component-removed',
    action: 'remove',
    base: before,
    head: null,
    near: nearest(head.contract.root, 'components'),
    message: () => `${kind} ${quote(String(before.key))} was removed from the components.`,
  });
}

function compareParameters({ comparison, unit, base, head }: PartPair): void {
  const before = comparison.base.parameter(base);
  const after = comparison.head.parameter(head);
  if (before === undefined || after === undefined) return;
  compareParameter({ comparison, unit, request: 'request' }, before, after);
}

function compareBodies({ comparison, unit, base, head }: PartPair): void {
  const before = comparison.base.requestBody(base);
  const after = comparison.head.requestBody(head);
  if (before === undefined || after === undefined) return;
  compareBody({ comparison, unit, request: 'request' }, before, after);
}

function compareResponses({ comparison, unit, base, head }: PartPair): void {
  const usual = ['application/json'];
  const before = comparison.base.response(base, usual);
  const after = comparison.head.response(head, usual);
  if (before === undefined || after === undefined) return;
  compareResponse({ comparison, unit, response: 'response' }, 'the response', before, after);
}

function compareHeaders({ comparison, unit, name }: PartPair): void {
  const [before, after] = [comparison.base, comparison.head].map((model) => {
    const holder = componentsOf(model);
    return holder && readHeaders(model, holder)?.get(name.toLowerCase());
  });
  if (before && after) compareHeader({ comparison, unit, flow: 'response' }, name, before, after);
}

function compareCallbacks({ comparison, unit, name }: PartPair): void {
  const [before, after] = [comparison.base, comparison.head].map((model) => {
    const node = componentsOf(model);
    return node ? (readCallbacks(model.contract, { node }).get(name) ?? []) : [];
  });
  for (const pair of pairOperations(before ?? [], after ?? []).pairs)
    enterCallback({ comparison, unit }, name, pair);
}

function componentsOf({ contract }: ContractModel) {
  return objectField(contract, contract.root, 'components');
}

function compareLinks({ comparison, unit, name, base, head }: PartPair): void {
  const before = comparison.base.contract.follow(base);
  const after = comparison.head.contract.follow(head);
  if (before !== undefined && after !== undefined) compareLink(unit, name, before, after);
}

/** A path item is most likely shared for the operations that it declares: those that callers send. */
function comparePathItem({ comparison, unit, base, head }: PartPair): void {
  const before = readItem(comparison.base.contract, base, 'operation');
  const after = readItem(comparison.head.contract, head, 'operation');
  const { pairs, moved, removed, added } = pairOperations(before, after);
  for (const pair of [...pairs, ...moved]) {
    const phrase = (outer: string) => within(pair.head.method, outer);
    const places = { base: pair.base.node.value, head: pair.head.node.value };
    comparison.enter(unit, { part: { site: 'request-body', phrase } }, 'request', places, (own) =>
      comparison.later(() => compareOperation(comparison, own, pair)),
    );
  }
  for (const operation of removed) {
    const removal = removalOf(comparison.base, operation, comparison.date);
    unit.report({
      rule: `api-removed-${removal}`,
      topic: 'operation-removed',
      action: 'remove',
      base: operation.node,
      head: null,
      near: head,
      message: ({ phrase }) =>
        `Operation ${operation.method} of ${phrase} was removed${PHRASES[removal]}.`,
    });
  }
  for (const operation of added) {
    unit.report({
      rule: 'endpoint-added',
      action: 'add',
      base: null,
      head: operation.node,
      near: null,
      message: ({ phrase }) => `Operation ${operation.method} was added to ${phrase}.`,
    });
  }
}
