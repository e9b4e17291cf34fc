import { isObject, type JsonValue } from '../../../document/document.ts';
import type { Node } from '../model/node.ts';
import type { SchemaFact } from '../rules/schema.ts';
import { rewordedContent } from '../schema/content-words.ts';
import { compareDiscriminators } from './discriminator.ts';
import { compareExtensibleEnum } from './extensible-enum.ts';
import type { SchemaPair } from './schema.ts';
import type { Finding } from './unit.ts';
import { describe, quote } from './where.ts';

/** Keywords that say how values are meant: they refuse none. */
export function compareAnnotations(pair: SchemaPair): void {
  compareKeyword(pair, 'default', [
    'default-value-added',
    'default-value-changed',
    'default-value-removed',
  ]);
  const reworded = rewordedContent(pair.base, pair.head);
  if (reworded !== 'contentEncoding')
    compareKeyword(pair, 'contentEncoding', same('content-encoding-changed'));
  if (reworded !== 'contentMediaType')
    compareKeyword(pair, 'contentMediaType', same('content-media-type-changed'));
  compareKeyword(pair, 'contentSchema', [
    'content-schema-added',
    'content-schema-changed',
    'content-schema-removed',
  ]);
  compareExtensibleEnum(pair);
  compareDiscriminators(pair);
}

type Facts = readonly [added: SchemaFact, changed: SchemaFact, removed: SchemaFact];

function same(fact: SchemaFact): Facts {
  return [fact, fact, fact];
}

function compareKeyword(
  { unit, comparison, base, head }: SchemaPair,
  keyword: string,
  facts: Facts,
) {
  const before = base.annotations.get(keyword) ?? null;
  const after = head.annotations.get(keyword) ?? null;
  if (before === null && after === null) return;
  if (before !== null && after !== null && comparison.sameness.sameHeld(keyword, before, after))
    return;
  const [added, changed, removed] = facts;
  unit.report({
    rule: { fact: before === null ? added : after === null ? removed : changed },
    topic: `annotation ${keyword}`,
    detail: keyword,
    action: before === null ? 'add' : after === null ? 'remove' : 'change',
    base: before,
    head: after,
    near: head.node,
    message: (where) => {
      if (before === null) return `${quote(keyword)} was added to ${describe(where)}.`;
      if (after === null) return `${quote(keyword)} was removed from ${describe(where)}.`;
      return `${quote(keyword)} of ${describe(where)} changed.`;
    },
    ...valuesOf(before, after),
    ...(keyword === 'default' && unit.isAlwaysSent ? NEVER_TAKEN : {}),
  });
}

/** A default is what is taken where nothing is sent. */
const NEVER_TAKEN: Pick<Finding, 'compatibility' | 'reason'> = {
  compatibility: 'non_breaking',
  reason: 'The parameter is required, so that the default is never taken.',
};

/** Before and after as far as there are such nodes. */
function valuesOf(
  before: Node | null,
  after: Node | null,
): { before?: JsonValue; after?: JsonValue } {
  return {
    ...(before === null ? {} : { before: before.value }),
    ...(after === null ? {} : { after: after.value }),
  };
}

/** A member of an object that is text. */
export function textMember(node: Node, key: string): string | null {
  const { value } = node;
  const member = isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
  return typeof member === 'string' ? member : null;
}
