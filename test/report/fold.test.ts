import { describe, expect, test } from '@jest/globals';
import { diffJson } from '../../src/report/json.ts';
import { checkRunOutput, diffMarkdown } from '../../src/report/markdown.ts';
import { diffSarif } from '../../src/report/sarif.ts';
import { checkText, diffText } from '../../src/report/text.ts';
import { diff, requestOf, responseOf } from '../drift/contract/compare.ts';
import { area, report, risky, rule, use, verdict } from './make.ts';

const status = (...values: unknown[]) => ({
  type: 'object',
  properties: { status: { enum: values } },
});
const many = (size: number) => Array.from({ length: size }, (_, index) => `s${index}`);

/** Changes that add one value each to the enum of one property. */
function values(size: number, name = 'GET /things', property = 'status') {
  return many(size).map((value, index) =>
    risky(name, {
      message: `Value "${value}" was added to property '${property}' of the 200 response`,
      before: null,
      after: `"${value}"`,
      head: { file: 'openapi.yaml', line: 10 + index, column: 5 },
      base: null,
      base_pointer: null,
      head_pointer: `/paths/~1things/get/${property}/enum/${index}`,
    }),
  );
}

const lines = (text: string, part: string) =>
  text.split('\n').filter((line) => line.includes(part)).length;

describe('changes that differ only in their value', () => {
  test('are one row of the check run, with their count and the first values', () => {
    const changes = values(802);
    const limits = [use('max_potentially_breaking_changes', 802, 5)];
    const { title, summary, text } = checkRunOutput(
      report(area(changes), [verdict(changes, limits)]),
    );
    expect(title).toContain('802');
    expect(lines(summary, 'was added to property')).toBe(2);
    expect(summary).toContain('and 801 more: `"s1"`, `"s2"`, `"s3"`, `"s4"` …');
    expect(summary).toContain('802 of 5 used');
    expect(lines(text, 'was added to property')).toBe(1);
    expect(text).toContain('802 changes');
    expect(summary).not.toContain('more change');
  });

  test('are one entry of the text output, and count as many', () => {
    const text = diffText(area(values(802)), { colour: false });
    expect(lines(text, 'was added to property')).toBe(1);
    expect(text).toContain('      and 801 more: "s1", "s2", "s3", "s4" …');
    expect(text).toContain('802 potentially breaking changes');
    expect(checkText(report(area(values(3))), { colour: false })).toContain(
      'and 2 more: "s1", "s2"\n',
    );
  });

  test('stay apart in JSON and SARIF', () => {
    const changes = values(12);
    expect(diffJson(area(changes)).changes).toHaveLength(12);
    const sarif = diffSarif(area(changes), {
      version: '1.0.0',
      rules: [rule(changes[0]?.rule ?? '')],
    });
    expect(sarif.runs[0]?.results).toHaveLength(12);
  });

  test('stay apart where they are of other declarations, and where what they do is not the same', () => {
    const text = diffText(
      area([...values(2), ...values(2, 'GET /others'), ...values(2, 'GET /things', 'state')]),
      { colour: false },
    );
    expect(lines(text, 'was added to property')).toBe(3);
    const [first, second] = values(2);
    if (first === undefined || second === undefined) throw new Error('two were made');
    const other = { ...second, compatibility: 'non_breaking' } as const;
    expect(lines(diffText(area([first, other]), { colour: false }), 'was added')).toBe(2);
  });

  test.each([
    ['texts', many(20), ['s0']],
    ['numbers, though they stand elsewhere in the sentence too', [0, 1, 2, 3, 20, 200], [0]],
    ['long texts', many(4).map((value) => value + 'x'.repeat(300)), ['a']],
  ])('are told by what the engine says of %s', async (_, all, few) => {
    for (const make of [requestOf, responseOf]) {
      const found = await diff(make(status(...few)), make(status(...all, ...few)));
      expect(found.changes.length).toBeGreaterThan(3);
      const text = diffText(found, { colour: false });
      expect(lines(text, 'was added to property')).toBe(1);
      expect(lines(diffMarkdown(found), 'was added to property')).toBeGreaterThan(0);
    }
  });

  test('do not hide another kind of change of the same list', async () => {
    const found = await diff(
      requestOf(status(...many(6))),
      requestOf(status('a', 'b', ...many(3))),
    );
    const text = diffText(found, { colour: false });
    expect(lines(text, 'was removed from property')).toBe(1);
    expect(lines(text, 'was added to property')).toBe(1);
    expect(found.changes).toHaveLength(5);
  });
});
