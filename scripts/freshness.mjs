// Whether dist/ still matches the sources it was built from. No packages: it runs before each command.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url));
const stamp = join(root, 'dist/built.json');

/** Newest change and number of files below a folder; a removed file changes the number. */
export function state(folder) {
  let newest = 0;
  let files = 0;
  // By hand, as `recursive: true` takes longer and this runs before each command.
  const waiting = [folder];
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
    for (const entry of readdirSync(at, { withFileTypes: true })) {
      const path = join(at, entry.name);
      if (entry.isDirectory()) waiting.push(path);
      if (!entry.isFile()) continue;
      files += 1;
      newest = Math.max(newest, statSync(path).mtimeMs);
    }
  }
  return { newest, files };
}

/** What dist/ would be stamped with if it were built now. The generated client is left out: it is made by the build. */
export function sourceStamp() {
  const { newest, files } = state(join(root, 'src'));
  return { newest: Math.max(newest, statSync(join(root, 'package-lock.json')).mtimeMs), files };
}

/** True where there are sources (a checkout, not an installed package) and dist/ is missing or older. */
export function isStale() {
  if (!existsSync(join(root, 'src')) || !existsSync(join(root, 'scripts/build.mjs'))) return false;
  if (!existsSync(stamp)) return true;
  const built = JSON.parse(readFileSync(stamp, 'utf8'));
  const now = sourceStamp();
  return built.newest !== now.newest || built.files !== now.files;
}
