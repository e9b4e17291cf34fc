import { isObject, type JsonValue } from '../../../document/document.ts';
import { type Documented, type DocumentFormat, documentedAs } from '../documented.ts';
import { isUpperName } from '../setting-name.ts';
import { plainText, yamlParts } from './yaml-document.ts';

/** Figaro's `config/application.yml`: names and values for Ruby's `ENV`, those of one environment below its name. */
export const figaro: DocumentFormat = {
  id: 'figaro',
  matches: (path) =>
    /(?:^|\/)config\/application(?:\.(?:example|sample))?\.yml(?:\.(?:example|sample))?$/.test(
      path,
    ) && !/(?:^|\/)resources\//.test(path),
  read(file, text) {
    // What is filled in or has other keys is another framework's.
    if (!/^\s*[A-Z][A-Z0-9_]*:\s/m.test(text) || /^[a-z][\w-]*:\s*$(?!\n\s+[A-Z])/m.test(text))
      return { documented: [], uses: [], problems: [] };
    const found: Documented[] = [];
    const { parts } = yamlParts(file, text.replace(/<%.*?%>/g, 'x'));
    for (const { document, offset } of parts) {
      const take = (values: JsonValue | undefined, environment: string | null): void => {
        if (!isObject(values)) return;
        for (const [name, value] of Object.entries(values)) {
          if (isObject(value) && environment === null) take(value, name);
          if (isObject(value) || !isUpperName(name)) continue;
          const path = environment === null ? [name] : [environment, name];
          const { line, column } = document.locate(path);
          found.push(
            documentedAs({
              name,
              file,
              kind: 'supply',
              value: plainText(value),
              line: line + offset,
              column,
            }),
          );
        }
      };
      take(document.value, null);
    }
    return { documented: found, uses: [], problems: [] };
  },
};
