// Builds dist/: the store's client from prisma/schema.prisma, then every entry point with esbuild.
// Packages stay outside the bundle; chunks are split so that a command loads only what it uses.
import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { root, sourceStamp, state } from './freshness.mjs';

const schema = join(root, 'prisma/schema.prisma');
const client = join(root, 'src/store/generated');

function generateClient() {
  if (!existsSync(schema)) return;
  if (existsSync(client) && state(client).newest >= statSync(schema).mtimeMs) return;
  // The generator does not need the schema engine, but would download one unless a path is given.
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [join(root, 'node_modules/prisma/build/index.js'), 'generate', '--no-hints'],
    {
      cwd: root,
      env: {
        ...process.env,
        PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
        CHECKPOINT_DISABLE: '1',
      },
    },
  );
  if (status !== 0) {
    throw new Error(`prisma generate failed:\n${stdout}\n${stderr}`);
  }
}

/**
 * Packages stay outside of the bundle, as they bring files or native code. What every command loads
 * and is plain code is faster inside: yaml alone is seventy files.
 */
const { dependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const packages = Object.keys(dependencies).filter((name) => !['commander', 'yaml'].includes(name));

const shared = {
  bundle: true,
  platform: 'node',
  target: 'node20',
  external: packages,
  jsx: 'automatic',
  jsxImportSource: 'hono/jsx',
  sourcemap: true,
  logLevel: 'error',
};

/** `diff` is a script of its own, whose compiled code is kept: see compiled-diff.mjs. */
const diffOutside = {
  name: 'diff outside',
  setup({ onResolve }) {
    onResolve({ filter: /^\.\/diff\.ts$/ }, ({ importer, kind }) =>
      kind === 'dynamic-import' && importer === join(root, 'src/cli/main.ts')
        ? { path: './diff.js', external: true }
        : undefined,
    );
  },
};

/** One in so many examples of the catalogue is run. */
const EVERY = 8;
const SIDES = ['base.yaml', 'head.yaml'];

async function bundleDiff(folder) {
  await build({
    ...shared,
    entryPoints: { 'cli/diff': join(root, 'src/cli/diff.ts') },
    outdir: folder,
    outExtension: { '.js': '.cjs' },
    format: 'cjs',
    define: { 'import.meta.url': 'moduleUrl' },
    // What shows the breaks is loaded from the same compiled code, rather than from a hundred files.
    external: packages.filter((name) => !['ajv', 'ajv-formats', 're2js'].includes(name)),
  });
  copyFileSync(join(root, 'scripts/compiled-diff.mjs'), join(folder, 'cli/diff.js'));
  const fixtures = join(root, 'test/fixtures/contract');
  // Without examples, as where tests are not there, it runs uncompiled.
  if (!existsSync(fixtures)) return;
  // Code is kept as far as it has run: examples from the whole catalogue pass through most of it.
  const examples = readdirSync(fixtures)
    .sort()
    .filter((_, index) => index % EVERY === 0)
    .map((name) => join(fixtures, name))
    .filter((example) => SIDES.every((side) => existsSync(join(example, side))));
  const { status, stderr } = spawnSync(
    process.execPath,
    [
      join(root, 'scripts/compile-diff.mjs'),
      folder,
      ...examples.flatMap((example) => SIDES.map((side) => join(example, side))),
    ],
    { stdio: ['ignore', 'ignore', 'pipe'], encoding: 'utf8' },
  );
  if (status === null || status > 1) throw new Error(`The built diff does not run:\n${stderr}`);
}

async function bundle() {
  const staging = mkdtempSync(join(root, '.dist-'));
  const stamp = sourceStamp();
  try {
    await build({
      ...shared,
      plugins: [diffOutside],
      entryPoints: {
        'cli/main': join(root, 'src/cli/main.ts'),
        'cli/scan-thread': join(root, 'src/cli/scan-thread.ts'),
        'cli/code-thread': join(root, 'src/cli/code-thread.ts'),
        'jobs/audit-thread': join(root, 'src/jobs/audit-thread.ts'),
        'jobs/fix-thread': join(root, 'src/jobs/fix-thread.ts'),
        'playground/main': join(root, 'src/playground/main.ts'),
      },
      outdir: staging,
      splitting: true,
      format: 'esm',
      // The packages inside are CommonJS, which asks for Node's own modules with `require`.
      banner: {
        js: "import { createRequire as makeRequire } from 'node:module'; const require = makeRequire(import.meta.url);",
      },
    });
    await bundleDiff(staging);
    writeFileSync(join(staging, 'built.json'), `${JSON.stringify(stamp)}\n`);
    // A staging folder is for its maker alone; the build is for everyone who may read the checkout.
    chmodSync(staging, 0o755);
    rmSync(join(root, 'dist'), { recursive: true, force: true });
    renameSync(staging, join(root, 'dist'));
  } finally {
    rmSync(staging, { recursive: true, force: true });
  }
}

generateClient();
if (!process.argv.includes('--client-only')) await bundle();
