import { describe, expect, test } from '@jest/globals';
import MarkdownIt from 'markdown-it';
import type { ContractDrift } from '../../src/drift/drift.ts';
import { type Problem, problem } from '../../src/problem.ts';
import { type FileHunks, hunksOfPatch } from '../../src/report/diff-hunks.ts';
import { byteLength, LIMITS } from '../../src/report/limits.ts';
import { permalinks } from '../../src/report/links.ts';
import {
  commentedDrifts,
  isAllCompared,
  type ReviewOptions,
  reviewBody,
  reviewComments,
  type Suggestion,
} from '../../src/report/review.ts';
import { markOf, readMarker, remark, writeMarker } from '../../src/report/review-marker.ts';
import { spokenOf } from '../../src/report/review-plan.ts';
import {
  area,
  BASE_SHA,
  CONTRACT,
  drift,
  HEAD_SHA,
  harmless,
  report,
  risky,
  use,
  verdict,
} from './make.ts';

/** Lines 15 to 22 of base, of which 18 to 20 went for 18 to 19 of head. */
const PATCH = `@@ -15,8 +15,7 @@ paths:
 a
 b
 c
-gone 18
-gone 19
-gone 20
+new 18
+new 19
 d
 e`;

const file = (patch: string, more: Partial<FileHunks> = {}): FileHunks => ({
  path: CONTRACT,
  basePath: CONTRACT,
  hunks: hunksOfPatch(patch),
  ...more,
});
const DIFF = [file(PATCH)];
const at = (line: number, name = CONTRACT) => ({ file: name, line, column: 1 });

/** A property that became required at a line of head. */
const changed = (line: number, more: Partial<ContractDrift> = {}) =>
  drift('POST /users', {
    rule: 'request-property-became-required',
    action: 'change',
    message: `Property number ${line} became required`,
    base: at(line),
    head: at(line),
    ...more,
  });

function commentsOf(
  drifts: readonly ContractDrift[],
  diff: readonly FileHunks[] = DIFF,
  options: ReviewOptions = {},
) {
  return reviewComments(report(area(drifts)), diff, options);
}

