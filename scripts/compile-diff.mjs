// Runs the built `holdfast diff` on examples and keeps its compiled code: compile-diff.mjs <folder of dist> (<base> <head>)...
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const [folder, ...files] = process.argv.slice(2);
const { diff, script } = await import(pathToFileURL(join(folder, 'cli/diff.js')).href);
for (let index = 0; index + 1 < files.length; index += 2) {
  await diff(files[index], files[index + 1], { format: 'json' });
}
writeFileSync(join(folder, 'cli/diff.cache'), script.createCachedData());
