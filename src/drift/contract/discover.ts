import type { Outcome, Problem } from '../../problem.ts';
import { type ContractFiles, contractFiles } from '../../settings/contract-files.ts';
import { DEFAULT_CONTRACTS } from '../../settings/defaults.ts';
import type { Settings } from '../../settings/settings.ts';
import type { Tree, TreeEntry, TreeFile } from '../../tree/tree.ts';
import { loadContract } from './load.ts';
import type { Contract, Side } from './model/contract.ts';
import { mayBeContract } from './model/dialect.ts';

/** What a file of one side is. */
export type Inspected =
  | { readonly kind: 'absent' }
  | { readonly kind: 'contract'; readonly contract: Contract }
  /** Something else than a contract; its text, where it was read. */
  | { readonly kind: 'other'; readonly text: string | null }
  /** It may be a contract, but could not be read. `sure`: it says that it is one. */
  | { readonly kind: 'unreadable'; readonly problem: Problem; readonly sure: boolean };

/** One side of the comparison with its files by path. */
export interface SideFiles {
  readonly side: Side;
  readonly tree: Tree;
  readonly entries: ReadonlyMap<string, TreeEntry>;
}

/** Lists one side. */
export async function listSide(side: Side, tree: Tree): Promise<SideFiles> {
  const { entries } = await tree.list();
  return { side, tree, entries: new Map(entries.map((entry) => [entry.path, entry])) };
}

/** Which files are looked at: the settings' globs, and only JSON and YAML. */
export interface Candidates extends ContractFiles {
  /** Whether the settings name the file, not only Holdfast's own defaults. */
  isNamed(path: string): boolean;
}

/** Reads the settings once for all files. */
export function candidatesOf(settings: Settings): Candidates {
  const files = contractFiles(settings);
  const isDefault = settings.contracts.include.join('\n') === DEFAULT_CONTRACTS.include.join('\n');
  return {
    serviceOf: (path) => files.serviceOf(path),
    isCandidate: (path) => hasContractExtension(path) && files.isCandidate(path),
    isNamed: (path) => files.serviceOf(path) !== null || (!isDefault && files.isCandidate(path)),
  };
}

export function hasContractExtension(path: string): boolean {
  return /\.(?:json|ya?ml)$/i.test(path);
}

/** Paths whose file is not the same on both sides, sorted. */
export function changedPaths(base: SideFiles, head: SideFiles): string[] {
  const paths = new Set([...base.entries.keys(), ...head.entries.keys()]);
  return [...paths]
    .filter((path) => {
      const before = base.entries.get(path);
      const after = head.entries.get(path);
      return before?.hash !== after?.hash || before?.kind !== after?.kind;
    })
    .sort();
}

/** Reads a file and tells what it is. What does not look like a contract is not parsed. */
export async function inspect(files: SideFiles, path: string): Promise<Inspected> {
  const { side, tree } = files;
  if (!files.entries.has(path)) return { kind: 'absent' };
  const read = await tree.read(path);
  if (!read.ok) {
    const sure = isNamedAsContract(path);
    return { kind: 'unreadable', problem: { ...read.problem, side }, sure };
  }
  if (!mayBeContract(read.value.text) && !isNamedAsContract(path)) {
    return { kind: 'other', text: read.value.text };
  }
  return opened(await loadContract(tree, path, side, read.value), read.value);
}

function opened(outcome: Outcome<Contract>, file: TreeFile): Inspected {
  if (outcome.ok) return { kind: 'contract', contract: outcome.value };
  if (outcome.problem.code === 'not-a-contract') return { kind: 'other', text: file.text };
  return { kind: 'unreadable', problem: outcome.problem, sure: saysContract(file) };
}

/**
 * Whether a file that cannot be parsed means to be a contract: by its name, or because a line of its text starts
 * with the version's key, indented only where it is quoted as in JSON.
 */
function saysContract(file: TreeFile): boolean {
  return (
    isNamedAsContract(file.path) ||
    /^(?:(?:openapi|swagger)|[\s{]*(["'])(?:openapi|swagger)\1)\s*:/m.test(file.text)
  );
}

/** Whether a file's name says that it is a contract: `openapi.yaml`, `users.swagger.json`. */
function isNamedAsContract(path: string): boolean {
  return /(?:^|[/._-])(?:openapi|swagger)(?:[._-][^/]*)?\.(?:json|ya?ml)$/i.test(path);
}

/** Reads a file of which the other side is a contract as if it were one, to learn why it no longer is. */
export async function inspectAsContract(files: SideFiles, path: string): Promise<Inspected> {
  const outcome = await loadContract(files.tree, path, files.side);
  if (outcome.ok) return { kind: 'contract', contract: outcome.value };
  if (outcome.problem.code === 'not-a-contract') return { kind: 'other', text: null };
  return { kind: 'unreadable', problem: outcome.problem, sure: true };
}
