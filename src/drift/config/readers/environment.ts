import { Fallbacks } from '../fallbacks.ts';
import { NamedReads } from '../named-reads.ts';
import type { SettingReader } from '../setting-read.ts';

/**
 * Members of the environment in the languages whose readers know it by its name: `os.environ["X"]`, `ENV["X"]`,
 * `$_ENV['X']`.
 */
export const environment: SettingReader = {
  id: 'environment',
  languages: ['python', 'ruby', 'php', 'java', 'kotlin', 'go', 'csharp', 'rust'],
  mark: /\benviron\b|\bENV\b|\$_(?:ENV|SERVER)\b|\bgetenv\b/,
  find(code) {
    const reads = new NamedReads(code, 'environment');
    for (const { path, facts } of code.program.files()) {
      if (!environment.languages.includes(facts.language) || facts.accesses.length === 0) continue;
      const fallbacks = new Fallbacks(facts);
      for (const { object, name, scope, fallback, tested, at } of facts.accesses) {
        if (name === null) continue;
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
