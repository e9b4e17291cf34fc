import type { Outcome, Problem } from '../problem.ts';

/** One entry of a tree. Only files are ever read; links and submodules are listed so that they can be reported. */
export interface TreeEntry {
  /** Path from the root with `/` between the parts, never absolute, never with `..`. */
  readonly path: string;
  readonly kind: 'file' | 'symlink' | 'submodule';
  /** Size in bytes; null where the source does not say. */
  readonly size: number | null;
  /** Git's object id of the content (SHA-1 of the blob), the key of every content cache. */
  readonly hash: string;
}

/** The text of one file, decoded as UTF-8 (without a byte order mark). */
export interface TreeFile {
  readonly path: string;
  readonly hash: string;
  readonly text: string;
  /** The bytes that the text is decoded from, where the tree has them at hand; with the byte order mark. */
  readonly bytes?: Buffer;
}

/** The entries of a tree and what could not be listed. */
export interface TreeListing {
  /** Sorted by path (code unit order). */
  readonly entries: readonly TreeEntry[];
  readonly problems: readonly Problem[];
}

/**
 * A read-only view of one commit's files: the only way analysis sees a repository.
 * `read` never throws for anything the repository can contain: a missing file, a link, a submodule,
 * a binary or an oversized file is an outcome with a problem.
 * It throws only when the source itself fails (network, git), so that a job can be retried.
 */
export interface Tree {
  /** Commit SHA, or `working tree`, or the path of a directory: for people, not for comparison. */
  readonly revision: string;
  list(): Promise<TreeListing>;
  read(path: string): Promise<Outcome<TreeFile>>;
  /**
   * Says that these files are about to be read, so that a tree for which each reading is a request can get them
   * together. Trees that read fast have none. Paths that are not there are passed over.
   */
  prefetch?(paths: readonly string[]): Promise<void>;
}

/** Files larger than this are not read: 32 MiB, over twice the largest public API description known (14 MB). */
export const MAX_FILE_BYTES = 32 * 1024 * 1024;
