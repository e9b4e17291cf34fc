// The proof of a fix: what a detector finds before and after, held against each other. For every area.
import { compareText } from '../location.ts';
import type { Problem } from '../problem.ts';
import type { Tree } from '../tree/tree.ts';

/** Something that a detector found, known again by its fingerprint. Every drift is one. */
export interface Found {
  readonly fingerprint: string;
  /** One plain sentence, unescaped text. */
  readonly message: string;
}

/** What a detector says of a tree. */
export interface Detection<T extends Found = Found> {
  readonly found: readonly T[];
  /** What could not be checked. */
  readonly problems: readonly Problem[];
  /** Files that were looked at, sorted. */
  readonly checked: readonly string[];
}

/** An area's detector with all it needs but the tree. Rejects only when the tree's source fails. */
export type Detector<T extends Found = Found> = (tree: Tree) => Promise<Detection<T>>;

/** What was checked before and after a fix. */
export interface Proof {
  /** What was run, in a few words: `the contract check against 1a2b3c4`. */
  readonly check: string;
  /** How much it found before the fix and after it. */
  readonly before: number;
  readonly after: number;
  /** What it found before and does not find any more, sorted by fingerprint. */
  readonly gone: readonly Found[];
  /** Files that were looked at after the fix, sorted. */
  readonly checked: readonly string[];
}

/** The outcome of trying to prove a fix. */
export type ProofOutcome<T extends Found = Found> =
  | { readonly ok: true; readonly proof: Proof }
  | {
      readonly ok: false;
      /** Why it is no proof: one plain sentence. */
      readonly reason: string;
      /** What should be gone and is still there. */
      readonly standing: readonly T[];
      /** What was not there before. */
      readonly came: readonly T[];
    };

/** What has to be proven. */
export interface Claim<T extends Found = Found> {
  readonly check: string;
  readonly before: Detection<T>;
  readonly after: Detection<T>;
  /** Fingerprints of what the fix is to remove. */
  readonly removes: ReadonlySet<string>;
  /** Whether something found is only a remark on the rest, which may come and go with it. */
  readonly isRemark?: (found: T) => boolean;
  /** How bad something is, where what stays may get worse: a higher number is worse. */
  readonly badness?: (found: T) => number;
}

/**
 * Whether a fix does what it claims: what it removes was there and is gone, nothing came, nothing that stays got
 * worse, and nothing could be checked before that cannot be checked now.
 */
export function prove<T extends Found>(claim: Claim<T>): ProofOutcome<T> {
  const { before, after, removes } = claim;
  const known = new Map(before.found.map((each) => [each.fingerprint, each]));
  const left = new Set(after.found.map(({ fingerprint }) => fingerprint));
  const absent = [...removes].filter((fingerprint) => !known.has(fingerprint));
  const standing = after.found.filter(({ fingerprint }) => removes.has(fingerprint));
  const came = after.found.filter((each) => isNew(each, known.get(each.fingerprint), claim));
  const problems = newProblems(before.problems, after.problems);
  const reason = reasonOf({ absent, standing, came, problems });
  if (reason !== undefined) return { ok: false, reason, standing, came };
  const gone = before.found
    .filter(({ fingerprint }) => !left.has(fingerprint))
    .map(({ fingerprint, message }) => ({ fingerprint, message }))
    .sort((a, b) => compareText(a.fingerprint, b.fingerprint));
  return {
    ok: true,
    proof: {
      check: claim.check,
      before: before.found.length,
      after: after.found.length,
      gone,
      checked: after.checked,
    },
  };
}

function isNew<T extends Found>(now: T, before: T | undefined, claim: Claim<T>): boolean {
  if (claim.isRemark?.(now) === true) return false;
  if (before === undefined) return true;
  const { badness } = claim;
  return badness !== undefined && badness(now) > badness(before);
}

/** Problems that were not there before; lines may have moved. */
function newProblems(before: readonly Problem[], after: readonly Problem[]): readonly Problem[] {
  const key = ({ code, message, file }: Problem) => JSON.stringify([code, message, file]);
  const known = new Set(before.map(key));
  return after.filter((each) => !known.has(key(each)));
}

function reasonOf(outcome: {
  readonly absent: readonly string[];
  readonly standing: readonly Found[];
  readonly came: readonly Found[];
  readonly problems: readonly Problem[];
}): string | undefined {
  const [absent] = outcome.absent;
  const [standing] = outcome.standing;
  const [came] = outcome.came;
  const [fault] = outcome.problems;
  if (absent !== undefined) return `The drift ${absent} is not there, so there is nothing to fix.`;
  if (fault !== undefined)
    return `With the edit, ${fault.file ?? 'a file'} could no longer be checked: ${fault.message}`;
  if (standing !== undefined) return `With the edit it is still there: ${standing.message}`;
  if (came !== undefined) return `The edit would bring something else: ${came.message}`;
  return undefined;
}
