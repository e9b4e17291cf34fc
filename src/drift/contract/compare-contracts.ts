import { compareProblems, type Problem } from '../../problem.ts';
import type { Tree } from '../../tree/tree.ts';
import { type AreaReport, countDrifts } from '../area-report.ts';
import {
  COMPATIBILITIES,
  type Compatibility,
  type ContractDrift,
  compareDrifts,
} from '../drift.ts';
import { checkReferences } from './check-references.ts';
import { type CompareOptions, compareContracts } from './compare/contract.ts';
import { compareVersion } from './compare/version.ts';
import { loadContract } from './load.ts';
import type { Contract } from './model/contract.ts';
import { ContractModel } from './model/contract-model.ts';
import { reportDrifts } from './report.ts';

/** One contract file of a tree. */
export interface ContractFile {
  readonly tree: Tree;
  readonly path: string;
}

export interface CompareFilesInput {
  readonly base: ContractFile;
  readonly head: ContractFile;
  readonly service: string | null;
  /** The date that sunset dates are measured by: `YYYY-MM-DD`. */
  readonly date: string;
  /** Whether components that nothing refers to are part of what is promised. */
  readonly components?: boolean;
}

/**
 * What changed from one contract file to another, `holdfast diff`. A file that cannot be read or is no contract
 * is a problem. Rejects only when a tree's source fails.
 */
export async function compareContractFiles(input: CompareFilesInput): Promise<AreaReport> {
  const base = await loadContract(input.base.tree, input.base.path, 'base');
  const head = await loadContract(input.head.tree, input.head.path, 'head');
  if (!base.ok || !head.ok) {
    const problems = [base, head].flatMap((side) => (side.ok ? [] : [side.problem]));
    return areaReport([], problems, []);
  }
  const { drifts, problems } = await compareLoaded(base.value, head.value, input.service, input);
  return areaReport(drifts, problems, [...base.value.files, ...head.value.files]);
}

/** Compares two contracts that were read. */
export async function compareLoaded(
  base: Contract,
  head: Contract,
  service: string | null,
  options: CompareOptions,
): Promise<{ readonly drifts: readonly ContractDrift[]; readonly problems: readonly Problem[] }> {
  if (isSameText(base, head)) return { drifts: [], problems: [] };
  const models = { base: new ContractModel(base), head: new ContractModel(head) };
  const findings = compareContracts(models.base, models.head, options);
  if (findings.units.some(({ claim }) => claim !== null)) {
    // Loaded only now: most comparisons have nothing to prove, and starting has to be fast.
    const { proveClaims } = await import('./witness/prove.ts');
    proveClaims(findings, models.base, models.head);
  }
  const context = { base, head, service };
  const drifts = reportDrifts(findings, context);
  const unit = compareVersion(base, head, worstOf(drifts));
  if (unit !== null) {
    drifts.push(...reportDrifts({ units: [unit], operations: [], tags: [] }, context));
  }
  checkReferences(head);
  // What is wrong at base only matters to tell what the head brought from what stood there before.
  if (head.problems.length > 0) checkReferences(base);
  return { drifts, problems: [...base.problems, ...head.problems] };
}

function worstOf(drifts: readonly ContractDrift[]): Compatibility {
  const found = new Set(drifts.map(({ compatibility }) => compatibility));
  return COMPATIBILITIES.findLast((level) => found.has(level)) ?? 'non_breaking';
}

/** Whether both are one and the same file and refer to no other, so that nothing can differ. */
function isSameText(base: Contract, head: Contract): boolean {
  const { hash } = base.document;
  return (
    hash !== null &&
    hash === head.document.hash &&
    base.files.length === 1 &&
    head.files.length === 1
  );
}

/** Puts an area's results in order. */
export function areaReport(
  changes: readonly ContractDrift[],
  problems: readonly Problem[],
  checked: Iterable<string>,
): AreaReport {
  return {
    changes: [...changes].sort(compareDrifts),
    summary: countDrifts(changes),
    problems: [...problems].sort(compareProblems),
    checked: [...new Set(checked)].sort(),
  };
}
