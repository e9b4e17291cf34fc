import { constants } from 'node:fs';
import { lstat, open, readlink } from 'node:fs/promises';
import { join } from 'node:path';
import { type Outcome, type Problem, problem } from '../problem.ts';
import { blobHash, bytesOutcome, tooLarge } from './content.ts';
import { missingFile, symlinkProblem } from './entry-index.ts';
import { parentFolders } from './path.ts';
import { MAX_FILE_BYTES, type TreeEntry, type TreeFile } from './tree.ts';

/** Follow no link, and do not wait for the other end of a pipe. Windows has neither flag. */
const READ_FLAGS = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);

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

/**
 * What stands at a path below a folder, as an entry; undefined where there is nothing that a tree lists:
 * no file, or one that is only reached through a link.
 */
export async function diskEntry(root: string, path: string): Promise<TreeEntry | undefined> {
  const link = await firstLink(root, path);
  if (link !== undefined && link !== path) return undefined;
  const stats = await lstat(join(root, path)).catch(absentIsUndefined);
  if (stats === undefined) return undefined;
  if (stats.isSymbolicLink()) {
    const target = await readlink(join(root, path)).catch(absentIsUndefined);
    return { path, kind: 'symlink', size: null, hash: blobHash(Buffer.from(target ?? '')) };
  }
  if (stats.isDirectory()) return { path, kind: 'submodule', size: null, hash: '' };
  if (!stats.isFile()) return undefined;
  const { size, mtimeMs } = stats;
  const hash =
    size > MAX_FILE_BYTES ? undefined : await fileHash(join(root, path)).catch(absentIsUndefined);
  // Size and date stand in for the content of a file that is not read, being too large or forbidden.
  return { path, kind: 'file', size, hash: hash ?? `unread:${size}:${mtimeMs}` };
}

async function readPlainFile(root: string, path: string): Promise<Outcome<TreeFile>> {
  const handle = await open(join(root, path), READ_FLAGS);
  try {
    const stats = await handle.stat();
    if (!stats.isFile()) return refuse(notAFile(path));
    if (stats.size > MAX_FILE_BYTES) {
      return refuse(problem('file-too-large', tooLarge(stats.size), { file: path }));
    }
    const bytes = await handle.readFile();
    return bytesOutcome(path, bytes);
  } finally {
    await handle.close();
  }
}

/** The outermost part of a path that is a symbolic link. */
async function firstLink(root: string, path: string): Promise<string | undefined> {
  for (const part of [...parentFolders(path), path]) {
    const stats = await lstat(join(root, part)).catch(absentIsUndefined);
    if (stats === undefined) return undefined;
    if (stats.isSymbolicLink()) return part;
  }
  return undefined;
}

async function fileHash(path: string): Promise<string> {
  const handle = await open(path, READ_FLAGS);
  try {
    return blobHash(await handle.readFile());
  } finally {
    await handle.close();
  }
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
  const code = errorCode(error) ?? '';
  if (['ENOENT', 'ENOTDIR', 'ELOOP', 'EACCES', 'EPERM'].includes(code)) return undefined;
  throw error;
}

/** The system's code of an error (`ENOENT`), if it has one. */
export function errorCode(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}

function refuse(reason: Problem): Outcome<never> {
  return { ok: false, problem: reason };
}
