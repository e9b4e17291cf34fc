import { dirname } from 'node:path/posix';
import type { Program } from '../program.ts';
import { exactFolders, filesNamed, packageFolders } from './package-folders.ts';

const ENDS = ['.java', '.kt'];
/** What was answered before, for all files of a folder: they are of one package. */
const answers = new WeakMap<Program, Map<string, readonly string[]>>();

/**
 * The files that an import of Java or Kotlin means: the file that is named as the class; for a class within another,
 * the outer one's; for Kotlin's functions and properties, and for `a.b.*`, the files of the package.
 */
export function jvmModules(
  module: string,
  from: string,
  program: Program,
  name?: string,
): readonly string[] {
  let known = answers.get(program);
  if (known === undefined) {
    known = new Map();
    answers.set(program, known);
  }
  const language = from.slice(from.lastIndexOf('.'));
  const key = `${dirname(from)} ${language} ${module} ${name ?? ''}`;
  const answer = known.get(key) ?? modulesOf(module, from, program, name);
  known.set(key, answer);
  return answer;
}

function modulesOf(
  module: string,
  from: string,
  program: Program,
  name: string | undefined,
): readonly string[] {
  const segments = module.split('.');
  const last = segments.at(-1) ?? '';
  const whole = /^[a-z_]/.test(last) && last !== name ? packageFolders(module, from, program) : [];
  if (whole.length > 0) return declaring(name, whole, from, program);
  for (let length = segments.length; length > 1; length -= 1) {
    const folders = packageFolders(segments.slice(0, length - 1).join('.'), from, program);
    const found = folders.flatMap((folder) => fileOf(segments[length - 1] ?? '', folder, program));
    if (found.length > 0) return found;
    // What begins with a small letter is a package or a function of one: no outer class to look for.
    if (!/^[A-Z]/.test(segments[length - 2] ?? '')) break;
  }
  const parent = packageFolders(segments.slice(0, -1).join('.'), from, program);
  const inPackage = sources(parent, program).filter((path) => path.endsWith('.kt'));
  return inPackage.length > 0 ? inPackage : anywhere(segments, from, program);
}

/** A class of the repository's own packages in folders that are named otherwise: the file that is named as it. */
function anywhere(segments: readonly string[], from: string, program: Program): readonly string[] {
  const own = program.file(from)?.facts.package?.split('.')[0];
  const name = segments.find((segment) => /^[A-Z]/.test(segment));
  if (name === undefined || own === undefined || own !== segments[0]) return [];
  return ENDS.flatMap((end) => filesNamed(`${name}${end}`, program));
}

/** The files of the same package: those of the folder, and of the folder of that package in other source roots. */
export function jvmSiblings(path: string, program: Program, name?: string): readonly string[] {
  const own = program.file(path)?.facts.package;
  const others = own === null || own === undefined ? [] : exactFolders(own, program);
  return declaring(name, [...new Set([dirname(path), ...others])], path, program);
}

/**
 * The files of a package that may declare a name: the one that is named as the class. Kotlin's files may be named
 * anyhow, but Java code looks for classes of its own kind alone.
 */
function declaring(
  name: string | undefined,
  folders: readonly string[],
  from: string,
  program: Program,
): readonly string[] {
  if (name === undefined) return sources(folders, program);
  const found = folders.flatMap((folder) => fileOf(name, folder, program));
  if (found.length > 0) return found;
  if (!from.endsWith('.kt')) return [];
  return sources(folders, program).filter((path) => path.endsWith('.kt'));
}

function fileOf(name: string, folder: string, program: Program): readonly string[] {
  return ENDS.map((end) => `${folder}/${name}${end}`.replace(/^\.\//, '')).filter((path) =>
    program.has(path),
  );
}

function sources(folders: readonly string[], program: Program): readonly string[] {
  return folders.flatMap((folder) =>
    [...program.filesIn(folder)].sort().filter((path) => ENDS.some((end) => path.endsWith(end))),
  );
}
