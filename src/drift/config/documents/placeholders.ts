import { basename } from 'node:path/posix';
import { isObject, type JsonValue, type NodePath } from '../../../document/document.ts';
import type { DocumentFindings, DocumentFormat } from '../documented.ts';
import { isUpperName } from '../setting-name.ts';
import type { SettingRead } from '../setting-read.ts';
import { plainText, yamlParts } from './yaml-document.ts';

/** Properties of Spring and Quarkus: `${DB_HOST:localhost}` is put in from the environment. */
export const springProperties: DocumentFormat = {
  id: 'spring-properties',
  matches: (path) =>
    /^(?:application|bootstrap)(?:-[\w-]+)?\.(?:properties|ya?ml)$/.test(basename(path)),
  read: (file, text) =>
    readsIn(file, text, /\$\{([A-Za-z_]\w*)(?::([^{}]*))?\}/g, 'spring-properties'),
};

/** Configuration of Symfony: `%env(int:PORT)%`, `%env(default:fallback:NAME)%`. */
export const symfonyConfig: DocumentFormat = {
  id: 'symfony-config',
  matches: (path) => /(?:^|\/)config\/(?:[\w-]+\/)*[\w-]+\.(?:ya?ml|xml)$/.test(path),
  read: (file, text) =>
    readsIn(file, text, /%env\((?:[\w.-]+:)*([A-Za-z_]\w*)\)%/g, 'symfony-config'),
};

function readsIn(file: string, text: string, pattern: RegExp, reader: string): DocumentFindings {
  const reads: SettingRead[] = [];
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    if (/^\s*[#!]/.test(line)) continue;
    for (const match of line.matchAll(pattern)) {
      const name = match[1] ?? '';
      const value = match[2] ?? null;
      // Names in lower case are other properties of the same files.
      if (!isUpperName(name)) continue;
      reads.push({
        name,
        file,
        line: index + 1,
        column: match.index + 1,
        required: value === null && !match[0].includes('default:'),
        default: value === '' ? null : value,
        reader,
      });
    }
  }
  return { documented: [], uses: [], reads, problems: [] };
}

/** node-config: each text of `config/custom-environment-variables.json` is the name that a setting is read by. */
export const nodeConfig: DocumentFormat = {
  id: 'node-config',
  matches: (path) => /^custom-environment-variables\.(?:json5?|ya?ml)$/.test(basename(path)),
  read(file, text) {
    const { parts, problems } = yamlParts(file, text);
    const reads: SettingRead[] = [];
    for (const { document, offset } of parts) {
      const visit = (value: JsonValue | undefined, path: NodePath): void => {
        if (isObject(value)) {
          for (const [key, inner] of Object.entries(value)) {
            // `__name` beside `__format` is the name too.
            if (key !== '__format') visit(inner, [...path, key]);
          }
          return;
        }
        const name = plainText(value);
        if (name === null || !isUpperName(name)) return;
        const { line, column } = document.locate(path);
        reads.push({
          name,
          file,
          line: line + offset,
          column,
          // What the files beside say is taken where it is not set.
          required: false,
          default: null,
          reader: 'node-config',
        });
      };
      visit(document.value, []);
    }
    return { documented: [], uses: [], reads, problems };
  },
};
