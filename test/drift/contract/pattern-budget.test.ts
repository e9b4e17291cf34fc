import { describe, expect, test } from '@jest/globals';
import { diff, requestOf } from './compare.ts';

/** Each pattern has an automaton that grows beyond bounds when it is made deterministic. */
const heavy = (index: number, length: number) => ({
  type: 'string',
  pattern: `^(a|b)*a(a|b){${length + (index % 9)}}x${index}$`,
});
const shop = (count: number, length: number, rest: object = {}) =>
  requestOf({
    type: 'object',
    properties: {
      ...Object.fromEntries(
        Array.from({ length: count }, (_, index) => [`p${index}`, heavy(index, length)]),
      ),
      ...rest,
    },
  });

const LIMIT = /take more work together than is done/;

describe('patterns have one budget together', () => {
  test('what is past it may break, and says that it is not known', async () => {
    const { changes, problems } = await diff(shop(60, 12), shop(60, 13));
    expect(problems).toEqual([]);
    expect(changes).toHaveLength(60);
    expect(new Set(changes.map(({ compatibility }) => compatibility))).toEqual(
      new Set(['potentially_breaking']),
    );
    // With a budget for each pattern alone, all of them would be compared in full.
    expect(changes.filter(({ why }) => LIMIT.test(why)).length).toBeGreaterThan(40);
  }, 60_000);

  test('it is counted, not timed, and each comparison has its own', async () => {
    const compare = () => diff(shop(20, 12), shop(20, 13));
    const first = await compare();
    expect(await compare()).toEqual(first);
    const few = { pattern: '^[a-z]+$', type: 'string' };
    const more = { pattern: '^[a-z0-9]+$', type: 'string' };
    const { changes } = await diff(shop(0, 0, { p: few }), shop(0, 0, { p: more }));
    expect(changes.map(({ rule }) => rule)).toEqual(['request-property-pattern-generalized']);
    expect(changes[0]?.why).not.toMatch(LIMIT);
  }, 60_000);
});
