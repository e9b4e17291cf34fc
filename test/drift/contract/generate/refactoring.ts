// Other ways to write the same schema, at any place inside it: what people do when they tidy up a contract.
import fc from 'fast-check';
import type { JsonObject, JsonValue } from '../../../../src/document/document.ts';
import { targetOf } from './oracle.ts';
import { positionsOf, withKey } from './positions.ts';
import { type Components, isPlain } from './schema.ts';

/** A schema with the components that it may refer to. */
export interface Whole {
  readonly schema: JsonValue;
  readonly components: Components;
}

/** Another way to write one schema; undefined where it does not apply. */
type Rewrite = (schema: JsonValue, components: Components) => JsonValue | undefined;

/** What an extracted schema is called: no other component has the name. */
const EXTRACTED = 'Extracted';

const REWRITES = {
  extract: (schema) =>
    isPlain(schema) ? { $ref: `#/components/schemas/${EXTRACTED}` } : undefined,
  inline: (schema, components) =>
    isPlain(schema) && Object.keys(schema).length === 1 ? targetOf(schema, components) : undefined,
  'allOf of one': (schema) => ({ allOf: [schema] }),
  'split into allOf': (schema) => split(schema),
  'anyOf of types': (schema) => {
    if (!isPlain(schema) || schema['anyOf'] !== undefined) return undefined;
    const { type, ...rest } = schema;
    return Array.isArray(type)
      ? { ...rest, anyOf: type.map((name) => ({ type: name })) }
      : undefined;
  },
  'const as enum': (schema) => {
    if (!isPlain(schema) || schema['const'] === undefined || schema['enum'] !== undefined)
      return undefined;
    const { const: only, ...rest } = schema;
    return { ...rest, enum: [only] };
  },
  'enum as const': (schema) => {
    if (!isPlain(schema) || schema['const'] !== undefined) return undefined;
    const { enum: values, ...rest } = schema;
    const [only, second] = Array.isArray(values) ? values : [];
    return only === undefined || second !== undefined ? undefined : { ...rest, const: only };
  },
  reorder: (schema) => {
    if (!isPlain(schema)) return undefined;
    const entries = Object.entries(schema).map(([key, held]) => [
      key,
      ORDERLESS.includes(key) && Array.isArray(held) ? [...held].reverse() : held,
    ]);
    return Object.fromEntries(entries.reverse());
  },
  'true as object': (schema) => (schema === true ? {} : undefined),
  'all types as true': (schema) =>
    isPlain(schema) && Object.keys(schema).length === 0 ? true : undefined,
} satisfies Record<string, Rewrite>;

const ORDERLESS: readonly string[] = ['type', 'enum', 'required', 'allOf', 'anyOf', 'oneOf'];

/**
 * Keywords that depend on each other where they stand side by side (JSON Schema 2020-12 Core, section 10.2 and 10.3),
 * so that they have to stay together.
 */
const TOGETHER: readonly (readonly string[])[] = [
  ['properties', 'patternProperties', 'additionalProperties'],
  ['prefixItems', 'items'],
  ['contains', 'minContains', 'maxContains'],
  ['if', 'then', 'else'],
];

/** The keywords of a schema in several parts; those that look at what all others evaluate stay outside. */
function split(schema: JsonValue): JsonValue | undefined {
  if (!isPlain(schema)) return undefined;
  const parts = new Map<string, JsonObject>();
  const outside: [string, JsonValue][] = [];
  for (const [keyword, held] of Object.entries(schema)) {
    if (held === undefined) continue;
    if (keyword.startsWith('unevaluated')) {
      outside.push([keyword, held]);
      continue;
    }
    const group = TOGETHER.find((keywords) => keywords.includes(keyword))?.[0] ?? keyword;
    parts.set(group, withKey(parts.get(group) ?? {}, keyword, held));
  }
  return parts.size < 2
    ? undefined
    : { allOf: [...parts.values()], ...Object.fromEntries(outside) };
}

/** The names of all ways to write a schema otherwise. */
export const WAYS = Object.keys(REWRITES).filter(isWay);
export type Way = keyof typeof REWRITES;

function isWay(name: string): name is Way {
  return Object.hasOwn(REWRITES, name);
}

/** The same schema with one place written otherwise; as it was where no place can be. */
export function rewritten({ schema, components }: Whole, way: Way, at: number): Whole {
  const rewrite: Rewrite = REWRITES[way];
  const places = positionsOf(schema).filter(
    (place) => rewrite(place.schema, components) !== undefined,
  );
  const place = places[at % Math.max(1, places.length)];
  const held = place === undefined ? undefined : rewrite(place.schema, components);
  if (place === undefined || held === undefined) return { schema, components };
  const more = way === 'extract' ? { [EXTRACTED]: place.schema } : {};
  return { schema: place.put(held), components: { ...components, ...more } };
}

/** Where something is rewritten, and how. */
export const rewriting: fc.Arbitrary<{ readonly way: Way; readonly at: number }> = fc.record({
  way: fc.constantFrom(...WAYS),
  at: fc.nat({ max: 60 }),
});
