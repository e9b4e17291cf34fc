// Reading code: a repository of 3,000 source files in mixed languages, put together from packages that are installed
// and from the fixtures of the tests. Each run in a process of its own, medians over several runs. Says of each target
// whether it is met; docs/performance.md quotes it.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));
const RUNS = Number(process.env.BENCH_RUNS ?? 5);
const FILES = 3_000;
/** How many of them come from packages; the others are of the fixtures' languages. */
const OF_PACKAGES = 2_000;
/** Megabytes of source that the prefilter lets through, read in a second at least; and memory at most, in MiB. */
const SPEED = 3;
const MEMORY = 400;
/** Audits in one process, and how much memory the later ones may need more than the first ten, in per cent. */
const AUDITS = 50;
const GROWTH = 10;
const CHANGED = 5;

// Within the project, so that the built code finds its packages.
const folder = mkdtempSync(join(root, '.bench-'));

const script = `
import { readFileSync } from 'node:fs';
import { FactsCache, openFiles, readRoutes } from './holdfast.mjs';
const [path, mode] = process.argv.slice(2);
const files = JSON.parse(readFileSync(path, 'utf8'));
const memory = () => process.memoryUsage.rss() / 1024 / 1024;
const tree = openFiles(files);
await tree.list();
if (mode === 'grow') {
  const sizes = [];
  for (let audit = 0; audit < ${AUDITS}; audit += 1) {
    await readRoutes(tree, undefined, new FactsCache());
    globalThis.gc();
    sizes.push(memory());
  }
  console.log(JSON.stringify({ early: Math.max(...sizes.slice(0, 10)), late: Math.max(...sizes.slice(-10)) }));
} else {
  const cache = new FactsCache();
  const before = memory();
  const started = performance.now();
  const { routes, read } = await readRoutes(tree, undefined, cache);
  const first = performance.now() - started;
  const bytes = read.reduce((sum, name) => sum + files[name].length, 0);
  const changed = { ...files };
  for (const name of read.slice(0, ${CHANGED})) changed[name] += '\\n';
  const head = openFiles(changed);
  await head.list();
  let fetched = 0;
  const counting = { ...head, read: (name) => { fetched += 1; return head.read(name); } };
  const again = performance.now();
  await readRoutes(counting, undefined, cache);
  console.log(JSON.stringify({
    first, again: performance.now() - again, fetched, megabytes: bytes / 1e6, read: read.length,
    routes: routes.length, memory: process.resourceUsage().maxRSS / 1024, tree: before,
  }));
}
`;

function median(numbers) {
  return [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];
}

/** The paths of the files below a folder, in order. */
function below(path, isWanted) {
  return readdirSync(path, { recursive: true })
    .map(String)
    .filter((name) => isWanted(name) && statSync(join(path, name)).isFile())
    .sort();
}

/** Sources of packages, as if they were the repository's own. */
function fromPackages(count) {
  const packages = join(root, 'node_modules');
  const isSource = (name) =>
    /\.(?:[cm]?js|tsx?|mts)$/.test(name) && !/\.d\.[cm]?ts$|\.min\./.test(name);
  const names = below(packages, isSource);
  const files = {};
  const step = names.length / count;
  for (let at = 0; at < count; at += 1) {
    const name = names[Math.floor(at * step)];
    const text = readFileSync(join(packages, name), 'utf8');
    if (text.length < 200_000) files[`packages/p${at}/index${extname(name)}`] = text;
  }
  return files;
}

/** The fixtures of all frameworks, copied until there are enough, each copy an application of its own. */
function fromFixtures(count) {
  const fixtures = join(root, 'test/fixtures/routes');
  const names = below(fixtures, (name) => !name.endsWith('expected.json'));
  const files = {};
  for (let copy = 0; Object.keys(files).length < count; copy += 1) {
    for (const name of names)
      files[`services/c${copy}/${name}`] = `${readFileSync(join(fixtures, name), 'utf8')}\n`;
  }
  return files;
}

function run(path, mode) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--expose-gc', join(folder, 'run.mjs'), path, mode],
    { encoding: 'utf8' },
  );
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout);
}

try {
  await build({
    stdin: {
      contents: `
        export { FactsCache } from './src/drift/code/facts-cache.ts';
        export { readRoutes } from './src/drift/spec/read-routes.ts';
        export { openFiles } from './src/tree/memory.ts';
      `,
      resolveDir: root,
    },
    outfile: join(folder, 'holdfast.mjs'),
    bundle: true,
    format: 'esm',
    platform: 'node',
    packages: 'external',
  });
  writeFileSync(join(folder, 'run.mjs'), script);
  const files = { ...fromPackages(OF_PACKAGES), ...fromFixtures(FILES - OF_PACKAGES) };
  const path = join(folder, 'files.json');
  writeFileSync(path, JSON.stringify(files));
  const runs = Array.from({ length: RUNS }, () => run(path, 'once'));
  const of = (key) => median(runs.map((one) => one[key]));
  const grown = run(path, 'grow');
  const speed = of('megabytes') / (of('first') / 1000);
  const growth = (100 * (grown.late - grown.early)) / grown.early;
  const rows = [
    [
      'source let through and read in a second',
      `${speed.toFixed(1)} MB`,
      `at least ${SPEED} MB`,
      speed >= SPEED,
    ],
    ['memory at most', `${of('memory').toFixed(0)} MiB`, `${MEMORY} MiB`, of('memory') <= MEMORY],
    [`files read again after ${CHANGED} changed`, of('fetched'), CHANGED, of('fetched') <= CHANGED],
    [
      `memory of the last ten of ${AUDITS} audits against the first ten`,
      `${growth.toFixed(1)} %`,
      `${GROWTH} %`,
      growth <= GROWTH,
    ],
  ];
  console.log(
    `${Object.keys(files).length} source files, ${of('read')} of them (${of('megabytes').toFixed(1)} MB) let through, ${of('routes')} operations; first audit ${(of('first') / 1000).toFixed(2)} s, the next ${(of('again') / 1000).toFixed(2)} s; Node ${process.version}; medians of ${RUNS} runs\\n`,
  );
  console.log('| what | measured | target | |');
  console.log('|---|--:|--:|---|');
  for (const [what, value, target, isMet] of rows)
    console.log(`| ${what} | ${value} | ${target} | ${isMet ? 'met' : '**missed**'} |`);
  if (rows.some(([, , , isMet]) => !isMet)) process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
