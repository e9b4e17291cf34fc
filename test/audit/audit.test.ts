import { describe, expect, test } from '@jest/globals';
import { audit } from '../../src/audit/audit.ts';
import { decidingProblems } from '../../src/audit/outcome.ts';
import { problem } from '../../src/problem.ts';
import { defaultSettings } from '../../src/settings/defaults.ts';
import type { SettingsOutcome } from '../../src/settings/settings.ts';
import { openFiles } from '../../src/tree/memory.ts';
import { shopContract } from '../e2e/contract.ts';

const FINE = shopContract();
const BROKEN = shopContract({ newUserRequired: ['email', 'phone'] });
const DEFAULTS: SettingsOutcome = {
  ok: true,
  settings: defaultSettings('acme/shop'),
  problems: [],
};

function run(base: Record<string, string>, head: Record<string, string>, settings = DEFAULTS) {
  return audit({
    repository: 'acme/shop',
    trigger: 'manual',
    base: openFiles(base, 'base'),
    head: openFiles(head, 'head'),
    settings,
    date: '2026-01-31',
  });
}

describe('an audit', () => {
  test('is within budget when nothing breaks', async () => {
    const report = await run(
      { 'api.yaml': FINE },
      { 'api.yaml': shopContract({ sortable: true }) },
    );
    expect(report).toMatchObject({ outcome: 'within', workspace: 'acme/shop' });
    expect(report.areas.contract.changes).toHaveLength(1);
  });

  test('is exceeded when something breaks, also beside a file that cannot be checked', async () => {
    const report = await run(
      { 'api.yaml': FINE },
      { 'api.yaml': BROKEN, 'openapi.json': '{"openapi": "3.0.0", oops' },
    );
    expect(report.outcome).toBe('exceeded');
    expect(report.areas.contract.problems).toMatchObject([{ file: 'openapi.json', line: 1 }]);
    expect(report.verdicts[0]).toMatchObject({ status: 'exceeded' });
  });

  test('is unchecked when a contract can no longer be read', async () => {
    const report = await run({ 'api.yaml': FINE }, { 'api.yaml': 'openapi: 3.0.3\npaths: [' });
    expect(report.outcome).toBe('unchecked');
  });

  test('with broken settings finds everything and judges nothing', async () => {
    const broken: SettingsOutcome = {
      ok: false,
      problems: [problem('invalid-settings', 'It is a list.', { file: 'holdfast.yml', line: 1 })],
    };
    const report = await run({ 'api.yaml': FINE }, { 'api.yaml': BROKEN }, broken);
    expect(report).toMatchObject({ outcome: 'unchecked', verdicts: [], problems: broken.problems });
    expect(report.areas.contract.summary.definitely_breaking).toBe(1);
  });

  test('is the same, byte for byte, whatever the order of files and however often', async () => {
    const base = { 'a.yaml': FINE, 'b.yaml': FINE.replace('Shop', 'Other') };
    const head = { 'b.yaml': BROKEN.replace('Shop', 'Other'), 'a.yaml': BROKEN };
    const once = JSON.stringify(await run(base, head));
    const reversed = Object.fromEntries(Object.entries(base).reverse());
    expect(JSON.stringify(await run(reversed, head))).toBe(once);
  });
});

describe('a problem', () => {
  const at = (side: 'base' | 'head', line: number, file = 'a.yaml') =>
    problem('unresolved-reference', 'It names nothing.', { file, line, side });

  test('that stands at base and head does not decide, wherever its line has moved', () => {
    expect(decidingProblems([at('base', 3), at('head', 9)])).toEqual([]);
  });

  test('that the head brings decides', () => {
    expect(decidingProblems([at('head', 9)])).toEqual([at('head', 9)]);
  });

  test('of a file with another name at head is the same problem', () => {
    const problems = [at('base', 3, 'old.yaml'), at('head', 3, 'new.yaml')];
    expect(decidingProblems(problems)).toHaveLength(2);
    expect(decidingProblems(problems, () => 'new.yaml')).toEqual([]);
  });
});
