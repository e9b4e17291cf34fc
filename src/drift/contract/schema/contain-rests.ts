import { childOf, childrenOf, isObjectNode, type Node, type ObjectNode } from '../model/node.ts';
import type { Containment } from './containment.ts';
import type { SchemaView } from './view.ts';

/** What a view says where its parts do not speak of the rest, each for itself. */
export function withoutRests(view: SchemaView): SchemaView {
  return {
    ...view,
    ...(view.mixed ? { mixed: false, closed: null, additional: [] } : {}),
    ...(view.mixedItems ? { mixedItems: false, items: [] } : {}),
  };
}

/**
 * Whether what each part of the outer schema says of the rest, which it does not list itself, is said by a part of the
 * inner one: a part that lists the same and refuses no less of the rest.
 */
export function containsRests(proof: Containment, inner: SchemaView, outer: SchemaView): boolean {
  return outer.rests.every((other) =>
    inner.rests.some((own) => KEYWORDS.every((keyword) => isSameRest(proof, own, other, keyword))),
  );
}

function isSameRest(
  proof: Containment,
  own: ObjectNode,
  other: ObjectNode,
  keyword: string,
): boolean {
  const [left, right] = [childOf(own, keyword), childOf(other, keyword)];
  if (left === null || right === null) return left === right;
  if (NAMED.includes(keyword)) return namesOf(left) === namesOf(right);
  return proof.sameHeld(keyword, left, right);
}

function namesOf(node: Node): string {
  return isObjectNode(node) ? JSON.stringify(childrenOf(node).map(({ key }) => key)) : '';
}

/** Keywords of which only the names matter to what the rest is. */
const NAMED: readonly string[] = ['properties', 'patternProperties'];
const KEYWORDS = [
  ...NAMED,
  'additionalProperties',
  'unevaluatedProperties',
  'prefixItems',
  'items',
  'additionalItems',
  'unevaluatedItems',
  '$ref',
  'allOf',
  'anyOf',
  'oneOf',
  'if',
  'then',
  'else',
  'dependentSchemas',
  'contains',
] as const;
