// The service: webhooks that are accepted and audited, how fast they are answered, and what is asked of GitHub for
// each. Holdfast, the stand-in for GitHub and PostgreSQL each run in a process of their own, as in production.
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { Agent, createServer, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));
/** Pull requests, each with a contract that it breaks. */
const PULLS = Number(process.env.BENCH_PULLS ?? 60);
/** Webhooks that are sent every second while their answers are timed, and for how many seconds. */
const RATE = Number(process.env.BENCH_RATE ?? 100);
const SECONDS = Number(process.env.BENCH_SECONDS ?? 20);
/** Webhooks on their way at once where as many as possible are sent. */
const AT_ONCE = 16;

const REPOSITORY = 'acme/shop';
const contract = (change) => `openapi: 3.0.3
info: { title: Shop, version: 1.0.0 }
paths:
  /api/users:
    get:
      operationId: listUsers
      responses: { "200": { description: "Users. ${change}" } }
    post:
      operationId: createUser
      requestBody:
        content:
          application/json:
            schema:
              type: object
              required: [${change === '' ? 'email' : 'email, phone'}]
              properties: { email: { type: string }, phone: { type: string } }
      responses: { "201": { description: Made. } }
`;

/** The parts of the project that drive it from outside, built as they are now. */
async function load() {
  const outdir = join(root, 'dist/bench');
  await build({
    entryPoints: {
      processes: join(root, 'src/playground/processes.ts'),
      postgres: join(root, 'test/store/postgres-server.ts'),
    },
    outdir,
    bundle: true,
    format: 'esm',
    platform: 'node',
    packages: 'external',
    outExtension: { '.js': '.mjs' },
    logLevel: 'error',
  });
  const [processes, postgres] = await Promise.all(
    ['processes', 'postgres'].map((name) => import(pathToFileURL(join(outdir, `${name}.mjs`)))),
  );
  return { ...processes, ...postgres };
}

/** Opens the pull requests and keeps the webhooks that GitHub sends of them. */
async function openPulls(github) {
  const kept = [];
  const collector = createServer((message, response) => {
    const chunks = [];
    message.on('data', (chunk) => chunks.push(chunk));
    message.on('end', () => {
      const { 'x-github-event': event } = message.headers;
      if (event === 'pull_request') {
        kept.push({ headers: message.headers, body: Buffer.concat(chunks) });
      }
      response.writeHead(202).end();
    });
  });
  await new Promise((resolve) => collector.listen(0, '127.0.0.1', resolve));
  await github.setWebhook({ url: `http://127.0.0.1:${collector.address().port}/` });
  await github.createRepository({
    owner: 'acme',
    name: 'shop',
    files: { 'openapi.yaml': contract('') },
  });
  const heads = [];
  for (let index = 0; index < PULLS; index += 1) {
    const branch = `change-${index}`;
    const { sha } = await github.commit({
      repository: REPOSITORY,
      branch,
      message: branch,
      author: 'dana',
      files: { 'openapi.yaml': contract(branch) },
    });
    heads.push(sha);
    await github.openPull({ repository: REPOSITORY, head: branch, title: branch, author: 'dana' });
  }
  await github.webhooksSent();
  await github.setWebhook({ url: null });
  collector.closeAllConnections();
  await new Promise((resolve) => collector.close(resolve));
  return { heads, webhooks: kept };
}

const agent = new Agent({ keepAlive: true, maxSockets: 256 });

/** Sends a webhook as a delivery of its own. Gives the answer's status and the milliseconds it took. */
function send(url, { headers, body }) {
  const started = performance.now();
  return new Promise((resolve, reject) => {
    const sent = request(`${url}/api/github/webhooks`, {
      method: 'POST',
      agent,
      headers: {
        'content-type': 'application/json',
        'content-length': body.length,
        'user-agent': headers['user-agent'],
        'x-github-delivery': randomUUID(),
        'x-github-event': headers['x-github-event'],
        'x-github-hook-id': headers['x-github-hook-id'],
        'x-hub-signature-256': headers['x-hub-signature-256'],
      },
    });
    sent.on('error', reject);
    sent.on('response', (response) => {
      response.resume();
      response.on('end', () =>
        resolve({ status: response.statusCode, milliseconds: performance.now() - started }),
      );
    });
    sent.end(body);
  });
}

