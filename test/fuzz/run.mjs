// `npm run fuzz`: mutates real API contracts and compares each with what it was made of, in processes that are
// watched from outside, so that an abort and an endless loop are noticed too. Says how it went; exits with 1 where
// a case failed, and saves that case.
//
//   npm run fuzz -- --runs 10000 --seed 7     the same cases every time
//   npm run fuzz -- --seed 7 --case 123       one of them
//   npm run fuzz -- --documents DIR           contracts of a folder, beside those of the installed packages
import { fork } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { availableParallelism } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { build } from 'esbuild';

/** No comparison may take longer, in seconds. */
const LIMIT = 10;
const root = fileURLToPath(new URL('../..', import.meta.url));
const require = createRequire(import.meta.url);

const { values: options } = parseArgs({
  options: {
    runs: { type: 'string', default: '1000' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    case: { type: 'string' },
    documents: { type: 'string', multiple: true, default: [] },
    workers: { type: 'string', default: String(Math.min(4, availableParallelism())) },
    save: { type: 'string', default: '.holdfast/fuzz' },
  },
});
const seed = Number(options.seed);
const first = options.case === undefined ? 0 : Number(options.case);
const runs = options.case === undefined ? Number(options.runs) : 1;
const packages = ['@octokit/openapi', '@octokit/openapi-webhooks'];
const folders = [
  ...packages.map((name) => join(dirname(require.resolve(`${name}/package.json`)), 'generated')),
  ...options.documents,
];

// Inside the project, so that the packages that stay outside the bundle are found.
const folder = mkdtempSync(join(root, '.dist-fuzz-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
process.on('SIGINT', () => process.exit(130));
const bundle = join(folder, 'worker.mjs');
const load = (name) => import(pathToFileURL(join(folder, `${name}.mjs`)).href);
await build({
  entryPoints: ['worker', 'documents', 'fuzz-case'].map((name) =>
    join(root, `test/fuzz/${name}.ts`),
  ),
  outdir: folder,
  outExtension: { '.js': '.mjs' },
  bundle: true,
  platform: 'node',
  format: 'esm',
  packages: 'external',
  logLevel: 'warning',
});

console.log(`seed ${seed}, ${runs} cases`);
const started = Date.now();
let next = first;
let done = 0;
let failed = 0;
let slowest = { run: -1, seconds: 0 };
let known;

await Promise.all(Array.from({ length: Math.min(Number(options.workers), runs) }, watch));
const seconds = Math.round((Date.now() - started) / 1000);
console.log(
  `${done} cases in ${seconds} s, ${failed} failed; the slowest was case ${slowest.run} with ${slowest.seconds.toFixed(1)} s`,
);
process.exitCode = failed > 0 ? 1 : 0;

/** Runs cases in a process of its own until there are none left; a process that ends or hangs is replaced. */
async function watch() {
  while (next < first + runs) await oneProcess();
}

function oneProcess() {
  return new Promise((resolve) => {
    const child = fork(bundle, [JSON.stringify({ seed, folders })], {
      stdio: ['ignore', 'inherit', 'pipe', 'ipc'],
    });
    let run = null;
    let timer;
    let isLate = false;
    let said = '';
    child.stderr.on('data', (chunk) => {
      said = `${said}${chunk}`.slice(-4000);
    });
    const give = () => {
      run = next < first + runs ? next : null;
      next += 1;
      if (run !== null) {
        child.send(run);
        return;
      }
      // A process that is let go ends by itself; its end is not always told.
      child.disconnect();
      resolve();
    };
    child.on('message', (message) => {
      if (message.kind === 'ready') {
        if (done === 0 && failed === 0 && run === null && next === first)
          console.log(`${message.documents.length} documents`);
        give();
      } else if (message.kind === 'made') {
        timer = setTimeout(
          () => {
            isLate = true;
            child.kill('SIGKILL');
          },
          3 * LIMIT * 1000,
        );
      } else {
        clearTimeout(timer);
        if (message.seconds > slowest.seconds) slowest = message;
        const slow = message.seconds > LIMIT ? [`took ${message.seconds.toFixed(1)} s`] : [];
        finish(message.run, [...message.faults, ...slow]);
        run = null;
        give();
      }
    });
    child.on('close', (code, signal) => {
      clearTimeout(timer);
      if (run !== null) {
        const how = isLate ? `no answer within ${3 * LIMIT} s` : `ended with ${code ?? signal}`;
        finish(run, [`the process gave ${how}\n${said}`]);
      }
      resolve();
    });
  });
}

async function finish(run, faults) {
  done += 1;
  if (done % 500 === 0)
    console.log(
      `${done} of ${runs}, ${failed} failed, ${Math.round((Date.now() - started) / 1000)} s`,
    );
  if (faults.length === 0) return;
  failed += 1;
  console.log(`case ${run} failed (again with: npm run fuzz -- --seed ${seed} --case ${run})`);
  for (const fault of faults.slice(0, 3)) console.log(`  ${fault.slice(0, 1500)}`);
  known ??= (await load('documents')).findDocuments(folders);
  const { makeCase } = await load('fuzz-case');
  const { name, base, head } = makeCase(known, seed, run);
  const place = join(root, options.save, `${seed}-${run}`);
  for (const [side, { path, content }] of Object.entries({ base, head })) {
    mkdirSync(join(place, side), { recursive: true });
    writeFileSync(join(place, side, path), content);
  }
  writeFileSync(join(place, 'faults.txt'), `made of ${name}\n${faults.join('\n')}\n`);
  console.log(`  saved in ${place}`);
}
