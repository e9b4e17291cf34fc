import { dirname, join } from 'node:path/posix';
import type { Program } from '../program.ts';

/** The first names of the standard library's packages: no folder of a repository is meant by them. */
const STANDARD = new Set(
  (
    'archive bufio builtin bytes cmp compress container context crypto database debug embed encoding errors expvar ' +
    'flag fmt go hash html image index io iter log maps math mime net os path plugin reflect regexp runtime slices ' +
    'sort strconv strings structs sync syscall testing text time unicode unique unsafe weak C'
  ).split(' '),
);

/** The name that a package most likely has (Go Modules Reference, "Major version suffixes"): `chi` of `…/chi/v5`. */
export function packageName(module: string): string {
  const parts = module.split('/');
  const last = parts.at(-1) ?? '';
  const name = parts.length > 1 && /^v\d+$/.test(last) ? (parts.at(-2) ?? last) : last;
  return name
    .replace(/\.v\d+$/, '')
    .replace(/^go-|[-.]go$/, '')
    .replace(/-/g, '_');
}

/**
 * The files of the package that an import path means: by the module paths of the `go.mod` files above, otherwise (a
 * repository without one) by the folder that the path ends with.
 */
export function goModules(module: string, from: string, program: Program): readonly string[] {
  if (module.startsWith('.')) return packageFiles(join(dirname(from), module), program);
  if (STANDARD.has(module.split('/', 1)[0] ?? '')) return [];
  for (const path of manifests(from, program)) {
    const text = program.text(path);
    const own = text === null ? null : modulePath(text);
    if (own === null || (module !== own && !module.startsWith(`${own}/`))) continue;
    return packageFiles(join(dirname(path), module.slice(own.length + 1)), program);
  }
  return byEnding(module, from, program);
}

const known = new WeakMap<Program, readonly string[]>();

/** The repository's `go.mod` files, the nearest above `from` first. */
function manifests(from: string, program: Program): readonly string[] {
  let all = known.get(program);
  if (all === undefined) {
    all = [...program.folders()]
      .map((folder) => (folder === '.' ? 'go.mod' : `${folder}/go.mod`))
      .filter((path) => program.has(path))
      .sort();
    known.set(program, all);
  }
  const nearest = program.nearest('go.mod', from);
  return nearest === undefined ? all : [nearest, ...all.filter((path) => path !== nearest)];
}

function modulePath(text: string): string | null {
  return /^module\s+"?([^\s"]+)/m.exec(text)?.[1] ?? null;
}

function byEnding(module: string, from: string, program: Program): readonly string[] {
  const parts = module.split('/');
  const roots = new Set(['.', 'src']);
  for (let folder = dirname(from); folder !== '.'; folder = dirname(folder)) roots.add(folder);
  const hasHost = (parts[0] ?? '').includes('.');
  const hasManifests = manifests(from, program).length > 0;
  for (let start = 0; start < parts.length; start += 1) {
    // A last name alone is only believed behind the name of a repository: others' packages have such names too.
    const isLast = start === parts.length - 1;
    const isBelieved = hasHost ? !hasManifests && start >= repositoryParts(parts) : true;
    if (isLast && (!isBelieved || (start > 0 && /^v\d+$/.test(parts[start] ?? '')))) break;
    for (const root of roots) {
      const files = packageFiles(join(root, parts.slice(start).join('/')), program);
      if (files.length > 0) return files;
    }
  }
  return [];
}

/** How many names of an import path say which repository it is of: `github.com/user/name`, `example.com/name`. */
function repositoryParts([host = '', ...rest]: readonly string[]): number {
  return /^(?:github\.com|gitlab\.com|bitbucket\.org|golang\.org|gopkg\.in)$/.test(host)
    ? 3
    : Math.min(2, rest.length + 1);
}

function packageFiles(folder: string, program: Program): readonly string[] {
  return program
    .filesIn(folder)
    .filter((path) => path.endsWith('.go') && !path.endsWith('_test.go'))
    .sort();
}

/** A package's files are those of its folder; tests see the others too. */
export function goSiblings(path: string, program: Program): readonly string[] {
  return packageFiles(dirname(path), program);
}
