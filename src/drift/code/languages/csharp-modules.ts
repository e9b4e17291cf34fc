import { basename, dirname } from 'node:path/posix';
import type { Program } from '../program.ts';
import { filesNamed, packageFolders } from './package-folders.ts';

/**
 * The files of a namespace or, for `using static`, of a class: those of the folder that is named as the namespace,
 * where the project's root namespace may be left out, and the file that is named as the last part.
 */
export function csharpModules(
  module: string,
  from: string,
  program: Program,
  name?: string,
): readonly string[] {
  const dot = module.lastIndexOf('.');
  const last = module.slice(dot + 1);
  const named =
    dot === -1
      ? filesNamed(`${last}.cs`, program)
      : packageFolders(module.slice(0, dot), from, program)
          .map((folder) => `${folder}/${last}.cs`)
          .filter((path) => program.has(path));
  const folders = packageFolders(module, from, program);
  return [...new Set([...named, ...declaring(name, folders, program)])];
}

/** The files of the folder, and of those above it in the project: a namespace sees what is in those around it. */
export function csharpSiblings(path: string, program: Program, name?: string): readonly string[] {
  const folders: string[] = [];
  for (let folder = dirname(path); ; folder = dirname(folder)) {
    folders.push(folder);
    const isProject = program.filesIn(folder).some((file) => file.endsWith('.csproj'));
    if (isProject || folder === '.' || folder === '/') break;
  }
  const found = declaring(name, folders, program);
  // Namespaces need not be folders: a class is usually in the file that is named as it, wherever that is.
  if (name === undefined || found.some((file) => basename(file) === `${name}.cs`)) return found;
  const named = filesNamed(`${name}.cs`, program);
  return [...new Set([...found, ...(named.length > 0 ? named : filesOfConstants(program))])];
}

/** The files that may declare a name: the one that is named as it, or any where there is none. */
function declaring(
  name: string | undefined,
  folders: readonly string[],
  program: Program,
): readonly string[] {
  const all = folders.flatMap((folder) =>
    [...program.filesIn(folder)].sort().filter((path) => path.endsWith('.cs')),
  );
  if (name === undefined) return all;
  // Parts of what belongs together have the whole's name before theirs: `Update.UpdateRequest.cs`.
  const named = all.filter((path) => `.${basename(path)}`.endsWith(`.${name}.cs`));
  if (named.length > 0) return named;
  // Anything else that is read already may declare it too; more is not read for that.
  return all.filter((path) => program.isRead(path));
}

/** Files that by their names hold constants: they may be of a class that has another name. */
const constants = new WeakMap<Program, readonly string[]>();

function filesOfConstants(program: Program): readonly string[] {
  const known = constants.get(program);
  if (known !== undefined) return known;
  const found = [...program.folders()]
    .flatMap((folder) => program.filesIn(folder))
    .filter((path) => /(?:Constants?|Consts|Routes?|Paths?|Urls?|Endpoints?)\.cs$/.test(path))
    .sort();
  constants.set(program, found);
  return found;
}
