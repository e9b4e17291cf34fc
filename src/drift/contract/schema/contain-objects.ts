import { countOf, patternsOf } from './bounds.ts';
import { containsDependents } from './contain-conditions.ts';
import type { Containment } from './containment.ts';
import { containsUnevaluated } from './evaluated.ts';
import { type PropertyShape, propertyShape, requiredNames } from './shape.ts';
import type { SchemaView } from './view.ts';

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
  if (!containsUnevaluated(proof, inner, outer, 'properties')) return false;
  if (!containsDependents(proof, inner, outer)) return false;
  const hasPatterns =
    inner.constraints.has('patternProperties') || outer.constraints.has('patternProperties');
  if (hasPatterns && !(sameNames(inner, outer) && containsPatterns(proof, inner, outer)))
    return false;
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
    // Consumers are expected to pass over properties that come new in responses.
    if (right.forbidden && proof.sides.isCustomary && flow === 'response') continue;
    if (right.forbidden) return false;
    if (isUnsaid(proof, inner, left)) continue;
    if (!proof.nodes(left.schemas, right.schemas)) return false;
  }
  return inner.closed !== null || proof.nodes(inner.additional, outer.additional);
}

/**
 * Whether each pattern of names is spoken of on both sides, with a schema that is within the other's. More patterns on
 * the inner side matter only where the outer one refuses something of what is not listed.
 */
function containsPatterns(proof: Containment, inner: SchemaView, outer: SchemaView): boolean {
  const [own, others] = [patternsOf(inner), patternsOf(outer)];
  return (
    (own.size === others.size || (outer.closed === null && outer.additional.length === 0)) &&
    [...others].every(([pattern, nodes]) => {
      const before = own.get(pattern);
      return before !== undefined && proof.nodes(before, nodes);
    })
  );
}

/** Whether a property is taken as not sent; an object that lists nothing at all is free in its names. */
function isUnsaid({ sides }: Containment, view: SchemaView, { schemas }: PropertyShape): boolean {
  const isFree = sides.opposite === undefined && view.properties.size === 0;
  return sides.isCustomary && schemas.length === 0 && !isFree;
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
