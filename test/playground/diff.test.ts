import { describe, expect, test } from '@jest/globals';
import { lineInPatch, parsePatch } from '../../src/playground/git/diff.ts';
import { linesToShow } from '../../src/playground/pages/diff-lines.ts';

const PATCH = `@@ -10,5 +10,4 @@ paths:
 ten
-eleven
-and a half
+ELEVEN
 twelve
 thirteen`;
const HEAD = Array.from({ length: 40 }, (_, index) => `line ${index + 1}`);

describe('a patch', () => {
  test('numbers the lines of both sides', () => {
    const numbers = parsePatch(PATCH).map(({ kind, left, right }) => `${kind} ${left} ${right}`);
    expect(numbers).toEqual([
      'hunk null null',
      'context 10 10',
      'removed 11 null',
      'removed 12 null',
      'added null 11',
      'context 13 12',
      'context 14 13',
    ]);
  });

  test('takes comments on its own lines only', () => {
    const sides = ['LEFT', 'RIGHT'] as const;
    const taken = sides.map((side) =>
      [9, 10, 11, 13, 14].filter((line) => lineInPatch(PATCH, line, side)),
    );
    expect(taken).toEqual([
      [10, 11, 13, 14],
      [10, 11, 13],
    ]);
  });
});

describe('lines to show', () => {
  const shown = (noted: number[]) =>
    linesToShow(PATCH, HEAD, noted)
      .filter(({ kind }) => kind !== 'hunk')
      .map(({ right }) => right);

  test('are those of the patch when all notes stand in it', () => {
    expect(shown([11, 13])).toEqual([10, null, null, 11, 12, 13]);
  });

  test('have noted lines outside the patch in their place, with some before them', () => {
    expect(shown([2, 30])).toEqual([1, 2, 10, null, null, 11, 12, 13, 27, 28, 29, 30]);
  });

  test('do not repeat lines: of the patch, or of notes close to each other', () => {
    expect(shown([15, 17, 17, 20])).toEqual([
      10,
      null,
      null,
      11,
      12,
      13,
      14,
      15,
      16,
      17,
      18,
      19,
      20,
    ]);
  });

  test('leave out places that the file does not have', () => {
    expect(shown([0, 41, 1000])).toEqual([10, null, null, 11, 12, 13]);
  });
});
