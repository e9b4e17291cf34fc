import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import { parseDocument } from '../../src/document/parse.ts';
import type { ValueChange } from '../../src/fix/edit.ts';
import { editDocument } from '../../src/fix/edit-document.ts';
import { randomChange, randomNumbers, tryChange } from './random-edits.ts';

/** `HOLDFAST_EDITS=1000` makes as many edits of each document; the usual run makes a few. */
const EDITS = Number(process.env['HOLDFAST_EDITS'] ?? 0);

const folder = fileURLToPath(new URL('../fixtures/contract', import.meta.url));
const written = fileURLToPath(new URL('../fixtures/edits', import.meta.url));
const require = createRequire(import.meta.url);

function tally(file: string, text: string, count: number, seed: number) {
  const parsed = parseDocument(file, text);
  if (!parsed.ok) throw new Error(parsed.problem.message);
  const random = randomNumbers(seed);
  const broken: string[] = [];
  const refused = new Map<string, number>();
  let made = 0;
  for (let edit = 0; edit < count; edit += 1) {
    const change = randomChange(parsed.value, random);
    if (change === undefined) continue;
    const outcome = tryChange(parsed.value, change);
    if (outcome.kind === 'made') made += 1;
    else if (outcome.kind === 'broken')
      broken.push(`${file}: ${outcome.reason}: ${JSON.stringify(change)}`);
    else refused.set(outcome.reason, (refused.get(outcome.reason) ?? 0) + 1);
  }
  return { made, broken, refused };
}

describe('random edits', () => {
  test('of contracts in YAML give exactly the value that is meant, and leave all other lines', () => {
    const broken: string[] = [];
    const refused: string[] = [];
    let made = 0;
    readdirSync(folder)
      .map((name) => join(folder, name, 'base.yaml'))
      .filter((file) => existsSync(file))
      .sort()
      .forEach((file, index) => {
        const found = tally(file, readFileSync(file, 'utf8'), EDITS || 3, index);
        made += found.made;
        broken.push(...found.broken);
        refused.push(...found.refused.keys());
      });
    expect(broken).toEqual([]);
    expect(refused.slice(0, 10)).toEqual([]);
    expect(made).toBeGreaterThan(1_000);
  }, 600_000);

  test.each(readdirSync(written).sort())(
    'of %s, written in other ways, are exact or refused',
    (name) => {
      const text = readFileSync(join(written, name), 'utf8');
      const { made, broken } = tally(name, text, EDITS || 400, 7);
      expect(broken).toEqual([]);
      expect(made).toBeGreaterThan(50);
    },
  );

  test("of GitHub's description give exactly the value that is meant", () => {
    const file = require.resolve('@octokit/openapi/generated/api.github.com.json');
    const { made, broken, refused } = tally(file, readFileSync(file, 'utf8'), EDITS || 5, 3);
    expect(broken).toEqual([]);
    expect([...refused]).toEqual([]);
    expect(made).toBeGreaterThan(3);
  }, 1_800_000);

  test('of members of a large object are as exact', () => {
    const paths: Record<string, unknown> = {};
    for (let path = 0; path < 3_000; path += 1)
      paths[`/items/${path}`] = { get: { responses: { '200': { description: `Item ${path}.` } } } };
    const parsed = parseDocument(
      'large.json',
      `${JSON.stringify({ openapi: '3.0.3', paths }, null, 2)}\n`,
    );
    if (!parsed.ok) throw new Error(parsed.problem.message);
    const value = { get: { responses: {} }, tags: ['a'] };
    const changes: ValueChange[] = [
      { kind: 'add', path: ['paths', '/new'], value, after: '/items/7' },
      { kind: 'add', path: ['paths', '/last'], value },
      { kind: 'remove', path: ['paths', '/items/0'] },
      { kind: 'remove', path: ['paths', '/items/2999'] },
      { kind: 'replace', path: ['paths', '/items/5'], value: {} },
    ];
    expect(changes.map((change) => tryChange(parsed.value, change))).toEqual(
      changes.map(() => ({ kind: 'made' })),
    );
    expect(
      editDocument(parsed.value, { kind: 'add', path: ['paths', '/new'], value, after: '/items/7' })
        .text,
    ).toContain(
      '    },\n    "/new": {\n      "get": {\n        "responses": {}\n      },\n      "tags": [\n        "a"\n      ]\n    },\n    "/items/8": {',
    );
  });
});
