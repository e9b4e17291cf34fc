import { type Documented, type DocumentFormat, documentedAs } from '../documented.ts';
import { isPossibleName } from '../setting-name.ts';

/** One assignment of a line, in quotes or without (systemd.exec(5), "Environment="). */
const ASSIGNMENT =
  /"([A-Za-z_]\w*)=((?:[^"\\]|\\.)*)"|'([A-Za-z_]\w*)=([^']*)'|([A-Za-z_]\w*)=(\S*)/g;

/** Units of systemd: `Environment=A=1 "B=two words"`. */
export const systemd: DocumentFormat = {
  id: 'systemd',
  matches: (path) =>
    /\.service(?:\.in|\.j2|\.tmpl|\.example)?$|\.service\.d\/[\w.-]+\.conf$/.test(path),
  read(file, text) {
    const found: Documented[] = [];
    for (const [index, line] of text.split(/\r?\n/).entries()) {
      const rest = /^\s*Environment\s*=\s*(.*)$/.exec(line)?.[1];
      for (const match of rest?.matchAll(ASSIGNMENT) ?? []) {
        const name = match[1] ?? match[3] ?? match[5] ?? '';
        const value = match[2] ?? match[4] ?? match[6] ?? '';
        if (!isPossibleName(name)) continue;
        const column = line.indexOf(`${name}=`, line.indexOf('=') + 1) + 1;
        const line1 = index + 1;
        found.push(
          documentedAs({ name, file, kind: 'supply', line: line1, column, value, block: file }),
        );
      }
    }
    return { documented: found, uses: [], problems: [] };
  },
};
