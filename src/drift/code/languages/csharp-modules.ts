import { dirname } from 'node:path/posix';
import type { Program } from '../program.ts';
import { packageFolders } from './package-folders.ts';

/**
 * The files of a namespace or, for `using static`, of a class: those of the folder that is named as the namespace,
 * where the project's root namespace may be left out, and the file that is named as the last part.
 */
export function csharpModules(module: string, from: string, program: Program): readonly string[] {
  const dot = module.lastIndexOf('.');
  const last = module.slice(dot + 1);
  const named =
    dot === -1
      ? []
      : packageFolders(module.slice(0, dot), from, program)
          .map((folder) => `${folder}/${last}.cs`)
          .filter((path) => program.has(path));
  return [...new Set([...named, ...sources(packageFolders(module, from, program), program)])];
}

/** The files of the folder, and of those above it in the project: a namespace sees what is in those around it. */
export function csharpSiblings(path: string, program: Program): readonly string[] {
  const folders: string[] = [];
  for (let folder = dirname(path); ; folder = dirname(folder)) {
    folders.push(folder);
    const isProject = program.filesIn(folder).some((file) => file.endsWith('.csproj'));
    if (isProject || folder === '.' || folder === '/') break;
  }
  return sources(folders, program);
}

function sources(folders: readonly string[], program: Program): readonly string[] {
  return folders.flatMap((folder) =>
    [...program.filesIn(folder)].sort().filter((path) => path.endsWith('.cs')),
  );
}
