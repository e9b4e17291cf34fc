import { dirname } from 'node:path/posix';
import type { FileFacts, LanguageId, Place } from './facts.ts';
import { type FactsIndex, indexOf } from './facts-index.ts';
import type { SourceLanguage } from './language.ts';

/** A place to look from: names mean what they mean in this scope of this file. */
export interface Site {
  readonly file: string;
  /** Index of a scope of the file. */
  readonly scope: number;
}

/** One file of the program. */
export interface SourceFile {
  readonly path: string;
  readonly facts: FileFacts;
  readonly index: FactsIndex;
}

/**
 * The code of a repository as far as it is read, and what refers to what in it. What turns out to be needed beside is
 * noted in `wanted`; who made the program reads it and asks again.
 */
export class Program {
  readonly #files = new Map<string, SourceFile>();
  readonly #taken = new Set<FileFacts>();
  readonly #wanted = new Set<string>();
  readonly #wantedTexts = new Set<string>();
  readonly #texts = new Map<string, string | null>();
  /** Grows whenever something is added: what was worked out before may be out of date. */
  generation = 0;
  #leftOpen = 0;

  /**
   * @param paths all files of the repository
   * @param languages by their id
   * @param byFolder the same files by their folders, where several programs share them
   */
  constructor(
    private readonly paths: ReadonlySet<string>,
    private readonly languages: ReadonlyMap<LanguageId, SourceLanguage>,
    private readonly byFolder: ReadonlyMap<string, readonly string[]> = filesByFolder(paths),
  ) {}

  /** Whether the repository has a file. */
  has(path: string): boolean {
    return this.paths.has(path);
  }

  /** The paths of the files that stand right in a folder (`.` for the root). */
  filesIn(folder: string): readonly string[] {
    return this.byFolder.get(folder) ?? [];
  }

  /** All folders with files. */
  folders(): Iterable<string> {
    return this.byFolder.keys();
  }

  add(path: string, facts: FileFacts): void {
    // An expression is known by its identity: the same text in two files must not be the same expression.
    const isTaken = this.#taken.has(facts);
    const own = isTaken ? structuredClone(facts) : facts;
    this.#taken.add(facts);
    this.#files.set(path, { path, facts: own, index: indexOf(own) });
    this.#wanted.delete(path);
    this.generation += 1;
  }

  /** The files that are read, in no order that means anything. What is worked out of them all is left open. */
  files(): Iterable<SourceFile> {
    this.leaveOpen();
    return this.#files.values();
  }

  /** Whether a file is read. */
  isRead(path: string): boolean {
    const isRead = this.#files.has(path);
    if (!isRead) this.leaveOpen();
    return isRead;
  }

  /** A file, if it is read; otherwise it is noted as wanted. */
  file(path: string): SourceFile | undefined {
    const known = this.#files.get(path);
    if (known === undefined && this.paths.has(path)) {
      this.#wanted.add(path);
      this.leaveOpen();
    }
    return known;
  }

  /** Notes that what is being worked out may change with files that are not read yet. */
  leaveOpen(): void {
    this.#leftOpen += 1;
  }

  /** How often that was noted: what is worked out while it stays the same holds for good. */
  get leftOpen(): number {
    return this.#leftOpen;
  }

  /** The text of a file that is no source: `tsconfig.json`, `go.mod`. Null when it is not there or not read yet. */
  text(path: string): string | null {
    const known = this.#texts.get(path);
    if (known === undefined && this.paths.has(path)) {
      this.#wantedTexts.add(path);
      this.leaveOpen();
    }
    return known ?? null;
  }

  /** Null for one that cannot be read. */
  addText(path: string, text: string | null): void {
    this.#texts.set(path, text);
    this.#wantedTexts.delete(path);
    this.generation += 1;
  }

  /** What is to be read and added: sources, and others by their text. Asking empties it. */
  takeWanted(): { readonly sources: readonly string[]; readonly texts: readonly string[] } {
    const taken = {
      sources: [...this.#wanted].sort(),
      texts: [...this.#wantedTexts].sort(),
    };
    this.#wanted.clear();
    this.#wantedTexts.clear();
    return taken;
  }

  language(id: LanguageId): SourceLanguage | undefined {
    return this.languages.get(id);
  }

  /**
   * The files of the repository that an import in a file may mean, the likeliest first; those that may declare a name,
   * if one is given.
   */
  modules(module: string, from: string, name?: string): readonly string[] {
    const file = this.#files.get(from);
    if (file === undefined) return [];
    const language = this.languages.get(file.facts.language);
    return language?.modules(module, from, this, name) ?? [];
  }

  /** The other files whose declarations a file sees without an import; those that may declare a name, if one is given. */
  siblings(path: string, name?: string): readonly string[] {
    const file = this.#files.get(path);
    if (file === undefined) return [];
    const siblings = this.languages.get(file.facts.language)?.siblings?.(path, this, name) ?? [];
    return siblings.filter((sibling) => sibling !== path);
  }

  /** The nearest file of a name in the folder of `from` or above it. */
  nearest(name: string, from: string): string | undefined {
    for (let folder = dirname(from); ; folder = dirname(folder)) {
      const path = folder === '.' ? name : `${folder}/${name}`;
      if (this.paths.has(path)) return path;
      if (folder === '.' || folder === '/') return undefined;
    }
  }
}

/** Files by the folder that they stand right in (`.` for the root). */
export function filesByFolder(paths: Iterable<string>): ReadonlyMap<string, readonly string[]> {
  const folders = new Map<string, string[]>();
  for (const path of paths) {
    const folder = dirname(path);
    const known = folders.get(folder);
    if (known === undefined) folders.set(folder, [path]);
    else known.push(path);
  }
  return folders;
}

/** The identity of a place in a file. */
export function placeKey(file: string, { line, column }: Place): string {
  return `${file}:${line}:${column}`;
}
