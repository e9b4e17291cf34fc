import { createHash } from 'node:crypto';
import { compareText } from '../../location.ts';
import { compareProblems, type Problem } from '../../problem.ts';
import type { Settings } from '../../settings/settings.ts';
import type { Tree } from '../../tree/tree.ts';
import type { OperationRef } from '../drift.ts';
import { candidatesOf, inspect, listSide } from './discover.ts';
import type { Contract } from './model/contract.ts';
import { ContractModel } from './model/contract-model.ts';
import type { Operation } from './model/operation.ts';
import { FieldReader, type OperationFields } from './snapshot/operation-fields.ts';

/**
 * The fields of one operation at one commit. A field is one thing that callers or consumers see: a parameter, a
 * header, a body, a status code, a media type, a property at any depth.
 */
export interface OperationSnapshot extends OperationRef {
  /** The contract's file. */
  readonly file: string;
  readonly service: string | null;
  /** Sorted, each once. */
  readonly tags: readonly string[];
  readonly operation_id: string | null;
  /** Hexadecimal SHA-256 of the fields: operations with the same fields have the same. */
  readonly content: string;
  /**
   * A short digest of what is promised of each field alone, by its name: `query.sort`, `path.1`,
   * `request.body application/json /address/city`, `response 200 application/json /items/~items/id`.
   */
  readonly fields: Readonly<Record<string, string>>;
}

/** The fields of all contracts of a tree. */
export interface ContractsSnapshot {
  /** By file, path and method. */
  readonly operations: readonly OperationSnapshot[];
  /** Contracts that could not be read, sorted: what is in them is not among the operations. */
  readonly unreadable: readonly string[];
  readonly problems: readonly Problem[];
}

/**
 * The fields of every operation of every contract of a tree. `known` are contracts, by file, whose operations were
 * read before and are not read again. Rejects only when the tree's source fails.
 */
export async function snapshotContracts(
  tree: Tree,
  settings: Settings,
  known: ReadonlyMap<string, readonly OperationSnapshot[]> = new Map(),
): Promise<ContractsSnapshot> {
  const files = await listSide('head', tree);
  const candidates = candidatesOf(settings);
  const operations: OperationSnapshot[] = [];
  const unreadable: string[] = [];
  const problems: Problem[] = [];
  for (const path of [...files.entries.keys()].sort(compareText)) {
    if (!candidates.isCandidate(path)) continue;
    const before = known.get(path);
    if (before !== undefined) {
      operations.push(...before);
      continue;
    }
    const file = await inspect(files, path);
    if (file.kind === 'unreadable' && (file.sure || candidates.isNamed(path))) {
      problems.push(file.problem);
      unreadable.push(path);
    }
    if (file.kind !== 'contract') continue;
    operations.push(...snapshotContract(file.contract, candidates.serviceOf(path)));
    problems.push(...file.contract.problems);
  }
  return { operations, unreadable, problems: problems.sort(compareProblems) };
}

/** The fields of every operation of one contract; what cannot be read is added to the contract's problems. */
export function snapshotContract(contract: Contract, service: string | null): OperationSnapshot[] {
  const model = new ContractModel(contract);
  return fieldsOfAll(model)
    .map(({ operation, fields }) => ({
      file: contract.file,
      service,
      method: operation.method,
      path: operation.path,
      tags: [...new Set(operation.tags)].sort(compareText),
      operation_id: operation.operationId,
      content: contentOf(fields),
      fields,
    }))
    .sort((a, b) => compareText(a.path, b.path) || compareText(a.method, b.method));
}

/** What head makes of the contracts that a comparison reads: collected on the way, so that nothing is read twice. */
export class ChangedOperations {
  /** Contracts of head that were compared, by file. */
  readonly contracts = new Map<string, readonly OperationSnapshot[]>();
  /** Files that are no contracts at head. */
  readonly gone = new Set<string>();
  readonly problems: Problem[] = [];

  /** Adds a contract of head; to be called when its problems were taken, since more may come. */
  add(contract: Contract, service: string | null): void {
    const before = contract.problems.length;
    this.contracts.set(contract.file, snapshotContract(contract, service));
    this.problems.push(...contract.problems.slice(before));
  }

  /** The operations of a state that is older, as head leaves them. */
  applyTo(operations: readonly OperationSnapshot[]): readonly OperationSnapshot[] {
    const kept = operations.filter(({ file }) => !this.gone.has(file) && !this.contracts.has(file));
    return [...kept, ...[...this.contracts.values()].flat()];
  }
}

/** Fields of one contract at most, and of one operation: where there are too many, each operation gets fewer. */
const MAX_FIELDS_OF_CONTRACT = 400_000;
const MAX_FIELDS = [5000, 1000, 200, 40] as const;

interface FieldsOf extends OperationFields {
  readonly operation: Operation;
}

/** The fields of all operations. Steps that are far apart keep a new operation from moving the bound for all others. */
function fieldsOfAll(model: ContractModel): readonly FieldsOf[] {
  const reader = new FieldReader(model);
  let found: FieldsOf[] = [];
  for (const most of MAX_FIELDS) {
    found = [];
    let count = 0;
    for (const operation of model.operations) {
      const read = reader.fieldsOf(operation, most);
      found.push({ operation, ...read });
      count += read.cost;
      if (count > MAX_FIELDS_OF_CONTRACT) break;
    }
    if (count > MAX_FIELDS_OF_CONTRACT && most !== MAX_FIELDS.at(-1)) continue;
    for (const { operation, isCut } of found) if (isCut) reportCut(model.contract, operation, most);
    break;
  }
  return found;
}

function reportCut(contract: Contract, operation: Operation, most: number): void {
  contract.report(
    operation.node,
    'limit-reached',
    `This operation has more than ${most} fields. Changes of its deepest fields do not count as churn; everything else about them is checked.`,
  );
}

/** The address of fields by what they are: hexadecimal SHA-256, whatever the order they come in. */
export function contentOf(fields: Readonly<Record<string, string>>): string {
  const entries = Object.entries(fields).sort(([a], [b]) => compareText(a, b));
  return createHash('sha256').update(JSON.stringify(entries)).digest('hex');
}
