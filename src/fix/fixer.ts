// The seam: how an area says by which edits its drifts can be removed. One file for each fixer, in its area.
import type { Area, Drift } from '../drift/drift.ts';
import type { Settings } from '../settings/settings.ts';
import type { Tree } from '../tree/tree.ts';
import type { Documents } from './documents.ts';
import type { Edit } from './edit.ts';
import type { Detector } from './proof.ts';

/** What a comparison is of. */
export interface ComparedTrees {
  /** What was promised: a baseline that was recorded, or the other side of a comparison. */
  readonly base: Tree;
  /** What is to be edited. */
  readonly head: Tree;
  readonly settings: Settings;
  /** Where one file is compared with one of another name: both names. */
  readonly files?: { readonly base: string; readonly head: string };
}

/** What a fixer may look at. */
export interface FixContext extends ComparedTrees {
  /** The files of both trees, each parsed once for all. */
  readonly documents: { readonly base: Documents; readonly head: Documents };
}

/**
 * One way to remove a drift: edits of head, none of which needs another one of the same attempt to be made first.
 * Paths are those of head as it is; indexes of arrays too.
 */
export interface Attempt {
  readonly edits: readonly Edit[];
}

/** Ways to remove a drift, the narrowest first; or why there is none, as one plain sentence. */
export type Attempts =
  | { readonly ok: true; readonly attempts: readonly Attempt[] }
  | { readonly ok: false; readonly reason: string };

/** Knows how drifts of one kind are removed. It only proposes: nothing is offered that is not proven. */
export interface Fixer {
  /** Kebab case, stable. */
  readonly id: string;
  /** What it does, as the start of a title: `Restore the contract`. */
  readonly title: string;
  /** Whether the settings want it. */
  isEnabled(settings: Settings): boolean;
  /** Whether it knows drifts of this kind. */
  canFix(drift: Drift): boolean;
  /** Makes ready for many drifts of one comparison: what it reads, it reads once. */
  open(context: FixContext): Promise<OpenFixer>;
}

/** A fixer for one comparison. */
export interface OpenFixer {
  attempts(drift: Drift): Promise<Attempts>;
}

/** What an area brings: its fixers, and the detector by which their fixes are proven. */
export interface FixArea {
  readonly area: Area;
  /** What its detector checks, in a few words: `the contracts`. */
  readonly check: string;
  readonly fixers: readonly Fixer[];
  /** The area's detector over head, all else given. */
  detector(compared: ComparedTrees & { readonly date: string }): Detector<Drift>;
}
