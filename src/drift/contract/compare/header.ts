import type { ContractModel } from '../model/contract-model.ts';
import { type Lifecycle, lifecycleOf, schemaLifecycle } from '../model/lifecycle.ts';
import { valueNode } from '../model/media-type.ts';
import { type Node, nearest } from '../model/node.ts';
import type { Header } from '../model/response.ts';
import { contractRule } from '../rules/index.ts';
import { lifecycleRuleId } from '../rules/lifecycle.ts';
import { OBJECT, STRUCTURED, type TypeSet } from '../schema/types.ts';
import { compareLifecycle, plannedRemoval } from './lifecycle.ts';
import type { ContentCase } from './media-type.ts';
import { type Label, quote, within } from './where.ts';

type Headers = ReadonlyMap<string, Header>;

/** Compares the headers of a response; names count without case (RFC 9110, section 5.1). */
export function compareHeaders(
  content: ContentCase,
  base: Headers,
  head: Headers,
  response: Node,
): void {
  for (const key of [...new Set([...base.keys(), ...head.keys()])].sort()) {
    const before = base.get(key);
    const after = head.get(key);
    if (before !== undefined && after !== undefined) compareHeader(content, key, before, after);
    else if (after !== undefined) reportAdded(content, key, after);
    else if (before !== undefined) reportRemoved(content, key, before, response);
  }
}

function reportAdded({ unit, flow }: ContentCase, key: string, after: Header): void {
  const added = after.required
    ? 'webhook-response-required-header-added'
    : 'webhook-response-header-added';
  unit.report({
    rule: flow === 'response' ? 'response-header-added' : added,
    topic: 'header-added',
    detail: key,
    action: 'add',
    base: null,
    head: after.node,
    near: null,
    message: (where) => `header ${quote(after.name)} was added to ${where.phrase}.`,
  });
}

function reportRemoved(
  { comparison, unit, flow }: ContentCase,
  key: string,
  before: Header,
  response: Node,
): void {
  const removed = before.required
    ? 'required-response-header-removed'
    : 'optional-response-header-removed';
  const lifecycle = headerLifecycle(comparison.base, before);
  const { compatibility } = contractRule(removed);
  const planned =
    flow === 'response'
      ? plannedRemoval(comparison, lifecycle, 'response-header', compatibility)
      : null;
  unit.report({
    rule: planned?.rule ?? (flow === 'response' ? removed : 'webhook-response-header-removed'),
    topic: 'header-removed',
    detail: key,
    action: 'remove',
    base: before.node,
    head: null,
    near: nearest(response, 'headers'),
    message: (where) =>
      `header ${quote(before.name)} was removed from ${where.phrase}${planned?.when ?? ''}.`,
    ...(planned === null ? {} : { compatibility: planned.compatibility }),
  });
}

/** What is announced about a header, by itself or by its schema. */
function headerLifecycle({ contract }: ContractModel, { node, schema }: Header): Lifecycle {
  const own = lifecycleOf(node);
  return own.deprecated !== null || schema === null || schema.value === node.value
    ? own
    : schemaLifecycle(contract, node, [node, schema]);
}

/** Compares one header on both sides, of a response or by itself. */
export function compareHeader(
  content: ContentCase,
  key: string,
  before: Header,
  after: Header,
): void {
  const { comparison, unit, flow } = content;
  const nameIn = (outer: string) => within(`header ${quote(after.name)}`, outer);
  const site = flow === 'response' ? 'response-header' : 'request-parameter';
  const label: Label = { part: { site, phrase: nameIn }, isText: true };
  if (before.required !== after.required) {
    const prefix = flow === 'response' ? 'response' : 'webhook-response';
    unit.report({
      rule: `${prefix}-header-became-${after.required ? 'required' : 'optional'}`,
      detail: key,
      action: 'change',
      base: nearest(before.node, 'required'),
      head: nearest(after.node, 'required'),
      near: null,
      message: (where) =>
        `${nameIn(where.phrase)} became ${after.required ? 'required' : 'optional'}.`,
      before: before.required,
      after: after.required,
    });
  }
  if (flow === 'response') {
    compareLifecycle({
      unit,
      base: lifecycleOf(before.node),
      head: lifecycleOf(after.node),
      date: comparison.date,
      ruleOf: (event) => lifecycleRuleId('response-header', event),
      nameOf: (where) => nameIn(where.phrase),
    });
  }
  compareStyle(content, key, before, after);
  if (before.content !== null || after.content !== null) return;
  if (before.schema !== null && after.schema !== null) {
    comparison.schemas(unit, label, flow, [before.schema], [after.schema]);
  }
}

/** A header is plain text or a media type; exploded, an object is written as `a=1,b=2`, else as `a,1,b,2`. */
function compareStyle(
  { comparison, unit, flow }: ContentCase,
  key: string,
  before: Header,
  after: Header,
): void {
  const nameIn = (outer: string) => within(`header ${quote(after.name)}`, outer);
  if (before.content !== null && after.content !== null) {
    const label: Label = {
      part: { site: flow === 'response' ? 'response-header' : 'request-parameter', phrase: nameIn },
    };
    for (const [name, base] of before.content) {
      const head = after.content.get(name);
      if (head !== undefined)
        comparison.schemas(unit, label, flow, [valueNode(base)], [valueNode(head)]);
    }
  }
  if (before.style === after.style || flow !== 'response') return;
  const isPlain = before.content === null && after.content === null;
  const shown = isExplodedOnly(before, after) ? OBJECT : STRUCTURED;
  if (isPlain && (typesOf(comparison.base, before) & shown) === 0) return;
  if (isPlain && (typesOf(comparison.head, after) & shown) === 0) return;
  unit.report({
    rule: 'response-header-style-changed',
    detail: key,
    action: 'change',
    base: before.node,
    head: after.node,
    near: null,
    message: (where) =>
      `${nameIn(where.phrase)} is now written as '${after.style}' instead of '${before.style}'.`,
    before: before.style,
    after: after.style,
  });
}

/** Exploding only shows in objects; the collection formats of Swagger 2.0 show in lists. */
function isExplodedOnly(before: Header, after: Header): boolean {
  return [before, after].every(({ style }) => style === 'simple' || style === 'exploded');
}

function typesOf(model: ContractModel, { schema }: Header): TypeSet {
  return schema === null ? 0 : (model.schemas.of([schema])?.view().types ?? 0);
}
