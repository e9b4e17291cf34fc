// Schemas of any shape: every keyword of JSON Schema 2020-12 that OpenAPI 3.1 has, with values that often meet.
import fc from 'fast-check';
import type { JsonObject, JsonValue } from '../../../../src/document/document.ts';

export const COMPONENTS = ['A', 'B', 'C'] as const;
export type Components = Readonly<Record<(typeof COMPONENTS)[number], JsonValue>>;

const PLAIN = ['id', 'name', 'tags'] as const;
/** Names that are keys of every object, need escapes in pointers, or look like what a path is made of. */
const ODD = ['constructor', 'toString', '', 'a/b', 'a~b', 'a%25b', '*', '[]'] as const;

export interface Choice {
  /** Whether there are names that `ajv` does not treat as names of properties: `__proto__`. */
  readonly proto: boolean;
  /** Whether properties may be `readOnly` or `writeOnly`. */
  readonly directions: boolean;
}

const small = fc.integer({ min: 0, max: 3 });
const bound = fc.constantFrom(-1, 0, 0.5, 1, 2, 3);
const PATTERNS = ['^a', '^[ab]*$', 'b$', '^[0-9]+$', '^.{1,2}$'] as const;
const pattern = fc.constantFrom(...PATTERNS);
const value = fc.constantFrom<JsonValue>('a', 'b', 'ab', '', 1, 2, 0.5, true, null, [], {});

/** Some of the keywords, none of them more often than not. */
function some(keywords: Readonly<Record<string, fc.Arbitrary<JsonValue>>>, most = 2) {
  const entries = Object.entries(keywords).map(([name, held]) =>
    held.map((is) => [name, is] as const),
  );
  return fc
    .array(fc.oneof(...entries), { maxLength: most })
    .map((chosen): JsonObject => Object.fromEntries(chosen));
}

const text = some({
  minLength: small,
  maxLength: small,
  pattern,
  format: fc.constantFrom('date', 'uuid', 'date-time', 'password', 'x-own'),
}).map((rest): JsonObject => ({ type: 'string', ...rest }));

const number = fc
  .tuple(
    fc.constantFrom('integer', 'number'),
    some({
      minimum: bound,
      maximum: bound,
      exclusiveMinimum: bound,
      exclusiveMaximum: bound,
      multipleOf: fc.constantFrom(1, 2, 3, 0.5),
      format: fc.constantFrom('int32', 'int64', 'uint8', 'double'),
    }),
  )
  .map(([type, rest]): JsonObject => ({ type, ...rest }));

const listed = fc.oneof(
  fc
    .uniqueArray(value, { minLength: 1, maxLength: 4, selector: JSON.stringify })
    .map((all): JsonObject => ({ enum: all })),
  fc
    .uniqueArray(fc.constantFrom('a', 'b', 'ab'), { minLength: 1 })
    .map((all): JsonObject => ({ type: 'string', enum: all })),
  value.map((only): JsonObject => ({ const: only })),
);

const types = fc
  .uniqueArray(
    fc.constantFrom('string', 'integer', 'number', 'boolean', 'null', 'array', 'object'),
    {
      minLength: 1,
      maxLength: 3,
    },
  )
  .map((names): JsonObject => ({ type: names }));

const reference = fc
  .constantFrom(...COMPONENTS)
  .map((name): JsonObject => ({ $ref: `#/components/schemas/${name}` }));

/** Components told apart by a property, with the values that mean them. */
const discriminated = fc
  .tuple(
    fc.constantFrom('oneOf', 'anyOf'),
    fc.uniqueArray(fc.constantFrom(...COMPONENTS), { minLength: 1 }),
    fc.constantFrom('id', 'name'),
    fc.constantFrom(['a', 'b', 'ab'], ['b', 'a', 'x'], ['a', 'A', 'B']),
  )
  .map(([keyword, names, propertyName, values]): JsonObject => {
    const references = names.map((name) => `#/components/schemas/${name}`);
    return {
      [keyword]: references.map(($ref) => ({ $ref })),
      discriminator: {
        propertyName,
        mapping: Object.fromEntries(
          references.map((reference, index) => [values[index] ?? '', reference]),
        ),
      },
    };
  });

const leaf: fc.Arbitrary<JsonValue> = fc.oneof(
  { arbitrary: text, weight: 3 },
  { arbitrary: number, weight: 3 },
  {
    arbitrary: fc.constantFrom<JsonValue>({ type: 'boolean' }, { type: 'null' }, {}, true),
    weight: 2,
  },
  { arbitrary: fc.constant<JsonValue>(false), weight: 1 },
  { arbitrary: listed, weight: 2 },
  { arbitrary: types, weight: 1 },
  { arbitrary: reference, weight: 2 },
  { arbitrary: discriminated, weight: 1 },
);

/** An object of schemas by name; also where the name is `__proto__`, which assignment would not keep. */
function byName(names: fc.Arbitrary<string>, schema: fc.Arbitrary<JsonValue>) {
  return fc
    .array(fc.tuple(names, schema), { maxLength: 3 })
    .map((entries): JsonObject => Object.fromEntries(entries));
}

