// Installs the dependencies when they are missing or older than the lock file, so that every
// command of the README works on a fresh clone. Plain Node: nothing is installed when it runs.
import { spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const marker = `${root}node_modules/.package-lock.json`;

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`Holdfast needs Node 20.19 or newer; this is ${process.version}.`);
  process.exit(2);
}

if (
  !existsSync(marker) ||
  statSync(marker).mtimeMs < statSync(`${root}package-lock.json`).mtimeMs
) {
  console.error('Installing dependencies (npm ci) ...');
  const { status } = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    // Prisma's install script would fetch an engine that is not used here unless a path is given.
    env: { PRISMA_SCHEMA_ENGINE_BINARY: process.execPath, CHECKPOINT_DISABLE: '1', ...process.env },
    stdio: ['ignore', 'inherit', 'inherit'],
    shell: process.platform === 'win32',
  });
  if (status !== 0) {
    console.error('npm ci failed; see its messages above.');
    process.exit(2);
  }
}
