import { childOf, childrenOf, isList, isObjectNode, type ObjectNode } from '../model/node.ts';
import type { Containment } from './containment.ts';
import { containsUnevaluated, evaluatesAlike } from './evaluated.ts';
import type { SchemaView } from './view.ts';

/** What a view says where its parts do not speak of the rest, each for itself. */
export function withoutRests(view: SchemaView): SchemaView {
  const constraints = new Map(view.constraints);
  for (const keyword of UNEVALUATED) constraints.delete(keyword);
  return {
    ...view,
    rests: [],
    constraints,
    mixed: false,
    mixedItems: false,
    ...(view.mixed === 'rest' ? { closed: null, additional: [] } : {}),
    ...(view.mixedItems === 'rest' ? { items: [] } : {}),
  };
}

const UNEVALUATED = ['unevaluatedProperties', 'unevaluatedItems'] as const;

/**
 * Whether what each part of the outer schema says of the rest, which it does not list itself, is said by a part of the
 * inner one: a part that lists the same and refuses no less of the rest.
 */
export function containsRests(proof: Containment, inner: SchemaView, outer: SchemaView): boolean {
  if (outer.rests.length === 0)
    return OF.every((of) => containsUnevaluated(proof, inner, outer, of));
  const own = speakersOf(inner);
  return outer.rests.every((other) =>
    KEYWORDS.every((keyword) => {
      const asked = childOf(other, keyword);
      if (asked === null || asked.value === true || isList(asked.value)) return true;
      return own.some((part) => isSameRest(proof, part, other, keyword));
    }),
  );
}

/** The parts of a schema that may speak of the rest. */
function speakersOf(view: SchemaView): readonly ObjectNode[] {
  const found = [
    view.closed,
    ...view.additional,
    ...view.items,
    ...KEYWORDS.flatMap((keyword) => view.constraints.get(keyword) ?? []),
  ].flatMap((node) => {
    const parent = node?.parent ?? null;
    return parent !== null && isObjectNode(parent) ? [parent] : [];
  });
  return [...view.rests, ...found];
}

function isSameRest(
  proof: Containment,
  own: ObjectNode,
  other: ObjectNode,
  keyword: (typeof KEYWORDS)[number],
): boolean {
  const [left, right] = [childOf(own, keyword), childOf(other, keyword)];
  if (left === null || right === null || isList(left.value)) return left === right;
  if (!proof.nodes([left], [right])) return false;
  if (keyword === 'additionalProperties')
    return NAMED.every((names) => namesOf(own, names) === namesOf(other, names));
  if (keyword === 'items' || keyword === 'additionalItems')
    return positionsOf(own) === positionsOf(other);
  const { inner, outer } = proof.sides;
  const [before, after] = [inner.schemas.of([own])?.view(), outer.schemas.of([other])?.view()];
  const of = keyword === 'unevaluatedProperties' ? 'properties' : 'items';
  return before !== undefined && after !== undefined && evaluatesAlike(proof, before, after, of);
}

/** The names that a keyword of a part lists. */
function namesOf(part: ObjectNode, keyword: string): string {
  const node = childOf(part, keyword);
  return node === null ? '[]' : JSON.stringify(childrenOf(node).map(({ key }) => key));
}

/** How many positions a part lists. */
function positionsOf({ value }: ObjectNode): number {
  const { prefixItems, items } = value;
  return [prefixItems, items].find(isList)?.length ?? 0;
}

const OF = ['properties', 'items'] as const;
const NAMED = ['properties', 'patternProperties'] as const;
/** Keywords that speak of what is not listed beside them. */
const KEYWORDS = [
  'additionalProperties',
  'items',
  'additionalItems',
  'unevaluatedProperties',
  'unevaluatedItems',
] as const;
