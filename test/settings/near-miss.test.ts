import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { editDistance, nearMiss } from '../../src/settings/near-miss.ts';
import { BUDGET_KEYS } from '../../src/settings/settings.ts';

describe('what somebody probably meant', () => {
  test.each([
    ['max_braking_changes', 'max_breaking_changes'],
    ['maxBreakingChanges', 'max_breaking_changes'],
    ['max-breaking-changes', 'max_breaking_changes'],
    ['max_non_braking_change', 'max_non_breaking_changes'],
    ['time_window', 'time_window_days'],
    ['window', undefined],
    ['enable', 'enabled'],
    ['severity', undefined],
    ['', undefined],
    ['colour', undefined],
  ])('%j is %j', (word, meant) => {
    expect(nearMiss(word, BUDGET_KEYS)).toBe(meant);
  });
});

describe('the distance of two words', () => {
  const word = fc.string({ maxLength: 12, unit: fc.constantFrom('a', 'b', 'c') });

  test.each([
    ['', '', 0],
    ['a', '', 1],
    ['psot', 'post', 1],
    ['high', 'hihg', 1],
    ['kitten', 'sitting', 3],
  ])('%j to %j is %d', (a, b, distance) => {
    expect(editDistance(a, b)).toBe(distance);
  });

  test('is symmetric, zero only for the same word, and at most the longer one', () => {
    fc.assert(
      fc.property(word, word, (a, b) => {
        const distance = editDistance(a, b);
        expect(distance).toBe(editDistance(b, a));
        expect(distance === 0).toBe(a === b);
        expect(distance).toBeLessThanOrEqual(Math.max(a.length, b.length));
        expect(distance).toBeGreaterThanOrEqual(Math.abs(a.length - b.length));
      }),
    );
  });
});
