import { isUtf8 } from 'node:buffer';
import { createHash } from 'node:crypto';
import { type Outcome, type Problem, type ProblemCode, problem } from '../problem.ts';
import { MAX_FILE_BYTES, type TreeFile } from './tree.ts';

/** What the bytes of a file are: text, or the reason why not. Holds for the bytes wherever they stand. */
export type Content = { readonly text: string } | ContentFault;

/** Why bytes are not read as text. */
interface ContentFault {
  readonly code: ProblemCode;
  readonly message: string;
  /** Where the first byte stands that no text has, from 1; columns in UTF-16 code units. */
  readonly line: number;
  readonly column: number;
}

/** Decodes the bytes of a file as UTF-8 text without its byte order mark. */
export function decodeContent(bytes: Buffer): Content {
  return contentFault(bytes) ?? { text: decodedText(bytes) };
}

/** Why bytes are not read as text; undefined where they are. */
function contentFault(bytes: Buffer): ContentFault | undefined {
  if (bytes.length > MAX_FILE_BYTES)
    return { code: 'file-too-large', message: tooLarge(bytes.length), line: 1, column: 1 };
  const zero = bytes.indexOf(0);
  if (zero !== -1) {
    return {
      ...placeOf(bytes, zero),
      code: 'binary-file',
      message:
        'The file is binary (it has a NUL byte), so it was not read. A text file was expected.',
    };
  }
  if (!isUtf8(bytes)) {
    return {
      ...placeOf(bytes, firstNotUtf8(bytes)),
      code: 'unreadable-file',
      message: 'The file is not valid UTF-8, so it was not read. Save it with the encoding UTF-8.',
    };
  }
  return undefined;
}

/** The line and column of a byte. */
function placeOf(
  bytes: Buffer,
  offset: number,
): { readonly line: number; readonly column: number } {
  const lines = bytes.toString('utf8', 0, offset).split('\n');
  return { line: lines.length, column: (lines.at(-1)?.length ?? 0) + 1 };
}

/** The offset of the first byte that decoding and encoding again does not give back. */
function firstNotUtf8(bytes: Buffer): number {
  const again = Buffer.from(bytes.toString('utf8'));
  let at = 0;
  while (at < bytes.length && bytes[at] === again[at]) at += 1;
  return at;
}

function decodedText(bytes: Buffer): string {
  const hasMark = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  return bytes.toString('utf8', hasMark ? 3 : 0);
}

/** Why a file of a size in bytes is not read, and what to do. */
export function tooLarge(size: number): string {
  const mebibytes = (bytes: number) => Math.floor(bytes / 1024 / 1024).toLocaleString('en-US');
  return `The file has ${mebibytes(size)} MiB; files over ${mebibytes(MAX_FILE_BYTES)} MiB are not read. Split it, or exclude it in the settings.`;
}

/** A file whose text and object id are worked out when they are asked for: each costs as much as reading. */
class LazyFile implements TreeFile {
  #hash: string | undefined;
  #text: string | undefined;

  constructor(
    readonly path: string,
    readonly bytes: Buffer,
  ) {}

  get hash(): string {
    this.#hash ??= blobHash(this.bytes);
    return this.#hash;
  }

  get text(): string {
    this.#text ??= decodedText(this.bytes);
    return this.#text;
  }
}

/** The bytes of a file that no listing has hashed as the outcome of reading it. */
export function bytesOutcome(path: string, bytes: Buffer): Outcome<TreeFile> {
  const fault = contentFault(bytes);
  if (fault === undefined) return { ok: true, value: new LazyFile(path, bytes) };
  return { ok: false, problem: faultProblem(path, fault) };
}

function faultProblem(file: string, { code, message, line, column }: ContentFault): Problem {
  return problem(code, message, { file, line, column });
}

/** Whether two files hold the same text; their bytes tell fastest. */
export function isSameContent(a: TreeFile, b: TreeFile): boolean {
  return a.bytes !== undefined && b.bytes !== undefined
    ? a.bytes.equals(b.bytes)
    : a.text === b.text;
}

/** The content of an entry as the outcome of reading it. */
export function contentOutcome(path: string, hash: string, content: Content): Outcome<TreeFile> {
  if ('text' in content) return { ok: true, value: { path, hash, text: content.text } };
  return { ok: false, problem: faultProblem(path, content) };
}

/** Git's object id of a blob: SHA-1 over a header with the size, and the bytes. */
export function blobHash(bytes: Uint8Array): string {
  return createHash('sha1').update(`blob ${bytes.length}\0`).update(bytes).digest('hex');
}
