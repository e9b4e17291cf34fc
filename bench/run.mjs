// `npm run bench`: every bench, or those that are named: `npm run bench -- service`. Each says of its targets
// whether they are met, and ends with exit code 1 where one is not; docs/performance.md quotes them.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const BENCHES = ['contracts', 'service', 'fixes', 'code'];

const named = process.argv.slice(2);
const unknown = named.filter((name) => !BENCHES.includes(name));
if (unknown.length > 0) {
  console.error(`There is no bench ${unknown.join(', ')}; there are ${BENCHES.join(', ')}.`);
  process.exit(2);
}
for (const name of named.length > 0 ? named : BENCHES) {
  console.log(`\n## ${name}\n`);
  const file = fileURLToPath(new URL(`${name}.mjs`, import.meta.url));
  const { status } = spawnSync(process.execPath, [file], { stdio: 'inherit' });
  if (status !== 0) process.exitCode = 1;
}
