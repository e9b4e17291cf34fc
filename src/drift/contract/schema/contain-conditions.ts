/** Whether what one schema accepts meets the conditions of another: `not`, `if` and what depends on names. */
import { isObject } from '../../../document/document.ts';
import { childOf, isList, type Node } from '../model/node.ts';
import { type Conditional, conditionalsOf } from './adjacent.ts';
import { anything } from './anything.ts';
import type { Containment } from './containment.ts';
import { propertyShape, requiredNames } from './shape.ts';
import { STRING } from './types.ts';
import type { SchemaView } from './view.ts';

/** Whether values of the inner schema are proven to meet `not` and `if` of the outer one. */
export function containsConditions(
  proof: Containment,
  inner: SchemaView,
  outer: SchemaView,
): boolean {
  return (
    (outer.constraints.get('not') ?? []).every((node) => isRefused(proof, inner, node)) &&
    conditionalsOf(outer).every((conditional) => meets(proof, inner, conditional))
  );
}

/** Whether no value of the inner schema is of one that it shall not be of: what it refuses itself is more. */
function isRefused(proof: Containment, inner: SchemaView, refused: Node): boolean {
  const own = inner.constraints.get('not') ?? [];
  return own.some((node) => proof.isWithin([refused], [node])) || proof.isApart(inner, refused);
}

/** Whether `then` and `else` hold: by themselves, or as a conditional of the inner schema asks for them as often. */
function meets(proof: Containment, inner: SchemaView, { test, met, unmet }: Conditional): boolean {
  if (met === null && unmet === null) return true;
  const own = conditionalsOf(inner);
  const isMet =
    met === null ||
    proof.fits(inner, met) ||
    proof.isApart(inner, test) ||
    own.some(
      (other) =>
        proof.isWithin([test], [other.test]) &&
        [other.met, other.test].some((node) => node !== null && takes(proof, inner, node, met)),
    );
  if (!isMet) return false;
  return (
    unmet === null ||
    proof.fits(inner, unmet) ||
    proof.fits(inner, test) ||
    own.some(
      (other) =>
        other.unmet !== null &&
        proof.nodes([other.test], [test]) &&
        takes(proof, inner, other.unmet, unmet),
    )
  );
}

/** Whether the outer schema takes what is of a condition of the inner one, by itself or with all that it says beside. */
function takes(proof: Containment, inner: SchemaView, own: Node, other: Node): boolean {
  if (proof.nodes([own], [other])) return true;
  const together = proof.narrowed(inner, own);
  return together !== undefined && proof.fits(together, other);
}

/** Whether objects of the inner schema are proven to have names, and what depends on them, as the outer one asks for. */
export function containsDependents(
  proof: Containment,
  inner: SchemaView,
  outer: SchemaView,
): boolean {
  return (
    (outer.constraints.get('propertyNames') ?? []).every((node) =>
      containsNames(proof, inner, node),
    ) &&
    dependencies(outer, 'dependentRequired').every(([name, node]) => {
      if (isForbidden(proof, inner, name)) return true;
      const there = presentWith(proof, inner, name);
      return isList(node.value) && node.value.every((other) => there.has(String(other)));
    }) &&
    dependencies(outer, 'dependentSchemas').every(([name, node]) => {
      if (isForbidden(proof, inner, name)) return true;
      const named = withNames(inner, node, presentWith(proof, inner, name));
      if (proof.fits(named, node)) return true;
      const own = dependencies(inner, 'dependentSchemas').filter(([other]) => other === name);
      return own.some(([, other]) => takes(proof, named, other, node));
    })
  );
}

function containsNames(proof: Containment, inner: SchemaView, node: Node): boolean {
  const own = inner.constraints.get('propertyNames') ?? [];
  if (own.some((other) => proof.nodes([other], [node]))) return true;
  const view = own.length === 0 ? anything(node) : proof.sides.inner.schemas.of(own)?.view();
  if (view === undefined) return false;
  const texts = {
    ...view,
    types: view.types & STRING,
    effectiveTypes: view.effectiveTypes & STRING,
  };
  if (proof.fits(texts, node)) return true;
  return (
    inner.closed !== null &&
    !inner.constraints.has('patternProperties') &&
    !inner.mixed &&
    [...inner.properties.keys()].every((name) => proof.accepts(node, name))
  );
}

/** What a keyword says of each name, several times where several parts of an `allOf` do. */
function dependencies(view: SchemaView, keyword: string): (readonly [string, Node])[] {
  return (view.constraints.get(keyword) ?? []).flatMap((held) =>
    (isObject(held.value) ? Object.keys(held.value) : []).sort().flatMap((name) => {
      const node = childOf(held, name);
      return node === null ? [] : [[name, node] as const];
    }),
  );
}

/** The names that are there wherever one is: what is required, and what that asks for in turn. */
function presentWith(proof: Containment, inner: SchemaView, name: string): ReadonlySet<string> {
  const { inner: model, flow } = proof.sides;
  const there = new Set([name, ...requiredNames(model, inner, flow)]);
  const required = dependencies(inner, 'dependentRequired');
  const schemas = dependencies(inner, 'dependentSchemas');
  for (const present of there) {
    for (const [when, { value }] of required)
      if (when === present && isList(value)) for (const other of value) there.add(String(other));
    for (const [when, node] of schemas) {
      const view = when === present ? model.schemas.of([node])?.view() : undefined;
      for (const other of view === undefined ? [] : requiredNames(model, view, flow))
        there.add(other);
    }
  }
  return there;
}

function withNames(view: SchemaView, node: Node, names: ReadonlySet<string>): SchemaView {
  return { ...view, required: new Map([...names].map((name) => [name, node])) };
}

function isForbidden({ sides }: Containment, inner: SchemaView, name: string): boolean {
  if (inner.mixed || inner.constraints.has('patternProperties')) return false;
  return propertyShape(sides.inner, inner, name, sides.flow).forbidden;
}