/** Schemas of any shape that refer to the components. */
export function schemasOf({ proto, directions }: Choice): fc.Arbitrary<JsonValue> {
  const odd: readonly string[] = proto ? [...ODD, '__proto__'] : ODD;
  const name = fc.oneof(
    { arbitrary: fc.constantFrom<string>(...PLAIN), weight: 4 },
    { arbitrary: fc.constantFrom(...odd), weight: 1 },
  );
  const nameList = fc.uniqueArray(name, { maxLength: 2 });
  const { schema } = fc.letrec<{ schema: JsonValue; object: JsonObject; array: JsonObject }>(
    (tie) => {
      const inner = tie('schema');
      const property = directions
        ? fc
            .tuple(inner, fc.constantFrom('', '', '', 'readOnly', 'writeOnly'))
            .map(([held, flow]) =>
              flow === '' || !isPlain(held) ? held : { ...held, [flow]: true },
            )
        : inner;
      const object = fc
        .tuple(
          byName(name, property),
          fc.option(nameList, { nil: undefined }),
          fc.option(fc.oneof(fc.constant(false), inner), { nil: undefined }),
          fc.oneof(
            { arbitrary: fc.constant<JsonObject>({}), weight: 3 },
            {
              arbitrary: some(
                {
                  minProperties: small,
                  maxProperties: small,
                  patternProperties: byName(fc.constantFrom('^i', 'a', '^.{1,3}$'), inner),
                  propertyNames: fc.oneof(
                    pattern.map((is) => ({ pattern: is })),
                    small.map((maxLength) => ({ maxLength })),
                  ),
                  dependentRequired: fc
                    .tuple(name, nameList)
                    .map(([when, then]): JsonObject => Object.fromEntries([[when, then]])),
                  dependentSchemas: byName(name, inner),
                  unevaluatedProperties: fc.oneof(fc.constant(false), inner),
                },
                2,
              ),
              weight: 1,
            },
          ),
        )
        .map(
          ([properties, required, additionalProperties, rest]): JsonObject => ({
            type: 'object',
            properties,
            ...(required === undefined ? {} : { required }),
            ...(additionalProperties === undefined ? {} : { additionalProperties }),
            ...rest,
          }),
        );
      const array = fc
        .tuple(
          fc.option(inner, { nil: undefined, freq: 4 }),
          some({
            minItems: small,
            maxItems: small,
            uniqueItems: fc.boolean(),
            prefixItems: fc.array(inner, { minLength: 1, maxLength: 2 }),
            contains: inner,
            minContains: small,
            maxContains: small,
            unevaluatedItems: fc.oneof(fc.constant(false), inner),
          }),
        )
        .map(
          ([items, rest]): JsonObject => ({
            type: 'array',
            ...(items === undefined ? {} : { items }),
            ...rest,
          }),
        );
      const members = fc.array(inner, { minLength: 1, maxLength: 3 });
      const combined = fc.oneof(
        members.map((allOf): JsonObject => ({ allOf })),
        fc
          .array(tie('object'), { minLength: 2, maxLength: 2 })
          .map((allOf): JsonObject => ({ allOf })),
        members.map((anyOf): JsonObject => ({ anyOf })),
        members.map((oneOf): JsonObject => ({ oneOf })),
        inner.map((not): JsonObject => ({ not })),
        fc.tuple(inner, inner, inner).map(
          ([condition, then, otherwise]): JsonObject => ({
            if: condition,
            then,
            else: otherwise,
          }),
        ),
      );
      return {
        object,
        array,
        schema: fc.oneof(
          { maxDepth: 3, withCrossShrink: true },
          { arbitrary: leaf, weight: 5 },
          { arbitrary: tie('object'), weight: 4 },
          { arbitrary: tie('array'), weight: 2 },
          { arbitrary: combined, weight: 3 },
          // Keywords side by side, where each has its say, and keywords of a type that is not named.
          {
            arbitrary: fc
              .tuple(fc.oneof(leaf, tie('object')), combined)
              .map(([one, other]) => (isPlain(one) ? { ...one, ...other } : other)),
            weight: 1,
          },
          {
            arbitrary: fc
              .oneof(text, number, tie('object'), tie('array'))
              .map(({ type: _, ...rest }): JsonObject => rest),
            weight: 1,
          },
        ),
      };
    },
  );
  return schema;
}

/** Components that refer to each other and to themselves. */
export function componentsOf(choice: Choice): fc.Arbitrary<Components> {
  const schema = schemasOf(choice);
  return fc.record({ A: schema, B: schema, C: schema });
}

export function isPlain(value: JsonValue): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Whether no component means itself at the same place, which no value could be judged by. */
export function isGrounded(components: Readonly<Record<string, JsonValue>>): boolean {
  const means = (held: JsonValue, met: readonly string[]): boolean => {
    if (!isPlain(held)) return true;
    return Object.entries(held).every(([keyword, inner]) => {
      if (inner === undefined) return true;
      if (keyword === '$ref') {
        const name = String(inner).replace(/^.*\//, '');
        return !met.includes(name) && means(components[name] ?? true, [...met, name]);
      }
      if (IN_PLACE.includes(keyword)) return means(inner, met);
      if (keyword === 'dependentSchemas' && isPlain(inner))
        return Object.values(inner).every((member) => means(member ?? true, met));
      return !Array.isArray(inner) || !keyword.endsWith('Of')
        ? true
        : inner.every((member) => means(member, met));
    });
  };
  return Object.entries(components).every(([name, held]) => means(held, [name]));
}

const IN_PLACE: readonly string[] = ['not', 'if', 'then', 'else'];
