import { countOf } from './bounds.ts';
import type { Containment } from './containment.ts';
import { propertyShape, requiredNames } from './shape.ts';
import type { SchemaView } from './view.ts';

/** Keywords of objects that are only compared as they are written. */
const AS_WRITTEN = [
  'propertyNames',
  'dependentRequired',
  'dependentSchemas',
  'unevaluatedProperties',
  'patternProperties',
];

/** Whether the objects of one schema are proven to be objects of another. */
export function containsObjects(proof: Containment, inner: SchemaView, outer: SchemaView): boolean {
  const { inner: innerModel, outer: outerModel, flow } = proof.sides;
  if (inner.mixed || outer.mixed) return false;
  // Asked first, as it is the commonest difference and what follows goes into the properties.
  if (proof.sides.strict && !sameNames(inner, outer)) return false;
  const needed = new Set(requiredNames(innerModel, inner, flow));
  if (requiredNames(outerModel, outer, flow).some((name) => !needed.has(name))) return false;
  const least = Math.max(needed.size, countOf(inner, 'minProperties'));
  if (least < countOf(outer, 'minProperties')) return false;
  if (mostProperties(inner) > countOf(outer, 'maxProperties')) return false;
  for (const keyword of AS_WRITTEN) {
    if (outer.constraints.has(keyword) && !proof.sameKeyword(inner, outer, keyword)) return false;
  }
  const hasPatterns =
    inner.constraints.has('patternProperties') || outer.constraints.has('patternProperties');
  if (hasPatterns && !sameNames(inner, outer)) return false;
  if (outer.closed !== null && inner.closed === null) return false;
  const names = new Set([...inner.properties.keys(), ...outer.properties.keys()]);
  for (const name of [...names].sort()) {
    const left = propertyShape(innerModel, inner, name, flow);
    const right = propertyShape(outerModel, outer, name, flow);
    if (proof.sides.strict && left.hidden !== right.hidden) return false;
    if (left.forbidden) {
      if (proof.sides.strict && !right.forbidden) return false;
      continue;
    }
    if (right.forbidden) return false;
    if (!proof.nodes(left.schemas, right.schemas)) return false;
  }
  return inner.closed !== null || proof.nodes(inner.additional, outer.additional);
}

function mostProperties(view: SchemaView): number {
  const listed =
    view.closed === null || view.constraints.has('patternProperties')
      ? Number.POSITIVE_INFINITY
      : view.properties.size;
  return Math.min(listed, countOf(view, 'maxProperties'));
}

function sameNames(inner: SchemaView, outer: SchemaView): boolean {
  if (inner.properties.size !== outer.properties.size) return false;
  return [...inner.properties.keys()].every((name) => outer.properties.has(name));
}
