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
