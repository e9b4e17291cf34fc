import { describe, expect, test } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formatsPlugin from 'ajv-formats';
import { diff, requestOf, responseOf } from './compare.ts';

const V31 = { openapi: '3.1.0' };
const ajv = new Ajv2020({ strict: false, ownProperties: true });
formatsPlugin.default(ajv);

const text = { type: 'string' };
const list = (rest: object) => ({ type: 'array', ...rest });
/** `if` and `then`. */
const when = (condition: object, result: object) =>
  Object.fromEntries([
    ['if', condition],
    ['then', result],
  ]);
const object = (properties: object, rest: object = {}) => ({ type: 'object', properties, ...rest });

/** A schema that accepts more, and one that refuses some of it: breaks requests one way, responses the other. */
const NARROWED: readonly (readonly [what: string, wide: object, narrow: object])[] = [
  ['type', { type: ['string', 'integer'] }, text],
  ['null', { type: ['string', 'null'] }, text],
  ['enum', { enum: ['a', 'b', 1] }, { enum: ['a', 'b'] }],
  ['format', text, { ...text, format: 'email' }],
  [
    'minimum and multipleOf',
    { type: 'integer', multipleOf: 7 },
    { type: 'integer', multipleOf: 7, minimum: 50 },
  ],
  [
    'multipleOf',
    { type: 'number', minimum: 10, maximum: 11 },
    { type: 'number', minimum: 10, maximum: 11, multipleOf: 0.5 },
  ],
  ['exclusiveMaximum', { type: 'number', maximum: 3 }, { type: 'number', exclusiveMaximum: 3 }],
  [
    'maxLength beside a pattern',
    { ...text, pattern: '^[0-9]{2,8}$' },
    { ...text, pattern: '^[0-9]{2,8}$', maxLength: 5 },
  ],
  [
    'names that only a pattern allows',
    object({}, { patternProperties: { '^x-': text }, additionalProperties: false }),
    object({}, { additionalProperties: false }),
  ],
  ['pattern', { ...text, pattern: '^[a-f0-9]+$' }, { ...text, pattern: '^[a-f]+$' }],
  [
    'two patterns of an allOf',
    { allOf: [{ ...text, pattern: '^a' }, { pattern: 'z$' }] },
    { allOf: [{ ...text, pattern: '^a' }, { pattern: 'z$' }], pattern: 'm' },
  ],
  [
    'maxItems with few values to choose from',
    list({ items: { enum: [1, 2, 3] }, uniqueItems: true }),
    list({ items: { enum: [1, 2, 3] }, uniqueItems: true, maxItems: 2 }),
  ],
  [
    'uniqueItems',
    list({ items: text, minItems: 2 }),
    list({ items: text, minItems: 2, uniqueItems: true }),
  ],
  [
    'contains',
    list({ items: { type: 'integer' } }),
    list({ items: { type: 'integer' }, contains: { minimum: 5 } }),
  ],
  [
    'minContains',
    list({ contains: { const: 'x' } }),
    list({ contains: { const: 'x' }, minContains: 2 }),
  ],
  [
    'maxContains',
    list({ contains: { const: 'x' } }),
    list({ contains: { const: 'x' }, maxContains: 1 }),
  ],
  [
    'prefixItems',
    list({ prefixItems: [text] }),
    list({ prefixItems: [text, { type: 'integer' }] }),
  ],
  [
    'required beside formats and patterns',
    object(
      {
        a: text,
        mail: { ...text, format: 'email' },
        code: { ...text, pattern: '^[A-Z]{3}-\\d+$' },
      },
      { required: ['mail', 'code'] },
    ),
    object(
      {
        a: text,
        mail: { ...text, format: 'email' },
        code: { ...text, pattern: '^[A-Z]{3}-\\d+$' },
      },
      { required: ['a', 'mail', 'code'] },
    ),
  ],
  [
    'minProperties',
    object({}, { patternProperties: { '^x-': { type: 'integer' } } }),
    object({}, { patternProperties: { '^x-': { type: 'integer' } }, minProperties: 2 }),
  ],
  ['propertyNames', object({}), object({}, { propertyNames: { pattern: '^[a-z]{1,3}$' } })],
  [
    'dependentRequired',
    object({ a: text, b: text }),
    object({ a: text, b: text }, { dependentRequired: { a: ['b'] } }),
  ],
  [
    'dependentSchemas',
    object({ a: text, b: text }),
    object({ a: text, b: text }, { dependentSchemas: { a: { required: ['b'] } } }),
  ],
  ['not', text, { ...text, not: { const: 'a' } }],
  ['another not', { ...text, not: { enum: ['a'] } }, { ...text, not: { enum: ['a', 'b'] } }],
  ['not of required', object({}), object({}, { not: { required: ['b'] } })],
  [
    'then',
    object({}, when({ required: ['a'] }, { required: ['b'] })),
    object({}, when({ required: ['a'] }, { required: ['b', 'c'] })),
  ],
  [
    'unevaluatedProperties',
    { allOf: [object({ a: text })] },
    { allOf: [object({ a: text })], unevaluatedProperties: false },
  ],
  [
    'oneOf of texts that overlap',
    {
      anyOf: [
        { ...text, maxLength: 5 },
        { ...text, minLength: 3 },
      ],
    },
    {
      oneOf: [
        { ...text, maxLength: 5 },
        { ...text, minLength: 3 },
      ],
    },
  ],
  [
    'if and then',
    object({ a: text, b: text }),
    object({ a: text, b: text }, when({ required: ['a'] }, { required: ['b'] })),
  ],
  [
    'an alternative',
    {
      oneOf: [
        object({ k: { const: 'a' } }, { required: ['k'] }),
        object({ k: { const: 'b' } }, { required: ['k'] }),
      ],
    },
    { oneOf: [object({ k: { const: 'a' } }, { required: ['k'] })] },
  ],
  [
    'properties named as what every object inherits',
    { type: 'object', required: ['constructor'] },
    { type: 'object', required: ['constructor', 'toString'] },
  ],
];

