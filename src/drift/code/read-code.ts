import { compareProblems, type Problem } from '../../problem.ts';
import type { Tree, TreeEntry } from '../../tree/tree.ts';
import { Claims } from './claims.ts';
import { Code } from './code.ts';
import { type Candidate, CodeReader, type KinProgram, SourceTree } from './code-reader.ts';
import type { LanguageId } from './facts.ts';
import { FactsCache } from './facts-cache.ts';
import { grammar } from './grammar.ts';
import type { SourceLanguage } from './language.ts';
import { KIN, languageOf, languagesById } from './languages/index.ts';
import { Program } from './program.ts';
import { builtFiles, isOwnSource, MAX_SOURCE_BYTES } from './source-files.ts';

/** So often code is looked at again because more files turned out to be needed. */
const MAX_ROUNDS = 12;

/** What is asked of the code, and which files can matter for it. */
export interface CodeQuestion<T> {
  /** A name for it; the same name always has the same marks. */
  readonly name: string;
  /** Whether a source file is to be read, going by its path … */
  isWanted(path: string, language: SourceLanguage): boolean | 'by-text';
  /**
   * The part of a path by which is told whether a file is a test or somebody else's; all of it unless a framework
   * routes by what comes behind.
   */
  ownPart?(path: string, language: SourceLanguage): string;
  /** … or by its text. */
  isMarked(text: string, language: SourceLanguage): boolean;
  /**
   * What the code of languages that refer to each other says: a pure function of the code, which may be asked several
   * times with ever more of it.
   */
  answer(code: Code, languages: ReadonlySet<LanguageId>): T;
  /** The answers of several groups of languages as one. */
  merge(answers: readonly T[]): T;
}

export interface CodeAnswer<T> {
  readonly value: T;
  /** What could not be read, by place. */
  readonly problems: readonly Problem[];
  /** The files that were read, sorted. */
  readonly read: readonly string[];
  /** False where there was too much to read, so that nothing was: then the answer says nothing. */
  readonly isWhole: boolean;
}

/**
 * Asks the same question of the same tree in another thread, which reads the groups of languages that it can claim and
 * answers for these.
 */
export type AskElsewhere<T> = (tree: Tree, claims: SharedArrayBuffer) => Promise<CodeAnswer<T>>;

/** How code is read. */
export interface CodeReading<T> {
  /** What is known of contents, where several readings share it. */
  readonly cache?: FactsCache | undefined;
  /** Where a part of much code can be read at the same time. */
  readonly elsewhere?: AskElsewhere<T> | undefined;
  /** Where threads tell each other which groups of languages they read. */
  readonly claims?: SharedArrayBuffer | undefined;
}

/** Reads what matters for a question from a tree and answers it. Rejects only when the tree's source fails. */
export async function askCode<T>(
  tree: Tree,
  question: CodeQuestion<T>,
  { cache = new FactsCache(), elsewhere, claims }: CodeReading<T> = {},
): Promise<CodeAnswer<T>> {
  const { entries, problems } = await tree.list();
  const files = entries.filter(({ kind }) => kind === 'file');
  const groups = candidatesOf(files, question);
  const source = new SourceTree(tree, files);
  const read = async (wanted: readonly CandidateGroup[], own: Claims) => {
    await loadGrammars(wanted);
    const found: CodeAnswer<T>[] = [];
    // Where nothing is gained by fetching together, the code of one group is let go of before the next is read.
    if (tree.prefetch !== undefined) found.push(await readGroups(wanted, source, question, cache));
    else
      for (const group of wanted)
        if (own.take(group.number)) found.push(await readGroups([group], source, question, cache));
    const answer = merged(found, question);
    return { ...answer, problems: [...problems, ...answer.problems] };
  };
  const isShared = elsewhere !== undefined && isWorthAThread(groups);
  const buffer = isShared ? Claims.room(groups.length) : claims;
  const own = new Claims(buffer);
  if (!isShared || buffer === undefined) return merged([await read(groups, own)], question);
  const beside = elsewhere(tree, buffer).catch(() => undefined);
  const here = await read(groups, own);
  // Where the other thread fails, what it has taken is read here.
  const left = groups.filter(({ number }) => !own.has(number));
  const away = (await beside) ?? (await read(left, new Claims(undefined)));
  return merged([here, away], question);
}

