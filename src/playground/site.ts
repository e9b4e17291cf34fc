import type { GitProcesses } from './git/process.ts';
import type { Faults } from './http/faults.ts';
import type { Recorder } from './http/recorder.ts';
import type { State } from './model/state.ts';
import type { Webhooks } from './webhooks.ts';

/** Limits that tests make smaller to reach them. */
export interface Limits {
  /** How long an installation token is good for. */
  readonly tokenLifetimeMs: number;
  /** Entries after which a recursive tree is cut and marked `truncated` (GitHub: 100,000). */
  readonly treeEntries: number;
  /** Files that a comparison lists (GitHub: 300). */
  readonly comparedFiles: number;
  /** Files that a pull request lists (GitHub: 3,000). */
  readonly pullFiles: number;
  /** Bytes of a blob's text that a GraphQL query gets. */
  readonly blobTextBytes: number;
  /** How long a webhook may take to be answered (GitHub: 10 s). */
  readonly webhookTimeoutMs: number;
}

export const GITHUB_LIMITS: Limits = {
  tokenLifetimeMs: 3_600_000,
  treeEntries: 100_000,
  comparedFiles: 300,
  pullFiles: 3000,
  blobTextBytes: 512_000,
  webhookTimeoutMs: 10_000,
};

/** Everything one running stand-in is made of. */
export interface Site {
  /** `http://127.0.0.1:port`, without a slash at the end. */
  readonly url: string;
  /** Folder that holds the bare repositories. */
  readonly folder: string;
  readonly limits: Limits;
  readonly state: State;
  readonly git: GitProcesses;
  readonly webhooks: Webhooks;
  readonly faults: Faults;
  readonly recorder: Recorder;
  /** Aborted when the stand-in closes. */
  readonly closing: AbortController;
}
