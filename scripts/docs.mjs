// Writes the pages of docs/ that are made from the sources; tests fail when they differ.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
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
  // Inside the checkout, so that packages are found from there.
  const cache = join(root, 'node_modules/.cache/holdfast');
  mkdirSync(cache, { recursive: true });
  const folder = mkdtempSync(join(cache, 'docs-'));
  try {
    const module = join(folder, 'module.mjs');
    writeFileSync(module, outputFiles[0].contents);
    return await import(pathToFileURL(module).href);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const { rulesPage } = await load('src/cli/rules.ts');
writeFileSync(`${root}docs/rules.md`, rulesPage(root));
const { schemaText } = await load('src/settings/schema.ts');
writeFileSync(`${root}docs/holdfast.schema.json`, schemaText());
const { documentText } = await load('src/api/document.ts');
writeFileSync(`${root}docs/openapi.json`, documentText());
