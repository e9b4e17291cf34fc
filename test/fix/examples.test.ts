import { describe, expect, test } from '@jest/globals';
import { detectContractDrift } from '../../src/drift/contract/detect.ts';
import { checkFixtures, proposeFixtureFix } from '../../src/drift/contract/fix/fixtures.ts';
import { proposeFixTogether } from '../../src/fix/propose.ts';
import { defaultSettings } from '../../src/settings/defaults.ts';
import { openFiles } from '../../src/tree/memory.ts';
import { examples, filesOf, treeOf, withFixes } from './fixture-folders.ts';

const settings = defaultSettings('acme/shop');
const date = '2026-01-15';

describe('a contract is brought back to what it promised', () => {
  test.each(examples('restore'))('%s', async (name) => {
    const [base, head] = [treeOf('restore', name, 'base'), treeOf('restore', name, 'head')];
    const { changes } = await detectContractDrift({ base, head, settings, date });
    const drifts = changes.filter(({ compatibility }) => compatibility === 'definitely_breaking');
    const { fixes, refused } = await proposeFixTogether({ base, head, settings, date, drifts });
    const files = withFixes(
      filesOf('restore', name, 'head'),
      fixes.flatMap((fix) => fix.files),
    );
    expect(refused).toEqual([]);
    expect(files).toEqual(withFixes(filesOf('restore', name, 'expected'), []));
  });
});

describe('fixtures are brought towards their contract', () => {
  test.each(examples('fixtures'))('%s', async (name) => {
    const input = {
      tree: treeOf('fixtures', name, 'tree'),
      before: treeOf('fixtures', name, 'before'),
      settings,
    };
    const { fixes, refused } = await proposeFixtureFix(input);
    const before = filesOf('fixtures', name, 'tree');
    const files = withFixes(
      before,
      fixes.flatMap((fix) => fix.files),
    );
    const expected = withFixes(before, []);
    Object.assign(expected, withFixes(filesOf('fixtures', name, 'expected'), []));
    expect(refused).toEqual([]);
    expect(files).toEqual(expected);
    expect((await checkFixtures({ ...input, tree: openFiles(files) })).found).toEqual([]);
  });
});
