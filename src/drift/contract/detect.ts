import type { Problem } from '../../problem.ts';
import type { Settings } from '../../settings/settings.ts';
import type { Tree } from '../../tree/tree.ts';
import type { AreaReport } from '../area-report.ts';
import type { ContractDrift } from '../drift.ts';
import { checkReferences } from './check-references.ts';
import { areaReport, compareLoaded } from './compare-contracts.ts';
import {
  type Candidates,
  candidatesOf,
  changedPaths,
  type Inspected,
  inspect,
  inspectAsContract,
  listSide,
  type SideFiles,
} from './discover.ts';
import { findAffected, mayBeFragment } from './fragments.ts';
import type { Contract } from './model/contract.ts';
import { ContractModel } from './model/contract-model.ts';
import { pairRenamed } from './renames.ts';
import { reportWholeContract } from './report.ts';
import type { ChangedOperations } from './snapshot.ts';

export { compareContractFiles } from './compare-contracts.ts';

export interface DetectInput {
  readonly base: Tree;
  readonly head: Tree;
  readonly settings: Settings;
  /** The audit's date, which sunset dates are measured by: `YYYY-MM-DD`. */
  readonly date: string;
  /** Whether components that nothing refers to are part of what is promised. */
  readonly components?: boolean;
  /** Where the fields of head's contracts are collected, where somebody wants them. */
  readonly operations?: ChangedOperations;
}

/** What is collected while the contracts are compared one after the other. */
interface Results {
  readonly drifts: ContractDrift[];
  readonly problems: Problem[];
  readonly checked: string[];
}

/**
 * Finds what changed in a repository's contracts between two trees. Only files that differ are read, and those
 * that may refer to them. A contract that cannot be read is a problem; the others are still compared.
 * Rejects only when a tree's source fails.
 */
export async function detectContractDrift(input: DetectInput): Promise<AreaReport> {
  const [base, head] = await Promise.all([
    listSide('base', input.base),
    listSide('head', input.head),
  ]);
  const candidates = candidatesOf(input.settings);
  const results: Results = { drifts: [], problems: [], checked: [] };
  const { operations } = input;
  const compare = async (before: Contract, after: Contract): Promise<void> => {
    const { drifts, problems } = await compareLoaded(
      before,
      after,
      candidates.serviceOf(after.file),
      input,
    );
    results.drifts.push(...drifts);
    results.problems.push(...problems);
    results.checked.push(...before.files, ...after.files);
    operations?.add(after, candidates.serviceOf(after.file));
    if (before.file !== after.file) operations?.gone.add(before.file);
  };
  const gone: Contract[] = [];
  const added: Contract[] = [];
  const fragments: string[] = [];
  const changed = changedPaths(base, head);
  await prefetch([base, head], changed.filter(candidates.isCandidate));
  for (const path of changed) {
    const pair = await inspectPair(base, head, path, candidates);
    results.problems.push(...problemsOf(pair, candidates.isNamed(path)));
    const { before, after } = pair;
    if (after.kind === 'absent' || after.kind === 'other') operations?.gone.add(path);
    if (before.kind === 'contract' && after.kind === 'contract')
      await compare(before.contract, after.contract);
    else if (before.kind === 'contract' && after.kind !== 'unreadable') gone.push(before.contract);
    else if (after.kind === 'contract' && before.kind !== 'unreadable') added.push(after.contract);
    else if (after.kind === 'contract') operations?.add(after.contract, candidates.serviceOf(path));
    else if (isFragment(path, before) || isFragment(path, after)) fragments.push(path);
    if (before.kind === 'contract' || after.kind === 'contract')
      fragments.push(...sharedRoot(path, pair));
  }
  const renames = pairRenamed(gone, added);
  for (const rename of renames) await compare(rename.base, rename.head);
  const removed = gone.filter((contract) => !renames.some((rename) => rename.base === contract));
  const further = added.filter((contract) => !renames.some((rename) => rename.head === contract));
  reportWhole(results, 'contract-removed', removed, candidates);
  reportWhole(results, 'contract-added', further, candidates);
  for (const contract of further) operations?.add(contract, candidates.serviceOf(contract.file));
  if (fragments.length > 0) {
    const affected = await findAffected(base, head, candidates, fragments);
    for (const contract of affected.contracts) await compare(contract.base, contract.head);
    results.problems.push(...affected.problems);
  }
  return areaReport(results.drifts, results.problems, results.checked);
}

/** Says on both sides which files are read next. */
async function prefetch(sides: readonly SideFiles[], paths: readonly string[]): Promise<void> {
  await Promise.all(sides.map(({ tree }) => tree.prefetch?.(paths)));
}

interface InspectedPair {
  readonly before: Inspected;
  readonly after: Inspected;
}

/** What a changed file is on both sides. Where one side is a contract, the other is asked why it is none. */
async function inspectPair(
  base: SideFiles,
  head: SideFiles,
  path: string,
  candidates: Candidates,
): Promise<InspectedPair> {
  if (!candidates.isCandidate(path)) {
    const other: Inspected = { kind: 'other', text: null };
    return { before: other, after: other };
  }
  const [before, after] = await Promise.all([inspect(base, path), inspect(head, path)]);
  if (before.kind === 'contract' && after.kind === 'other') {
    return { before, after: await inspectAsContract(head, path) };
  }
  if (after.kind === 'contract' && before.kind === 'other') {
    return { before: await inspectAsContract(base, path), after };
  }
  return { before, after };
}

/**
 * What of a file's two sides has to be said: a file that cannot be read counts where it says it is a contract,
 * where the other side is one, or where the settings name it.
 */
function problemsOf({ before, after }: InspectedPair, isNamed: boolean): Problem[] {
  const isContract = [before, after].some(
    (side) => side.kind === 'contract' || (side.kind === 'unreadable' && side.sure),
  );
  if (!isContract && !isNamed) return [];
  return [before, after].flatMap((side) => (side.kind === 'unreadable' ? [side.problem] : []));
}

function isFragment(path: string, side: Inspected): boolean {
  return side.kind === 'other' && mayBeFragment(path, side.text);
}

/** A contract that changed may itself be a part of others; only those with definitions to share are looked for. */
function sharedRoot(path: string, { before, after }: InspectedPair): string[] {
  const isShared = [before, after].some(
    (side) => side.kind === 'contract' && new ContractModel(side.contract).operations.length === 0,
  );
  return isShared ? [path] : [];
}

function reportWhole(
  results: Results,
  rule: 'contract-added' | 'contract-removed',
  contracts: readonly Contract[],
  candidates: Candidates,
): void {
  for (const contract of contracts) {
    const { operations } = new ContractModel(contract);
    if (rule === 'contract-added') checkReferences(contract);
    results.drifts.push(
      reportWholeContract(rule, contract, operations, candidates.serviceOf(contract.file)),
    );
    results.problems.push(...contract.problems);
    results.checked.push(...contract.files);
  }
}