describe('a comment of a review', () => {
  test('stands on the line of head that breaks, and says why, the proof and what to do', () => {
    const broken = changed(19, {
      why: 'Callers that leave it out are refused',
      remedy: 'Keep it optional',
      witness: { value: '{"name":"x"}', accepted_by: 'base' },
    });
    expect(commentsOf([broken])).toEqual([
      {
        path: CONTRACT,
        line: 19,
        side: 'RIGHT',
        startLine: null,
        fingerprints: [broken.fingerprint],
        body: [
          `<!-- holdfast:review open ${markOf(broken.fingerprint)} -->`,
          '🔴 **breaking**: `POST /users` (`request-property-became-required`)',
          '',
          'Property number 19 became required',
          '',
          '- **Why:** Callers that leave it out are refused',
          '- **Shown by:** `{"name":"x"}`, which base accepts and head does not',
          '- **Instead:** Keep it optional',
        ].join('\n'),
      },
    ]);
  });

  test('on something removed stands on the line that went', () => {
    const [comment] = commentsOf([drift('GET /users')]);
    expect(comment).toMatchObject({ side: 'LEFT', line: 20, path: CONTRACT });
    expect(comment?.body).not.toContain('stood at');
  });

  test('on something removed from elsewhere stands at the nearest place, and says where it was', () => {
    const links = permalinks({
      serverUrl: 'https://github.com',
      owner: 'acme',
      repo: 'shop',
      baseSha: BASE_SHA,
      headSha: HEAD_SHA,
    });
    const [comment] = commentsOf([drift('GET /users', { base: at(90) })], DIFF, { links });
    expect(comment).toMatchObject({ side: 'RIGHT', line: 18 });
    expect(comment?.body).toContain(
      `It stood at [\`${CONTRACT}:90\`](<https://github.com/acme/shop/blob/${BASE_SHA}/${CONTRACT}#L90>) at base.`,
    );
  });

  test('on something just outside the diff stands on the nearest changed line, and says where it is', () => {
    const [comment] = commentsOf([changed(27)]);
    expect(comment).toMatchObject({ side: 'RIGHT', line: 19 });
    expect(comment?.body).toContain(`It stands at \`${CONTRACT}:27\`.`);
  });

  test('is not written where no line of the diff is near, or the file has no diff', () => {
    expect(commentsOf([changed(60)])).toEqual([]);
    expect(commentsOf([changed(19, { base: null, head: at(19, 'other.yaml') })])).toEqual([]);
    expect(commentsOf([changed(19)], [])).toEqual([]);
  });

  test('on a file that is gone stands on its lines, on one that was moved under its new name', () => {
    const gone = drift('GET /users', { base: at(1), head: null });
    expect(commentsOf([gone], [file('@@ -1,2 +0,0 @@\n-a\n-b')])).toMatchObject([
      { path: CONTRACT, side: 'LEFT', line: 1 },
    ]);
    const moved = drift('GET /users', { base: at(20), head: at(18, 'api.yaml') });
    expect(commentsOf([moved], [file(PATCH, { path: 'api.yaml' })])).toMatchObject([
      { path: 'api.yaml', side: 'LEFT', line: 20 },
    ]);
  });

  test('is written for what breaks or exceeds a limit, what exceeds first', () => {
    const within = changed(18, { message: 'within', severity: 'critical' });
    const over = changed(19, { message: 'over' });
    const allowed = risky('GET /a', { head: at(18) });
    const tooMany = harmless('GET /b', { head: at(19) });
    const made = report(area([within, over, allowed, tooMany]), [
      verdict([over], [use('max_breaking_changes', 1, 0)]),
      verdict([allowed], [use('max_potentially_breaking_changes', 1, 5)]),
      verdict([tooMany], [use('max_non_breaking_changes', 1, 0)]),
    ]);
    const comments = reviewComments(made, DIFF);
    expect(comments.map(({ fingerprints }) => fingerprints)).toEqual(
      [over, tooMany, within].map((one) => [one.fingerprint]),
    );
    expect(comments[0]?.body).toContain('**breaking, over its budget**');
  });

  test('speaks of several values at once where the same happened to them', () => {
    const values = ['red', 'green', 'blue'].map((value, index) =>
      drift('GET /users', {
        rule: 'request-enum-value-removed',
        message: `Value "${value}" was removed from colour`,
        before: `"${value}"`,
        base_pointer: `/components/schemas/Colour/enum/${index}`,
        base: at(18 + index),
      }),
    );
    const comments = commentsOf(values);
    expect(comments).toHaveLength(1);
    expect(comments[0]).toMatchObject({ side: 'LEFT', line: 18 });
    expect(comments[0]?.fingerprints).toEqual(values.map((one) => one.fingerprint));
    expect(comments[0]?.body).toContain('and 2 more: `"green"`, `"blue"`');
  });

  test('names every value that it speaks of, and leaves out those that have a comment', () => {
    const values = Array.from({ length: 300 }, (_, index) =>
      drift('GET /users', {
        message: `Value "v${index}" was removed`,
        before: `"v${index}"`,
        base_pointer: `/enum/${index}`,
        base: at(18),
      }),
    );
    const [all] = commentsOf(values.slice(0, 299));
    const hasComment = spokenOf([{ body: all?.body ?? '' }]);
    const later = commentsOf(values, DIFF, { hasComment });
    expect(later.map(({ fingerprints }) => fingerprints)).toEqual([[values[299]?.fingerprint]]);
  });

  test('stays within GitHub’s limit, however many drifts it speaks of', () => {
    const values = Array.from({ length: 3_000 }, (_, index) =>
      drift('GET /users', {
        message: `Value "v${index}" was removed from ${'x'.repeat(50_000)}`,
        before: `"v${index}"`,
        base_pointer: `/enum/${index}`,
      }),
    );
    const [comment] = commentsOf(values);
    expect(byteLength(comment?.body ?? '')).toBeLessThan(LIMITS.commentBytes);
    expect(readMarker(comment?.body ?? '')?.marks).toContain(markOf(values[0]?.fingerprint ?? ''));
  });
});

