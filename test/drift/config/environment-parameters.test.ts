import { expect, test } from '@jest/globals';
import { readSettings } from '../../../src/drift/config/read-settings.ts';
import { openFiles } from '../../../src/tree/memory.ts';

/** As many functions as call each other with what they are given, as in bundled code. */
const FUNCTIONS = 40;

test('functions that all pass their parameter to each other are each followed once', async () => {
  const names = Array.from({ length: FUNCTIONS }, (_, index) => `f${index}`);
  const calls = names.map((name) => `${name}(env);`).join(' ');
  const functions = names.map((name) => `function ${name}(env) { ${calls} return env.MAIL_FROM; }`);
  const code = [...functions, 'f0(process.env);', 'module.exports = process.env.MAIL_TO;'];
  const { reads } = await readSettings(openFiles({ 'bundle.js': code.join('\n') }, 'head'));
  expect(reads.map(({ name }) => name)).toEqual(expect.arrayContaining(['MAIL_TO', 'MAIL_FROM']));
});

test('a function that reads what it is given is followed to all its calls', async () => {
  const names = Array.from({ length: 300 }, (_, index) => `NAME_${index}`);
  const files = {
    'env.go':
      'package config\n\nfunc env(name, otherwise string) string {\n\tif value := os.Getenv(name); value != "" {\n\t\treturn value\n\t}\n\treturn otherwise\n}\n',
    'config.go': `package config\n\nfunc Load() {\n${names.map((name) => `\tuse(env("${name}", "x"))`).join('\n')}\n}\n`,
  };
  const { reads } = await readSettings(openFiles(files, 'head'));
  expect(reads.map(({ name }) => name).sort()).toEqual([...names].sort());
});
