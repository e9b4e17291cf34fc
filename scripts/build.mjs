// Builds dist/: the store's client from prisma/schema.prisma, then every entry point with esbuild.
// Packages stay outside the bundle; chunks are split so that a command loads only what it uses.
import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));
const schema = join(root, 'prisma/schema.prisma');
const client = join(root, 'src/store/generated');

/** Newest change below a folder, in milliseconds. */
function newest(folder) {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .reduce(
      (time, entry) => Math.max(time, statSync(join(entry.parentPath, entry.name)).mtimeMs),
      0,
    );
}

function generateClient() {
  if (!existsSync(schema)) return;
  if (existsSync(client) && newest(client) >= statSync(schema).mtimeMs) return;
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

generateClient();
if (process.argv.includes('--client-only')) process.exit(0);

const staging = mkdtempSync(join(root, '.dist-'));
try {
  await build({
    entryPoints: {
      'cli/main': join(root, 'src/cli/main.ts'),
    },
    outdir: staging,
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    packages: 'external',
    jsx: 'automatic',
    jsxImportSource: 'hono/jsx',
    sourcemap: true,
    logLevel: 'error',
  });
  writeFileSync(
    join(staging, 'built.json'),
    `${JSON.stringify({ from: newest(join(root, 'src')) })}\n`,
  );
  rmSync(join(root, 'dist'), { recursive: true, force: true });
  renameSync(staging, join(root, 'dist'));
} finally {
  rmSync(staging, { recursive: true, force: true });
}
