import { describe, expect, test } from '@jest/globals';
import { contract, diff } from './compare.ts';

const text = { type: 'string' };
const integer = { type: 'integer' };
const object = (properties: object, required: string[] = []) => ({
  type: 'object',
  properties,
  required,
});

/** An operation with a parameter in a place, and one with a header in its response. */
const taking = (place: string) => (schema: object) =>
  contract({
    '/users': {
      get: {
        parameters: [{ name: 'X-Filter', in: place, schema }],
        responses: { 200: { description: 'OK' } },
      },
    },
  });
const answering = (schema: object) =>
  contract({
    '/users': {
      get: { responses: { 200: { description: 'OK', headers: { 'X-Page': { schema } } } } },
    },
  });

async function rulesOf(base: unknown, head: unknown): Promise<string[]> {
  const { changes } = await diff(base, head);
  return changes.map(({ rule }) => rule).sort();
}

describe.each([
  ['header', taking('header')],
  ['query', taking('query')],
])('inside a %s parameter', (_, of) => {
  test.each<[string, object, object, string]>([
    [
      'a property',
      object({ a: { enum: ['x', 'y'] } }),
      object({ a: { enum: ['x'] } }),
      'request-property-enum-value-removed',
    ],
    [
      'a property that becomes an enum',
      object({ a: text }),
      object({ a: { ...text, enum: ['x'] } }),
      'request-property-became-enum',
    ],
    [
      'a property that becomes required',
      object({ a: text }),
      object({ a: text }, ['a']),
      'request-property-became-required',
    ],
    [
      'a property of another type',
      object({ a: object({ b: integer }) }),
      object({ a: object({ b: { type: 'boolean' } }) }),
      'request-property-type-changed',
    ],
    [
      'a property of the items',
      { type: 'array', items: object({ a: text }) },
      { type: 'array', items: object({ a: { ...text, maxLength: 5 } }) },
      'request-property-max-length-set',
    ],
    [
      'the items',
      { type: 'array', items: { enum: ['x', 'y'] } },
      { type: 'array', items: { enum: ['x'] } },
      'request-parameter-enum-value-removed',
    ],
    [
      'the parameter itself',
      { enum: ['x', 'y'] },
      { enum: ['x'] },
      'request-parameter-enum-value-removed',
    ],
  ])('%s has the ids of its place', async (__, base, head, rule) => {
    expect(await rulesOf(of(base), of(head))).toEqual([rule]);
  });
});

describe('inside a response header', () => {
  test.each<[string, object, object, string]>([
    [
      'a property',
      object({ a: { enum: ['x'] } }),
      object({ a: { enum: ['x', 'y'] } }),
      'response-property-enum-value-added',
    ],
    [
      'a property that is optional from now on',
      object({ a: text }, ['a']),
      object({ a: text }),
      'response-property-became-optional',
    ],
    [
      'the header itself',
      { enum: ['x'] },
      { enum: ['x', 'y'] },
      'response-header-enum-value-added',
    ],
  ])('%s has the ids of its place', async (_, base, head, rule) => {
    expect(await rulesOf(answering(base), answering(head))).toEqual([rule]);
  });
});
