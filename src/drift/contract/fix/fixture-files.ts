// Which files of a tree are recorded response bodies, and of which response: by path, by name, or by `x-fixture`.
import { posix } from 'node:path';
import type { Settings } from '../../../settings/settings.ts';
import type { Tree } from '../../../tree/tree.ts';
import { candidatesOf, inspect, listSide } from '../discover.ts';
import { templateOf } from '../model/address.ts';
import type { Contract } from '../model/contract.ts';
import { ContractModel } from '../model/contract-model.ts';
import type { MediaType } from '../model/media-type.ts';
import { childOf, isList, type Node } from '../model/node.ts';
import type { Operation } from '../model/operation.ts';
import { responsesOf } from '../model/response.ts';

/** A file that holds a body of a response. */
export interface FixtureUse {
  readonly file: string;
  readonly contract: Contract;
  readonly model: ContractModel;
  readonly operation: Operation;
  /** `200`, `4XX`, `default`. */
  readonly status: string;
  readonly type: MediaType;
}

/** Finds the fixtures of all contracts of a tree. Rejects only when the tree's source fails. */
export async function fixtureUses(tree: Tree, settings: Settings): Promise<readonly FixtureUse[]> {
  const side = await listSide('head', tree);
  const candidates = candidatesOf(settings);
  const folder = settings.gitops.fixtures_dir.replace(/\/+$/, '');
  const paths = [...side.entries.keys()];
  const recorded = new Map(
    paths
      .filter((path) => path.startsWith(`${folder}/`) && /\.(?:json|ya?ml)$/i.test(path))
      .map((path) => [path, nameOf(path.slice(folder.length + 1))]),
  );
  const uses: FixtureUse[] = [];
  for (const path of paths.filter((each) => candidates.isCandidate(each) && !recorded.has(each))) {
    const found = await inspect(side, path);
    if (found.kind !== 'contract') continue;
    uses.push(...usesOf(found.contract, recorded, new Set(paths), folder));
  }
  return uses;
}

/** What a file's path says of the operation it is for. */
interface FixtureName {
  readonly folder: string;
  /** The last part without the status, a name of the case and the extension. */
  readonly stem: string;
  readonly status: string | null;
}

/** `users/{id}/get.200.json` for a path and method, `getUser.404.json` for an operation's id. */
function nameOf(path: string): FixtureName {
  const parts = posix.basename(path).split('.').slice(0, -1);
  const status = parts.slice(1).find((part) => /^(?:[1-5](?:\d\d|XX)|default)$/i.test(part));
  const folder = posix.dirname(path);
  return {
    folder: templateOf(folder === '.' ? '/' : `/${folder}`),
    stem: parts[0] ?? '',
    status: status ?? null,
  };
}

function usesOf(
  contract: Contract,
  recorded: ReadonlyMap<string, FixtureName>,
  paths: ReadonlySet<string>,
  folder: string,
): FixtureUse[] {
  const model = new ContractModel(contract);
  const uses: FixtureUse[] = [];
  for (const operation of model.operations.filter(({ kind }) => kind === 'operation')) {
    const responses = responsesOf(model, operation) ?? new Map();
    const usual = usualStatus([...responses.keys()]);
    for (const [status, use] of responses) {
      const type = jsonType(use?.response.content);
      if (use === undefined || type === undefined) continue;
      const files = new Set(
        [
          type.node,
          use.response.node,
          use.use,
          ...(status === usual ? [operation.node] : []),
        ].flatMap((node) => namedFiles(node, contract, paths, folder)),
      );
      for (const [file, name] of recorded) {
        const isFor = (name.status?.toUpperCase() ?? usual) === status.toUpperCase();
        if (isFor && isOf(name, operation)) files.add(file);
      }
      for (const file of files) uses.push({ file, contract, model, operation, status, type });
    }
  }
  return uses;
}

function isOf({ folder, stem }: FixtureName, operation: Operation): boolean {
  if (folder === '/' && stem === operation.operationId) return true;
  const template = operation.template.replace(/\/+$/, '') || '/';
  return folder === template && stem.toUpperCase() === operation.method;
}

/** The status that a fixture is of where it names none: the first success, or `default`. */
function usualStatus(statuses: readonly string[]): string {
  return [...statuses].sort().find((status) => status.startsWith('2')) ?? 'default';
}

function jsonType(content: ReadonlyMap<string, MediaType> | undefined): MediaType | undefined {
  return [...(content?.values() ?? [])].find(({ name }) => /[/+]json\b/i.test(name));
}

/** Files that an `x-fixture` names: from the contract's folder, the root or the folder of fixtures. */
function namedFiles(
  node: Node,
  contract: Contract,
  paths: ReadonlySet<string>,
  folder: string,
): readonly string[] {
  const named = childOf(node, 'x-fixture')?.value;
  const texts = (isList(named) ? named : [named]).filter((text) => typeof text === 'string');
  return texts.flatMap((text) => {
    const places = [posix.dirname(contract.file), '', folder];
    const found = places
      .map((place) => posix.normalize(posix.join(place, text)))
      .find((path) => paths.has(path));
    return found === undefined ? [] : [found];
  });
}
