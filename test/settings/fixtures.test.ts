import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { validateSettingsFile } from '../../src/settings/validate.ts';

const root = join(import.meta.dirname, 'fixtures');

/** Each folder holds a settings file and, in order, everything that is said of it: `line:column code message`. */
describe('a settings file is told everything that is wrong with it', () => {
  for (const name of readdirSync(root).sort()) {
    test(name, () => {
      const read = (file: string) => readFileSync(join(root, name, file), 'utf8');
      const problems = validateSettingsFile('.github/holdfast.yml', read('holdfast.yml'));
      const said = problems.map(
        ({ line, column, code, message }) => `${line}:${column} ${code} ${message}`,
      );
      expect(said).toEqual(JSON.parse(read('expected.json')));
      expect(problems.every(({ file }) => file === '.github/holdfast.yml')).toBe(true);
    });
  }
});

test('no message repeats a secret of a webhook', () => {
  const text = readFileSync(join(root, 'webhooks-keep-secrets/holdfast.yml'), 'utf8');
  const said = JSON.stringify(validateSettingsFile('holdfast.yml', text));
  expect(said).not.toMatch(/s3cret|5318008/);
});
