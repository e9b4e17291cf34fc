import {
  closeSync,
  constants,
  fstatSync,
  lstatSync,
  openSync,
  readFileSync,
  readlinkSync,
  type Stats,
} from 'node:fs';
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
 * Everything that can be wrong with a file is a problem; only a failing disk throws. It is read while the caller waits:
 * asking another thread for each of these short calls takes ten times as long as the calls.
 */
export function readDiskFile(root: string, path: string): Outcome<TreeFile> {
  try {
    const link = firstLink(root, path);
    if (link !== undefined) return refuse(symlinkProblem(path, link));
    return readPlainFile(root, path);
  } catch (error) {
    return refuse(diskProblem(path, error));
  }
}

/**
 * What stands at a path below a folder, as an entry; undefined where there is nothing that a tree lists:
 * no file, or one that is only reached through a link.
 */
export function diskEntry(root: string, path: string): TreeEntry | undefined {
  const link = firstLink(root, path);
  return link !== undefined && link !== path ? undefined : entryAt(root, path);
}

/** The same for a path whose folders are known to be none but folders. */
export function entryAt(root: string, path: string): TreeEntry | undefined {
  const whole = join(root, path);
  const stats = unlessAbsent(() => lstatSync(whole));
  if (stats === undefined) return undefined;
  if (stats.isSymbolicLink()) {
    const target = unlessAbsent(() => readlinkSync(whole));
    return { path, kind: 'symlink', size: null, hash: blobHash(Buffer.from(target ?? '')) };
  }
  if (stats.isDirectory()) return { path, kind: 'submodule', size: null, hash: '' };
  if (!stats.isFile()) return undefined;
  const { size, mtimeMs } = stats;
  const hash =
    size > MAX_FILE_BYTES
      ? undefined
      : unlessAbsent(() => withFile(whole, (file) => blobHash(readFileSync(file))));
  // Size and date stand in for the content of a file that is not read, being too large or forbidden.
  return { path, kind: 'file', size, hash: hash ?? `unread:${size}:${mtimeMs}` };
}

function readPlainFile(root: string, path: string): Outcome<TreeFile> {
  return withFile(join(root, path), (file, stats) => {
    if (!stats.isFile()) return refuse(notAFile(path));
    if (stats.size > MAX_FILE_BYTES) {
      return refuse(problem('file-too-large', tooLarge(stats.size), { file: path }));
    }
    return bytesOutcome(path, readFileSync(file));
  });
}

/** Opens a file for as long as it is used. */
function withFile<T>(path: string, use: (file: number, stats: Stats) => T): T {
  const file = openSync(path, READ_FLAGS);
  try {
    return use(file, fstatSync(file));
  } finally {
    closeSync(file);
  }
}

/** The outermost part of a path that is a symbolic link. */
function firstLink(root: string, path: string): string | undefined {
  for (const part of [...parentFolders(path), path]) {
    const stats = unlessAbsent(() => lstatSync(join(root, part)));
    if (stats === undefined) return undefined;
    if (stats.isSymbolicLink()) return part;
  }
  return undefined;
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

/** What is done with something on the disk; undefined where that is not there or forbidden. */
function unlessAbsent<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch (error) {
    const code = errorCode(error) ?? '';
    if (['ENOENT', 'ENOTDIR', 'ELOOP', 'EACCES', 'EPERM'].includes(code)) return undefined;
    throw error;
  }
}

/** The system's code of an error (`ENOENT`), if it has one. */
export function errorCode(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}

function refuse(reason: Problem): Outcome<never> {
  return { ok: false, problem: reason };
}
