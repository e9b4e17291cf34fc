import { compareProblems, type Problem, problem } from '../../problem.ts';
import type { Tree, TreeEntry, TreeFile } from '../../tree/tree.ts';
import { Code } from './code.ts';
import { withoutCuts } from './cut-short.ts';
import type { FileFacts } from './facts.ts';
import { FactsCache } from './facts-cache.ts';
import { grammar } from './grammar.ts';
import type { SourceLanguage } from './language.ts';
import { languageOf, languagesById } from './languages/index.ts';
import { Program } from './program.ts';
import { builtFiles, isOwnSource, MAX_SOURCE_BYTES } from './source-files.ts';

/** So often code is looked at again because more files turned out to be needed. */
const MAX_ROUNDS = 12;
/** Files that say what imports mean. */
const MANIFEST = /(?:^|\/)(?:go\.mod|[tj]sconfig(?:\.base)?\.json|composer\.json|Cargo\.toml)$/;
const MAX_MANIFESTS = 500;
/** Files that are read at once. */
const AT_ONCE = 16;

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
  /** Files that the settings exclude, and others that do not count. */
  isExcluded(path: string): boolean;
  /** The answer: a pure function of the code, which may be asked several times with ever more of it. */
  answer(code: Code): T;
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

/** Reads what matters for a question from a tree and answers it. Rejects only when the tree's source fails. */
export async function askCode<T>(
  tree: Tree,
  question: CodeQuestion<T>,
  cache: FactsCache = new FactsCache(),
): Promise<CodeAnswer<T>> {
  const { entries, problems: listed } = await tree.list();
  const files = entries.filter(({ kind }) => kind === 'file');
  const reader = new CodeReader(tree, files, question, cache);
  await reader.readFirst();
  const code = new Code(reader.program);
  for (let round = 1; ; round += 1) {
    const value = question.answer(code);
    const isWhole = !(await reader.readWanted());
    if (isWhole || round === MAX_ROUNDS) {
      const problems = [...listed, ...reader.problems].sort(compareProblems);
      return { value, problems, read: reader.read.sort(), isWhole: reader.isWhole };
    }
  }
}

class CodeReader<T> {
  readonly program: Program;
  readonly problems: Problem[] = [];
  readonly read: string[] = [];
  isWhole = true;
  readonly #byPath: ReadonlyMap<string, TreeEntry>;
  readonly #asked = new Set<string>();

  constructor(
    private readonly tree: Tree,
    private readonly entries: readonly TreeEntry[],
    private readonly question: CodeQuestion<T>,
    private readonly cache: FactsCache,
  ) {
    this.#byPath = new Map(entries.map((entry) => [entry.path, entry]));
    this.program = new Program(new Set(this.#byPath.keys()), languagesById);
  }

  /** The files that bear the marks of the question. */
  async readFirst(): Promise<void> {
    const built = builtFiles(this.entries);
    const wanted: { readonly entry: TreeEntry; readonly language: SourceLanguage }[] = [];
    const byText: typeof wanted = [];
    for (const entry of this.entries) {
      const language = languageOf(entry.path);
      if (language === undefined || built.has(entry.path)) continue;
      if (!isOwnSource(this.question.ownPart?.(entry.path, language) ?? entry.path)) continue;
      if (this.question.isExcluded(entry.path) || (entry.size ?? 0) > MAX_SOURCE_BYTES) continue;
      const isWanted = this.question.isWanted(entry.path, language);
      const known = isWanted === 'by-text' ? this.#knownMark(entry, language) : isWanted;
      if (known === undefined) byText.push({ entry, language });
      else if (known) wanted.push({ entry, language });
    }
    const unread = [
      ...byText,
      ...wanted.filter(({ entry, language }) => this.#cached(entry, language) === undefined),
    ];
    if (
      isTooMuchToFetch(
        this.tree,
        unread.map(({ entry }) => entry),
      )
    ) {
      this.isWhole = false;
      this.problems.push(tooMuch(unread.length));
      return;
    }
    const manifests = this.#manifests(wanted.length + byText.length > 0);
    await this.tree.prefetch?.([
      ...unread.map(({ entry }) => entry.path),
      ...manifests.map(({ path }) => path),
    ]);
    await this.#each(manifests, (entry) => this.#addText(entry));
    await this.#each(wanted, ({ entry, language }) => this.#add(entry, language, false));
    await this.#each(byText, ({ entry, language }) => this.#add(entry, language, true));
  }

  /** What is nearly always asked for, so that no round is needed for it. */
  #manifests(isWanted: boolean): readonly TreeEntry[] {
    const found = this.entries.filter(
      ({ path }) => isWanted && MANIFEST.test(path) && isOwnSource(path),
    );
    return found.slice(0, MAX_MANIFESTS).flatMap(({ path }) => this.#newEntry(path));
  }

  /** What the program came to want; answers whether anything was added. */
  async readWanted(): Promise<boolean> {
    const { sources, texts } = this.program.takeWanted();
    const entries = sources.flatMap((path) => this.#newEntry(path));
    const others = texts.flatMap((path) => this.#newEntry(path));
    await this.tree.prefetch?.([...entries, ...others].map(({ path }) => path));
    await this.#each(entries, async (entry) => {
      const language = languageOf(entry.path);
      if (language !== undefined) await this.#add(entry, language, false);
    });
    await this.#each(others, (entry) => this.#addText(entry));
    return entries.length + others.length > 0;
  }

  async #addText({ path, hash }: TreeEntry): Promise<void> {
    const known = this.cache.text(hash);
    if (known !== undefined) {
      this.program.addText(path, known);
      return;
    }
    const file = await this.tree.read(path);
    if (!file.ok) this.problems.push(file.problem);
    const text = file.ok ? file.value.text : null;
    if (file.ok) this.cache.setText(hash, text);
    this.program.addText(path, text);
  }

  #newEntry(path: string): readonly TreeEntry[] {
    const entry = this.#byPath.get(path);
    if (entry === undefined || this.#asked.has(path)) return [];
    this.#asked.add(path);
    return [entry];
  }

  #knownMark({ hash }: TreeEntry, { id }: SourceLanguage): boolean | undefined {
    return this.cache.isMarked(hash, `${this.question.name} ${id}`);
  }

  #cached(entry: TreeEntry, language: SourceLanguage): FileFacts | undefined {
    return this.cache.get(entry.hash, language.grammar(entry.path));
  }

