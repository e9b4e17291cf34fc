import { compareText } from '../../location.ts';
import { compareProblems, type Problem, problem } from '../../problem.ts';
import type { Tree, TreeEntry } from '../../tree/tree.ts';
import type { Code } from '../code/code.ts';
import type { LanguageId } from '../code/facts.ts';
import { placeKey } from '../code/program.ts';
import { askCode, type CodeQuestion, type CodeReading } from '../code/read-code.ts';
import { isOwnSource } from '../code/source-files.ts';
import { compareSettings, type SettingsDifference } from './compare-settings.ts';
import type { Documented, DocumentFormat } from './documented.ts';
import { documentFormatsOf } from './documents/index.ts';
import { mentionedNames } from './mentions.ts';
import { settingReaders } from './readers/index.ts';
import type { SettingFindings, SettingRead, SettingReader } from './setting-read.ts';

/** The settings that a tree's code reads, and where they are told of. */
export interface SettingsReading {
  /** By name and place. */
  readonly reads: readonly SettingRead[];
  /** By name and place; what is only likely to be a setting is left out where no code reads it. */
  readonly documented: readonly Documented[];
  /** Names that documents themselves use, sorted. */
  readonly uses: readonly string[];
  /** What could not be read or resolved, by place. */
  readonly problems: readonly Problem[];
  /** The source files and documents that were looked into, sorted. */
  readonly read: readonly string[];
  /** See `CodeAnswer`. */
  readonly isWhole: boolean;
}

