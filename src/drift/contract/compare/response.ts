import { nearest } from '../model/node.ts';
import { type Response, type ResponseUse, responsesOf } from '../model/response.ts';
import { compareHeaders } from './header.ts';
import { compareContent } from './media-type.ts';
import type { OperationCase } from './operation.ts';
import { type Label, quote } from './where.ts';

type Responses = ReadonlyMap<string, ResponseUse | undefined>;

/** Compares the responses of an operation by status; a status that is gone goes with the range or default that covers it. */
export function compareResponses(operation: OperationCase): void {
  const { comparison, pair, unit } = operation;
  const base = responsesOf(comparison.base, pair.base);
  const head = responsesOf(comparison.head, pair.head);
  if (base === undefined || head === undefined) return;
  for (const status of [...base.keys()].sort()) {
    const before = base.get(status);
    const cover = coverOf(head, status);
    if (before === undefined) continue;
    if (cover !== undefined) {
      const after = head.get(cover);
      if (after !== undefined) comparePair(operation, status, before.response, after.response);
      continue;
    }
    unit.report({
      rule: isSuccess(status)
        ? 'response-success-status-removed'
        : 'response-non-success-status-removed',
      detail: status,
      action: 'remove',
      base: before.use,
      head: null,
      near: nearest(pair.head.node, 'responses'),
      message: () => `Status ${quote(status)} was removed from the responses.`,
    });
  }
  for (const status of [...head.keys()].sort()) {
    const after = head.get(status);
    if (after === undefined || coverOf(base, status) !== undefined || isUsed(base, head, status))
      continue;
    unit.report({
      rule: isSuccess(status)
        ? 'response-success-status-added'
        : 'response-non-success-status-added',
      detail: status,
      action: 'add',
      base: null,
      head: after.use,
      near: null,
      message: () => `Status ${quote(status)} was added to the responses.`,
    });
  }
}

/** The entry in force for a status: its own, its range (`2XX`), or `default` (OpenAPI 3.1, section 4.8.16). */
function coverOf(responses: Responses, status: string): string | undefined {
  return [status, `${status.slice(0, 1)}XX`, 'default'].find((key) => responses.has(key));
}

/** Whether an entry of head took over a status of base, so that it is not new. */
function isUsed(base: Responses, head: Responses, status: string): boolean {
  return [...base.keys()].some((key) => coverOf(head, key) === status);
}

function isSuccess(status: string): boolean {
  return /^[123]/.test(status);
}

function comparePair(
  operation: OperationCase,
  status: string,
  base: Response,
  head: Response,
): void {
  const { comparison, unit, response: flow } = operation;
  const site = flow === 'response' ? 'response-body' : 'request-body';
  const label: Label = { part: { site, phrase: () => `the ${status} response` } };
  comparison.enter(unit, label, flow, { base, head }, (own) => {
    if (base.headers !== undefined && head.headers !== undefined) {
      compareHeaders({ comparison, unit: own, flow }, base.headers, head.headers, head.node);
    }
    if (base.content === undefined || head.content === undefined) return;
    const content = { base: base.content, head: head.content };
    const { removed, added } = compareContent({ comparison, unit: own, flow }, site, content);
    for (const type of removed) {
      own.report({
        rule: 'response-media-type-removed',
        detail: type.name,
        action: 'remove',
        base: type.node,
        head: null,
        near: nearest(head.node, 'content'),
        message: (where) => `Media type ${quote(type.name)} was removed from ${where.phrase}.`,
      });
    }
    for (const type of added) {
      own.report({
        rule: 'response-media-type-added',
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
