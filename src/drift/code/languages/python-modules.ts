import { basename, dirname, join } from 'node:path/posix';
import type { Program } from '../program.ts';

/** By the name of a top-level module or package: the folders that hold one of this name. */
const roots = new WeakMap<Program, ReadonlyMap<string, readonly string[]>>();

/**
 * The file of a module: relative ones from the package of `from` (Python reference, section 5.7), absolute ones from
 * any folder around `from`, the nearest first, and then from any folder of the repository that has its first part.
 */
export function pythonModules(module: string, from: string, program: Program): readonly string[] {
  const dots = /^\.*/.exec(module)?.[0].length ?? 0;
  const parts = module
    .slice(dots)
    .split('.')
    .filter((part) => part !== '');
  if (dots > 0) {
    let folder = dirname(from);
    for (let up = 1; up < dots; up += 1) {
      if (folder === '.') return [];
      folder = dirname(folder);
    }
    return fileOf(folder, parts, program);
  }
  const [first] = parts;
  if (first === undefined) return [];
  if (module === 'django.conf.settings') return settingsFile(from, program);
  for (let folder = dirname(from); ; folder = dirname(folder)) {
    const found = fileOf(folder, parts, program);
    if (found.length > 0) return found;
    if (folder === '.' || folder === '/') break;
  }
  const elsewhere = (rootsOf(program).get(first) ?? [])
    .map((root) => ({ root, shared: sharedFolders(root, from) }))
    .sort((a, b) => b.shared - a.shared || (a.root < b.root ? -1 : 1));
  for (const { root } of elsewhere) {
    const found = fileOf(root, parts, program);
    if (found.length > 0) return found;
  }
  return [];
}

/**
 * The module that Django's `settings` stands for (Django documentation, "Django settings"): `settings.py`, or of a
 * folder of settings that which the others build on; the nearest to the file that asks.
 */
function settingsFile(from: string, program: Program): readonly string[] {
  const found: { readonly path: string; readonly shared: number }[] = [];
  for (const folder of program.folders()) {
    const names =
      basename(folder) === 'settings' ? ['base', 'common', 'defaults', '__init__'] : ['settings'];
    const path = names.map((name) => join(folder, `${name}.py`)).find((one) => program.has(one));
    if (path !== undefined) found.push({ path, shared: sharedFolders(folder, from) });
  }
  found.sort((a, b) => b.shared - a.shared || (a.path < b.path ? -1 : 1));
  return found.slice(0, 1).map(({ path }) => path);
}

/** The module `name` within the package `module`, as an import names it. */
export function pythonSubmodule(module: string, name: string): string {
  return module.endsWith('.') ? module + name : `${module}.${name}`;
}

function fileOf(folder: string, parts: readonly string[], program: Program): readonly string[] {
  const base = join(folder, ...parts);
  const paths =
    parts.length === 0 ? [join(base, '__init__.py')] : [`${base}.py`, join(base, '__init__.py')];
  return paths.filter((path) => program.has(path)).slice(0, 1);
}

function rootsOf(program: Program): ReadonlyMap<string, readonly string[]> {
  const known = roots.get(program);
  if (known !== undefined) return known;
  const made = new Map<string, string[]>();
  const add = (name: string, root: string) => {
    const list = made.get(name);
    if (list === undefined) made.set(name, [root]);
    else if (!list.includes(root)) list.push(root);
  };
  for (const folder of program.folders()) {
    const files = program.filesIn(folder).filter((path) => path.endsWith('.py'));
    if (files.length === 0) continue;
    // A package's folder, and those around it that have no Python file of their own.
    for (let at = folder; at !== '.' && at !== '/'; at = dirname(at))
      add(basename(at), dirname(at));
    for (const path of files) add(basename(path, '.py'), folder);
  }
  roots.set(program, made);
  return made;
}

function sharedFolders(a: string, b: string): number {
  const [one, two] = [a.split('/'), b.split('/')];
  let count = 0;
  while (count < one.length && count < two.length && one[count] === two[count]) count += 1;
  return count;
}
