// Whether a pull request leaves fixtures behind that its contracts no longer hold for: what a button is offered for.
import type { AuditReport } from '../audit/report.ts';
import { fixtureUses } from '../drift/contract/fix/fixture-files.ts';
import { checkFixtures } from '../drift/contract/fix/fixtures.ts';
import { isForbiddenPath } from '../github/fix-branch.ts';
import type { Settings } from '../settings/settings.ts';
import type { Tree } from '../tree/tree.ts';

/** A verdict waits for this, so it is not done where more would have to be read: 4 MiB, well under a second of work. */
const MOST_BYTES = 4 * 1024 * 1024;

/** Whether fixtures disagree at head and did not at base. Rejects only when a tree's source fails. */
export async function leavesFixtures(
  {
    base,
    head,
    settings,
  }: { readonly base: Tree; readonly head: Tree; readonly settings: Settings },
  { areas }: AuditReport,
): Promise<boolean> {
  const { changes, waived, left_out: leftOut, checked: contracts } = areas.contract;
  const isChanged = changes.length + waived.length + leftOut > 0;
  if (!settings.gitops.update_fixtures || !isChanged) return false;
  const sizes = await sizesOf(head);
  const isTooMuch = (files: readonly string[]) =>
    files.reduce((sum, file) => sum + (sizes.get(file) ?? 0), 0) > MOST_BYTES;
  if (isTooMuch(contracts)) return false;
  // Most repositories have none: their contracts are not read again for it.
  const mayHaveSome =
    hasFixtureFiles(settings, [...sizes.keys()]) || (await namesFixtures(head, contracts));
  if (!mayHaveSome) return false;
  const uses = await fixtureUses(head, settings, new Set(contracts));
  const fixtures = [...new Set(uses.map(({ file }) => file))];
  if (fixtures.length === 0 || isTooMuch([...contracts, ...fixtures])) return false;
  const now = await checkFixtures({ tree: head, settings, contracts });
  const stale = now.found.filter(({ file }) => !isForbiddenPath(file));
  if (stale.length === 0) return false;
  const before = await checkFixtures({ tree: base, settings, contracts });
  const known = new Set(before.found.map(({ fingerprint }) => fingerprint));
  return stale.some(({ fingerprint }) => !known.has(fingerprint));
}

function hasFixtureFiles({ gitops }: Settings, paths: readonly string[]): boolean {
  const folder = `${gitops.fixtures_dir.replace(/\/+$/, '')}/`;
  return gitops.fixtures.length > 0 || paths.some((path) => path.startsWith(folder));
}

/** Whether a contract says by itself where its fixtures are. */
async function namesFixtures(tree: Tree, contracts: readonly string[]): Promise<boolean> {
  for (const file of contracts) {
    const read = await tree.read(file);
    if (read.ok && read.value.text.includes('x-fixture')) return true;
  }
  return false;
}

async function sizesOf(tree: Tree): Promise<ReadonlyMap<string, number>> {
  const { entries } = await tree.list();
  return new Map(entries.map(({ path, size }) => [path, size ?? 0]));
}
