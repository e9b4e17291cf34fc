import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { FixedFile } from '../../src/fix/edit.ts';
import { suggestionsOf } from '../../src/report/suggestions.ts';

const DRIFT = 'a'.repeat(32);

const file = (before: string | null, after: string | null, path = 'api.yaml'): FixedFile => ({
  path,
  before,
  after,
  content: after === null ? null : Buffer.from(after),
});

const suggested = (...files: readonly FixedFile[]) => suggestionsOf([{ drifts: [DRIFT], files }]);

describe('a fix', () => {
  test('that replaces lines is suggested on these', () => {
    expect(suggested(file('a\nb\nc\nd\n', 'a\nx\ny\nd\n'))).toEqual([
      { fingerprints: [DRIFT], path: 'api.yaml', startLine: 2, endLine: 3, replacement: 'x\ny\n' },
    ]);
  });

  test('that removes lines is suggested with nothing', () => {
    expect(suggested(file('a\nb\nc\n', 'a\nc\n'))).toMatchObject([
      { startLine: 2, endLine: 2, replacement: '' },
    ]);
  });

  test('that only adds lines takes a line next to them with it', () => {
    expect(suggested(file('a\nb\n', 'a\nx\nb\n'))).toMatchObject([
      { startLine: 1, endLine: 1, replacement: 'a\nx\n' },
    ]);
    expect(suggested(file('a\nb\n', 'x\na\nb\n'))).toMatchObject([
      { startLine: 1, endLine: 1, replacement: 'x\na\n' },
    ]);
  });

  test.each([
    ['files', [file('a\n', 'b\n'), file('a\n', 'b\n', 'b.yaml')]],
    ['a file that is not there yet', [file(null, 'a\n')]],
    ['a file that goes', [file('a\n', null)]],
    ['nothing', [file('a\n', 'a\n')]],
    ['very many lines', [file('a\n'.repeat(100), 'b\n'.repeat(100))]],
    ['lines of another system', [file('a\r\nb\r\n', 'a\r\nc\r\n')]],
    ['line ends', [file('a\nb\n', 'a\nb\r\n')]],
    ['a last line without an end', [file('a\nb', 'a\nc')]],
    ['what follows a last line without an end', [file('a\nb', 'a\nb\nc\n')]],
    ['a line to a blank one', [file('a\nb\n', 'a\n\n')]],
    [
      'a line with a byte order mark',
      [{ ...file('a\n', 'b\n'), content: Buffer.from('\uFEFFb\n') }],
    ],
  ])('that changes %s is not suggested', (_name, files) => {
    expect(suggested(...files)).toEqual([]);
  });

  test('that leaves a line without an end, a mark or other line ends alone is suggested', () => {
    expect(suggested(file('a\nb\nc', 'a\nx\nc'))).toMatchObject([{ replacement: 'x\n' }]);
    expect(suggested(file('a\r\nb\n', 'a\r\nx\n'))).toMatchObject([{ replacement: 'x\n' }]);
    const marked = { ...file('a\nb\n', 'a\nx\n'), content: Buffer.from('\uFEFFa\nx\n') };
    expect(suggested(marked)).toMatchObject([{ replacement: 'x\n' }]);
  });

  test('that does less comes first', () => {
    const files = [file('a\n', 'b\n')];
    const fixes = [
      { drifts: [DRIFT, 'b'.repeat(32)], files },
      { drifts: [DRIFT], files },
    ];
    expect(suggestionsOf(fixes).map(({ fingerprints }) => fingerprints.length)).toEqual([1, 2]);
  });

  test('whose suggestion is committed gives what the fix gives', () => {
    const text = fc
      .array(fc.constantFrom('a', 'b', '', '- x'), { minLength: 1, maxLength: 12 })
      .map((lines) => lines.map((line) => `${line}\n`).join(''));
    fc.assert(
      fc.property(text, text, (before, after) => {
        const [suggestion] = suggested(file(before, after));
        fc.pre(suggestion !== undefined);
        const { startLine = 1, endLine = 0, replacement = '' } = suggestion ?? {};
        const lines = before.split(/(?<=\n)/);
        const committed = [...lines.slice(0, startLine - 1), replacement, ...lines.slice(endLine)];
        expect(committed.join('')).toBe(after);
      }),
    );
  });
});
