import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, test } from '@jest/globals';
import { holdfast } from './run.ts';

const folder = mkdtempSync(join(tmpdir(), 'holdfast-fix-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const base = `openapi: 3.0.3
info: { title: Shop, version: 1.0.0 }
paths:
  /items:
    get:
      responses:
        '200': { description: ok }
    post: # makes one
      responses:
        '201': { description: made }
`;
const head = `${base.split('    post:')[0]}    put:\n      responses: {}\n`;

beforeEach(() => {
  writeFileSync(join(folder, 'old.yaml'), base);
  writeFileSync(join(folder, 'new.yaml'), head);
});

describe('holdfast fix', () => {
  test('prints a patch, and says what it does', async () => {
    const { code, stdout, stderr } = await holdfast(['fix', 'old.yaml', 'new.yaml'], {
      cwd: folder,
    });
    expect(stdout).toContain('--- a/new.yaml\n+++ b/new.yaml\n@@ -5,5 +5,8 @@\n');
    expect(stdout).toContain(
      "+    post: # makes one\n+      responses:\n+        '201': { description: made }\n     put:\n",
    );
    expect(stderr).toContain('Puts back #/paths/~1items/post.');
    expect(stderr).toContain('none new.');
    expect(code).toBe(0);
    expect(readFileSync(join(folder, 'new.yaml'), 'utf8')).toBe(head);
  });

  test('--write writes the file, after which there is nothing to fix', async () => {
    await holdfast(['fix', 'old.yaml', 'new.yaml', '--write'], { cwd: folder });
    expect(readFileSync(join(folder, 'new.yaml'), 'utf8')).toContain('    post: # makes one\n');
    const again = await holdfast(['fix', 'old.yaml', 'new.yaml'], { cwd: folder });
    expect(again).toMatchObject({ code: 0, stdout: '', stderr: 'Nothing to fix.\n' });
  });

  test('says what it could not read', async () => {
    writeFileSync(join(folder, 'new.yaml'), 'openapi: [');
    const { code, stderr } = await holdfast(['fix', 'old.yaml', 'new.yaml'], { cwd: folder });
    expect(code).toBe(2);
    expect(stderr).toContain('new.yaml cannot be compared');
  });
});
