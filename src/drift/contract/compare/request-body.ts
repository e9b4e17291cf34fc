import { nearest } from '../model/node.ts';
import { type RequestBody, requestBodyOf } from '../model/request-body.ts';
import type { Flow } from './comparison.ts';
import { compareContent, plannedMediaType } from './media-type.ts';
import type { OperationCase } from './operation.ts';
import type { Unit } from './unit.ts';
import { type Label, quote, within } from './where.ts';

/** Compares what requests of an operation may carry. */
export function compareRequestBodies(operation: OperationCase): void {
  const { comparison, unit, pair } = operation;
  const base = requestBodyOf(comparison.base, pair.base);
  const head = requestBodyOf(comparison.head, pair.head);
  if (base === undefined || head === undefined || (base === null && head === null)) return;
  const isSent = operation.request === 'request';
  if (base === null && head !== null) {
    unit.report({
      rule: !isSent
        ? 'webhook-body-added'
        : head.required
          ? 'request-body-added-required'
          : 'request-body-added-optional',
      action: 'add',
      base: null,
      head: nearest(pair.head.node, 'requestBody'),
      near: null,
      message: ({ phrase }) =>
        `${within(
          `${head.required ? 'a required' : 'an optional'} ${isSent ? 'request body' : 'body'}`,
          phrase,
        )} was added.`,
    });
  } else if (base !== null && head === null) {
    unit.report({
      rule: isSent ? 'request-body-removed' : 'webhook-body-removed',
      action: 'remove',
      base: nearest(pair.base.node, 'requestBody'),
      head: null,
      near: pair.head.node,
      message: ({ phrase }) => `${within(nameOf(operation.request), phrase)} was removed.`,
    });
  } else if (base !== null && head !== null) compareBody(operation, base, head);
}

/** Compares one request body on both sides, of an operation or by itself. */
export function compareBody(
  operation: Pick<OperationCase, 'comparison' | 'unit' | 'request'>,
  base: RequestBody,
  head: RequestBody,
): void {
  const { comparison, unit, request: flow } = operation;
  const site = flow === 'request' ? 'request-body' : 'response-body';
  const isSent = flow === 'request';
  const label: Label = { part: { site, phrase: (outer) => within(nameOf(flow), outer) } };
  comparison.enter(unit, label, flow, { base, head }, (own) => {
    if (base.required !== head.required) reportRequired(own, flow, base, head);
    if (base.content === undefined || head.content === undefined) return;
    const content = { base: base.content, head: head.content };
    const { removed, added } = compareContent({ comparison, unit: own, flow }, site, content);
    for (const type of removed) {
      const planned = isSent ? plannedMediaType({ comparison, unit: own, flow }, type) : null;
      const removal = isSent
        ? 'request-body-media-type-removed'
        : 'webhook-body-media-type-removed';
      own.report({
        rule: planned?.rule ?? removal,
        topic: 'media-type-removed',
        detail: type.name,
        action: 'remove',
        base: type.node,
        head: null,
        near: nearest(head.node, 'content'),
        message: (where) =>
          `Media type ${quote(type.name)} was removed from ${where.phrase}${planned?.when ?? ''}.`,
        ...(planned === null ? {} : { compatibility: planned.compatibility }),
      });
    }
    for (const type of added) {
      own.report({
        rule: isSent ? 'request-body-media-type-added' : 'webhook-body-media-type-added',
        detail: type.name,
        action: 'add',
        base: null,
        head: type.node,
        near: null,
        message: (where) => `Media type ${quote(type.name)} was added to ${where.phrase}.`,
      });
    }
  });
}

/** What callers send is the request; what receivers of a webhook or callback get is just its body. */
function nameOf(flow: Flow): string {
  return flow === 'request' ? 'the request body' : 'the body';
}

function reportRequired(unit: Unit, flow: Flow, base: RequestBody, head: RequestBody): void {
  const change = head.required ? 'became-required' : 'became-optional';
  unit.report({
    rule: flow === 'request' ? `request-body-${change}` : `webhook-body-${change}`,
    action: 'change',
    base: nearest(base.node, 'required'),
    head: nearest(head.node, 'required'),
    near: null,
    message: ({ phrase }) => `${phrase} became ${head.required ? 'required' : 'optional'}.`,
    before: base.required,
    after: head.required,
  });
}
