import { type Documented, type DocumentFormat, documentedOn } from '../documented.ts';
import { isUpperName } from '../setting-name.ts';

/** Templates of Helm charts, line by line: they are not YAML before they are filled in. */
export const helmTemplate: DocumentFormat = {
  id: 'helm-template',
  matches: (path) => /(?:^|\/)templates\/.*\.(?:ya?ml|tpl)$/i.test(path),
  read(file, text) {
    const found: Documented[] = [];
    const isConfig = /^kind:\s*['"]?(?:ConfigMap|Secret)\b/m.test(text);
    let isInEnv = -1;
    let isInData = -1;
    for (const [index, line] of text.split(/\r?\n/).entries()) {
      if (/^\s*(?:#|\{\{|$)/.test(line)) continue;
      const indent = line.search(/\S/);
      if (isInEnv !== -1 && (indent < isInEnv || (indent === isInEnv && !/^\s*-/.test(line))))
        isInEnv = -1;
      if (isInData !== -1 && indent <= isInData) isInData = -1;
      if (/^\s*(?:- )?env:\s*$/.test(line)) isInEnv = indent;
      else if (isConfig && /^(?:data|stringData):\s*$/.test(line)) isInData = indent;
      const name =
        isInEnv !== -1
          ? /^\s*-\s+(?:\{\s*)?name:\s*['"]?([A-Za-z_]\w*)['"]?\s*(?:,.*)?$/.exec(line)?.[1]
          : isInData !== -1
            ? /^\s+['"]?([A-Za-z_]\w*)['"]?:/.exec(line)?.[1]
            : undefined;
      if (name === undefined || !isUpperName(name)) continue;
      found.push(documentedOn(line, index, { name, file, kind: 'supply', block: file }));
    }
    return { documented: found, uses: [], problems: [] };
  },
};
