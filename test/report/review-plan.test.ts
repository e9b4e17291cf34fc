import { describe, expect, test } from '@jest/globals';
import type { ReviewComment } from '../../src/report/review.ts';
import { writeMarker } from '../../src/report/review-marker.ts';
import {
  planReview,
  type ReviewPlanInput,
  type StandingReviewComment,
  spokenOf,
} from '../../src/report/review-plan.ts';

const print = (index: number) => index.toString(16).padStart(16, '0').repeat(2);

const wanted = (...fingerprints: readonly number[]): ReviewComment => ({
  path: 'openapi.yaml',
  line: 1,
  side: 'RIGHT',
  startLine: null,
  body: 'text',
  fingerprints: fingerprints.map(print),
});

const standing = (
  state: 'open' | 'gone',
  fingerprints: readonly number[],
  isMinimized: boolean | null = state === 'gone',
): StandingReviewComment => ({
  id: `C${fingerprints[0]}`,
  body: `${writeMarker(state, fingerprints.map(print))}\ntext`,
  isMinimized,
});

const plan = (input: {
  readonly wanted?: readonly ReviewComment[];
  readonly standing?: readonly StandingReviewComment[];
  readonly found?: readonly number[];
  readonly isComplete?: boolean;
}) => {
  const all: ReviewPlanInput = {
    wanted: input.wanted ?? [],
    standing: input.standing ?? [],
    found: new Set((input.found ?? []).map(print)),
    isComplete: input.isComplete ?? true,
  };
  return planReview(all);
};

const numbers = (comments: readonly ReviewComment[]) =>
  comments.map(({ fingerprints }) => Number.parseInt(fingerprints[0]?.slice(16) ?? '', 16));

describe('what is posted', () => {
  test('is what has no comment yet', () => {
    const { post, hide, show } = plan({
      wanted: [wanted(1), wanted(2), wanted(3)],
      standing: [standing('open', [2])],
      found: [1, 2, 3],
    });
    expect(numbers(post)).toEqual([1, 3]);
    expect([hide, show]).toEqual([[], []]);
  });

  test('is at most 30 with what stands, the first ones, and the rest is counted', () => {
    const many = Array.from({ length: 50 }, (_, index) => index + 1);
    const first = plan({ wanted: many.map((one) => wanted(one)), found: many });
    expect(numbers(first.post)).toEqual(many.slice(0, 30));
    expect(first.without).toBe(20);

    const stands = first.post.map(({ fingerprints: [name = ''] }) =>
      standing('open', [Number.parseInt(name.slice(16), 16)]),
    );
    const again = plan({ wanted: many.map((one) => wanted(one)), standing: stands, found: many });
    expect(again).toEqual({ post: [], without: 20, hide: [], show: [] });
  });

  test('is not what comments speak of together with something else', () => {
    const { post, without } = plan({
      wanted: [wanted(1, 2)],
      standing: [standing('open', [2, 9]), standing('gone', [1])],
      found: [1, 2],
    });
    expect(post).toEqual([]);
    expect(without).toBe(0);
  });

  test('is what is more than a comment speaks of', () => {
    const spoken = [standing('open', [1, 9])];
    const hasComment = spokenOf(spoken);
    expect([1, 2].map((each) => hasComment(print(each)))).toEqual([true, false]);
    const { post, without } = plan({ wanted: [wanted(2)], standing: spoken, found: [1, 2] });
    expect(numbers(post)).toEqual([2]);
    expect(without).toBe(0);
  });

  test('is not what a marker of whole fingerprints speaks of', () => {
    const body = `<!-- holdfast:review open ${print(1)} -->\ntext`;
    const hasComment = spokenOf([{ body }]);
    expect(hasComment(print(1))).toBe(true);
  });
});

describe('what is folded away', () => {
  test('is what is gone, once, with a mark', () => {
    const { hide } = plan({ standing: [standing('open', [1]), standing('gone', [2])] });
    expect(hide).toEqual([{ id: 'C1', body: standing('gone', [1]).body }]);
  });

  test('is not what a person has unfolded since', () => {
    expect(plan({ standing: [standing('gone', [1], false)] }).hide).toEqual([]);
  });

  test('is not what stands in part, or may stand where not all could be checked', () => {
    expect(plan({ standing: [standing('open', [1, 2])], found: [2] }).hide).toEqual([]);
    expect(plan({ standing: [standing('open', [1])], isComplete: false }).hide).toEqual([]);
  });

  test('is not what a person has folded away before, and it is not shown again', () => {
    const folded = standing('open', [1], true);
    expect(plan({ standing: [folded] }).hide).toEqual([]);
  });

  test('is nothing where GitHub does not say what is folded away', () => {
    expect(plan({ standing: [standing('open', [1], null)] }).hide).toEqual([]);
  });
});

describe('what is shown again', () => {
  test('is what came back after it was folded away here', () => {
    const { post, show } = plan({
      wanted: [wanted(1)],
      standing: [standing('gone', [1])],
      found: [1],
    });
    expect(post).toEqual([]);
    expect(show).toEqual([{ id: 'C1', body: standing('open', [1]).body, isMinimized: true }]);
  });

  test('is not what a person has folded away', () => {
    const { post, show } = plan({
      wanted: [wanted(1)],
      standing: [standing('open', [1], true)],
      found: [1],
    });
    expect([post, show]).toEqual([[], []]);
  });
});

test('comments without a mark are no business of a review', () => {
  const other = { id: 'X', body: 'A question', isMinimized: false };
  expect(plan({ standing: [other] })).toEqual({ post: [], without: 0, hide: [], show: [] });
});
