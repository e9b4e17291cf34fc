import { describe, expect, test } from '@jest/globals';
import { type Detection, type Found, prove } from '../../src/fix/proof.ts';
import { problem } from '../../src/problem.ts';

interface Ranked extends Found {
  readonly rank: number;
}

const found = (fingerprint: string, rank = 1): Ranked => ({
  fingerprint,
  message: `${fingerprint} drifts.`,
  rank,
});
const detection = (...all: Ranked[]): Detection<Ranked> => ({
  found: all,
  problems: [],
  checked: ['a.yaml'],
});
const claim = (before: Detection<Ranked>, after: Detection<Ranked>) =>
  prove({
    check: 'all',
    before,
    after,
    removes: new Set(['a']),
    badness: ({ rank }) => rank,
    isRemark: ({ fingerprint }) => fingerprint === 'remark',
  });

describe('a fix is proven', () => {
  test('where what it removes is gone and nothing came', () => {
    expect(claim(detection(found('a'), found('b')), detection(found('b')))).toEqual({
      ok: true,
      proof: {
        check: 'all',
        before: 2,
        after: 1,
        gone: [{ fingerprint: 'a', message: 'a drifts.' }],
        checked: ['a.yaml'],
      },
    });
  });

  test('whatever becomes of remarks on the rest', () => {
    expect(claim(detection(found('a')), detection(found('remark'))).ok).toBe(true);
  });
});

describe('a fix is not proven', () => {
  test.each<[string, Detection<Ranked>, Detection<Ranked>, RegExp]>([
    ['where it was not there', detection(), detection(), /not there/],
    [
      'where it is still there',
      detection(found('a')),
      detection(found('a')),
      /still there: a drifts/,
    ],
    [
      'where something else came',
      detection(found('a')),
      detection(found('c')),
      /something else: c drifts/,
    ],
    [
      'where what stays got worse',
      detection(found('a'), found('b')),
      detection(found('b', 2)),
      /something else: b/,
    ],
    [
      'where something can no longer be checked',
      detection(found('a')),
      { ...detection(), problems: [problem('syntax-error', 'Broken.', { file: 'x.yaml' })] },
      /x\.yaml could no longer be checked: Broken/,
    ],
  ])('%s', (_, before, after, reason) => {
    const outcome = claim(before, after);
    expect(outcome.ok ? '' : outcome.reason).toMatch(reason);
  });
});
