import { describe, expect, test } from '@jest/globals';
import { compareTree } from '../../../src/drift/config/read-settings.ts';
import { settingsJson } from '../../../src/report/settings-inspection.ts';
import { openFiles } from '../../../src/tree/memory.ts';

const compared = async (files: Readonly<Record<string, string>>) => {
  const settings = await compareTree(openFiles(files));
  return {
    undocumented: settings.undocumented.map(({ name }) => name),
    stale: settings.stale.map(({ name }) => name),
    json: JSON.stringify(settingsJson(settings)),
  };
};

describe('what only one side knows', () => {
  test('well-known names and those of platforms are neither undocumented nor stale', async () => {
    const { undocumented, stale } = await compared({
      'app.js':
        'use(process.env.NODE_ENV, process.env.CI, process.env.GITHUB_SHA, process.env.GITHUB_CLIENT_ID);',
      '.env.example': 'TZ=UTC\nVERCEL_URL=x\nOWN_NAME=1\n',
    });
    expect(undocumented).toEqual(['GITHUB_CLIENT_ID']);
    expect(stale).toEqual(['OWN_NAME']);
  });

  test('what scripts, tests and templates name is not stale; the code says more than texts', async () => {
    const { stale } = await compared({
      '.env.example':
        'IN_TEST=1\nIN_MAKE=1\nIN_PACKAGE=1\nIN_NGINX=1\nIN_COMPOSE=1\nIN_DATA=1\nIN_TEXT=1\n',
      'test/app.test.js': 'process.env.IN_TEST',
      Makefile: 'run:\n\techo $(IN_MAKE)\n',
      'package.json': '{ "scripts": { "start": "app --port $IN_PACKAGE" } }',
      'nginx.conf.template': `listen \${IN_NGINX};`,
      'compose.yaml': `services:\n  app:\n    image: app:\${IN_COMPOSE}\n`,
      'data.json': '{ "IN_DATA": 1 }',
      'README.md': 'Set `IN_TEXT` to something.',
    });
    expect(stale).toEqual(['IN_DATA', 'IN_TEXT']);
  });

  test('values of documents are never printed, nor defaults of secrets', async () => {
    const { json } = await compared({
      'app.js': "const a = process.env.API_TOKEN || 'hush-1'; const b = process.env.PORT || 80;",
      '.env.example': 'API_TOKEN=hush-2\nPORT=hush-3\n',
      'compose.yml': 'services:\n  app:\n    environment:\n      API_TOKEN: hush-4\n',
    });
    expect(json).not.toContain('hush');
    expect(json).toContain('"default":"80"');
  });

  test('a document that cannot be read is a problem, and the others still count', async () => {
    const settings = await compareTree(
      openFiles({
        'app.js': 'process.env.PORT',
        'compose.yml': 'services: [unclosed',
        '.env.example': 'PORT=1',
      }),
    );
    expect(settings.problems.map(({ file }) => file)).toEqual(['compose.yml']);
    expect(settings.undocumented).toEqual([]);
  });
});