/** Documents larger than this are nobody's list of settings. */
const MAX_DOCUMENT_BYTES = 1024 * 1024;
/** A call that may be of a function of the repository's own that reads the setting it is given. */
const CALL_WITH_NAME =
  /\w[!>]?\(\s*(?:\w+\s*[+.]\s*)?["'][A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+["']|\b[eE]nv\w*(?:(?:\.|::|->)\w+)?\(\s*(?:\w+\s*[+.]\s*)?["'][A-Z]/;
/** Languages whose readings stand where the name is. */
const SCRIPTS: ReadonlySet<LanguageId> = new Set(['shell', 'dockerfile']);
/** Documents that are read at once. */
const AT_ONCE = 16;

const byLanguage = new Map<LanguageId, SettingReader[]>();
for (const reader of settingReaders) {
  for (const language of reader.languages)
    byLanguage.set(language, [...(byLanguage.get(language) ?? []), reader]);
}

/** A reading, and what only one of its sides knows. */
export interface SettingsComparison extends SettingsReading, SettingsDifference {}

/** Reads the settings of a tree and compares them. Rejects only when the tree's source fails (network, git). */
export async function compareTree(
  tree: Tree,
  how: CodeReading<SettingFindings> = {},
): Promise<SettingsComparison> {
  const reading = await readSettings(tree, how);
  const { stale } = compareSettings(reading);
  const candidates = new Map(stale.map(({ name, documented }) => [name, documented]));
  const mentioned = await mentionedNames(tree, candidates, how.cache);
  return { ...reading, ...compareSettings(reading, mentioned) };
}

/** Reads the settings of a tree. Rejects only when the tree's source fails (network, git). */
export async function readSettings(
  tree: Tree,
  how: CodeReading<SettingFindings> = {},
): Promise<SettingsReading> {
  const [code, documents] = await Promise.all([
    askCode(tree, settingsQuestion, how),
    readDocuments(tree),
  ]);
  const told = new Set(documents.documented.map(({ name }) => name));
  const counted = [...code.value.reads, ...documents.reads].filter(
    ({ overridable, name }) => overridable !== true || told.has(name),
  );
  const reads = withoutAsked(distinctReads(counted));
  const names = new Set(reads.map(({ name }) => name));
  const ownBlocks = new Set(
    documents.documented.flatMap(({ name, block }) =>
      block !== null && names.has(name) ? [block] : [],
    ),
  );
  const isTold = ({ certainty, name, block }: Documented) =>
    certainty === 'sure' || names.has(name) || (block !== null && ownBlocks.has(block));
  return {
    reads,
    documented: documents.documented.filter(isTold).sort(compareEntries),
    uses: [...new Set(documents.uses)].sort(compareText),
    problems: distinct([...code.problems, ...code.value.problems, ...documents.problems]),
    read: [...code.read, ...documents.read].sort(compareText),
    isWhole: code.isWhole,
  };
}

/** Which settings code reads. */
export const settingsQuestion: CodeQuestion<SettingFindings> = {
  name: 'settings',
  isWanted: (_path, { id }) => (byLanguage.has(id) ? 'by-text' : false),
  isMarked: (text, { id }) =>
    (byLanguage.get(id) ?? []).some(({ mark }) => mark.test(text)) ||
    (!SCRIPTS.has(id) && CALL_WITH_NAME.test(text)),
  answer: (code, languages) => {
    const readers = settingReaders.filter((one) => one.languages.some((id) => languages.has(id)));
    return allReads(readers.map((reader) => readsOf(reader, code)));
  },
  merge: allReads,
};

/** What goes wrong in one reader does not take the others with it. */
function readsOf(reader: SettingReader, code: Code): SettingFindings {
  try {
    return reader.find(code);
  } catch (error) {
    const message = `Reading the settings that ${reader.id} tells of failed, so those it has are missing here (${String(error)}). This is a fault in Holdfast: please report it.`;
    return { reads: [], problems: [problem('internal-error', message)] };
  }
}

function allReads(findings: readonly SettingFindings[]): SettingFindings {
  const covered = new Set(findings.flatMap((one) => [...(one.covered ?? [])]));
  const reads = findings
    .flatMap((one) => one.reads)
    .filter((read) => read.reader.endsWith('-schema') || !covered.has(placeKey(read.file, read)));
  return {
    reads: distinctReads(reads),
    problems: findings.flatMap(({ problems }) => problems),
  };
}

/** A file that asks whether a setting is there does well without it, wherever it goes on to take it. */
function withoutAsked(reads: readonly SettingRead[]): readonly SettingRead[] {
  const key = ({ name, file }: SettingRead) => `${name} ${file}`;
  const asked = new Set(
    reads.flatMap((read) => (!read.required && read.default === null ? [key(read)] : [])),
  );
  return reads.map((read) =>
    read.required && asked.has(key(read)) ? { ...read, required: false } : read,
  );
}

/** Two readers may see the same place; the one that knows a default says more. */
function distinctReads(reads: readonly SettingRead[]): readonly SettingRead[] {
  const byPlace = new Map<string, SettingRead>();
  for (const read of reads) {
    const key = `${read.name} ${read.file}:${read.line}`;
    const known = byPlace.get(key);
    if (known === undefined || told(read) > told(known)) byPlace.set(key, read);
  }
  return [...byPlace.values()].sort(compareEntries);
}

function told({ required, default: value }: SettingRead): number {
  return value !== null ? 2 : required ? 0 : 1;
}

interface DocumentsReading {
  readonly documented: readonly Documented[];
  readonly uses: readonly string[];
  readonly reads: readonly SettingRead[];
  readonly problems: readonly Problem[];
  readonly read: readonly string[];
}

async function readDocuments(tree: Tree): Promise<DocumentsReading> {
  const { entries } = await tree.list();
  const wanted = entries.flatMap((entry) => {
    const formats = formatsOf(entry);
    return formats.length === 0 ? [] : [{ path: entry.path, formats }];
  });
  await tree.prefetch?.(wanted.map(({ path }) => path));
  const documented: Documented[] = [];
  const uses: string[] = [];
  const reads: SettingRead[] = [];
  const problems: Problem[] = [];
  for (let at = 0; at < wanted.length; at += AT_ONCE) {
    const files = await Promise.all(
      wanted.slice(at, at + AT_ONCE).map(async ({ path, formats }) => ({
        file: await tree.read(path),
        formats,
      })),
    );
    for (const { file, formats } of files) {
      if (!file.ok) {
        problems.push(file.problem);
        continue;
      }
      for (const format of formats) {
        const found = format.read(file.value.path, file.value.text);
        documented.push(...found.documented);
        uses.push(...found.uses);
        reads.push(...(found.reads ?? []));
        problems.push(...found.problems);
      }
    }
  }
  return { documented, uses, reads, problems, read: wanted.map(({ path }) => path) };
}

function formatsOf({ path, kind, size }: TreeEntry): readonly DocumentFormat[] {
  if (kind !== 'file' || (size ?? 0) > MAX_DOCUMENT_BYTES || !isOwnSource(path)) return [];
  return documentFormatsOf(path);
}

function compareEntries(
  a: { readonly name: string; readonly file: string; readonly line: number },
  b: { readonly name: string; readonly file: string; readonly line: number },
): number {
  return compareText(a.name, b.name) || compareText(a.file, b.file) || a.line - b.line;
}

function distinct(problems: readonly Problem[]): readonly Problem[] {
  const byText = new Map(problems.map((one) => [JSON.stringify(one), one]));
  return [...byText.values()].sort(compareProblems);
}
