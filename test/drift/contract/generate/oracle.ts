// What a contract means for one body, told without the engine: `ajv` over the components as they are written.
import { Ajv2020 } from 'ajv/dist/2020.js';
import { fullFormats } from 'ajv-formats/dist/formats.js';
import type { JsonObject, JsonValue } from '../../../../src/document/document.ts';
import { withKey } from './positions.ts';
import { type Components, isPlain } from './schema.ts';

export type Flow = 'request' | 'response';
export type Judge = (value: JsonValue) => boolean;

/**
 * Tells which values a schema accepts of whoever sends, or whoever receives, data that flows one way; undefined where `ajv` cannot tell,
 * as for a schema that refers to nothing but itself.
 */
export function judgeOf(
  schema: JsonValue,
  components: Components,
  flow: Flow,
  isSender: boolean,
): Judge | undefined {
  const named = Object.entries(components).map(([name, held]) => [
    name,
    forFlow(held, components, flow, isSender),
  ]);
  const root = {
    components: { schemas: Object.fromEntries(named) },
    allOf: [forFlow(schema, components, flow, isSender)],
  };
  const ajv = new Ajv2020({
    strict: false,
    validateSchema: false,
    logger: false,
    ownProperties: true,
    // Without it, `ajv` 8 does not miss a property whose name is empty.
    allErrors: true,
    formats: fullFormats,
  });
  let validate: ReturnType<typeof ajv.compile>;
  try {
    validate = ajv.compile(root);
    validate(null);
  } catch {
    return undefined;
  }
  return (value) => validate(value);
}

/** A schema without what is not part of data that flows this way (OpenAPI 3.1, `readOnly`): anything goes there. */
function forFlow(
  schema: JsonValue,
  components: Components,
  flow: Flow,
  isSender: boolean,
  around: ReadonlySet<string> = new Set(),
): JsonValue {
  if (!isPlain(schema)) return schema;
  const hidden = new Set([...around, ...hiddenIn(schema, components, flow, new Set())]);
  const go = (held: JsonValue) => forFlow(held, components, flow, isSender);
  let changed: JsonObject = schema;
  for (const [keyword, held] of Object.entries(schema)) {
    if (held === undefined) continue;
    if (keyword === 'properties' && isPlain(held)) {
      const properties = Object.entries(held).map(([name, member]) => [
        name,
        hidden.has(name) || member === undefined ? !isSender : go(member),
      ]);
      changed = withKey(changed, keyword, Object.fromEntries(properties));
    } else if (keyword === 'required' && Array.isArray(held)) {
      changed = withKey(
        changed,
        keyword,
        held.filter((name) => !hidden.has(String(name))),
      );
    } else if (keyword === 'allOf' && Array.isArray(held)) {
      changed = withKey(
        changed,
        keyword,
        held.map((member) => forFlow(member, components, flow, isSender, hidden)),
      );
    } else if (['anyOf', 'oneOf', 'prefixItems'].includes(keyword) && Array.isArray(held)) {
      changed = withKey(changed, keyword, held.map(go));
    } else if (['patternProperties', 'dependentSchemas'].includes(keyword) && isPlain(held)) {
      const members = Object.entries(held).map(([name, member]) => [name, go(member ?? true)]);
      changed = withKey(changed, keyword, Object.fromEntries(members));
    } else if (HOLDS_ONE.includes(keyword)) changed = withKey(changed, keyword, go(held));
  }
  return containsApart(changed);
}

/** `contains` by itself: beside `prefixItems`, `ajv` 8 accepts the empty list whatever it says. */
function containsApart(schema: JsonObject): JsonObject {
  const { contains, minContains, maxContains, allOf, ...rest } = schema;
  if (contains === undefined) return schema;
  const apart = {
    contains,
    ...(minContains === undefined ? {} : { minContains }),
    ...(maxContains === undefined ? {} : { maxContains }),
  };
  return { ...rest, allOf: [...(Array.isArray(allOf) ? allOf : []), apart] };
}

const HOLDS_ONE: readonly string[] = [
  'items',
  'additionalProperties',
  'not',
  'if',
  'then',
  'else',
  'contains',
  'propertyNames',
  'unevaluatedProperties',
  'unevaluatedItems',
];

/** Properties that a schema, with what its `allOf` and `$ref` bring, keeps out of data that flows this way. */
function hiddenIn(
  schema: JsonValue,
  components: Components,
  flow: Flow,
  met: Set<JsonValue>,
): string[] {
  if (!isPlain(schema) || met.has(schema)) return [];
  met.add(schema);
  const { properties, allOf } = schema;
  const own = isPlain(properties ?? null)
    ? Object.entries(properties ?? {}).flatMap(([name, held]) =>
        held !== undefined && isHidden(held, components, flow, new Set()) ? [name] : [],
      )
    : [];
  const parts = [...(Array.isArray(allOf) ? allOf : []), targetOf(schema, components) ?? true];
  return [...own, ...parts.flatMap((part) => hiddenIn(part, components, flow, met))];
}

function isHidden(
  schema: JsonValue,
  components: Components,
  flow: Flow,
  met: Set<JsonValue>,
): boolean {
  if (!isPlain(schema) || met.has(schema)) return false;
  met.add(schema);
  if (schema[flow === 'request' ? 'readOnly' : 'writeOnly'] === true) return true;
  const { allOf } = schema;
  const parts = [...(Array.isArray(allOf) ? allOf : []), targetOf(schema, components) ?? true];
  return parts.some((part) => isHidden(part, components, flow, met));
}

export function targetOf(schema: JsonObject, components: Components): JsonValue | undefined {
  const { $ref } = schema;
  if (typeof $ref !== 'string') return undefined;
  const name = $ref.slice($ref.lastIndexOf('/') + 1);
  return Object.entries(components).find(([known]) => known === name)?.[1];
}
