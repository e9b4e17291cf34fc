import { type Problem, problem } from '../../problem.ts';
import type { Tree, TreeEntry, TreeFile } from '../../tree/tree.ts';
import { withoutCuts } from './cut-short.ts';
import type { FileFacts, LanguageId } from './facts.ts';
import type { FactsCache } from './facts-cache.ts';
import { isTooMuchToFetch, tooMuchToFetch } from './fetch-limit.ts';
import { grammar } from './grammar.ts';
import type { SourceLanguage } from './language.ts';
import { isManifest, languageOf } from './languages/index.ts';
import { filesByFolder, type Program } from './program.ts';
import { isOwnSource, MAX_SOURCE_BYTES } from './source-files.ts';

/** Files that say what imports mean; more of them than this are asked for as they are needed. */
const MAX_MANIFESTS = 500;
/** Files that are read at once. */
const AT_ONCE = 16;

/** A file that can matter for a question. */
export interface Candidate {
  readonly entry: TreeEntry;
  readonly language: SourceLanguage;
  /** Whether that is only known once its text is. */
  readonly byText: boolean;
}

/** Languages that refer to each other, and what is read of them. */
export interface KinProgram {
  readonly languages: ReadonlySet<LanguageId>;
  readonly program: Program;
}

/** What the reader asks of a text: a question's name and its marks. */
export interface Marks {
  readonly name: string;
  isMarked(text: string, language: SourceLanguage): boolean;
}

/** The files of a tree, by what is asked of them. */
export class SourceTree {
  readonly paths: ReadonlySet<string>;
  readonly byPath: ReadonlyMap<string, TreeEntry>;
  readonly byFolder: ReadonlyMap<string, readonly string[]>;

  constructor(
    readonly tree: Tree,
    readonly entries: readonly TreeEntry[],
  ) {
    this.byPath = new Map(entries.map((entry) => [entry.path, entry]));
    this.paths = new Set(this.byPath.keys());
    this.byFolder = filesByFolder(this.paths);
  }
}

/** Reads files of a tree as facts into programs; what is known of a content already is neither fetched nor parsed. */
export class CodeReader {
  readonly problems: Problem[] = [];
  readonly #read = new Set<string>();
  readonly #asked = new Map<Program, Set<string>>();

  constructor(
    private readonly source: SourceTree,
    private readonly marks: Marks,
    private readonly cache: FactsCache,
  ) {}