describe('a break is shown by a value that the one side accepts and the other refuses', () => {
  test.each(NARROWED)('%s', async (_what, wide, narrow) => {
    const accepts = { wide: ajv.compile(wide), narrow: ajv.compile(narrow) };
    for (const [report, side] of [
      [await diff(requestOf(wide, V31), requestOf(narrow, V31)), 'base'],
      [await diff(responseOf(narrow, V31), responseOf(wide, V31)), 'head'],
    ] as const) {
      const shown = report.changes.flatMap(({ witness }) => (witness === null ? [] : [witness]));
      expect(shown.length).toBeGreaterThan(0);
      for (const { value, accepted_by } of shown) {
        expect(accepted_by).toBe(side);
        expect([accepts.wide(JSON.parse(value)), accepts.narrow(JSON.parse(value))]).toEqual([
          true,
          false,
        ]);
      }
    }
  });

  test('a schema with dozens of required properties, each with its own', async () => {
    const many = (type: object, length = 60) =>
      Object.fromEntries(Array.from({ length }, (_, index) => [`p${index}`, type]));
    const inner = object(many({ ...text, format: 'uri' }, 8), {
      required: Object.keys(many({}, 8)),
    });
    const outer = (required: readonly string[]) =>
      object({ ...many(inner), extra: text }, { required });
    const names = Object.keys(many({}));
    const report = await diff(
      requestOf(outer(names), V31),
      requestOf(outer([...names, 'extra']), V31),
    );
    expect(report.changes.map(({ rule, compatibility }) => [rule, compatibility])).toEqual([
      ['request-property-became-required', 'definitely_breaking'],
    ]);
    const value: unknown = JSON.parse(report.changes[0]?.witness?.value ?? '{}');
    expect(Object.keys(Object(value)).sort()).toEqual([...names].sort());
  });

  test('each of many new alternatives by a value of its own', async () => {
    const cat = (kind: string) => object({ kind: { const: kind } }, { required: ['kind'] });
    const kinds = Array.from({ length: 30 }, (_, index) => `k${index}`);
    const before = { oneOf: kinds.slice(0, 25).map(cat) };
    const after = { oneOf: kinds.map(cat) };
    const { changes } = await diff(responseOf(before, V31), responseOf(after, V31));
    expect(changes.map(({ witness }) => witness?.value).sort()).toEqual(
      kinds.slice(25).map((kind) => JSON.stringify({ kind })),
    );
  });
});

describe('a value is shown where the whole takes it', () => {
  test.each([
    [
      'a property that a pattern covers already',
      requestOf({ type: 'object', patternProperties: { '.*': text } }, V31),
      requestOf({ type: 'object', additionalProperties: text }, V31),
    ],
    [
      'an item beyond the last one',
      responseOf(list({ prefixItems: [text], items: false }), V31),
      responseOf(list({ prefixItems: [text], maxItems: 1 }), V31),
    ],
  ])('%s breaks nothing for certain', async (_what, base, head) => {
    const { changes } = await diff(base, head);
    expect(changes.filter(({ compatibility }) => compatibility === 'definitely_breaking')).toEqual(
      [],
    );
  });

  test('an item after those with a place of their own', async () => {
    const items = (schema: object) => list({ prefixItems: [{ const: 'k' }], items: schema });
    const { changes } = await diff(
      requestOf(items({ type: ['string', 'integer'] }), V31),
      requestOf(items({ type: 'string' }), V31),
    );
    expect(changes.map(({ witness }) => witness?.value)).toEqual(['["k",1]']);
  });
});

describe('where no value is found', () => {
  const odd = { ...text, pattern: '^(?!x)(?<first>a)\\k<first>$' };

  test('because none could be made, the rule decides, and says so', async () => {
    const schema = (required: string[]) => object({ odd, id: text }, { required });
    const { changes } = await diff(requestOf(schema(['odd'])), requestOf(schema(['odd', 'id'])));
    expect(changes.map(({ compatibility, witness }) => [compatibility, witness])).toEqual([
      ['definitely_breaking', null],
    ]);
    expect(changes[0]?.why).toContain('No value could be made here that shows it.');
  });

  test('although values were made that both accept, it only may break, and says so', async () => {
    const base = object(
      { a: text, b: text },
      { anyOf: [{ required: ['a'] }, { required: ['b'] }] },
    );
    const head = object(
      { a: text, b: text },
      { minProperties: 1, anyOf: [{ required: ['a'] }, { required: ['b'] }] },
    );
    const { changes } = await diff(requestOf(base, V31), requestOf(head, V31));
    expect(changes.map(({ compatibility }) => compatibility)).not.toContain('definitely_breaking');
  });
});
