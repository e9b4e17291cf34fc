import { childOf, nearest } from '../model/node.ts';
import { operationName } from '../model/operation.ts';
import { sameValue } from '../schema/sameness.ts';
import type { Comparison, Flow } from './comparison.ts';
import type { OperationPair } from './pair-operations.ts';
import { compareParameters } from './parameter.ts';
import { compareRequestBodies } from './request-body.ts';
import { compareResponses } from './response.ts';
import { compareSecurity } from './security.ts';
import type { Unit } from './unit.ts';

/** What the handlers of an operation's parts get. */
export interface OperationCase {
  readonly comparison: Comparison;
  readonly unit: Unit;
  readonly pair: OperationPair;
  /** The way the operation's request and its response flow: a webhook's request is what consumers get. */
  readonly request: Flow;
  readonly response: Flow;
}

/** Compares one operation on both sides. */
export function compareOperation(comparison: Comparison, unit: Unit, pair: OperationPair): void {
  const isWebhook = pair.head.kind === 'webhook';
  const operation: OperationCase = {
    comparison,
    unit,
    pair,
    request: isWebhook ? 'response' : 'request',
    response: isWebhook ? 'request' : 'response',
  };
  compareDeprecation(operation);
  if (!isWebhook) {
    compareParameters(operation);
    compareSecurity(operation);
  }
  compareRequestBodies(operation);
  compareResponses(operation);
  noticeCallbacks(operation);
}

function compareDeprecation({ unit, pair: { base, head } }: OperationCase): void {
  if (base.deprecated === head.deprecated) return;
  const at = childOf(base.node, 'deprecated');
  unit.report({
    rule: head.deprecated ? 'endpoint-deprecated' : 'endpoint-reactivated',
    action: 'change',
    base: at ?? base.node,
    head: nearest(head.node, 'deprecated'),
    near: null,
    message: () =>
      `Operation ${operationName(head)} ${head.deprecated ? 'was deprecated' : 'is no longer deprecated'}.`,
    before: base.deprecated,
    after: head.deprecated,
  });
}

/** Callbacks are not compared yet; that they changed is said. */
function noticeCallbacks({ comparison, pair: { base, head } }: OperationCase): void {
  const before = childOf(base.node, 'callbacks');
  const after = childOf(head.node, 'callbacks');
  if (sameValue(before?.value ?? null, after?.value ?? null)) return;
  comparison.head.contract.report(
    after ?? head.node,
    'not-checked',
    `The callbacks of ${operationName(head)} changed. Callbacks are not compared yet; look at them yourself.`,
  );
}
