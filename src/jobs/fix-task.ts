import type { MessagePort } from 'node:worker_threads';
import type { Found, Proof } from '../fix/proof.ts';
import type { FixFile } from '../github/fix-branch.ts';
import type { Repair } from '../incidents/fix.ts';
import type { Waiver } from '../settings/settings.ts';
import type { ThreadAnswer, ThreadSource } from './thread-trees.ts';

/** What a thread is told that looks for a fix: plain data. */
export interface FixTask extends ThreadSource {
  readonly repo: string;
  /** The commit to repair. */
  readonly headSha: string;
  /** The commit whose settings say what may be edited. */
  readonly settingsSha: string;
  /** YYYY-MM-DD. */
  readonly date: string;
  readonly waivers: readonly Waiver[];
  readonly repairs: readonly Repair[];
}

export interface FixThreadTask extends FixTask {
  readonly cache: MessagePort;
}

/** A drift that was to be repaired, for people; unescaped text. */
export interface Unrepaired extends Found {
  readonly reason: string;
}

/** What can be done. Files are empty where nothing could be proven. */
export interface FixFindings {
  readonly files: readonly FixFile[];
  /** What each edit does, each sentence once, with the file it is done in; unescaped text. */
  readonly changes: readonly { readonly file: string; readonly sentence: string }[];
  readonly proofs: readonly Proof[];
  /** The proof for fixtures, where any are brought in line with their contracts; null where none are. */
  readonly fixtures: Proof | null;
  /** Fixtures that could not be read, so that nothing was checked about them; unescaped text. */
  readonly unread: readonly { readonly file: string | null; readonly message: string }[];
  /** The drifts that the files remove. */
  readonly removed: readonly Found[];
  readonly refused: readonly Unrepaired[];
  /** How many of the drifts asked for are still there, with fixtures of a pull request that disagree; 0 means there is nothing to repair any more. */
  readonly standing: number;
  /** What is wrong with the settings, which then say nothing of what may be edited: a sentence each. */
  readonly problems: readonly string[];
}

export type FixAnswer = ThreadAnswer<FixFindings>;
