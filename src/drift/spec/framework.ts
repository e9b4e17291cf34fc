import type { Problem } from '../../problem.ts';
import type { Code } from '../code/code.ts';
import type { LanguageId } from '../code/facts.ts';

/** The methods that a route for any method is listed with, in the order they are shown. */
export const ALL_METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const;

/** One operation that the code serves. */
export interface Route {
  /** Upper case. */
  readonly method: string;
  /** With its parameters as `{name}`, a slash at its start and none at its end. */
  readonly path: string;
  /** Where it is registered. */
  readonly file: string;
  readonly line: number;
  /** The framework's id. */
  readonly framework: string;
  /** Whether a part of the path is not known: it stands as a parameter. */
  readonly dynamic: boolean;
  /** The parameters that the framework makes visible, besides those of the path; null where it shows none. */
  readonly parameters?: readonly RouteParameter[];
  /** Whether it answers other methods too, though it is not written for them. */
  readonly answersAll?: boolean;
  /** Whether it answers with a page for people, which needs no contract. */
  readonly isPage?: boolean;
}

/** A parameter that a handler declares. */
export interface RouteParameter {
  readonly name: string;
  readonly in: 'query' | 'header' | 'cookie';
  readonly required: boolean;
}

/** What a framework's routes come to. */
export interface RouteFindings {
  readonly routes: readonly Route[];
  /** What looks like a route and could not be resolved, with its place. */
  readonly problems: readonly Problem[];
}

/** A web framework: how its code is told and how it routes. */
export interface Framework {
  readonly id: string;
  readonly languages: readonly LanguageId[];
  /** A source file is read when its text matches this … */
  readonly mark: RegExp;
  /** … or its path this: for frameworks that route by files. */
  readonly files?: RegExp;
  /** All routes that the code has. A pure function; asks of files that are not read yet are noted in the program. */
  routes(code: Code): RouteFindings;
}
