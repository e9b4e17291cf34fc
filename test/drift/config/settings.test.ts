import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { compareTree } from '../../../src/drift/config/read-settings.ts';
import { type SettingsJson, settingsJson } from '../../../src/report/settings-inspection.ts';
import { openDirectory } from '../../../src/tree/directory.ts';

const root = new URL('../../fixtures/env/', import.meta.url).pathname;

interface Place {
  readonly file: string;
  readonly line: number;
}

const at = ({ file, line }: Place) => `${file}:${line}`;

/** `PORT src/app.js:3 = 8080`: one line for each place, so that a difference can be read. */
function shown({ reads, documented, undocumented, stale, problems }: SettingsJson) {
  return {
    reads: reads.map((read) => {
      const value = read.default === null ? '' : ` = ${read.default}`;
      return `${read.name} ${at(read)}${value}${read.required ? ' required' : ''}`;
    }),
    documented: documented.map((one) => `${one.name} ${at(one)}`),
    undocumented: undocumented.map(({ name, places }) => `${name} ${places.map(at).join(' ')}`),
    stale: stale.map(({ name, places }) => `${name} ${places.map(at).join(' ')}`),
    problems: problems.map(({ code, file, line }) => `${code} ${file}:${line}`),
  };
}

describe('the settings of', () => {
  test.each(readdirSync(root).sort())('%s', async (name) => {
    const folder = join(root, name);
    const tree = await openDirectory(folder);
    if (!tree.ok) throw new Error(tree.problem.message);
    const expected: SettingsJson = JSON.parse(readFileSync(join(folder, 'expected.json'), 'utf8'));
    expect(shown(settingsJson(await compareTree(tree.value)))).toEqual(shown(expected));
  });
});
