import { basename } from 'node:path/posix';
import { isObject, type JsonValue, type NodePath } from '../../../document/document.ts';
import type { DocumentFormat } from '../documented.ts';
import { isUpperName } from '../setting-name.ts';
import type { SettingRead } from '../setting-read.ts';
import { plainText, yamlParts } from './yaml-document.ts';

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
