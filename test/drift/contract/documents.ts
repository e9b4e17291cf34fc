import fc from 'fast-check';

/** A schema as plain JSON. */
export type Schema = boolean | { readonly [key: string]: unknown };

const COMPONENTS = ['A', 'B', 'C'] as const;
const names = fc.constantFrom('id', 'name', 'tags', 'next', 'constructor');

/** Components told apart by a property, with the values that mean them: by their names alone, another name is a change. */
const discriminated = fc
  .tuple(
    fc.uniqueArray(fc.constantFrom(...COMPONENTS), { minLength: 1 }),
    names,
    fc.constantFrom('x', 'y'),
  )
  .map(([members, propertyName, prefix]): Schema => {
    const references = members.map((name) => [name, `#/components/schemas/${name}`] as const);
    return {
      oneOf: references.map(([, $ref]) => ({ $ref })),
      discriminator: {
        propertyName,
        mapping: Object.fromEntries(references.map(([name, $ref]) => [prefix + name, $ref])),
      },
    };
  });

const leaf: fc.Arbitrary<Schema> = fc.oneof(
  fc.constantFrom<Schema>(
    { type: 'string' },
    { type: 'integer' },
    { type: 'number' },
    { type: 'boolean' },
  ),
  fc.constantFrom<Schema>(
    { type: 'string', nullable: true },
    { type: ['string', 'null'] },
    {},
    true,
  ),
  fc.constantFrom<Schema>({ type: 'string', format: 'date' }, { type: 'integer', format: 'int32' }),
  fc.constantFrom<Schema>({ type: 'integer', minimum: 1 }, { type: 'string', pattern: '^a' }),
  fc
    .uniqueArray(fc.constantFrom('a', 'b', 'c'), { minLength: 1 })
    .map((values) => ({ type: 'string', enum: values })),
  fc.constantFrom(...COMPONENTS).map((name) => ({ $ref: `#/components/schemas/${name}` })),
  discriminated,
);

const { schema } = fc.letrec<{ schema: Schema; object: Schema }>((tie) => ({
  schema: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    leaf,
    tie('object'),
    tie('schema').map((items) => ({ type: 'array', items })),
    fc.array(tie('schema'), { minLength: 2, maxLength: 3 }).map((oneOf) => ({ oneOf })),
    fc.array(tie('object'), { minLength: 1, maxLength: 2 }).map((allOf) => ({ allOf })),
  ),
  object: fc
    .tuple(
      fc.dictionary(names, tie('schema'), { maxKeys: 3 }),
      fc.uniqueArray(names, { maxLength: 2 }),
      fc.constantFrom(
        {},
        { additionalProperties: false },
        { additionalProperties: { type: 'string' } },
      ),
    )
    .map(([properties, required, rest]) => ({ type: 'object', properties, required, ...rest })),
}));

/** Schemas of any shape, with references to the components of `documentOf`. */
export const schemas: fc.Arbitrary<Schema> = schema;

/** Components that refer to each other. */
export const components = fc.record({ A: schemas, B: schemas, C: schemas });
export type Components = Readonly<Record<(typeof COMPONENTS)[number], Schema>>;

/** A contract with one operation that takes and one that gives the schema. */
export function documentOf(body: unknown, named: Readonly<Record<string, unknown>>) {
  const content = { 'application/json': { schema: body } };
  return {
    openapi: '3.0.3',
    info: { title: 'Shop', version: '1.0.0' },
    paths: {
      '/things': {
        post: { requestBody: { content }, responses: { 204: { description: 'Done' } } },
        get: { responses: { 200: { description: 'OK', content } } },
      },
    },
    components: { schemas: named },
  };
}

/** The same value with the keys of all objects in reverse order. */
export function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, item]) => [key, reversed(item)]),
  );
}
