import { compareProblems, type Problem } from '../../problem.ts';
import type { Settings } from '../../settings/settings.ts';
import type { Tree } from '../../tree/tree.ts';
import type { OperationSubject } from '../drift.ts';
import { candidatesOf, inspect, listSide } from './discover.ts';
import { ContractModel } from './model/contract-model.ts';
import { subjectOf } from './report.ts';

export interface ListedOperations {
  /** By contract file, then path, then method. */
  readonly operations: readonly OperationSubject[];
  readonly problems: readonly Problem[];
}

/** All operations of all contracts of a tree. Rejects only when the tree's source fails. */
export async function listOperations(tree: Tree, settings: Settings): Promise<ListedOperations> {
  const files = await listSide('head', tree);
  const candidates = candidatesOf(settings);
  const operations: OperationSubject[] = [];
  const problems: Problem[] = [];
  for (const path of [...files.entries.keys()].sort()) {
    if (!candidates.isCandidate(path)) continue;
    const file = await inspect(files, path);
    if (file.kind === 'unreadable' && (file.sure || candidates.isNamed(path)))
      problems.push(file.problem);
    if (file.kind !== 'contract') continue;
    const service = candidates.serviceOf(path);
    const model = new ContractModel(file.contract);
    operations.push(
      ...model.operations
        .filter(({ kind }) => kind === 'operation')
        .map((operation) => subjectOf(operation, service)),
    );
    problems.push(...file.contract.problems);
  }
  return { operations, problems: problems.sort(compareProblems) };
}
