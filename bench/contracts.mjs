// Comparing contracts: whole processes, start-up included, medians over several runs, and the ratio to
// JSON.parse of both files in a process of its own. Says whether each target is met, and ends with exit code 1 where one is not;
// docs/performance.md quotes it.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { stringify } from 'yaml';
import { componentPair, reordered } from './documents.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const require = createRequire(import.meta.url);
/** Peak memory that comparing GitHub's releases may take: 400 MB, in MiB. */
const MOST_MEMORY = 381;
const RUNS = Number(process.env.BENCH_RUNS ?? 5);

const base = require.resolve('openapi-github-16/generated/api.github.com.json');
const head = require.resolve('@octokit/openapi/generated/api.github.com.json');
const folder = mkdtempSync(join(tmpdir(), 'holdfast-bench-'));

/** Runs a command and gives its wall time in milliseconds, its peak memory in MiB and how much it printed. */
function measure(args) {
  return new Promise((resolve, reject) => {
    const started = process.hrtime.bigint();
    const child = spawn(process.execPath, args, {
      cwd: root,
      stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
      env: {
        ...process.env,
        NODE_OPTIONS: `--import=${new URL('peak-memory.mjs', import.meta.url)}`,
      },
    });
    let bytes = 0;
    let peak = 0;
    child.stdout.on('data', (chunk) => {
      bytes += chunk.length;
    });
    child.on('message', (message) => {
      peak = message.peakMiB;
    });
    child.on('error', reject);
    child.on('close', (code) => {
      if (code !== 0 && code !== 1) {
        reject(new Error(`${args.join(' ')} ended with ${code}`));
        return;
      }
      const milliseconds = Number(process.hrtime.bigint() - started) / 1e6;
      resolve({ milliseconds, peak, bytes });
    });
  });
}

function median(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}

/** The time of JSON.parse of some files, without reading them, in a process of its own. */
async function parseTime(files) {
  const script = `
    const { readFileSync } = require('node:fs');
    const texts = ${JSON.stringify(files)}.map((file) => readFileSync(file, 'utf8'));
    const start = process.hrtime.bigint();
    for (const text of texts) JSON.parse(text);
    process.stdout.write(String(Number(process.hrtime.bigint() - start) / 1e6));
  `;
  return new Promise((resolve, reject) => {
    let out = '';
    const child = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'inherit'] });
    child.stdout.on('data', (chunk) => {
      out += chunk;
    });
    child.on('error', reject);
    child.on('close', () => resolve(Number(out)));
  });
}

/**
 * Compares pairs of files in turn, so that what else the machine does meets all of them alike, and gives the
 * medians of each; `parse` is the median of JSON.parse of the first pair's files, where they are JSON.
 */
async function compareAll(pairs) {
  const runs = pairs.map(() => []);
  const parses = [];
  const args = pairs.map(([a, b]) => ['bin/holdfast.mjs', 'diff', a, b, '--format', 'json']);
  for (const each of args) await measure(each);
  for (let run = 0; run < RUNS; run += 1) {
    if (pairs[0][0].endsWith('.json')) parses.push(await parseTime(pairs[0]));
    for (const [index, each] of args.entries()) runs[index].push(await measure(each));
  }
  const results = runs.map((group) => ({
    time: median(group.map(({ milliseconds }) => milliseconds)),
    peak: median(group.map(({ peak }) => peak)),
    bytes: group[0].bytes,
  }));
  return { results, parse: median(parses) };
}

/** Writes a document for the bench and gives its path. */
function file(name, value) {
  const path = join(folder, name);
  writeFileSync(
    path,
    name.endsWith('.json')
      ? JSON.stringify(value, null, 2)
      : stringify(value, { aliasDuplicateObjects: false }),
  );
  return path;
}

const read = (path) => JSON.parse(readFileSync(path, 'utf8'));
const megabytes = (path) => (statSync(path).size / 1e6).toFixed(1);

const missed = [];

/** Prints a line of the table; without a target it is for information. */
function row(name, { time, peak, bytes }, ratio, target) {
  const isMissed = target !== null && ratio > target;
  if (isMissed) missed.push(name);
  const verdict = target === null ? 'for information' : isMissed ? '**missed**' : 'met';
  console.log(
    `| ${name} | ${time.toFixed(0)} ms | ${ratio.toFixed(2)} | ${target ?? ''} | ${verdict} | ${peak.toFixed(0)} MiB | ${(bytes / 1e6).toFixed(2)} MB |`,
  );
}

async function againstParse() {
  const other = file('reordered.json', reordered(read(head)));
  const pairs = [
    ['GitHub 16 → 23, × JSON.parse of both', base, head, 6],
    ['GitHub 23 → 23, × JSON.parse of both', head, head, 2.5],
    ['GitHub 23 → 23 in another order of keys, × JSON.parse of both', head, other, null],
  ];
  for (const [name, a, b, target] of pairs) {
    const { results, parse } = await compareAll([[a, b]]);
    row(name, results[0], results[0].time / parse, target);
    if (a === base) row('… its peak memory, MiB', results[0], results[0].peak, MOST_MEMORY);
  }
}

async function recursion() {
  const pairs = [false, true].map((recursive) =>
    componentPair({ components: 300, operations: 600, recursive }).map((document, index) =>
      file(`${recursive ? 'ring' : 'leaves'}-${index}.json`, document),
    ),
  );
  const { results } = await compareAll(pairs);
  const [plain, ring] = results;
  row(
    '300 components that refer to each other, × without recursion',
    ring,
    ring.time / plain.time,
    3,
  );
  const size = pairs[1].reduce((sum, path) => sum + statSync(path).size, 0);
  row('… its output, × both documents', ring, ring.bytes / size, 1);
}

async function growth() {
  const pairs = [1, 8].map((times) =>
    componentPair({ components: 500 * times, operations: 1000 * times, recursive: false }).map(
      (document, side) => file(`times${times}-${side}.json`, document),
    ),
  );
  const { results } = await compareAll(pairs);
  const startUp = await startUpTime();
  const [one, eight] = results;
  const growth = (eight.time - startUp) / (one.time - startUp);
  row('8 × the operations and components, × 8 times the work', eight, growth / 8, 1.3);
}

async function startUpTime() {
  const times = [];
  for (let run = 0; run < RUNS; run += 1) {
    times.push((await measure(['bin/holdfast.mjs', '--version'])).milliseconds);
  }
  return median(times);
}

async function yaml() {
  const asYaml = [base, head].map((path, side) => file(`github-${side}.yaml`, read(path)));
  const { results } = await compareAll([[base, head], asYaml]);
  row(
    'GitHub 16 → 23 in YAML, × the same in JSON',
    results[1],
    results[1].time / results[0].time,
    8,
  );
}

try {
  console.log(
    `GitHub's API description, ${megabytes(base)} and ${megabytes(head)} MB; Node ${process.version}; medians of ${RUNS} runs\n`,
  );
  console.log('| what | time | ratio | at most | | peak memory | output |');
  console.log('|---|--:|--:|--:|---|--:|--:|');
  await againstParse();
  await recursion();
  await growth();
  await yaml();
  if (missed.length > 0) {
    console.log(`\nNot met: ${missed.join('; ')}.`);
    process.exitCode = 1;
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
