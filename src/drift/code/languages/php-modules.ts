import { basename, dirname, join } from 'node:path/posix';
import type { Program } from '../program.ts';

/**
 * The file of a class by its whole name: by the `psr-4` of the nearest `composer.json` (PSR-4: Autoloader), otherwise
 * the file that is named as the class and stands in folders that are named most like its namespace.
 */
export function phpModules(module: string, from: string, program: Program): readonly string[] {
  const name = module.replace(/^\\/, '');
  const manifest = program.nearest('composer.json', from);
  const text = manifest === undefined ? null : program.text(manifest);
  if (manifest !== undefined && text !== null) {
    for (const { prefix, folder } of autoload(text)) {
      if (!name.startsWith(prefix)) continue;
      const rest = name.slice(prefix.length).replace(/\\/g, '/');
      const path = join(dirname(manifest), folder, `${rest}.php`);
      if (program.has(path)) return [path];
    }
  }
  const own = program.file(from)?.facts.package?.split('\\')[0] ?? null;
  return byName(name.split('\\'), own, program);
}

/** Prefixes and their folders, the longest prefix first. */
function autoload(text: string): readonly { readonly prefix: string; readonly folder: string }[] {
  const found: { prefix: string; folder: string }[] = [];
  for (const section of ['autoload', 'autoload-dev']) {
    const mapping = member(member(parsed(text), section), 'psr-4');
    if (typeof mapping !== 'object' || mapping === null) continue;
    for (const [prefix, folders] of Object.entries(mapping)) {
      for (const folder of Array.isArray(folders) ? folders : [folders])
        if (typeof folder === 'string') found.push({ prefix, folder });
    }
  }
  return found.sort((a, b) => b.prefix.length - a.prefix.length);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // A manifest that is no JSON says nothing of where classes are.
    return null;
  }
}

function member(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null
    ? Object.entries(value).find(([name]) => name === key)?.[1]
    : undefined;
}

const known = new WeakMap<Program, ReadonlyMap<string, readonly string[]>>();

/** All PHP files by their name without its end. */
function filesByName(program: Program): ReadonlyMap<string, readonly string[]> {
  const found = known.get(program);
  if (found !== undefined) return found;
  const made = new Map<string, string[]>();
  for (const folder of program.folders()) {
    for (const path of program.filesIn(folder)) {
      if (!path.endsWith('.php')) continue;
      const name = basename(path, '.php');
      const same = made.get(name);
      if (same === undefined) made.set(name, [path]);
      else same.push(path);
    }
  }
  known.set(program, made);
  return made;
}

/** `own` is the first part of the namespace of the file that asks. */
function byName(parts: readonly string[], own: string | null, program: Program): readonly string[] {
  const found = (filesByName(program).get(parts.at(-1) ?? '') ?? []).map((path) => ({
    path,
    alike: alike(path, parts, own),
  }));
  // A class of a package that is not here may be called as one that is: a part of the namespace must agree.
  const least = parts.length > 1 ? 1 : 0;
  return found
    .filter((one) => one.alike >= least)
    .sort((a, b) => b.alike - a.alike || (a.path < b.path ? -1 : 1))
    .slice(0, 1)
    .map(({ path }) => path);
}

/**
 * How many folders above a file are named as the parts of the namespace before the class, in any case. The first part
 * may be that of the project, whose folder is called otherwise: `App\Paths` in `src/Paths.php`.
 */
function alike(path: string, parts: readonly string[], own: string | null): number {
  const folders = dirname(path).split('/').reverse();
  const spaces = parts.slice(0, -1).reverse();
  const end = spaces.findIndex((space, at) => {
    const folder = folders[at]?.toLowerCase();
    const isRoot =
      at === spaces.length - 1 && space === own && /^(?:src|app|lib)$/.test(folder ?? '');
    return space.toLowerCase() !== folder && !isRoot;
  });
  return end === -1 ? spaces.length : end;
}

/** Files of one folder are of one namespace. */
export function phpSiblings(path: string, program: Program): readonly string[] {
  return program
    .filesIn(dirname(path))
    .filter((sibling) => sibling.endsWith('.php'))
    .sort();
}
