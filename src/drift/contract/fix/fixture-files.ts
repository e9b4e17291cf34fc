// Which files of a tree are recorded response bodies, and of which response: by path, by `x-fixture`, or by the settings.
import { posix } from 'node:path';
import { parseEndpoint } from '../../../settings/endpoint.ts';
import { globMatcher } from '../../../settings/glob.ts';
import type { Settings } from '../../../settings/settings.ts';
import type { Tree } from '../../../tree/tree.ts';
import { candidatesOf, hasContractExtension, inspect, listSide } from '../discover.ts';
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

/**
 * Finds the fixtures of the contracts of a tree: of all, or of those files only that are named. Rejects only when the
 * tree's source fails.
 */
export async function fixtureUses(
  tree: Tree,
  settings: Settings,
  only?: ReadonlySet<string>,
): Promise<readonly FixtureUse[]> {
  const side = await listSide('head', tree);
  const candidates = candidatesOf(settings);
  const folder = settings.gitops.fixtures_dir.replace(/\/+$/, '');
  const paths = [...side.entries.keys()];
  const recorded = recordedFiles(paths, settings, folder);
  const isContract = (path: string) =>
    candidates.isCandidate(path) && !recorded.has(path) && only?.has(path) !== false;
  const uses: FixtureUse[] = [];
  for (const path of paths.filter(isContract)) {
    const found = await inspect(side, path);
    if (found.kind !== 'contract') continue;
    uses.push(...usesOf(found.contract, recorded, new Set(paths), folder));
  }
  return uses;
}

/** What the settings, or else a file's path, say of the operation it is for. */
type FixtureName =
  /** Its path below the folder of fixtures: the last part without the status, a name of the case and the extension. */
  | {
      readonly kind: 'path';
      readonly folder: string;
      readonly stem: string;
      readonly status: string | null;
    }
  | {
      readonly kind: 'operation';
      readonly method: string;
      readonly template: string;
      readonly status: string | null;
    };

type Recorded = ReadonlyMap<string, readonly FixtureName[]>;

/** The files that are fixtures by the settings, or by their path where the settings do not speak of them. */
function recordedFiles(paths: readonly string[], { gitops }: Settings, folder: string): Recorded {
  const mappings = gitops.fixtures.flatMap((mapping) => {
    const parsed = parseEndpoint(mapping.operation);
    if (!parsed.ok) return [];
    const { method, path } = parsed.endpoint;
    const status = mapping.status === undefined ? null : String(mapping.status);
    const name: FixtureName = { kind: 'operation', method, template: trimmed(path), status };
    return [{ matches: globMatcher([mapping.file]), name }];
  });
  const recorded = new Map<string, readonly FixtureName[]>();
  for (const path of paths.filter((each) => hasContractExtension(each))) {
    const names = mappings.filter(({ matches }) => matches(path)).map(({ name }) => name);
    if (names.length > 0) recorded.set(path, names);
    else if (path.startsWith(`${folder}/`))
      recorded.set(path, [nameOf(path.slice(folder.length + 1))]);
  }
  return recorded;
}

/** `users/{id}/get.200.json` for a path and method, `getUser.404.json` for an operation's id. */
function nameOf(path: string): FixtureName {
  const parts = posix.basename(path).split('.').slice(0, -1);
  const status = parts.slice(1).find((part) => /^(?:[1-5](?:\d\d|XX)|default)$/i.test(part));
  const folder = posix.dirname(path);
  return {
    kind: 'path',
    folder: trimmed(folder === '.' ? '/' : `/${folder}`),
    stem: parts[0] ?? '',
    status: status ?? null,
  };
}

/** A path without the names of its parameters and a slash at its end. */
function trimmed(path: string): string {
  return templateOf(path).replace(/\/+$/, '') || '/';
}

function usesOf(
  contract: Contract,
  recorded: Recorded,
  paths: ReadonlySet<string>,
  folder: string,
): FixtureUse[] {
  const model = new ContractModel(contract);
  const uses: FixtureUse[] = [];
  for (const operation of model.operations.filter(({ kind }) => kind === 'operation')) {
    const responses = responsesOf(model, operation) ?? new Map();
    const statuses = [...responses.keys()];
    const usual = usualStatus(statuses);
    const named = [...recorded].flatMap(([file, names]) =>
      names
        .filter((name) => isOf(name, operation))
        .map(({ status }) => ({
          file,
          status: status === null ? usual : closest(status, statuses),
        })),
    );
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
      for (const one of named) if (one.status === status) files.add(one.file);
      for (const file of files) uses.push({ file, contract, model, operation, status, type });
    }
  }
  return uses;
}

function isOf(name: FixtureName, operation: Operation): boolean {
  const template = operation.template.replace(/\/+$/, '') || '/';
  if (name.kind === 'operation')
    return name.template === template && name.method === operation.method;
  if (name.folder === '/' && name.stem === operation.operationId) return true;
  return name.folder === template && name.stem.toUpperCase() === operation.method;
}

/** The status that a fixture is of where it names none: the first success, or `default`. */
function usualStatus(statuses: readonly string[]): string {
  return [...statuses].sort().find((status) => status.startsWith('2')) ?? 'default';
}

/**
 * The response that is meant by a status: its own, else that of its range, else `default` (OpenAPI 3.1 section
 * 4.8.16.2).
 */
function closest(status: string, statuses: readonly string[]): string | undefined {
  const wanted = status.toUpperCase();
  const range = `${wanted.charAt(0)}XX`;
  return [wanted, range, 'DEFAULT']
    .map((each) => statuses.find((known) => known.toUpperCase() === each))
    .find((known) => known !== undefined);
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