  /** The files that were read, sorted. */
  get read(): readonly string[] {
    return [...this.#read].sort();
  }

  /** The files that bear the marks of the question. False where they are too many to be fetched: then none is read. */
  async readFirst(groups: ReadonlyMap<KinProgram, readonly Candidate[]>): Promise<boolean> {
    const all = [...groups].flatMap(([{ program }, candidates]) =>
      candidates.flatMap((candidate) => this.#unlessUnmarked(candidate, program)),
    );
    const unread = all.filter(
      ({ entry, language, byText }) => byText || this.#cached(entry, language) === undefined,
    );
    const wanted = unread.map(({ entry }) => entry);
    if (isTooMuchToFetch(this.source.tree, wanted)) {
      this.problems.push(tooMuchToFetch(wanted.length));
      return false;
    }
    const texts = [...groups].flatMap(([kin, { length }]) =>
      (length === 0 ? [] : this.#manifests(kin)).map((entry) => ({ entry, program: kin.program })),
    );
    await this.source.tree.prefetch?.([...wanted, ...texts.map(({ entry }) => entry)].map(pathOf));
    await each(texts, ({ entry, program }) => this.#addText(entry, program));
    await each(all, (candidate) => this.#add(candidate, candidate.program));
    return true;
  }

  /** What programs came to want; answers to which anything was added. */
  async readWanted(kins: readonly KinProgram[]): Promise<ReadonlySet<KinProgram>> {
    const wanted = kins.map((kin) => {
      const { sources, texts } = kin.program.takeWanted();
      return {
        kin,
        sources: sources.flatMap((path) => this.#newEntry(path, kin.program)),
        texts: texts.flatMap((path) => this.#newEntry(path, kin.program)),
      };
    });
    await this.source.tree.prefetch?.(
      wanted.flatMap(({ sources, texts }) => [...sources, ...texts].map(pathOf)),
    );
    for (const { kin, sources, texts } of wanted) {
      await each(sources, async (entry) => {
        const language = languageOf(entry.path);
        if (language !== undefined)
          await this.#add({ entry, language, byText: false }, kin.program);
      });
      await each(texts, (entry) => this.#addText(entry, kin.program));
    }
    return new Set(
      wanted.flatMap(({ kin, sources, texts }) => (sources.length + texts.length > 0 ? [kin] : [])),
    );
  }

  /** A candidate, unless its content is known to bear no mark. */
  #unlessUnmarked(
    candidate: Candidate,
    program: Program,
  ): readonly (Candidate & { readonly program: Program })[] {
    const { entry, language, byText } = candidate;
    const known = byText ? this.cache.isMarked(entry.hash, this.#markOf(language)) : true;
    return known === false ? [] : [{ ...candidate, program, byText: known === undefined }];
  }

  /** What is nearly always asked for, so that no round is needed for it. */
  #manifests({ languages, program }: KinProgram): readonly TreeEntry[] {
    const found = this.source.entries.filter(
      ({ path }) => isManifest(path, languages) && isOwnSource(path),
    );
    return found.slice(0, MAX_MANIFESTS).flatMap(({ path }) => this.#newEntry(path, program));
  }

  async #addText({ path, hash }: TreeEntry, program: Program): Promise<void> {
    const known = this.cache.text(hash);
    if (known !== undefined) {
      program.addText(path, known);
      return;
    }
    const file = await this.source.tree.read(path);
    if (!file.ok) this.problems.push(file.problem);
    const text = file.ok ? file.value.text : null;
    if (file.ok) this.cache.setText(hash, text);
    program.addText(path, text);
  }

  #newEntry(path: string, program: Program): readonly TreeEntry[] {
    const entry = this.source.byPath.get(path);
    const asked = this.#askedBy(program);
    if (entry === undefined || asked.has(path)) return [];
    asked.add(path);
    return [entry];
  }

  #askedBy(program: Program): Set<string> {
    const known = this.#asked.get(program);
    if (known !== undefined) return known;
    const asked = new Set<string>();
    this.#asked.set(program, asked);
    return asked;
  }

  #markOf({ id }: SourceLanguage): string {
    return `${this.marks.name} ${id}`;
  }

  #cached(entry: TreeEntry, language: SourceLanguage): FileFacts | undefined {
    return this.cache.get(entry.hash, language.grammar(entry.path));
  }

  async #add({ entry, language, byText }: Candidate, program: Program): Promise<void> {
    const known = byText ? undefined : this.#cached(entry, language);
    if (known !== undefined) {
      this.#take(entry.path, known, program);
      return;
    }
    if ((entry.size ?? 0) > MAX_SOURCE_BYTES) {
      this.problems.push(tooLong(entry.path));
      return;
    }
    const file = await this.source.tree.read(entry.path);
    if (!file.ok) {
      this.problems.push(file.problem);
      return;
    }
    if (byText) {
      const isMarked = this.marks.isMarked(file.value.text, language);
      this.cache.setMarked(entry.hash, this.#markOf(language), isMarked);
      if (!isMarked) return;
    }
    const facts = await this.#parse(file.value, entry, language);
    if (facts !== undefined) this.#take(entry.path, facts, program);
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

  #take(path: string, facts: FileFacts, program: Program): void {
    this.#askedBy(program).add(path);
    this.#read.add(path);
    program.add(path, facts);
    if (facts.broken !== null) this.problems.push(notWhole(path, facts.broken));
  }
}

async function each<I>(items: readonly I[], work: (item: I) => Promise<void>): Promise<void> {
  for (let at = 0; at < items.length; at += AT_ONCE)
    await Promise.all(items.slice(at, at + AT_ONCE).map(work));
}

function pathOf({ path }: TreeEntry): string {
  return path;
}

function notWhole(file: string, place: { line: number; column: number }): Problem {
  return problem(
    'syntax-error',
    'From here on the file could not be read completely: it has a mistake, or is written in a newer form of its language. What could be understood of it counts.',
    { file, ...place },
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
