import { isObject, type JsonValue } from '../../../document/document.ts';
import type { Node } from '../model/node.ts';
import type { SchemaFact } from '../rules/schema.ts';
import { rewordedContent } from '../schema/content-words.ts';
import type { Flow } from './comparison.ts';
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
  { unit, comparison, flow, base, head }: SchemaPair,
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
    ...(isContentWord(keyword) && (before === null || after === null)
      ? saidOnce(keyword, before === null, flow)
      : {}),
  });
}

/** A default is what is taken where nothing is sent. */
const NEVER_TAKEN: Pick<Finding, 'compatibility' | 'reason'> = {
  compatibility: 'non_breaking',
  reason: 'The parameter is required, so that the default is never taken.',
};

/** Keywords that say what a text holds, which no text is refused by (JSON Schema 2020-12 Validation, section 8.1). */
function isContentWord(keyword: string): keyword is keyof typeof HELD {
  return Object.hasOwn(HELD, keyword);
}

const HELD = {
  contentEncoding: 'how the text is encoded',
  contentMediaType: 'what the text holds',
} as const;

/**
 * Where one side alone says what a text holds: for the side that is not told any more, or was not told before, it may
 * be as it always was, or something else.
 */
function saidOnce(
  keyword: keyof typeof HELD,
  isAdded: boolean,
  flow: Flow,
): Pick<Finding, 'compatibility' | 'reason'> {
  const isLess = keyword === 'contentMediaType' && isAdded === (flow === 'response');
  if (isLess) {
    const reason = isAdded
      ? 'What comes is text as before, and now it is said what the text holds.'
      : 'Whatever the text holds is accepted.';
    return { compatibility: 'non_breaking', reason };
  }
  const reason = isAdded
    ? `It was not said before ${HELD[keyword]}: that may have been as it is said now, or otherwise.`
    : `It is no longer said ${HELD[keyword]}: that may be as it was, or otherwise.`;
  return { compatibility: 'potentially_breaking', reason };
}

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
