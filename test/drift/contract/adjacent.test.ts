// Keywords that depend only on those beside them in the same schema object: JSON Schema 2020-12 Core, 10.2.2, 10.3.1.3
// and 10.3.2.3, whatever other parts of an allOf say.
import { describe, expect, test } from '@jest/globals';
import { diff, requestOf, responseOf } from './compare.ts';

const v31 = { openapi: '3.1.0' };

async function silent(base: unknown, head: unknown): Promise<void> {
  for (const [from, to] of [
    [base, head],
    [head, base],
  ]) {
    for (const place of [requestOf, responseOf]) {
      const { changes } = await diff(place(from, v31), place(to, v31));
      expect(changes.map(({ rule }) => rule)).toEqual([]);
    }
  }
}

/** What is said of a request whose schema changes: each rule with its compatibility and the value that shows it. */
async function said(base: unknown, head: unknown) {
  const { changes } = await diff(requestOf(base, v31), requestOf(head, v31));
  return changes.map(({ rule, compatibility, witness }) => ({
    rule,
    compatibility,
    value: witness === null ? null : JSON.parse(witness.value),
  }));
}

const needs = (name: string) => ({ required: [name] });

/** `if`, `then` and `else` in one schema object. */
const when = (parts: { test?: unknown; met?: unknown; unmet?: unknown }) =>
  Object.fromEntries(
    [
      ['if', parts.test],
      ['then', parts.met],
      ['else', parts.unmet],
    ].filter(([, held]) => held !== undefined),
  );

describe('if, then and else', () => {
  const a = when({ test: needs('a'), met: needs('c') });
  const b = when({ test: needs('b'), unmet: needs('d') });

  test('then and else beside no if say nothing', async () => {
    await silent(
      { type: 'object', ...when({ met: needs('a') }) },
      { type: 'object', ...when({ unmet: needs('a') }) },
    );
    await silent(
      { type: 'object', allOf: [when({ test: needs('a') }), when({ met: needs('c') })] },
      { type: 'object' },
    );
  });

  test('each pair stays together in allOf, in any order', async () => {
    await silent({ type: 'object', allOf: [a, b] }, { type: 'object', allOf: [b, a] });
    await silent({ type: 'object', allOf: [a, b] }, { type: 'object', ...a, allOf: [b] });
  });

  test('moving then to another if is a change that a value shows', async () => {
    const moved = when({ test: needs('b'), met: needs('c') });
    const base = { type: 'object', allOf: [a, when({ test: needs('b') })] };
    const head = { type: 'object', allOf: [when({ test: needs('a') }), moved] };
    const found = await said(base, head);
    expect(found.map(({ compatibility }) => compatibility)).toContain('definitely_breaking');
    const value = found.find((change) => change.value !== null)?.value;
    expect(Object.keys(value)).toContain('b');
    expect(Object.keys(value)).not.toContain('c');
  });
});

describe('contains, minContains and maxContains', () => {
  const texts = { contains: { type: 'string' } };
  const numbers = { contains: { type: 'number' } };

  test('counts beside no contains say nothing', async () => {
    await silent({ type: 'array', minContains: 3 }, { type: 'array', maxContains: 0 });
    await silent(
      { type: 'array', allOf: [texts, { minContains: 2 }] },
      { type: 'array', ...texts },
    );
  });

  test('each count stays with its contains', async () => {
    const [two, few] = [
      { ...texts, minContains: 2 },
      { ...numbers, maxContains: 1 },
    ];
    await silent({ type: 'array', allOf: [two, few] }, { type: 'array', ...few, allOf: [two] });
  });

  test('moving a count to another contains is a change', async () => {
    const base = { type: 'array', allOf: [{ ...texts, minContains: 2 }, numbers] };
    const head = { type: 'array', allOf: [texts, { ...numbers, minContains: 2 }] };
    expect(await said(base, head)).not.toEqual([]);
    expect(await said(head, base)).not.toEqual([]);
  });
});

describe('what is said of the rest of an object or a list', () => {
  const a = { properties: { a: { type: 'string' } } };
  const b = { properties: { b: { type: 'string' } } };

  test('additionalProperties speaks of what its own object does not list', async () => {
    const apart = { type: 'object', allOf: [{ ...a, additionalProperties: false }, b] };
    const beside = { type: 'object', allOf: [a, b], additionalProperties: false };
    const found = await said({ type: 'object', allOf: [a, b] }, apart);
    expect(found.some(({ compatibility }) => compatibility === 'definitely_breaking')).toBe(true);
    // Beside properties of other parts it forbids those as well.
    expect(await said(apart, beside)).not.toEqual([]);
  });

  test('a property that another part refuses as one of the rest shows no break', async () => {
    const rest = { additionalProperties: { type: 'object' } };
    const base = { type: 'object', allOf: [rest, { properties: { a: { type: 'string' } } }] };
    const found = await said(base, { type: 'object', ...rest });
    expect(found.map(({ compatibility }) => compatibility)).not.toContain('definitely_breaking');
  });

  test('unevaluatedProperties speaks of what all that its object combines does not list', async () => {
    const outside = { type: 'object', allOf: [a, b], unevaluatedProperties: false };
    const inside = { type: 'object', allOf: [a, { ...b, unevaluatedProperties: false }] };
    expect(await said(outside, inside)).not.toEqual([]);
    await silent(outside, { allOf: [{ ...outside }] });
  });

  test('additionalProperties: true is all that unevaluatedProperties needs', async () => {
    const open = { type: 'object', ...a, additionalProperties: true, unevaluatedProperties: false };
    const { additionalProperties: _, ...closed } = open;
    expect(await said(open, closed)).toMatchObject([{ compatibility: 'definitely_breaking' }]);
  });

  test('items speaks of what comes after the positions of its own object', async () => {
    const base = { type: 'array', prefixItems: [{ type: 'string' }], items: { type: 'number' } };
    const head = {
      type: 'array',
      allOf: [{ prefixItems: [{ type: 'string' }] }, { items: { type: 'number' } }],
    };
    expect(await said(base, head)).not.toEqual([]);
  });
});
