import { basename } from 'node:path/posix';
import { type Documented, type DocumentFormat, documentedAs } from '../documented.ts';
import { interpolations } from './env-block.ts';

const NAME = /^(?:(?:docker|container)file(?:[._-][\w.-]+)?|[\w.-]+\.(?:docker|container)file)$/i;

/** Dockerfiles: `ENV` and `ARG`. What the file itself goes on to use is not stale. */
export const dockerfile: DocumentFormat = {
  id: 'dockerfile',
  matches: (path) => NAME.test(basename(path)) && !/\.(?:md|[jt]s|py|go)$/.test(path),
  read(file, text) {
    const found: Documented[] = [];
    const lines = text.split(/\r?\n/);
    for (const { line, text: instruction } of dockerInstructions(text)) {
      const [, keyword = '', rest = ''] = /^\s*(\w+)\s+([\s\S]*)$/.exec(instruction) ?? [];
      if (!/^(?:ENV|ARG)$/i.test(keyword)) continue;
      for (const { name, value } of assignments(rest, /^env$/i.test(keyword)))
        found.push(
          documentedAs({
            name,
            file,
            kind: 'supply',
            line: lineOf(lines, line, name),
            column: 1,
            value,
            // An argument is for building alone, and is mostly given to what is run there.
            ...(/^arg$/i.test(keyword)
              ? { used: true, certainty: 'likely' as const }
              : { block: file }),
          }),
        );
    }
    const uses = interpolations(text.replace(/^\s*#.*$/gm, ''));
    return { documented: found, uses, problems: [] };
  },
};

/** The instructions of a Dockerfile with the line that they start on, continued lines joined, comments left out. */
export function dockerInstructions(
  text: string,
): readonly { readonly line: number; readonly text: string }[] {
  const found: { line: number; text: string }[] = [];
  let open: { line: number; text: string } | null = null;
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    if (/^\s*#/.test(line) || (line.trim() === '' && open === null)) continue;
    const goesOn = /[\\`]\s*$/.test(line);
    const part = goesOn ? line.replace(/[\\`]\s*$/, '') : line;
    if (open === null) open = { line: index + 1, text: part };
    else open.text += `\n${part}`;
    if (goesOn) continue;
    found.push(open);
    open = null;
  }
  if (open !== null) found.push(open);
  return found;
}

/** `A=1 B="two words"`; `ENV A the rest` in the old form. */
function assignments(
  rest: string,
  isEnv: boolean,
): readonly { readonly name: string; readonly value: string | null }[] {
  const text = rest.trim();
  const old = /^([A-Za-z_]\w*)\s+([^=\s][\s\S]*)$/.exec(text);
  if (isEnv && old !== null) return [{ name: old[1] ?? '', value: (old[2] ?? '').trim() }];
  const pairs = text.matchAll(
    /(?:^|\s)([A-Za-z_]\w*)(?:=("(?:\\.|[^"\\])*"|'[^']*'|(?:\\.|[^\s\\])*))?(?=\s|$)/g,
  );
  return [...pairs].map((match) => ({
    name: match[1] ?? '',
    value: match[2] === undefined ? null : match[2].replace(/^(['"])([\s\S]*)\1$/, '$2'),
  }));
}

/** The line of a name within an instruction that starts on a line. */
function lineOf(lines: readonly string[], start: number, name: string): number {
  const word = new RegExp(`(?:^|\\s)${name}(?:[=\\s]|$)`);
  for (let line = start; line <= lines.length; line += 1) {
    if (word.test(lines[line - 1] ?? '')) return line;
  }
  return start;
}
