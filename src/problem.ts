import { compareText } from './location.ts';

/** What kept something from being checked. The code is stable; the message is for people. */
export type ProblemCode =
  | 'unreadable-file'
  | 'missing-file'
  | 'symlink'
  | 'submodule'
  | 'binary-file'
  | 'file-too-large'
  | 'tree-truncated'
  | 'syntax-error'
  | 'duplicate-key'
  | 'too-deep'
  | 'too-many-nodes'
  | 'too-many-aliases'
  | 'multiple-documents'
  | 'not-a-contract'
  | 'unsupported-version'
  | 'invalid-contract'
  | 'unresolved-reference'
  | 'reference-outside-tree'
  | 'remote-reference'
  | 'cyclic-reference'
  | 'not-checked'
  | 'invalid-settings'
  | 'limit-reached'
  | 'internal-error';

/**
 * Something that could not be checked, said out loud: silence must mean "checked and clean".
 * `message` says what happened, what was expected and what to do, without naming the place again.
 * `file`, `line` and `column` (from 1) name the place as far as it is known.
 */
export interface Problem {
  readonly code: ProblemCode;
  readonly message: string;
  readonly file: string | null;
  readonly line: number | null;
  readonly column: number | null;
  /** Which side of a comparison the place belongs to; null where there is only one. */
  readonly side: 'base' | 'head' | null;
}

/** Makes a problem; what is not known about its place is null. */
export function problem(
  code: ProblemCode,
  message: string,
  place: { file?: string; line?: number; column?: number; side?: 'base' | 'head' } = {},
): Problem {
  return {
    code,
    message,
    file: place.file ?? null,
    line: place.line ?? null,
    column: place.column ?? null,
    side: place.side ?? null,
  };
}

/** A result that is either a value or the problem that prevented it. */
export type Outcome<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problem: Problem };

/** Orders problems by place, then code, then message, so that reports are the same every time. */
export function compareProblems(a: Problem, b: Problem): number {
  return (
    compareText(a.file ?? '', b.file ?? '') ||
    (a.line ?? 0) - (b.line ?? 0) ||
    (a.column ?? 0) - (b.column ?? 0) ||
    compareText(a.side ?? '', b.side ?? '') ||
    compareText(a.code, b.code) ||
    compareText(a.message, b.message)
  );
}
