// Writes docs/holdfast.schema.json from src/settings/schema.ts; a test fails when the two differ.
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));
const { outputFiles } = await build({
  entryPoints: [`${root}src/settings/schema.ts`],
  bundle: true,
  write: false,
  format: 'esm',
  platform: 'node',
  packages: 'external',
});
const [file] = outputFiles;
const { schemaText } = await import(
  `data:text/javascript;base64,${Buffer.from(file.contents).toString('base64')}`
);
writeFileSync(`${root}docs/holdfast.schema.json`, schemaText());
