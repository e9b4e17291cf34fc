import { isObject, type JsonValue } from '../../../document/document.ts';
import { objectField } from '../model/fields.ts';
import { childOf, childrenOf, type Node, nearest, type ObjectNode } from '../model/node.ts';
import { sameValue } from '../schema/sameness.ts';
import type { Comparison } from './comparison.ts';
import type { Unit } from './unit.ts';
import { quote } from './where.ts';

/** Compares the links of a response: which operation each leads to, and with which values (OpenAPI 3.1, section 4.8.20). */
export function compareLinks(
  { base, head }: Comparison,
  unit: Unit,
  before: ObjectNode,
  after: ObjectNode,
): void {
  const old = objectField(base.contract, before, 'links');
  const own = objectField(head.contract, after, 'links');
  if (old === undefined || own === undefined || (old === null && own === null)) return;
  const names = [old, own].flatMap((links) => (links === null ? [] : childrenOf(links)));
  for (const name of [...new Set(names.map(({ key }) => String(key)))].sort()) {
    const baseLink = old === null ? null : childOf(old, name);
    const headLink = own === null ? null : childOf(own, name);
    if (baseLink !== null && headLink !== null) {
      const baseTarget = base.contract.follow(baseLink);
      const headTarget = head.contract.follow(headLink);
      if (baseTarget === undefined || headTarget === undefined) continue;
      compareLink(unit, name, baseTarget, headTarget);
    } else if (headLink !== null)
      reportLink(unit, 'added', name, { base: null, head: headLink, near: null });
    else if (baseLink !== null) {
      const near = nearest(after, 'links');
      reportLink(unit, 'removed', name, { base: baseLink, head: null, near });
    }
  }
}

/** Compares one link on both sides, of a response or by itself. */
export function compareLink(unit: Unit, name: string, base: Node, head: Node): void {
  if (sameValue(meaningOf(base.value), meaningOf(head.value))) return;
  reportLink(unit, 'changed', name, { base, head, near: null });
}

/** What of a link counts: not its description. */
function meaningOf(link: JsonValue): JsonValue {
  if (!isObject(link)) return link;
  const keys = ['operationId', 'operationRef', 'parameters', 'requestBody', 'server'];
  return keys.map((key) => (Object.hasOwn(link, key) ? link[key] : undefined) ?? null);
}

function reportLink(
  unit: Unit,
  what: 'added' | 'removed' | 'changed',
  name: string,
  places: { readonly base: Node | null; readonly head: Node | null; readonly near: Node | null },
): void {
  const text = { added: 'was added to', removed: 'was removed from', changed: 'changed in' }[what];
  unit.report({
    ...places,
    rule: `response-link-${what}`,
    detail: name,
    action: what === 'added' ? 'add' : what === 'removed' ? 'remove' : 'change',
    message: (where) => `Link ${quote(name)} ${text} ${where.phrase}.`,
    ...(places.base === null ? {} : { before: places.base.value }),
    ...(places.head === null ? {} : { after: places.head.value }),
  });
}
