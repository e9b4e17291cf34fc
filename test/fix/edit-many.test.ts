import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import type { JsonValue } from '../../src/document/document.ts';
import { parseDocument } from '../../src/document/parse.ts';
import { CannotEdit } from '../../src/fix/cannot-edit.ts';
import { combined } from '../../src/fix/combine.ts';
import type { ValueChange } from '../../src/fix/edit.ts';
import { editMany } from '../../src/fix/edit-many.ts';
import { differences } from '../../src/fix/value-diff.ts';
import { changed } from '../../src/fix/values.ts';
import { randomChange, randomNumbers } from './random-edits.ts';
import { realYamlDocuments } from './real-documents.ts';

const written = fileURLToPath(new URL('../fixtures/edits', import.meta.url));

function documentOf(file: string, text: string) {
  const parsed = parseDocument(file, text);
  if (!parsed.ok) throw new Error(`${file}: ${parsed.problem.message}`);
  return parsed.value;
}

/** What a text becomes with changes made; the reasons where some cannot be made. */
function made(file: string, text: string, ...changes: ValueChange[]): string {
  const edited = editMany(documentOf(file, text), changes);
  return edited.ok
    ? edited.document.text
    : edited.failures.map(({ index, reason }) => `${index}: ${reason}`).join('\n');
}

/** The changes that make a document what it is after many random ones, in the order of a fix. */
function manyChanges(file: string, text: string, seed: number) {
  const document = documentOf(file, text);
  const random = randomNumbers(seed);
  let value: JsonValue = document.value;
  for (let step = 0; step < 25; step += 1) {
    const change = randomChange({ ...document, value }, random);
    if (change === undefined) continue;
    value = changed(value, change);
  }
  const edits = differences(document.value, value).map(({ change }) => ({
    file,
    change,
    sentence: '',
  }));
  const changes = combined(edits).flatMap(({ change }) =>
    change.kind === 'add' ||
    change.kind === 'insert' ||
    change.kind === 'replace' ||
    change.kind === 'remove'
      ? [change]
      : [],
  );
  return { document, value, changes };
}

describe('many changes of one document', () => {
  const files = readdirSync(written).sort();
  test.each(files)('come to the value that is meant: %s', (file) => {
    const text = readFileSync(join(written, file), 'utf8').replace(/^\uFEFF/, '');
    let whole = 0;
    for (let seed = 0; seed < 40; seed += 1) {
      const { document, value, changes } = manyChanges(file, text, seed);
      const edited = editMany(document, changes);
      if (!edited.ok) continue;
      expect(edited.document.value).toEqual(value);
      whole += 1;
    }
    if (file.endsWith('.json')) expect(whole).toBe(40);
  });

  test('of real contracts are seldom refused', () => {
    const refused: string[] = [];
    const documents = realYamlDocuments().filter(({ text }) => text.length < 100_000);
    documents.forEach(({ name, text }, index) => {
      const { document, value, changes } = manyChanges(name, text, index);
      const edited = editMany(document, changes);
      if (edited.ok) expect(edited.document.value).toEqual(value);
      else refused.push(`${name}: ${edited.failures.map(({ reason }) => reason).join(' ')}`);
    });
    // Of each document some 25 changes are made together, of which one may be refused for a comment.
    expect(refused.length).toBeLessThan(documents.length / 10);
  });

  test('go together with what stands next to them', () => {
    const json = '{\n  "a": 1,\n  "b": [1, 2, 3],\n  "c": 3\n}\n';
    expect(
      made(
        'a.json',
        json,
        { kind: 'add', path: ['n'], value: 'x', after: 'a' },
        { kind: 'add', path: ['o'], value: [], after: 'n' },
        { kind: 'remove', path: ['b', 2] },
        { kind: 'remove', path: ['b', 1] },
        { kind: 'remove', path: ['b', 0] },
        { kind: 'remove', path: ['c'] },
      ),
    ).toBe('{\n  "a": 1,\n  "n": "x",\n  "o": [],\n  "b": []\n}\n');
    const yaml = 'p: {}\nq:\n- a\n- b\n';
    expect(
      made(
        'a.yaml',
        yaml,
        { kind: 'add', path: ['p', 'x'], value: 1 },
        { kind: 'add', path: ['p', 'z'], value: 2, after: 'x' },
        { kind: 'remove', path: ['q', 1] },
        { kind: 'remove', path: ['q', 0] },
      ),
    ).toBe('p:\n  x: 1\n  z: 2\nq: []\n');
  });

  test('that cannot be made are all told, and none of the others is made', () => {
    const yaml = 'a:\n  # why\n  x: 1\nb: 1\nc:\n  # why\n  y: 1\n';
    const told = made(
      'a.yaml',
      yaml,
      { kind: 'replace', path: ['a'], value: 1 },
      { kind: 'replace', path: ['b'], value: 2 },
      { kind: 'remove', path: ['c'] },
    );
    expect(told).toMatch(/^0: There is a comment.*\n2: There is a comment/);
  });
});

test('a change that makes no sense is refused, not thrown', () => {
  expect(made('a.json', '{"a": [1]}', { kind: 'remove', path: ['a', 3] })).toMatch(/no place 3/);
  expect(() => changed({ a: 1 }, { kind: 'add', path: ['a'], value: 1 })).toThrow(CannotEdit);
});
