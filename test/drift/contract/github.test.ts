import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect, test } from '@jest/globals';
import { compareContractFiles } from '../../../src/drift/contract/detect.ts';
import { openFiles } from '../../../src/tree/memory.ts';
import { DATE } from './compare.ts';

const require = createRequire(import.meta.url);
const BASE = require.resolve('openapi-github-16/generated/api.github.com.json');
const HEAD = require.resolve('@octokit/openapi/generated/api.github.com.json');

test('GitHub’s own description, two far-apart versions', async () => {
  const base = { tree: openFiles({ 'api.json': readFileSync(BASE) }), path: 'api.json' };
  const head = { tree: openFiles({ 'api.json': readFileSync(HEAD) }), path: 'api.json' };
  const report = await compareContractFiles({ base, head, service: null, date: DATE });
  expect(report.problems).toEqual([]);
  expect(report.changes.length).toBeGreaterThan(500);
  expect(JSON.stringify(report).length).toBeLessThan(4_000_000);
  expect(new Set(report.changes.map(({ fingerprint }) => fingerprint)).size).toBe(
    report.changes.length,
  );
  const removed = report.changes.filter(({ rule }) => rule.startsWith('api-path-removed'));
  expect(removed.every((change) => change.base !== null && change.head !== null)).toBe(true);
  // The description is written one key a line, so that a line can be checked against the text.
  const lines = {
    base: readFileSync(BASE, 'utf8').split('\n'),
    head: readFileSync(HEAD, 'utf8').split('\n'),
  };
  for (const change of report.changes) {
    for (const side of ['base', 'head'] as const) {
      const pointer = side === 'base' ? change.base_pointer : change.head_pointer;
      const place = change[side];
      if (pointer === null || place === null) continue;
      const key = pointer
        .slice(pointer.lastIndexOf('/') + 1)
        .replaceAll('~1', '/')
        .replaceAll('~0', '~');
      const text = lines[side][place.line - 1]?.slice(place.column - 1) ?? '';
      if (!/^\d+$/.test(key)) expect(text.startsWith(`${JSON.stringify(key)}:`)).toBe(true);
    }
  }
});
