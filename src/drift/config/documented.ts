import type { Problem } from '../../problem.ts';
import type { Place } from '../code/facts.ts';
import type { SettingRead } from './setting-read.ts';

/** One place outside of the code that names a setting. */
export interface Documented extends Place {
  readonly name: string;
  readonly file: string;
  /**
   * `example`: a file to copy (`.env.example`); `documentation`: a text for people; `supply`: what gives a setting its
   * value somewhere (compose files, manifests, workflows).
   */
  readonly kind: 'example' | 'documentation' | 'supply';
  /**
   * The value or default that stands there; null where there is none or it is not plain. It is kept for comparing
   * alone: never print, store or log it.
   */
  readonly value: string | null;
  /** Whether it is told as one that may be left out: commented out, marked optional. */
  readonly optional: boolean;
  /**
   * How sure it is that a setting is meant. `likely` names are told in passing (a sentence, an example command): they
   * count only where the code reads them.
   */
  readonly certainty: 'sure' | 'likely';
  /** Whether the place itself is where it is used, or is for a program of others: then it is never stale. */
  readonly used: boolean;
  /**
   * What it is set for, where that may be a program of others: a container, a job. It is only stale where the code
   * reads something else that is set there. Null for what is the repository's own for certain.
   */
  readonly block: string | null;
  /** The environment that the file is for (`production`), among files that are alike; null for a file of none. */
  readonly environment: string | null;
}

/** What a document says. */
export interface DocumentFindings {
  readonly documented: readonly Documented[];
  /** Names that the document itself reads: `${TAG:-latest}` of a compose file. They are not stale elsewhere. */
  readonly uses: readonly string[];
  /** Settings that it reads as code does: `${DB_HOST:localhost}` of an application's properties. */
  readonly reads?: readonly SettingRead[];
  readonly problems: readonly Problem[];
}

/** A format of files that document or supply settings. */
export interface DocumentFormat {
  readonly id: string;
  /** Whether a file is of this format, going by its path. */
  matches(path: string): boolean;
  /** What it says. Never throws for any text. */
  read(file: string, text: string): DocumentFindings;
}

/** What most entries have in common. */
export function documentedAs(
  parts: Pick<Documented, 'name' | 'file' | 'kind' | 'line' | 'column'> & Partial<Documented>,
): Documented {
  return {
    value: null,
    optional: false,
    certainty: 'sure',
    used: false,
    block: null,
    environment: null,
    ...parts,
  };
}

/** An entry of a file that is read line by line; `index` counts its lines from 0. */
export function documentedOn(
  line: string,
  index: number,
  parts: Pick<Documented, 'name' | 'file' | 'kind'> & Partial<Documented>,
): Documented {
  return documentedAs({ line: index + 1, column: line.indexOf(parts.name) + 1 || 1, ...parts });
}
