import { extname } from 'node:path';
import { type JsonAhead, readAhead, type ScanElsewhere } from '../../document/json-ahead.ts';
import { compareProblems, type Outcome, type Problem } from '../../problem.ts';
import { isSameContent } from '../../tree/content.ts';
import type { Tree, TreeFile } from '../../tree/tree.ts';
import { type AreaReport, countDrifts } from '../area-report.ts';
import {
  COMPATIBILITIES,
  type Compatibility,
  type ContractDrift,
  compareDrifts,
} from '../drift.ts';
import { checkReferences, isWellReferenced } from './check-references.ts';
import { type CompareOptions, compareContracts } from './compare/contract.ts';
import { compareVersion } from './compare/version.ts';
import { loadContract } from './load.ts';
import type { Contract, Side } from './model/contract.ts';
import { ContractModel } from './model/contract-model.ts';
import { PatternWork, workOnPatterns } from './pattern/automaton.ts';
import { reportDrifts } from './report.ts';
import { sameValue } from './schema/sameness.ts';

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
  /** Scans large JSON files in another thread, where the caller has one. */
  readonly scanElsewhere?: ScanElsewhere;
}

/**
 * What changed from one contract file to another, `holdfast diff`. A file that cannot be read or is no contract
 * is a problem. Rejects only when a tree's source fails.
 */
export async function compareContractFiles(input: CompareFilesInput): Promise<AreaReport> {
  const [before, after] = await Promise.all([
    input.base.tree.read(input.base.path),
    input.head.tree.read(input.head.path),
  ]);
  if (before.ok && after.ok && isSameFile(before.value, after.value)) {
    const only = await loadContract(input.head.tree, input.head.path, 'head', after.value);
    if (only.ok && only.value.files.length === 1 && isWellReferenced(only.value))
      return areaReport([], [], [input.base.path, input.head.path]);
  }
  const [baseAhead, headAhead] = await aheadOf(before, after, input.scanElsewhere);
  const base = await loadContract(...sideOf(input.base, 'base', before), baseAhead);
  const head = await loadContract(...sideOf(input.head, 'head', after), headAhead);
  if (!base.ok || !head.ok) {
    const problems = [base, head].flatMap((side) => (side.ok ? [] : [side.problem]));
    return areaReport([], problems, []);
  }
  const { drifts, problems } = await compareLoaded(base.value, head.value, input.service, input);
  return areaReport(drifts, problems, [...base.value.files, ...head.value.files]);
}

async function aheadOf(
  base: Outcome<TreeFile>,
  head: Outcome<TreeFile>,
  scanElsewhere: ScanElsewhere | undefined,
): Promise<readonly (JsonAhead | undefined)[]> {
  if (!base.ok || !head.ok || scanElsewhere === undefined) return [];
  const [before, after] = [base.value.bytes, head.value.bytes];
  if (before === undefined || after === undefined) return [];
  return readAhead([before, after], scanElsewhere);
}

/** Compares two contracts that were read. */
export async function compareLoaded(
  base: Contract,
  head: Contract,
  service: string | null,
  options: CompareOptions,
): Promise<{ readonly drifts: readonly ContractDrift[]; readonly problems: readonly Problem[] }> {
  if (isSame(base, head)) return { drifts: [], problems: problemsOfReferences(base, head) };
  const models = { base: new ContractModel(base), head: new ContractModel(head) };
  const patterns = new PatternWork();
  workOnPatterns(patterns);
  const findings = compareContracts(models.base, models.head, options);
  if (findings.units.some(({ claim }) => claim !== null)) {
    // Loaded only now: most comparisons have nothing to prove, and starting has to be fast.
    const { proveClaims } = await import('./witness/prove.ts');
    workOnPatterns(patterns);
    proveClaims(findings, models.base, models.head);
  }
  const context = { base, head, service };
  const drifts = reportDrifts(findings, context);
  const unit = compareVersion(base, head, worstOf(drifts));
  if (unit !== null) {
    drifts.push(
      ...reportDrifts(
        { ...findings, units: [unit], operations: [], tags: [], unstable: [] },
        context,
      ),
    );
  }
  return { drifts, problems: problemsOfReferences(base, head) };
}

/** What is wrong with references, with all else that was found to be wrong. */
function problemsOfReferences(base: Contract, head: Contract): readonly Problem[] {
  checkReferences(head);
  // What is wrong at base only matters to tell what the head brought from what stood there before.
  if (head.problems.length > 0) checkReferences(base);
  return [...base.problems, ...head.problems];
}

function worstOf(drifts: readonly ContractDrift[]): Compatibility {
  const found = new Set(drifts.map(({ compatibility }) => compatibility));
  return COMPATIBILITIES.findLast((level) => found.has(level)) ?? 'non_breaking';
}

/** Whether two files say the same by themselves, so that only one of them needs to be read. */
function isSameFile(base: TreeFile, head: TreeFile): boolean {
  // What is named JSON is read as JSON, so the same text may mean something else under another name.
  const isSameKind = extname(base.path) === extname(head.path);
  return isSameKind && isSameContent(base, head);
}

function sideOf({ tree, path }: ContractFile, side: Side, read: Outcome<TreeFile>) {
  return [tree, path, side, read.ok ? read.value : undefined] as const;
}

/** Whether both say the same, in whatever layout and order of keys, and refer to no other file. */
function isSame(base: Contract, head: Contract): boolean {
  if (base.files.length > 1 || head.files.length > 1) return false;
  return sameValue(base.document.value, head.document.value);
}

/** Puts an area's results in order. */
export function areaReport(
  changes: readonly ContractDrift[],
  problems: readonly Problem[],
  checked: Iterable<string>,
): AreaReport {
  return {
    changes: [...changes].sort(compareDrifts),
    waived: [],
    left_out: 0,
    summary: countDrifts(changes),
    problems: [...problems].sort(compareProblems),
    checked: [...new Set(checked)].sort(),
  };
}
