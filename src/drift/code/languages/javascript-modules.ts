import { dirname, join, normalize } from 'node:path/posix';
import { parse } from 'jsonc-parser';
import type { Program } from '../program.ts';
import { ownPackagePaths } from './javascript-packages.ts';

const ENDS = ['.ts', '.tsx', '.js', '.mjs', '.cjs', '.jsx', '.mts', '.cts'];

/**
 * The file that a specifier means: relative ones as Node and bundlers resolve them (an extension may be missing or be
 * that of the compiled file; a folder stands for its `index`), others by the nearest `tsconfig.json`'s `paths` and
 * `baseUrl` and by the names of the repository's own packages.
 */
export function javascriptModules(
  module: string,
  from: string,
  program: Program,
): readonly string[] {
  const bases = module.startsWith('.')
    ? [join(dirname(from), module)]
    : [...aliases(module, from, program), ...ownPackagePaths(module, program)];
  for (const base of bases) {
    const found = candidates(base).find((path) => program.has(path));
    if (found !== undefined) return [found];
  }
  return [];
}

function candidates(base: string): readonly string[] {
  const bare = base.replace(/\.[mc]?jsx?$/, '');
  return [
    base,
    ...ENDS.map((end) => base + end),
    ...ENDS.map((end) => bare + end),
    ...ENDS.map((end) => join(base, `index${end}`)),
  ];
}

function aliases(module: string, from: string, program: Program): readonly string[] {
  for (const name of ['tsconfig.json', 'tsconfig.base.json', 'jsconfig.json']) {
    const path = program.nearest(name, from);
    const text = path === undefined ? null : program.text(path);
    if (path === undefined || text === null) continue;
    const found = byConfig(module, dirname(path), parse(text, [], { allowTrailingComma: true }));
    if (found.length > 0) return found;
  }
  return module.startsWith('@/') || module.startsWith('~/')
    ? [module.slice(2), `src/${module.slice(2)}`].map((path) => join(rootOf(from, program), path))
    : [];
}

/** The folder of the nearest `package.json`, which bundlers take as the root of `@/` and `~/`. */
function rootOf(from: string, program: Program): string {
  const manifest = program.nearest('package.json', from);
  return manifest === undefined ? '.' : dirname(manifest);
}

/** What `compilerOptions.paths` and `baseUrl` (TypeScript handbook, "Path mapping") make of a specifier. */
function byConfig(module: string, folder: string, config: unknown): readonly string[] {
  const options = member(config, 'compilerOptions');
  const baseUrl = member(options, 'baseUrl');
  const base = join(folder, typeof baseUrl === 'string' ? baseUrl : '.');
  const paths = member(options, 'paths');
  const found: string[] = [];
  if (typeof paths === 'object' && paths !== null) {
    for (const [pattern, targets] of Object.entries(paths)) {
      const rest = matched(pattern, module);
      if (rest === null || !Array.isArray(targets)) continue;
      for (const target of targets)
        if (typeof target === 'string')
          found.push(normalize(join(base, target.replace('*', rest))));
    }
  }
  if (typeof baseUrl === 'string') found.push(join(base, module));
  return found.filter((path) => !path.startsWith('..'));
}

/** What `*` of a pattern stands for; empty for a pattern without one that is equal; null where it does not match. */
function matched(pattern: string, module: string): string | null {
  const star = pattern.indexOf('*');
  if (star === -1) return pattern === module ? '' : null;
  const [before, after] = [pattern.slice(0, star), pattern.slice(star + 1)];
  return module.length >= before.length + after.length &&
    module.startsWith(before) &&
    module.endsWith(after)
    ? module.slice(before.length, module.length - after.length)
    : null;
}

function member(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null && key in value
    ? Object.entries(value).find(([name]) => name === key)?.[1]
    : undefined;
}
