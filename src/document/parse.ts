import { type Outcome, type Problem, problem } from '../problem.ts';
import type { SourceDocument } from './document.ts';
import { readJson } from './json.ts';
import { LineIndex } from './line-index.ts';
import type { ParsedText } from './parsed-text.ts';
import { Refusal } from './refusal.ts';
import { TextDocument } from './text-document.ts';
import { readYaml } from './yaml.ts';

export interface ParseOptions {
  /** Git's object id of the text, where it came from a tree. */
  readonly hash?: string | null;
  /** Which side of a comparison the file is on, for problems. */
  readonly side?: 'base' | 'head';
}

/**
 * Parses a JSON or YAML text: the one guarded door for both. What the text is decides how it is read;
 * the file's extension only decides which of the two a broken text was meant to be.
 * Never throws for any text: what cannot be read, or means two things at once (a key that is there twice),
 * is one problem with its line and column.
 */
export function parseDocument(
  file: string,
  text: string,
  options: ParseOptions = {},
): Outcome<SourceDocument> {
  const content = text.startsWith('\uFEFF') ? text.slice(1) : text;
  try {
    const hash = options.hash ?? null;
    const parsed = readText(file, content);
    return { ok: true, value: new TextDocument(file, hash, content, parsed) };
  } catch (error) {
    return { ok: false, problem: errorProblem(error, file, content, options.side) };
  }
}

function readText(file: string, text: string): ParsedText {
  const isNamedJson = /\.json$/i.test(file);
  const startsLikeJson = /^\s*[[{]/.test(text);
  if (!isNamedJson && !startsLikeJson) return readYaml(text);
  try {
    return readJson(text);
  } catch (jsonError) {
    if (!isSyntaxError(jsonError) || (isNamedJson && startsLikeJson)) throw jsonError;
    return readMislabelledYaml(text, isNamedJson, jsonError);
  }
}

/** Reads as YAML what looked like JSON but is not; of two errors, shows that of the format the file's name says. */
function readMislabelledYaml(text: string, isNamedJson: boolean, jsonError: unknown): ParsedText {
  try {
    const parsed = readYaml(text);
    const value = parsed.readValue();
    const isCollection = typeof value === 'object' && value !== null;
    if (isCollection || !isNamedJson) return parsed;
  } catch (yamlError) {
    if (!isNamedJson || !isSyntaxError(yamlError)) throw yamlError;
  }
  throw jsonError;
}

function isSyntaxError(error: unknown): boolean {
  return error instanceof Refusal && error.code === 'syntax-error';
}

function errorProblem(
  error: unknown,
  file: string,
  text: string,
  side: 'base' | 'head' | undefined,
): Problem {
  const sides = side === undefined ? {} : { side };
  if (error instanceof Refusal) return refusalProblem(error, text, { file, ...sides });
  const reason = error instanceof Error ? error.message : String(error);
  const message = `Holdfast failed to parse this file (${reason}). This is a fault in Holdfast: please report it.`;
  return problem('internal-error', message, { file, ...sides });
}

function refusalProblem(
  refusal: Refusal,
  text: string,
  place: { readonly file: string; readonly side?: 'base' | 'head' },
): Problem {
  const lines = new LineIndex(text);
  const first =
    refusal.firstOffset === null
      ? ''
      : ` It stood first on line ${lines.place(refusal.firstOffset).line}.`;
  return problem(refusal.code, `${refusal.message}${first}`, {
    ...place,
    ...lines.place(refusal.offset),
  });
}
