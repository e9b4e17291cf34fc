import { basename, dirname, join } from 'node:path/posix';
import type { Program } from '../program.ts';

/** A folder, and its path as a package's name would be, with a dot before it. */
interface Folder {
  readonly folder: string;
  readonly dotted: string;
}

/** The folders of a program by their last segment. */
const known = new WeakMap<Program, ReadonlyMap<string, readonly Folder[]>>();

/**
 * The folders that may hold a package or namespace (`com.example.users`), the likeliest first. A package's segments
 * are folders, but the common beginning may be left out (Kotlin's coding conventions, "Directory structure"; .NET's
 * root namespace), so the folder next to the asking file's own is tried first, then the longest end that fits.
 */
export function packageFolders(name: string, from: string, program: Program): readonly string[] {
  const beside = besideOwn(name, from, program);
  const exact = foldersEnding(name.split('.'), program);
  const found = exact.length > 0 ? exact : longestEnd(name, program);
  return [...new Set([...beside, ...found])];
}

/** The folders whose path ends with all segments of a package. */
export function exactFolders(name: string, program: Program): readonly string[] {
  return foldersEnding(name.split('.'), program);
}

/** The folder of another package, as seen from a file whose own package and folder are known. */
function besideOwn(name: string, from: string, program: Program): readonly string[] {
  const own = program.file(from)?.facts.package;
  if (own === null || own === undefined) return [];
  const [mine, theirs] = [own.split('.'), name.split('.')];
  let common = 0;
  while (common < mine.length && mine[common] === theirs[common]) common += 1;
  if (common === 0) return [];
  const up = mine.slice(common).map(() => '..');
  const folder = join(dirname(from), ...up, ...theirs.slice(common));
  return program.filesIn(folder).length > 0 ? [folder] : [];
}

function longestEnd(name: string, program: Program): readonly string[] {
  const segments = name.split('.');
  for (let first = 1; first < segments.length; first += 1) {
    const found = foldersEnding(segments.slice(first), program);
    if (found.length > 0) return found;
  }
  return [];
}

function foldersEnding(segments: readonly string[], program: Program): readonly string[] {
  const candidates = foldersByLast(program).get(segments.at(-1) ?? '');
  if (candidates === undefined) return [];
  const end = `.${segments.join('.')}`;
  return candidates.flatMap(({ folder, dotted }) => (dotted.endsWith(end) ? [folder] : []));
}

function foldersByLast(program: Program): ReadonlyMap<string, readonly Folder[]> {
  const made = known.get(program);
  if (made !== undefined) return made;
  const folders = new Map<string, Folder[]>();
  for (const folder of [...program.folders()].sort()) {
    // A .NET project's folder has the dots of its namespace: `src/My.Api`.
    const dotted = `.${folder.replaceAll('/', '.')}`;
    const last = dotted.slice(dotted.lastIndexOf('.') + 1);
    const others = folders.get(last);
    if (others === undefined) folders.set(last, [{ folder, dotted }]);
    else others.push({ folder, dotted });
  }
  known.set(program, folders);
  return folders;
}

/** The files of a name, by the whole program: `Paths.java`. */
const namedFiles = new WeakMap<Program, ReadonlyMap<string, readonly string[]>>();

/** The files that have a name, wherever they stand, sorted. */
export function filesNamed(name: string, program: Program): readonly string[] {
  let files = namedFiles.get(program);
  if (files === undefined) {
    const made = new Map<string, string[]>();
    for (const folder of [...program.folders()].sort()) {
      for (const path of program.filesIn(folder)) {
        const others = made.get(basename(path));
        if (others === undefined) made.set(basename(path), [path]);
        else others.push(path);
      }
    }
    namedFiles.set(program, made);
    files = made;
  }
  return files.get(name) ?? [];
}
