import { type Node, nearest } from '../model/node.ts';
import type { Header } from '../model/response.ts';
import type { ContentCase } from './media-type.ts';
import { type Label, quote } from './where.ts';

type Headers = ReadonlyMap<string, Header>;

/** Compares the headers of a response; names count without case (RFC 9110, section 5.1). */
export function compareHeaders(
  { comparison, unit, flow }: ContentCase,
  base: Headers,
  head: Headers,
  response: Node,
): void {
  for (const key of [...new Set([...base.keys(), ...head.keys()])].sort()) {
    const before = base.get(key);
    const after = head.get(key);
    if (before === undefined && after !== undefined) {
      unit.report({
        rule: 'response-header-added',
        detail: key,
        action: 'add',
        base: null,
        head: after.node,
        near: null,
        message: (where) => `header ${quote(after.name)} was added to ${where.phrase}.`,
      });
    } else if (before !== undefined && after === undefined) {
      unit.report({
        rule: before.required
          ? 'required-response-header-removed'
          : 'optional-response-header-removed',
        topic: 'header-removed',
        detail: key,
        action: 'remove',
        base: before.node,
        head: null,
        near: nearest(response, 'headers'),
        message: (where) => `header ${quote(before.name)} was removed from ${where.phrase}.`,
      });
    } else if (before !== undefined && after !== undefined) {
      const phrase = (outer: string) => `header ${quote(after.name)} of ${outer}`;
      const label: Label = { part: { site: 'response-header', phrase }, isText: true };
      if (before.required !== after.required) {
        unit.report({
          rule: after.required
            ? 'response-header-became-required'
            : 'response-header-became-optional',
          detail: key,
          action: 'change',
          base: nearest(before.node, 'required'),
          head: nearest(after.node, 'required'),
          near: null,
          message: (where) =>
            `${phrase(where.phrase)} became ${after.required ? 'required' : 'optional'}.`,
          before: before.required,
          after: after.required,
        });
      }
      if (before.schema !== null && after.schema !== null) {
        comparison.schemas(unit, label, flow, [before.schema], [after.schema]);
      }
    }
  }
}
