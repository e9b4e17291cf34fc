import type { SettingsComparison } from '../drift/config/read-settings.ts';
import { looksSecret } from '../drift/config/setting-name.ts';
import type { Problem } from '../problem.ts';
import { visible } from '../visible.ts';
import { problemsText, type TextOptions } from './text.ts';

/** A name and the places it stands at. */
interface NameWithPlaces {
  readonly name: string;
  readonly places: readonly { readonly file: string; readonly line: number }[];
}

/** What `holdfast inspect env --format json` prints. Values of documented settings are never part of it. */
export interface SettingsJson {
  readonly reads: readonly {
    readonly name: string;
    readonly file: string;
    readonly line: number;
    readonly required: boolean;
    /** The literal default in the code; null where there is none, or where the name is that of a secret. */
    readonly default: string | null;
  }[];
  readonly documented: readonly {
    readonly name: string;
    readonly file: string;
    readonly line: number;
  }[];
  readonly undocumented: readonly NameWithPlaces[];
  readonly stale: readonly NameWithPlaces[];
  readonly problems: readonly Problem[];
}

export function settingsJson(settings: SettingsComparison): SettingsJson {
  return {
    reads: settings.reads.map((read) => ({
      name: read.name,
      file: read.file,
      line: read.line,
      required: read.required,
      default: looksSecret(read.name) ? null : read.default,
    })),
    documented: settings.documented.map(({ name, file, line }) => ({ name, file, line })),
    undocumented: settings.undocumented.map(({ name, reads }) => withPlaces(name, reads)),
    stale: settings.stale.map(({ name, documented }) => withPlaces(name, documented)),
    problems: settings.problems,
  };
}

function withPlaces(
  name: string,
  places: readonly { readonly file: string; readonly line: number }[],
): NameWithPlaces {
  return { name, places: places.map(({ file, line }) => ({ file, line })) };
}

/** The settings for a terminal: each name once, what is only known on one side, then what could not be read. */
export function settingsText(settings: SettingsComparison, options: TextOptions): string {
  const { reads, documented, undocumented, stale, problems } = settings;
  const json = settingsJson(settings);
  const names = new Set(reads.map(({ name }) => name));
  const told = new Set(documented.map(({ name }) => name));
  const blocks = [
    `${counted(names.size, 'setting')} ${names.size === 1 ? 'is' : 'are'} read; ${counted(told.size, 'name')} ${told.size === 1 ? 'is' : 'are'} documented or supplied; ${counted(settings.read.length, 'file')} ${settings.read.length === 1 ? 'was' : 'were'} looked into.`,
    block('Read, but told of nowhere:', json.undocumented, (name) =>
      undocumented.some((one) => one.name === name && one.required) ? ' (required)' : '',
    ),
    block('Documented or supplied, but never read:', json.stale, () => ''),
    ...(undocumented.length + stale.length === 0 ? ['Both sides agree.\n'] : []),
    ...(problems.length === 0 ? [] : [problemsText(problems, options)]),
  ];
  return `${blocks
    .filter((one) => one !== '')
    .join('\n\n')
    .trimEnd()}\n`;
}

function block(
  title: string,
  names: readonly NameWithPlaces[],
  remark: (name: string) => string,
): string {
  if (names.length === 0) return '';
  const rows = names.map(({ name, places }) => {
    const [first, ...others] = places.map(({ file, line }) => `${visible(file)}:${line}`);
    const more = others.length > 0 ? ` and ${counted(others.length, 'more place')}` : '';
    return `  ${visible(name)}${remark(name)}  ${first ?? ''}${more}`;
  });
  return [title, ...rows].join('\n');
}

function counted(count: number, one: string): string {
  return `${count} ${count === 1 ? one : `${one}s`}`;
}
