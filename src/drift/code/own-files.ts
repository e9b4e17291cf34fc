import type { Code } from './code.ts';
import type { LanguageId } from './facts.ts';
import type { SourceFile } from './program.ts';
import { isOwnSource } from './source-files.ts';

/**
 * The files of some languages that may have routes, by path. What is read beside because something refers to it may
 * be a test or somebody else's.
 */
export function ownFiles(code: Code, ...languages: readonly LanguageId[]): readonly SourceFile[] {
  return [...code.program.files()]
    .filter(({ path, facts }) => languages.includes(facts.language) && isOwnSource(path))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}
