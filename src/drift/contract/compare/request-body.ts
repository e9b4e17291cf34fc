import { nearest } from '../model/node.ts';
import { type RequestBody, requestBodyOf } from '../model/request-body.ts';
import { compareContent } from './media-type.ts';
import type { OperationCase } from './operation.ts';
import type { Unit } from './unit.ts';
import { type Label, quote } from './where.ts';

/** Compares what requests of an operation may carry. */
export function compareRequestBodies(operation: OperationCase): void {
  const { comparison, unit, pair } = operation;
  const base = requestBodyOf(comparison.base, pair.base);
  const head = requestBodyOf(comparison.head, pair.head);
  if (base === undefined || head === undefined || (base === null && head === null)) return;
  if (base === null && head !== null) {
    unit.report({
      rule: head.required ? 'request-body-added-required' : 'request-body-added-optional',
      action: 'add',
      base: null,
      head: nearest(pair.head.node, 'requestBody'),
      near: null,
      message: () => `${head.required ? 'a required' : 'an optional'} request body was added.`,
    });
  } else if (base !== null && head === null) {
    unit.report({
      rule: 'request-body-removed',
      action: 'remove',
      base: nearest(pair.base.node, 'requestBody'),
      head: null,
      near: pair.head.node,
      message: () => 'the request body was removed.',
    });
  } else if (base !== null && head !== null) compareBodies(operation, base, head);
}

function compareBodies(operation: OperationCase, base: RequestBody, head: RequestBody): void {
  const { comparison, unit, request: flow } = operation;
  const site = flow === 'request' ? 'request-body' : 'response-body';
  const label: Label = { part: { site, phrase: () => 'the request body' } };
  comparison.enter(unit, label, flow, { base, head }, (own) => {
    if (base.required !== head.required) reportRequired(own, base, head);
    if (base.content === undefined || head.content === undefined) return;
    const content = { base: base.content, head: head.content };
    const { removed, added } = compareContent({ comparison, unit: own, flow }, site, content);
    for (const type of removed) {
      own.report({
        rule: 'request-body-media-type-removed',
        detail: type.name,
        action: 'remove',
        base: type.node,
        head: null,
        near: nearest(head.node, 'content'),
        message: () => `Media type ${quote(type.name)} was removed from the request body.`,
      });
    }
    for (const type of added) {
      own.report({
        rule: 'request-body-media-type-added',
        detail: type.name,
        action: 'add',
        base: null,
        head: type.node,
        near: null,
        message: () => `Media type ${quote(type.name)} was added to the request body.`,
      });
    }
  });
}

function reportRequired(unit: Unit, base: RequestBody, head: RequestBody): void {
  unit.report({
    rule: head.required ? 'request-body-became-required' : 'request-body-became-optional',
    action: 'change',
    base: nearest(base.node, 'required'),
    head: nearest(head.node, 'required'),
    near: null,
    message: () => `the request body became ${head.required ? 'required' : 'optional'}.`,
    before: base.required,
    after: head.required,
  });
}
