import { type Outcome, type Problem, problem } from '../problem.ts';
import type { SourceDocument } from './document.ts';
import { readJson } from './json.ts';
import type { JsonAhead } from './json-ahead.ts';
import type { Utf8Text } from './json-source.ts';
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
  /** What was read of the same bytes already, where they are JSON without fault. */
  readonly ahead?: JsonAhead;
}

/** A text, or the bytes of a file, which are decoded only where they have to be. */
export type Source = string | { readonly text: string; readonly bytes?: Buffer };

/**
 * Parses a JSON or YAML text: the one guarded door for both. What the text is decides how it is read;
 * the file's extension only decides which of the two a broken text was meant to be.
 * Never throws for any text: what cannot be read, or means two things at once (a key that is there twice),
 * is one problem with its line and column.
 */
export function parseDocument(
  file: string,
  source: Source,
  options: ParseOptions = {},
): Outcome<SourceDocument> {
  const content = withoutMark(source);
  try {
    const hash = options.hash ?? null;
    const parsed = readText(file, content, options.ahead);
    return { ok: true, value: new TextDocument(file, hash, content, parsed) };
  } catch (error) {
    return { ok: false, problem: errorProblem(error, file, textOf(content), options.side) };
  }
}

function textOf(content: string | Utf8Text): string {
  return typeof content === 'string' ? content : content.text;
}

/** A source without a byte order mark, as bytes where it has them. */
function withoutMark(source: Source): string | Utf8Text {
  if (typeof source !== 'string' && source.bytes !== undefined) {
    const { bytes } = source;
    const hasMark = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
    return {
      bytes: hasMark ? bytes.subarray(3) : bytes,
      get text() {
        return source.text;
      },
    };
  }
  const text = typeof source === 'string' ? source : source.text;
  return text.startsWith('\uFEFF') ? text.slice(1) : text;
}

function readText(file: string, content: string | Utf8Text, ahead?: JsonAhead): ParsedText {
  const isNamedJson = /\.json$/i.test(file);
  const startsLikeJson = /^\s*[[{]/.test(startOf(content));
  if (!isNamedJson && !startsLikeJson) return readYaml(textOf(content));
  try {
    return readJson(content, ahead);
  } catch (jsonError) {
    if (!isSyntaxError(jsonError) || (isNamedJson && startsLikeJson)) throw jsonError;
    return readMislabelledYaml(textOf(content), isNamedJson, jsonError);
  }
}

/** Enough of a text to tell how it starts: all of it where it starts with more blanks than texts have. */
function startOf(content: string | Utf8Text): string {
  if (typeof content === 'string') return content;
  const start = content.bytes.toString('latin1', 0, 200);
  return /^[ \t\r\n]*[!-~]/.test(start) ? start : content.text;
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
