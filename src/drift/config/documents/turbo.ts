import { basename } from 'node:path/posix';
import { isObject, type JsonValue, type NodePath } from '../../../document/document.ts';
import { type Documented, type DocumentFormat, documentedAs } from '../documented.ts';
import { isUpperName } from '../setting-name.ts';
import { yamlParts } from './yaml-document.ts';

/** The keys whose lists name variables (Turborepo's reference of `turbo.json`). */
const LISTS = /^(?:env|passThroughEnv|globalEnv|globalPassThroughEnv)$/;

/** `turbo.json`: the variables that tasks may see. What a list leaves out (`!X`) or only hints at (`X_*`) is none. */
export const turbo: DocumentFormat = {
  id: 'turbo',
  matches: (path) => /^turbo\.jsonc?$/.test(basename(path)),
  read(file, text) {
    const { parts, problems } = yamlParts(file, text);
    const documented: Documented[] = [];
    for (const { document, offset } of parts) {
      const visit = (node: JsonValue | undefined, path: NodePath): void => {
        if (!isObject(node)) return;
        for (const [key, inner] of Object.entries(node)) {
          if (!Array.isArray(inner) || !LISTS.test(key)) {
            visit(inner, [...path, key]);
            continue;
          }
          for (const [index, item] of inner.entries()) {
            // Older files write `$NAME`.
            const name = typeof item === 'string' ? item.replace(/^\$/, '') : '';
            if (!isUpperName(name)) continue;
            const { line, column } = document.locate([...path, key, index]);
            const place = { line: line + offset, column };
            documented.push(documentedAs({ name, file, kind: 'supply', ...place }));
          }
        }
      };
      visit(document.value, []);
    }
    return { documented, uses: [], problems };
  },
};
