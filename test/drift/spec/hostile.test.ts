/** Sources that nobody would write: reading them ends, breaks nothing, and never looks like success. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readSettings } from '../../../src/drift/config/read-settings.ts';
import { readRoutes } from '../../../src/drift/spec/read-routes.ts';
import { openFiles } from '../../../src/tree/memory.ts';

const root = new URL('../../fixtures/routes/', import.meta.url).pathname;

/** The sources of each fixture. */
const fixtures = readdirSync(root).flatMap((framework) =>
  readdirSync(join(root, framework)).map((name) => {
    const folder = join(root, framework, name);
    const paths = readdirSync(folder, { recursive: true }).map(String);
    return Object.fromEntries(
      paths
        .filter((path) => path !== 'expected.json' && statSync(join(folder, path)).isFile())
        .map((path) => [path, readFileSync(join(folder, path), 'utf8')]),
    );
  }),
);

/** One change of a text: a piece is taken out, doubled, or put elsewhere. Places are shares of the text. */
const change = fc.record({
  kind: fc.constantFrom('delete', 'double', 'move'),
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  length: fc.nat(30),
  to: fc.double({ min: 0, max: 1, noNaN: true }),
});

function changed(
  text: string,
  { kind, at, length, to }: typeof change extends fc.Arbitrary<infer T> ? T : never,
): string {
  const from = Math.floor(at * text.length);
  const piece = text.slice(from, from + length);
  if (kind === 'double') return text.slice(0, from) + piece + text.slice(from);
  const rest = text.slice(0, from) + text.slice(from + length);
  if (kind === 'delete') return rest;
  const target = Math.floor(to * rest.length);
  return rest.slice(0, target) + piece + rest.slice(target);
}

test('fixtures that are cut up and put together wrongly', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...fixtures),
      fc.array(change, { minLength: 1, maxLength: 6 }),
      async (files, changes) => {
        const mutant = Object.fromEntries(
          Object.entries(files).map(([path, text]) => [path, changes.reduce(changed, text)]),
        );
        const tree = openFiles(mutant);
        const faults = [
          ...(await readRoutes(tree)).problems,
          ...(await readSettings(tree)).problems,
        ];
        expect(faults.filter(({ code }) => code === 'internal-error')).toEqual([]);
      },
    ),
    { numRuns: 400 },
  );
}, 120_000);

test.each([
  ['brackets', '('.repeat(40_000)],
  ['a long sum', '"a" + '.repeat(20_000)],
  ['a long chain', '.a()'.repeat(20_000)],
  ['a large list', '[1], '.repeat(20_000)],
])(
  '%s',
  async (_, text) => {
    const { routes, problems } = await readRoutes(
      openFiles({
        'app.js': `const app = require('express')();\napp.get('/fine', h);\n`,
        'other.js': `require('express');\nconst x = f(${text}`,
      }),
    );
    expect(routes.map(({ path }) => path)).toEqual(['/fine']);
    expect(problems.map(({ file }) => file)).toContain('other.js');
  },
  60_000,
);

test.each([
  ['beside each other', ' + ', 'Z'],
  ['with a letter between them', " + 'a' + ", 'Z'],
])('paths of modules with many unknown parts, %s', async (_, between, end) => {
  const unknown = Array.from({ length: 30 }, (__, at) => `p${at}`).join(between);
  const app = `const express = require('express');\nconst app = express();\napp.get('/x', handler);\napp.use('/y', require('./routes/' + ${unknown} + '${end}'));\n`;
  const tree = openFiles({
    'app.js': app,
    [`routes/${'a'.repeat(120)}!.js`]: 'module.exports = 1;',
  });
  const { routes } = await readRoutes(tree);
  expect(routes.map(({ path }) => path)).toEqual(['/x']);
});
