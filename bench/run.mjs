// `npm run bench`: whole processes, start-up included, medians over several runs, and the ratio to
// JSON.parse of both files in a process of its own. Writes nothing; docs/performance.md quotes it.
import { spawn } from 'node:child_process';
import { statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const require = createRequire(import.meta.url);
const RUNS = Number(process.env.BENCH_RUNS ?? 5);

const base = require.resolve('openapi-github-16/generated/api.github.com.json');
const head = require.resolve('@octokit/openapi/generated/api.github.com.json');

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

const parseBoth = `
  const { readFileSync } = require('node:fs');
  const texts = ${JSON.stringify([base, head])}.map((file) => readFileSync(file, 'utf8'));
  const start = process.hrtime.bigint();
  for (const text of texts) JSON.parse(text);
  process.stdout.write(String(Number(process.hrtime.bigint() - start) / 1e6));
`;

async function parseTime() {
  return new Promise((resolve, reject) => {
    let out = '';
    const child = spawn(process.execPath, ['-e', parseBoth], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    child.stdout.on('data', (chunk) => {
      out += chunk;
    });
    child.on('error', reject);
    child.on('close', () => resolve(Number(out)));
  });
}

const cases = [
  ['diff, GitHub 16 → 23', ['bin/holdfast.mjs', 'diff', base, head, '--format', 'json']],
  ['diff, GitHub 23 → 23', ['bin/holdfast.mjs', 'diff', head, head, '--format', 'json']],
];

const megabytes = (file) => (statSync(file).size / 1e6).toFixed(1);
console.log(
  `GitHub's API description, ${megabytes(base)} and ${megabytes(head)} MB; Node ${process.version}; medians of ${RUNS} runs\n`,
);
console.log('| what | time | × JSON.parse of both | peak memory | output |');
console.log('|---|---|---|---|---|');
for (const [name, args] of cases) {
  await measure(args);
  const runs = [];
  const parses = [];
  for (let run = 0; run < RUNS; run++) {
    parses.push(await parseTime());
    runs.push(await measure(args));
  }
  const time = median(runs.map((run) => run.milliseconds));
  const parse = median(parses);
  const peak = median(runs.map((run) => run.peak));
  console.log(
    `| ${name} | ${time.toFixed(0)} ms | ${(time / parse).toFixed(1)} (JSON.parse ${parse.toFixed(0)} ms) | ${peak.toFixed(0)} MiB | ${(runs[0].bytes / 1e6).toFixed(2)} MB |`,
  );
}
