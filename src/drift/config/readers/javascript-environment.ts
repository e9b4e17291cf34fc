import type { Expr } from '../../code/facts.ts';
import { dottedName } from '../../code/facts-index.ts';
import { isEnvironment } from '../environment-origin.ts';
import { Fallbacks } from '../fallbacks.ts';
import { NamedReads } from '../named-reads.ts';
import { isUpperName } from '../setting-name.ts';
import type { SettingReader } from '../setting-read.ts';

/** Members that every object has. */
const OF_OBJECTS = /^(?:hasOwnProperty|toString|valueOf|constructor|propertyIsEnumerable)$/;

/** What Vite itself puts into `import.meta.env`. */
const OF_VITE = /^(?:MODE|BASE_URL|PROD|DEV|SSR)$/;

/** `process.env.X`, `import.meta.env.X`, `Bun.env.X`, and what is taken out of them. */
export const javascriptEnvironment: SettingReader = {
  id: 'javascript-environment',
  languages: ['javascript'],
  mark: /\b_?[eE][nN][vV]\b|\benvironment(?:\.[A-Z]|\[)/,
  find(code) {
    const reads = new NamedReads(code, 'javascript-environment');
    for (const file of code.program.files()) {
      if (file.facts.language !== 'javascript' || file.facts.accesses.length === 0) continue;
      const fallbacks = new Fallbacks(file.facts);
      for (const { object, name, scope, fallback, tested, at } of file.facts.accesses) {
        if (name === null || (name.kind === 'text' && OF_OBJECTS.test(name.value))) continue;
        if (isOfVite(object, name)) continue;
        const site = { file: file.path, scope };
        const answer = isEnvironment(object, site, code);
        const isUpper = name.kind === 'text' && isUpperName(name.value) && name.value.length > 1;
        if (answer === 'no' || (answer === 'unknown' && !isUpper)) continue;
        reads.add(name, site, {
          at,
          fallback: fallbacks.of(object) ?? fallback,
          optional: tested === true,
        });
      }
    }
    return reads.findings();
  },
};

function isOfVite(object: Expr, name: Expr): boolean {
  return (
    name.kind === 'text' && OF_VITE.test(name.value) && dottedName(object) === 'import.meta.env'
  );
}
