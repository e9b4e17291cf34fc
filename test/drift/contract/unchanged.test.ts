import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { parseDocument } from '../../../src/document/parse.ts';
import { compareContractFiles } from '../../../src/drift/contract/detect.ts';
import { referenceTexts } from '../../../src/drift/contract/reference-texts.ts';
import { openFileTree } from '../../../src/tree/directory.ts';
import { contract, DATE, diff, responseOf, rules } from './compare.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'holdfast-unchanged-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function compare(files: Record<string, string>, base: string, head: string) {
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  const open = async (name: string) => {
    const opened = await openFileTree(join(folder, name));
    if (!opened.ok) throw new Error(opened.problem.message);
    return opened.value;
  };
  return compareContractFiles({
    base: await open(base),
    head: await open(head),
    service: null,
    date: DATE,
  });
}

const text = JSON.stringify(responseOf({ type: 'object', properties: { a: { type: 'string' } } }));

describe('files with the same bytes', () => {
  test('have no changes and were checked', async () => {
    const report = await compare({ 'a.json': text, 'b.json': text }, 'a.json', 'b.json');
    expect(report).toMatchObject({ changes: [], problems: [], checked: ['a.json', 'b.json'] });
  });

  test.each([
    ['{"openapi": "3.0.3", "openapi": "3.0.3"}', 'duplicate-key'],
    ['{"openapi": "3.0.3",}', 'syntax-error'],
    ['{"name": "no contract"}', 'not-a-contract'],
    ['{"openapi": "4.0.0"}', 'unsupported-version'],
    ['[1]', 'not-a-contract'],
  ])('%j are still told what is wrong with them, on both sides', async (broken, code) => {
    const report = await compare({ 'a.json': broken, 'b.json': broken }, 'a.json', 'b.json');
    expect(report.problems.map((problem) => [problem.code, problem.side])).toEqual([
      [code, 'base'],
      [code, 'head'],
    ]);
    expect(report.checked).toEqual([]);
  });

  test('are compared where they refer to others that differ', async () => {
    const refers = JSON.stringify(responseOf({ $ref: 'user.json' }));
    writeFileSync(join(folder, 'a.json'), refers);
    const other = mkdtempSync(join(folder, 'head-'));
    writeFileSync(join(folder, 'user.json'), '{"type": "string"}');
    writeFileSync(join(other, 'a.json'), refers);
    writeFileSync(join(other, 'user.json'), '{"type": "integer"}');
    const [base, head] = [
      await openFileTree(join(folder, 'a.json')),
      await openFileTree(join(other, 'a.json')),
    ];
    if (!base.ok || !head.ok) throw new Error('not opened');
    const report = await compareContractFiles({
      base: base.value,
      head: head.value,
      service: null,
      date: DATE,
    });
    expect(report.changes.map(({ rule }) => rule)).toContain('response-body-type-changed');
  });
});

describe('references that lead nowhere are still said', () => {
  const dangling = responseOf({ $ref: '#/components/schemas/Gone' });
  const cyclic = responseOf(
    { $ref: '#/components/schemas/A' },
    { components: { schemas: { A: { $ref: '#/components/schemas/A' } } } },
  );
  test.each([
    ['dangling', dangling, 'unresolved-reference'],
    ['cyclic', cyclic, 'cyclic-reference'],
  ])('%s', async (_what, document, code) => {
    const compact = JSON.stringify(document);
    const spread = JSON.stringify(document, null, 2);
    const files = { 'a.json': compact, 'b.json': compact, 'c.json': spread, 'd.yaml': spread };
    for (const [base, head] of [
      ['a.json', 'b.json'],
      ['a.json', 'c.json'],
      ['a.json', 'd.yaml'],
      ['d.yaml', 'd.yaml'],
    ] as const) {
      const { changes, problems } = await compare(files, base, head);
      expect(changes).toEqual([]);
      expect(problems.map((problem) => [problem.code, problem.side])).toEqual([
        [code, 'base'],
        [code, 'head'],
      ]);
      expect(problems.every(({ line }) => line !== null)).toBe(true);
    }
  });
});

test('the same values in another layout and order of keys have no changes', async () => {
  const made = contract({ get: { responses: { 200: { description: 'OK' } }, operationId: 'a' } });
  const turned = Object.fromEntries(Object.entries(made).reverse());
  expect(rules(await diff(JSON.stringify(made), JSON.stringify(turned, null, 4)))).toEqual([]);
});

describe('the references in a text', () => {
  const textsOf = (source: string, file = 'a.json') => {
    const parsed = parseDocument(file, source);
    if (!parsed.ok) throw new Error(parsed.problem.message);
    const texts = referenceTexts(parsed.value);
    return texts === null ? null : [...texts];
  };

  test('are found however they are spaced and escaped', () => {
    expect(textsOf('{"$ref":"#/a","b":{"$ref" :\n "x\\"y"},"c":{"$ref":1}}')).toEqual([
      '#/a',
      'x"y',
    ]);
  });

  test('are found where their key is escaped', () => {
    expect(textsOf('{"\\u0024ref": "#/a"}')).toEqual(['#/a']);
    expect(textsOf('{"$r\\u0065f": "#/a"}')).toEqual(['#/a']);
  });

  test('are not told from YAML', () => {
    expect(textsOf('$ref: "#/a"', 'a.yaml')).toBeNull();
  });
});