/** A thread starts within the time that so many files take. */
const WORTH_A_THREAD = 150;

/** Whether a second thread has enough to do beside the largest group. */
function isWorthAThread([, ...others]: readonly CandidateGroup[]): boolean {
  const files = others.reduce((sum, { candidates }) => sum + candidates.length, 0);
  return files >= WORTH_A_THREAD;
}

/** Files of languages that refer to each other. */
interface CandidateGroup {
  /** Its place in `KIN`. */
  readonly number: number;
  readonly languages: readonly LanguageId[];
  readonly candidates: readonly Candidate[];
}

/**
 * The files that can matter, by groups of languages, the largest first; a group without any may have routes in
 * documents.
 */
function candidatesOf<T>(
  files: readonly TreeEntry[],
  question: CodeQuestion<T>,
): readonly CandidateGroup[] {
  const built = builtFiles(files);
  const found = new Map<LanguageId, Candidate[]>();
  for (const entry of files) {
    const language = languageOf(entry.path);
    if (language === undefined || built.has(entry.path)) continue;
    if (!isOwnSource(question.ownPart?.(entry.path, language) ?? entry.path)) continue;
    if ((entry.size ?? 0) > MAX_SOURCE_BYTES) continue;
    const isWanted = question.isWanted(entry.path, language);
    if (isWanted === false) continue;
    const candidate = { entry, language, byText: isWanted === 'by-text' };
    const known = found.get(language.id);
    if (known === undefined) found.set(language.id, [candidate]);
    else known.push(candidate);
  }
  return KIN.map((languages, number) => {
    const candidates = languages.flatMap((id) => found.get(id) ?? []);
    return { number, languages, candidates };
  }).sort((a, b) => b.candidates.length - a.candidates.length || a.number - b.number);
}

/**
 * Loads the grammars that may be needed before anything is parsed: Node waits for the engine's own work, as optimizing
 * a parser that is in use, where nothing else is to be done until a further grammar is there.
 */
async function loadGrammars(groups: readonly CandidateGroup[]): Promise<void> {
  const names = groups.flatMap(({ candidates }) =>
    candidates.map(({ entry, language }) => language.grammar(entry.path)),
  );
  await Promise.all([...new Set(names)].map((name) => grammar(name)));
}

async function readGroups<T>(
  groups: readonly CandidateGroup[],
  source: SourceTree,
  question: CodeQuestion<T>,
  cache: FactsCache,
): Promise<CodeAnswer<T>> {
  const reader = new CodeReader(source, question, cache);
  const kins = groups.map(({ languages, candidates }) => ({
    languages: new Set(languages),
    program: new Program(source.paths, languagesById, source.byFolder),
    candidates,
  }));
  const isWhole = await reader.readFirst(new Map(kins.map((kin) => [kin, kin.candidates])));
  const value = question.merge(await answers(kins, question, reader));
  return { value, problems: reader.problems, read: reader.read, isWhole };
}

/** Asks every group, and again those that wanted more. */
async function answers<T>(
  kins: readonly KinProgram[],
  question: CodeQuestion<T>,
  reader: CodeReader,
): Promise<readonly T[]> {
  const codes = new Map(kins.map((kin) => [kin, new Code(kin.program)]));
  const found = new Map<KinProgram, T>();
  let open = new Set(kins);
  for (let round = 1; round <= MAX_ROUNDS && open.size > 0; round += 1) {
    for (const [kin, code] of codes)
      if (open.has(kin)) found.set(kin, question.answer(code, kin.languages));
    open = new Set(await reader.readWanted([...open]));
  }
  return [...found.values()];
}

function merged<T>(answers: readonly CodeAnswer<T>[], question: CodeQuestion<T>): CodeAnswer<T> {
  return {
    value: question.merge(answers.map(({ value }) => value)),
    problems: answers.flatMap(({ problems }) => problems).sort(compareProblems),
    read: answers.flatMap(({ read }) => read).sort(),
    isWhole: answers.every(({ isWhole }) => isWhole),
  };
}
