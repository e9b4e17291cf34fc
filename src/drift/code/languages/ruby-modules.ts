import { basename, dirname, join } from 'node:path/posix';
import type { Program } from '../program.ts';

/** Ruby's files by their name without `.rb`. */
const byName = new WeakMap<Program, ReadonlyMap<string, readonly string[]>>();

/**
 * The files that a `require` or the name of a constant means: `./x` from the file's own folder, `x/y` under any folder
 * that has it (`lib` and what else is on the load path), `Api::Users` where autoloading finds it, `api/users.rb`.
 * The nearest to `from` come first.
 */
export function rubyModules(module: string, from: string, program: Program): readonly string[] {
  if (/^\.\.?\//.test(module)) {
    const path = withEnd(join(dirname(from), module));
    return program.has(path) ? [path] : [];
  }
  if (module === '' || module.startsWith('/')) return [];
  const isConstant = /^[A-Z]/.test(module);
  const path = isConstant ? `${underscored(module)}.rb` : withEnd(module);
  const found = (filesByName(program).get(basename(path, '.rb')) ?? []).filter(
    (one) => one === path || one.endsWith(`/${path}`),
  );
  return [...found]
    .filter((one) => one !== from)
    .sort((a, b) => shared(b, from) - shared(a, from) || (a < b ? -1 : 1));
}

/** `api/v1/users` of `API::V1::Users`, as ActiveSupport's `String#underscore` makes it. */
export function underscored(name: string): string {
  return name
    .replace(/^::/, '')
    .replaceAll('::', '/')
    .replace(/([A-Z\d]+)([A-Z][a-z])/g, '$1_$2')
    .replace(/([a-z\d])([A-Z])/g, '$1_$2')
    .replaceAll('-', '_')
    .toLowerCase();
}

function withEnd(path: string): string {
  return /\.(?:rb|ru)$/.test(path) ? path : `${path}.rb`;
}

function filesByName(program: Program): ReadonlyMap<string, readonly string[]> {
  const known = byName.get(program);
  if (known !== undefined) return known;
  const made = new Map<string, string[]>();
  for (const folder of program.folders()) {
    for (const path of program.filesIn(folder)) {
      if (!path.endsWith('.rb')) continue;
      const name = basename(path, '.rb');
      const list = made.get(name);
      if (list === undefined) made.set(name, [path]);
      else list.push(path);
    }
  }
  byName.set(program, made);
  return made;
}

/** How many folders two paths have in common from the root. */
function shared(a: string, b: string): number {
  const [one, two] = [a.split('/'), b.split('/')];
  let count = 0;
  while (count < one.length && count < two.length && one[count] === two[count]) count += 1;
  return count;
}
