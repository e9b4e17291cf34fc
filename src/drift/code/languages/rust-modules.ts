import { basename, dirname, join } from 'node:path/posix';
import type { Program } from '../program.ts';

/** Where a crate begins: the folder of its modules, and the files that may be its root. */
interface Crate {
  readonly folder: string;
  readonly roots: readonly string[];
}

/**
 * The file of a module's path (The Rust Reference, "Module source filenames"): from the crate's root, from the module
 * that names it (`self`, `super`, a module of its own), or from another crate of the repository.
 */
export function rustModules(module: string, from: string, program: Program): readonly string[] {
  const [first = '', ...rest] = module.split('::');
  const own = crateOf(from, program);
  const here = modulePathOf(from, own);
  if (first === 'crate') return moduleFile(own, rest, program);
  if (first === 'self') return moduleFile(own, [...here, ...rest], program);
  if (first === 'super') {
    const ups = rest.findIndex((part) => part !== 'super');
    const more = ups === -1 ? rest.length : ups;
    return moduleFile(own, [...here.slice(0, -1 - more), ...rest.slice(more)], program);
  }
  const local = moduleFile(own, [...here, first, ...rest], program);
  if (local.length > 0) return local;
  const other = crates(program).get(first) ?? crateCalled(first, from, program);
  return other === undefined ? [] : moduleFile(other, rest, program);
}

function moduleFile(crate: Crate, path: readonly string[], program: Program): readonly string[] {
  if (path.length === 0) return crate.roots.filter((root) => program.has(root));
  const bare = join(crate.folder, ...path);
  return [`${bare}.rs`, `${bare}/mod.rs`].filter((file) => program.has(file)).slice(0, 1);
}

function crateOf(from: string, program: Program): Crate {
  const main = program.nearest('main.rs', from);
  const lib = program.nearest('lib.rs', from);
  const manifest = program.nearest('Cargo.toml', from);
  const deepest = [main, lib]
    .filter((path) => path !== undefined)
    .sort((a, b) => dirname(b).length - dirname(a).length)[0];
  const isWithin =
    manifest === undefined ||
    dirname(manifest) === '.' ||
    deepest?.startsWith(`${dirname(manifest)}/`);
  if (deepest !== undefined && isWithin === true && !/(?:^|\/)src\/bin\/[^/]+$/.test(from)) {
    const folder = dirname(deepest);
    return { folder, roots: [join(folder, 'lib.rs'), join(folder, 'main.rs')] };
  }
  return { folder: dirname(from), roots: [from] };
}

/** `a::b` of `src/a/b.rs` and of `src/a/b/mod.rs`. */
function modulePathOf(from: string, crate: Crate): readonly string[] {
  if (crate.roots.includes(from)) return [];
  const inner = crate.folder === '.' ? from : from.slice(crate.folder.length + 1);
  const bare = basename(inner) === 'mod.rs' ? dirname(inner) : inner.replace(/\.rs$/, '');
  return bare === '.' ? [] : bare.split('/');
}

const known = new WeakMap<Program, ReadonlyMap<string, Crate>>();

/** The repository's crates by the name of their folder, as paths write it. */
function crates(program: Program): ReadonlyMap<string, Crate> {
  const found = known.get(program);
  if (found !== undefined) return found;
  const made = new Map<string, Crate>();
  for (const folder of [...program.folders()].sort()) {
    if (!program.has(join(folder, 'Cargo.toml'))) continue;
    made.set(basename(folder).replace(/-/g, '_'), libraryIn(folder));
  }
  known.set(program, made);
  return made;
}

function libraryIn(folder: string): Crate {
  const sources = join(folder, 'src');
  return { folder: sources, roots: [join(sources, 'lib.rs')] };
}

/** The crate whose manifest gives it this name, where the folder is called otherwise: the own one, or a neighbour. */
function crateCalled(name: string, from: string, program: Program): Crate | undefined {
  const nearest = program.nearest('Cargo.toml', from);
  if (nearest === undefined || !/^\w+$/.test(name)) return undefined;
  const text = program.text(nearest);
  if (text === null) return undefined;
  const own = /^\s*name\s*=\s*"([^"]+)"/m.exec(text)?.[1]?.replace(/-/g, '_');
  if (own === name) return libraryIn(dirname(nearest));
  const dependency = new RegExp(
    `^\\s*${name.replace(/_/g, '[-_]')}\\s*=\\s*\\{[^}]*\\bpath\\s*=\\s*"([^"]+)"`,
    'm',
  ).exec(text)?.[1];
  return dependency === undefined ? undefined : libraryIn(join(dirname(nearest), dependency));
}