describe('a suggestion', () => {
  const broken = changed(19);
  const suggest = (more: Partial<Suggestion>, drifts = [broken]) =>
    commentsOf(drifts, DIFF, {
      suggestions: [
        {
          fingerprints: [broken.fingerprint],
          path: CONTRACT,
          startLine: 18,
          endLine: 19,
          replacement: 'one\ntwo\n',
          ...more,
        },
      ],
    });

  test('puts the comment on the lines that it replaces', () => {
    const [comment] = suggest({});
    expect(comment).toMatchObject({ side: 'RIGHT', startLine: 18, line: 19 });
    expect(comment?.body.endsWith('\n\n```suggestion\none\ntwo\n```')).toBe(true);
    expect(suggest({ startLine: 19 })).toMatchObject([{ startLine: null, line: 19 }]);
  });

  test.each([
    ['nothing: the lines go', '', '```suggestion\n```'],
    ['blank lines', '\na\n\n', '```suggestion\n\na\n\n```'],
    ['fences', '  ```yaml\n````\n', '`````suggestion\n  ```yaml\n````\n`````'],
    ['a hidden marker', '# <!-- holdfast:x -->\n', '```suggestion\n# <!-- holdfast:x -->\n```'],
  ])('can be of %s', (_name, replacement, block) => {
    const [comment] = suggest({ replacement });
    expect(comment?.body.endsWith(`\n\n${block}`)).toBe(true);
    const tokens = new MarkdownIt().parse(comment?.body ?? '', {});
    expect(tokens.filter(({ type }) => type === 'fence')).toHaveLength(1);
    expect(tokens.at(-1)).toMatchObject({
      type: 'fence',
      content: replacement,
    });
  });

  test.each([
    ['reach lines that the diff does not show', { endLine: 40 }],
    ['are in another file', { path: 'other.yaml' }],
    ['are none', { startLine: 19, endLine: 18 }],
    ['hide what they do', { replacement: 'a\u202eb\n' }],
    ['are for another drift', { fingerprints: ['0'.repeat(32)] }],
    ['have other line ends', { replacement: 'a\r\nb\r\n' }],
    ['are very long', { replacement: 'x'.repeat(20_000) }],
  ])('is not made where its lines %s', (_name, more) => {
    expect(suggest(more)).toMatchObject([{ startLine: null, line: 19 }]);
    expect(suggest(more)[0]?.body).not.toContain('suggestion');
  });
});

test('a suggestion of a comment on several values puts all of them right, or is not made', () => {
  const values = ['red', 'green'].map((value, index) =>
    changed(18 + index, {
      rule: 'request-enum-value-removed',
      message: `Value "${value}" was removed from colour`,
      before: `"${value}"`,
      base_pointer: `/enum/${index}`,
    }),
  );
  const fingerprints = values.map((one) => one.fingerprint);
  const withSuggestionFor = (some: readonly string[]) =>
    commentsOf(values, DIFF, {
      suggestions: [
        { fingerprints: some, path: CONTRACT, startLine: 18, endLine: 18, replacement: 'all\n' },
      ],
    });
  expect(withSuggestionFor(fingerprints)).toHaveLength(1);
  expect(withSuggestionFor(fingerprints)[0]?.body).toContain('```suggestion\nall\n```');
  expect(withSuggestionFor(fingerprints.slice(0, 1))[0]?.body).not.toContain('suggestion');
  const drifts = commentedDrifts(report(area(values)), DIFF);
  expect(drifts.map((some) => some.map((one) => one.fingerprint))).toEqual([fingerprints]);
});

test('what cannot be compared at base and head alike may hide a change that was found before', () => {
  const at = (side: 'base' | 'head') =>
    problem('remote-reference', 'It is not fetched.', { file: 'other.yaml', side });
  expect(isAllCompared(report(area([])))).toBe(true);
  expect(isAllCompared(report(area([], [at('base'), at('head')])))).toBe(false);
});

test('what an area of the code can never check hides nothing, what it cannot check any more may', () => {
  const at = (side: 'base' | 'head') =>
    problem('not-checked', 'A framework that is not known.', { file: 'app.js', side });
  const withSpec = (...problems: readonly Problem[]) => {
    const contract = area([]);
    const spec = {
      ...area([], problems),
      standing: [],
      alignment: { aligned: 0, total: 0 },
      notes: [],
    };
    return report(contract, [], { areas: { contract, spec } });
  };
  expect(isAllCompared(withSpec(at('base'), at('head')))).toBe(true);
  expect(isAllCompared(withSpec(at('head')))).toBe(false);
});

describe('the hidden marker', () => {
  const fingerprints = ['a'.repeat(32), 'b'.repeat(32)];
  const marks = ['a'.repeat(16), 'b'.repeat(16)];

  test('is read back, and changed in place', () => {
    const body = `${writeMarker('open', fingerprints)}\ntext`;
    expect(readMarker(body)).toEqual({ state: 'open', marks });
    expect(readMarker(remark(body, 'gone'))).toEqual({ state: 'gone', marks });
    expect(remark(remark(body, 'gone'), 'open')).toBe(body);
  });

  test('counts at the very start only', () => {
    expect(readMarker(` ${writeMarker('open', fingerprints)}`)).toBeNull();
    expect(readMarker('<!-- holdfast:review open -->')).toBeNull();
    expect(remark('text', 'gone')).toBe('text');
  });
});

test('a review says how many comments it has and where the rest is', () => {
  expect(reviewBody(1, 0, null)).toBe(
    '1 comment on what breaks, or exceeds a budget. See the check run for all changes.',
  );
  expect(reviewBody(30, 12, 'https://x.example/1')).toBe(
    '30 comments on what breaks, or exceeds a budget. See [the check run](<https://x.example/1>) for 12 more changes like these, and the rest.',
  );
});
