import { describe, expect, test } from '@jest/globals';
import { problem } from '../../src/problem.ts';
import { isSettingsPath, loadSettings, SETTINGS_PATHS } from '../../src/settings/find.ts';
import { memoryTree } from './memory-tree.ts';

const empty = memoryTree({ 'README.md': '' });
const repository = 'acme/shop';

describe('where settings are found', () => {
  test.each(SETTINGS_PATHS)('%s', async (path) => {
    const tree = memoryTree({ [path]: 'workspace: found\n', 'other/holdfast.yml': '- no' });
    const outcome = await loadSettings({ tree, organisation: null, repository });
    expect(outcome).toMatchObject({
      ok: true,
      settings: { workspace: 'found', files: [path] },
      problems: [],
    });
    expect(isSettingsPath(path)).toBe(true);
  });

  test('nowhere else', async () => {
    const tree = memoryTree({ 'docs/holdfast.yml': '- no', 'holdfast.json': '[]' });
    const outcome = await loadSettings({ tree, organisation: empty, repository });
    expect(outcome).toMatchObject({ ok: true, settings: { workspace: repository, files: [] } });
    expect(isSettingsPath('docs/holdfast.yml')).toBe(false);
  });

  test('the first of several is read, and the others are said to be ignored', async () => {
    const tree = memoryTree({
      'holdfast.yml': '- broken',
      '.github/holdfast.yaml': 'workspace: second\n',
      '.github/holdfast.yml': 'workspace: first\n',
    });
    const outcome = await loadSettings({ tree, organisation: null, repository });
    expect(outcome).toMatchObject({ ok: true, settings: { workspace: 'first' } });
    expect(outcome.problems.map(({ file, message }) => [file, message])).toEqual([
      [
        '.github/holdfast.yaml',
        'This file is ignored, because .github/holdfast.yml is read. Keep one of them.',
      ],
      [
        'holdfast.yml',
        'This file is ignored, because .github/holdfast.yml is read. Keep one of them.',
      ],
    ]);
  });

  test('also in a tree whose listing is cut', async () => {
    const tree = memoryTree({}, { '.github/holdfast.yml': 'workspace: deep\n' });
    const outcome = await loadSettings({ tree, organisation: null, repository });
    expect(outcome).toMatchObject({ ok: true, settings: { workspace: 'deep' } });
  });
});

describe('the organisation', () => {
  const organisation = memoryTree({
    'holdfast.yml': 'workspace: acme/all\ndrift_budget: { incident_retention_days: 5 }\n',
  });

  test('gives what the repository leaves out, under a name of its own', async () => {
    const tree = memoryTree({ 'holdfast.yml': 'workspace: mine\n' });
    expect(await loadSettings({ tree, organisation, repository })).toMatchObject({
      ok: true,
      settings: {
        workspace: 'mine',
        incident_retention_days: 5,
        files: ['holdfast.yml', 'acme/.github:holdfast.yml'],
      },
    });
  });

  test('is not read twice for its own .github repository', async () => {
    const outcome = await loadSettings({
      tree: organisation,
      organisation,
      repository: 'acme/.github',
    });
    expect(outcome).toMatchObject({ ok: true, settings: { files: ['holdfast.yml'] } });
  });

  test('its errors are errors, and name its file', async () => {
    const broken = memoryTree({ 'holdfast.yml': 'colour: blue\n' });
    const outcome = await loadSettings({ tree: empty, organisation: broken, repository });
    expect(outcome).toMatchObject({
      ok: false,
      problems: [{ file: 'acme/.github:holdfast.yml', line: 1, column: 1 }],
    });
  });
});

describe('a file that cannot be read', () => {
  const link = problem('symlink', 'A link is not followed.', { file: '.github/holdfast.yml' });

  test('is not the same as no file', async () => {
    const tree = memoryTree({ '.github/holdfast.yml': link, 'holdfast.yml': 'workspace: weaker' });
    const outcome = await loadSettings({ tree, organisation: null, repository });
    expect(outcome.ok).toBe(false);
    expect(outcome.problems.map(({ code }) => code)).toEqual(['symlink', 'invalid-settings']);
  });

  test('does not hide what is wrong with the other one', async () => {
    const tree = memoryTree({ '.github/holdfast.yml': link });
    const broken = memoryTree({ 'holdfast.yml': '- list' });
    const outcome = await loadSettings({ tree, organisation: broken, repository });
    expect(outcome.ok).toBe(false);
    expect(outcome.problems.map(({ file }) => file)).toEqual([
      '.github/holdfast.yml',
      'acme/.github:holdfast.yml',
    ]);
  });
});
