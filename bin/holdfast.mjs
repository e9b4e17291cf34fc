#!/usr/bin/env node
// Starts the command line. In a checkout the build follows the sources by itself.
import { spawnSync } from 'node:child_process';
import { isStale, root } from '../scripts/freshness.mjs';

if (isStale()) {
  const { status } = spawnSync(process.execPath, [`${root}scripts/build.mjs`], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  if (status !== 0) {
    console.error(
      'holdfast: the build failed. Run `npm ci`, then `npm run build`, and read its messages.',
    );
    process.exit(2);
  }
}

await import('../dist/cli/main.js');
