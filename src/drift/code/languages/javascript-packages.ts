import { join, normalize } from 'node:path/posix';
import { parse } from 'jsonc-parser';
import type { Program } from '../program.ts';

/** A repository with more packages than this is not searched for the ones that its own code imports. */
const MAX_PACKAGES = 300;
const MANIFEST = 'package.json';
/** Where the sources of a package are when its manifest names only what is built of them. */
const ENTRIES = ['src/index', 'index', 'lib/index', 'src/main'];

interface Package {
  readonly folder: string;
  readonly manifest: unknown;
}

interface Packages {
  readonly generation: number;
  /** Whether a manifest was not read yet. */
  readonly isOpen: boolean;
  readonly byName: ReadonlyMap<string, Package>;
}

const known = new WeakMap<Program, Packages>();

/**
 * The paths, without regard to their ending, that an import of one of the repository's own packages may mean (npm,
 * "Workspaces"; Node.js, "Package entry points"). Sources come before what is built of them.
 */
export function ownPackagePaths(module: string, program: Program): readonly string[] {
  const name = /^(?:@[^/]+\/)?[^/]+/.exec(module)?.[0] ?? '';
  const own = packagesOf(program).get(name);
  if (own === undefined) return [];
  const { folder, manifest } = own;
  const rest = module.slice(name.length + 1);
  const told = entriesOf(manifest, rest);
  const written = told.flatMap((entry) => [
    ...(/(?:^|\/)(?:dist|build|lib|out|esm|cjs)\//.test(entry) ? [sourceOf(entry)] : []),
    entry,
  ]);
  const usual = rest === '' ? ENTRIES : [rest, `src/${rest}`, `lib/${rest}`];
  return [...written, ...usual].map((path) => normalize(join(folder, path)));
}

/** `src/env.js` of `./dist/env.js`. */
function sourceOf(entry: string): string {
  return entry
    .replace(/(^|\/)(?:dist|build|lib|out)\/(?:esm|cjs|es|types)?\/?/, '$1src/')
    .replace(/\.d\.([mc]?ts)$/, '.$1');
}

/** What a manifest names for a path of its package; empty for the package itself. */
function entriesOf(manifest: unknown, rest: string): readonly string[] {
  const exported = member(manifest, 'exports');
  const key = rest === '' ? '.' : `./${rest}`;
  const own = member(exported, key) ?? (rest === '' ? exported : undefined);
  const main = ['source', 'types', 'module', 'main'].map((name) => member(manifest, name));
  return [...textsIn(own, 0), ...(rest === '' ? main.flatMap((one) => textsIn(one, 0)) : [])];
}

/** The paths of a target with conditions. */
function textsIn(target: unknown, depth: number): readonly string[] {
  if (typeof target === 'string') return [target.replace(/^\.\//, '')];
  if (typeof target !== 'object' || target === null || Array.isArray(target) || depth > 3)
    return [];
  return Object.entries(target)
    .filter(([condition]) => !condition.startsWith('.'))
    .flatMap(([, inner]) => textsIn(inner, depth + 1));
}

function packagesOf(program: Program): ReadonlyMap<string, Package> {
  const made = known.get(program);
  if (made?.generation === program.generation) {
    if (made.isOpen) program.leaveOpen();
    return made.byName;
  }
  const { leftOpen } = program;
  const folders = [...program.folders()]
    .filter((folder) => !/(?:^|\/)node_modules(?:\/|$)/.test(folder))
    .filter((folder) => program.has(join(folder, MANIFEST)))
    .sort();
  const byName = new Map<string, Package>();
  // The package that stands alone does not import itself.
  if (folders.length > 1 && folders.length <= MAX_PACKAGES) {
    for (const folder of folders) {
      const manifest = parsed(program.text(join(folder, MANIFEST)));
      const name = member(manifest, 'name');
      if (typeof name === 'string' && !byName.has(name)) byName.set(name, { folder, manifest });
    }
  }
  const isOpen = program.leftOpen !== leftOpen;
  known.set(program, { generation: program.generation, isOpen, byName });
  return byName;
}

function parsed(text: string | null): unknown {
  return text === null ? undefined : parse(text, [], { allowTrailingComma: true });
}

function member(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null && key in value
    ? Object.entries(value).find(([name]) => name === key)?.[1]
    : undefined;
}
