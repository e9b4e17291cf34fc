import type { Documented } from '../documented.ts';
import { isConventionalName, isUpperName } from '../setting-name.ts';
import { dotenvEntries } from './dotenv.ts';

const SHELL =
  /^(?:sh|bash|shell|zsh|console|terminal|shellsession|shell-session|cmd|powershell|ps1|)$/;
const DOTENV = /^(?:dotenv|env|properties|ini|conf)$/;

type Entry = Pick<Documented, 'name' | 'line' | 'column' | 'value' | 'optional' | 'certainty'> &
  Partial<Pick<Documented, 'block'>>;

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
  if (isAboutSettings && isListOfNames(lines))
    return lines.flatMap((line, index) => namesIn(line, index, 'sure'));
  return [
    ...givenToContainer(lines),
    ...inEnvironment(lines),
    ...(isShell ? exported(lines) : []),
    ...lines.flatMap((line, index) => namesIn(line, index, 'likely')),
  ];
}

/** `docker run -e A=1 --env B=2 image`: what one command gives belongs together. */
function givenToContainer(lines: readonly string[]): readonly Entry[] {
  let start = -1;
  return lines.flatMap((line, index): readonly Entry[] => {
    if (/\b(?:docker|podman|nerdctl)\s(?:.*\s)?run\b/.test(line)) start = index;
    const own = start;
    if (!/\\\s*$/.test(line)) start = -1;
    if (own === -1) return [];
    return [...line.matchAll(/\s(?:-e|--env)[\s=]+["']?([A-Z][A-Z0-9_]*)\b/g)].map((match) => ({
      name: match[1] ?? '',
      line: index,
      column: match.index + match[0].length - (match[1] ?? '').length + 1,
      value: null,
      optional: false,
      certainty: 'likely',
      block: `run ${own}`,
    }));
  });
}

/** What stands below `environment:` or `"env": {` of a file that is shown belongs together. */
function inEnvironment(lines: readonly string[]): readonly Entry[] {
  let start = -1;
  let indent = 0;
  return lines.flatMap((line, index): readonly Entry[] => {
    const own = line.search(/\S/);
    if (own === -1) return [];
    if (/^\s*(?:- )?["']?(?:env|environment)["']?\s*[:=]\s*\{?\s*$/.test(line)) {
      start = index;
      indent = own;
      return [];
    }
    const isListed = own === indent && /^\s*-/.test(line);
    if (own <= indent && !isListed) start = -1;
    const name = /^\s*(?:-\s+)?(?:name:\s*)?["']?([A-Z][A-Z0-9_]*)["']?\s*(?:[:=]|$)/.exec(
      line,
    )?.[1];
    if (start === -1 || name === undefined) return [];
    const column = line.indexOf(name) + 1;
    const rest = { value: null, optional: false, certainty: 'likely' } as const;
    return [{ name, line: index, column, ...rest, block: `environment ${start}` }];
  });
}

/** `export A=1` and `set B=2`, line by line: what a reader is told to set belongs together. */
function exported(lines: readonly string[]): readonly Entry[] {
  return lines.flatMap((line, index): readonly Entry[] => {
    const match = /^\s*(?:[$>#]\s*)?(?:(?:export|set|setx)\s+|\$env:)([A-Z][A-Z0-9_]*)[=\s]/.exec(
      line,
    );
    const name = match?.[1];
    if (name === undefined) return [];
    const column = line.indexOf(name) + 1;
    const rest = { value: null, optional: false, certainty: 'likely', block: 'export' } as const;
    return [{ name, line: index, column, ...rest }];
  });
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

/** A block of nothing but names, one on each line. */
function isListOfNames(lines: readonly string[]): boolean {
  const told = lines.map((line) => line.trim()).filter((line) => line !== '');
  return told.length > 0 && told.every(isConventionalName);
}

function namesIn(line: string, index: number, certainty: Entry['certainty']): readonly Entry[] {
  return [...line.matchAll(/(?<![\w-])[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+\b/g)].map((match) => ({
    name: match[0],
    line: index,
    column: match.index + 1,
    value: null,
    optional: false,
    certainty,
  }));
}
