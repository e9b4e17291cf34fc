import { isObject, type JsonObject, type JsonValue } from '../../../document/document.ts';
import { childrenOf } from '../model/node.ts';
import { findText } from '../pattern/automaton.ts';
import type { SchemaView } from '../schema/view.ts';
import type { Sampler } from './sampler.ts';
import { edgeSizes } from './sizes.ts';

/** Properties of one schema that are probed at most. */
const MAX_PROBED = 200;
/** Properties that are left out in turn. */
const MAX_LEFT_OUT = 12;

/**
 * Objects with what has to be there, and with each property that the other schema speaks of otherwise.
 * The smallest come first: they show a break without anything else in sight.
 */
export function* objectCandidates(
  sampler: Sampler,
  view: SchemaView,
  edge: SchemaView | undefined,
  depth: number,
): Generator<JsonValue> {
  const needed = sampler.required(view);
  const least: Record<string, JsonValue> = {};
  for (const name of needed) setOwn(least, name, sampler.property(view, name, depth) ?? PROBE);
  yield least;
  if (edge === undefined && depth > 0) return;
  for (const name of dependents(edge)) yield* withProperty(sampler, view, least, name, depth);
  const names = probedNames(view, edge);
  const first = new Map<string, JsonValue>();
  for (const name of names) {
    for (const probe of sampler.probes(view, edge, name, depth)) {
      if (!first.has(name)) first.set(name, probe);
      yield copyOf(least, [[name, probe]]);
    }
  }
  yield* sized(sampler, view, edge, least, depth);
  const whole = copyOf(
    least,
    names.flatMap((name): [string, JsonValue][] => {
      const value = first.get(name) ?? sampler.property(view, name, depth);
      return value === undefined || Object.hasOwn(least, name) ? [] : [[name, value]];
    }),
  );
  yield whole;
  // What conditions ask for shows where everything is there but one.
  const left = new Set([...(edge?.required.keys() ?? []), ...names.slice(0, MAX_LEFT_OUT)]);
  for (const name of left) {
    if (needed.includes(name) || !Object.hasOwn(whole, name)) continue;
    const rest = copyOf(whole, []);
    delete rest[name];
    yield rest;
  }
}

/** A value for what is not restricted. */
export const PROBE = 'a';

/** Sets a property whatever its name is, `__proto__` included. */
function setOwn(object: Record<string, JsonValue>, name: string, value: JsonValue): void {
  Object.defineProperty(object, name, {
    value,
    enumerable: true,
    configurable: true,
    writable: true,
  });
}

function copyOf(
  object: JsonObject,
  more: readonly (readonly [string, JsonValue])[],
): Record<string, JsonValue> {
  const copy: Record<string, JsonValue> = {};
  for (const [name, value] of [...Object.entries(object), ...more]) setOwn(copy, name, value);
  return copy;
}

/** Names that either schema speaks of: those the other requires or lists come first. */
function probedNames(view: SchemaView, edge: SchemaView | undefined): string[] {
  const names = new Set([
    ...(edge?.required.keys() ?? []),
    ...view.properties.keys(),
    ...(edge?.properties.keys() ?? []),
    ...['additional', 'A', '1'],
  ]);
  for (const side of [view, edge]) {
    for (const { value } of side?.constraints.get('patternProperties') ?? []) {
      if (!isObject(value)) continue;
      for (const pattern of Object.keys(value)) {
        const text = findText([pattern], [])?.text ?? null;
        if (text !== null) names.add(text);
      }
    }
  }
  return [...names].slice(0, MAX_PROBED);
}

/** Names whose presence asks for more on the other side. */
function dependents(edge: SchemaView | undefined): string[] {
  const rules = [
    ...(edge?.constraints.get('dependentRequired') ?? []),
    ...(edge?.constraints.get('dependentSchemas') ?? []),
  ];
  return [...new Set(rules.flatMap(childrenOf).map(({ key }) => String(key)))];
}

function* withProperty(
  sampler: Sampler,
  view: SchemaView,
  least: JsonObject,
  name: string,
  depth: number,
): Generator<JsonValue> {
  if (Object.hasOwn(least, name)) return;
  const value = sampler.property(view, name, depth);
  if (value !== undefined) yield copyOf(least, [[name, value]]);
}

/** Objects with as many properties as the bounds of both schemas speak of, one less and one more. */
function* sized(
  sampler: Sampler,
  view: SchemaView,
  edge: SchemaView | undefined,
  least: JsonObject,
  depth: number,
): Generator<JsonValue> {
  for (const size of edgeSizes([view, edge], ['minProperties', 'maxProperties'])) {
    const object = copyOf(least, []);
    const names = [
      ...probedNames(view, undefined),
      ...Array.from({ length: 200 }, (_, i) => `p${i}`),
    ];
    for (const name of names) {
      if (Object.keys(object).length >= size) break;
      const value = Object.hasOwn(object, name) ? undefined : sampler.property(view, name, depth);
      if (value !== undefined) setOwn(object, name, value);
    }
    yield object;
  }
}
