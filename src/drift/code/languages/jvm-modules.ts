import { dirname } from 'node:path/posix';
import type { Program } from '../program.ts';
import { exactFolders, packageFolders } from './package-folders.ts';

const ENDS = ['.java', '.kt'];

/**
 * The files that an import of Java or Kotlin means: the file that is named as the class; for a class within another,
 * the outer one's; for Kotlin's functions and properties, and for `a.b.*`, the files of the package.
 */
export function jvmModules(module: string, from: string, program: Program): readonly string[] {
  const segments = module.split('.');
  for (let length = segments.length; length > 1; length -= 1) {
    const name = segments[length - 1] ?? '';
    const folders = packageFolders(segments.slice(0, length - 1).join('.'), from, program);
    for (const folder of folders) {
      const found = ENDS.map((end) => `${folder}/${name}${end}`).filter((path) =>
        program.has(path),
      );
      if (found.length > 0) return found;
    }
    // What begins with a small letter is a package or a function of one: no outer class to look for.
    if (!/^[A-Z]/.test(segments[length - 2] ?? '')) break;
  }
  const last = segments.at(-1) ?? '';
  const whole = filesOf(packageFolders(module, from, program), program);
  if (whole.length > 0 && /^[a-z_]/.test(last)) return whole;
  return filesOf(packageFolders(segments.slice(0, -1).join('.'), from, program), program).filter(
    (path) => path.endsWith('.kt'),
  );
}

/** The files of the same package: those of the folder, and of the folder of that package in other source roots. */
export function jvmSiblings(path: string, program: Program): readonly string[] {
  const own = program.file(path)?.facts.package;
  const others = own === null || own === undefined ? [] : exactFolders(own, program);
  return filesOf([...new Set([dirname(path), ...others])], program);
}

function filesOf(folders: readonly string[], program: Program): readonly string[] {
  return folders.flatMap((folder) =>
    [...program.filesIn(folder)].sort().filter((path) => ENDS.some((end) => path.endsWith(end))),
  );
}
