import { nearest } from '../model/node.ts';
import { type Response, type ResponseUse, responsesOf } from '../model/response.ts';
import { compareHeaders } from './header.ts';
import { compareLinks } from './link.ts';
import { compareContent, plannedMediaType } from './media-type.ts';
import type { OperationCase } from './operation.ts';
import { type Label, quote, within } from './where.ts';

type Responses = ReadonlyMap<string, ResponseUse | undefined>;

/**
 * Compares the responses of an operation by status. What was promised for a status is compared with what is promised
 * for it now, be it by its own entry, a range or `default`; a range of base also with the single statuses it became.
 */
export function compareResponses(operation: OperationCase): void {
  const { comparison, pair } = operation;
  const base = responsesOf(comparison.base, pair.base);
  const head = responsesOf(comparison.head, pair.head);
  if (base === undefined || head === undefined) return;
  const used = new Set<string>();
  for (const status of [...base.keys()].sort()) {
    const before = base.get(status);
    if (before === undefined) continue;
    const cover = coverOf(head, status);
    if (cover !== undefined) used.add(cover);
    if (cover !== undefined) {
      const after = head.get(cover);
      if (after !== undefined)
        compareResponse(operation, `the ${status} response`, before.response, after.response);
    } else if (!compareNarrowed(operation, head, status, before))
      reportRemoved(operation, status, before);
  }
  for (const status of [...head.keys()].sort()) {
    const after = head.get(status);
    if (after === undefined || base.has(status) || used.has(status)) continue;
    const cover = coverOf(base, status);
    const before = cover === undefined ? undefined : base.get(cover);
    if (cover === undefined) reportAdded(operation, status, after);
    else if (before !== undefined)
      compareResponse(operation, `the ${status} response`, before.response, after.response);
  }
}

/** A range that became single statuses: nothing comes that could not come before. */
function compareNarrowed(
  { unit }: OperationCase,
  head: Responses,
  range: string,
  before: ResponseUse,
): boolean {
  if (!range.endsWith('XX')) return false;
  const [first] = [...head]
    .filter(([status]) => status.startsWith(range.slice(0, 1)))
    .sort(([a], [b]) => (a < b ? -1 : 1));
  const [status, after] = first ?? [];
  if (status === undefined || after === undefined) return false;
  unit.report({
    rule: 'response-status-range-narrowed',
    detail: range,
    action: 'change',
    base: before.use,
    head: after.use,
    near: null,
    message: () => `Status range ${quote(range)} became single statuses, such as ${quote(status)}.`,
  });
  return true;
}

function reportRemoved(
  { unit, pair, response: flow }: OperationCase,
  status: string,
  before: ResponseUse,
): void {
  const removed = isSuccess(status)
    ? 'response-success-status-removed'
    : 'response-non-success-status-removed';
  unit.report({
    rule: flow === 'response' ? removed : 'webhook-response-status-removed',
    detail: status,
    action: 'remove',
    base: before.use,
    head: null,
    near: nearest(pair.head.node, 'responses'),
    message: ({ phrase }) =>
      `Status ${quote(status)} was removed from ${within('the responses', phrase)}.`,
  });
}

function reportAdded(
  { unit, response: flow }: OperationCase,
  status: string,
  after: ResponseUse,
): void {
  const added = isSuccess(status)
    ? 'response-success-status-added'
    : 'response-non-success-status-added';
  unit.report({
    rule: flow === 'response' ? added : 'webhook-response-status-added',
    detail: status,
    action: 'add',
    base: null,
    head: after.use,
    near: null,
    message: ({ phrase }) =>
      `Status ${quote(status)} was added to ${within('the responses', phrase)}.`,
  });
}

/**
 * The entry in force for a status: its own, its range (`2XX`), or `default` (OpenAPI 3.1, section 4.8.16).
 * Beside a success that is named, `default` stands for errors, as the specification's own examples use it.
 */
function coverOf(responses: Responses, status: string): string | undefined {
  const range = `${status.slice(0, 1)}XX`;
  const own = [status, range].find((key) => responses.has(key));
  if (own !== undefined || !responses.has('default')) return own;
  const namesSuccess = [...responses.keys()].some(isSuccess);
  return isSuccess(status) && namesSuccess ? undefined : 'default';
}

function isSuccess(status: string): boolean {
  return /^[123]/.test(status);
}

/** Compares one response on both sides, of an operation or by itself; `part` names it. */
export function compareResponse(
  operation: Pick<OperationCase, 'comparison' | 'unit' | 'response'>,
  part: string,
  base: Response,
  head: Response,
): void {
  const { comparison, unit, response: flow } = operation;
  const site = flow === 'response' ? 'response-body' : 'request-body';
  const label: Label = { part: { site, phrase: (outer) => within(part, outer) } };
  comparison.enter(unit, label, flow, { base, head }, (own) => {
    if (base.headers !== undefined && head.headers !== undefined) {
      compareHeaders({ comparison, unit: own, flow }, base.headers, head.headers, head.node);
    }
    if (flow === 'response') compareLinks(comparison, own, base.node, head.node);
    if (base.content === undefined || head.content === undefined) return;
    const content = { base: base.content, head: head.content };
    const { removed, added } = compareContent({ comparison, unit: own, flow }, site, content);
    const prefix = flow === 'response' ? 'response' : 'webhook-response';
    for (const type of removed) {
      const planned =
        flow === 'response' ? plannedMediaType({ comparison, unit: own, flow }, type) : null;
      own.report({
        rule: planned?.rule ?? `${prefix}-media-type-removed`,
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
        rule: `${prefix}-media-type-added`,
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
