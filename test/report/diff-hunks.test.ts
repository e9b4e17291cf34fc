import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type Hunk, hunksBetween, hunksOfPatch } from '../../src/report/diff-hunks.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'holdfast-diff-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** The hunks that git itself writes. */
function gitHunks(before: string, after: string): readonly Hunk[] {
  const [left, right] = [join(folder, 'before'), join(folder, 'after')];
  writeFileSync(left, before);
  writeFileSync(right, after);
  // Git ends with 1 where files differ.
  const { stdout } = spawnSync('git', ['diff', '--no-index', '--no-color', left, right], {
    encoding: 'utf8',
  });
  return hunksOfPatch(stdout);
}

const lines = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => `line ${from + index}\n`).join('');

describe('the hunks of a patch', () => {
  test('say which lines of both sides are shown, gone and new', () => {
    const patch = [
      '@@ -3,5 +3,6 @@ heading',
      ' three',
      '-four',
      '+vier',
      '+vier und halb',
      ' five',
      ' six',
      ' seven',
      '@@ -20,2 +21 @@',
      ' twenty',
      '-twenty-one',
      '\\ No newline at end of file',
      '',
    ].join('\n');
    expect(hunksOfPatch(patch)).toEqual([
      { right: { from: 3, to: 8 }, removed: [4], added: [4, 5] },
      { right: { from: 21, to: 21 }, removed: [21], added: [] },
    ]);
  });

  test('of a file that is new or gone have one side', () => {
    expect(hunksOfPatch('@@ -0,0 +1,2 @@\n+a\n+b')).toEqual([
      { right: { from: 1, to: 2 }, removed: [], added: [1, 2] },
    ]);
    expect(hunksOfPatch('@@ -1 +0,0 @@\n-a')).toEqual([
      { right: { from: 1, to: 0 }, removed: [1], added: [] },
    ]);
  });
});

describe('the hunks between two texts', () => {
  test.each([
    ['a change in the middle', lines(1, 20), `${lines(1, 9)}ten\n${lines(11, 20)}`],
    [
      'changes whose context meets',
      lines(1, 20),
      lines(1, 20).replace('line 8\n', '').replace('line 15\n', 'x\n'),
    ],
    ['changes far apart', lines(1, 40), `first\n${lines(1, 40)}last\n`],
    ['a new file', '', lines(1, 5)],
    ['a file that is gone', lines(1, 5), ''],
    ['a last line that loses its end', lines(1, 5), lines(1, 5).trimEnd()],
    ['line ends of another system', lines(1, 5), lines(1, 5).replaceAll('\n', '\r\n')],
    ['the same', lines(1, 5), lines(1, 5)],
  ])('are those of git: %s', (_name, before, after) => {
    expect(hunksBetween(before, after)).toEqual(gitHunks(before, after));
  });

  test('make the one text of the other, whatever the texts', () => {
    const text = fc
      .array(fc.constantFrom('a\n', 'b\n', 'c\n', '\n', 'd'), { maxLength: 40 })
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(text, text, (before, after) => {
        const hunks = hunksBetween(before, after) ?? [];
        const [left, right] = [before, after].map((one) => one.match(/.*\n|.+$/g) ?? []);
        const removed = new Set(hunks.flatMap((hunk) => hunk.removed));
        const added = new Set(hunks.flatMap((hunk) => hunk.added));
        expect(left?.filter((_, index) => !removed.has(index + 1))).toEqual(
          right?.filter((_, index) => !added.has(index + 1)),
        );
        const shown = hunks.flatMap(({ right: { from, to } }) => [from, to + 1]);
        expect(shown).toEqual([...shown].sort((a, b) => a - b));
        for (const hunk of hunks) {
          for (const line of hunk.added) expect(line).toBeGreaterThanOrEqual(hunk.right.from);
        }
      }),
    );
  });

  test('of a text in which everything changed is one, found without end', () => {
    const before = Array.from({ length: 8_000 }, (_, index) => `old ${index}\n`).join('');
    const after = Array.from({ length: 8_000 }, (_, index) => `new ${index}\n`).join('');
    expect(hunksBetween(before, after)).toMatchObject([{ right: { from: 1, to: 8_000 } }]);
  });

  test('are none where GitHub shows no diff because of its size', () => {
    expect(hunksBetween('', 'x\n'.repeat(20_001))).toBeNull();
    expect(hunksBetween('', `${'x'.repeat(600 * 1024)}\n`)).toBeNull();
    expect(hunksBetween(`${'x'.repeat(600 * 1024)}\n`, 'y\n')).toBeNull();
  });
});
