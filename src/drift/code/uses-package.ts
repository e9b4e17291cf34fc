import type { Code } from './code.ts';
import type { SourceFile } from './program.ts';

/** Whether a file imports a package whose name matches. */
export function importsPackage({ index }: SourceFile, name: RegExp): boolean {
  for (const module of index.modules) {
    if (name.test(module)) return true;
  }
  return false;
}

/** Whether any file of the repository that is read imports a package whose name matches. */
export function usesPackage(code: Code, name: RegExp): boolean {
  for (const file of code.program.files()) {
    if (importsPackage(file, name)) return true;
  }
  return false;
}

/**
 * The folders (`package.json`'s, or the root) with files that import a package whose name matches. In a repository of
 * many packages what only looks like a framework's counts where the framework is used, not beside it.
 */
export function packagesUsing(code: Code, name: RegExp): ReadonlySet<string> {
  const found = new Set<string>();
  for (const file of code.program.files()) {
    if (importsPackage(file, name)) found.add(packageOf(file.path, code));
  }
  return found;
}

/** The `package.json` that a file belongs to; empty where there is none. */
export function packageOf(path: string, code: Code): string {
  return code.program.nearest('package.json', path) ?? '';
}
