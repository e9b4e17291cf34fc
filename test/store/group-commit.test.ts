import { describe, expect, test } from '@jest/globals';
import { grouping } from '../../src/store/group-commit.ts';
import { StoreUnavailable } from '../../src/store/store-error.ts';

/** Doubles numbers, notes each group it was given, and fails as told. */
function doubling(failing: (items: readonly number[]) => Error | null = () => null) {
  const groups: (readonly number[])[] = [];
  const double = grouping(async (items: readonly number[]) => {
    groups.push(items);
    const failure = failing(items);
    if (failure !== null) throw failure;
    return items.map((item) => item * 2);
  });
  return { double, groups };
}

describe('a group', () => {
  test('is what arrives in one turn, and each gets its own answer', async () => {
    const { double, groups } = doubling();
    expect(await Promise.all([1, 2, 3].map(double))).toEqual([2, 4, 6]);
    expect(groups).toEqual([[1, 2, 3]]);
  });

  test('is what arrives while the one before is being done', async () => {
    const groups: (readonly string[])[] = [];
    const later: Promise<string>[] = [];
    const keep = grouping(async (items: readonly string[]) => {
      groups.push(items);
      if (items.includes('first')) later.push(keep('second'), keep('third'));
      return items;
    });
    await keep('first');
    expect(await Promise.all(later)).toEqual(['second', 'third']);
    expect(groups).toEqual([['first'], ['second', 'third']]);
    expect(await keep('fourth')).toBe('fourth');
  });

  test('is begun beside others where several may be done at once', async () => {
    const groups: (readonly string[])[] = [];
    const later: Promise<string>[] = [];
    const begun: (() => void)[] = [];
    const keep = grouping(async (items: readonly string[]) => {
      groups.push(items);
      if (items.includes('second')) for (const begin of begun) begin();
      else {
        later.push(keep('second'));
        await new Promise<void>((resolve) => begun.push(resolve));
      }
      return items;
    }, 2);
    await keep('first');
    expect(await Promise.all(later)).toEqual(['second']);
    expect(groups).toEqual([['first'], ['second']]);
  });

  test('is bounded', async () => {
    const { double, groups } = doubling();
    await Promise.all(Array.from({ length: 120 }, (_, index) => double(index)));
    expect(groups.map(({ length }) => length)).toEqual([50, 50, 20]);
  });

  test('that fails is done one by one, so that only what is wrong fails', async () => {
    const { double } = doubling((items) => (items.includes(2) ? new Error('Not two.') : null));
    const answers = await Promise.allSettled([1, 2, 3].map(double));
    expect(answers).toMatchObject([
      { status: 'fulfilled', value: 2 },
      { status: 'rejected', reason: { message: 'Not two.' } },
      { status: 'fulfilled', value: 6 },
    ]);
  });

  test('fails as a whole while the database is away, without asking it again', async () => {
    const { double, groups } = doubling(() => new StoreUnavailable('Away.'));
    const answers = await Promise.allSettled([1, 2].map(double));
    expect(answers).toMatchObject([
      { reason: { message: 'Away.' } },
      { reason: { message: 'Away.' } },
    ]);
    expect(groups).toHaveLength(1);
  });
});
