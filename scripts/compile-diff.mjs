// Runs the built `holdfast diff` on an example and keeps its compiled code: compile-diff.mjs <folder of dist> <base> <head>.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const [folder, base, head] = process.argv.slice(2);
const { diff, script } = await import(pathToFileURL(join(folder, 'cli/diff.js')).href);
await diff(base, head, { format: 'json' });
writeFileSync(join(folder, 'cli/diff.cache'), script.createCachedData());
