import { basename, dirname } from 'node:path/posix';
import type { Code } from './code.ts';
import type { Expr } from './facts.ts';
import { dottedName } from './facts-index.ts';
import type { Site } from './program.ts';

/**
 * What Python's `pkgutil.iter_modules(routers.__path__)` gives for each module of a package of the repository: a finder,
 * its name, and whether it is a package; null for any other list.
 */
export function modulesOfPackage(
  list: Expr,
  site: Site,
  code: Code,
): readonly (readonly Expr[])[] | null {
  if (list.kind !== 'call' || !/(?:^|\.)iter_modules$/.test(dottedName(list.callee) ?? ''))
    return null;
  const folder = packageFolder(list.args[0]?.value, site, code);
  if (folder === null) return null;
  const { line, column } = list;
  const none: Expr = { kind: 'literal', type: 'null', text: 'None', line, column };
  return code.program
    .filesIn(folder)
    .filter((path) => path.endsWith('.py') && basename(path) !== '__init__.py')
    .map((path) => basename(path, '.py'))
    .sort()
    .map((value): readonly Expr[] => [none, { kind: 'text', value, line, column }, none]);
}

/** The folder of `routers.__path__`, and of `__path__` in the package itself. */
function packageFolder(path: Expr | undefined, { file, scope }: Site, code: Code): string | null {
  if (path?.kind === 'name' && path.name === '__path__') return dirname(file);
  if (path?.kind !== 'member' || path.name !== '__path__') return null;
  for (const origin of code.resolver.origins(path.object, { file, scope }))
    if (origin.kind === 'module') return dirname(origin.file);
  return null;
}
