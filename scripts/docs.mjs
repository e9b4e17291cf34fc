// Writes the pages of docs/ that are made from the sources; tests fail when they differ.
import { writeFileSync } from 'node:fs';
import { build } from 'esbuild';
import { root } from './freshness.mjs';

/** The exports of a source file. */
async function load(file) {
  const { outputFiles } = await build({
    entryPoints: [`${root}${file}`],
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'node',
    packages: 'external',
  });
  const text = Buffer.from(outputFiles[0].contents).toString('base64');
  return import(`data:text/javascript;base64,${text}`);
}

const { rulesPage } = await load('src/cli/rules.ts');
writeFileSync(`${root}docs/rules.md`, rulesPage(root));
const { schemaText } = await load('src/settings/schema.ts');
writeFileSync(`${root}docs/holdfast.schema.json`, schemaText());
