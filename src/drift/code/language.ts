import type { CallExpr, Expr, FileFacts, LanguageId } from './facts.ts';
import type { Grammar, GrammarName } from './grammar.ts';
import type { Program } from './program.ts';
import type { Node } from './syntax-tree.ts';

/** A language: how its files are told, parsed and read, and how it finds what a file refers to. */
export interface SourceLanguage {
  readonly id: LanguageId;
  /** Ends of file names with their dot, in lower case; or whole names (`dockerfile`). */
  readonly extensions: readonly string[];
  /** Paths of the files that say what imports mean. */
  readonly manifest?: RegExp;
  /** The grammar that a file is parsed with. */
  grammar(path: string): GrammarName;
  /** The facts of a file. Never throws for any text. */
  read(root: Node, grammar: Grammar): FileFacts;
  /**
   * The files of the repository that an import of `module` in the file `from` may mean, the likeliest first; all of
   * a package's files where a language has packages of many files. `name` is what is looked for there, if anything:
   * where files are named as what they declare, only those need to be given. Empty for what is not of the repository.
   */
  modules(module: string, from: string, program: Program, name?: string): readonly string[];
  /**
   * The import that `name` of `module` is when it is itself a module: `.users` for `from . import users`. Languages
   * whose imports never name a module inside another have none.
   */
  submodule?(module: string, name: string): string;
  /** The text of a constant of a package that everybody knows: `GET` of `http.MethodGet`. */
  constant?(module: string, name: string): string | undefined;
  /** What a call puts together whose format is known only by its name: `PATH % id`, `PATH.format(id)`; null for others. */
  formatted?(call: CallExpr, format: string): Expr | null;
  /**
   * The files that see each other's declarations without an import: Go's package, Java's, C#'s. Without this a file
   * stands alone. `name` is what is looked for, if anything.
   */
  siblings?(path: string, program: Program, name?: string): readonly string[];
}
