// Schemas written otherwise, wherever they stand: also where a keyword turns round what they mean.
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { JsonObject, JsonValue } from '../../../src/document/document.ts';
import { diff, requestOf, responseOf, rules } from './compare.ts';
import { rewriting, rewritten } from './generate/refactoring.ts';
import { type Components, componentsOf, isGrounded, schemasOf } from './generate/schema.ts';
import { compareBodies } from './generate/soundness.ts';

/** Where a schema may stand, and the rule that a change of what it accepts is named by. */
const PLACES: readonly (readonly [
  place: string,
  rule: string,
  around: (schema: JsonValue) => JsonObject,
])[] = [
  ['not', 'not-changed', (schema) => ({ not: schema })],
  [
    'if',
    'if-changed',
    (schema) =>
      keyed([
        ['if', schema],
        ['then', { type: 'object' }],
      ]),
  ],
  [
    'then',
    'then-changed',
    (schema) =>
      keyed([
        ['if', { minLength: 1 }],
        ['then', schema],
      ]),
  ],
  [
    'else',
    'else-changed',
    (schema) =>
      keyed([
        ['if', { type: 'array' }],
        ['else', schema],
      ]),
  ],
  ['contains', 'contains-changed', (contains) => ({ type: 'array', contains })],
  [
    'propertyNames',
    'property-names-changed',
    (propertyNames) => ({ type: 'object', propertyNames }),
  ],
  [
    'dependentSchemas',
    'dependent-schema-changed',
    (b) => ({ type: 'object', dependentSchemas: { a: { properties: { b } } } }),
  ],
  [
    'unevaluatedProperties',
    'unevaluated-properties-changed',
    (rest) => ({ type: 'object', properties: { a: {} }, unevaluatedProperties: rest }),
  ],
  [
    'unevaluatedItems',
    'unevaluated-items-changed',
    (rest) => ({ type: 'array', prefixItems: [{}], unevaluatedItems: rest }),
  ],
  ['patternProperties', 'min-length-', (a) => ({ type: 'object', patternProperties: { '^a': a } })],
  ['prefixItems', 'min-length-', (first) => ({ type: 'array', prefixItems: [first] })],
  [
    'not in if in not',
    'not-changed',
    (schema) => ({
      not: keyed([
        ['if', { not: schema }],
        ['then', { type: 'string' }],
      ]),
    }),
  ],
];

/** An object by its entries: written out, one with `then` could be taken for a promise. */
function keyed(entries: readonly (readonly [string, JsonValue])[]): JsonObject {
  return Object.fromEntries(entries);
}

const text = { type: 'string', minLength: 2, enum: ['ab', 'abc'] };
const named = (name: string) => ({ $ref: `#/components/schemas/${name}` });
const components = { Text: text, Same: text, Tree: tree('Tree'), Node: tree('Node') };

function tree(name: string): JsonObject {
  return { type: 'object', properties: { next: named(name), leaf: text } };
}

/** Ways to write the same schema. */
const SAME: readonly (readonly [string, JsonValue, JsonValue])[] = [
  ['a reference inlined', named('Text'), text],
  ['a component renamed', named('Text'), named('Same')],
  ['a recursive component renamed', named('Tree'), named('Node')],
  ['allOf', text, { allOf: [{ type: 'string', minLength: 2 }, { enum: ['ab', 'abc'] }] }],
  ['values reordered', text, { ...text, enum: ['abc', 'ab'] }],
  ['one value', { const: 'ab' }, { enum: ['ab'] }],
  ['types', { type: ['string', 'null'] }, { anyOf: [{ type: 'null' }, { type: 'string' }] }],
  [
    'null',
    { type: ['string', 'null'], minLength: 2 },
    { anyOf: [{ type: 'string', minLength: 2 }, { type: 'null' }] },
  ],
  ['nothing', false, { not: {} }],
];

describe.each(PLACES)('inside %s', (_place, rule, around) => {
  test.each(SAME)('another way to write it is silent: %s', async (_way, base, head) => {
    for (const [from, to] of [
      [base, head],
      [head, base],
    ] as const) {
      for (const bodyOf of [requestOf, responseOf]) {
        const rest = { openapi: '3.1.0', components: { schemas: components } };
        // Beside something that did change, nothing else is said either.
        const changed = { description: 'x', 'x-extensible-enum': [1] };
        const same = await diff(bodyOf(around(from), rest), bodyOf(around(to), rest));
        expect(rules(same)).toEqual([]);
        const other = await diff(
          bodyOf({ ...around(from), ...changed }, rest),
          bodyOf(around(to), rest),
        );
        expect(rules(other).filter((name) => !name.includes('extensible'))).toEqual([]);
      }
    }
  });

  test('a change of what it accepts is told by its rule', async () => {
    const [base, head] = [
      { type: 'string', minLength: 2 },
      { allOf: [{ type: 'string' }, { minLength: 3 }] },
    ];
    for (const [from, to] of [
      [base, head],
      [head, base],
    ]) {
      const rest = { openapi: '3.1.0' };
      const found = rules(
        await diff(requestOf(around(from ?? true), rest), requestOf(around(to ?? true), rest)),
      );
      expect(found).toHaveLength(1);
      expect(found[0]).toContain(rule);
    }
  });
});

describe('any schema', () => {
  const choice = { proto: false, directions: true };
  const whole = fc.tuple(schemasOf(choice), componentsOf(choice));
  const flows = fc.constantFrom('request' as const, 'response' as const);

  test('written otherwise at any place is the same', async () => {
    let compared = 0;
    await fc.assert(
      fc.asyncProperty(whole, rewriting, flows, async ([schema, before], { way, at }, flow) => {
        fc.pre(isGrounded(before));
        const head = rewritten({ schema, components: before }, way, at);
        if (head.schema === schema) return;
        compared += 1;
        const after: Components = { ...before, ...head.components };
        const there = { base: schema, before, head: head.schema, after };
        const back = { base: head.schema, before: after, head: schema, after: before };
        expect(rules(await compareBodies(there, flow))).toEqual([]);
        expect(rules(await compareBodies(back, flow))).toEqual([]);
      }),
      { numRuns: 300 },
    );
    expect(compared).toBeGreaterThan(60);
  }, 60_000);
});
