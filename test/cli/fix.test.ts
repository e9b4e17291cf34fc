import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
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

  test('brings fixtures in line with the contract as it is then', async () => {
    const contract = (required: string) =>
      `${base}  /items/{id}:
    get:
      parameters: [{ name: id, in: path, required: true, schema: { type: string } }]
      responses:
        '200':
          description: ok
          content:
            application/json:
              schema:
                type: object
                required: [${required}]
                properties:
                  id: { type: integer }
                  name: { type: string, example: Ada }
`;
    writeFileSync(join(folder, 'old.yaml'), contract('id'));
    writeFileSync(join(folder, 'new.yaml'), contract('id, name'));
    mkdirSync(join(folder, 'data/items/{id}'), { recursive: true });
    const fixture = join(folder, 'data/items/{id}/get.json');
    writeFileSync(fixture, '{\n  "id": "x", "note": 1\n}\n');
    const none = await holdfast(['fix', 'old.yaml', 'new.yaml'], { cwd: folder });
    expect(none).toMatchObject({ code: 0, stdout: '', stderr: 'Nothing to fix.\n' });

    const args = ['fix', 'old.yaml', 'new.yaml', '--fixtures', './data/'];
    const { code, stdout, stderr } = await holdfast(args, { cwd: folder });
    expect(stdout).toContain('+++ b/data/items/{id}/get.json\n');
    expect(stderr).toContain(
      'Checked 1 fixture: 1 did not agree with their contract before, 0 do not now.',
    );
    expect(code).toBe(0);
    await holdfast([...args, '--write'], { cwd: folder });
    expect(JSON.parse(readFileSync(fixture, 'utf8'))).toEqual({
      id: expect.any(Number),
      note: 1,
      name: 'Ada',
    });
    expect(await holdfast(args, { cwd: folder })).toMatchObject({ stderr: 'Nothing to fix.\n' });

    const outside = ['fix', 'old.yaml', 'new.yaml', '--fixtures', '../data'];
    expect((await holdfast(outside, { cwd: folder })).code).toBe(2);
  }, 60_000);

  test('says what it could not read', async () => {
    writeFileSync(join(folder, 'new.yaml'), 'openapi: [');
    const { code, stderr } = await holdfast(['fix', 'old.yaml', 'new.yaml'], { cwd: folder });
    expect(code).toBe(2);
    expect(stderr).toContain('new.yaml cannot be compared');
  });
});