  async #add(entry: TreeEntry, language: SourceLanguage, byText: boolean): Promise<void> {
    const known = byText ? undefined : this.#cached(entry, language);
    if (known !== undefined) {
      this.#take(entry.path, known);
      return;
    }
    if ((entry.size ?? 0) > MAX_SOURCE_BYTES) {
      this.problems.push(tooLong(entry.path));
      return;
    }
    const file = await this.tree.read(entry.path);
    if (!file.ok) {
      this.problems.push(file.problem);
      return;
    }
    const { text } = file.value;
    if (byText) {
      const isMarked = this.question.isMarked(text, language);
      this.cache.setMarked(entry.hash, `${this.question.name} ${language.id}`, isMarked);
      if (!isMarked) return;
    }
    const facts = await this.#parse(file.value, entry, language);
    if (facts !== undefined) this.#take(entry.path, facts);
  }

  async #parse(
    file: TreeFile,
    entry: TreeEntry,
    language: SourceLanguage,
  ): Promise<FileFacts | undefined> {
    const name = language.grammar(entry.path);
    const known = this.cache.get(entry.hash, name);
    if (known !== undefined) return known;
    const loaded = await grammar(name);
    const facts = loaded?.parse(file.text, (root) => {
      const own = language.read(root, loaded);
      const better = root.hasError ? withoutCuts(file.text, language.id) : null;
      const made =
        better === null ? undefined : loaded.parse(better, (one) => language.read(one, loaded));
      return made === undefined ? own : { ...made, broken: own.broken };
    });
    if (facts === undefined) this.problems.push(notThrough(entry.path));
    else this.cache.set(entry.hash, name, facts, file.text.length);
    return facts;
  }

  #take(path: string, facts: FileFacts): void {
    this.#asked.add(path);
    this.read.push(path);
    this.program.add(path, facts);
    if (facts.broken !== null) this.problems.push(notWhole(path, facts.broken));
  }

  async #each<I>(items: readonly I[], work: (item: I) => Promise<void>): Promise<void> {
    for (let at = 0; at < items.length; at += AT_ONCE)
      await Promise.all(items.slice(at, at + AT_ONCE).map(work));
  }
}

function notWhole(file: string, place: { line: number; column: number }): Problem {
  return problem(
    'syntax-error',
    'From here on the file could not be read completely: it has a mistake, or is written in a newer form of its language. What could be understood of it counts.',
    { file, ...place },
  );
}

/** Files and bytes that are fetched for one question at most, where each of them is part of a request. */
const MAX_FETCHED = 4_000;
const MAX_FETCHED_BYTES = 40 * 1024 * 1024;

/** Whether files are more than can be fetched while an audit waits. Trees that are at hand have no limit. */
export function isTooMuchToFetch(tree: Tree, entries: readonly TreeEntry[]): boolean {
  if (tree.prefetch === undefined) return false;
  const bytes = entries.reduce((sum, { size }) => sum + (size ?? 0), 0);
  return entries.length > MAX_FETCHED || bytes > MAX_FETCHED_BYTES;
}

function tooMuch(count: number): Problem {
  const limit = MAX_FETCHED.toLocaleString('en-US');
  return problem(
    'limit-reached',
    `The code was not read: ${count.toLocaleString('en-US')} source files would have to be fetched, and at most ${limit} are. \`holdfast check\` in a clone has no such limit; \`spec.enabled\` and \`config.enabled\` switch this off.`,
  );
}

function notThrough(file: string): Problem {
  return problem(
    'not-checked',
    'The parser does not get through this file, so it was not read as code. Exclude it if it is none.',
    { file },
  );
}

function tooLong(file: string): Problem {
  return problem(
    'file-too-large',
    `The source file has more than ${MAX_SOURCE_BYTES / 1024 / 1024} MiB, so it was not read as code.`,
    { file },
  );
}
