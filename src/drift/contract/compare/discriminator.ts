import { childOf, childrenOf, isObjectNode, type Node } from '../model/node.ts';
import { componentName } from '../schema/discriminator.ts';
import type { SchemaView } from '../schema/view.ts';
import { textMember } from './annotation.ts';
import type { SchemaPair } from './schema.ts';
import { describe, quote } from './where.ts';

/** By which property readers choose among alternatives, and which value means which schema. */
export function compareDiscriminators(pair: SchemaPair): void {
  const { unit, base, head } = pair;
  const before = base.annotations.get('discriminator') ?? null;
  const after = head.annotations.get('discriminator') ?? null;
  if (before !== null && after !== null) {
    compareNames(pair, before, after);
    compareMappings(pair, before, after);
    return;
  }
  if (before === null && after === null) return;
  unit.report({
    rule: { fact: before === null ? 'discriminator-added' : 'discriminator-removed' },
    action: before === null ? 'add' : 'remove',
    base: before,
    head: after,
    near: head.node,
    message: (where) =>
      `The discriminator ${before === null ? 'was added to' : 'was removed from'} ${describe(where)}.`,
  });
}

/** OpenAPI 3 has an object with `propertyName`, Swagger 2.0 the name alone. */
function nameOf(node: Node): string {
  return typeof node.value === 'string' ? node.value : (textMember(node, 'propertyName') ?? '');
}

function compareNames({ unit }: SchemaPair, base: Node, head: Node): void {
  const [before, after] = [nameOf(base), nameOf(head)];
  if (before === after) return;
  unit.report({
    rule: { fact: 'discriminator-property-name-changed' },
    action: 'change',
    base,
    head,
    near: null,
    message: (where) =>
      `The discriminator of ${describe(where)} is now property ${quote(after)} instead of ${quote(before)}.`,
    before,
    after,
  });
}

function mappingOf(node: Node): ReadonlyMap<string, Node> {
  const mapping = childOf(node, 'mapping');
  if (mapping === null || !isObjectNode(mapping)) return new Map();
  return new Map(childrenOf(mapping).map((entry) => [String(entry.key), entry]));
}

/** Without a mapping the name of each alternative's component is the value that means it (OpenAPI 3.1, section 4.8.25). */
function impliedMapping(
  view: SchemaView,
  listed: ReadonlyMap<string, Node>,
): ReadonlyMap<string, Node> {
  if (listed.size > 0) return listed;
  const references = view.unions
    .flatMap(({ members }) => members)
    .flatMap((member) => childOf(member, '$ref') ?? []);
  return new Map(references.map((node) => [componentName(String(node.value)), node]));
}

function compareMappings(pair: SchemaPair, base: Node, head: Node): void {
  const [listedBefore, listedAfter] = [mappingOf(base), mappingOf(head)];
  // Names that are meant anyway only show against names that are written down.
  const [before, after] =
    listedBefore.size === 0 || listedAfter.size === 0
      ? [impliedMapping(pair.base, listedBefore), impliedMapping(pair.head, listedAfter)]
      : [listedBefore, listedAfter];
  for (const key of [...new Set([...before.keys(), ...after.keys()])].sort()) {
    const [old, now] = [before.get(key) ?? null, after.get(key) ?? null];
    if (old !== null && now !== null && leadsToSame(pair, old, now)) continue;
    const fact =
      old === null
        ? 'discriminator-mapping-added'
        : now === null
          ? 'discriminator-mapping-deleted'
          : 'discriminator-mapping-changed';
    pair.unit.report({
      rule: { fact },
      topic: 'discriminator mapping',
      detail: key,
      action: old === null ? 'add' : now === null ? 'remove' : 'change',
      base: old,
      head: now,
      near: head,
      message: (where) => {
        const value = `Discriminator value ${quote(key)}`;
        if (old === null) return `${value} was added to ${describe(where)}.`;
        if (now === null) return `${value} was removed from ${describe(where)}.`;
        return `${value} of ${describe(where)} leads to another schema.`;
      },
      ...(old === null ? {} : { before: old.value }),
      ...(now === null ? {} : { after: now.value }),
    });
  }
}

/** Whether two entries lead to the same schema: a reference, or the name of a component (OpenAPI 3.1, section 4.8.25). */
function leadsToSame({ comparison }: SchemaPair, base: Node, head: Node): boolean {
  if (base.value === head.value) return true;
  const [before, after] = [reference(base.value), reference(head.value)];
  if (before === null || after === null) return false;
  if (before === after) return true;
  const left = comparison.base.contract.lookUp(base.document, before);
  const right = comparison.head.contract.lookUp(head.document, after);
  return left !== undefined && right !== undefined && comparison.sameness.same(left, right);
}

function reference(value: unknown): string | null {
  if (typeof value !== 'string') return null;
  return /^[A-Za-z0-9._-]+$/.test(value) ? `#/components/schemas/${value}` : value;
}
