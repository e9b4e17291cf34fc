// The door of this folder: from the drifts of a comparison to fixes that are proven.
import type { Drift } from '../drift/drift.ts';
import type { Settings } from '../settings/settings.ts';
import type { Tree } from '../tree/tree.ts';
import type { Edit, FixedFile } from './edit.ts';
import type { Detector, Proof } from './proof.ts';

/** Edits that remove drifts, and the proof. */
export interface ProvenFix {
  /** Stable for the same fixer and drifts: 16 hexadecimal digits. */
  readonly id: string;
  /** The id of the fixer. */
  readonly fixer: string;
  /** What it does, on one line; unescaped text. */
  readonly title: string;
  /** In the order in which they are made. */
  readonly edits: readonly Edit[];
  /** What each edit does and why, each sentence once, in the order of the edits; unescaped text. */
  readonly sentences: readonly string[];
  /** Every file that it changes, sorted by path. */
  readonly files: readonly FixedFile[];
  /** Fingerprints of the drifts that it removes, sorted. */
  readonly drifts: readonly string[];
  readonly proof: Proof;
}

/** A drift for which no fix is offered, and why: one plain sentence, unescaped text. */
export interface RefusedFix {
  readonly drift: string;
  readonly reason: string;
}

export interface ProposeInput {
  readonly base: Tree;
  readonly head: Tree;
  readonly settings: Settings;
  /** The audit's date: `YYYY-MM-DD`. */
  readonly date: string;
  /** The drifts to remove, as the report of `base` against `head` has them. */
  readonly drifts: readonly Drift[];
  /** Another detector than the one of whole trees: of two files, `holdfast diff`. */
  readonly detect?: Detector<Drift>;
}

/** What can be offered. */
export interface Proposal {
  /** In the order of the drifts. */
  readonly fixes: readonly ProvenFix[];
  readonly refused: readonly RefusedFix[];
}

/** One fix for each drift by itself: what a suggestion in a review is made of. */
export async function proposeFixes(_input: ProposeInput): Promise<Proposal> {
  return { fixes: [], refused: [] };
}

/**
 * One fix for all drifts together, as far as they can be removed: what a fix pull request is made of. It has one fix
 * at most.
 */
export async function proposeFixTogether(_input: ProposeInput): Promise<Proposal> {
  return { fixes: [], refused: [] };
}
