import { type Documented, type DocumentFormat, documentedOn } from '../documented.ts';
import { isUpperName } from '../setting-name.ts';

const BEGINS = /(?:^|[{,\s])['"]?env(?:_\w+)?['"]?\s*:\s*\{/;
const PAIR = /(?:^|[{,])\s*['"]?([A-Z][A-Z0-9_]*)['"]?\s*:\s*(?:(['"`])([^'"`$]*)\2|([\w.]+))?/g;

/** PM2's `ecosystem.config.js`, line by line: `env: { PORT: 80 }`, `env_production: { … }` of each program. */
export const processManager: DocumentFormat = {
  id: 'process-manager',
  matches: (path) => /(?:^|\/)(?:ecosystem|pm2|process)[\w.-]*\.(?:[cm]?js|json)$/.test(path),
  read(file, text) {
    const found: Documented[] = [];
    let depth = 0;
    for (const [index, line] of text.split(/\r?\n/).entries()) {
      if (/^\s*(?:\/\/|\*)/.test(line)) continue;
      let rest = line;
      while (rest !== '') {
        if (depth === 0) {
          const begin = BEGINS.exec(rest);
          if (begin === null) break;
          rest = rest.slice(begin.index + begin[0].length);
          depth = 1;
        }
        const end = rest.indexOf('}');
        const own = end === -1 ? rest : rest.slice(0, end);
        for (const [, name = '', , quoted, bare] of own.matchAll(PAIR))
          if (isUpperName(name)) {
            const value = quoted ?? (/^(?:[\d.]+|true|false)$/.test(bare ?? '') ? bare : null);
            found.push(
              documentedOn(line, index, { name, file, kind: 'supply', value: value ?? null }),
            );
          }
        if (end === -1) break;
        depth = 0;
        rest = rest.slice(end + 1);
      }
    }
    return { documented: found, uses: [], problems: [] };
  },
};
