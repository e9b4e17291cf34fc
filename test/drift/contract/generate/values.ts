// Values that a schema may accept: made from what it says, with a little that it does not say. `ajv` has the last word.
import type { JsonObject, JsonValue } from '../../../../src/document/document.ts';
import { Random } from '../../../fuzz/random.ts';
import { targetOf } from './oracle.ts';
import { withKey } from './positions.ts';
import { type Components, isPlain } from './schema.ts';

const TEXTS = [
  '',
  'a',
  'b',
  'ab',
  'ba',
  'aaa',
  'abab',
  '1',
  '12',
  'x',
  '2020-01-01',
  '2020-01-01T00:00:00Z',
  '123e4567-e89b-12d3-a456-426614174000',
];
const NUMBERS = [-2, -1, 0, 0.5, 1, 1.5, 2, 3, 4, 6, 300, 2 ** 33];
const NAMES = ['id', 'name', 'tags', 'constructor', 'toString', '', 'a/b', 'x', 'ix'];
const TYPES = ['null', 'boolean', 'integer', 'string', 'array', 'object'];
const MAX_DEPTH = 5;

/** Values made from a schema, the same for the same seed. */
export function valuesOf(
  schema: JsonValue,
  components: Components,
  seed: number,
  count: number,
): JsonValue[] {
  const maker = new Maker(components, new Random(seed));
  return Array.from({ length: count }, () => maker.from(schema, 0));
}

class Maker {
  constructor(
    private readonly components: Components,
    private readonly random: Random,
  ) {}

  from(schema: JsonValue, depth: number): JsonValue {
    const { random } = this;
    if (!isPlain(schema) || depth > MAX_DEPTH || random.chance(0.06)) return this.any(depth);
    const flat = this.flat(schema, 0);
    if (flat['const'] !== undefined) return flat['const'];
    const { enum: values } = flat;
    if (Array.isArray(values) && random.chance(0.95)) return random.pick(values) ?? null;
    const { type } = flat;
    const named = Array.isArray(type) ? random.pick(type) : type;
    return this.ofType(typeof named === 'string' ? named : this.likelyType(flat), flat, depth);
  }

  /** A schema with its references and some of its alternatives laid over each other. */
  private flat(schema: JsonObject, depth: number): JsonObject {
    if (depth > MAX_DEPTH) return schema;
    const { random } = this;
    const parts: JsonValue[] = [];
    const target = targetOf(schema, this.components);
    if (target !== undefined) parts.push(target);
    const { allOf, anyOf, oneOf } = schema;
    if (Array.isArray(allOf)) parts.push(...allOf);
    for (const members of [anyOf, oneOf])
      if (Array.isArray(members)) parts.push(random.pick(members) ?? true);
    const condition = random.chance(0.5) ? [schema['if'], schema['then']] : [schema['else']];
    for (const part of condition) if (part !== undefined) parts.push(part);
    return parts.reduce<JsonObject>(
      (whole, part) => (isPlain(part) ? this.over(whole, this.flat(part, depth + 1)) : whole),
      schema,
    );
  }

  private over(whole: JsonObject, part: JsonObject): JsonObject {
    let merged = whole;
    for (const [keyword, held] of Object.entries(part)) {
      const own = merged[keyword];
      if (isPlain(own ?? true) && isPlain(held ?? true) && keyword.endsWith('roperties'))
        merged = withKey(merged, keyword, {
          ...(isPlain(own ?? true) ? Object(own) : {}),
          ...Object(held),
        });
      else if (keyword === 'required' && Array.isArray(own) && Array.isArray(held))
        merged = withKey(merged, keyword, [...own, ...held]);
      else if (own === undefined || this.random.chance(0.5))
        merged = withKey(merged, keyword, held);
    }
    return merged;
  }

  private likelyType(schema: JsonObject): string {
    const { random } = this;
    const keys = Object.keys(schema).join(' ');
    if (random.chance(0.8)) {
      if (/ropert|required/.test(keys)) return 'object';
      if (/tems|contains/.test(keys)) return 'array';
      if (/Length|pattern\b/.test(keys)) return 'string';
      if (/imum|multipleOf/.test(keys)) return 'number';
    }
    return random.pick(TYPES) ?? 'null';
  }

  private ofType(type: string, schema: JsonObject, depth: number): JsonValue {
    const { random } = this;
    switch (type) {
      case 'boolean':
        return random.chance(0.5);
      case 'integer':
        return random.pick(NUMBERS.filter(Number.isInteger)) ?? 0;
      case 'number':
        return random.pick(NUMBERS) ?? 0;
      case 'string':
        return random.pick(TEXTS) ?? '';
      case 'array':
        return this.list(schema, depth);
      case 'object':
        return this.object(schema, depth);
      default:
        return null;
    }
  }

  private list({ items, prefixItems, contains, minItems }: JsonObject, depth: number): JsonValue {
    const { random } = this;
    const least = typeof minItems === 'number' ? minItems : 0;
    return Array.from({ length: random.chance(0.3) ? least : random.below(4) }, (_, index) => {
      if (contains !== undefined && random.chance(0.4)) return this.from(contains, depth + 1);
      const own = Array.isArray(prefixItems) ? prefixItems[index] : undefined;
      return this.from(own ?? items ?? true, depth + 1);
    });
  }

  private object(
    { properties, required, additionalProperties: more }: JsonObject,
    depth: number,
  ): JsonValue {
    const { random } = this;
    const entries: [string, JsonValue][] = [];
    const add = (name: string, held: JsonValue) => entries.push([name, this.from(held, depth + 1)]);
    const known = isPlain(properties ?? true) ? Object.entries(Object(properties)) : [];
    const share = random.next();
    for (const [name, held] of known) if (random.chance(share)) add(name, asSchema(held));
    if (Array.isArray(required) && random.chance(0.9)) {
      for (const name of required.map(String))
        if (!entries.some(([own]) => own === name))
          add(name, asSchema(known.find(([own]) => own === name)?.[1] ?? more));
    }
    while (random.chance(0.25)) add(random.pick(NAMES) ?? 'x', more ?? true);
    return Object.fromEntries(entries);
  }

  private any(depth: number): JsonValue {
    const type = this.random.pick(TYPES) ?? 'null';
    return this.ofType(depth > MAX_DEPTH && /a|object/.test(type) ? 'null' : type, {}, depth + 1);
  }
}

function asSchema(held: unknown): JsonValue {
  return typeof held === 'object' && held !== null
    ? JSON.parse(JSON.stringify(held))
    : held !== false;
}
