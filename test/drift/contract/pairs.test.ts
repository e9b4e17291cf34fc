import { describe, expect, test } from '@jest/globals';
import type { Compatibility } from '../../../src/drift/drift.ts';
import { diff, requestOf, responseOf } from './compare.ts';

type Worst = Compatibility | 'silent';
type Pair = readonly [what: string, base: unknown, head: unknown, request: Worst, response: Worst];

const text = { type: 'string' };
const breaks = 'definitely_breaking';
const may = 'potentially_breaking';
const safe = 'non_breaking';
const object = (properties: object, rest: object = {}) => ({ type: 'object', properties, ...rest });

/** Judged by hand: what a change means for callers, where it is in requests, and for consumers, in responses. */
const PAIRS: readonly Pair[] = [
  ['null becomes allowed', text, { ...text, nullable: true }, safe, breaks],
  ['null is forbidden', { ...text, nullable: true }, text, breaks, safe],
  [
    'nullable beside an enum without null says nothing',
    { ...text, enum: ['a'] },
    { ...text, nullable: true, enum: ['a'] },
    'silent',
    'silent',
  ],
  ['an enum value is added', { ...text, enum: ['a'] }, { ...text, enum: ['a', 'b'] }, safe, may],
  [
    'an enum value is removed',
    { ...text, enum: ['a', 'b'] },
    { ...text, enum: ['a'] },
    breaks,
    safe,
  ],
  [
    'a format is taken from an enum whose values are all of it',
    { type: 'integer', format: 'int32', enum: [2000] },
    { type: 'integer', enum: [2000] },
    'silent',
    'silent',
  ],
  ['integers become numbers', { type: 'integer' }, { type: 'number' }, safe, breaks],
  ['the type is taken away', text, {}, safe, breaks],
  ['an empty schema becomes true', object({ a: {} }), object({ a: true }), 'silent', 'silent'],
  [
    'maximum is raised',
    { type: 'integer', maximum: 5 },
    { type: 'integer', maximum: 9 },
    safe,
    breaks,
  ],
  [
    'a bound of integers is written exclusively',
    { type: 'integer', minimum: 1 },
    { type: 'integer', minimum: 0, exclusiveMinimum: true },
    'silent',
    'silent',
  ],
  ['minLength 0 is added', text, { ...text, minLength: 0 }, 'silent', 'silent'],
  [
    'a pattern is written otherwise',
    { ...text, pattern: '^\\d{2}$' },
    { ...text, pattern: '^[0-9][0-9]$' },
    'silent',
    'silent',
  ],
  [
    'a pattern matches more',
    { ...text, pattern: '^[a-z]+$' },
    { ...text, pattern: '^[a-z0-9]+$' },
    safe,
    breaks,
  ],
  ['a format is added', text, { ...text, format: 'date' }, breaks, safe],
  [
    'int32 becomes int64',
    { type: 'integer', format: 'int32' },
    { type: 'integer', format: 'int64' },
    safe,
    breaks,
  ],
  [
    'const becomes enum of one',
    { ...text, const: 'a' },
    { ...text, enum: ['a'] },
    'silent',
    'silent',
  ],
  [
    'an enum is split into alternatives',
    { ...text, enum: ['a', 'b'] },
    { oneOf: [{ const: 'a' }, { const: 'b' }] },
    'silent',
    'silent',
  ],
  [
    'additionalProperties true is made explicit',
    object({}),
    object({}, { additionalProperties: true }),
    'silent',
    'silent',
  ],
  [
    'additionalProperties get a schema',
    object({}),
    object({}, { additionalProperties: text }),
    breaks,
    safe,
  ],
  [
    'items get an empty schema',
    { type: 'array' },
    { type: 'array', items: {} },
    'silent',
    'silent',
  ],
  ['items get a type', { type: 'array' }, { type: 'array', items: text }, breaks, safe],
  [
    'minItems is set',
    { type: 'array', items: text },
    { type: 'array', items: text, minItems: 1 },
    breaks,
    safe,
  ],
  [
    'a required property is added',
    object({}),
    object({ a: text }, { required: ['a'] }),
    breaks,
    safe,
  ],
  [
    'a property becomes required',
    object({ a: text }),
    object({ a: text }, { required: ['a'] }),
    breaks,
    safe,
  ],
  [
    'a read-only property becomes required',
    object({ a: { ...text, readOnly: true } }),
    object({ a: { ...text, readOnly: true } }, { required: ['a'] }),
    'silent',
    safe,
  ],
  [
    'a write-only property becomes required',
    object({ a: { ...text, writeOnly: true } }),
    object({ a: { ...text, writeOnly: true } }, { required: ['a'] }),
    breaks,
    'silent',
  ],
  [
    'an alternative is narrowed that another covers',
    { anyOf: [{ ...text, maxLength: 9 }, text] },
    { anyOf: [{ ...text, maxLength: 5 }, text] },
    'silent',
    'silent',
  ],
  [
    'a bound moves into allOf',
    { ...text, maxLength: 9 },
    { allOf: [text, { maxLength: 9 }] },
    'silent',
    'silent',
  ],
  [
    'a bound that an enum makes idle',
    { ...text, enum: ['a'], maxLength: 9 },
    { ...text, enum: ['a'], maxLength: 5 },
    'silent',
    'silent',
  ],
  [
    'multipleOf 2 becomes 4',
    { type: 'integer', multipleOf: 2 },
    { type: 'integer', multipleOf: 4 },
    breaks,
    safe,
  ],
  ['another default', { ...text, default: 'a' }, { ...text, default: 'b' }, may, safe],
];

async function worst(base: unknown, head: unknown): Promise<Worst> {
  const { changes, problems } = await diff(base, head);
  expect(problems).toEqual([]);
  for (const change of changes) {
    if (change.compatibility === breaks) expect(change.witness).not.toBeNull();
  }
  return changes[0]?.compatibility ?? 'silent';
}

describe('minimal pairs', () => {
  test.each(PAIRS)('%s', async (_, base, head, request, response) => {
    const judged = [
      await worst(requestOf(base), requestOf(head)),
      await worst(responseOf(base), responseOf(head)),
    ];
    expect(judged).toEqual([request, response]);
  });
});
