import { createHash } from 'node:crypto';
import { constants, createReadStream } from 'node:fs';
import { lstat, open } from 'node:fs/promises';
import { join } from 'node:path';
import { type Outcome, type Problem, problem } from '../problem.ts';
import { blobHash, contentOutcome, decodeContent, tooLarge } from './content.ts';
import { missingFile, symlinkProblem } from './entry-index.ts';
import { parentFolders } from './path.ts';
import { MAX_FILE_BYTES, type TreeEntry, type TreeFile } from './tree.ts';

/**
 * Reads a file below a folder of this machine without following any symbolic link on the way.
 * Everything that can be wrong with a file is a problem; only a failing disk throws.
 */
export async function readDiskFile(root: string, path: string): Promise<Outcome<TreeFile>> {
  const link = await firstLink(root, path);
  if (link !== undefined) return refuse(symlinkProblem(path, link));
  try {
    return await readPlainFile(root, path);
  } catch (error) {
    return refuse(diskProblem(path, error));
  }
}

/** What stands at a path below a folder, as an entry; undefined where there is nothing that a tree lists. */
export async function diskEntry(root: string, path: string): Promise<TreeEntry | undefined> {
  const stats = await lstat(join(root, path)).catch(absentIsUndefined);
  if (stats === undefined) return undefined;
  if (stats.isSymbolicLink()) return { path, kind: 'symlink', size: null, hash: '' };
  if (stats.isDirectory()) return { path, kind: 'submodule', size: null, hash: '' };
  if (!stats.isFile()) return undefined;
  const { size } = stats;
  // A file that is too large is never read, not even for its hash: size and date stand in for it.
  const isLarge = size > MAX_FILE_BYTES;
  const hash = isLarge
    ? `unread:${size}:${stats.mtimeMs}`
    : await fileHash(join(root, path), size).catch(absentIsUndefined);
  return { path, kind: 'file', size, hash: hash ?? '' };
}

async function readPlainFile(root: string, path: string): Promise<Outcome<TreeFile>> {
  // A pipe would make the opening itself wait for ever.
  const handle = await open(
    join(root, path),
    constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0),
  );
  try {
    const stats = await handle.stat();
    if (!stats.isFile()) return refuse(notAFile(path));
    if (stats.size > MAX_FILE_BYTES) {
      return refuse(problem('file-too-large', tooLarge(stats.size), { file: path }));
    }
    const bytes = await handle.readFile();
    return contentOutcome(path, blobHash(bytes), decodeContent(bytes));
  } finally {
    await handle.close();
  }
}

/** The outermost part of a path that is a symbolic link. */
async function firstLink(root: string, path: string): Promise<string | undefined> {
  for (const part of [...parentFolders(path), path]) {
    const stats = await lstat(join(root, part)).catch(() => undefined);
    if (stats === undefined) return undefined;
    if (stats.isSymbolicLink()) return part;
  }
  return undefined;
}

/** Git's id of a file's content, without holding the content. */
async function fileHash(path: string, size: number): Promise<string> {
  const hash = createHash('sha1').update(`blob ${size}\0`);
  for await (const chunk of createReadStream(path)) hash.update(chunk);
  return hash.digest('hex');
}

function diskProblem(path: string, error: unknown): Problem {
  const code = errorCode(error);
  if (code === 'ENOENT' || code === 'ENOTDIR') return missingFile(path);
  if (code === 'ELOOP') return symlinkProblem(path, path);
  if (code === 'EISDIR') return notAFile(path);
  if (code === 'EACCES' || code === 'EPERM') {
    const message = 'Holdfast is not allowed to read this file. Change its permissions.';
    return problem('unreadable-file', message, { file: path });
  }
  throw error;
}

function notAFile(path: string): Problem {
  const message = 'This is not a regular file, so it was not read. A text file was expected.';
  return problem('unreadable-file', message, { file: path });
}

function absentIsUndefined(error: unknown): undefined {
  const code = errorCode(error);
  if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'EACCES' || code === 'EPERM') {
    return undefined;
  }
  throw error;
}

/** The system's code of an error (`ENOENT`), if it has one. */
export function errorCode(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}

function refuse(reason: Problem): Outcome<never> {
  return { ok: false, problem: reason };
}
