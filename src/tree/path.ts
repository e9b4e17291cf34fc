/**
 * Why a path cannot name an entry of a tree, as half a sentence; undefined for one that can.
 * Paths are relative, with `/` between the parts; a backslash is a character like any other.
 */
export function pathFault(path: string): string | undefined {
  if (path === '') return 'it is empty';
  if (path.includes('\0')) return 'it holds a NUL character';
  if (path.startsWith('/')) return 'it is absolute';
  for (const part of path.split('/')) {
    if (part === '..') return 'it leaves its folder with ".."';
    if (part === '' || part === '.') return 'it has an empty part or "."';
  }
  return undefined;
}

/** The folders above a path, outermost first. */
export function parentFolders(path: string): readonly string[] {
  const parents: string[] = [];
  for (let at = path.indexOf('/'); at !== -1; at = path.indexOf('/', at + 1)) {
    parents.push(path.slice(0, at));
  }
  return parents;
}
