import type { Expr } from '../../code/facts.ts';
import { Fallbacks } from '../fallbacks.ts';
import { isRequestName } from '../known-names.ts';
import { NamedReads } from '../named-reads.ts';
import { isUpperName } from '../setting-name.ts';
import type { SettingReader } from '../setting-read.ts';
import { sectionOf } from './dotnet-configuration.ts';

/**
 * Members of the environment in the languages whose readers know it by its name: `os.environ["X"]`, `ENV["X"]`,
 * `$_ENV['X']`.
 */
export const environment: SettingReader = {
  id: 'environment',
  languages: ['python', 'ruby', 'php', 'java', 'kotlin', 'go', 'csharp', 'rust'],
  mark: /\benviron\b|\bENV\b|\bFigaro\.env\b|\$_(?:ENV|SERVER)\b|\bgetenv\b|\bGetEnvironmentVariables\b|\bcore\.env\b/,
  find(code) {
    const reads = new NamedReads(code, 'environment');
    for (const { path, facts } of code.program.files()) {
      if (!environment.languages.includes(facts.language) || facts.accesses.length === 0) continue;
      const isCsharp = facts.language === 'csharp';
      const fallbacks = new Fallbacks(facts);
      for (const { object, name, scope, fallback, tested, at } of facts.accesses) {
        if (name === null || isOfRequest(object, name)) continue;
        // Keys of a configuration are not only variables.
        if (isCsharp && sectionOf(object, { file: path, scope }, code) !== null) continue;
        // Rake's tasks are given their arguments so: `rake clean days=7`.
        if (path.endsWith('.rake') && name.kind === 'text' && !isUpperName(name.value)) continue;
        const standing = fallback ?? fallbacks.of(object);
        reads.add(
          name,
          { file: path, scope },
          { at, fallback: standing, optional: tested === true },
        );
      }
    }
    return reads.findings();
  },
};

/** PHP's `$_SERVER` holds the request too. */
function isOfRequest(object: Expr, name: Expr): boolean {
  return (
    object.kind === 'name' &&
    /^\$?_SERVER$/.test(object.name) &&
    name.kind === 'text' &&
    isRequestName(name.value)
  );
}