/** Done when each of these commits has a check run that is concluded. */
async function audited(github, heads) {
  for (;;) {
    const { repositories } = await github.state();
    const done = new Set(
      repositories[0].check_runs
        .filter(({ status }) => status === 'completed')
        .map(({ head_sha }) => head_sha),
    );
    if (heads.every((sha) => done.has(sha))) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** All webhooks as fast as they are taken: how many a second are accepted, and how many audited. */
async function throughput(github, url, heads, webhooks) {
  const after = (await github.exchanges()).at(-1)?.number ?? 0;
  const started = performance.now();
  const waiting = [...webhooks];
  const sender = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const { status } = await send(url, next);
      if (status !== 202) throw new Error(`A webhook was answered with ${status}.`);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, sender));
  const accepted = performance.now();
  await audited(github, heads);
  const ended = performance.now();
  const requests = (await github.exchanges(after)).length;
  return {
    accepted: (webhooks.length / (accepted - started)) * 1000,
    audited: (webhooks.length / (ended - started)) * 1000,
    requests: requests / webhooks.length,
  };
}

/** Webhooks at a steady rate, whether or not earlier ones have been answered: how long the answers take. */
async function latency(url, webhooks) {
  const answers = [];
  const started = performance.now();
  for (let index = 0; index < RATE * SECONDS; index += 1) {
    const due = started + (index * 1000) / RATE;
    const early = due - performance.now();
    if (early > 0) await new Promise((resolve) => setTimeout(resolve, early));
    answers.push(send(url, webhooks[index % webhooks.length]));
  }
  const times = await Promise.all(answers);
  const wrong = times.filter(({ status }) => status !== 202).length;
  const sorted = times.map(({ milliseconds }) => milliseconds).sort((a, b) => a - b);
  const at = (share) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
  return { p50: at(0.5), p99: at(0.99), most: sorted.at(-1), wrong };
}

const missed = [];

function row(what, database, value, target, isMet) {
  if (!isMet) missed.push(`${what} (${database})`);
  const verdict = target === '' ? 'for information' : isMet ? 'met' : '**missed**';
  console.log(`| ${what} | ${database} | ${value} | ${target} | ${verdict} |`);
}

async function measure(parts, database, databaseUrl) {
  const dataDir = await mkdtemp(join(tmpdir(), 'holdfast-bench-'));
  const playground = await parts.startPlaygroundProcess(root);
  const { client: github, credentials } = playground;
  const { heads, webhooks } = await openPulls(github);
  const environment = databaseUrl === null ? {} : { DATABASE_URL: databaseUrl };
  const app = await parts.startAppProcess({ root, credentials, dataDir, environment });
  try {
    // The first audit asks for tokens, starts a thread and loads what it needs.
    await send(app.url, webhooks[0]);
    await audited(github, heads.slice(0, 1));
    const flow = await throughput(github, app.url, heads, webhooks.slice(1));
    row('webhooks accepted a second', database, flow.accepted.toFixed(0), '', true);
    row('webhooks accepted and audited a second', database, flow.audited.toFixed(1), '', true);
    const { requests } = flow;
    row('requests to GitHub for each', database, requests.toFixed(1), 'at most 8', requests <= 8);
    const { p50, p99, most, wrong } = await latency(app.url, webhooks);
    const name = `of the answers at ${RATE} a second, while audits run`;
    row(`p50 ${name}`, database, `${p50.toFixed(1)} ms`, '', true);
    row(`p99 ${name}`, database, `${p99.toFixed(1)} ms`, 'under 100 ms', p99 < 100);
    row(`longest ${name}`, database, `${most.toFixed(1)} ms`, '', true);
    row('answers other than 202', database, wrong, '0', wrong === 0);
  } finally {
    await app.kill('SIGKILL');
    await playground.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}

const parts = await load();
console.log(
  `${PULLS} pull requests that change one small contract; answers timed for ${SECONDS} s; Node ${process.version}\n`,
);
console.log('| what | database | measured | target | |');
console.log('|---|---|--:|--:|---|');
await measure(parts, 'PGlite', null);
if (parts.startPostgresServer === null) {
  console.log('\nPostgreSQL is not installed: not measured there.');
} else {
  const server = await parts.startPostgresServer();
  try {
    await measure(parts, 'PostgreSQL', await server.createDatabase());
  } finally {
    await server.stop();
  }
}
agent.destroy();
if (missed.length > 0) {
  console.log(`\nNot met: ${missed.join('; ')}.`);
  process.exitCode = 1;
}
