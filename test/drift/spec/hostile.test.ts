/** Sources that nobody would write: reading them ends, breaks nothing, and never looks like success. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readSettings } from '../../../src/drift/config/read-settings.ts';
import { readRoutes } from '../../../src/drift/spec/read-routes.ts';
import { openFiles } from '../../../src/tree/memory.ts';

const root = new URL('../../fixtures/', import.meta.url).pathname;

type Sources = Readonly<Record<string, string>>;

function sourcesIn(folder: string): Sources {
  const paths = readdirSync(folder, { recursive: true }).map(String);
  return Object.fromEntries(
    paths
      .filter((path) => path !== 'expected.json' && statSync(join(folder, path)).isFile())
      .map((path) => [path, readFileSync(join(folder, path), 'utf8')]),
  );
}

/** The sources of each fixture. */
const fixtures = readdirSync(join(root, 'routes')).flatMap((framework) =>
  readdirSync(join(root, 'routes', framework)).map((name) =>
    sourcesIn(join(root, 'routes', framework, name)),
  ),
);
const ofSettings = readdirSync(join(root, 'env')).map((name) => sourcesIn(join(root, 'env', name)));

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

/** Code that serves and reads nothing, and in which things are made of themselves. */
const MADE_OF_ITSELF: Readonly<Record<string, string>> = {
  js: 'function zFilter(zData) {\n  zData.items = zData.items.filter((one) => one.shown);\n  zData = zData.more(zData);\n  return zData.items.map((one) => zFilter(one));\n}\n',
  py: 'def z_filter(z_data):\n    z_data.items = z_data.items.where(shown=True)\n    z_data = z_data.more(z_data)\n    return [z_filter(one) for one in z_data.items]\n',
  rb: 'def z_filter(z_data)\n  z_data.items = z_data.items.where(shown: true)\n  z_data = z_data.more(z_data)\n  z_data.items.map { |one| z_filter(one) }\nend\n',
  php: 'function zFilter($zData)\n{\n    $zData->items = $zData->items->where($zData);\n    $zData = $zData->more($zData);\n    return zFilter($zData->items);\n}\n',
  go: 'func zFilter(zData *ZData) *ZData {\n\tzData.Items = zData.Items.Where(zData)\n\tzData = zData.More(zData)\n\treturn zFilter(zData.Items)\n}\n',
  rs: 'fn z_filter(mut z_data: ZData) -> ZData {\n    z_data.items = z_data.items.only(&z_data);\n    z_data = z_data.more();\n    z_filter(z_data.items)\n}\n',
  java: 'class ZFilter {\n    ZData run(ZData zData) {\n        zData.items = zData.items.where(zData);\n        zData = zData.more(zData);\n        return run(zData.items);\n    }\n}\n',
  kt: 'fun zFilter(zGiven: ZData): ZData {\n    var zData = zGiven\n    zData.items = zData.items.where(zData)\n    zData = zData.more(zData)\n    return zFilter(zData.items)\n}\n',
  cs: 'class ZFilter\n{\n    ZData Run(ZData zData)\n    {\n        zData.Items = zData.Items.Only(zData);\n        zData = zData.More(zData);\n        return Run(zData.Items);\n    }\n}\n',
};

function withThat(files: Sources): Sources {
  return Object.fromEntries(
    Object.entries(files).map(([path, text]) => {
      const end = /\.(\w+)$/.exec(path)?.[1] ?? '';
      const more = MADE_OF_ITSELF[/^(?:[cm]?js|tsx?|jsx)$/.test(end) ? 'js' : end] ?? '';
      return [path, text.includes('?>') ? text : `${text}\n${more}`];
    }),
  );
}

test('things that are made of themselves change nothing of what is served and read', async () => {
  for (const files of [...fixtures, ...ofSettings]) {
    const [tree, more] = [openFiles(files), openFiles(withThat(files))];
    const [before, after] = [await readRoutes(tree), await readRoutes(more)];
    // What stands behind a mistake is not what it looks like.
    if (before.problems.some(({ code }) => code === 'syntax-error')) continue;
    const [read, readThen] = [await readSettings(tree), await readSettings(more)];
    expect(after.problems).toEqual(before.problems);
    expect(after.routes).toEqual(before.routes);
    expect(readThen.problems).toEqual(read.problems);
    expect(readThen.reads).toEqual(read.reads);
  }
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

test('a function of more names than code has is followed by its own, as in minified code', async () => {
  const routesWith = async (names: number) => {
    const aliases = Array.from({ length: names }, (_, at) => `const f${at} = pages.add;\n`);
    const tree = openFiles({
      'app.js': `const app = require('express')();\nconst pages = {};\npages.add = function (on, path) { on.get(path, h); };\n${aliases.join('')}pages.add(app, '/own');\nf0(app, '/other');\n`,
    });
    return (await readRoutes(tree)).routes.map(({ path }) => path);
  };
  expect(await routesWith(3)).toEqual(['/other', '/own']);
  expect(await routesWith(40)).toEqual(['/own']);
});
