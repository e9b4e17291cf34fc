// `npm run soak`: the long tests of what Holdfast survives, one after the other. Words after `--` go to jest.
import { spawnSync } from 'node:child_process';
import { root } from './freshness.mjs';

const node = process.execPath;
const jest = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning'];
const steps = [
  ['scripts/build.mjs'],
  [
    ...jest,
    'node_modules/jest/bin/jest.js',
    '--runInBand',
    '--testMatch=**/*.soak.ts',
    '--testMatch=**/test/soak/faults.test.ts',
    ...process.argv.slice(2),
  ],
];
for (const args of steps) {
  const env = { ...process.env, HOLDFAST_SOAK: 'full' };
  const { status } = spawnSync(node, args, { cwd: root, stdio: 'inherit', env });
  if (status !== 0) process.exit(status ?? 1);
}
