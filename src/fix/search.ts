// Looks for edits that are proven to remove drifts: the narrowest first, wider where the proof fails.
import { COMPATIBILITIES, type Drift, SEVERITIES } from '../drift/drift.ts';
import { REMARKS } from '../drift/remarks.ts';
import { applyEdits } from './apply.ts';
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

/** Proofs that are tried for a group of drifts at most, each a run of the detector. */
const MOST_PROOFS = 40;

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
  private readonly refused: { readonly drift: string; readonly reason: string }[] = [];

  constructor(private readonly input: SearchInput) {}

  async run(drifts: readonly Drift[]): Promise<SearchOutcome> {
    const { allowance = { left: MOST_PROOFS } } = this.input;
    let reason = NO_ALLOWANCE;
    if (allowance.left > 0) await this.open(drifts);
    else for (const drift of drifts) this.refuse(drift, reason);
    for (let proofs = 0; this.candidates.length > 0 && proofs < MOST_PROOFS; proofs += 1) {
      if (allowance.left <= 0) break;
      allowance.left -= 1;
      const tried = await this.tryOnce();
      if (typeof tried !== 'string') return { fix: tried, refused: this.refused };
      reason = tried;
    }
    for (const { drift } of this.candidates) this.refuse(drift, reason);
    return { fix: null, refused: this.refused };
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
      const { edit, reason } = applied;
      const told = `${edit.file}: ${reason}`;
      this.widen((candidate) => editsOf(candidate).some((each) => isSameEdit(each, edit)), told);
      return told;
    }
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
    this.widen(isAnyBlamed ? isBlamed : () => true, outcome.reason);
    return outcome.reason;
  }

  /** Goes on to the next way of some drifts; those that have none are refused. */
  private widen(isMeant: (candidate: Candidate) => boolean, reason: string): void {
    this.candidates = this.candidates.filter((candidate) => {
      if (!isMeant(candidate)) return true;
      candidate.at += 1;
      if (candidate.at < candidate.attempts.length) return true;
      this.refuse(candidate.drift, reason);
      return false;
    });
  }

  private refuse({ fingerprint }: Drift, reason: string): void {
    this.refused.push({ drift: fingerprint, reason });
  }
}

function editsOf({ attempts, at }: Candidate): readonly Edit[] {
  return attempts[at]?.edits ?? [];
}

function isSameEdit(a: Edit, b: Edit): boolean {
  return a === b || JSON.stringify([a.file, a.change]) === JSON.stringify([b.file, b.change]);
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
