// Writes docs/rules.md from the catalogue of rules and their fixtures; a test fails when the two differ.
import { writeFileSync } from 'node:fs';
import { build } from 'esbuild';
import { root } from './freshness.mjs';

const { outputFiles } = await build({
  entryPoints: [`${root}src/cli/rules.ts`],
  bundle: true,
  write: false,
  format: 'esm',
  platform: 'node',
  packages: 'external',
});
const [file] = outputFiles;
const { rulesPage } = await import(
  `data:text/javascript;base64,${Buffer.from(file.contents).toString('base64')}`
);
writeFileSync(`${root}docs/rules.md`, rulesPage(root));
