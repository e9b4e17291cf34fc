// What is offered: a fix with its proof, and why there is none.
import { createHash } from 'node:crypto';
import type { Edit, FixedFile } from './edit.ts';
import type { Fixer } from './fixer.ts';
import type { Proof } from './proof.ts';

/** Edits that are proven. */
export interface FoundFix {
  readonly edits: readonly Edit[];
  readonly files: readonly FixedFile[];
  readonly proof: Proof;
}

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

/** What can be offered. */
export interface Proposal {
  /** In the order of the drifts. */
  readonly fixes: readonly ProvenFix[];
  readonly refused: readonly RefusedFix[];
}

/** The fix that a fixer has found. */
export function provenFix(
  fixer: Pick<Fixer, 'id' | 'title'>,
  { edits, files, proof }: FoundFix,
): ProvenFix {
  const drifts = proof.gone.map(({ fingerprint }) => fingerprint);
  const [only] = proof.gone;
  const count = `${drifts.length} drifts`;
  return {
    id: createHash('sha256')
      .update(JSON.stringify([fixer.id, ...drifts]))
      .digest('hex')
      .slice(0, 16),
    fixer: fixer.id,
    title: `${fixer.title}: ${drifts.length === 1 && only !== undefined ? only.message : count}`,
    edits,
    sentences: [...new Set(edits.map(({ sentence }) => sentence))],
    files,
    drifts,
    proof,
  };
}
