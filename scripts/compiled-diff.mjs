// Becomes dist/cli/diff.js: runs diff.cjs from code that was compiled when it was built, which saves starting
// a quarter of its time. Code of another version of Node is not taken; then it is compiled as ever.
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { setFlagsFromString } from 'node:v8';
import { Script } from 'node:vm';

// Most code of a comparison runs too few times to be worth optimizing, which took as long on the other core as the
// comparison takes on its own. What is hot still is. Set before the script is read: kept code is for certain flags.
setFlagsFromString('--interrupt-budget=300000');

const file = fileURLToPath(new URL('diff.cjs', import.meta.url));
const cache = fileURLToPath(new URL('diff.cache', import.meta.url));

export const script = new Script(
  `(function (module, exports, require, moduleUrl) {${readFileSync(file, 'utf8')}\n})`,
  { filename: file, ...(existsSync(cache) ? { cachedData: readFileSync(cache) } : {}) },
);

const made = { exports: {} };
script.runInThisContext()(made, made.exports, createRequire(file), import.meta.url);
export const { diff } = made.exports;
