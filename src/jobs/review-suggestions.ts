// The suggestions that the comments of a review can carry, worked out within a bound.
import type { AuditResult } from '../audit/audit.ts';
import { proposeFixForEach } from '../fix/propose.ts';
import type { FileHunks } from '../report/diff-hunks.ts';
import { LIMITS } from '../report/limits.ts';
import { commentedDrifts, type Suggestion } from '../report/review.ts';
import { markOf } from '../report/review-marker.ts';
import { suggestionsOf } from '../report/suggestions.ts';
import type { Settings } from '../settings/settings.ts';
import type { Tree } from '../tree/tree.ts';
import type { ReviewTask } from './audit-task.ts';

/**
 * A proof compares all contracts that a pull request changes once more. Together the proofs of one review read this
 * much: 4 MiB, well under a second of work.
 */
const MOST_BYTES = 4 * 1024 * 1024;
/** However small the contracts are. */
const MOST_PROOFS = 60;

export interface SuggestInput {
  readonly base: Tree;
  readonly head: Tree;
  readonly settings: Settings;
  /** YYYY-MM-DD. */
  readonly date: string;
}

/**
 * Proven fixes of what gets a comment on a line, as far as they can be suggested. Nothing is worked out for what has
 * a comment already. Rejects only when a tree's source fails.
 */
export async function suggestionsFor(
  { base, head, settings, date }: SuggestInput,
  { report, found }: Pick<AuditResult, 'report' | 'found'>,
  diff: readonly FileHunks[],
  { commented, posts }: ReviewTask,
): Promise<readonly Suggestion[]> {
  if (!posts) return [];
  const known = new Set(commented);
  const hasComment = (fingerprint: string) => known.has(markOf(fingerprint));
  const groups = commentedDrifts(report, diff, hasComment).slice(0, LIMITS.reviewComments);
  if (groups.length === 0) return [];
  const proofs = await proofsWithin([base, head], found.checked);
  if (proofs === 0) return [];
  const { fixes } = await proposeFixForEach({ base, head, settings, date, found }, groups, proofs);
  return suggestionsOf(fixes);
}

/** How many proofs may be tried where each reads these files, by the larger side of each. */
async function proofsWithin(sides: readonly Tree[], files: readonly string[]): Promise<number> {
  const read = new Map(files.map((file) => [file, 0]));
  for (const side of sides) {
    for (const { path, size } of (await side.list()).entries) {
      const known = read.get(path);
      if (known !== undefined) read.set(path, Math.max(known, size ?? 0));
    }
  }
  const bytes = [...read.values()].reduce((sum, size) => sum + size, 0);
  return bytes === 0 ? MOST_PROOFS : Math.min(MOST_PROOFS, Math.floor(MOST_BYTES / bytes));
}
