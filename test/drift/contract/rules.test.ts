import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { contractRules } from '../../../src/drift/contract/rules/index.ts';
import type { Files } from '../../../src/tree/memory.ts';
import { diffFiles, summary } from './compare.ts';

const FIXTURES = new URL('../../fixtures/contract/', import.meta.url);
const folders = readdirSync(FIXTURES).sort();

function filesOf(folder: string, side: 'base' | 'head'): Files {
  for (const extension of ['yaml', 'json']) {
    const file = new URL(`${folder}/${side}.${extension}`, FIXTURES);
    if (existsSync(file)) return { [`openapi.${extension}`]: readFileSync(file, 'utf8') };
  }
  return {};
}

describe('every rule is shown by its fixture folder', () => {
  test('each rule has a folder and each folder a rule', () => {
    expect(folders).toEqual(contractRules.map((rule) => rule.id));
  });

  test.each(folders)('%s', async (folder) => {
    const report = await diffFiles(filesOf(folder, 'base'), filesOf(folder, 'head'), {
      components: /^api-(schema|component)-/.test(folder),
      version: /^api-(major-)?version-/.test(folder),
    });
    const expected: unknown = JSON.parse(
      readFileSync(new URL(`${folder}/expected.json`, FIXTURES), 'utf8'),
    );
    expect(report.problems).toEqual([]);
    expect(report.changes.map(summary)).toEqual(expected);
    expect(report.changes.map((change) => change.rule)).toContain(folder);
  });
});

describe('the catalogue', () => {
  test('has unique ids in kebab case, and complete sentences', () => {
    expect(new Set(contractRules.map((rule) => rule.id)).size).toBe(contractRules.length);
    for (const rule of contractRules) {
      expect(rule.id).toMatch(/^[a-z]+(-[a-z]+)*$/);
      expect(rule.why).toMatch(/^[A-Z].*\.$/);
      expect(rule.remedy).toMatch(/^[A-Z].*\.$/);
    }
  });

  test('gives every definitely breaking rule at least high severity', () => {
    for (const rule of contractRules) {
      if (rule.compatibility === 'definitely_breaking')
        expect(['high', 'critical']).toContain(rule.severity);
      if (rule.compatibility === 'non_breaking') expect(['info', 'low']).toContain(rule.severity);
    }
  });
});
