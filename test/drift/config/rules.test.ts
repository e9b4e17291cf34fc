import { readdirSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { detectConfigDrift } from '../../../src/drift/config/detect.ts';
import { configRules } from '../../../src/drift/config/rules.ts';
import { defaultSettings } from '../../../src/settings/defaults.ts';
import { openDirectory } from '../../../src/tree/directory.ts';
import { openFiles } from '../../../src/tree/memory.ts';

const root = new URL('../../fixtures/config/', import.meta.url).pathname;
const settings = defaultSettings('acme/shop');

const detect = async (files: Readonly<Record<string, string>>, exclude: readonly string[] = []) => {
  const tree = openFiles(files);
  const found = await detectConfigDrift({
    tree,
    settings: { ...settings, config: { ...settings.config, exclude } },
  });
  return {
    ...found,
    shown: found.drifts.map(
      ({ rule, subject, severity, head }) =>
        `${rule} ${subject.kind === 'variable' ? subject.name : ''} ${severity} ${head?.file}:${head?.line}`,
    ),
  };
};

test('every rule of the area has a fixture, and every fixture a rule', () => {
  expect(readdirSync(root).sort()).toEqual(configRules.map(({ id }) => id).sort());
});

test.each(configRules.map(({ id }) => id))(
  'the fixture of %s triggers it, and nothing else',
  async (id) => {
    const tree = await openDirectory(`${root}${id}`);
    if (!tree.ok) throw new Error(tree.problem.message);
    const { drifts, problems } = await detectConfigDrift({ tree: tree.value, settings });
    expect([...new Set(drifts.map(({ rule }) => rule))]).toEqual([id]);
    expect(problems).toEqual([]);
  },
);

describe('how bad a drift of settings is', () => {
  test('what the code cannot do without is high, what has a default is low and harmless', async () => {
    const { drifts, shown, aligned, total } = await detect({
      'a.js': 'process.env.NEEDED; process.env.WITH_DEFAULT ?? 1; process.env.TOLD_OF;',
      '.env.example': 'TOLD_OF=\n',
    });
    expect(shown).toEqual([
      'undocumented-variable NEEDED high a.js:1',
      'undocumented-variable WITH_DEFAULT low a.js:1',
    ]);
    expect(drifts.map(({ compatibility }) => compatibility)).toEqual([
      'potentially_breaking',
      'non_breaking',
    ]);
    expect([aligned, total]).toEqual([1, 3]);
  });

  test('what a file asks for before it takes it is not needed', async () => {
    const { shown } = await detect({
      'a.js': 'if (process.env.ASKED_KEY) {\n  send(process.env.ASKED_KEY);\n}',
      'b.rb': "return if ENV['ASKED_FLAG'] == 'on'\nraise 'x' if ENV['NEEDED_FLAG'].nil?",
      'c.php': "<?php\nif (isset($_ENV['ASKED_PHP'])) { echo $_ENV['ASKED_PHP']; }",
    });
    expect(shown.map((line) => line.replace(/ \S+$/, ''))).toEqual([
      'undocumented-variable NEEDED_FLAG high',
      'undocumented-variable ASKED_FLAG low',
      'undocumented-variable ASKED_KEY low',
      'undocumented-variable ASKED_PHP low',
    ]);
  });

  test('the environment that an example is for is no default', async () => {
    const { shown } = await detect({
      'a.js': "process.env.APP_STAGE_ENV ?? 'production'; process.env.APP_COLOR ?? 'red'",
      '.env.example': 'APP_STAGE_ENV=local\nAPP_COLOR=blue\n',
    });
    expect(shown).toEqual(['default-mismatch APP_COLOR low .env.example:2']);
  });

  test('what frameworks read by themselves is never stale', async () => {
    const { shown } = await detect({
      'a.js': 'process.env.APP_COLOR',
      '.env.example': 'APP_COLOR=blue\nPORT=3000\nSECRET_KEY_BASE=\nAPP_SHAPE=round\n',
    });
    expect(shown).toEqual(['stale-variable APP_SHAPE low .env.example:4']);
  });

  test('names that the settings exclude are left alone', async () => {
    const { shown, total } = await detect({ 'a.js': 'process.env.OLD_ONE; process.env.NEW_ONE' }, [
      'OLD_*',
    ]);
    expect(shown).toEqual(['undocumented-variable NEW_ONE high a.js:1']);
    expect(total).toBe(1);
  });

  test('a drift is known again when lines move', async () => {
    const before = await detect({ 'a.js': 'process.env.X_Y' });
    const after = await detect({ 'a.js': '\n\nprocess.env.X_Y' });
    expect(after.drifts.map(({ fingerprint }) => fingerprint)).toEqual(
      before.drifts.map(({ fingerprint }) => fingerprint),
    );
  });
});

describe('values', () => {
  const key = 'q7Rk2vXb9TzLp4WmHs8YdNfC3gJe6AuE';

  test('never stand in a drift, neither of documents nor of secrets in the code', async () => {
    const { drifts } = await detect({
      'a.js': `process.env.API_KEY || '${key}'; process.env.LEVEL || 'quiet';`,
      '.env.example': `API_KEY=${key}\nLEVEL=loud\n`,
      '.env.production': `API_KEY=${key}\nOTHER_NAME=hidden\n`,
    });
    expect(drifts.map(({ rule }) => rule)).toContain('secret-in-example');
    expect(drifts.map(({ rule }) => rule)).toContain('default-mismatch');
    const text = JSON.stringify(drifts);
    for (const value of [key, 'loud', 'hidden']) expect(text).not.toContain(value);
  });

  test.each([
    ['API_KEY=your-api-key-goes-here-please', false],
    ['API_KEY=AKIAIOSFODNN7EXAMPLE', false],
    ['AWS_KEY=AKIA2E0A8F3B244C9986', true],
    ['SOME_URL=https://example.test/a/long/path/to/something', false],
    ['JWT_SECRET=9f86d081884c7d659a2feaa0c55ad015', true],
    ['JWT_SECRET=00000000000000000000000000000000', false],
    ['BUILD_HASH=9f86d081884c7d659a2feaa0c55ad015', false],
  ])('%s looks like a secret: %s', async (line, isSecret) => {
    const { drifts } = await detect({ '.env.example': `${line}\n` });
    expect(drifts.some(({ rule }) => rule === 'secret-in-example')).toBe(isSecret);
  });
});
