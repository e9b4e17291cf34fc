import { readdirSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { listOperations } from '../../../src/drift/contract/list-operations.ts';
import { detectSpecDrift } from '../../../src/drift/spec/detect.ts';
import { specRules } from '../../../src/drift/spec/rules.ts';
import { defaultSettings } from '../../../src/settings/defaults.ts';
import { openDirectory } from '../../../src/tree/directory.ts';

const root = new URL('../../fixtures/spec/', import.meta.url).pathname;
const settings = defaultSettings('acme/shop');

test('every rule of the area has a fixture, and every fixture a rule', () => {
  expect(readdirSync(root).sort()).toEqual(specRules.map(({ id }) => id).sort());
});

test.each(specRules.map(({ id }) => id))(
  'the fixture of %s triggers it, and nothing else',
  async (id) => {
    const tree = await openDirectory(`${root}${id}`);
    if (!tree.ok) throw new Error(tree.problem.message);
    const { drifts, problems } = await detectSpecDrift({
      tree: tree.value,
      settings,
      promised: async () => (await listOperations(tree.value, settings)).operations,
    });
    expect([...new Set(drifts.map(({ rule }) => rule))]).toEqual([id]);
    expect(problems).toEqual([]);
  },
);
