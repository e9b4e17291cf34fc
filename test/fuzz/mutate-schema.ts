/** Keywords of schemas, and of what stands around them, with values that are right and values that are wrong. */
import { define, isRecord, type Json, type JsonRecord } from './json.ts';
import type { Random } from './random.ts';

const NUMBERS: readonly Json[] = [
  0,
  -0,
  -1,
  0.1,
  1e-320,
  1e308,
  2 ** 53,
  -(2 ** 63),
  4294967296,
  Number.MAX_SAFE_INTEGER,
];
const SCHEMAS: readonly Json[] = [
  true,
  false,
  {},
  { type: 'string' },
  { type: ['integer', 'null'] },
  { not: {} },
  { enum: [] },
  { enum: [1, '1', null, {}, [1]] },
  { const: { a: [null] } },
  { type: 'object', properties: { a: { type: 'string' } }, required: ['a', 'b'] },
  { type: 'array', items: { type: 'array', items: false } },
  { oneOf: [{ type: 'string' }, { type: 'string' }, { type: 'null' }] },
  { anyOf: [{ minimum: 3 }, { maxLength: 2 }] },
  { allOf: [{ type: 'string' }, { type: 'integer' }] },
];
const PATTERNS: readonly Json[] = [
  '^a',
  '(',
  '[',
  '(a+)+$',
  '^(?!x).*',
  '\\p{L}',
  '\\p{Nope}',
  'a{1000000}',
  'a{2,1}',
  '(.*)*\\1',
  '^(a|aa|aaa)*(b|c){20,400}$',
  '[^\\u{1F600}]',
  '\\',
  '\uD800',
  `${'('.repeat(3000)}a${')'.repeat(3000)}`,
];
const TYPES: readonly Json[] = [
  'string',
  'integer',
  'file',
  'any',
  [],
  ['null'],
  ['string', 'string'],
];
const LISTS: readonly Json[] = [[], ['a', 'a'], [null, 1], ['__proto__', 'constructor']];
const FLAGS: readonly Json[] = [true, false];
const TEXTS: readonly Json[] = [
  '',
  'date-time',
  'x'.repeat(20_000),
  '2026-02-30',
  '9999-12-31T99:99',
];

const byName = (values: readonly Json[]): Json[] =>
  values.map((value) => ({ a: value, ['__proto__']: value, '': value, 'a/b~c': value }));
const listed = (values: readonly Json[]): Json[] => values.map((value) => [value, value]);

const KEYWORDS: Readonly<Record<string, readonly Json[]>> = {
  type: TYPES,
  enum: [...LISTS, [Array.from({ length: 2000 }, (_, index) => index)].flat()],
  const: SCHEMAS,
  format: TEXTS,
  pattern: PATTERNS,
  default: SCHEMAS,
  discriminator: [
    { propertyName: 'a' },
    { propertyName: 'a', mapping: { a: '#/components/schemas/None', b: 3 } },
    'a',
  ],
  nullable: FLAGS,
  readOnly: FLAGS,
  writeOnly: FLAGS,
  deprecated: FLAGS,
  uniqueItems: FLAGS,
  required: [...LISTS, ...FLAGS],
  style: ['form', 'matrix', 'deepObject', 'nope'],
  explode: FLAGS,
  in: ['query', 'path', 'body', 'formData', 'nope'],
  name: TEXTS,
  security: [[{ none: [] }], [{}], [{ a: 'b' }], [null]],
  servers: [[{ url: 'https://{a}.b/{c' }], [{ url: '::::' }], [{}]],
  content: [{ 'a/b; c="d': { schema: true } }, { '*/*': {} }, { '': null }],
  responses: [{ '9XX': {}, default: {}, 200.5: {} }],
  'x-sunset': TEXTS,
  'x-stability-level': TEXTS,
  'x-extensible-enum': LISTS,
  $dynamicRef: ['#a'],
  $anchor: ['a', 3],
  $id: ['https://example.com/a', '#'],
  operationId: TEXTS,
};
const NUMERIC = [
  ...['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf'],
  ...['minLength', 'maxLength', 'minItems', 'maxItems', 'minContains', 'maxContains'],
  ...['minProperties', 'maxProperties'],
];
const ONE_SCHEMA = [
  ...['not', 'if', 'then', 'else', 'items', 'additionalItems', 'contains', 'propertyNames'],
  ...['additionalProperties', 'unevaluatedProperties', 'unevaluatedItems', 'schema'],
];
const SCHEMA_LISTS = ['allOf', 'anyOf', 'oneOf', 'prefixItems', 'items'];
const SCHEMAS_BY_NAME = [
  ...['properties', 'patternProperties', 'dependentSchemas', 'dependentRequired', 'dependencies'],
  ...['$defs', 'definitions', 'headers', 'encoding', 'callbacks', 'links', 'parameters'],
];
const WRONG: readonly Json[] = [null, 'x', -1, [], {}, [[]], [null], { $ref: 1 }];

/** Writes a keyword with one of its values, or one it must not have, into an object. */
export function writeKeyword(random: Random, holder: JsonRecord): void {
  const known = [
    ...Object.entries(KEYWORDS),
    ...NUMERIC.map((key) => [key, [...NUMBERS, ...FLAGS]] as const),
    ...ONE_SCHEMA.map((key) => [key, SCHEMAS] as const),
    ...SCHEMA_LISTS.map((key) => [key, listed(SCHEMAS)] as const),
    ...SCHEMAS_BY_NAME.map((key) => [key, byName(SCHEMAS)] as const),
  ];
  const [key, values] = random.pick(known) ?? ['type', TYPES];
  const chosen = random.pick(random.chance(0.25) ? WRONG : values) ?? null;
  define(holder, key, structuredClone(chosen));
}

/** Wraps a schema in one of the keywords that hold schemas, or unwraps what is in it. */
export function wrap(random: Random, value: Json): Json {
  const keyword = random.oneOf('allOf', 'anyOf', 'oneOf', 'not', 'items', 'if');
  const other = structuredClone(random.pick(SCHEMAS) ?? {});
  if (keyword === 'not' || keyword === 'items' || keyword === 'if') return { [keyword]: value };
  if (isRecord(value) && random.chance(0.3)) return { ...value, [keyword]: [value, other] };
  return { [keyword]: random.chance(0.5) ? [value] : [value, other] };
}
