import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { lineChanges, patchOf } from '../../src/fix/patch.ts';

const folder = mkdtempSync(join(tmpdir(), 'holdfast-patch-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What `git apply` makes of a text with a patch. */
function applied(before: string, after: string): string {
  mkdirSync(join(folder, 'specs'), { recursive: true });
  writeFileSync(join(folder, 'specs/a.yaml'), before);
  const patch = patchOf([{ path: 'specs/a.yaml', before, after, content: Buffer.from(after) }]);
  execFileSync('git', ['apply', '--whitespace=nowarn', '-'], { cwd: folder, input: patch });
  return readFileSync(join(folder, 'specs/a.yaml'), 'utf8');
}

const text = fc
  .tuple(
    fc.array(fc.constantFrom('a', 'b', 'c', '', 'x\r'), { minLength: 1, maxLength: 30 }),
    fc.boolean(),
  )
  .map(([lines, ends]) => lines.join('\n') + (ends ? '\n' : ''))
  .filter((lines) => lines !== '');

describe('a patch', () => {
  test('names files and lines as git does', () => {
    const before = 'one\ntwo\nthree\nfour\nfive\nsix\nseven\neight\n';
    const after = 'one\ntwo\nthree\nfour\nFIVE\nsix\nseven\neight\n';
    const patch = patchOf([{ path: 'a.yaml', before, after, content: Buffer.from(after) }]);
    expect(patch).toBe(
      'diff --git a/a.yaml b/a.yaml\n--- a/a.yaml\n+++ b/a.yaml\n@@ -2,7 +2,7 @@\n two\n three\n four\n-five\n+FIVE\n six\n seven\n eight\n',
    );
  });

  test('says that a file is new or gone', () => {
    expect(
      patchOf([{ path: 'a', before: null, after: 'x\n', content: Buffer.from('x\n') }]),
    ).toContain('new file mode 100644\n--- /dev/null\n+++ b/a\n@@ -0,0 +1,1 @@\n+x\n');
    expect(patchOf([{ path: 'a', before: 'x\n', after: null, content: null }])).toContain(
      '+++ /dev/null',
    );
  });

  test('gives the text after the change when git applies it', () => {
    fc.assert(
      fc.property(text, text, (before, after) => {
        fc.pre(before !== after);
        expect(applied(before, after)).toBe(after);
      }),
      { numRuns: 40 },
    );
  }, 60_000);

  test('is made of changes that give the one text from the other', () => {
    const whole = text.map((each) => (each.endsWith('\n') ? each : `${each}\n`));
    fc.assert(
      fc.property(whole, whole, (before, after) => {
        const lines = before.split('\n');
        for (const { from, removed, added } of [...lineChanges(before, after)].reverse())
          lines.splice(from - 1, removed.length, ...added);
        expect(lines.join('\n')).toBe(after);
      }),
    );
  });
});
