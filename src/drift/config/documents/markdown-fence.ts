import type { Documented } from '../documented.ts';
import { isConventionalName, isUpperName } from '../setting-name.ts';
import { dotenvEntries } from './dotenv.ts';

const SHELL =
  /^(?:sh|bash|shell|zsh|console|terminal|shellsession|shell-session|cmd|powershell|ps1|)$/;
const DOTENV = /^(?:dotenv|env|properties|ini|conf)$/;

type Entry = Pick<Documented, 'name' | 'line' | 'column' | 'value' | 'optional' | 'certainty'>;

/** The settings that a block of code in a text for people sets; `line` counts from 0 at its first line. */
export function fencedEntries(
  lines: readonly string[],
  language: string,
  isAboutSettings: boolean,
): readonly Entry[] {
  const isShell = SHELL.test(language);
  const looksLikeDotenv =
    (DOTENV.test(language) || (isShell && isAboutSettings)) && isMostlyAssignments(lines);
  if (looksLikeDotenv || /^(?:dotenv|env)$/.test(language)) {
    const isSure = /^(?:dotenv|env)$/.test(language) || isAboutSettings;
    return dotenvEntries(lines.join('\n')).flatMap((entry) =>
      isConventionalName(entry.name) || (isSure && isUpperName(entry.name) && entry.name.length > 1)
        ? [
            {
              ...entry,
              line: entry.line - 1,
              certainty: isSure ? ('sure' as const) : ('likely' as const),
            },
          ]
        : [],
    );
  }
  return lines.flatMap((line, index) => lineEntries(line, index));
}

function isMostlyAssignments(lines: readonly string[]): boolean {
  const told = lines.filter((line) => line.trim() !== '' && !/^\s*#/.test(line));
  const set = told.filter(
    (line) => /^\s*(?:export\s+)?[A-Za-z_]\w*=/.test(line) && !/^\s*\w+=\S*\s+[\w./]+\s/.test(line),
  );
  return told.length === 0
    ? lines.some((line) => /^\s*#\s*[A-Z]\w*=/.test(line))
    : set.length === told.length;
}

/** `export A=1`, `A=1 command`, `-e A=1`, `- A=1`, `A: 1`, `"A": "1"`, `ENV A=1`. */
function lineEntries(line: string, index: number): readonly Entry[] {
  const found: Entry[] = [];
  for (const match of line.matchAll(
    /(?:^|[\s"'({,])(?:export\s+|set\s+|-e\s*|--env[=\s]|\$env:)?["']?([A-Z][A-Z0-9_]*)["']?\s?[=:]/g,
  )) {
    const name = match[1] ?? '';
    if (!isConventionalName(name)) continue;
    const column = match.index + match[0].indexOf(name) + 1;
    found.push({ name, line: index, column, value: null, optional: false, certainty: 'likely' });
  }
  return found;
}
