import type { LanguageId } from '../facts.ts';
import type { SourceLanguage } from '../language.ts';
import { csharp } from './csharp.ts';
import { go } from './go.ts';
import { java } from './java.ts';
import { javascript } from './javascript.ts';
import { kotlin } from './kotlin.ts';
import { php } from './php.ts';
import { python } from './python.ts';
import { ruby } from './ruby.ts';
import { rust } from './rust.ts';
import { dockerfile, shell } from './shell.ts';

/** All languages that are read. A new one is a file beside this and a line here. */
export const languages: readonly SourceLanguage[] = [
  javascript,
  csharp,
  go,
  java,
  kotlin,
  php,
  python,
  ruby,
  rust,
  shell,
  dockerfile,
];

/** Languages whose files refer to each other; those of two groups never do. */
export const KIN: readonly (readonly LanguageId[])[] = [
  ['javascript'],
  ['csharp'],
  ['go'],
  ['java', 'kotlin'],
  ['php'],
  ['python'],
  ['ruby'],
  ['rust'],
  ['shell', 'dockerfile'],
];

/** The languages by their id. */
export const languagesById: ReadonlyMap<LanguageId, SourceLanguage> = new Map(
  languages.map((language) => [language.id, language]),
);

/** Folders whose files without an ending are scripts: a program's own, those of s6 and of Docker's images. */
const OF_SCRIPTS =
  /(?:^|\/)(?:s?bin|scripts?|cont-(?:init|finish)\.d|(?:services|s6-rc)\.d\/[\w-]+|docker-entrypoint\.d|entrypoint\.d)\/[\w-]+$/;

/** The language of a file by its name; undefined for a file that is no source. */
export function languageOf(path: string): SourceLanguage | undefined {
  const name = path.slice(path.lastIndexOf('/') + 1).toLowerCase();
  const dot = name.lastIndexOf('.');
  const known = BY_NAME.get(dot > 0 ? name.slice(dot) : name) ?? BY_NAME.get(name);
  return known ?? (dot === -1 && OF_SCRIPTS.test(path) ? shell : undefined);
}

/** Whether a file says what imports mean, in some languages or in any. */
export function isManifest(
  path: string,
  among: Iterable<LanguageId> = languagesById.keys(),
): boolean {
  for (const id of among) {
    if (languagesById.get(id)?.manifest?.test(path)) return true;
  }
  return false;
}

const BY_NAME: ReadonlyMap<string, SourceLanguage> = new Map(
  languages.flatMap((language) => language.extensions.map((end) => [end, language] as const)),
);
