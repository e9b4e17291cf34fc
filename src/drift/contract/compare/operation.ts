import { operationLifecycle } from '../model/lifecycle.ts';
import { nearest } from '../model/node.ts';
import { operationName } from '../model/operation.ts';
import { lifecycleRuleId } from '../rules/lifecycle.ts';
import { compareCallbacks } from './callback.ts';
import type { Comparison, Flow } from './comparison.ts';
import { compareLifecycle } from './lifecycle.ts';
import type { OperationPair } from './pair-operations.ts';
import { compareParameters } from './parameter.ts';
import { compareRequestBodies } from './request-body.ts';
import { compareResponses } from './response.ts';
import { compareSecurity } from './security.ts';
import { compareServers } from './server.ts';
import type { Unit } from './unit.ts';
import { quote } from './where.ts';

/** What the handlers of an operation's parts get. */
export interface OperationCase {
  readonly comparison: Comparison;
  readonly unit: Unit;
  readonly pair: OperationPair;
  /**
   * The way the operation's request and its response flow: the request of a webhook or callback is what
   * consumers get, and its response what they send.
   */
  readonly request: Flow;
  readonly response: Flow;
}

/** Compares one operation on both sides. */
export function compareOperation(comparison: Comparison, unit: Unit, pair: OperationPair): void {
  const isInverted = pair.head.kind !== 'operation';
  const operation: OperationCase = {
    comparison,
    unit,
    pair,
    request: isInverted ? 'response' : 'request',
    response: isInverted ? 'request' : 'response',
  };
  compareAnnouncements(operation);
  compareOperationId(operation);
  compareTags(operation);
  compareParameters(operation);
  if (!isInverted) {
    compareServers(operation);
    compareSecurity(operation);
  }
  compareRequestBodies(operation);
  compareResponses(operation);
  compareCallbacks(operation);
}

function compareAnnouncements({ comparison, unit, pair: { base, head } }: OperationCase): void {
  compareLifecycle({
    unit,
    base: operationLifecycle(base),
    head: operationLifecycle(head),
    date: comparison.date,
    ruleOf: (event) => lifecycleRuleId('api', event),
    nameOf: () => `Operation ${operationName(head)}`,
  });
}

/** The id that code generators name functions after. */
function compareOperationId({ unit, pair: { base, head } }: OperationCase): void {
  const [before, after] = [base.operationId, head.operationId];
  if (before === after) return;
  const shared = { near: null, base: nearest(base.node, 'operationId') } as const;
  const name = operationName(head);
  if (before === null && after !== null) {
    unit.report({
      ...shared,
      rule: 'api-operation-id-added',
      action: 'add',
      base: null,
      head: nearest(head.node, 'operationId'),
      message: () => `Operation ${name} was given the id ${quote(after)}.`,
      after,
    });
  } else if (before !== null && after === null) {
    unit.report({
      ...shared,
      rule: 'api-operation-id-removed',
      action: 'remove',
      head: null,
      near: head.node,
      message: () => `Operation ${name} no longer has the id ${quote(before)}.`,
      before,
    });
  } else if (before !== null && after !== null) {
    unit.report({
      ...shared,
      rule: 'api-operation-id-changed',
      action: 'change',
      head: nearest(head.node, 'operationId'),
      message: () => `Operation ${name} has the id ${quote(after)} instead of ${quote(before)}.`,
      before,
      after,
    });
  }
}

function compareTags({ unit, pair: { base, head } }: OperationCase): void {
  for (const tag of [...new Set(head.tags)].sort()) {
    if (base.tags.includes(tag)) continue;
    unit.report({
      rule: 'api-tag-added',
      detail: tag,
      action: 'add',
      base: null,
      head: nearest(head.node, 'tags'),
      near: null,
      message: () => `Tag ${quote(tag)} was added to ${operationName(head)}.`,
      after: tag,
    });
  }
  for (const tag of [...new Set(base.tags)].sort()) {
    if (head.tags.includes(tag)) continue;
    unit.report({
      rule: 'api-tag-removed',
      detail: tag,
      action: 'remove',
      base: nearest(base.node, 'tags'),
      head: null,
      near: nearest(head.node, 'tags'),
      message: () => `Tag ${quote(tag)} was removed from ${operationName(head)}.`,
      before: tag,
    });
  }
}
