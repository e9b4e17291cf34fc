import type { Containment } from './containment.ts';
import type { SchemaView } from './view.ts';

/** Keywords that decide which properties are evaluated, beside the names that are listed. */
export const PROPERTIES = ['patternProperties', 'dependentSchemas', 'if', 'then', 'else'] as const;
/** Keywords that decide which items are evaluated. */
export const ITEMS = ['prefixItems', 'contains', 'if', 'then', 'else'] as const;

/**
 * Whether two schemas leave the same to `unevaluatedProperties` or `unevaluatedItems` (JSON Schema 2020-12, section 11),
 * as far as that can be read from what is written: these keywords refuse more where other keywords say less.
 */
export function evaluatesAlike(
  proof: Containment,
  inner: SchemaView,
  outer: SchemaView,
  keywords: readonly string[],
): boolean {
  return (
    inner.items.length > 0 === outer.items.length > 0 &&
    (inner.closed !== null) === (outer.closed !== null) &&
    inner.additional.length > 0 === outer.additional.length > 0 &&
    keywords.every((keyword) => proof.sameKeyword(inner, outer, keyword)) &&
    inner.unions.length === outer.unions.length &&
    outer.unions.every((union) => proof.sameUnion(inner, union))
  );
}
