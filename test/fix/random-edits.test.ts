import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import { parseDocument } from '../../src/document/parse.ts';
import type { ValueChange } from '../../src/fix/edit.ts';
import { editDocument } from '../../src/fix/edit-document.ts';
import { tallyEdits, total } from './edit-tally.ts';
import { tryChange } from './exactness.ts';
import { githubDocument, realYamlDocuments } from './real-documents.ts';

/** `HOLDFAST_EDITS=1000` makes as many edits of each document; the usual run makes a few. */
const EDITS = Number(process.env['HOLDFAST_EDITS'] ?? 0);

const folder = fileURLToPath(new URL('../fixtures/contract', import.meta.url));
const written = fileURLToPath(new URL('../fixtures/edits', import.meta.url));

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
        const found = tallyEdits(file, readFileSync(file, 'utf8'), EDITS || 3, index);
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
      const { made, broken } = tallyEdits(name, text, EDITS || 400, 7);
      expect(broken).toEqual([]);
      expect(made).toBeGreaterThan(50);
    },
  );

  test('of real contracts in YAML are exact, and seldom refused', () => {
    const documents = realYamlDocuments();
    const tallies = documents.map(({ name, text }, index) =>
      // The large ones take longer to be read; `npm run edits` makes many edits of all.
      tallyEdits(name, text, EDITS || (text.length > 100_000 ? 2 : 6), index),
    );
    expect(documents.length).toBeGreaterThan(34);
    expect(tallies.flatMap(({ broken }) => broken)).toEqual([]);
    const made = tallies.reduce((sum, tally) => sum + tally.made, 0);
    const refused = tallies.reduce((sum, tally) => sum + total(tally.refused), 0);
    expect(refused).toBeLessThan(made / 50);
  }, 1_800_000);

  test("of GitHub's description give exactly the value that is meant", () => {
    const { name, text } = githubDocument();
    const { made, broken, refused } = tallyEdits(name, text, EDITS || 5, 3);
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
