import type { ContractFindings } from '../compare/contract.ts';
import { compatibilityOf } from '../compare/judge.ts';
import type { Claim, Finding } from '../compare/unit.ts';
import type { ContractModel } from '../model/contract-model.ts';
import { Search, type SearchResult } from './search.ts';

/** Claims that values are searched for at most. */
const MAX_CLAIMS = 5_000;

/**
 * Looks for a value that shows each claimed break and has `ajv` confirm it. Three things can come of it:
 *
 * - a value: the break is definite, whatever its rule says of itself, and the value is its witness;
 * - only values that both sides accept: it could not be shown that anything breaks, so that it is potential;
 * - no value at all that the one side accepts: that says nothing, and the rule's own judgement stands.
 */
export function proveClaims(
  { units, sameness }: ContractFindings,
  base: ContractModel,
  head: ContractModel,
): void {
  const search = new Search(base, head, sameness);
  let count = 0;
  for (const unit of units) {
    const { claim } = unit;
    if (claim === null) continue;
    count += 1;
    const isOver = count > MAX_CLAIMS || search.isSpent;
    const results = isOver ? NOT_SEARCHED : search.resultsOf(unit, claim);
    for (const finding of claim.findings) {
      settle(finding, claim.flow, results.get(finding) ?? { kind: 'none-made' });
    }
  }
}

const NOT_SEARCHED: ReadonlyMap<Finding, SearchResult> = new Map();

function settle(finding: Finding, flow: Claim['flow'], result: SearchResult): void {
  const isDefinite = compatibilityOf(finding, flow) === 'definitely_breaking';
  switch (result.kind) {
    case 'shown':
      finding.witness = result.witness;
      finding.compatibility = 'definitely_breaking';
      if (finding.isDoubted === true) finding.doubt = SHOWN_TOGETHER[flow];
      return;
    case 'none-made':
      if (isDefinite) finding.isUnshown = true;
      else finding.doubt = NO_VALUE[flow];
      return;
    case 'both-accept':
      if (isDefinite) finding.compatibility = 'potentially_breaking';
      finding.doubt = NO_VALUE[flow];
  }
}

const SHOWN_TOGETHER = {
  request:
    'By itself it would be harmless; together with what stands beside it, a value that was accepted is now refused.',
  response:
    'By itself it would be harmless; together with what stands beside it, a value can come that could not before.',
} as const;

const NO_VALUE = {
  request:
    'No value was found that was accepted and is now refused, and it could not be proven that there is none.',
  response:
    'No value was found that can come now and could not before, and it could not be proven that there is none.',
} as const;
