// Looks for edits that are proven to remove drifts: the narrowest first, wider where the proof fails.
import { COMPATIBILITIES, type Drift, SEVERITIES } from '../drift/drift.ts';
import { REMARKS } from '../drift/remarks.ts';
import { applyEdits, type FailedEdit } from './apply.ts';
import { combined } from './combine.ts';
import type { Documents } from './documents.ts';
import type { Edit } from './edit.ts';
import type { FoundFix } from './fix.ts';
import type { Attempt, OpenFixer } from './fixer.ts';
import { type Detection, type Detector, prove } from './proof.ts';

export interface SearchInput {
  readonly head: Documents;
  readonly fixer: OpenFixer;
  readonly detect: Detector<Drift>;
  readonly before: Detection<Drift>;
  /** See `Proof.check`. */
  readonly check: string;
  /** Proofs that may still be tried, shared by several searches; without it only each one's own bound holds. */
  readonly allowance?: ProofAllowance;
}

/** How many more proofs may be tried. Each search takes off what it tries. */
export interface ProofAllowance {
  left: number;
}

/** What a search came to: a fix for those drifts that are not refused. */
export interface SearchOutcome {
  readonly fix: FoundFix | null;
  readonly refused: readonly { readonly drift: string; readonly reason: string }[];
}

/** Tries for a group of drifts at most: each makes the edits, and mostly runs the detector. */
const MOST_TRIES = 40;
/** Characters of edited files in all tries together, at most: large files take long to be read and checked. */
const MOST_TEXT = 200_000_000;
/**
 * The part of both after which drifts that stand in the way are given up at once, not tried in another way: so that
 * the others get their fix.
 */
const PATIENCE = 0.75;

const NO_ALLOWANCE = 'No more proofs may be tried.';

/** A drift and how far the ways to remove it have been tried. */
interface Candidate {
  readonly drift: Drift;
  readonly attempts: readonly Attempt[];
  at: number;
}

/** One search for edits that remove a group of drifts together. */
export class Search {
  private candidates: Candidate[] = [];
  private tries = 0;
  /** Characters of edited files so far. */
  private text = 0;
  private readonly refused: { readonly drift: string; readonly reason: string }[] = [];

  constructor(private readonly input: SearchInput) {}

  async run(drifts: readonly Drift[]): Promise<SearchOutcome> {
    const { allowance = { left: MOST_TRIES } } = this.input;
    if (allowance.left > 0) await this.open(drifts);
    else for (const drift of drifts) this.refuse(drift, NO_ALLOWANCE);
    let reason = NO_ALLOWANCE;
    while (this.candidates.length > 0 && this.spent() < 1 && allowance.left > 0) {
      allowance.left -= 1;
      const tried = await this.tryOnce();
      this.tries += 1;
      if (typeof tried !== 'string') return { fix: tried, refused: this.refused };
      reason = tried;
    }
    const ended = `It was given up after ${this.tries} tries: ${reason}`;
    for (const { drift } of this.candidates) this.refuse(drift, ended);
    return { fix: null, refused: this.refused };
  }

  /** How much of what a search may take is used up, from 0; at 1 it ends. Counted, not timed: always the same. */
  private spent(): number {
    return Math.max(this.tries / MOST_TRIES, this.text / MOST_TEXT);
  }

  private async open(drifts: readonly Drift[]): Promise<void> {
    const known = new Set(this.input.before.found.map(({ fingerprint }) => fingerprint));
    for (const drift of drifts) {
      if (!known.has(drift.fingerprint)) {
        this.refuse(drift, 'The drift is not there any more.');
        continue;
      }
      const found = await this.input.fixer.attempts(drift);
      if (found.ok) this.candidates.push({ drift, attempts: found.attempts, at: 0 });
      else this.refuse(drift, found.reason);
    }
  }

  /** Tries all that are left with the edits they have come to; a reason where that is no proof. */
  private async tryOnce(): Promise<FoundFix | string> {
    const { head, detect, before, check } = this.input;
    const edits = combined(this.candidates.flatMap(editsOf));
    const applied = await applyEdits(head, edits);
    if (!applied.ok) {
      const [{ edit, reason }] = applied.failures;
      this.text += await this.sizeOf(edit.file);
      this.widenFailed(applied.failures);
      return `${edit.file}: ${reason}`;
    }
    this.text += applied.files.reduce((sum, { after }) => sum + (after?.length ?? 0), 0);
    const after = await detect(applied.tree);
    const removes = new Set(this.candidates.map(({ drift }) => drift.fingerprint));
    const outcome = prove({
      check,
      before,
      after,
      removes,
      isRemark: ({ rule }) => REMARKS.has(rule),
      badness,
    });
    if (outcome.ok) return { edits, files: applied.files, proof: outcome.proof };
    const standing = new Set(outcome.standing.map(({ fingerprint }) => fingerprint));
    const isBlamed = (candidate: Candidate): boolean =>
      standing.has(candidate.drift.fingerprint) ||
      outcome.came.some((came) => isNear(came, candidate));
    const isAnyBlamed = this.candidates.some(isBlamed);
    this.widen((candidate) => (isAnyBlamed && !isBlamed(candidate) ? undefined : outcome.reason));
    return outcome.reason;
  }

  private widenFailed(failures: readonly FailedEdit[]): void {
    const reasons = new Map(
      failures.map(({ edit, reason }) => [keyOf(edit), `${edit.file}: ${reason}`]),
    );
    this.widen((candidate) => {
      const failed = editsOf(candidate).find((edit) => reasons.has(keyOf(edit)));
      return failed && reasons.get(keyOf(failed));
    });
  }

  /**
   * Goes on to the next way of those drifts for which there is a reason to; those that have none left are refused with
   * it.
   */
  private widen(reasonFor: (candidate: Candidate) => string | undefined): void {
    const isPatient = this.spent() < PATIENCE;
    this.candidates = this.candidates.filter((candidate) => {
      const reason = reasonFor(candidate);
      if (reason === undefined) return true;
      candidate.at += 1;
      const isLeft = candidate.at < candidate.attempts.length;
      if (isLeft && isPatient) return true;
      const told = isLeft ? `It was given up after ${this.tries + 1} tries: ${reason}` : reason;
      this.refuse(candidate.drift, told);
      return false;
    });
  }

  private async sizeOf(file: string): Promise<number> {
    return (await this.input.head.document(file))?.text.length ?? 0;
  }

  private refuse({ fingerprint }: Drift, reason: string): void {
    this.refused.push({ drift: fingerprint, reason });
  }
}

function editsOf({ attempts, at }: Candidate): readonly Edit[] {
  return attempts[at]?.edits ?? [];
}

/** What an edit is of: drifts that need the same change have an edit each, of which one is made. */
function keyOf({ file, change }: Edit): string {
  return JSON.stringify([file, change.kind, 'path' in change ? change.path.map(String) : change]);
}

function badness({ compatibility, severity }: Drift): number {
  return COMPATIBILITIES.indexOf(compatibility) * SEVERITIES.length + SEVERITIES.indexOf(severity);
}

/** Whether something that came may be the work of a drift's edits: it reaches one of the same operations. */
function isNear(came: Drift, { drift }: Candidate): boolean {
  const name = ({ method, path }: { readonly method: string; readonly path: string }) =>
    `${method} ${path}`;
  const reached = new Set(drift.operations.map(name));
  return came.operations.some((operation) => reached.has(name(operation)));
}
