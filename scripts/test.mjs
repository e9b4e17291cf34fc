// `npm test`: build, type check, lint and all tests, in that order; stops at the first that fails.
// Words after `--` go to jest: `npm test -- test/budget`.
import { spawnSync } from 'node:child_process';
import { root } from './freshness.mjs';

const node = process.execPath;
const steps = [
  ['build', node, ['scripts/build.mjs']],
  ['type check', node, ['node_modules/typescript/bin/tsc', '-p', '.']],
  ['lint', node, ['node_modules/@biomejs/biome/bin/biome', 'check', '--error-on-warnings', '.']],
  [
    'tests',
    node,
    [
      '--experimental-vm-modules',
      '--disable-warning=ExperimentalWarning',
      'node_modules/jest/bin/jest.js',
      ...process.argv.slice(2),
    ],
  ],
];

for (const [name, command, args] of steps) {
  console.log(`\n== ${name} ==`);
  const { status, error } = spawnSync(command, args, { cwd: root, stdio: 'inherit' });
  if (error) console.error(error.message);
  if (status !== 0) {
    console.error(`\nnpm test failed in: ${name}`);
    process.exit(status ?? 1);
  }
}
