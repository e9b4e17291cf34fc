// The door of this folder: from the drifts of a comparison to fixes that are proven.
import type { AreaReport } from '../drift/area-report.ts';
import type { Drift } from '../drift/drift.ts';
import type { Settings } from '../settings/settings.ts';
import type { Tree } from '../tree/tree.ts';
import { Documents } from './documents.ts';
import { type Proposal, type ProvenFix, provenFix, type RefusedFix } from './fix.ts';
import type { FixArea, FixContext, Fixer, OpenFixer } from './fixer.ts';
import type { Detection } from './proof.ts';
import { FIX_AREAS } from './registry.ts';
import { type ProofAllowance, Search } from './search.ts';

export type { Proposal, ProvenFix, RefusedFix } from './fix.ts';

/** A comparison, and which of its drifts are to be removed. */
export interface ProposeInput {
  readonly base: Tree;
  readonly head: Tree;
  readonly settings: Settings;
  /** The audit's date: `YYYY-MM-DD`. */
  readonly date: string;
  /** The drifts to remove, as the report of `base` against `head` has them. */
  readonly drifts: readonly Drift[];
  /** Where one file is compared with another, not whole trees, as `holdfast diff` does: their paths. */
  readonly files?: { readonly base: string; readonly head: string };
  /**
   * What the detector of contracts has found of `head` already, as it says it: not tuned by the settings' rules,
   * nothing waived. Where it is not given, the detector is run once more.
   */
  readonly found?: AreaReport;
  /** How many fixes are worked out at most, where each drift has its own. */
  readonly most?: number;
}

/** Drifts that a fix of its own is worked out for, at most: as many as a review has comments. */
const MOST_FIXES = 30;

/** One fix for each drift by itself. */
export async function proposeFixes(input: ProposeInput): Promise<Proposal> {
  const work = new Work(input);
  const fixes: ProvenFix[] = [];
  const refused: RefusedFix[] = [];
  for (const drift of input.drifts) {
    if (fixes.length === (input.most ?? MOST_FIXES)) {
      const reason = `Fixes are worked out for ${fixes.length} drifts at most; this one comes after them.`;
      refused.push({ drift: drift.fingerprint, reason });
      continue;
    }
    const proposal = await work.together([drift]);
    fixes.push(...proposal.fixes);
    refused.push(...proposal.refused);
  }
  return { fixes, refused };
}

/**
 * One fix for each group of drifts, as long as there are proofs left: what suggestions in a review are made of, where
 * one comment can speak of several drifts.
 */
export async function proposeFixForEach(
  input: Omit<ProposeInput, 'drifts' | 'most'>,
  groups: readonly (readonly Drift[])[],
  proofs: number,
): Promise<Proposal> {
  const work = new Work({ ...input, drifts: groups.flat() }, { left: proofs });
  const proposals: Proposal[] = [];
  for (const group of groups) proposals.push(await work.together(group));
  return {
    fixes: proposals.flatMap(({ fixes }) => fixes),
    refused: proposals.flatMap(({ refused }) => refused),
  };
}

/**
 * One fix for all drifts together, as far as they can be removed: what a fix pull request is made of. It has one fix
 * for each fixer at most.
 */
export async function proposeFixTogether(input: ProposeInput): Promise<Proposal> {
  return new Work(input).together(input.drifts);
}

/** What is worked out once for all drifts of a comparison. */
class Work {
  private readonly open = new Map<Fixer, Promise<OpenFixer>>();
  private readonly before = new Map<FixArea, Promise<Detection<Drift>>>();

  private readonly context: FixContext;

  constructor(
    private readonly input: ProposeInput,
    private readonly allowance?: ProofAllowance,
  ) {
    const documents = { base: new Documents(input.base), head: new Documents(input.head) };
    this.context = { ...input, documents };
  }

  async together(drifts: readonly Drift[]): Promise<Proposal> {
    const groups = new Map<Fixer, { readonly area: FixArea; readonly drifts: Drift[] }>();
    const fixes: ProvenFix[] = [];
    const refused: RefusedFix[] = [];
    for (const drift of drifts) {
      const found = this.fixerOf(drift);
      if (typeof found === 'string') refused.push({ drift: drift.fingerprint, reason: found });
      else {
        const group = groups.get(found.fixer) ?? { area: found.area, drifts: [] };
        group.drifts.push(drift);
        groups.set(found.fixer, group);
      }
    }
    const { allowance } = this;
    for (const [fixer, group] of groups) {
      const outcome = await new Search({
        ...(allowance === undefined ? {} : { allowance }),
        head: this.context.documents.head,
        fixer: await this.opened(fixer),
        detect: group.area.detector(this.input),
        before: await this.detected(group.area),
        check: checkOf(group.area, this.input),
      }).run(group.drifts);
      if (outcome.fix !== null) fixes.push(provenFix(fixer, outcome.fix));
      refused.push(...outcome.refused);
    }
    return { fixes, refused };
  }

  private fixerOf(drift: Drift): { readonly fixer: Fixer; readonly area: FixArea } | string {
    const area = FIX_AREAS.find((each) => each.area === drift.area);
    const fixer = area?.fixers.find((each) => each.canFix(drift));
    if (area === undefined || fixer === undefined)
      return 'There is no fix for drifts of this kind.';
    if (fixer.isEnabled(this.input.settings)) return { fixer, area };
    return 'The settings do not want fixes of this kind.';
  }

  private opened(fixer: Fixer): Promise<OpenFixer> {
    const known = this.open.get(fixer) ?? fixer.open(this.context);
    this.open.set(fixer, known);
    return known;
  }

  private detected(area: FixArea): Promise<Detection<Drift>> {
    const known = this.before.get(area) ?? this.detect(area);
    this.before.set(area, known);
    return known;
  }

  private async detect(area: FixArea): Promise<Detection<Drift>> {
    const { found, head } = this.input;
    if (found === undefined || area.area !== 'contract') return area.detector(this.input)(head);
    return { found: found.changes, problems: found.problems, checked: found.checked };
  }
}

function checkOf({ check }: FixArea, { base }: ProposeInput): string {
  return `${check} against ${base.revision}`;
}
