import { posix } from 'node:path';
import { type Problem, problem } from '../../problem.ts';
import { type Candidates, hasContractExtension, inspect, type SideFiles } from './discover.ts';
import { mayReferToFiles } from './load.ts';
import type { Contract } from './model/contract.ts';
import { mayBeContract } from './model/dialect.ts';

/** Unchanged files that are read at most to find out whether they refer to one that changed. */
const MAX_READ = 2000;

/** Files that are asked for together. */
const READ_AHEAD = 100;

/** Files of tools, which no contract refers to. */
const TOOL_FILES =
  /(?:^|\/)(?:package(?:-lock)?\.json|composer\.json|[tj]sconfig[^/]*\.json|biome\.jsonc?|renovate\.json|pnpm-lock\.yaml|pubspec\.yaml|docker-compose[^/]*\.ya?ml|mkdocs\.ya?ml|Chart\.yaml|values[^/]*\.ya?ml)$|^\.[^/]+\//i;

/** Whether a changed file that is no contract may be a part of one: schemas, parameters, path items. */
export function mayBeFragment(path: string, text: string | null): boolean {
  if (!hasContractExtension(path) || TOOL_FILES.test(path)) return false;
  return (
    text === null ||
    /["']?(?:\$ref|type|properties|enum|allOf|oneOf|anyOf|schema|responses|parameters|get|put|post|patch|delete)["']?\s*:/.test(
      text,
    )
  );
}

/** Contracts whose own file did not change, but one of the files did that they are spread over. */
export async function findAffected(
  base: SideFiles,
  head: SideFiles,
  candidates: Candidates,
  fragments: readonly string[],
): Promise<{
  readonly contracts: readonly { base: Contract; head: Contract }[];
  readonly problems: readonly Problem[];
}> {
  const changed = new Set(fragments);
  const paths = [...head.entries.values()]
    .filter(
      ({ path, kind, hash }) =>
        kind === 'file' && base.entries.get(path)?.hash === hash && candidates.isCandidate(path),
    )
    .map(({ path }) => path)
    .sort(byNearness(fragments));
  const contracts: { base: Contract; head: Contract }[] = [];
  for (const [index, path] of paths.slice(0, MAX_READ).entries()) {
    if (index % READ_AHEAD === 0) {
      await head.tree.prefetch?.(paths.slice(index, Math.min(index + READ_AHEAD, MAX_READ)));
    }
    const read = await head.tree.read(path);
    if (!read.ok || !mayBeContract(read.value.text) || !mayReferToFiles(read.value.text)) continue;
    const after = await inspect(head, path);
    const before = await inspect(base, path);
    if (before.kind !== 'contract' || after.kind !== 'contract') continue;
    const files = [...before.contract.files, ...after.contract.files];
    if (files.some((file) => changed.has(file)))
      contracts.push({ base: before.contract, head: after.contract });
  }
  return { contracts, problems: paths.length > MAX_READ ? [tooMany(paths.length)] : [] };
}

function tooMany(count: number): Problem {
  const message = `Only ${MAX_READ} of ${count} JSON and YAML files were searched for contracts that refer to changed files. Name the contracts in the settings (contracts.include), so that only those are searched.`;
  return problem('limit-reached', message, { side: 'head' });
}

/** Files in the folders of changed files, or above them, first. */
function byNearness(fragments: readonly string[]): (a: string, b: string) => number {
  const folders = fragments.map((path) => posix.dirname(path));
  const rank = (path: string) => {
    const folder = posix.dirname(path);
    return folders.some(
      (other) => folder === '.' || other === folder || other.startsWith(`${folder}/`),
    )
      ? 0
      : 1;
  };
  return (a, b) => rank(a) - rank(b) || (a < b ? -1 : a > b ? 1 : 0);
}
