import type { Problem } from '../../problem.ts';
import type { Code } from '../code/code.ts';
import type { LanguageId, Place } from '../code/facts.ts';

/** One place in the code that reads a setting. */
export interface SettingRead extends Place {
  /** As the environment knows it: `DATABASE_URL`. */
  readonly name: string;
  /** Where the name is told: for a wrapper function, its call. */
  readonly file: string;
  /** Whether the code has nothing to go by without it: it fails, or gets nothing. */
  readonly required: boolean;
  /** What the code takes instead, as text, where that is a literal; null otherwise. */
  readonly default: string | null;
  /** The id of the reader that found it. */
  readonly reader: string;
  /**
   * Whether the environment is only one of the places that it may come from, and another one has it or is meant for
   * it: it counts where something tells of it as a variable.
   */
  readonly overridable?: boolean;
}

/** What a reader finds. */
export interface SettingFindings {
  readonly reads: readonly SettingRead[];
  /** Readings whose name could not be worked out, with their place. */
  readonly problems: readonly Problem[];
  /**
   * Readings that are only passed on to a schema, which says more of them (`placeKey` of the access): they count as
   * the schema's.
   */
  readonly covered?: ReadonlySet<string>;
}

/** A way to read settings: plain access of the environment, a library of schemas, a framework's annotations. */
export interface SettingReader {
  readonly id: string;
  readonly languages: readonly LanguageId[];
  /** A source file is read when its text matches this. */
  readonly mark: RegExp;
  /** All that the code reads this way. A pure function; asks of files that are not read yet are noted in the program. */
  find(code: Code): SettingFindings;
}
