import type { OpenAPIV3, OpenAPIV3_1 } from 'openapi-types';

/** What a schema keyword holds, which is all that walking a schema has to know. */
export type KeywordKind = 'schema' | 'schemas' | 'schema-map' | 'value';

type StandardKeyword = Exclude<
  | keyof OpenAPIV3.ArraySchemaObject
  | keyof OpenAPIV3.NonArraySchemaObject
  | keyof OpenAPIV3_1.ArraySchemaObject
  | keyof OpenAPIV3_1.NonArraySchemaObject,
  'title' | 'description' | 'example' | 'examples' | 'externalDocs' | 'xml' | '$schema'
>;

/**
 * The keywords that decide which values a schema accepts, or how they are read.
 * All others are annotations: a difference in them is no difference of the schema.
 */
const STANDARD_KEYWORDS: Readonly<Record<StandardKeyword, KeywordKind>> = {
  type: 'value',
  format: 'value',
  enum: 'value',
  const: 'value',
  nullable: 'value',
  default: 'value',
  deprecated: 'value',
  readOnly: 'value',
  writeOnly: 'value',
  discriminator: 'value',
  required: 'value',
  multipleOf: 'value',
  maximum: 'value',
  exclusiveMaximum: 'value',
  minimum: 'value',
  exclusiveMinimum: 'value',
  maxLength: 'value',
  minLength: 'value',
  pattern: 'value',
  maxItems: 'value',
  minItems: 'value',
  uniqueItems: 'value',
  maxProperties: 'value',
  minProperties: 'value',
  contentMediaType: 'value',
  properties: 'schema-map',
  additionalProperties: 'schema',
  items: 'schema',
  not: 'schema',
  allOf: 'schemas',
  anyOf: 'schemas',
  oneOf: 'schemas',
};

/** Extensions that name the values of `enum` which are deprecated, as they are met in contracts. */
export const DEPRECATED_VALUES = [
  'x-deprecated-enum',
  'x-deprecated-enum-values',
  'x-deprecated-values',
  'x-enum-deprecated',
  'x-enumDeprecated',
] as const;

/** Keywords of JSON Schema 2020-12 and extensions that `openapi-types` does not list. */
const FURTHER_KEYWORDS: readonly (readonly [string, KeywordKind])[] = [
  ['contentEncoding', 'value'],
  ['contentSchema', 'schema'],
  ['minContains', 'value'],
  ['maxContains', 'value'],
  ['contains', 'schema'],
  ['prefixItems', 'schemas'],
  ['additionalItems', 'schema'],
  ['unevaluatedItems', 'schema'],
  ['unevaluatedProperties', 'schema'],
  ['patternProperties', 'schema-map'],
  ['propertyNames', 'schema'],
  ['dependentRequired', 'value'],
  ['dependentSchemas', 'schema-map'],
  ['if', 'schema'],
  ['then', 'schema'],
  ['else', 'schema'],
  ['$dynamicRef', 'value'],
  ['$recursiveRef', 'value'],
  ['x-nullable', 'value'],
  ['x-sunset', 'value'],
  ['x-stability-level', 'value'],
  ['x-extensible-enum', 'value'],
  ...DEPRECATED_VALUES.map((keyword) => [keyword, 'value'] as const),
];

const KEYWORDS: ReadonlyMap<string, KeywordKind> = new Map<string, KeywordKind>([
  ...Object.entries(STANDARD_KEYWORDS),
  ...FURTHER_KEYWORDS,
]);

/** What a keyword holds; undefined for annotations and unknown keywords. */
export function kindOfKeyword(keyword: string): KeywordKind | undefined {
  return KEYWORDS.get(keyword);
}

/**
 * Keywords that constrain values and have no rule of their own yet:
 * a change is reported as one whose effect could not be decided.
 */
export const CONSTRAINT_KEYWORDS: ReadonlySet<string> = new Set([
  'multipleOf',
  'maximum',
  'exclusiveMaximum',
  'minimum',
  'exclusiveMinimum',
  'maxLength',
  'minLength',
  'pattern',
  'maxItems',
  'minItems',
  'uniqueItems',
  'maxProperties',
  'minProperties',
  'minContains',
  'maxContains',
  'contains',
  'prefixItems',
  'additionalItems',
  'unevaluatedItems',
  'unevaluatedProperties',
  'patternProperties',
  'propertyNames',
  'dependentRequired',
  'dependentSchemas',
  'if',
  'then',
  'else',
  'not',
]);

/** Keywords that refuse no value (JSON Schema 2020-12: annotations), but say how values are meant. */
export const ANNOTATION_KEYWORDS: ReadonlySet<string> = new Set([
  'default',
  'deprecated',
  'x-sunset',
  'x-stability-level',
  'discriminator',
  'contentEncoding',
  'contentMediaType',
  'contentSchema',
  'x-extensible-enum',
  ...DEPRECATED_VALUES,
]);

/** Keywords that announce what becomes of a thing. */
export const ANNOUNCEMENTS: readonly string[] = ['deprecated', 'x-sunset', 'x-stability-level'];

/** Whether a keyword with this value says nothing, as if it were absent. */
export function saysNothing(keyword: string, value: unknown): boolean {
  switch (keyword) {
    case 'uniqueItems':
      return value === false;
    case 'minLength':
    case 'minItems':
    case 'minProperties':
      return value === 0;
    case 'minContains':
      return value === 1;
    default:
      return false;
  }
}

/** Whether a schema is `true`, or an object that says nothing. */
export function isEmptySchema(value: unknown): boolean {
  if (value === true) return true;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  return Object.keys(value).every((key) => key !== '$ref' && kindOfKeyword(key) === undefined);
}
