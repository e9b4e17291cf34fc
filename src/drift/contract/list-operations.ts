import { compareProblems, type Problem } from '../../problem.ts';
import type { Settings } from '../../settings/settings.ts';
import type { Tree } from '../../tree/tree.ts';
import type { PromisedOperation } from '../promised-operation.ts';
import { type Candidates, candidatesOf, inspect, listSide } from './discover.ts';
import { mayBeFragment } from './fragments.ts';
import { templateOf } from './model/address.ts';
import type { Contract } from './model/contract.ts';
import { ContractModel } from './model/contract-model.ts';
import { pathOf, pointerOf } from './model/node.ts';
import type { Operation } from './model/operation.ts';
import { readParameters } from './model/parameter.ts';
import { subjectOf } from './report.ts';

export interface ListedOperations {
  /** By contract file, then path, then method. */
  readonly operations: readonly PromisedOperation[];
  readonly problems: readonly Problem[];
}

/**
 * All operations of all contracts of a tree, or of those among some files. Rejects only when the tree's source fails.
 */
export async function listOperations(
  tree: Tree,
  settings: Settings,
  among?: ReadonlySet<string>,
): Promise<ListedOperations> {
  const files = await listSide('head', tree);
  const candidates = candidatesOf(settings);
  const paths = [...files.entries.keys()]
    .filter((path) => candidates.isCandidate(path) && among?.has(path) !== false)
    .sort();
  await tree.prefetch?.(paths);
  const operations: PromisedOperation[] = [];
  const problems: Problem[] = [];
  for (const path of paths) {
    const file = await inspect(files, path);
    if (file.kind === 'unreadable' && (file.sure || candidates.isNamed(path)))
      problems.push(file.problem);
    if (file.kind !== 'contract') continue;
    operations.push(...operationsOf(file.contract, candidates));
    problems.push(...file.contract.problems);
  }
  return { operations, problems: problems.sort(compareProblems) };
}

function operationsOf(contract: Contract, candidates: Candidates): readonly PromisedOperation[] {
  const model = new ContractModel(contract);
  const service = candidates.serviceOf(contract.file);
  return model.operations
    .filter(({ kind }) => kind === 'operation')
    .map((operation) => ({
      subject: subjectOf(operation, service),
      contract: contract.file,
      location: operation.node.document.locate(pathOf(operation.node)),
      pointer: pointerOf(operation.node),
      prefixes: prefixesOf(operation),
      parameters: [...(readParameters(model, operation)?.values() ?? [])].map(({ parameter }) => ({
        name: parameter.name,
        in: parameter.in,
      })),
    }));
}

function prefixesOf({ path, addresses }: Operation): readonly string[] {
  const template = templateOf(path);
  return [
    ...new Set(addresses.map((address) => address.slice(0, address.length - template.length))),
  ];
}

/**
 * Whether a change of these files can have changed which operations the contracts have. Of a file that contracts may
 * be put together from it is taken for granted.
 */
export async function changesOperations(
  base: Tree,
  head: Tree,
  settings: Settings,
  changed: readonly string[],
): Promise<boolean> {
  const among = new Set(changed.filter(candidatesOf(settings).isCandidate));
  if (among.size === 0) return false;
  const names: string[] = [];
  for (const tree of [base, head]) {
    const { operations } = await listOperations(tree, settings, among);
    const contracts = new Set(operations.map(({ contract }) => contract));
    const others = [...among].filter((path) => !contracts.has(path));
    const files = await listSide('head', tree);
    for (const path of others) {
      const side = await inspect(files, path);
      if (side.kind === 'other' && mayBeFragment(path, side.text)) return true;
    }
    names.push(
      JSON.stringify(
        operations.map(({ subject, prefixes, parameters }) => [
          subject.method,
          subject.path,
          subject.service,
          prefixes,
          parameters,
        ]),
      ),
    );
  }
  return names[0] !== names[1];
}
